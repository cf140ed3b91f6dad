import { Worker } from 'node:worker_threads';
import type { Progress } from '../../shared/api/case.ts';
import { fromFailure, type WorkFailure } from './work-failure.ts';

/** What every thread that writes a case is told when it starts. */
export interface WorkTask {
  readonly casePath: string;
  /** Copies of the keys, wiped by the thread when it ends. */
  readonly databaseKey: Uint8Array;
  readonly auditKey: Uint8Array;
  readonly author: string;
  readonly role: string;
  readonly today: string;
  /** One number: not zero once the work is to stop. */
  readonly cancelFlag: SharedArrayBuffer;
}

/** What a thread tells. */
export type WorkMessage<Report> =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'failed'; readonly failure: WorkFailure };

/** One step of long work: where it is, or at the end what it did. */
export type WorkEvent<Report> =
  | { readonly progress: Progress; readonly report: null }
  | { readonly progress: null; readonly report: Report };

/** How long a thread may take to stop by itself before it is ended: SQLite then rolls back what it had begun. */
const STOP_MS = 5000;

/**
 * Starts a thread on a task and tells how far it is. Ends with its report, or with its failure.
 * Aborting `signal`, or leaving the iteration, stops the thread; nothing of its work is left then.
 */
export async function* runInThread<Task extends WorkTask, Report>(
  task: Omit<Task, 'cancelFlag'>,
  how: {
    readonly workerUrl: URL;
    readonly name: string;
    readonly signal?: AbortSignal | undefined;
  },
): AsyncGenerator<WorkEvent<Report>, void, void> {
  const { workerUrl, name, signal } = how;
  const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(workerUrl, { workerData: { ...task, cancelFlag }, name });
  task.databaseKey.fill(0);
  task.auditKey.fill(0);
  const messages = createMessageQueue<Report>(worker, name);
  const cancel = () => Atomics.store(new Int32Array(cancelFlag), 0, 1);
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    for (;;) {
      const message = await messages.next();
      if (message.type === 'failed') throw fromFailure(message.failure);
      if (message.type === 'progress') yield { progress: message.progress, report: null };
      else {
        yield { progress: null, report: message.report };
        return;
      }
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
    await stop(worker);
  }
}

/** Messages of a thread in order; its death without a word is a failure too. */
function createMessageQueue<Report>(worker: Worker, name: string) {
  const waiting: WorkMessage<Report>[] = [];
  let wake: (() => void) | null = null;
  let death: Error | null = null;
  const end = (error: Error) => {
    death ??= error;
    wake?.();
  };
  worker.on('message', (message: WorkMessage<Report>) => {
    waiting.push(message);
    wake?.();
  });
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`The thread of ${name} ended early (${code}).`)));
  return {
    async next(): Promise<WorkMessage<Report>> {
      for (;;) {
        const message = waiting.shift();
        if (message) return message;
        if (death) throw death;
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
        wake = null;
      }
    },
  };
}

async function stop(worker: Worker): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  worker.once('exit', () => resolve());
  if (worker.threadId === -1) return; // It has ended already.
  const timer = setTimeout(() => void worker.terminate(), STOP_MS);
  await ended;
  clearTimeout(timer);
}
