import type { Database } from 'better-sqlite3';
import type { Progress } from '../../shared/api/case.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { ImportOptions, ImportReport } from '../../shared/api/import.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import type { ImportFile } from '../formats/import-file.ts';
import { IMPORT_LIMITS, type ImportLimits } from '../formats/limits.ts';
import { runImport } from './import-job.ts';
import { importProfiles } from './import-profiles.ts';
import { isSmall } from './import-size.ts';
import type { ImportTask } from './import-task.ts';
import { runInThread, type WorkEvent } from './work-thread.ts';

/** One step of an import: where it is, or at the end what it did. */
export type ImportEvent = WorkEvent<ImportReport>;

/** What an import needs of the open case and of the backend. */
export interface ImportCase {
  /** The case's own connection: for imports so small that no thread is started. */
  readonly db: Database;
  readonly path: string;
  readonly keys: { readonly databaseKey: Buffer; readonly auditKey: Buffer };
  readonly user: string;
  readonly role: string;
  readonly reason: string | null;
  readonly ontology: Ontology;
  readonly resourcesDir: string;
  readonly today: string;
}

export interface StartOptions {
  readonly limits?: ImportLimits;
  /** Where the import runs; by default small ones stay in this thread, as starting another takes longer. */
  readonly thread?: 'this' | 'own';
  /** Another worker file than the source beside this one: that of a bundled build. */
  readonly workerUrl?: URL;
}

/** The import's thread, as it stands in the source. */
const WORKER_URL = new URL('./import-worker.ts', import.meta.url);

/**
 * Imports files into an open case, telling how far it is. Ends with the report, or with the failure.
 * Aborting `signal`, or leaving the iteration, stops the import and leaves nothing of it.
 */
export async function* startImport(
  target: ImportCase,
  request: {
    readonly files: readonly ImportFile[];
    readonly options: ImportOptions;
    readonly signal?: AbortSignal | undefined;
  },
  options: StartOptions = {},
): AsyncGenerator<ImportEvent, void, void> {
  const limits = options.limits ?? IMPORT_LIMITS;
  if (request.signal?.aborted) throw cancelled();
  const thread = options.thread ?? (isSmall(request.files) ? 'this' : 'own');
  if (thread === 'this') yield* runHere(target, request, limits);
  else
    yield* runInThread<ImportTask, ImportReport>(taskOf(target, request, limits), {
      workerUrl: options.workerUrl ?? WORKER_URL,
      name: 'the import',
      signal: request.signal,
    });
}

function cancelled(): AppError {
  return new AppError('import-cancelled', 'The import was stopped. Nothing of it was kept.');
}

async function* runHere(
  target: ImportCase,
  { files, options, signal }: Parameters<typeof startImport>[1],
  limits: ImportLimits,
): AsyncGenerator<ImportEvent, void, void> {
  const told: Progress[] = [];
  const report = runImport(
    target.db,
    {
      files,
      options,
      limits,
      author: target.user,
      today: target.today,
      audit: { auditKey: target.keys.auditKey, role: target.role, reason: target.reason },
    },
    {
      ontology: target.ontology,
      profiles: importProfiles(target.db, target.resourcesDir, options.profile),
      isCancelled: () => signal?.aborted ?? false,
      onProgress: (progress) => told.push(progress),
    },
  );
  for (const progress of told) yield { progress, report: null };
  yield { progress: null, report };
}

function taskOf(
  target: ImportCase,
  { files, options }: Parameters<typeof startImport>[1],
  limits: ImportLimits,
): Omit<ImportTask, 'cancelFlag'> {
  return {
    casePath: target.path,
    databaseKey: Uint8Array.from(target.keys.databaseKey),
    auditKey: Uint8Array.from(target.keys.auditKey),
    resourcesDir: target.resourcesDir,
    files,
    options,
    limits,
    author: target.user,
    role: target.role,
    reason: target.reason,
    today: target.today,
  };
}
