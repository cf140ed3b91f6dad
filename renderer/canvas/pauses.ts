/** Longest that work keeps the hand waiting at a time. */
const PIECE_MS = 8;

/** Lets the browser hear input and draw before it goes on. */
function breathe(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Sooner than a timer, which the browser puts off.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(null);
  return promise;
}

/** Does work step by step, with pauses for whoever waits. */
export async function inPauses<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const untilMs = performance.now() + PIECE_MS;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < untilMs);
    await breathe();
  }
}

/** Does it without any. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
