import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { Progress } from '../../shared/api/case.ts';
import { notFound } from '../../shared/api/errors.ts';
import type { FileReport, ImportOptions } from '../../shared/api/import.ts';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import type { StagedSource } from '../../shared/domain/staged.ts';
import { type BatchDefaults, type BatchWriter, createBatchWriter } from './batch-writer.ts';
import { runCommand } from './command.ts';
import { type EarlierEdition, noEarlierEdition, readEarlierEdition } from './edition.ts';
import { createProjection } from './projection.ts';

/** Who keeps the log of an import: its row is written in the import's own transaction. */
export interface ImportAudit {
  readonly auditKey: Buffer;
  readonly role: string;
  readonly reason: string | null;
}

/** What is said of a source: the defaults of its rows. */
export type SourceDetails = Pick<
  ImportOptions,
  'ownerAgency' | 'basis' | 'grade' | 'purpose' | 'regime' | 'sharingAgreement' | 'reviewOn'
> & { readonly name: string; readonly profile: string };

interface SourceRow {
  readonly id: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly purpose: string | null;
  readonly regime: string | null;
  readonly sharingAgreement: string | null;
  readonly reviewOn: string | null;
}

/** A source that the case may know already, and the rows of its earlier edition. */
export interface KnownSource {
  readonly row: SourceRow | null;
  readonly earlier: EarlierEdition;
}

/** What is kept of a file beside its rows. */
export type BatchFile = Pick<FileReport, 'name' | 'profile' | 'encoding' | 'separator' | 'columns' | 'rows' | 'kept' | 'unchanged' | 'quarantined'> & {
  readonly sha256: string | null;
};

const NO_DEFAULTS: BatchDefaults = {
  basis: null, grade: null, purpose: null, regime: null, sharingAgreement: null, reviewOn: null, observedOn: null,
};

/** Finds a source by name and profile, with what it said before. */
export function findSource(db: Database, name: string, profile: string): KnownSource {
  const row =
    db
      .prepare<[string, string], SourceRow>(
        `SELECT id, basis, grade_source AS gradeSource, grade_information AS gradeInformation, handling,
           handling_conditions AS handlingConditions, purpose, regime, sharing_agreement AS sharingAgreement, review_on AS reviewOn
         FROM source WHERE name = ? AND profile = ? ORDER BY id LIMIT 1`,
      )
      .get(name, profile) ?? null;
  return { row, earlier: row ? readEarlierEdition(db, row.id) : noEarlierEdition() };
}

/** Writes one batch: its source (when new), its row, and whatever `fill` stages. To be called inside a command. */
export function writeBatch<T>(
  db: Database,
  options: {
    readonly source: SourceDetails;
    readonly known: KnownSource;
    readonly author: string;
    readonly observedOn: string | null;
    readonly columns: readonly (readonly string[])[];
    readonly recordIds: Map<string, string>;
  },
  fill: (writer: BatchWriter) => { readonly result: T; readonly files: readonly BatchFile[] },
): { readonly batchId: string; readonly result: T } {
  const { source, known } = options;
  const recordedAt = new Date().toISOString();
  const sourceId = known.row?.id ?? insertSource(db, source, recordedAt);
  const batchId = uuidv7();
  // Withdrawn until it is whole: the change from that to kept is what undo takes back.
  db.prepare(
    `INSERT INTO batch (id, source_id, profile, imported_at, imported_by, files, withdrawn_at) VALUES (?, ?, ?, ?, ?, '[]', ?)`,
  ).run(batchId, sourceId, source.profile, recordedAt, options.author, recordedAt);
  const writer = createBatchWriter(db, {
    sourceId,
    batchId,
    recordedAt,
    defaults: { ...(known.row ? differences(source, known.row) : NO_DEFAULTS), observedOn: options.observedOn },
    sourceBasis: source.basis,
    earlier: known.earlier,
    columns: options.columns,
    recordIds: options.recordIds,
    isDryRun: false,
  });
  const { result, files } = fill(writer);
  db.prepare('UPDATE batch SET files = ?, withdrawn_at = NULL WHERE id = ?').run(JSON.stringify(files), batchId);
  return { batchId, result };
}

/** A writer that says what would become of rows and writes nothing. */
export function createDryWriter(
  db: Database,
  options: { readonly source: SourceDetails; readonly known: KnownSource; readonly columns: readonly (readonly string[])[] },
): BatchWriter {
  return createBatchWriter(db, {
    sourceId: '',
    batchId: '',
    recordedAt: '',
    defaults: NO_DEFAULTS,
    sourceBasis: options.source.basis,
    earlier: options.known.earlier,
    columns: options.columns,
    recordIds: new Map(),
    isDryRun: true,
  });
}

function insertSource(db: Database, source: SourceDetails, createdAt: string): string {
  const id = uuidv7();
  const { grade } = source;
  db.prepare(
    `INSERT INTO source (id, name, profile, basis, owner_agency, grade_source, grade_information, handling, handling_conditions,
       purpose, regime, sharing_agreement, review_on, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id, source.name, source.profile, source.basis, source.ownerAgency, grade.source, grade.information, grade.handling,
    grade.conditions, source.purpose, source.regime, source.sharingAgreement, source.reviewOn, createdAt,
  );
  return id;
}

/** What this edition says otherwise than its source: the rows carry it themselves, the source stays as it was. */
function differences(source: SourceDetails, row: SourceRow): BatchDefaults {
  const { grade } = source;
  const isSameGrade =
    source.basis === row.basis && grade.source === row.gradeSource && grade.information === row.gradeInformation &&
    grade.handling === row.handling && grade.conditions === row.handlingConditions;
  const ifOther = <T>(value: T, before: T) => (value === before ? null : value);
  return {
    basis: isSameGrade ? null : source.basis,
    grade: isSameGrade ? null : grade,
    purpose: ifOther(source.purpose, row.purpose),
    regime: ifOther(source.regime, row.regime),
    sharingAgreement: ifOther(source.sharingAgreement, row.sharingAgreement),
    reviewOn: ifOther(source.reviewOn, row.reviewOn),
    observedOn: null,
  };
}

/** Commits sources that were staged in memory, all in one command, and their entities with them. */
export function commitStaged(
  db: Database,
  options: {
    /** May be made one at a time; relations may refer to records of sources before theirs. */
    readonly sources: Iterable<StagedSource>;
    readonly author: string;
    readonly ontology: Ontology;
    /** ISO date on which ages are reckoned. */
    readonly today: string;
    readonly commandName: string;
    readonly audit?: ImportAudit;
  },
  onProgress: (progress: Progress) => void = () => {},
): { readonly batchIds: readonly string[]; readonly records: number; readonly relations: number } {
  const { author, audit } = options;
  const recordIds = new Map<string, string>();
  const batchIds: string[] = [];
  const counts = { records: 0, relations: 0 };
  const reason = audit?.reason ?? null;
  runCommand(
    db,
    {
      name: options.commandName,
      author,
      reason,
      ...(audit && { audit: { auditKey: audit.auditKey, role: audit.role, category: 'collection', method: 'import.run', detail: null } }),
    },
    () => {
      for (const source of options.sources) {
        const { batchId } = writeStagedSource(db, source, { author, recordIds });
        batchIds.push(batchId);
        counts.records += source.records.length;
        counts.relations += source.relations.length;
        onProgress({ phase: 'Keeping records', done: counts.records + counts.relations, total: null });
      }
      const projection = createProjection(db, options.ontology, options.today);
      for (const batchId of batchIds) projection.projectBatch(batchId);
    },
  );
  return { batchIds, ...counts };
}

function writeStagedSource(
  db: Database,
  staged: StagedSource,
  { author, recordIds }: { readonly author: string; readonly recordIds: Map<string, string> },
) {
  const columns = staged.files.map((file) => file.columns);
  const source = { ...staged, profile: 'staged', sharingAgreement: null, reviewOn: null };
  const known = { row: null, earlier: noEarlierEdition() };
  return writeBatch(db, { source, known, author, columns, recordIds, observedOn: null }, (writer) => {
    const rows = staged.files.map(() => 0);
    const countRow = (fileIndex: number) => {
      rows[fileIndex] = (rows[fileIndex] ?? 0) + 1;
    };
    for (const record of staged.records) {
      writer.record(record);
      countRow(record.fileIndex);
    }
    for (const relation of staged.relations) {
      writer.relation(relation);
      countRow(relation.fileIndex);
    }
    const files = staged.files.map((file, index): BatchFile => ({
      name: file.name, profile: source.profile, encoding: null, separator: null, columns: [...file.columns],
      rows: rows[index] ?? 0, kept: rows[index] ?? 0, unchanged: 0, quarantined: 0, sha256: null,
    }));
    return { result: null, files };
  });
}

/** An import of the case as it is listed. */
export interface ImportEntry {
  readonly id: string;
  readonly sourceName: string;
  readonly profile: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly withdrawnAt: string | null;
  readonly files: readonly BatchFile[];
}

/** Imports, newest first. */
export function listImports(db: Database): ImportEntry[] {
  const rows = db
    .prepare<[], Omit<ImportEntry, 'files'> & { files: string }>(
      `SELECT b.id AS id, s.name AS sourceName, b.profile AS profile, b.imported_at AS importedAt,
         b.imported_by AS importedBy, b.withdrawn_at AS withdrawnAt, b.files AS files
       FROM batch b JOIN source s ON s.id = b.source_id ORDER BY b.id DESC`,
    )
    .all();
  return rows.map((row) => ({ ...row, files: JSON.parse(row.files) as BatchFile[] }));
}

/** Takes an import back whole. @throws {AppError} `not-found` when there is none, or it was taken back already */
export function withdrawImport(
  db: Database,
  options: { readonly batchId: string; readonly author: string; readonly ontology: Ontology; readonly today: string; readonly audit: ImportAudit },
): void {
  const { batchId, author, audit } = options;
  const isThere = db.prepare('SELECT 1 FROM batch WHERE id = ? AND withdrawn_at IS NULL').get(batchId) !== undefined;
  if (!isThere) throw notFound('import');
  runCommand(
    db,
    {
      name: 'Take back an import',
      author,
      reason: audit.reason,
      audit: { auditKey: audit.auditKey, role: audit.role, category: 'alteration', method: 'import.withdraw', detail: null },
    },
    () => {
      db.prepare('UPDATE batch SET withdrawn_at = ? WHERE id = ?').run(new Date().toISOString(), batchId);
      createProjection(db, options.ontology, options.today).projectBatch(batchId);
    },
  );
}
