/** Longest that long work keeps the page from answering the hand at a time. */
const SLICE_MS = 12;

interface Scheduling {
  readonly scheduler?: { readonly yield?: () => Promise<void> };
}

/** Lets the page answer the hand and draw, and goes on at once when it has nothing to do. */
function letOthersWork(): Promise<void> {
  const { scheduler } = globalThis as Scheduling;
  if (scheduler?.yield) return scheduler.yield();
  // Not a timer, which would wait four milliseconds each time.
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Does long work step by step, with pauses in which the page answers the hand.
 * @param signal Ends the work: its result is no longer wanted.
 */
export async function inSlices<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const startedMs = performance.now();
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() - startedMs < SLICE_MS);
    await letOthersWork();
    signal?.throwIfAborted();
  }
}
