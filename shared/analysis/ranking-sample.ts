import { createRandom } from '../synthetic/random.ts';
import type { CaseMeasure } from './case-measure.ts';
import { withLinks } from './graph.ts';
import { competitionRanks, type RankingLabel, rankingLabel } from './ranking-doubt.ts';
import { type MeasuredGraphs, measureRecords } from './record-measure.ts';

/** By how much the state of the generator of draws moves with each. */
const DRAW_STEP = 0x6d2b79f5;

/**
 * Measures replicates of a graph in which each link is there by chance, and writes the values of the nodes that are
 * told of. One draw a link, in order, replicate after replicate, so that it does not matter which thread does which.
 *
 * Returns the nodes from which paths were followed; null: all of them. Source: analytics.md 1.15.
 */
export function sampleValues(
  graphs: MeasuredGraphs & {
    readonly existence: Float64Array;
    readonly weightedExistence: Float64Array;
  },
  options: {
    readonly measure: CaseMeasure;
    readonly isWeighted: boolean;
    readonly seed: number;
    readonly mostSteps: number;
    readonly from: number;
    readonly to: number;
    readonly replicates: number;
    readonly values: Float64Array;
  },
): number | null {
  const { isWeighted, seed, from, to, replicates, values } = options;
  const graph = isWeighted ? graphs.weighted : graphs.plain;
  const keep = isWeighted ? graphs.weightedExistence : graphs.existence;
  const random = createRandom((seed + Math.imul(from * graph.linkCount, DRAW_STEP)) >>> 0);
  let pivots: number | null = null;
  for (let replicate = from; replicate < to; replicate++) {
    const isKept = keep.map((likely) => (random.next() < likely ? 1 : 0));
    const drawn = withLinks(graph, (link) => isKept[link] === 1);
    const found = measureRecords(
      { plain: drawn, weighted: drawn, toldNodes: graphs.toldNodes },
      options.measure,
      { seed: seed + replicate, mostSteps: options.mostSteps },
    );
    pivots = found.pivots ?? pivots;
    graphs.toldNodes.forEach((node, place) => {
      values[place * replicates + replicate] = found.values[node]!;
    });
  }
  return pivots;
}

/** What becomes of values and ranks over the replicates; beside the nodes that are told of. NaN: not defined. */
export interface ReplicateRanks {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly bestRank: Float64Array;
  readonly worstRank: Float64Array;
  readonly shareInTop: Float64Array;
  readonly labels: readonly RankingLabel[];
  /** Rank of each node in each replicate, those of a node one behind the other. */
  readonly ranks: Float32Array;
}

/** Ranks that count as the top. */
const TOP = 3;

/** The `share`-th of sorted values by nearest rank. */
function nearestRank(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
}

/**
 * Ranks the nodes in every replicate.
 *
 * Complexity: O(replicates · n log n). Source: analytics.md 1.15; competition ranks, percentiles by nearest rank.
 * @param ranking Values by which they rank, the highest first; beside `values`.
 */
export function rankReplicates(
  ranking: Float64Array,
  values: Float64Array,
  { nodes, replicates }: { readonly nodes: number; readonly replicates: number },
): ReplicateRanks {
  const ranks = new Float32Array(nodes * replicates);
  const column = new Float64Array(nodes);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let node = 0; node < nodes; node++) column[node] = ranking[node * replicates + replicate]!;
    const ranked = competitionRanks(column);
    for (let node = 0; node < nodes; node++) ranks[node * replicates + replicate] = ranked[node]!;
  }
  const over = (value: (node: number) => number) =>
    Float64Array.from({ length: nodes }, (_, node) => value(node));
  const row = <T extends Float32Array | Float64Array>(of: T, node: number) =>
    of.slice(node * replicates, (node + 1) * replicates).sort();
  const at = (of: Float32Array | Float64Array, share: number) =>
    over((node) => nearestRank(row(of, node), share));
  const shareInTop = over((node) => {
    let inTop = 0;
    for (let replicate = 0; replicate < replicates; replicate++) {
      const place = node * replicates + replicate;
      // Where few have anything of what is measured, those who have none of it share a high rank, and are no top.
      if (ranks[place]! <= TOP && values[place] !== 0) inTop++;
    }
    return inTop / replicates;
  });
  return {
    low: at(values, 0.025),
    high: at(values, 0.975),
    bestRank: at(ranks, 0.025),
    worstRank: at(ranks, 0.975),
    shareInTop,
    labels: Array.from(shareInTop, rankingLabel),
    ranks,
  };
}

/** Share of the replicates in which one node is above another, ties counting half. */
export function shareAbove(
  ranks: Float32Array,
  replicates: number,
  [one, other]: readonly [number, number],
): number {
  let above = 0;
  for (let replicate = 0; replicate < replicates; replicate++)
    above +=
      (1 +
        Math.sign(ranks[other * replicates + replicate]! - ranks[one * replicates + replicate]!)) /
      2;
  return above / replicates;
}
