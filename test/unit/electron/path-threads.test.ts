import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { sumInThreads } from '../../../electron/jobs/path-threads.ts';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

/** Big enough for several blocks. */
function randomGraph(isDirected: boolean): Graph {
  const [nodeCount, linkCount] = [1500, 4500];
  const random = createRandom(7);
  const ends = () => Array.from({ length: linkCount }, () => random.integer(0, nodeCount - 1));
  return buildGraph(nodeCount, isDirected, {
    sources: ends(),
    targets: ends(),
    weights: Array.from({ length: linkCount }, () => random.integer(1, 4)),
  });
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}

test('betweenness is the same to the last bit, however many threads sum it', () => {
  for (const isWeighted of [false, true]) {
    const graph = randomGraph(!isWeighted);
    const alone = betweenness(graph, { isWeighted });
    for (const threads of isWeighted ? [2] : [1, 3]) {
      const told: number[] = [];
      const onProgress = (done: number, total: number) => told.push(done / total);
      const sumBlocks = sumInThreads({ threads, onProgress });
      const together = betweenness(graph, { isWeighted, sumBlocks });
      expect(isSame(together.nodes, alone.nodes)).toBe(true);
      expect(isSame(together.links, alone.links)).toBe(true);
      expect(told.every((share) => share > 0 && share <= 1)).toBe(true);
      if (threads === 1) expect(told.at(-1)).toBe(1);
    }
  }
});

test('links are left out where they are not asked for, and nodes are as they are with them', () => {
  const graph = randomGraph(false);
  const both = betweenness(graph, { isWeighted: false });
  const nodes = betweenness(graph, { isWeighted: false, ofLinks: false });
  expect(nodes.links).toHaveLength(0);
  expect(nodes.nodes).toEqual(both.nodes);
});

test('ending the thread that sums ends those that help it', async () => {
  const worker = new Worker(new URL('./summing-thread.ts', import.meta.url));
  const [counter] = (await once(worker, 'message')) as [Int32Array];
  expect(counter).toBeInstanceOf(Int32Array);
  await worker.terminate();
  const taken = Atomics.load(counter, 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(Atomics.load(counter, 0)).toBe(taken);
});
