import { betweenness, normaliseNodes } from './betweenness.ts';
import { measureDistances } from './closeness.ts';
import type { Graph } from './graph.ts';
import { pivotSums } from './pivot-betweenness.ts';

/** What the shortest paths of a graph come to, and whether it was estimated. */
export interface PathShares {
  /** Share of the shortest paths between others that lead through each node, 0 to 1. */
  readonly betweenness: Float64Array;
  /** Sum of 1/distance to the others. */
  readonly harmonic: Float64Array;
  readonly isEstimated: boolean;
}

/** Nodes times links up to which all paths are followed. */
const MOST_STEPS = 100_000_000;
/** Nodes from which paths are followed beyond. Source: analytics.md 4.1. */
const PIVOTS = 1000;

/**
 * Betweenness and harmonic closeness by links alone: of all shortest paths where that is soon done, else estimated from
 * those of a thousand nodes, the same ones for the same seed.
 *
 * Unit: see the parts. Complexity: O(n · m), or O(pivots · (n + m)).
 * Source: Brandes (2001), Journal of Mathematical Sociology 25, 163–177; Brandes and Pich (2007), International Journal
 * of Bifurcation and Chaos 17, 2303–2318.
 */
export function pathShares(graph: Graph, seed: number): PathShares {
  const { nodeCount, isDirected, out } = graph;
  if (nodeCount * (nodeCount + out.targets.length) <= MOST_STEPS)
    return {
      betweenness: normaliseNodes(
        betweenness(graph, { isWeighted: false, ofLinks: false }).nodes,
        isDirected,
      ),
      harmonic: measureDistances(out, null).harmonic,
      isEstimated: false,
    };
  const sums = pivotSums({ out, into: graph.in }, { pivots: PIVOTS, seed, isDirected });
  return {
    betweenness: normaliseNodes(sums.betweenness, isDirected),
    harmonic: sums.harmonic,
    isEstimated: true,
  };
}
