import { workerData } from 'node:worker_threads';
import { runBulkEdit } from './bulk-edit-job.ts';
import type { BulkEditTask } from './start-bulk-edit.ts';
import { workInThread } from './work-in-thread.ts';

const task = workerData as BulkEditTask;

workInThread(task, ({ db, auditKey, ...told }) =>
  runBulkEdit(db, { ...task, audit: { auditKey, role: task.role } }, told),
);
