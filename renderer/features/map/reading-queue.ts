/** What a reading is given: how it is told to end, and how it tells what it is at. */
export interface ReadingTools {
  /** Aborted when the person stops waiting; the backend then stops too. */
  readonly signal: AbortSignal;
  tell(step: string): void;
}

/** A question to the backend, and what is done with its answer; null does nothing. */
export type Reading = (tools: ReadingTools) => Promise<(() => void) | null>;

/** Readings of the map, one after another. */
export interface ReadingQueue {
  /** @param step What is waited for, where the person may stop it; null: it is not theirs to stop. */
  add(reading: Reading, step: string | null): void;
  /** A new beginning: what was asked before it is dropped, whatever it answers. */
  overtake(): void;
  /** Ends what the person waits for: nothing of it is applied. */
  stop(): void;
}

interface QueueOptions {
  /** What is waited for now; null: nothing that can be stopped. */
  readonly onStep: (step: string | null) => void;
  readonly onFail: (error: unknown) => void;
  readonly onStopped: () => void;
}

/** Resolves as soon as it is stopped, whether or not the backend has heard of it. */
function stopped(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/** A queue with nothing in it. */
export function createReadingQueue({ onStep, onFail, onStopped }: QueueOptions): ReadingQueue {
  let last: Promise<void> = Promise.resolve();
  let beginning = 0;
  /** Stops all that the person waits for, begun or not; another for what is asked afterwards. */
  let stopper = new AbortController();
  let waiting = 0;

  return {
    add(reading, step) {
      const mine = beginning;
      const { signal } = step === null ? new AbortController() : stopper;
      waiting++;
      last = last.then(async () => {
        const isDropped = () => mine !== beginning || signal.aborted;
        try {
          if (isDropped()) return;
          onStep(step);
          const tell = (next: string) => {
            if (!isDropped()) onStep(next);
          };
          const apply = await Promise.race([reading({ signal, tell }), stopped(signal)]);
          if (!isDropped()) apply?.();
        } catch (error) {
          if (!isDropped()) onFail(error);
        } finally {
          waiting--;
          if (waiting === 0) onStep(null);
        }
      });
    },
    overtake() {
      beginning++;
    },
    stop() {
      stopper.abort();
      stopper = new AbortController();
      onStep(null);
      onStopped();
    },
  };
}
