import { blockCount, type PathPlan } from '../../shared/analysis/path-plan.ts';
import { createPathSummer, type SumBlock, sumLength } from '../../shared/analysis/path-sums.ts';

/** Blocks of a plan as threads share them. */
export interface PathBlocks {
  /** The block that is taken next. */
  readonly next: Int32Array;
  /** Of each block. */
  readonly states: Int32Array;
  /** Of each block, one behind another. */
  readonly sums: Float64Array;
}

const DONE = 1;

/** Does blocks of a plan until none is left that nobody took; returns what they are summed by. */
export function doBlocks(
  plan: PathPlan,
  { next, states, sums }: PathBlocks,
  onProgress: (done: number, total: number) => void = () => undefined,
): SumBlock {
  const sumBlock = createPathSummer(plan);
  const count = blockCount(plan);
  const length = sumLength(plan);
  for (let block = Atomics.add(next, 0, 1); block < count; block = Atomics.add(next, 0, 1)) {
    sumBlock(block, sums.subarray(block * length, (block + 1) * length));
    Atomics.store(states, block, DONE);
    Atomics.notify(states, block);
    onProgress(states.filter((state) => state === DONE).length, count);
  }
  return sumBlock;
}

/** Waits for a block that another thread took; false: it takes too long. */
export function isDone({ states }: PathBlocks, block: number, patienceMs: number): boolean {
  return Atomics.wait(states, block, 0, patienceMs) !== 'timed-out';
}
