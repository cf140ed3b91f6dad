import { workerData } from 'node:worker_threads';
import { readCaseOntology } from '../db/own-type.ts';
import { loadOntology } from '../db/resources.ts';
import { runImport } from './import-job.ts';
import { importProfiles } from './import-profiles.ts';
import type { ImportTask } from './import-task.ts';
import { workInThread } from './work-in-thread.ts';

const task = workerData as ImportTask;

workInThread(task, ({ db, auditKey, isCancelled, onProgress }) =>
  runImport(
    db,
    { ...task, audit: { auditKey, role: task.role, reason: task.reason } },
    {
      ontology: readCaseOntology(db, loadOntology(task.resourcesDir)),
      profiles: importProfiles(db, task.resourcesDir, task.options.profile),
      isCancelled,
      onProgress,
    },
  ),
);
