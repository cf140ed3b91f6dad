import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/api/errors.ts';
import type { Reading } from './import-reading.ts';
import { fromFailure, type WorkFailure } from './work-failure.ts';

/** What the thread that reads files is asked; one question at a time. */
export type ReadingQuestion =
  | { readonly ask: 'tables'; readonly parts: Parameters<Reading['tables']> }
  | { readonly ask: 'preview'; readonly parts: Parameters<Reading['preview']> }
  | { readonly ask: 'rows'; readonly parts: Parameters<Reading['rows']> };

/** What it says. */
export type ReadingAnswer =
  | { readonly answer: unknown; readonly failure: null }
  | { readonly failure: WorkFailure };

const WORKER_URL = new URL('./reading-worker.ts', import.meta.url);

/** What the thread may hold: beyond it the reading fails, and nothing else does. */
const MOST_HEAP_MB = 2048;

/** A thread that reads files, until it is ended. It holds no key and opens no case. */
export interface ReadingThread extends Reading {
  /** Resolves once the thread is gone, by whatever cause. */
  readonly ended: Promise<void>;
  /** Ends it at once, in the midst of a file too; an open question fails. */
  end(): void;
}

/** Starts a thread that reads files. */
export function startReadingThread(): ReadingThread {
  const worker = new Worker(WORKER_URL, {
    name: 'reading of files',
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const ended = Promise.withResolvers<void>();
  let open: PromiseWithResolvers<unknown> | null = null;
  worker.on('message', (said: ReadingAnswer) => {
    if (said.failure) open?.reject(fromFailure(said.failure));
    else open?.resolve(said.answer);
  });
  worker.on('error', (error) => open?.reject(asExpected(error)));
  worker.on('exit', () => {
    open?.reject(new Error('The thread that reads files ended early.'));
    ended.resolve();
  });

  // What comes back is what the same function of `Reading` gives in the other thread.
  async function ask<T>(question: ReadingQuestion): Promise<T> {
    const mine = Promise.withResolvers<unknown>();
    open = mine;
    worker.postMessage(question);
    return (await mine.promise) as T;
  }

  return {
    ended: ended.promise,
    tables: (...parts) => ask({ ask: 'tables', parts }),
    preview: (...parts) => ask({ ask: 'preview', parts }),
    rows: (...parts) => ask({ ask: 'rows', parts }),
    end: () => void worker.terminate(),
  };
}

function asExpected(error: unknown): unknown {
  const isFull =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isFull) return error;
  return new AppError(
    'import-refused',
    'The files are too big to be looked at before they are imported. Divide them, or choose fewer.',
  );
}
