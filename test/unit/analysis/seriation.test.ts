import { expect, test } from 'vitest';
import { seriate, type WeightedPair } from '../../../shared/analysis/seriation.ts';

test('the nodes of a chain come in the order of the chain, whatever their numbers', () => {
  const chain = [4, 0, 6, 2, 5, 1, 3];
  const pairs = chain.slice(1).map((node, at): WeightedPair => [chain[at]!, node, 1]);
  const order = [...seriate(7, pairs)];
  // Either end may come first: the one with the lower number does.
  expect(order).toEqual([...chain].reverse());
});

test('two groups that one link joins stand apart, each together', () => {
  const pairs: WeightedPair[] = [];
  const even = [0, 2, 4, 6, 8];
  const odd = [1, 3, 5, 7, 9];
  for (const group of [even, odd])
    for (const a of group) for (const b of group) if (a < b) pairs.push([a, b, 1]);
  pairs.push([0, 1, 1]);
  const order = [...seriate(10, pairs)];
  expect(new Set(order.slice(0, 5).map((node) => node % 2)).size).toBe(1);
  expect(new Set(order.slice(5).map((node) => node % 2)).size).toBe(1);
});

test('every node has its place once, parts by size, and the same seed gives the same order', () => {
  const pairs: WeightedPair[] = [
    [7, 8, 1],
    [1, 2, 3],
    [2, 3, 1],
    [3, 1, 1],
    [3, 5, 1],
    [5, 5, 9],
  ];
  const order = [...seriate(9, pairs, 42)];
  expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(order.slice(0, 4).sort()).toEqual([1, 2, 3, 5]);
  expect(order.slice(4, 6)).toEqual([7, 8]);
  expect(order.slice(6)).toEqual([0, 4, 6]);
  expect([...seriate(9, pairs, 42)]).toEqual(order);
  expect([...seriate(0, [])]).toEqual([]);
});
