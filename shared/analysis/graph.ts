import type { CsrGraph } from './csr.ts';

/** Compressed rows that know which link lies behind each entry. */
export interface GraphRows extends CsrGraph {
  /** Number of the link of each entry; beside `targets`. In joined rows, of the first of the two. */
  readonly linkOf: Int32Array;
}

/**
 * A graph without parallel links and loops, as every measure takes it.
 *
 * Links are numbered in the order in which their pair first appeared. An undirected link has the node that comes
 * first in `sources`.
 */
export interface Graph {
  readonly nodeCount: number;
  readonly linkCount: number;
  readonly isDirected: boolean;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** From each node along its links. */
  readonly out: GraphRows;
  /** Against their direction; the same as `out` where the graph has none. */
  readonly in: GraphRows;
  /** Without direction: the two links of a pair are one, of the sum of their weights. */
  readonly both: GraphRows;
}

/** Links as they were received: node numbers and weights beside each other. */
export interface LinkColumns {
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Null: each weighs 1. */
  readonly weights: ArrayLike<number> | null;
}

/** What cannot be measured, in words for people. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
}

/** Sums beyond this range would overflow or vanish when they are multiplied or turned over. */
const MOST_WEIGHT = 1e100;
const LEAST_WEIGHT = 1e-100;

/**
 * Builds a graph: loops are dropped, the weights of parallel links summed, and links of weight 0 dropped.
 *
 * Complexity: O(n + m). Source: analytics.md 1.1, canonical simplification.
 * @throws {GraphRefusal} for a weight that is negative, infinite or no number, or an end that is no node
 */
export function buildGraph(nodeCount: number, isDirected: boolean, links: LinkColumns): Graph {
  const merged = mergeParallel(nodeCount, isDirected, links);
  const { sources, targets, weights } = merged;
  const out = isDirected
    ? rowsOf(nodeCount, sources, targets, weights)
    : rowsBothWays(nodeCount, merged);
  const into = isDirected ? rowsOf(nodeCount, targets, sources, weights) : out;
  return {
    nodeCount,
    linkCount: weights.length,
    isDirected,
    ...merged,
    out,
    in: into,
    both: isDirected ? joined(nodeCount, merged) : out,
  };
}

/** The graph without some of its nodes' links: the nodes stay, by themselves. */
export function withoutNodes(graph: Graph, isRemoved: (node: number) => boolean): Graph {
  return withLinks(
    graph,
    (link) => !isRemoved(graph.sources[link]!) && !isRemoved(graph.targets[link]!),
  );
}

/**
 * The graph with those of its links that are kept, as `buildGraph` would build it of them.
 *
 * Complexity: O(n + m); without direction nothing is put in order anew, so that thousands of replicates can be drawn.
 */
export function withLinks(graph: Graph, isKept: (link: number) => boolean): Graph {
  const { nodeCount, isDirected } = graph;
  // Number of each link among those that are kept; −1: it is left out.
  const numberOf = new Int32Array(graph.linkCount);
  let linkCount = 0;
  for (let link = 0; link < numberOf.length; link++)
    numberOf[link] = isKept(link) ? linkCount++ : -1;
  const links = {
    sources: new Int32Array(linkCount),
    targets: new Int32Array(linkCount),
    weights: new Float64Array(linkCount),
  };
  for (let link = 0; link < numberOf.length; link++) {
    const number = numberOf[link]!;
    if (number === -1) continue;
    links.sources[number] = graph.sources[link]!;
    links.targets[number] = graph.targets[link]!;
    links.weights[number] = graph.weights[link]!;
  }
  const entryCount = isDirected ? linkCount : 2 * linkCount;
  const out = keptRows(graph.out, numberOf, entryCount);
  return {
    nodeCount,
    linkCount,
    isDirected,
    ...links,
    out,
    in: isDirected ? keptRows(graph.in, numberOf, entryCount) : out,
    both: isDirected ? joined(nodeCount, links) : out,
  };
}

/** Rows without the entries of links that have no number. */
function keptRows(rows: GraphRows, numberOf: Int32Array, entryCount: number): GraphRows {
  const { nodeCount, offsets } = rows;
  const kept = {
    nodeCount,
    offsets: new Int32Array(nodeCount + 1),
    targets: new Int32Array(entryCount),
    weights: new Float64Array(entryCount),
    linkOf: new Int32Array(entryCount),
  };
  let length = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const number = numberOf[rows.linkOf[entry]!]!;
      if (number === -1) continue;
      kept.targets[length] = rows.targets[entry]!;
      kept.weights[length] = rows.weights[entry]!;
      kept.linkOf[length++] = number;
    }
    kept.offsets[node + 1] = length;
  }
  return kept;
}

/** The same graph without direction. */
export function undirected(graph: Graph): Graph {
  if (!graph.isDirected) return graph;
  return buildGraph(graph.nodeCount, false, graph);
}

interface Links {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

function checkLink(nodeCount: number, source: number, target: number, weight: number): void {
  for (const node of [source, target]) {
    if (!Number.isInteger(node) || node < 0 || node >= nodeCount)
      throw new GraphRefusal(`A link ends at node ${node}, and there are ${nodeCount} nodes.`);
  }
  if (!Number.isFinite(weight))
    throw new GraphRefusal('A link weighs nothing that is a finite number: give it a weight.');
  if (weight < 0)
    throw new GraphRefusal(`A link weighs ${weight}: no measure takes a negative weight.`);
}

function mergeParallel(nodeCount: number, isDirected: boolean, links: LinkColumns): Links {
  const count = links.sources.length;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const starts = new Int32Array(nodeCount + 1);
  for (let link = 0; link < count; link++) {
    const [source, target] = [links.sources[link]!, links.targets[link]!];
    checkLink(nodeCount, source, target, links.weights?.[link] ?? 1);
    const isSwapped = !isDirected && source > target;
    from[link] = isSwapped ? target : source;
    to[link] = isSwapped ? source : target;
    if (source !== target) starts[from[link]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) starts[node + 1]! += starts[node]!;
  const filled = starts.slice();
  const order = new Int32Array(starts[nodeCount]!);
  for (let link = 0; link < count; link++)
    if (from[link] !== to[link]) order[filled[from[link]!]!++] = link;

  // Each link adds its weight to the first of its pair.
  const sums = new Float64Array(count);
  const firstTo = new Int32Array(nodeCount).fill(-1);
  for (let node = 0; node < nodeCount; node++) {
    for (let at = starts[node]!; at < starts[node + 1]!; at++) {
      const link = order[at]!;
      const first = firstTo[to[link]!]!;
      const isFirst = first === -1 || from[first] !== node;
      if (isFirst) firstTo[to[link]!] = link;
      sums[isFirst ? link : first]! += links.weights?.[link] ?? 1;
    }
  }
  const kept: number[] = [];
  for (let link = 0; link < count; link++) {
    const sum = sums[link]!;
    if (sum === 0) continue;
    if (sum > MOST_WEIGHT || sum < LEAST_WEIGHT)
      throw new GraphRefusal(
        `The links of a pair weigh ${sum}: weights are taken from ${LEAST_WEIGHT} to ${MOST_WEIGHT}.`,
      );
    kept.push(link);
  }
  return {
    sources: Int32Array.from(kept, (link) => from[link]!),
    targets: Int32Array.from(kept, (link) => to[link]!),
    weights: Float64Array.from(kept, (link) => sums[link]!),
  };
}

/** Rows from `sources`, each in order of its targets. */
function rowsOf(
  nodeCount: number,
  sources: Int32Array,
  targets: Int32Array,
  weights: Float64Array,
  linkNumbers?: Int32Array,
): GraphRows {
  const count = sources.length;
  // Two passes of counting: by target, then by source, which keeps the order of targets.
  const byTarget = countingOrder(nodeCount, targets, null);
  const bySource = countingOrder(nodeCount, sources, byTarget.order);
  const rows = {
    nodeCount,
    offsets: bySource.starts,
    targets: new Int32Array(count),
    weights: new Float64Array(count),
    linkOf: new Int32Array(count),
  };
  for (let at = 0; at < count; at++) {
    const link = bySource.order[at]!;
    rows.targets[at] = targets[link]!;
    rows.weights[at] = weights[link]!;
    rows.linkOf[at] = linkNumbers ? linkNumbers[link]! : link;
  }
  return rows;
}

function countingOrder(nodeCount: number, keys: Int32Array, before: Int32Array | null) {
  const starts = new Int32Array(nodeCount + 1);
  for (const key of keys) starts[key + 1]!++;
  for (let node = 0; node < nodeCount; node++) starts[node + 1]! += starts[node]!;
  const filled = starts.slice();
  const order = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const item = before ? before[at]! : at;
    order[filled[keys[item]!]!++] = item;
  }
  return { starts, order };
}

function rowsBothWays(nodeCount: number, { sources, targets, weights }: Links): GraphRows {
  const count = weights.length;
  const from = new Int32Array(2 * count);
  const to = new Int32Array(2 * count);
  const doubled = new Float64Array(2 * count);
  const numbers = new Int32Array(2 * count);
  for (let link = 0; link < count; link++) {
    from[2 * link] = to[2 * link + 1] = sources[link]!;
    to[2 * link] = from[2 * link + 1] = targets[link]!;
    doubled[2 * link] = doubled[2 * link + 1] = weights[link]!;
    numbers[2 * link] = numbers[2 * link + 1] = link;
  }
  return rowsOf(nodeCount, from, to, doubled, numbers);
}

/** Rows of a directed graph without its directions. */
function joined(nodeCount: number, links: Links): GraphRows {
  const merged = mergeParallel(nodeCount, false, links);
  const numberOf = new Map<number, number>();
  for (let link = links.weights.length - 1; link >= 0; link--)
    numberOf.set(pairKey(nodeCount, links.sources[link]!, links.targets[link]!), link);
  const rows = rowsBothWays(nodeCount, merged);
  const first = (link: number) =>
    numberOf.get(pairKey(nodeCount, merged.sources[link]!, merged.targets[link]!)) ?? link;
  return { ...rows, linkOf: rows.linkOf.map(first) };
}

function pairKey(nodeCount: number, a: number, b: number): number {
  return Math.min(a, b) * nodeCount + Math.max(a, b);
}
