import { type Body, shuffle } from './body.ts';
import { createShortest, linkLengths } from './shortest.ts';
import type { Topology } from './topology.ts';

/** Distances that are kept: as many pivots as these allow. */
const DISTANCES = 700_000;
const MOST_PIVOTS = 250;
const LEAST_PIVOTS = 24;
const STEPS = 15;
/** How far what is far apart is moved in the first step: the large shape stands already. */
const FIRST_MOVE = 0.03;
/** How still it is at the end, against the shortest wanted distance. */
const LAST_MOVE = 0.08;

interface Pivots {
  readonly count: number;
  /** Of each node to each pivot: `distances[node * count + pivot]`. */
  readonly distances: Float32Array;
  /** How many nodes each of them stands for there, over the square of the distance. */
  readonly weights: Float32Array;
}

/** Pivots far from each other and, in turn, anywhere: the first reach the edges, the others where most nodes are. */
function choosePivots(
  topology: Topology,
  lengths: Float64Array,
  random: () => number,
): Pivots & { readonly nearest: Int32Array } {
  const n = topology.nodeCount;
  const wanted = Math.round(DISTANCES / n);
  const count = Math.min(n, Math.max(LEAST_PIVOTS, Math.min(MOST_PIVOTS, wanted)));
  const shortest = createShortest(topology, lengths);
  const distances = new Float32Array(n * count);
  const nearest = new Int32Array(n);
  const toNearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const row = new Float64Array(n);
  let next = 0;
  for (let pivot = 0; pivot < count; pivot++) {
    shortest(next, row);
    let farthest = 0;
    for (let node = 0; node < n; node++) {
      const distance = row[node]!;
      distances[node * count + pivot] = distance;
      if (distance < toNearest[node]!) {
        toNearest[node] = distance;
        nearest[node] = pivot;
      }
      if (toNearest[node]! > toNearest[farthest]!) farthest = node;
    }
    next = pivot % 2 === 0 ? farthest : anyBut(toNearest, random);
  }
  return { count, distances, weights: new Float32Array(n * count), nearest };
}

/** A node that is no pivot yet. */
function anyBut(toNearest: Float64Array, random: () => number): number {
  const start = Math.floor(random() * toNearest.length);
  for (let step = 0; step < toNearest.length; step++) {
    const node = (start + step) % toNearest.length;
    if (toNearest[node]! > 0) return node;
  }
  return start;
}

/** Each pivot stands for the nodes nearest to it that are no further from it than half the way to who asks. */
function weigh(pivots: ReturnType<typeof choosePivots>, topology: Topology): void {
  const { count, distances, weights, nearest } = pivots;
  const regions: number[][] = Array.from({ length: count }, () => []);
  nearest.forEach((pivot, node) => {
    regions[pivot]!.push(distances[node * count + pivot]!);
  });
  const sorted = regions.map((region) => Float64Array.from(region).sort());
  for (let node = 0; node < topology.nodeCount; node++) {
    for (let pivot = 0; pivot < count; pivot++) {
      const distance = distances[node * count + pivot]!;
      if (distance === 0) continue;
      const region = sorted[pivot]!;
      let [low, high] = [0, region.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (region[middle]! <= distance / 2) low = middle + 1;
        else high = middle;
      }
      weights[node * count + pivot] = Math.max(1, low) / (distance * distance);
    }
  }
}

function pivotNodes({ count, distances }: Pivots, n: number): Int32Array {
  const nodes = new Int32Array(count);
  for (let node = 0; node < n; node++)
    for (let pivot = 0; pivot < count; pivot++)
      if (distances[node * count + pivot] === 0) nodes[pivot] = node;
  return nodes;
}

/**
 * As `relaxStress`, for groups too large to compare each two nodes: each is compared with its neighbours and with
 * some nodes that stand for all others. Yields the share done after each step.
 *
 * Complexity: O(n · k + m) time a step and O(n · k) space, for k pivots.
 * Source: Ortmann, Klimenta and Brandes (2017), JGAA 21(5), 791–821: a sparse stress model; moved as Zheng, Pawar
 * and Goodman (2019), IEEE TVCG 25(9), 2738–2748.
 */
export function* relaxSparseStress(body: Body, random: () => number): Generator<number> {
  const { topology } = body;
  const n = topology.nodeCount;
  const lengths = linkLengths(topology);
  const pivots = choosePivots(topology, lengths, random);
  weigh(pivots, topology);
  const standIns = { ...pivots, nodeOf: pivotNodes(pivots, n) };
  let [most, least] = [0, Number.POSITIVE_INFINITY];
  for (const weight of pivots.weights) {
    if (weight === 0) continue;
    most = Math.max(most, weight);
    least = Math.min(least, weight);
  }
  for (const length of lengths) most = Math.max(most, 1 / (length * length));
  const firstRate = Math.max(FIRST_MOVE / least, 1 / most);
  const decay = Math.log(firstRate / (LAST_MOVE / most)) / (STEPS - 1);
  const order = Int32Array.from({ length: n }, (_, node) => node);
  for (let step = 0; step < STEPS; step++) {
    const rate = firstRate * Math.exp(-decay * step);
    shuffle(order, random);
    for (const node of order) {
      if (!body.isFixed[node]) moveByPivots(body, standIns, node, { rate, random });
      moveByLinks(body, lengths, node, rate);
    }
    yield (step + 1) / STEPS;
  }
}

function moveByPivots(
  { xs, ys }: Body,
  { count, distances, weights, nodeOf }: Pivots & { readonly nodeOf: Int32Array },
  node: number,
  { rate, random }: { readonly rate: number; readonly random: () => number },
): void {
  const first = Math.floor(random() * count);
  for (let turn = 0; turn < count; turn++) {
    const pivot = first + turn < count ? first + turn : first + turn - count;
    const weight = weights[node * count + pivot]!;
    if (weight === 0) continue;
    const other = nodeOf[pivot]!;
    const dx = xs[node]! - xs[other]!;
    const dy = ys[node]! - ys[other]!;
    const length = Math.sqrt(dx * dx + dy * dy) || 0.01;
    const pull = weight * rate < 1 ? weight * rate : 1;
    // The pivot is moved by what is far from it in its own turn.
    const shift = (pull * (length - distances[node * count + pivot]!)) / 2 / length;
    xs[node] = xs[node]! - dx * shift;
    ys[node] = ys[node]! - dy * shift;
  }
}

function moveByLinks(
  { topology, xs, ys, isFixed }: Body,
  lengths: Float64Array,
  node: number,
  rate: number,
): void {
  const { offsets, targets } = topology;
  for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
    const other = targets[at]!;
    if (isFixed[node] && isFixed[other]) continue;
    const wanted = lengths[at]!;
    const dx = xs[node]! - xs[other]!;
    const dy = ys[node]! - ys[other]!;
    const length = Math.sqrt(dx * dx + dy * dy) || 0.01;
    const pull = Math.min(1, rate / (wanted * wanted));
    const shift = (pull * (length - wanted)) / length;
    const share = isFixed[node] ? 0 : isFixed[other] ? 1 : 0.5;
    xs[node] = xs[node]! - dx * shift * share;
    ys[node] = ys[node]! - dy * shift * share;
    xs[other] = xs[other]! + dx * shift * (1 - share);
    ys[other] = ys[other]! + dy * shift * (1 - share);
  }
}
