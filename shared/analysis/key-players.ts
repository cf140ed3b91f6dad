import { createRandom } from '../synthetic/random.ts';
import { countSets, eachSet } from './combinations.ts';
import type { GraphRows } from './graph.ts';
import { breadthFirst } from './paths.ts';

/** What a set of players does: what is left without it falls apart, or who it reaches. */
export type KeyPlayerGoal =
  /** Share of pairs of those left that are in different components. */
  | { readonly kind: 'fragment' }
  /** The same, by how near those left are to each other. */
  | { readonly kind: 'fragment-distance' }
  /** Nodes within so many links of the set, its own among them. */
  | { readonly kind: 'reach'; readonly steps: number }
  /** Mean of 1/distance to the set, 1 for its own. */
  | { readonly kind: 'reach-distance' };

/** The best sets of a size. */
export interface KeyPlayers {
  /** What the best come to; null: there is no set of this size. */
  readonly value: number | null;
  /** How many are equally good; null: not every set was tried. */
  readonly optimalCount: number | null;
  /** The first of them, in order. */
  readonly sets: readonly (readonly number[])[];
}

export interface KeyPlayerOptions {
  readonly size: number;
  readonly seed: number;
  /** Most sets to answer with. */
  readonly most?: number;
  /** Nodes that may be in a set, and count as reached, in order; by default all. The others are led through. */
  readonly candidates?: Int32Array;
}

/** Beyond so many sets, or steps over all of them, they are looked for rather than all tried. */
const MOST_SETS = 2_000_000;
const MOST_STEPS = 4e9;
const SAME = 1e-9;
const STARTS = 20;
/** Nodes that are tried in searches: those of the most neighbours. */
const MOST_CANDIDATES = 300;

/**
 * Key players: the set of nodes that does most together. All sets are tried where there are few; else the best of
 * 20 seeded searches is answered, each adding the best node one after the other and then exchanging single ones.
 *
 * Unit: 0 to 1, or nodes for `reach`. Complexity: sets · O(n · m) when all are tried.
 * Source: Borgatti (2006), Computational and Mathematical Organization Theory 12, 21–34.
 */
export function findKeyPlayers(
  rows: GraphRows,
  goal: KeyPlayerGoal,
  options: KeyPlayerOptions,
): KeyPlayers {
  const { size, seed, most = 20 } = options;
  const candidates =
    options.candidates ?? Int32Array.from({ length: rows.nodeCount }, (_, node) => node);
  if (size < 1 || size > candidates.length) return { value: null, optimalCount: 0, sets: [] };
  const evaluate = evaluator(rows, goal, options.candidates ?? null);
  const setCount = countSets(candidates.length, size);
  if (setCount <= MOST_SETS && setCount * stepsOf(rows, goal) <= MOST_STEPS)
    return tryAll(candidates, size, { evaluate, most });
  return search(rows, size, { evaluate, random: createRandom(seed).next, candidates });
}

type Evaluate = (members: readonly number[]) => number;

function stepsOf({ nodeCount, targets }: GraphRows, { kind }: KeyPlayerGoal): number {
  if (kind === 'fragment') return nodeCount + targets.length;
  return kind === 'fragment-distance' ? nodeCount * (nodeCount + targets.length) : nodeCount;
}

function tryAll(
  candidates: Int32Array,
  size: number,
  { evaluate, most }: { readonly evaluate: Evaluate; readonly most: number },
): KeyPlayers {
  let value = Number.NEGATIVE_INFINITY;
  let optimalCount = 0;
  let sets: number[][] = [];
  eachSet(candidates.length, size, (places) => {
    const members = places.map((place) => candidates[place]!);
    const found = evaluate(members);
    if (found < value - SAME) return;
    if (found > value + SAME) {
      value = found;
      optimalCount = 0;
      sets = [];
    }
    optimalCount++;
    if (sets.length < most) sets.push(members);
  });
  return { value, optimalCount, sets };
}

function search(
  rows: GraphRows,
  size: number,
  {
    evaluate,
    random,
    ...options
  }: {
    readonly evaluate: Evaluate;
    readonly random: () => number;
    readonly candidates: Int32Array;
  },
): KeyPlayers {
  const degree = (node: number) => rows.offsets[node + 1]! - rows.offsets[node]!;
  const candidates = Array.from(options.candidates)
    .sort((a, b) => degree(b) - degree(a) || a - b)
    .slice(0, Math.max(MOST_CANDIDATES, size));
  let best: number[] = [];
  let value = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < STARTS; start++) {
    const members: number[] = [];
    if (start > 0) members.push(candidates[Math.floor(random() * candidates.length)]!);
    while (members.length < size) members.push(bestAddition(members, candidates, evaluate));
    const found = exchange(members, candidates, evaluate);
    if (found <= value + SAME) continue;
    value = found;
    best = members.toSorted((a, b) => a - b);
  }
  return { value, optimalCount: null, sets: [best] };
}

function bestAddition(
  members: readonly number[],
  candidates: readonly number[],
  evaluate: Evaluate,
): number {
  let best = -1;
  let value = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    if (members.includes(candidate)) continue;
    const found = evaluate([...members, candidate]);
    if (best !== -1 && found <= value + SAME) continue;
    best = candidate;
    value = found;
  }
  return best;
}

/** Exchanges single members as long as that gains; returns what the set comes to. */
function exchange(members: number[], candidates: readonly number[], evaluate: Evaluate): number {
  let value = evaluate(members);
  for (let hasGained = true; hasGained; ) {
    hasGained = false;
    for (let at = 0; at < members.length; at++) {
      for (const candidate of candidates) {
        if (members.includes(candidate)) continue;
        const before = members[at]!;
        members[at] = candidate;
        const found = evaluate(members);
        if (found > value + SAME) {
          value = found;
          hasGained = true;
        } else members[at] = before;
      }
    }
  }
  return value;
}

function evaluator(rows: GraphRows, goal: KeyPlayerGoal, counted: Int32Array | null): Evaluate {
  switch (goal.kind) {
    case 'fragment':
      return fragmentEvaluator(rows);
    case 'fragment-distance':
      return distanceEvaluator(rows);
    case 'reach':
      return reachEvaluator(rows, (distance) => (distance <= goal.steps ? 1 : 0), {
        divisor: 1,
        counted,
      });
    case 'reach-distance':
      return reachEvaluator(rows, (distance) => (distance === 0 ? 1 : 1 / distance), {
        divisor: Math.max(1, counted?.length ?? rows.nodeCount),
        counted,
      });
  }
}

/** What is left as one node, or none, has no pairs: it is wholly in pieces. */
function share(joined: number, left: number): number {
  return left < 2 ? 1 : 1 - joined / (left * (left - 1));
}

function fragmentEvaluator({ nodeCount, offsets, targets }: GraphRows): Evaluate {
  const seen = new Int32Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  let round = 0;
  return (members) => {
    round++;
    for (const member of members) seen[member] = round;
    let joined = 0;
    for (let start = 0; start < nodeCount; start++) {
      if (seen[start] === round) continue;
      seen[start] = round;
      queue[0] = start;
      let length = 1;
      for (let at = 0; at < length; at++) {
        const node = queue[at]!;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const target = targets[entry]!;
          if (seen[target] === round) continue;
          seen[target] = round;
          queue[length++] = target;
        }
      }
      joined += length * (length - 1);
    }
    return share(joined, nodeCount - members.length);
  };
}

function distanceEvaluator({ nodeCount, offsets, targets }: GraphRows): Evaluate {
  const seen = new Int32Array(nodeCount);
  const isGone = new Uint8Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  const distances = new Int32Array(nodeCount);
  let round = 0;
  return (members) => {
    for (const member of members) isGone[member] = 1;
    let near = 0;
    for (let start = 0; start < nodeCount; start++) {
      if (isGone[start]) continue;
      seen[start] = ++round;
      distances[start] = 0;
      queue[0] = start;
      let length = 1;
      for (let at = 0; at < length; at++) {
        const node = queue[at]!;
        if (at > 0) near += 1 / distances[node]!;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const target = targets[entry]!;
          if (seen[target] === round || isGone[target]) continue;
          seen[target] = round;
          distances[target] = distances[node]! + 1;
          queue[length++] = target;
        }
      }
    }
    for (const member of members) isGone[member] = 0;
    return share(near, nodeCount - members.length);
  };
}

function reachEvaluator(
  rows: GraphRows,
  worth: (distance: number) => number,
  { divisor, counted }: { readonly divisor: number; readonly counted: Int32Array | null },
): Evaluate {
  const { nodeCount } = rows;
  const isCounted = new Uint8Array(nodeCount).fill(counted === null ? 1 : 0);
  for (const node of counted ?? []) isCounted[node] = 1;
  const search = breadthFirst(rows);
  const cache = new Map<number, Float64Array>();
  function worthFrom(member: number): Float64Array {
    const known = cache.get(member);
    if (known) return known;
    const reached = search.from(member);
    const values = new Float64Array(nodeCount);
    for (let at = 0; at < reached; at++) {
      const node = search.order[at]!;
      values[node] = isCounted[node]! * worth(search.distances[node]!);
    }
    cache.set(member, values);
    return values;
  }
  return (members) => {
    const values = members.map(worthFrom);
    let sum = 0;
    for (let node = 0; node < nodeCount; node++) {
      let best = 0;
      for (const value of values) best = Math.max(best, value[node]!);
      sum += best;
    }
    return sum / divisor;
  };
}
