import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { blockCount, type PathPlan } from '../../shared/analysis/path-plan.ts';
import { sumLength } from '../../shared/analysis/path-sums.ts';
import { doBlocks, isDone, type PathBlocks } from './path-blocks.ts';

/** What a thread that sums paths is told when it starts. */
export interface PathTask {
  readonly plan: PathPlan;
  readonly blocks: PathBlocks;
}

export interface PathThreadOptions {
  /** Threads that work, the caller's among them. */
  readonly threads?: number;
  /** Told after each block that this thread did. */
  readonly onProgress?: (done: number, total: number) => void;
}

const WORKER_URL = new URL('./path-worker.ts', import.meta.url);
/** More threads wait for memory rather than work. */
const MOST_THREADS = 4;
/** How long a block may take in another thread before this one does it too. */
const PATIENCE_MS = 60_000;

/**
 * Sums the blocks of a plan in several threads on shared memory. The caller works too and waits for the others, so it
 * must be a thread that nobody waits for. Whenever it is ended, the others end with it.
 */
export function sumInThreads({
  threads = Math.min(MOST_THREADS, availableParallelism()),
  onProgress = () => undefined,
}: PathThreadOptions = {}) {
  return function* sumBlocks(plan: PathPlan): Generator<Float64Array> {
    const count = blockCount(plan);
    const blocks: PathBlocks = {
      next: new Int32Array(new SharedArrayBuffer(4)),
      states: new Int32Array(new SharedArrayBuffer(4 * count)),
      sums: new Float64Array(new SharedArrayBuffer(8 * count * sumLength(plan))),
    };
    const workers = Array.from({ length: Math.min(threads, count) - 1 }, () => {
      const task: PathTask = { plan, blocks };
      const worker = new Worker(WORKER_URL, { workerData: task, name: 'summing of paths' });
      // What a thread leaves undone is done here.
      worker.on('error', () => undefined);
      worker.unref();
      return worker;
    });
    try {
      const sumBlock = doBlocks(plan, blocks, onProgress);
      for (let block = 0; block < count; block++) {
        if (isDone(blocks, block, PATIENCE_MS)) {
          yield blocks.sums.subarray(block * sumLength(plan), (block + 1) * sumLength(plan));
          continue;
        }
        const sums = new Float64Array(sumLength(plan));
        sumBlock(block, sums);
        yield sums;
      }
    } finally {
      Atomics.store(blocks.next, 0, count);
      for (const worker of workers) void worker.terminate();
    }
  };
}
