import { strongComponents, weakComponents } from './components.ts';
import type { Graph, GraphRows } from './graph.ts';

/** Change of each node at which iterations stop. */
const STEADY = 1e-14;
/** What an answer may lack, by the pace at which rounds come nearer to it, and rounds in a row that must say so. */
const CLOSE_ENOUGH = 1e-11;
const SURE_ROUNDS = 20;
/** Work after which an answer is not to be had. */
const MOST_ROUNDS = 100_000;
const MOST_STEPS = 1e9;
/** Rounds of PageRank: what it still lacks then is 0.85 to that power. */
const PAGE_RANK_ROUNDS = 250;
const PAGE_RANK_CHANGE = 1e-13;

export interface SpectralOptions {
  /** Whether links count by their weights; else each as 1. */
  readonly isWeighted: boolean;
}

/** The rows of a graph times values of its nodes; rounds without number write into the same memory. */
export function multiply(
  { nodeCount, offsets, targets, weights }: GraphRows,
  values: Float64Array,
  { isWeighted }: SpectralOptions,
  products: Float64Array = new Float64Array(nodeCount),
): Float64Array {
  for (let node = 0; node < nodeCount; node++) {
    const end = offsets[node + 1]!;
    let sum = 0;
    if (isWeighted)
      for (let entry = offsets[node]!; entry < end; entry++)
        sum += weights[entry]! * values[targets[entry]!]!;
    else for (let entry = offsets[node]!; entry < end; entry++) sum += values[targets[entry]!]!;
    products[node] = sum;
  }
  return products;
}

/** Scales values, where they lie, so that their squares sum to 1. */
function normalise(values: Float64Array): Float64Array {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += values[at]! * values[at]!;
  const length = Math.sqrt(squares);
  if (length !== 0) for (let at = 0; at < values.length; at++) values[at]! /= length;
  return values;
}

function difference(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs(a[at]! - b[at]!);
  return sum;
}

/** Repeats a step, which writes what comes next, until its answer no longer changes; null: it does not settle. */
function settle(
  start: Float64Array,
  step: (values: Float64Array, next: Float64Array) => void,
  linkCount: number,
): Float64Array | null {
  const rounds = Math.min(MOST_ROUNDS, MOST_STEPS / (start.length + 2 * linkCount));
  let values = start;
  let next: Float64Array = new Float64Array(start.length);
  let before = Number.POSITIVE_INFINITY;
  let closeRounds = 0;
  for (let round = 0; round < rounds; round++) {
    step(values, next);
    const change = difference(values, next);
    [values, next] = [next, values];
    if (change <= STEADY * start.length) return values;
    // Each round changes by this part of the last: the sum of all that are to come is known.
    const pace = change / before;
    closeRounds = pace < 1 && (change * pace) / (1 - pace) < CLOSE_ENOUGH ? closeRounds + 1 : 0;
    if (closeRounds === SURE_ROUNDS) return values;
    before = change;
  }
  return null;
}

/** Largest weight of a graph, so that iterations do not depend on the unit of weights. */
function scaleOf({ weights }: GraphRows, { isWeighted }: SpectralOptions): number {
  let most = 0;
  for (const weight of weights) most = Math.max(most, weight);
  return isWeighted && most > 0 ? most : 1;
}

/**
 * Eigenvector centrality: a node counts as much as those that link to it count together.
 *
 * Unit: 0 to 1, squares summing to 1. Null where it is not defined: the graph is empty or not all nodes reach each
 * other.
 * Complexity: O(n + m) a round; rounds grow where communities are far apart, and null is answered where they do not
 * settle.
 * Source: Bonacich (1972), Journal of Mathematical Sociology 2, 113–120; on A + I, so that bipartite graphs settle.
 */
export function eigenvectorCentrality(graph: Graph, options: SpectralOptions): Float64Array | null {
  const { sizes } = graph.isDirected ? strongComponents(graph) : weakComponents(graph.both);
  if (sizes.length !== 1) return null;
  const scale = scaleOf(graph.in, options);
  return settle(
    normalise(new Float64Array(graph.nodeCount).fill(1)),
    (values, next) => {
      multiply(graph.in, values, options, next);
      for (let node = 0; node < next.length; node++)
        next[node] = next[node]! / scale + values[node]!;
      normalise(next);
    },
    graph.linkCount,
  );
}

export interface PageRankOptions extends SpectralOptions {
  /** Chance of following a link rather than jumping anywhere. */
  readonly damping?: number;
}

/**
 * PageRank: how often somebody who follows links at random, and jumps anywhere now and then, meets each node.
 *
 * Unit: share of visits; sums to 1. A node without links passes its visits to all alike.
 * Complexity: O(n + m) a round, at most 250 rounds.
 * Source: Brin and Page (1998), Computer Networks 30, 107–117. Each round uses what it has found already (Gauss and
 * Seidel), and what nodes without links pass on is made up at the end: Gleich, Gray, Greif and Lau (2010), SIAM Journal
 * on Scientific Computing 32, 349–371.
 */
export function pageRank(
  graph: Graph,
  { isWeighted, damping = 0.85 }: PageRankOptions,
): Float64Array {
  const { nodeCount, out } = graph;
  const totals = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++)
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++)
      totals[node]! += isWeighted ? out.weights[entry]! : 1;
  const { offsets, targets, weights } = graph.in;
  const ranks = new Float64Array(nodeCount).fill(1 / nodeCount);
  // What each node passes on along a link of weight 1.
  const given = ranks.map((rank, node) => (totals[node] === 0 ? 0 : rank / totals[node]!));
  const base = (1 - damping) / nodeCount;
  for (let round = 0; round < PAGE_RANK_ROUNDS; round++) {
    let change = 0;
    for (let node = 0; node < nodeCount; node++) {
      const end = offsets[node + 1]!;
      let sum = 0;
      if (isWeighted)
        for (let entry = offsets[node]!; entry < end; entry++)
          sum += weights[entry]! * given[targets[entry]!]!;
      else for (let entry = offsets[node]!; entry < end; entry++) sum += given[targets[entry]!]!;
      const rank = base + damping * sum;
      change += Math.abs(rank - ranks[node]!);
      ranks[node] = rank;
      if (totals[node] !== 0) given[node] = rank / totals[node]!;
    }
    if (change < PAGE_RANK_CHANGE) break;
  }
  return toShares(ranks);
}

/** What HITS tells of each node; both sum to 1. */
export interface HubsAndAuthorities {
  /** High for those that link to good authorities. */
  readonly hubs: Float64Array;
  /** High for those that good hubs link to. */
  readonly authorities: Float64Array;
}

/**
 * Hubs and authorities. In a graph without direction the two are the same.
 *
 * Unit: shares that sum to 1; all 0 where there are no links.
 * Complexity: O(n + m) a round; null where it does not settle.
 * Source: Kleinberg (1999), Journal of the ACM 46, 604–632.
 */
export function hubsAndAuthorities(
  graph: Graph,
  options: SpectralOptions,
): HubsAndAuthorities | null {
  const scale = scaleOf(graph.in, options);
  const authorities = new Float64Array(graph.nodeCount);
  const step = (before: Float64Array, next: Float64Array) => {
    normalise(multiply(graph.in, before, options, authorities));
    multiply(graph.out, authorities, options, next);
    for (let node = 0; node < next.length; node++) next[node]! /= scale;
    normalise(next);
  };
  const hubs = settle(normalise(new Float64Array(graph.nodeCount).fill(1)), step, graph.linkCount);
  if (!hubs) return null;
  return { hubs: toShares(hubs), authorities: toShares(multiply(graph.in, hubs, options)) };
}

function toShares(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum === 0 ? values : values.map((value) => value / sum);
}
