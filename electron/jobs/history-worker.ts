import { workerData } from 'node:worker_threads';
import { runHistoryMove } from './history-job.ts';
import type { HistoryTask } from './start-history-move.ts';
import { workInThread } from './work-in-thread.ts';

const { reason, method, role, ...task } = workerData as HistoryTask;

workInThread({ ...task, role }, ({ db, auditKey, ...told }) =>
  runHistoryMove(db, { ...task, audit: { auditKey, role, reason, method } }, told),
);
