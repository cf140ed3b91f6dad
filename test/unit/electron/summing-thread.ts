import { parentPort } from 'node:worker_threads';
import { sumInThreads } from '../../../electron/jobs/path-threads.ts';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { buildGraph } from '../../../shared/analysis/graph.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

/** Sums paths with a helper for some seconds, and tells the counter of blocks once the helper has taken one. */
const [nodeCount, linkCount] = [9000, 27_000];
const random = createRandom(7);
const ends = () => Array.from({ length: linkCount }, () => random.integer(0, nodeCount - 1));
const graph = buildGraph(nodeCount, false, { sources: ends(), targets: ends(), weights: null });

const add = Atomics.add;
let mine = 0;
let isTold = false;
Object.assign(Atomics, {
  add(counter: Int32Array, index: number, value: number): number {
    const taken = add(counter, index, value);
    if (taken > mine++ && !isTold) {
      isTold = true;
      parentPort?.postMessage(counter);
    }
    return taken;
  },
});

betweenness(graph, { isWeighted: false, sumBlocks: sumInThreads({ threads: 2 }) });
parentPort?.postMessage('all was done');
