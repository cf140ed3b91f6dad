import type { Graph } from './graph.ts';
import { createHeap, isSameLength, lengthsOf } from './paths.ts';

/** Shares of shortest paths, raw: an undirected pair counts once. */
export interface Betweenness {
  readonly nodes: Float64Array;
  /** Of each link. */
  readonly links: Float64Array;
}

export interface BetweennessOptions {
  /** Whether a strong link is a short one, of length 1/weight; else each is of length 1. */
  readonly isWeighted: boolean;
}

/**
 * Betweenness of nodes and links: on how many of the shortest paths between others each lies.
 *
 * Unit: pairs of nodes, where a pair of several shortest paths gives each its share. Endpoints do not count.
 * Complexity: O(n · m); weighted O(n · (n + m) log n), where n and m count what is left once trees are peeled off.
 * Source: Brandes (2001), Journal of Mathematical Sociology 25, 163–177; trees by Baglioni et al. (2012), ASONAM.
 */
export function betweenness(graph: Graph, { isWeighted }: BetweennessOptions): Betweenness {
  const peeled = graph.isDirected ? unpeeled(graph) : peelTrees(graph);
  const nodes = new Float64Array(graph.nodeCount);
  const links = new Float64Array(graph.linkCount);
  const search = isWeighted
    ? weightedCounter(graph, peeled.isPeeled)
    : linkCounter(graph, peeled.isPeeled);
  const through = new Float64Array(graph.nodeCount);
  for (let source = 0; source < graph.nodeCount; source++) {
    if (peeled.isPeeled[source]) continue;
    addPathsFrom(source, { graph, search, mass: peeled.mass, through, nodes, links });
  }
  addTreePaths(graph, peeled, { nodes, links });
  if (!graph.isDirected) {
    for (let node = 0; node < nodes.length; node++) nodes[node]! /= 2;
    for (let link = 0; link < links.length; link++) links[link]! /= 2;
  }
  return { nodes, links };
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

/** Shortest paths from one source after the other. */
interface PathCounter {
  /** Nodes reached, nearest first. */
  readonly order: Int32Array;
  /** How many shortest paths lead from the source to each node. */
  readonly counts: Float64Array;
  from(source: number): number;
  /** Whether the entry is the last step of a shortest path to its target. */
  isStep(node: number, entry: number): boolean;
}

interface Accumulation extends Betweenness {
  readonly graph: Graph;
  readonly search: PathCounter;
  readonly mass: Float64Array;
  /** Paths through each node from the present source; 0 between two sources. */
  readonly through: Float64Array;
}

function addPathsFrom(source: number, sums: Accumulation): void {
  const { graph, search, mass, through, nodes, links } = sums;
  const { offsets, targets, linkOf } = graph.out;
  const reached = search.from(source);
  const own = mass[source]!;
  for (let at = reached - 1; at >= 0; at--) {
    const node = search.order[at]!;
    const count = search.counts[node]!;
    let sum = 0;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      if (!search.isStep(node, entry)) continue;
      const target = targets[entry]!;
      const part = (count / search.counts[target]!) * (mass[target]! + through[target]!);
      sum += part;
      links[linkOf[entry]!]! += own * part;
    }
    through[node] = sum;
    if (node !== source) nodes[node]! += own * sum;
  }
  for (let at = 0; at < reached; at++) through[search.order[at]!] = 0;
}

function linkCounter({ out, nodeCount }: Graph, isPeeled: Uint8Array): PathCounter {
  const { offsets, targets } = out;
  const order = new Int32Array(nodeCount);
  const counts = new Float64Array(nodeCount);
  const distances = new Int32Array(nodeCount).fill(-1);
  let reached = 0;
  return {
    order,
    counts,
    isStep: (node, entry) => distances[targets[entry]!] === distances[node]! + 1,
    from(source) {
      for (let at = 0; at < reached; at++) distances[order[at]!] = -1;
      distances[source] = 0;
      counts[source] = 1;
      order[0] = source;
      reached = 1;
      for (let at = 0; at < reached; at++) {
        const node = order[at]!;
        const next = distances[node]! + 1;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const target = targets[entry]!;
          if (isPeeled[target]) continue;
          if (distances[target] === -1) {
            distances[target] = next;
            counts[target] = 0;
            order[reached++] = target;
          }
          if (distances[target] === next) counts[target]! += counts[node]!;
        }
      }
      return reached;
    },
  };
}

function weightedCounter({ out, nodeCount }: Graph, isPeeled: Uint8Array): PathCounter {
  const { offsets, targets } = out;
  const lengths = lengthsOf(out);
  const order = new Int32Array(nodeCount);
  const counts = new Float64Array(nodeCount);
  const distances = new Float64Array(nodeCount).fill(-1);
  const isSettled = new Uint8Array(nodeCount);
  // A step counts as long as no shorter way to its target was found since.
  const roundOf = new Float64Array(nodeCount);
  const stepRound = new Float64Array(targets.length);
  const heap = createHeap();
  let reached = 0;
  let round = 0;
  return {
    order,
    counts,
    isStep: (_node, entry) => stepRound[entry] === roundOf[targets[entry]!],
    from(source) {
      for (let at = 0; at < reached; at++) {
        distances[order[at]!] = -1;
        isSettled[order[at]!] = 0;
      }
      reached = 0;
      distances[source] = 0;
      counts[source] = 1;
      roundOf[source] = ++round;
      heap.push(0, source);
      for (let node = heap.pop(); node !== -1; node = heap.pop()) {
        if (isSettled[node]) continue;
        isSettled[node] = 1;
        order[reached++] = node;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const target = targets[entry]!;
          stepRound[entry] = -1;
          if (isSettled[target] || isPeeled[target]) continue;
          const length = distances[node]! + lengths[entry]!;
          const known = distances[target]!;
          if (known !== -1 && isSameLength(known, length)) {
            counts[target]! += counts[node]!;
            stepRound[entry] = roundOf[target]!;
          } else if (known === -1 || length < known) {
            distances[target] = length;
            counts[target] = counts[node]!;
            stepRound[entry] = roundOf[target] = ++round;
            heap.push(length, target);
          }
        }
      }
      return reached;
    },
  };
}

/** A graph once its trees are taken off from their leaves on. */
interface Peeled {
  readonly isPeeled: Uint8Array;
  /** How many nodes each stands for: itself and what was peeled off it. */
  readonly mass: Float64Array;
  /** Sum of the squares of the masses that were peeled off each. */
  readonly squares: Float64Array;
  /** Link by which each was peeled off; −1: it was not. */
  readonly peeledBy: Int32Array;
  /** Nodes of the component of each. */
  readonly componentMass: Float64Array;
}

function unpeeled({ nodeCount }: Graph): Peeled {
  return {
    isPeeled: new Uint8Array(nodeCount),
    mass: new Float64Array(nodeCount).fill(1),
    squares: new Float64Array(nodeCount),
    peeledBy: new Int32Array(nodeCount).fill(-1),
    componentMass: new Float64Array(nodeCount).fill(1),
  };
}

function peelTrees(graph: Graph): Peeled {
  const { nodeCount } = graph;
  const { offsets, targets, linkOf } = graph.out;
  const peeled = unpeeled(graph);
  const { isPeeled, mass, squares, peeledBy, componentMass } = peeled;
  const degrees = new Int32Array(nodeCount);
  const queue: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    degrees[node] = offsets[node + 1]! - offsets[node]!;
    if (degrees[node] === 1) queue.push(node);
  }
  for (const leaf of queue) {
    // The last node of a tree has lost its only link by now: it stays.
    if (degrees[leaf] !== 1) continue;
    let entry = offsets[leaf]!;
    while (isPeeled[targets[entry]!]) entry++;
    const stem = targets[entry]!;
    isPeeled[leaf] = 1;
    peeledBy[leaf] = linkOf[entry]!;
    mass[stem]! += mass[leaf]!;
    squares[stem]! += mass[leaf]! ** 2;
    degrees[leaf] = 0;
    degrees[stem]!--;
    if (degrees[stem] === 1) queue.push(stem);
  }
  setComponentMass(graph, componentMass);
  return peeled;
}

function setComponentMass({ nodeCount, out }: Graph, componentMass: Float64Array): void {
  const isFound = new Uint8Array(nodeCount);
  for (let start = 0; start < nodeCount; start++) {
    if (isFound[start]) continue;
    isFound[start] = 1;
    const members = [start];
    for (const node of members) {
      for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
        const target = out.targets[entry]!;
        if (isFound[target]) continue;
        isFound[target] = 1;
        members.push(target);
      }
    }
    for (const node of members) componentMass[node] = members.length;
  }
}

/** Adds the paths that turn off into what was peeled off a node: all pairs of different branches there. */
function addTreePaths({ nodeCount }: Graph, peeled: Peeled, { nodes, links }: Betweenness): void {
  const { mass, squares, peeledBy, componentMass } = peeled;
  for (let node = 0; node < nodeCount; node++) {
    const below = mass[node]! - 1;
    const beyond = componentMass[node]! - mass[node]!;
    if (below > 0) nodes[node]! += below ** 2 - squares[node]! + 2 * below * beyond;
    const link = peeledBy[node]!;
    if (link !== -1) links[link]! += 2 * mass[node]! * beyond;
  }
}
