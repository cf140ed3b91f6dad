import { type Body, shuffle } from './body.ts';
import { createShortest, linkLengths } from './shortest.ts';

/** What is further apart than this share of the mean is moved in part from the first step: the large shape stands. */
const FIRST_REACH = 0.35;
const STEPS = 16;
/** The same, where the map was laid out by pivots before. */
const MENDING_REACH = 0.2;
const MENDING_STEPS = 8;
/** How still it is at the end, against the shortest wanted distance. */
const LAST_MOVE = 0.08;
/** Pairs that are gone through together: these blocks change their order from step to step. */
const BLOCK = 512;

/** Pairs of nodes beside how far apart they should be, in a random order. */
interface Pairs {
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  readonly wanted: Float32Array;
}

function pairsOf({ topology, isFixed }: Body, random: () => number): Pairs {
  const n = topology.nodeCount;
  const fixed = isFixed.reduce((sum, is) => sum + is, 0);
  const count = (n * (n - 1)) / 2 - (fixed * (fixed - 1)) / 2;
  const first = new Uint16Array(count);
  const second = new Uint16Array(count);
  const wanted = new Float32Array(count);
  const row = new Float64Array(n);
  const findWays = createShortest(topology, linkLengths(topology));
  let pair = 0;
  for (let a = 0; a < n; a++) {
    findWays(a, row);
    for (let b = a + 1; b < n; b++) {
      if (isFixed[a] && isFixed[b]) continue;
      // Each goes to a random place among those so far, and what was there to the end.
      const place = Math.floor(random() * (pair + 1));
      first[pair] = first[place]!;
      second[pair] = second[place]!;
      wanted[pair] = wanted[place]!;
      first[place] = a;
      second[place] = b;
      wanted[place] = row[b]!;
      pair++;
    }
  }
  return { first, second, wanted };
}

/** How far pairs are moved in the first step and in the last. */
function ratesOf({ wanted }: Pairs, reach: number): readonly [first: number, last: number] {
  let shortest = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (const distance of wanted) {
    shortest = Math.min(shortest, distance);
    sum += distance;
  }
  const mean = sum / wanted.length;
  return [Math.max(reach * mean, shortest) ** 2, LAST_MOVE * shortest * shortest];
}

/**
 * Moves connected nodes so that the distance of each two on the map follows how far apart they are in the
 * network, a step at a time, from places whose large shape is right. Yields the share done after each step.
 *
 * Complexity: O(n²) time a step and O(n²) space.
 * Source: Zheng, Pawar and Goodman (2019), IEEE TVCG 25(9), 2738–2748: stochastic gradient descent on stress.
 */
export function* relaxStress(
  body: Body,
  random: () => number,
  { isMending = false }: { readonly isMending?: boolean } = {},
): Generator<number> {
  const pairs = pairsOf(body, random);
  const steps = isMending ? MENDING_STEPS : STEPS;
  const [firstRate, lastRate] = ratesOf(pairs, isMending ? MENDING_REACH : FIRST_REACH);
  const decay = Math.log(firstRate / lastRate) / (steps - 1);
  const blocks = Int32Array.from(
    { length: Math.ceil(pairs.wanted.length / BLOCK) },
    (_, block) => block * BLOCK,
  );
  for (let step = 0; step < steps; step++) {
    shuffle(blocks, random);
    const rate = firstRate * Math.exp(-decay * step);
    for (const start of blocks) movePairs(body, pairs, start, rate);
    yield (step + 1) / steps;
  }
}

function movePairs({ xs, ys, isFixed }: Body, pairs: Pairs, start: number, rate: number): void {
  const { first, second, wanted } = pairs;
  const end = Math.min(start + BLOCK, wanted.length);
  for (let at = start; at < end; at++) {
    const distance = wanted[at]!;
    const a = first[at]!;
    const b = second[at]!;
    const pull = rate / (distance * distance);
    const dx = xs[a]! - xs[b]!;
    const dy = ys[a]! - ys[b]!;
    const length = Math.sqrt(dx * dx + dy * dy) || 0.01;
    const shift = ((pull < 1 ? pull : 1) * (length - distance)) / length;
    // Who cannot move leaves the whole way to the other.
    const shareA = isFixed[a] ? 0 : isFixed[b] ? 1 : 0.5;
    const shareB = 1 - shareA;
    xs[a] = xs[a]! - dx * shift * shareA;
    ys[a] = ys[a]! - dy * shift * shareA;
    xs[b] = xs[b]! + dx * shift * shareB;
    ys[b] = ys[b]! + dy * shift * shareB;
  }
}
