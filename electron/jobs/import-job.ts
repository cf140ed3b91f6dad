import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Progress } from '../../shared/api/case.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { FileReport, ImportOptions, ImportReport } from '../../shared/api/import.ts';
import { kindFor, type Ontology } from '../../shared/domain/ontology.ts';
import type { BatchCounts, BatchWriter } from '../db/batch-writer.ts';
import { runCommand } from '../db/command.ts';
import { readingOf } from '../db/edition.ts';
import { type BatchFile, createDryWriter, type ImportAudit, writeBatch } from '../db/import.ts';
import { createProjection } from '../db/projection.ts';
import { findSource, type SourceDetails } from '../db/source.ts';
import { unreadReport } from '../formats/file-report.ts';
import type { ImportFile } from '../formats/import-file.ts';
import type { ImportLimits } from '../formats/limits.ts';
import { type ImportPlan, planImport } from '../formats/plan.ts';
import type { Profile } from '../formats/profile.ts';
import { FileRefusal } from '../formats/refusal.ts';
import { type StageResult, stageImport } from '../formats/stage.ts';
import { quarantineRefusal, refusalOf, refuse } from './import-refusal.ts';

/** Files to import, how, and on whose behalf. */
export interface ImportRequest {
  readonly files: readonly ImportFile[];
  readonly options: ImportOptions;
  readonly author: string;
  readonly audit: ImportAudit;
  /** ISO date on which ages are reckoned. */
  readonly today: string;
  readonly limits: ImportLimits;
}

/** What an import is read by, and whom it tells. */
export interface ImportContext {
  readonly ontology: Ontology;
  readonly profiles: readonly Profile[];
  readonly onProgress: (progress: Progress) => void;
  /** Asked at each step: true stops the import and leaves nothing behind. */
  readonly isCancelled: () => boolean;
}

const DEFAULT_KIND = 'person';

interface Staged extends StageResult {
  readonly counts: BatchCounts;
}

/**
 * Imports files in one transaction, or only says what would become of them.
 * @throws {AppError} `import-refused`, `import-has-quarantine`, `import-cancelled`, `invalid-value`: nothing was written
 */
export function runImport(
  db: Database,
  request: ImportRequest,
  context: ImportContext,
): ImportReport {
  const startedAt = performance.now();
  const { options } = request;
  const chosenKind = readKind(context.ontology, options.kind);
  const step = createStep(context);
  const plan = planImport(request.files, {
    ...context,
    limits: request.limits,
    chosenKind,
    mappings: options.mappings,
    headers: options.headers,
    encodings: options.encodings,
    fixes: options.fixes,
    onRows: (rows) => step('Reading', rows, null),
  });
  const finish = (outcome: Omit<Outcome, 'plan' | 'chosenKind'>): ImportReport => ({
    ...reportOf(request, { ...outcome, plan, chosenKind }),
    elapsedMs: performance.now() - startedAt,
  });
  const refusal = refusalOf(plan);
  if (refusal) {
    if (options.isDryRun) return finish({ batchId: null, staged: null, isUnchanged: false });
    throw refusal;
  }
  const source = sourceOf(request, plan);
  const known = findSource(db, source.name, source.profile);
  const readings = plan.files.map(({ outcome }) =>
    readingOf({
      columns: outcome.status === 'table' ? outcome.table.headers : [],
      mapping: mappingHash(outcome),
    }),
  );
  const stage = (writer: BatchWriter, phase: string): Staged =>
    stageInto(writer, plan, { request, context, chosenKind, step, phase });

  if (options.isDryRun || known.row) {
    // An edition is compared before it is written: when it says nothing new, the case is not touched at all.
    const staged = stage(
      createDryWriter(db, {
        source,
        known,
        readings,
        author: request.author,
        bringsBack: options.bringsBack,
      }),
      'Checking',
    );
    if (options.isDryRun)
      return finish({ batchId: null, staged, isUnchanged: isNothingNew(staged.counts) });
    refuseQuarantine(staged, options);
    if (isNothingNew(staged.counts)) return finish({ batchId: null, staged, isUnchanged: true });
  }
  const { batchId, result } = runCommand(
    db,
    {
      name: `Import ${source.name}`,
      author: request.author,
      reason: request.audit.reason,
      audit: auditOf(request),
    },
    () => {
      const batch = {
        source,
        known,
        readings,
        author: request.author,
        observedOn: options.observedOn,
        recordIds: new Map<string, string>(),
        bringsBack: options.bringsBack,
      };
      const written = writeBatch(db, batch, (writer) => {
        const staged = stage(writer, 'Keeping');
        refuseQuarantine(staged, options);
        return { result: staged, files: batchFiles(plan, staged.files) };
      });
      step('Joining entities', 0, null);
      createProjection(db, context.ontology, request.today).projectBatch(written.batchId);
      step('Joining entities', written.result.counts.kept, written.result.counts.kept);
      return written;
    },
  );
  return finish({ batchId, staged: result, isUnchanged: false });
}

function createStep({ onProgress, isCancelled }: ImportContext) {
  return (phase: string, done: number, total: number | null): void => {
    if (isCancelled())
      throw new AppError('import-cancelled', 'The import was stopped. Nothing of it was kept.');
    onProgress({ phase, done, total });
  };
}

function readKind(ontology: Ontology, text: string | null): string | null {
  if (text === null) return null;
  const kind = kindFor(ontology, text);
  if (kind) return kind.id;
  const kinds = ontology.kinds.map(({ id }) => id).join(', ');
  throw new AppError('invalid-value', `There is no such kind. Choose one of: ${kinds}.`);
}

function auditOf({ audit }: ImportRequest) {
  return {
    auditKey: audit.auditKey,
    role: audit.role,
    category: 'collection' as const,
    method: 'import.run',
    detail: null,
  };
}

function stageInto(
  writer: BatchWriter,
  plan: ImportPlan,
  how: {
    readonly request: ImportRequest;
    readonly context: ImportContext;
    readonly chosenKind: string | null;
    readonly step: ReturnType<typeof createStep>;
    readonly phase: string;
  },
): Staged {
  const { request, context } = how;
  how.step(how.phase, 0, plan.totalRows);
  try {
    const result = stageImport(
      plan,
      {
        ontology: context.ontology,
        limits: request.limits,
        today: request.today,
        assumedKind: how.chosenKind ?? DEFAULT_KIND,
        onRows: (rows) => how.step(how.phase, rows, plan.totalRows),
      },
      writer,
    );
    const has = (rows: 'entities' | 'relations') =>
      plan.tables.some(({ layout }) => layout.rows === rows || layout.rows === 'mapped');
    return {
      ...result,
      counts: writer.finish({ records: has('entities'), relations: has('relations') }),
    };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    throw refuse([
      { file: error.file ?? '', row: error.row, column: error.column, reason: error.message },
    ]);
  }
}

function isNothingNew({ kept, absent, newlyQuarantined }: BatchCounts): boolean {
  return kept === 0 && absent === 0 && newlyQuarantined === 0;
}

function sourceOf({ files, options }: ImportRequest, plan: ImportPlan): SourceDetails {
  return {
    name: options.sourceName ?? defaultSourceName(files, plan),
    profile: plan.family,
    ownerAgency: options.ownerAgency,
    basis: options.basis,
    grade: options.grade,
    marking: options.marking,
    purpose: options.purpose,
    regime: options.regime,
    sharingAgreement: options.sharingAgreement,
    reviewOn: options.reviewOn,
  };
}

const SOURCE_NAME_LENGTH = 200;

/** The folder that holds all files, else the first table's name. */
function defaultSourceName(files: readonly ImportFile[], plan: ImportPlan): string {
  const folders = new Set(
    files.map(({ name }) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : '')),
  );
  const [folder = ''] = folders;
  if (folders.size === 1 && folder !== '') return folder.slice(0, SOURCE_NAME_LENGTH);
  const names = (
    plan.tables.length > 0
      ? [...new Set(plan.tables.map((table) => table.origin))]
      : files.map(({ name }) => name)
  ).sort();
  const stem = (names[0] ?? '').replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const name = names.length > 1 ? `${stem} and ${names.length - 1} more` : stem;
  return (name || 'Import').slice(0, SOURCE_NAME_LENGTH);
}

/** Names the mapping of a table; null: it was read by a profile of the product. */
function mappingHash(outcome: ImportPlan['files'][number]['outcome']): string | null {
  if (outcome.status !== 'table' || outcome.table.layout.rows !== 'mapped') return null;
  return hash('sha256', JSON.stringify(outcome.table.layout.mapping), 'base64url').slice(0, 22);
}

function batchFiles(plan: ImportPlan, reports: readonly FileReport[]): BatchFile[] {
  return reports.map(
    (
      { name, profile, encoding, separator, columns, rows, kept, unchanged, quarantined },
      index,
    ) => {
      const outcome = plan.files[index]?.outcome;
      const sha256 = outcome?.status === 'table' ? outcome.table.sha256 : null;
      const mapping = outcome ? mappingHash(outcome) : null;
      return {
        name,
        profile,
        encoding,
        separator,
        columns,
        rows,
        kept,
        unchanged,
        quarantined,
        sha256,
        mapping,
      };
    },
  );
}

/** @throws {AppError} `import-has-quarantine` unless rows may be set aside */
function refuseQuarantine(staged: Staged, options: ImportOptions): void {
  const { quarantined } = staged.counts;
  if (quarantined > 0 && !options.acceptQuarantine) {
    throw quarantineRefusal(staged.files, quarantined);
  }
}

interface Outcome {
  readonly batchId: string | null;
  readonly plan: ImportPlan;
  readonly chosenKind: string | null;
  /** Null: the files were refused before a row was read. */
  readonly staged: Staged | null;
  readonly isUnchanged: boolean;
}

function reportOf(
  request: ImportRequest,
  { batchId, plan, chosenKind, staged, isUnchanged }: Outcome,
): Omit<ImportReport, 'elapsedMs'> {
  const files = staged
    ? [...staged.files]
    : plan.files.map(({ name, outcome }) => unreadReport(name, outcome));
  const sum = (part: 'rows' | 'kept' | 'unchanged' | 'quarantined') =>
    files.reduce((total, file) => total + file[part], 0);
  return {
    batchId,
    sourceName: sourceOf(request, plan).name,
    isDryRun: request.options.isDryRun,
    isUnchanged,
    files,
    entities: Object.fromEntries(staged?.entityCounts ?? []),
    relations: Object.fromEntries(staged?.relationCounts ?? []),
    totals: {
      rows: sum('rows'),
      kept: sum('kept'),
      unchanged: sum('unchanged'),
      quarantined: sum('quarantined'),
      absent: staged?.counts.absent ?? 0,
      deleted: staged?.counts.deleted ?? 0,
    },
    assumedKind: staged?.isKindAssumed ? (chosenKind ?? DEFAULT_KIND) : null,
    unclaimedLabels: Object.fromEntries(staged?.unclaimedLabels ?? []),
  };
}
