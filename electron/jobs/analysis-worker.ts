import { parentPort } from 'node:worker_threads';
import { runAnalysisTask } from '../../shared/analysis/analysis-task.ts';
import type { AnalysisAnswer, AnalysisQuestion } from './analysis-pool.ts';
import { sumInThreads } from './path-threads.ts';
import { toFailure } from './work-failure.ts';

function tell(answer: AnalysisAnswer): void {
  parentPort?.postMessage(answer);
}

parentPort?.on('message', ({ graph, task }: AnalysisQuestion) => {
  try {
    tell({ answer: runAnalysisTask(graph, task, sumInThreads()), failure: null });
  } catch (error) {
    tell({ answer: null, failure: toFailure(error) });
  }
});
