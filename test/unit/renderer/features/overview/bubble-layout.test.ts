import { expect, test } from 'vitest';
import {
  bubbleDots,
  placeBubbles,
} from '../../../../../renderer/features/overview/bubble-layout.ts';

const FRAME = { width: 1300, height: 640 };
const SIZES = Array.from({ length: 60 }, (_, index) => Math.round(3000 / (index + 1)));

test('no bubbles overlap, and all lie within the frame', () => {
  for (const sizes of [SIZES, [5000], [9, 8, 7], Array.from({ length: 61 }, () => 10)]) {
    const placed = placeBubbles(sizes, [{ a: 0, b: sizes.length - 1, count: 40 }], FRAME);
    placed.forEach((one, index) => {
      expect(one.x - one.radius).toBeGreaterThanOrEqual(-0.001);
      expect(one.y - one.radius).toBeGreaterThanOrEqual(-0.001);
      expect(one.x + one.radius).toBeLessThanOrEqual(FRAME.width + 0.001);
      expect(one.y + one.radius).toBeLessThanOrEqual(FRAME.height + 0.001);
      for (const other of placed.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(
          one.radius + other.radius,
        );
    });
  }
});

test('areas follow sizes, save that none is too small to be hit', () => {
  const placed = placeBubbles([400, 100, 1], [], FRAME);
  expect(placed[0]!.radius / placed[1]!.radius).toBeLessThanOrEqual(2.001);
  expect(placed[0]!.radius).toBeGreaterThan(placed[1]!.radius);
  expect(placed[2]!.radius).toBeGreaterThan(10);
});

test('what is linked lies nearer than what is not, and the same bubbles lie the same way', () => {
  const links = [{ a: 3, b: 40, count: 5000 }];
  const linked = placeBubbles(SIZES, links, FRAME);
  const unlinked = placeBubbles(SIZES, [], FRAME);
  const apart = (all: typeof linked) => Math.hypot(all[3]!.x - all[40]!.x, all[3]!.y - all[40]!.y);
  expect(apart(linked)).toBeLessThan(apart(unlinked));
  expect(placeBubbles(SIZES, links, FRAME)).toEqual(linked);
});

test('dots fill a bubble, and each share of them is as large as it says', () => {
  const dots = bubbleDots(150);
  expect(dots.every(({ x, y }) => Math.hypot(x, y) <= 1)).toBe(true);
  const quarter = dots.filter(({ part }) => part < 0.25).length;
  expect(Math.abs(quarter / 150 - 0.25)).toBeLessThan(0.03);
});
