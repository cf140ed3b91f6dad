import { setImmediate as letOthersWork } from 'node:timers/promises';
import { ORPCError } from '@orpc/server';

/** Longest that long work keeps other calls waiting at a time. */
export const SLICE_MS = 10;

/**
 * Does long work step by step while other calls are answered in between. What it rests on may change meanwhile: it
 * is then begun again, so that no answer is half of before and half of after.
 */
export async function inSlices<T>(
  make: () => Generator<void, T>,
  options: {
    /** Differs whenever what the work rests on has changed. */
    readonly version: () => unknown;
    /** Whoever asked has gone: the work ends. */
    readonly signal?: AbortSignal | undefined;
  },
): Promise<T> {
  let version = options.version();
  let work = make();
  for (;;) {
    const startedAt = performance.now();
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() - startedAt < SLICE_MS);
    await letOthersWork();
    if (options.signal?.aborted) throw new ORPCError('CLIENT_CLOSED_REQUEST');
    if (options.version() === version) continue;
    version = options.version();
    work = make();
  }
}
