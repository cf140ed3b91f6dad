import { expect, test } from 'vitest';
import {
  buildTopology,
  componentsOf,
  degreeOf,
  neighboursOf,
  subTopology,
} from '../../../../renderer/canvas/layout/topology.ts';

const doubled = buildTopology(6, Int32Array.from([0, 1, 1, 0, 1, 2, 3, 3, 4, 5]));

test('parallel links count once and links to oneself never', () => {
  expect([...neighboursOf(doubled, 1)]).toEqual([0, 2]);
  expect(degreeOf(doubled, 3)).toBe(0);
});

test('groups come largest first, then by their first node', () => {
  expect(componentsOf(doubled).map((group) => [...group])).toEqual([[0, 1, 2], [4, 5], [3]]);
});

test('a part keeps the links among its own nodes alone', () => {
  const part = subTopology(doubled, Int32Array.from([1, 2, 4]));
  expect([...neighboursOf(part, 0)]).toEqual([1]);
  expect(degreeOf(part, 2)).toBe(0);
});
