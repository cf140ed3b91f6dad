import { expect, test } from 'vitest';
import {
  drawnBend,
  fanLinks,
  GENTLE_BEND,
  MOST_BENT_UNITS,
} from '../../../renderer/canvas/curvature.ts';

test('a link that has its pair to itself bends gently', () => {
  const bends = fanLinks([
    { source: 'a', target: 'b' },
    { source: 'c', target: 'd' },
  ]);
  expect([...bends]).toEqual([GENTLE_BEND, GENTLE_BEND]);
});

test('three links between the same two nodes fan evenly, the middle one straight', () => {
  const [first, middle, last] = fanLinks([
    { source: 'a', target: 'b' },
    { source: 'a', target: 'b' },
    { source: 'a', target: 'b' },
  ]);
  expect(middle).toBe(0);
  expect(first).toBeLessThan(0);
  expect(last).toBeCloseTo(-(first ?? 0));
});

test('two links that point opposite ways lie on opposite sides, not on top of each other', () => {
  const [there, back] = fanLinks([
    { source: 'a', target: 'b' },
    { source: 'b', target: 'a' },
  ]);
  // Bends are to the left of a link's own direction, so equal bends of opposite links lie apart.
  expect(there).toBe(back);
  expect(there).not.toBe(0);
});

test('a hundred parallel links stay within half their length to either side, each in its own place', () => {
  const links = Array.from({ length: 100 }, () => ({ source: 'a', target: 'b' }));
  const bends = [...fanLinks(links)];
  expect(Math.max(...bends.map(Math.abs))).toBeLessThanOrEqual(0.5);
  expect(new Set(bends).size).toBe(100);
});

test('ids that contain each other do not share a fan', () => {
  const bends = fanLinks([
    { source: 'a', target: 'bc' },
    { source: 'ab', target: 'c' },
  ]);
  expect([...bends]).toEqual([GENTLE_BEND, GENTLE_BEND]);
});

test('long links bend no further than ones of the limit', () => {
  expect(drawnBend(0.1, MOST_BENT_UNITS / 2)).toBe(0.1);
  expect(drawnBend(0.1, MOST_BENT_UNITS * 4) * MOST_BENT_UNITS * 4).toBeCloseTo(
    0.1 * MOST_BENT_UNITS,
  );
});
