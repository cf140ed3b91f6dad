import { type Graph, GraphRefusal } from './graph.ts';
import { blockCount, type PathPlan, planPaths } from './path-plan.ts';
import { createPathSummer, sumLength } from './path-sums.ts';

/** Shares of shortest paths, raw: an undirected pair counts once. */
export interface Betweenness {
  readonly nodes: Float64Array;
  /** Of each link; empty where links were not asked for. */
  readonly links: Float64Array;
}

export interface BetweennessOptions {
  /** Whether a strong link is a short one, of length 1/weight; else each is of length 1. */
  readonly isWeighted: boolean;
  /** Whether links are measured too, as they are by default: without them it takes less time. */
  readonly ofLinks?: boolean;
  /** Does the blocks of a large plan elsewhere, and gives the sums of each; null: this thread does them. */
  readonly sumBlocks?: SumBlocks | null;
}

/** Sums of each block of a plan, in the order of blocks: nodes, then links. */
export type SumBlocks = (plan: PathPlan) => Iterable<Float64Array>;

/**
 * Betweenness of nodes and links: on how many of the shortest paths between others each lies.
 *
 * Unit: pairs of nodes, where a pair of several shortest paths gives each its share. Endpoints do not count.
 * Complexity: O(n · m), weighted O(n · (n + m) log n), where n and m count the largest biconnected component: a graph
 * without direction is taken in pieces.
 * Source: Brandes (2001), Journal of Mathematical Sociology 25, 163–177; pieces as in `path-pieces.ts`.
 */
export function betweenness(
  graph: Graph,
  { isWeighted, ofLinks = true, sumBlocks = null }: BetweennessOptions,
): Betweenness {
  const nodes = new Float64Array(graph.nodeCount);
  const links = new Float64Array(graph.linkCount);
  const plan = planPaths(
    graph,
    { nodes, links },
    { isWeighted, ofLinks, isShared: sumBlocks !== null },
  );
  const isLarge = blockCount(plan) > 1;
  for (const sums of sumBlocks && isLarge ? sumBlocks(plan) : sumHere(plan)) {
    for (let node = 0; node < nodes.length; node++) nodes[node]! += sums[node]!;
    for (let link = 0; link < plan.linkCount; link++) links[link]! += sums[nodes.length + link]!;
  }
  if (nodes.some((value) => !Number.isFinite(value)))
    throw new GraphRefusal(
      'There are more shortest paths than can be counted: 10 to the power of 308.',
    );
  if (!graph.isDirected) {
    for (let node = 0; node < nodes.length; node++) nodes[node]! /= 2;
    for (let link = 0; link < links.length; link++) links[link]! /= 2;
  }
  return { nodes, links: ofLinks ? links : new Float64Array(0) };
}

/** Does one block after another in this thread. */
function* sumHere(plan: PathPlan): Generator<Float64Array> {
  const sumBlock = createPathSummer(plan);
  const sums = new Float64Array(sumLength(plan));
  for (let block = 0; block < blockCount(plan); block++) {
    sums.fill(0);
    sumBlock(block, sums);
    yield sums;
  }
}

/** Scales betweenness of nodes to 0 to 1 by the number of pairs of others. Source: Freeman (1977), Sociometry 40. */
export function normaliseNodes(raw: Float64Array, isDirected: boolean): Float64Array {
  const count = raw.length;
  if (count <= 2) return new Float64Array(count);
  const pairs = ((count - 1) * (count - 2)) / (isDirected ? 1 : 2);
  return raw.map((value) => value / pairs);
}

/** Scales betweenness of links to 0 to 1 by the number of pairs of nodes. */
export function normaliseLinks(
  raw: Float64Array,
  { nodeCount, isDirected }: Pick<Graph, 'nodeCount' | 'isDirected'>,
): Float64Array {
  const pairs = (nodeCount * (nodeCount - 1)) / (isDirected ? 1 : 2);
  return raw.map((value) => value / pairs);
}
