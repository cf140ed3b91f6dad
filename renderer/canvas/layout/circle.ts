import { freePartOf, type ShapeInput, settleShape } from './shape.ts';
import { degreeOf, neighboursOf, type Topology } from './topology.ts';

const GAP = 14;
const SWAP_ROUNDS = 24;
/** Beyond so many nodes, exchanging neighbours on the circle costs more than it shows. */
const MOST_SWAPPED = 1500;

/** Depth first, the least linked start and go first: chains and rings come out in their order. */
function walkOrder(topology: Topology): number[] {
  const isSeen = new Uint8Array(topology.nodeCount);
  const byDegree = (a: number, b: number) => degreeOf(topology, a) - degreeOf(topology, b) || a - b;
  const order: number[] = [];
  const starts = Array.from({ length: topology.nodeCount }, (_, node) => node).sort(byDegree);
  for (const start of starts) {
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (isSeen[node]) continue;
      isSeen[node] = 1;
      order.push(node);
      const next = [...neighboursOf(topology, node)].filter((other) => !isSeen[other]);
      stack.push(...next.sort(byDegree).reverse());
    }
  }
  return order;
}

/** Crossings between the links of two nodes that stand beside each other, `a` before `b`. */
function crossingsBetween(topology: Topology, places: Int32Array, a: number, b: number): number {
  const count = places.length;
  const from = places[a]!;
  const turn = (node: number) => (places[node]! - from + count) % count;
  const ends = (node: number, other: number) =>
    [...neighboursOf(topology, node)].filter((next) => next !== other).map(turn);
  const ofA = ends(a, b).sort((one, other) => one - other);
  const ofB = ends(b, a);
  let crossings = 0;
  for (const end of ofB) for (const other of ofA) if (other < end) crossings++;
  return crossings;
}

/** Exchanges neighbours on the circle as long as that cuts crossings. */
function swapNeighbours(topology: Topology, order: number[], canSwap: (at: number) => boolean) {
  const places = new Int32Array(order.length);
  order.forEach((node, place) => {
    places[node] = place;
  });
  for (let round = 0; round < SWAP_ROUNDS; round++) {
    let hasSwapped = false;
    for (let at = 0; at + 1 < order.length; at++) {
      if (!canSwap(at)) continue;
      const [a, b] = [order[at]!, order[at + 1]!];
      const before = crossingsBetween(topology, places, a, b);
      if (before === 0) continue;
      places[a] = at + 1;
      places[b] = at;
      if (crossingsBetween(topology, places, b, a) < before) {
        order[at] = b;
        order[at + 1] = a;
        hasSwapped = true;
      } else {
        places[a] = at;
        places[b] = at + 1;
      }
    }
    if (!hasSwapped) return;
  }
}

/** Links that cross when nodes stand on a circle in this order. For tests and small networks: O(m²). */
export function countCircleCrossings(pairs: Int32Array, order: readonly number[]): number {
  const places = new Map(order.map((node, place) => [node, place]));
  const chords: (readonly [number, number])[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [a, b] = [places.get(pairs[at]!)!, places.get(pairs[at + 1]!)!];
    chords.push(a < b ? [a, b] : [b, a]);
  }
  let crossings = 0;
  chords.forEach(([a, b], index) => {
    for (const [c, d] of chords.slice(index + 1)) {
      if ((a < c && c < b && b < d) || (c < a && a < d && d < b)) crossings++;
    }
  });
  return crossings;
}

/**
 * Puts nodes on a circle in an order that cuts crossings; or kind by kind, that order within each.
 *
 * Complexity: O(n + m) and a bounded number of rounds over neighbouring pairs.
 * Source: after Baur and Brandes (2004), Crossing reduction in circular layouts, WG 2004, 332–343.
 */
export function layOutCircle(input: ShapeInput, isByKind: boolean): Float32Array {
  const { nodes, topology } = freePartOf(input);
  const kindOf = (at: number) => input.kinds[nodes[at]!]!;
  const order = walkOrder(topology);
  if (isByKind) order.sort((a, b) => kindOf(a) - kindOf(b));
  if (order.length <= MOST_SWAPPED) {
    swapNeighbours(
      topology,
      order,
      (at) => !isByKind || kindOf(order[at]!) === kindOf(order[at + 1]!),
    );
  }
  // Each node takes as much of the circle as it and its name are high: at the sides names lie one below another.
  const shares = order.map((at) => {
    const node = nodes[at]!;
    return Math.max(input.halfHeights[node]! * 2, input.halfWidths[node]! * 1.4) + GAP;
  });
  const around = shares.reduce((sum, share) => sum + share, 0);
  const radius = Math.max(60, around / (2 * Math.PI));
  const xs = new Float64Array(nodes.length);
  const ys = new Float64Array(nodes.length);
  let gone = 0;
  order.forEach((at, place) => {
    const angle = Math.PI / 2 - (2 * Math.PI * (gone + shares[place]! / 2)) / around;
    gone += shares[place]!;
    xs[at] = radius * Math.cos(angle) * Math.max(1, Math.min(1.5, input.aspect));
    ys[at] = radius * Math.sin(angle);
  });
  return settleShape(input, nodes, { xs, ys });
}
