import { weakComponents } from './components.ts';
import { findCuts } from './cuts.ts';
import { type Graph, GraphRefusal } from './graph.ts';
import { createHeap, isSameLength } from './paths.ts';

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
 * Complexity: O(n · m), weighted O(n · (n + m) log n), where n and m count the largest biconnected component: a graph
 * without direction is taken in pieces.
 * Source: Brandes (2001), Journal of Mathematical Sociology 25, 163–177; pieces by Puzis et al. (2015), Physica A 431,
 * and Sariyüce et al. (2013), SIAM International Conference on Data Mining.
 */
export function betweenness(graph: Graph, { isWeighted }: BetweennessOptions): Betweenness {
  const nodes = new Float64Array(graph.nodeCount);
  const links = new Float64Array(graph.linkCount);
  const sums = { nodes, links };
  const pieces = graph.isDirected ? [wholeGraph(graph)] : splitGraph(graph, sums);
  for (const piece of pieces) {
    if (isWeighted) addWeightedPaths(piece, sums);
    else addPaths(piece, sums);
  }
  if (nodes.some((value) => !Number.isFinite(value)))
    throw new GraphRefusal(
      'There are more shortest paths than can be counted: 10 to the power of 308.',
    );
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

/** A piece by itself: its paths never leave it. */
interface Piece {
  /** Of each node of the piece, its number in the graph. */
  readonly nodes: Int32Array;
  readonly offsets: Int32Array;
  /** Nodes of the piece. */
  readonly targets: Int32Array;
  /** Links of the graph; beside `targets`. */
  readonly linkOf: Int32Array;
  readonly weights: Float64Array;
  /** How many nodes of the graph each stands for: itself, and those that are reached through it alone. */
  readonly mass: Float64Array;
}

function wholeGraph({ nodeCount, out }: Graph): Piece {
  return {
    ...out,
    nodes: Int32Array.from({ length: nodeCount }, (_, node) => node),
    mass: new Float64Array(nodeCount).fill(1),
  };
}

/**
 * Splits a graph without direction where one node holds two parts together, and adds the paths that such a node is
 * on because they lead from one part to another.
 */
function splitGraph(graph: Graph, sums: Betweenness): Piece[] {
  const { blocks, tops } = findCuts(graph.both);
  const { componentOf, sizes } = weakComponents(graph.both);
  const below = new Float64Array(graph.nodeCount);
  // Squares of the nodes on the side of each block, by the node that they are parted by.
  const squares = new Float64Array(graph.nodeCount);
  const mass = new Float64Array(graph.nodeCount);
  const numberIn = new Int32Array(graph.nodeCount).fill(-1);
  const pieces: Piece[] = [];
  for (const [at, links] of blocks.entries()) {
    const top = tops[at]!;
    const members = membersOf(graph, links, numberIn);
    const all = sizes[componentOf[top]!]!;
    let side = 0;
    for (const node of members) {
      mass[node] = 1 + below[node]!;
      if (node !== top) side += mass[node]!;
    }
    below[top]! += side;
    mass[top] = all - side;
    for (const node of members) squares[node]! += (all - mass[node]!) ** 2;
    const [only] = links;
    if (links.length === 1 && only !== undefined)
      sums.links[only]! += 2 * mass[graph.sources[only]!]! * mass[graph.targets[only]!]!;
    else pieces.push(pieceOf(graph, links, { members, numberIn, mass }));
    for (const node of members) numberIn[node] = -1;
  }
  for (let node = 0; node < graph.nodeCount; node++) {
    const others = sizes[componentOf[node]!]! - 1;
    sums.nodes[node]! += others ** 2 - squares[node]!;
  }
  return pieces;
}

/** Nodes of some links, numbered in the order in which they are met. */
function membersOf(
  { sources, targets }: Graph,
  links: readonly number[],
  numberIn: Int32Array,
): number[] {
  const members: number[] = [];
  for (const link of links) {
    for (const node of [sources[link]!, targets[link]!]) {
      if (numberIn[node] !== -1) continue;
      numberIn[node] = members.length;
      members.push(node);
    }
  }
  return members;
}

interface PieceNodes {
  readonly members: readonly number[];
  readonly numberIn: Int32Array;
  readonly mass: Float64Array;
}

function pieceOf(
  { sources, targets, weights }: Graph,
  links: readonly number[],
  { members, numberIn, mass }: PieceNodes,
): Piece {
  const offsets = new Int32Array(members.length + 1);
  for (const link of links) {
    offsets[numberIn[sources[link]!]! + 1]!++;
    offsets[numberIn[targets[link]!]! + 1]!++;
  }
  for (let node = 0; node < members.length; node++) offsets[node + 1]! += offsets[node]!;
  const filled = offsets.slice();
  const piece = {
    nodes: Int32Array.from(members),
    offsets,
    targets: new Int32Array(2 * links.length),
    linkOf: new Int32Array(2 * links.length),
    weights: new Float64Array(2 * links.length),
    mass: Float64Array.from(members, (node) => mass[node]!),
  };
  for (const link of links) {
    const [a, b] = [numberIn[sources[link]!]!, numberIn[targets[link]!]!];
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const entry = filled[from]!++;
      piece.targets[entry] = to;
      piece.linkOf[entry] = link;
      piece.weights[entry] = weights[link]!;
    }
  }
  return piece;
}

/** Adds the paths of links within a piece. */
function addPaths(piece: Piece, sums: Betweenness): void {
  const { offsets, targets, linkOf, mass, nodes } = piece;
  const count = nodes.length;
  const order = new Int32Array(count);
  const distances = new Int32Array(count).fill(-1);
  const paths = new Float64Array(count);
  // What each node is worth to each path to it: the nodes behind it over the paths that lead there.
  const worth = new Float64Array(count);
  // Last steps of shortest paths, by the node that they leave, in the order of `order`.
  const stepStarts = new Int32Array(count + 1);
  const steps = new Int32Array(targets.length);
  for (let source = 0; source < count; source++) {
    distances[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let reached = 1;
    let stepCount = 0;
    for (let at = 0; at < reached; at++) {
      const node = order[at]!;
      const next = distances[node]! + 1;
      const pathsHere = paths[node]!;
      stepStarts[at] = stepCount;
      const end = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < end; entry++) {
        const target = targets[entry]!;
        const distance = distances[target]!;
        if (distance === -1) {
          distances[target] = next;
          paths[target] = pathsHere;
          order[reached++] = target;
          steps[stepCount++] = entry;
        } else if (distance === next) {
          paths[target]! += pathsHere;
          steps[stepCount++] = entry;
        }
      }
    }
    stepStarts[reached] = stepCount;
    const own = mass[source]!;
    for (let at = reached - 1; at >= 0; at--) {
      const node = order[at]!;
      const share = own * paths[node]!;
      let sum = 0;
      for (let step = stepStarts[at]!; step < stepStarts[at + 1]!; step++) {
        const entry = steps[step]!;
        const part = worth[targets[entry]!]!;
        sum += part;
        sums.links[linkOf[entry]!]! += share * part;
      }
      const behind = paths[node]! * sum;
      worth[node] = (mass[node]! + behind) / paths[node]!;
      if (at > 0) sums.nodes[nodes[node]!]! += own * behind;
      distances[node] = -1;
    }
  }
}

/** Adds the paths of lengths within a piece; two lengths within the tolerance are one. */
function addWeightedPaths(piece: Piece, sums: Betweenness): void {
  const { offsets, targets, linkOf, weights, mass, nodes } = piece;
  const count = nodes.length;
  const lengths = weights.map((weight) => 1 / weight);
  const order = new Int32Array(count);
  const distances = new Float64Array(count).fill(-1);
  const paths = new Float64Array(count);
  const worth = new Float64Array(count);
  const isSettled = new Uint8Array(count);
  // A step counts as long as no shorter way to its target was found since.
  const roundOf = new Float64Array(count);
  const stepRound = new Float64Array(targets.length);
  const heap = createHeap();
  let round = 0;
  for (let source = 0; source < count; source++) {
    distances[source] = 0;
    paths[source] = 1;
    roundOf[source] = ++round;
    heap.push(0, source);
    let reached = 0;
    for (let node = heap.pop(); node !== -1; node = heap.pop()) {
      if (isSettled[node]) continue;
      isSettled[node] = 1;
      order[reached++] = node;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        stepRound[entry] = -1;
        if (isSettled[target]) continue;
        const length = distances[node]! + lengths[entry]!;
        const known = distances[target]!;
        if (known !== -1 && isSameLength(known, length)) {
          paths[target]! += paths[node]!;
          stepRound[entry] = roundOf[target]!;
        } else if (known === -1 || length < known) {
          distances[target] = length;
          paths[target] = paths[node]!;
          stepRound[entry] = roundOf[target] = ++round;
          heap.push(length, target);
        }
      }
    }
    const own = mass[source]!;
    for (let at = reached - 1; at >= 0; at--) {
      const node = order[at]!;
      const share = own * paths[node]!;
      let sum = 0;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (stepRound[entry] !== roundOf[target]) continue;
        sum += worth[target]!;
        sums.links[linkOf[entry]!]! += share * worth[target]!;
      }
      const behind = paths[node]! * sum;
      worth[node] = (mass[node]! + behind) / paths[node]!;
      if (at > 0) sums.nodes[nodes[node]!]! += own * behind;
      distances[node] = -1;
      isSettled[node] = 0;
    }
  }
}
