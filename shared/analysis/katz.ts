import { strongComponents } from './components.ts';
import { type Graph, withLinks } from './graph.ts';
import { multiply } from './spectral.ts';

/** How much less each further link counts, as a share of the most for which the sum has an end. */
const SHARE = 0.5;
/** Change of each node, against what it has, at which the sum ends. */
const STEADY = 1e-14;
const STEADY_ROUNDS = 12;
const MOST_ROUNDS = 100_000;
const MOST_STEPS = 1e9;

export interface KatzOptions {
  /** Whether links count by their weights; else each as 1. */
  readonly isWeighted: boolean;
  /** Above 0 and below 1; the nearer to 1, the more ways of many links count. */
  readonly share?: number;
}

/**
 * The largest eigenvalue of the links of a graph; 0 where no way leads back; null where it does not settle.
 *
 * Unit: as the weights. Complexity: O(n + m) a round.
 * Source: power iteration, von Mises and Pollaczek-Geiringer (1929), ZAMM 9, 58–77, told by Rayleigh's quotient; on
 * A + s·I, so that bipartite graphs and rings settle.
 */
export function largestEigenvalue(graph: Graph, isWeighted: boolean): number | null {
  // What leads from one strong component to another adds nothing, and would keep the rounds from settling.
  const { componentOf } = strongComponents(graph);
  const within = graph.isDirected
    ? withLinks(
        graph,
        (link) => componentOf[graph.sources[link]!] === componentOf[graph.targets[link]!],
      )
    : graph;
  if (within.linkCount === 0) return 0;
  const options = { isWeighted };
  let values = new Float64Array(within.nodeCount).fill(1 / Math.sqrt(within.nodeCount));
  let next = new Float64Array(within.nodeCount);
  const shift = largestStrength(within, isWeighted) / 2;
  const rounds = Math.min(MOST_ROUNDS, MOST_STEPS / (within.nodeCount + 2 * within.linkCount));
  let before = Number.NaN;
  let steadyRounds = 0;
  for (let round = 0; round < rounds; round++) {
    multiply(within.in, values, options, next);
    let [quotient, squares] = [0, 0];
    for (let node = 0; node < next.length; node++) {
      const value = values[node]!;
      const moved = next[node]! + shift * value;
      quotient += value * next[node]!;
      squares += moved * moved;
      next[node] = moved;
    }
    steadyRounds =
      Math.abs(quotient - before) <= STEADY * (quotient + shift) ? steadyRounds + 1 : 0;
    // Once may be chance.
    if (steadyRounds === STEADY_ROUNDS) return quotient;
    before = quotient;
    const length = Math.sqrt(squares);
    for (let node = 0; node < next.length; node++) next[node]! /= length;
    [values, next] = [next, values];
  }
  return null;
}

function largestStrength({ nodeCount, in: rows }: Graph, isWeighted: boolean): number {
  const sums = multiply(rows, new Float64Array(nodeCount).fill(1), { isWeighted });
  return sums.reduce((most, sum) => Math.max(most, sum), 0);
}

/**
 * Katz centrality: how many ways lead to a node, long ones counting less for each link.
 *
 * Unit: ways, 0 for whom nobody reaches. By default a link counts half of the most for which the sum has an end, so
 * that graphs of any size and weights of any unit compare. Null where that most is not known: no way leads back, or
 * it does not settle.
 * Complexity: O(n + m) a round.
 * Source: Katz (1953), Psychometrika 18, 39–43: x = (I − βAᵀ)⁻¹ 1 − 1, β = share / λ, λ the largest eigenvalue of A.
 */
export function katzCentrality(
  graph: Graph,
  { isWeighted, share = SHARE }: KatzOptions,
): Float64Array | null {
  if (graph.linkCount === 0) return new Float64Array(graph.nodeCount);
  const eigenvalue = largestEigenvalue(graph, isWeighted);
  if (eigenvalue === null || eigenvalue === 0) return null;
  const factor = share / eigenvalue;
  const reached = new Float64Array(graph.nodeCount);
  let values = new Float64Array(graph.nodeCount);
  let next = new Float64Array(graph.nodeCount);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let node = 0; node < values.length; node++) reached[node] = 1 + values[node]!;
    multiply(graph.in, reached, { isWeighted }, next);
    let isSteady = true;
    for (let node = 0; node < next.length; node++) {
      const value = factor * next[node]!;
      isSteady &&= Math.abs(value - values[node]!) <= STEADY * (1 + value);
      next[node] = value;
    }
    [values, next] = [next, values];
    if (isSteady) return values;
  }
  return null;
}
