import { createRandom } from '../synthetic/random.ts';
import { type Graph, withLinks } from './graph.ts';

export interface ResamplingOptions {
  readonly seed: number;
  readonly replicates: number;
  /** Chance of each link to be there: how far it is believed, or one for all. */
  readonly keep: (link: number) => number;
  /** What nodes are ranked by. */
  readonly measure: (graph: Graph) => ArrayLike<number>;
  /** Ranks that count as the top; 3 by default. */
  readonly top?: number;
}

/** How far a place in a ranking rests on few links. */
export type RankingLabel =
  /** In the top in at least 90% of the replicates. */
  | 'stable'
  /** In 70 to 90%. */
  | 'likely'
  /** In less. */
  | 'fragile';

/** What becomes of a ranking where some links are not there; each beside the nodes. */
export interface RankingDoubt {
  readonly mean: Float64Array;
  /** 2.5th and 97.5th percentile of the value: the smallest that such a share of replicates does not exceed. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Mean rank: 1 and the number of nodes of a higher value. */
  readonly meanRank: Float64Array;
  /** 2.5th and 97.5th percentile of the rank: the range that can be asserted. */
  readonly bestRank: Float64Array;
  readonly worstRank: Float64Array;
  /** Share of the replicates in which a node is in the top. */
  readonly shareInTop: Float64Array;
  readonly labels: readonly RankingLabel[];
  /** Share of the replicates in which one node is above another, ties counting half. */
  shareAbove(one: number, other: number): number;
}

const STABLE_SHARE = 0.9;
const LIKELY_SHARE = 0.7;
/** Values closer than this, or this part of the larger, are one: ranks must not rest on rounding. */
const SAME = 1e-9;

/** The `share`-th of sorted values by nearest rank: the ⌈share · count⌉-th smallest. */
function nearestRank(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
}

/**
 * Ranks nodes anew in replicates of the graph in which each link is there by chance. One draw a link, in order,
 * replicate after replicate.
 *
 * Complexity: replicates times the measure's, and O(replicates · n log n).
 * Source: analytics.md 1.15; competition ranks.
 */
export function resampleRanking(graph: Graph, options: ResamplingOptions): RankingDoubt {
  const { seed, replicates, keep, measure, top = 3 } = options;
  const { nodeCount, linkCount } = graph;
  const random = createRandom(seed);
  const values = new Float64Array(nodeCount * replicates);
  const ranks = new Float64Array(nodeCount * replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const isKept = new Uint8Array(linkCount);
    for (let link = 0; link < linkCount; link++) isKept[link] = random.next() < keep(link) ? 1 : 0;
    const found = measure(withLinks(graph, (link) => isKept[link] === 1));
    const ranked = competitionRanks(found);
    for (let node = 0; node < nodeCount; node++) {
      values[node * replicates + replicate] = found[node]!;
      ranks[node * replicates + replicate] = ranked[node]!;
    }
  }
  const row = (of: Float64Array, node: number) =>
    of.subarray(node * replicates, (node + 1) * replicates);
  const over = (value: (node: number) => number) =>
    Float64Array.from({ length: nodeCount }, (_, node) => value(node));
  const mean = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const shareInTop = over(
    (node) => row(ranks, node).filter((rank) => rank <= top).length / replicates,
  );
  return {
    mean: over((node) => mean(row(values, node))),
    low: over((node) => nearestRank(row(values, node).toSorted(), 0.025)),
    high: over((node) => nearestRank(row(values, node).toSorted(), 0.975)),
    meanRank: over((node) => mean(row(ranks, node))),
    bestRank: over((node) => nearestRank(row(ranks, node).toSorted(), 0.025)),
    worstRank: over((node) => nearestRank(row(ranks, node).toSorted(), 0.975)),
    shareInTop,
    labels: Array.from(shareInTop, rankingLabel),
    shareAbove(one, other) {
      const [a, b] = [row(ranks, one), row(ranks, other)];
      let above = 0;
      for (let at = 0; at < replicates; at++) above += (1 + Math.sign(b[at]! - a[at]!)) / 2;
      return above / replicates;
    },
  };
}

/** How far a place rests on few links, from the share of replicates in which it is held. Source: analytics.md 1.15. */
export function rankingLabel(share: number): RankingLabel {
  if (share >= STABLE_SHARE) return 'stable';
  return share >= LIKELY_SHARE ? 'likely' : 'fragile';
}

/** Rank of each value: 1 and how many are higher; values that differ by rounding alone have one rank. */
export function competitionRanks(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  // Beside the sorted values, the highest of which come last.
  const rankAt = new Float64Array(count);
  for (let at = count - 1; at >= 0; at--) {
    const isTied =
      at + 1 < count && sorted[at + 1]! - sorted[at]! <= SAME * Math.max(1, Math.abs(sorted[at]!));
    rankAt[at] = isTied ? rankAt[at + 1]! : count - at;
  }
  return Float64Array.from(values, (value) => rankAt[placeIn(sorted, value)]!);
}

/** A place of a value among sorted ones that hold it. */
function placeIn(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far a ranking rests on one source. */
export interface SourceDependence {
  /** Of each node: the most places that it moves when a source is left out. */
  readonly largestChange: Float64Array;
  /** Of each node: the source that moves it so; null: none moves it. */
  readonly source: readonly (string | null)[];
}

/**
 * Ranks nodes without each source in turn: errors come by source, so this tells more than links left out by chance.
 *
 * Unit: places. Complexity: sources times the measure's. Source: analytics.md 1.15.
 */
export function leaveSourcesOut(
  sources: readonly string[],
  measureWithout: (source: string | null) => ArrayLike<number>,
): SourceDependence {
  const full = competitionRanks(measureWithout(null));
  const largestChange = new Float64Array(full.length);
  const source = Array.from(full, (): string | null => null);
  for (const left of sources) {
    const ranks = competitionRanks(measureWithout(left));
    for (const [node, rank] of ranks.entries()) {
      const change = Math.abs(rank - full[node]!);
      if (change <= largestChange[node]!) continue;
      largestChange[node] = change;
      source[node] = left;
    }
  }
  return { largestChange, source };
}
