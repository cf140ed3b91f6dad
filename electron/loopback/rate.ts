/** Requests that the host takes in a second. */
export const REQUESTS_PER_SECOND = 50;
const MS_PER_REQUEST = 1000 / REQUESTS_PER_SECOND;

/** Spreads requests over time: a burst of one second's worth, then one by one. */
export interface Rate {
  /** Milliseconds that this request must wait for its turn; null when the queue is full. */
  take(longestWaitMs: number): number | null;
}

/** A rate with nothing taken yet. `now` is in milliseconds and never goes back. */
export function createRate(now: () => number): Rate {
  // When the next request would be due if all came evenly.
  let nextDueMs = now() - 1000;
  return {
    take(longestWaitMs) {
      const nowMs = now();
      const dueMs = Math.max(nextDueMs, nowMs - 1000 + MS_PER_REQUEST);
      const waitMs = Math.max(0, dueMs - nowMs);
      if (waitMs > longestWaitMs) return null;
      nextDueMs = dueMs + MS_PER_REQUEST;
      return waitMs;
    },
  };
}
