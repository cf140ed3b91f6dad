import { expect, test } from 'vitest';
import { dependentWeights, type Walk } from '../../../shared/analysis/dominator.ts';

function walkOf(count: number, pairs: readonly (readonly [number, number])[]): Walk {
  const starts = new Int32Array(count + 1);
  const targets: number[] = [];
  for (let node = 0; node < count; node++) {
    for (const [from, to] of pairs) if (from === node) targets.push(to);
    starts[node + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets) };
}

function dependents(
  count: number,
  pairs: readonly (readonly [number, number])[],
  weights = new Int32Array(count).fill(1),
): number[] {
  const steps = dependentWeights(walkOf(count, pairs), 0, weights);
  for (;;) {
    const step = steps.next();
    if (step.done) return [...step.value];
  }
}

/** What the root no longer reaches without a node, by trying. */
function triedOut(count: number, pairs: readonly (readonly [number, number])[]): number[] {
  const reached = (without: number) => {
    const seen = new Set<number>();
    const next = without === 0 ? [] : [0];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      for (const [from, to] of pairs) if (from === at && to !== without) next.push(to);
    }
    return seen.size;
  };
  const all = reached(-1);
  // Without what the root does not reach nothing is lost.
  return Array.from({ length: count }, (_, node) => Math.max(0, all - reached(node) - 1));
}

test('on a chain each holds all that comes after it; a second way frees what it leads to', () => {
  const chain = [
    [0, 1],
    [1, 2],
    [2, 3],
  ] as const;
  expect(dependents(4, chain)).toEqual([3, 2, 1, 0]);
  expect(dependents(4, [...chain, [0, 3]])).toEqual([3, 1, 0, 0]);
});

test('the published example of an irreducible graph has the root before every other node', () => {
  // Cooper, Harvey and Kennedy (2001), figure 4: 6 leads to 5 and 4; 5 to 1; 4 to 2 and 3; 1, 2 and 3 among themselves.
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 5],
    [2, 4],
    [2, 3],
    [5, 4],
    [4, 5],
    [4, 3],
    [3, 4],
  ] as const;
  expect(dependents(6, pairs)).toEqual([5, 0, 0, 0, 0, 0]);
});

test('what is not reached holds nothing, and weights are summed without the node’s own', () => {
  const weights = Int32Array.from([7, 5, 0, 3, 2]);
  expect(
    dependents(
      5,
      [
        [0, 1],
        [1, 2],
        [1, 3],
      ],
      weights,
    ),
  ).toEqual([8, 3, 0, 0, 0]);
});

test('it is what is lost when each node is taken away and the rest walked again', () => {
  let seed = 20261122;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let round = 0; round < 60; round++) {
    const count = 2 + random(14);
    const pairs = Array.from(
      { length: random(2 * count) },
      () => [random(count), random(count)] as const,
    );
    expect(dependents(count, pairs), JSON.stringify(pairs)).toEqual(triedOut(count, pairs));
  }
});
