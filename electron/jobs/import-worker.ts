import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '../db/open.ts';
import { loadOntology } from '../db/resources.ts';
import { runImport } from './import-job.ts';
import { type ImportMessage, type ImportTask, toFailure } from './import-messages.ts';
import { importProfiles } from './import-profiles.ts';

const PROGRESS_MS = 100;

function tell(message: ImportMessage): void {
  parentPort?.postMessage(message);
}

function run(task: ImportTask): void {
  const flag = new Int32Array(task.cancelFlag);
  const databaseKey = Buffer.from(
    task.databaseKey.buffer,
    task.databaseKey.byteOffset,
    task.databaseKey.byteLength,
  );
  const auditKey = Buffer.from(
    task.auditKey.buffer,
    task.auditKey.byteOffset,
    task.auditKey.byteLength,
  );
  let toldAt = 0;
  try {
    const connection = connect({ path: task.casePath, databaseKey, mode: 'read-write' });
    try {
      const report = runImport(
        connection.db,
        { ...task, audit: { auditKey, role: task.role, reason: task.reason } },
        {
          ontology: loadOntology(task.resourcesDir),
          profiles: importProfiles(connection.db, task.resourcesDir),
          isCancelled: () => Atomics.load(flag, 0) !== 0,
          onProgress(progress) {
            const now = performance.now();
            if (now - toldAt < PROGRESS_MS && progress.done !== progress.total) return;
            toldAt = now;
            tell({ type: 'progress', progress });
          },
        },
      );
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

run(workerData as ImportTask);
