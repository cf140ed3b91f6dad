import { parentPort } from 'node:worker_threads';
import { createReading } from './import-reading.ts';
import type { ReadingAnswer, ReadingQuestion } from './reading-thread.ts';
import { toFailure } from './work-failure.ts';

const reading = createReading();

function answerTo(question: ReadingQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'tables':
      return reading.tables(...question.parts);
    case 'preview':
      return reading.preview(...question.parts);
    case 'rows':
      return reading.rows(...question.parts);
  }
}

function tell(said: ReadingAnswer): void {
  parentPort?.postMessage(said);
}

parentPort?.on('message', (question: ReadingQuestion) => {
  answerTo(question).then(
    (answer) => tell({ answer, failure: null }),
    (error: unknown) => tell({ failure: toFailure(error) }),
  );
});
