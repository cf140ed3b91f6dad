import { expect, test } from 'vitest';
import { convexHull } from '../../../renderer/canvas/hull.ts';
import { outlineCorners, placeName } from '../../../renderer/canvas/hull-outline.ts';

const SQUARE = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
  { x: 0, y: 10 },
];

/** How far an outline turns in all. */
function turned(points: Parameters<typeof outlineCorners>[0]): number {
  return outlineCorners(points).reduce((sum, { from, to }) => sum + to - from, 0);
}

test('an outline turns once round, whichever way its corners run and however few they are', () => {
  for (const points of [SQUARE, [...SQUARE].reverse(), SQUARE.slice(0, 2), SQUARE.slice(0, 1)])
    expect(turned(points)).toBeCloseTo(Math.PI * 2);
  expect(outlineCorners([])).toEqual([]);
});

test('the corners of an outline point away from what is within', () => {
  for (const { x, y, from, to } of outlineCorners(convexHull(SQUARE))) {
    const middle = (from + to) / 2;
    expect(Math.sign(Math.cos(middle))).toBe(Math.sign(x - 5));
    expect(Math.sign(Math.sin(middle))).toBe(Math.sign(y - 5));
  }
});

test('a name goes above its outline, and where another name is, elsewhere', () => {
  const taken: Parameters<typeof placeName>[3] = [];
  const first = placeName(SQUARE, 4, { width: 8, height: 6 }, taken);
  expect(first?.y).toBeLessThan(0);
  const second = placeName(SQUARE, 4, { width: 8, height: 6 }, taken);
  expect(second).not.toEqual(first);
  expect(placeName([], 4, { width: 8, height: 6 }, taken)).toBeNull();
});
