import { createRandom } from '../synthetic/random.ts';
import type { Graph } from './graph.ts';

export interface DropOptions {
  readonly seed: number;
  readonly replicates: number;
  /** Chance of each link to be kept. */
  readonly keep: (link: number) => number;
}

/** What becomes of each node's degree where some links are not there. */
export interface DroppedDegrees {
  readonly mean: Float64Array;
  /** 2.5th percentile: the smallest value that 2.5% of the replicates do not exceed. */
  readonly low: Float64Array;
  /** 97.5th percentile. */
  readonly high: Float64Array;
  /** Mean of 1 and the number of nodes of a higher degree. */
  readonly meanRank: Float64Array;
  /** Share of the replicates in which at most two nodes have a higher degree. */
  readonly shareInTopThree: Float64Array;
}

/** The `share`-th of sorted values by nearest rank: the ⌈share · count⌉-th smallest. */
export function nearestRank(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
}

/**
 * Degrees over replicates of the graph in which each link is kept by chance: how far a ranking rests on few links.
 * One draw a link, in order, replicate after replicate.
 *
 * Complexity: O(replicates · (n log n + m)). Source: analytics.md 1.15.
 */
export function dropLinks(graph: Graph, { seed, replicates, keep }: DropOptions): DroppedDegrees {
  const { nodeCount, linkCount, sources, targets } = graph;
  const random = createRandom(seed);
  const degreeIn = new Int32Array(nodeCount * replicates);
  const ranks = new Float64Array(nodeCount);
  const top = new Float64Array(nodeCount);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const degree = new Int32Array(nodeCount);
    for (let link = 0; link < linkCount; link++) {
      if (random.next() >= keep(link)) continue;
      degree[sources[link]!]!++;
      degree[targets[link]!]!++;
    }
    const sorted = degree.toSorted();
    for (let node = 0; node < nodeCount; node++) {
      degreeIn[node * replicates + replicate] = degree[node]!;
      const rank = 1 + nodeCount - firstAbove(sorted, degree[node]!);
      ranks[node]! += rank;
      if (rank <= 3) top[node]!++;
    }
  }
  const of = (value: (node: number) => number) =>
    Float64Array.from({ length: nodeCount }, (_, node) => value(node));
  const values = (node: number) => degreeIn.subarray(node * replicates, (node + 1) * replicates);
  for (let node = 0; node < nodeCount; node++) values(node).sort();
  return {
    mean: of((node) => values(node).reduce((sum, degree) => sum + degree, 0) / replicates),
    low: of((node) => nearestRank(values(node), 0.025)),
    high: of((node) => nearestRank(values(node), 0.975)),
    meanRank: of((node) => ranks[node]! / replicates),
    shareInTopThree: of((node) => top[node]! / replicates),
  };
}

/** Place of the first value above one, in sorted values. */
function firstAbove(sorted: Int32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
