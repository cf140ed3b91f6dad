import { expect, test } from 'vitest';
import { radiusOf } from '../../../renderer/canvas/node-size.ts';

const RADII = [11, 15, 20, 26] as const;
const plain = {
  kind: 'person',
  isProtected: false,
  badge: null,
  levers: null,
  hiddenNeighbours: 0,
};

test('nodes grow with their links, hidden ones counted, from small to large', () => {
  const few = radiusOf(plain, 1, 'links', RADII);
  const some = radiusOf(plain, 6, 'links', RADII);
  expect(few).toBe(11);
  expect(some).toBeGreaterThan(few);
  expect(radiusOf({ ...plain, hiddenNeighbours: 5 }, 1, 'links', RADII)).toBe(some);
  expect(radiusOf(plain, 500, 'links', RADII)).toBe(20);
});

test('protected people are all of one size, whatever sizes the rest', () => {
  const hidden = { ...plain, isProtected: true, hiddenNeighbours: 90 };
  for (const by of ['links', 'levers', 'same'] as const) {
    expect(radiusOf(hidden, 50, by, RADII)).toBe(15);
  }
});

test('levers that are not worked out yet size a node as the smallest, not as none', () => {
  expect(radiusOf(plain, 9, 'levers', RADII)).toBe(11);
  const flagged = { ...plain, levers: { strong: 3, indicative: 2 } };
  expect(radiusOf(flagged, 9, 'levers', RADII)).toBeGreaterThan(11);
});

test('principals stand out, and groups are never small', () => {
  expect(radiusOf({ ...plain, badge: 'principal' }, 1, 'links', RADII)).toBeGreaterThanOrEqual(20);
  expect(radiusOf({ ...plain, kind: 'ocg' }, 0, 'links', RADII)).toBeGreaterThan(15);
});
