import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { Progress } from '../../shared/api/case.ts';
import { notFound } from '../../shared/api/errors.ts';
import type { FileReport } from '../../shared/api/import.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import type { StagedSource } from '../../shared/domain/staged.ts';
import { type BatchWriter, createBatchWriter } from './batch-writer.ts';
import { runCommand } from './command.ts';
import { noEarlierEdition, readingOf } from './edition.ts';
import { createProjection } from './projection.ts';
import {
  differences,
  insertSource,
  type KnownSource,
  NO_DEFAULTS,
  raiseMarking,
  type SourceDetails,
} from './source.ts';

/** Who keeps the log of an import: its row is written in the import's own transaction. */
export interface ImportAudit {
  readonly auditKey: Buffer;
  readonly role: string;
  readonly reason: string | null;
}

/** What is kept of a file beside its rows. */
export type BatchFile = Pick<
  FileReport,
  | 'name'
  | 'profile'
  | 'encoding'
  | 'separator'
  | 'columns'
  | 'rows'
  | 'kept'
  | 'unchanged'
  | 'quarantined'
> & {
  readonly sha256: string | null;
  /** Hash of the mapping that it was read by; null: a profile of the product. */
  readonly mapping: string | null;
};

/** Writes one batch: its source (when new), its row, and whatever `fill` stages. To be called inside a command. */
export function writeBatch<T>(
  db: Database,
  options: {
    readonly source: SourceDetails;
    readonly known: KnownSource;
    readonly author: string;
    readonly observedOn: string | null;
    readonly readings: readonly string[];
    readonly recordIds: Map<string, string>;
    readonly bringsBack: boolean;
  },
  fill: (writer: BatchWriter) => { readonly result: T; readonly files: readonly BatchFile[] },
): { readonly batchId: string; readonly result: T } {
  const { source, known } = options;
  const recordedAt = new Date().toISOString();
  const sourceId = known.row?.id ?? insertSource(db, source, recordedAt);
  if (known.row) raiseMarking(db, sourceId, source.marking);
  const batchId = uuidv7();
  // Withdrawn until it is whole: the change from that to kept is what undo takes back.
  db.prepare(
    `INSERT INTO batch (id, source_id, profile, imported_at, imported_by, files, withdrawn_at) VALUES (?, ?, ?, ?, ?, '[]', ?)`,
  ).run(batchId, sourceId, source.profile, recordedAt, options.author, recordedAt);
  const writer = createBatchWriter(db, {
    sourceId,
    batchId,
    recordedAt,
    defaults: {
      ...(known.row ? differences(source, known.row) : NO_DEFAULTS),
      observedOn: options.observedOn,
    },
    sourceBasis: source.basis,
    earlier: known.earlier,
    readings: options.readings,
    author: options.author,
    recordIds: options.recordIds,
    bringsBack: options.bringsBack,
    isDryRun: false,
  });
  const { result, files } = fill(writer);
  db.prepare('UPDATE batch SET files = ?, withdrawn_at = NULL WHERE id = ?').run(
    JSON.stringify(files),
    batchId,
  );
  return { batchId, result };
}

/** A writer that says what would become of rows and writes nothing. */
export function createDryWriter(
  db: Database,
  options: {
    readonly source: SourceDetails;
    readonly known: KnownSource;
    readonly readings: readonly string[];
    readonly author: string;
    readonly bringsBack: boolean;
  },
): BatchWriter {
  return createBatchWriter(db, {
    sourceId: '',
    batchId: '',
    recordedAt: '',
    defaults: NO_DEFAULTS,
    sourceBasis: options.source.basis,
    earlier: options.known.earlier,
    readings: options.readings,
    author: options.author,
    recordIds: new Map(),
    bringsBack: options.bringsBack,
    isDryRun: true,
  });
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
      ...(audit && {
        audit: {
          auditKey: audit.auditKey,
          role: audit.role,
          category: 'collection',
          method: 'import.run',
          detail: null,
        },
      }),
    },
    () => {
      for (const source of options.sources) {
        const { batchId } = writeStagedSource(db, source, { author, recordIds });
        batchIds.push(batchId);
        counts.records += source.records.length;
        counts.relations += source.relations.length;
        onProgress({
          phase: 'Keeping records',
          done: counts.records + counts.relations,
          total: null,
        });
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
  const readings = staged.files.map(readingOf);
  const source = {
    ...staged,
    profile: 'staged',
    marking: null,
    sharingAgreement: null,
    reviewOn: null,
  };
  const known = { row: null, earlier: noEarlierEdition() };
  return writeBatch(
    db,
    { source, known, author, readings, recordIds, observedOn: null, bringsBack: false },
    (writer) => {
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
      const files = staged.files.map(
        (file, index): BatchFile => ({
          name: file.name,
          profile: source.profile,
          encoding: null,
          separator: null,
          columns: [...file.columns],
          rows: rows[index] ?? 0,
          kept: rows[index] ?? 0,
          unchanged: 0,
          quarantined: 0,
          sha256: null,
          mapping: null,
        }),
      );
      return { result: null, files };
    },
  );
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
  options: {
    readonly batchId: string;
    readonly author: string;
    readonly ontology: Ontology;
    readonly today: string;
    readonly audit: ImportAudit;
  },
): void {
  const { batchId, author, audit } = options;
  const isThere =
    db.prepare('SELECT 1 FROM batch WHERE id = ? AND withdrawn_at IS NULL').get(batchId) !==
    undefined;
  if (!isThere) throw notFound('import');
  runCommand(
    db,
    {
      name: 'Take back an import',
      author,
      reason: audit.reason,
      audit: {
        auditKey: audit.auditKey,
        role: audit.role,
        category: 'alteration',
        method: 'import.withdraw',
        detail: null,
      },
    },
    () => {
      db.prepare('UPDATE batch SET withdrawn_at = ? WHERE id = ?').run(
        new Date().toISOString(),
        batchId,
      );
      createProjection(db, options.ontology, options.today).projectBatch(batchId);
    },
  );
}
