import { parentPort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { Progress } from '../../shared/api/case.ts';
import { connect } from '../db/open.ts';
import { toFailure } from './work-failure.ts';
import type { WorkMessage, WorkTask } from './work-thread.ts';

const PROGRESS_MS = 100;

/** What the work of a thread is handed. */
export interface ThreadWork {
  readonly db: Database;
  readonly auditKey: Buffer;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** Does a task in this thread on a connection of its own, tells what came of it, and wipes the keys. */
export function workInThread<Report>(task: WorkTask, work: (parts: ThreadWork) => Report): void {
  const tell = (message: WorkMessage<Report>) => parentPort?.postMessage(message);
  const flag = new Int32Array(task.cancelFlag);
  const databaseKey = asBuffer(task.databaseKey);
  const auditKey = asBuffer(task.auditKey);
  let toldAt = 0;
  try {
    const connection = connect({ path: task.casePath, databaseKey, mode: 'read-write' });
    try {
      const report = work({
        db: connection.db,
        auditKey,
        isCancelled: () => Atomics.load(flag, 0) !== 0,
        onProgress(progress) {
          const now = performance.now();
          if (now - toldAt < PROGRESS_MS && progress.done !== progress.total) return;
          toldAt = now;
          tell({ type: 'progress', progress });
        },
      });
      tell({ type: 'report', report });
    } finally {
      connection.close();
    }
  } catch (error) {
    tell({ type: 'failed', failure: toFailure(error) });
  } finally {
    databaseKey.fill(0);
    auditKey.fill(0);
  }
}

/** The same bytes, which wiping one wipes in the other. */
function asBuffer(key: Uint8Array): Buffer {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
}
