import { AppError } from '../../shared/api/errors.ts';

/** Long work that holds a case's write lock: one at a time, told to stop where the case is being locked. */
export interface CaseWork {
  /** @throws {AppError} `case-busy` */
  beginWork(caller?: AbortSignal): Promise<{ readonly signal: AbortSignal; end(): void }>;
  /** Waits for work that holds the write lock, so that a call does not stand still on it. */
  workEnded(): Promise<void>;
  /** The same; whoever goes on from here at once finds none, however many waited. */
  untilFree(): Promise<void>;
  /** Tells such work to stop, and waits until it has: nothing of it is kept. */
  stopWork(): Promise<void>;
}

/** A case in which nothing is running. */
export function createCaseWork(): CaseWork {
  let work: {
    readonly stop: AbortController;
    readonly signal: AbortSignal;
    readonly ended: Promise<void>;
  } | null = null;
  let turn: Promise<void> = Promise.resolve();
  return {
    async beginWork(caller) {
      // Work that was told to stop is waited for: whoever stopped it may begin again at once.
      while (work?.signal.aborted) await work.ended;
      if (work)
        throw new AppError(
          'case-busy',
          'An import or a backup is running. Wait for it to end, or stop it.',
        );
      const stop = new AbortController();
      const ended = Promise.withResolvers<void>();
      const signal = caller ? AbortSignal.any([caller, stop.signal]) : stop.signal;
      work = { stop, signal, ended: ended.promise };
      return {
        signal,
        end() {
          work = null;
          ended.resolve();
        },
      };
    },
    async workEnded() {
      await work?.ended;
    },
    untilFree() {
      turn = turn.then(async () => {
        while (work) await work.ended;
      });
      return turn;
    },
    async stopWork() {
      work?.stop.abort();
      await work?.ended;
    },
  };
}
