import { createShortest, linkLengths } from './shortest.ts';
import type { Topology } from './topology.ts';

const STEPS = 36;

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
}

/**
 * Moves connected nodes so that the distance of each two on the map follows how far apart they are in the
 * network, a step at a time. Yields the share done after each step.
 *
 * Complexity: O(n²) time a step and O(n²) space.
 * Source: Zheng, Pawar and Goodman (2018), IEEE TVCG 25(9), 2738–2748: stochastic gradient descent on stress.
 */
export function* relaxStress(
  topology: Topology,
  xs: Float64Array,
  ys: Float64Array,
  random: () => number,
): Generator<number> {
  const n = topology.nodeCount;
  const pairCount = (n * (n - 1)) / 2;
  const wanted = new Float32Array(pairCount);
  const first = new Uint16Array(pairCount);
  const second = new Uint16Array(pairCount);
  const row = new Float64Array(n);
  const findWays = createShortest(topology, linkLengths(topology));
  let pair = 0;
  for (let a = 0; a < n; a++) {
    findWays(a, row);
    for (let b = a + 1; b < n; b++, pair++) {
      wanted[pair] = row[b]!;
      first[pair] = a;
      second[pair] = b;
    }
  }
  let longest = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (const distance of wanted) {
    longest = Math.max(longest, distance);
    shortest = Math.min(shortest, distance);
  }
  const firstRate = longest * longest;
  const lastRate = 0.08 * shortest * shortest;
  const decay = Math.log(firstRate / lastRate) / (STEPS - 1);
  const order = Uint32Array.from({ length: pairCount }, (_, index) => index);
  for (let step = 0; step < STEPS; step++) {
    const rate = firstRate * Math.exp(-decay * step);
    shuffle(order, random);
    for (const at of order) {
      const distance = wanted[at]!;
      const pull = Math.min(1, rate / (distance * distance));
      const [a, b] = [first[at]!, second[at]!];
      const dx = xs[a]! - xs[b]!;
      const dy = ys[a]! - ys[b]!;
      const length = Math.sqrt(dx * dx + dy * dy) || 0.01;
      const shift = (pull * (length - distance)) / 2 / length;
      xs[a] = xs[a]! - dx * shift;
      ys[a] = ys[a]! - dy * shift;
      xs[b] = xs[b]! + dx * shift;
      ys[b] = ys[b]! + dy * shift;
    }
    yield (step + 1) / STEPS;
  }
}
