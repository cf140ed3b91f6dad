import type { Database } from 'better-sqlite3';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { StagedFix, StagedRecord, StagedRelation } from '../../shared/domain/staged.ts';
import type { EarlierEdition, EarlierRow } from './edition.ts';
import { createIdSource } from './new-id.ts';

/** What is said of every row of a batch: the row's own word goes before it. NULLs take the source's defaults. */
export interface BatchDefaults {
  readonly basis: Basis | null;
  readonly grade: Grade | null;
  readonly purpose: string | null;
  readonly regime: string | null;
  readonly sharingAgreement: string | null;
  readonly reviewOn: string | null;
  readonly observedOn: string | null;
}

/** A row that cannot be kept as it is. */
export interface FaultyRow {
  readonly fileIndex: number;
  readonly rowNumber: number;
  readonly column: string | null;
  readonly reason: string;
  readonly raw: readonly string[];
  /** Natural key, where it could be read: its earlier edition is then not missed. */
  readonly naturalKey?: string;
}

export interface BatchCounts {
  readonly kept: number;
  readonly unchanged: number;
  readonly absent: number;
  readonly quarantined: number;
  /** Rows that speak of records or links that somebody deleted, whether they say something new or not. */
  readonly deleted: number;
  /** Rows set aside that no earlier edition set aside. */
  readonly newlyQuarantined: number;
}

/** Puts the rows of one batch into the case, or only says what would become of them. */
export interface BatchWriter {
  record(staged: StagedRecord): 'kept' | 'unchanged';
  relation(staged: StagedRelation): 'kept' | 'unchanged';
  quarantine(row: FaultyRow): void;
  earlierKind(key: string): string | null;
  /** Notes which earlier rows are no longer there, and counts. */
  finish(has: { readonly records: boolean; readonly relations: boolean }): BatchCounts;
}

export interface BatchTarget {
  readonly sourceId: string;
  readonly batchId: string;
  readonly recordedAt: string;
  readonly defaults: BatchDefaults;
  /** What the source itself says, for rows that bring a grade but no basis of their own. */
  readonly sourceBasis: Basis;
  readonly earlier: EarlierEdition;
  /** How each file is read. */
  readonly readings: readonly string[];
  /** Who imports, and so who corrected cells. */
  readonly author: string;
  /** Records by natural key of batches that this one may refer to. */
  readonly recordIds: Map<string, string>;
  /** Whether rows about what somebody deleted bring it back; otherwise they are kept, and it stays deleted. */
  readonly bringsBack: boolean;
  readonly isDryRun: boolean;
}

const GOVERNANCE =
  'basis, grade_source, grade_information, handling, handling_conditions, purpose, regime, sharing_agreement, review_on';
const GOVERNANCE_PLACES = Array.from({ length: 9 }, () => '?').join(', ');

const INSERT_RECORD = `INSERT INTO record (id, source_id, batch_id, file_index, row_number, natural_key, kind, source_label,
    fields, raw, fixes, subject_record_id, supersedes_id, category, observed_on, recorded_at, ${GOVERNANCE})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${GOVERNANCE_PLACES})`;

const INSERT_RELATION = `INSERT INTO relation (id, source_id, batch_id, file_index, row_number, natural_key, source_type, type,
    from_record_id, to_record_id, fields, raw, fixes, supersedes_id, started_on, ended_on, observed_on, recorded_at, ${GOVERNANCE})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${GOVERNANCE_PLACES})`;

/** Statements are prepared here and not per row; values are bound by place, as objects would cost a third more. */
export function createBatchWriter(db: Database, target: BatchTarget): BatchWriter {
  const { sourceId, batchId, recordedAt, defaults, earlier, recordIds, isDryRun } = target;
  const { bringsBack } = target;
  const insertRecord = db.prepare(INSERT_RECORD);
  const insertRelation = db.prepare(INSERT_RELATION);
  const insertQuarantine = db.prepare(
    'INSERT INTO quarantine (id, batch_id, file_index, row_number, column_name, reason, raw) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertAbsent = db.prepare('INSERT INTO batch_absent (batch_id, row_id) VALUES (?, ?)');
  const keepDeleted = createDeletionKeeper(db);
  const nextId = createIdSource();
  const batchGovernance = governanceOf(defaults.basis, defaults.grade, defaults);
  const goneRecords = new Map(earlier.records);
  const goneRelations = new Map(earlier.relations);
  const counts = { kept: 0, unchanged: 0, quarantined: 0, deleted: 0, newlyQuarantined: 0 };
  /** Records of this batch whose entities were deleted and are not brought back, with the record that was. */
  const goneEntities = new Map<string, string>();

  function governance(staged: {
    readonly grade?: Grade;
    readonly basis?: Basis;
  }): readonly unknown[] {
    if (staged.grade === undefined && staged.basis === undefined) return batchGovernance;
    // A row that brings a grade of its own is graded by it alone: its basis is written out too.
    return governanceOf(
      staged.basis ?? defaults.basis ?? target.sourceBasis,
      staged.grade ?? defaults.grade,
      defaults,
    );
  }

  function isSame(
    row: EarlierRow,
    raw: string,
    { fileIndex, fixes }: StagedRecord | StagedRelation,
  ): boolean {
    return (
      !row.isAbsent &&
      !(bringsBack && row.isDeleted) &&
      row.raw === raw &&
      row.reading === (target.readings[fileIndex] ?? '') &&
      isSameFix(row.fixes, fixes)
    );
  }

  function fixesOf(fixes: readonly StagedFix[] | undefined): string | null {
    return fixes ? JSON.stringify({ by: target.author, cells: fixes }) : null;
  }

  function idOf(key: string): string {
    const id = recordIds.get(key) ?? earlier.records.get(key)?.id;
    if (id === undefined)
      throw new Error('A staged row refers to a record that was not staged before it.');
    return id;
  }

  /** The record whose deletion a link shares: an end of it is there no longer, and nothing brings it back. */
  function goneEnd({ fromKey, toKey }: StagedRelation): string | null {
    for (const key of [fromKey, toKey]) {
      const row = earlier.records.get(key);
      const isKeptDeleted = row?.isEntityGone === true && !bringsBack;
      const gone = goneEntities.get(key) ?? (isKeptDeleted ? row.id : null);
      if (gone !== null) return gone;
    }
    return null;
  }

  return {
    record(staged) {
      const raw = JSON.stringify(staged.raw);
      const before = earlier.records.get(staged.naturalKey);
      const about =
        staged.subjectKey === undefined ? undefined : goneEntities.get(staged.subjectKey);
      const deletedId = before?.isDeleted ? before.id : (about ?? null);
      if (deletedId !== null) counts.deleted++;
      if (deletedId !== null && !bringsBack && (before?.isEntityGone ?? true))
        goneEntities.set(staged.naturalKey, deletedId);
      if (before) goneRecords.delete(staged.naturalKey);
      if (before && isSame(before, raw, staged)) {
        recordIds.set(staged.naturalKey, before.id);
        counts.unchanged++;
        return 'unchanged';
      }
      const id = nextId();
      const subjectId =
        before?.id ?? (staged.subjectKey === undefined ? null : idOf(staged.subjectKey));
      recordIds.set(staged.naturalKey, id);
      counts.kept++;
      if (isDryRun) return 'kept';
      insertRecord.run(
        id,
        sourceId,
        batchId,
        staged.fileIndex,
        staged.rowNumber,
        staged.naturalKey,
        staged.kind,
        staged.sourceLabel ?? null,
        JSON.stringify(staged.fields),
        raw,
        fixesOf(staged.fixes),
        subjectId,
        before?.id ?? null,
        staged.category ?? null,
        staged.observedOn ?? defaults.observedOn,
        recordedAt,
        ...governance(staged),
      );
      if (deletedId !== null && !bringsBack) keepDeleted.record(id, deletedId);
      return 'kept';
    },

    relation(staged) {
      const raw = JSON.stringify(staged.raw);
      const before = earlier.relations.get(staged.naturalKey);
      const end = before?.isDeleted ? null : goneEnd(staged);
      if (before?.isDeleted || end !== null) counts.deleted++;
      if (before) goneRelations.delete(staged.naturalKey);
      if (before && isSame(before, raw, staged)) {
        counts.unchanged++;
        return 'unchanged';
      }
      counts.kept++;
      if (isDryRun) return 'kept';
      const id = nextId();
      insertRelation.run(
        id,
        sourceId,
        batchId,
        staged.fileIndex,
        staged.rowNumber,
        staged.naturalKey,
        staged.sourceType,
        staged.type,
        idOf(staged.fromKey),
        idOf(staged.toKey),
        JSON.stringify(staged.fields),
        raw,
        fixesOf(staged.fixes),
        before?.id ?? null,
        staged.startedOn ?? null,
        staged.endedOn ?? null,
        staged.observedOn ?? defaults.observedOn,
        recordedAt,
        ...governance(staged),
      );
      if (before?.isDeleted && !bringsBack) keepDeleted.relation(id, before.id);
      else if (end !== null) keepDeleted.relationOf(id, end);
      return 'kept';
    },

    quarantine(row) {
      const raw = JSON.stringify(row.raw);
      counts.quarantined++;
      if (!earlier.quarantined.has(raw)) counts.newlyQuarantined++;
      if (row.naturalKey !== undefined) goneRecords.delete(row.naturalKey);
      if (isDryRun) return;
      insertQuarantine.run(
        nextId(),
        batchId,
        row.fileIndex,
        row.rowNumber,
        row.column,
        row.reason,
        raw,
      );
    },

    earlierKind: (key) => earlier.records.get(key)?.kind ?? null,

    finish(has) {
      const gone = [
        ...(has.records ? goneRecords.values() : []),
        ...(has.relations ? goneRelations.values() : []),
      ];
      const absent = gone.filter((row) => !row.isAbsent);
      if (!isDryRun) for (const row of absent) insertAbsent.run(batchId, row.id);
      return { ...counts, absent: absent.length };
    },
  };
}

/** Marks rows of a batch as deleted by whom, when and why what they speak of was deleted before. */
function createDeletionKeeper(db: Database) {
  const COLUMNS = 'withdrawn_at, withdrawn_by, reason';
  const record = db.prepare<[string, string]>(
    `INSERT INTO record_withdrawal (record_id, ${COLUMNS})
     SELECT ?, ${COLUMNS} FROM record_withdrawal WHERE record_id = ?`,
  );
  const relation = db.prepare<[string, string]>(
    `INSERT INTO relation_withdrawal (relation_id, ${COLUMNS})
     SELECT ?, ${COLUMNS} FROM relation_withdrawal WHERE relation_id = ?`,
  );
  const relationOf = db.prepare<[string, string]>(
    `INSERT INTO relation_withdrawal (relation_id, ${COLUMNS})
     SELECT ?, ${COLUMNS} FROM record_withdrawal WHERE record_id = ?`,
  );
  return {
    record: (id: string, deletedId: string) => record.run(id, deletedId),
    relation: (id: string, deletedId: string) => relation.run(id, deletedId),
    /** A link that nobody deleted, of a record that somebody did. */
    relationOf: (id: string, recordId: string) => relationOf.run(id, recordId),
  };
}

function isSameFix(before: string | null, now: readonly StagedFix[] | undefined): boolean {
  if (before === null || now === undefined) return before === null && now === undefined;
  const { cells } = JSON.parse(before) as { readonly cells: readonly StagedFix[] };
  return JSON.stringify(cells) === JSON.stringify(now);
}

function governanceOf(
  basis: Basis | null,
  grade: Grade | null,
  rest: Pick<BatchDefaults, 'purpose' | 'regime' | 'sharingAgreement' | 'reviewOn'>,
): readonly unknown[] {
  return [
    basis,
    grade?.source ?? null,
    grade?.information ?? null,
    grade?.handling ?? null,
    grade?.conditions ?? null,
    rest.purpose,
    rest.regime,
    rest.sharingAgreement,
    rest.reviewOn,
  ];
}
