import type { Database } from 'better-sqlite3';
import type { Ontology } from '../../shared/domain/ontology.ts';
import type { HistoryMove, HistoryMoved } from './history-job.ts';
import { runInThread, type WorkTask } from './work-thread.ts';

/** All that the thread of a step through history is told when it starts. */
export type HistoryTask = WorkTask &
  HistoryMove & {
    readonly ontology: Ontology;
    readonly reason: string | null;
    /** The contract's method, for the log. */
    readonly method: string;
  };

const WORKER_URL = new URL('./history-worker.ts', import.meta.url);

/**
 * Steps through the history of the open case in a thread, in one transaction with its row of the log.
 * @throws {AppError} `nothing-to-undo`, `undo-conflict`, `import-cancelled`: nothing was changed
 */
export async function startHistoryMove(
  target: {
    readonly db: Database;
    readonly path: string;
    readonly keys: { readonly databaseKey: Buffer; readonly auditKey: Buffer };
  },
  move: Omit<HistoryTask, keyof WorkTask> & Pick<WorkTask, 'author' | 'role' | 'today'>,
  signal: AbortSignal,
): Promise<HistoryMoved> {
  const events = runInThread<HistoryTask, HistoryMoved>(
    {
      ...move,
      casePath: target.path,
      databaseKey: Uint8Array.from(target.keys.databaseKey),
      auditKey: Uint8Array.from(target.keys.auditKey),
    },
    { workerUrl: WORKER_URL, name: 'the step', signal },
  );
  for await (const { report } of events) if (report) return report;
  throw new Error('The step ended without a word.');
}
