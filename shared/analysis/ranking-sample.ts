import { createRandom } from '../synthetic/random.ts';
import { type CaseMeasure, WEIGHTED_MEASURES } from './case-measure.ts';
import { type Graph, withLinks } from './graph.ts';
import { competitionRanks, type RankingLabel, rankingLabel } from './ranking-doubt.ts';
import { type MeasuredGraphs, recordMeasurer } from './record-measure.ts';

/** By how much the state of the generator of draws moves with each. */
const DRAW_STEP = 0x6d2b79f5;

/** A measure, and where the values of its replicates go. */
export interface SampledMeasure {
  readonly measure: CaseMeasure;
  /** Values of all replicates, those of each node that is told of one behind the other. */
  readonly values: Float64Array;
}

/**
 * Measures replicates of a graph in which each link is there by chance, and writes the values of the nodes that are
 * told of. One draw a link, in order, replicate after replicate, so that it does not matter which thread does which,
 * nor which measures are told together: all of them are of the same replicates.
 *
 * Returns, beside the measures, the nodes from which paths were followed; null: all of them. Source: analytics.md 1.15.
 */
export function sampleValues(
  graphs: MeasuredGraphs & {
    readonly existence: Float64Array;
    readonly weightedExistence: Float64Array;
  },
  options: {
    readonly measures: readonly SampledMeasure[];
    readonly seed: number;
    readonly mostSteps: number;
    readonly from: number;
    readonly to: number;
    readonly replicates: number;
  },
): (number | null)[] {
  const { measures, seed, mostSteps, from, to, replicates } = options;
  const isAsked = (isWeighted: boolean) =>
    measures.some(({ measure }) => WEIGHTED_MEASURES.has(measure) === isWeighted);
  const drawPlain = isAsked(false) ? drawer(graphs.plain, graphs.existence, { seed, from }) : null;
  const drawWeighted = isAsked(true)
    ? drawer(graphs.weighted, graphs.weightedExistence, { seed, from })
    : null;
  const pivots = measures.map((): number | null => null);
  for (let replicate = from; replicate < to; replicate++) {
    const plain = drawPlain?.() ?? graphs.plain;
    const weighted = drawWeighted?.() ?? graphs.weighted;
    const measure = recordMeasurer(
      { plain, weighted, toldNodes: graphs.toldNodes },
      { seed: seed + replicate, mostSteps },
    );
    for (const [at, asked] of measures.entries()) {
      const found = measure(asked.measure);
      pivots[at] = found.pivots ?? pivots[at]!;
      graphs.toldNodes.forEach((node, place) => {
        asked.values[place * replicates + replicate] = found.values[node]!;
      });
    }
  }
  return pivots;
}

/** Draws one replicate after another, from a given one on. */
function drawer(
  graph: Graph,
  keep: Float64Array,
  { seed, from }: { readonly seed: number; readonly from: number },
): () => Graph {
  const random = createRandom((seed + Math.imul(from * graph.linkCount, DRAW_STEP)) >>> 0);
  return () => withLinks(graph, (link) => random.next() < keep[link]!);
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
  const shareInTop = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    let inTop = 0;
    for (let replicate = 0; replicate < replicates; replicate++) {
      const place = node * replicates + replicate;
      // Where few have anything of what is measured, those who have none of it share a high rank, and are no top.
      if (ranks[place]! <= TOP && values[place] !== 0) inTop++;
    }
    shareInTop[node] = inTop / replicates;
  }
  const ofValues = middleOf(values, { nodes, replicates });
  const ofRanks = middleOf(ranks, { nodes, replicates });
  return {
    low: ofValues.low,
    high: ofValues.high,
    bestRank: ofRanks.low,
    worstRank: ofRanks.high,
    shareInTop,
    labels: Array.from(shareInTop, rankingLabel),
    ranks,
  };
}

/** Between which numbers 95% of those of each node lie. */
function middleOf(
  of: Float32Array | Float64Array,
  { nodes, replicates }: { readonly nodes: number; readonly replicates: number },
) {
  const low = new Float64Array(nodes);
  const high = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const sorted = of.slice(node * replicates, (node + 1) * replicates).sort();
    low[node] = nearestRank(sorted, 0.025);
    high[node] = nearestRank(sorted, 0.975);
  }
  return { low, high };
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
