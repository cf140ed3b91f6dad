import type { AnalysisProgress } from '../../shared/api/analysis.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { CaseGraph } from './analysis-index.ts';

/**
 * Does something in parts, and tells how many are done. Ends with what came of it; leaving it early aborts the rest.
 */
export async function* inParts<T>(
  of: {
    readonly phase: AnalysisProgress['phase'];
    readonly total: number;
    /** Parts that were done before this; none if not said. */
    readonly before?: number;
  },
  work: (onDone: () => void) => Promise<T>,
): AsyncGenerator<AnalysisProgress, T> {
  const { phase, total, before = 0 } = of;
  let done = before;
  let told = before;
  let wake = Promise.withResolvers<void>();
  const result = work(() => {
    done++;
    wake.resolve();
  });
  let isOver = false;
  const over = () => {
    isOver = true;
    wake.resolve();
  };
  result.then(over, over);
  while (!isOver) {
    await wake.promise;
    wake = Promise.withResolvers<void>();
    if (!isOver && done > told) {
      told = done;
      yield { type: 'progress', phase, done, total };
    }
  }
  return await result;
}

/** Works something out of a graph once, however often it is asked for while the graph is kept. */
export async function remembered<T>(
  graph: CaseGraph,
  key: string,
  signal: AbortSignal,
  make: () => Promise<T>,
): Promise<T> {
  for (;;) {
    let made = graph.results.get(key) as Promise<T> | undefined;
    const isMine = made === undefined;
    if (made === undefined) {
      made = make();
      graph.results.set(key, made);
    }
    try {
      return await made;
    } catch (error) {
      if (graph.results.get(key) === made) graph.results.delete(key);
      // Whoever began it has gone: it is begun again for whoever still waits.
      const isLeft = error instanceof DOMException && error.name === 'AbortError';
      if (!isLeft || isMine || signal.aborted) throw error;
    }
  }
}

/** A stream whose work ends with it, whether it is left, aborted or done, and with the case that it is about. */
export async function* ending<T>(
  caller: AbortSignal | undefined,
  isOpen: () => boolean,
  make: (signal: AbortSignal) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const own = new AbortController();
  try {
    for await (const event of make(caller ? AbortSignal.any([caller, own.signal]) : own.signal)) {
      // What is not of the open case any more is not told.
      if (!isOpen()) throw leftMeanwhile();
      yield event;
    }
  } catch (error) {
    // Work that was under way finds its connection closed.
    if (!isOpen()) throw leftMeanwhile();
    throw error;
  } finally {
    own.abort();
  }
}

function leftMeanwhile(): AppError {
  return new AppError('case-not-open', 'The case was locked meanwhile.');
}
