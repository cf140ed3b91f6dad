import { expect, test } from 'vitest';
import { distanceToLink, linkAt } from '../../../renderer/canvas/link-hit.ts';

const straight = { id: 'straight', fromX: 0, fromY: 0, toX: 100, toY: 0, bend: 0 };
const bent = { id: 'bent', fromX: 0, fromY: 0, toX: 100, toY: 0, bend: 0.4 };

test('the distance to a straight link is the distance to its line, or to its nearer end', () => {
  expect(distanceToLink(50, 7, straight)).toBeCloseTo(7);
  expect(distanceToLink(-3, 4, straight)).toBeCloseTo(5);
});

test('a bend to the left of its direction lies above a link that runs right', () => {
  // The middle of a quadratic curve lies half way to its control point.
  expect(distanceToLink(50, -20, bent)).toBeLessThan(0.5);
  expect(distanceToLink(50, 20, bent)).toBeGreaterThan(30);
});

test('the nearest link within reach is found, and none beyond it', () => {
  expect(linkAt(50, -19, [straight, bent], 5)).toBe('bent');
  expect(linkAt(50, 1, [straight, bent], 5)).toBe('straight');
  expect(linkAt(50, 40, [straight, bent], 5)).toBeNull();
  expect(linkAt(0, 0, [], 5)).toBeNull();
});
