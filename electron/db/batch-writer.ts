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
  const insertRecord = db.prepare(INSERT_RECORD);
  const insertRelation = db.prepare(INSERT_RELATION);
  const insertQuarantine = db.prepare(
    'INSERT INTO quarantine (id, batch_id, file_index, row_number, column_name, reason, raw) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertAbsent = db.prepare('INSERT INTO batch_absent (batch_id, row_id) VALUES (?, ?)');
  const nextId = createIdSource();
  const batchGovernance = governanceOf(defaults.basis, defaults.grade, defaults);
  const goneRecords = new Map(earlier.records);
  const goneRelations = new Map(earlier.relations);
  const counts = { kept: 0, unchanged: 0, quarantined: 0, newlyQuarantined: 0 };

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

  return {
    record(staged) {
      const raw = JSON.stringify(staged.raw);
      const before = earlier.records.get(staged.naturalKey);
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
      return 'kept';
    },

    relation(staged) {
      const raw = JSON.stringify(staged.raw);
      const before = earlier.relations.get(staged.naturalKey);
      if (before) goneRelations.delete(staged.naturalKey);
      if (before && isSame(before, raw, staged)) {
        counts.unchanged++;
        return 'unchanged';
      }
      counts.kept++;
      if (isDryRun) return 'kept';
      insertRelation.run(
        nextId(),
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
