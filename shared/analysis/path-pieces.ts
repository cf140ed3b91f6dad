import { weakComponents } from './components.ts';
import { findCuts } from './cuts.ts';
import type { Graph } from './graph.ts';

/** A piece by itself: its paths never leave it. */
export interface Piece {
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

/** Sums by node and by link, an undirected pair counting from both ends. */
export interface PathSums {
  readonly nodes: Float64Array;
  readonly links: Float64Array;
}

/**
 * Takes a graph to pieces, and adds the paths that need no search: those through a node that holds two pieces together,
 * and those along a bridge. A graph with direction is one piece.
 *
 * Complexity: O(n + m). Source: Puzis et al. (2015), Physica A 431, 10–19, and Sariyüce et al. (2013), SIAM
 * International Conference on Data Mining, 378–386.
 */
export function takeToPieces(graph: Graph, sums: PathSums): Piece[] {
  const pieces = graph.isDirected ? [wholeGraph(graph)] : splitGraph(graph, sums);
  return pieces.map(inOrderOfNearness);
}

function wholeGraph({ nodeCount, out }: Graph): Piece {
  return {
    ...out,
    nodes: Int32Array.from({ length: nodeCount }, (_, node) => node),
    mass: new Float64Array(nodeCount).fill(1),
  };
}

function splitGraph(graph: Graph, sums: PathSums): Piece[] {
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

/** Numbers the nodes of a piece so that those that are met together lie together in memory. */
function inOrderOfNearness(piece: Piece): Piece {
  const count = piece.nodes.length;
  const order = nearestOrder(piece);
  const numberOf = new Int32Array(count);
  for (let place = 0; place < count; place++) numberOf[order[place]!] = place;
  const offsets = new Int32Array(count + 1);
  const targets = new Int32Array(piece.targets.length);
  const linkOf = new Int32Array(piece.targets.length);
  const weights = new Float64Array(piece.targets.length);
  let entry = 0;
  for (let place = 0; place < count; place++) {
    const node = order[place]!;
    for (let from = piece.offsets[node]!; from < piece.offsets[node + 1]!; from++) {
      targets[entry] = numberOf[piece.targets[from]!]!;
      linkOf[entry] = piece.linkOf[from]!;
      weights[entry++] = piece.weights[from]!;
    }
    offsets[place + 1] = entry;
  }
  return {
    nodes: order.map((node) => piece.nodes[node]!),
    offsets,
    targets,
    linkOf,
    weights,
    mass: Float64Array.from(order, (node) => piece.mass[node]!),
  };
}

/** Nodes breadth first from the one of most links; where that reaches no further, from the next that is left. */
function nearestOrder({ nodes, offsets, targets }: Piece): Int32Array {
  const count = nodes.length;
  const order = new Int32Array(count);
  const isPlaced = new Uint8Array(count);
  let most = 0;
  for (let node = 1; node < count; node++)
    if (offsets[node + 1]! - offsets[node]! > offsets[most + 1]! - offsets[most]!) most = node;
  let placed = 0;
  for (let start = -1, at = 0; start < count; start++) {
    const first = start === -1 ? most : start;
    if (count === 0 || isPlaced[first]) continue;
    isPlaced[first] = 1;
    order[placed++] = first;
    for (; at < placed; at++) {
      const node = order[at]!;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (isPlaced[target]) continue;
        isPlaced[target] = 1;
        order[placed++] = target;
      }
    }
  }
  return order;
}
