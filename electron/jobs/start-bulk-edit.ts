import type { Database } from 'better-sqlite3';
import type { Progress } from '../../shared/api/case.ts';
import type { BulkResult } from '../../shared/api/entity-bulk.ts';
import { type BulkEditRequest, runBulkEdit } from './bulk-edit-job.ts';
import { runInThread, type WorkEvent, type WorkTask } from './work-thread.ts';

/** All that the thread of a change is told when it starts. */
export type BulkEditTask = WorkTask &
  Pick<BulkEditRequest, 'ids' | 'change' | 'making' | 'act' | 'ontology'>;

const WORKER_URL = new URL('./bulk-edit-worker.ts', import.meta.url);

/** So many are changed sooner than a thread starts. */
const FEW = 200;

/** Changes many records of the open case, telling how far it is; few are changed at once in this thread. */
export async function* startBulkEdit(
  target: {
    readonly db: Database;
    readonly path: string;
    readonly keys: { readonly databaseKey: Buffer; readonly auditKey: Buffer };
  },
  request: Omit<BulkEditRequest, 'audit'> & { readonly role: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<WorkEvent<BulkResult>, void, void> {
  const { role, ...edit } = request;
  if (request.ids.length <= FEW) {
    const told: Progress[] = [];
    const report = runBulkEdit(
      target.db,
      { ...edit, audit: { auditKey: target.keys.auditKey, role } },
      {
        isCancelled: () => signal?.aborted ?? false,
        onProgress: (progress) => told.push(progress),
      },
    );
    for (const progress of told) yield { progress, report: null };
    yield { progress: null, report };
    return;
  }
  yield* runInThread<BulkEditTask, BulkResult>(
    {
      ...edit,
      role,
      casePath: target.path,
      databaseKey: Uint8Array.from(target.keys.databaseKey),
      auditKey: Uint8Array.from(target.keys.auditKey),
    },
    { workerUrl: WORKER_URL, name: 'the change', signal },
  );
}
