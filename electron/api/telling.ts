import { setImmediate as breathe } from 'node:timers/promises';
import { AppError } from '../../shared/api/errors.ts';

/** Where long work is, as its stream of events says it. */
export interface StepEvent<Step> {
  readonly progress: { readonly phase: Step };
  readonly report: null;
}

/** Tells each step before it is taken, and leaves other calls a turn between them; stops when nobody waits. */
export async function* telling<Step, Made>(
  work: Generator<Step, Made>,
  signal: AbortSignal | undefined,
): AsyncGenerator<StepEvent<Step>, Made> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield { progress: { phase: step.value }, report: null };
      await breathe();
      if (signal?.aborted) {
        throw new AppError('import-cancelled', 'This was stopped. Nothing of it was kept.');
      }
    }
  } finally {
    // Takes away what was begun, when the last step was not reached.
    work.return(undefined as never);
  }
}
