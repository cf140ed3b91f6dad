import { expect, test } from 'vitest';
import { isInside, outlineAsPath, rectangleBetween } from '../../../renderer/canvas/area.ts';

test('a rectangle holds what lies between its corners, whichever way it was drawn', () => {
  const outline = rectangleBetween({ x: 30, y: 40 }, { x: 10, y: 20 });
  expect(isInside({ x: 20, y: 30 }, outline)).toBe(true);
  expect(isInside({ x: 31, y: 30 }, outline)).toBe(false);
  expect(isInside({ x: 20, y: 41 }, outline)).toBe(false);
});

test('a lasso leaves out what lies in its bay', () => {
  const horseshoe = [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 30, y: 30 },
    { x: 20, y: 30 },
    { x: 20, y: 10 },
    { x: 10, y: 10 },
    { x: 10, y: 30 },
    { x: 0, y: 30 },
  ];
  expect(isInside({ x: 5, y: 20 }, horseshoe)).toBe(true);
  expect(isInside({ x: 15, y: 20 }, horseshoe)).toBe(false);
  expect(isInside({ x: 25, y: 20 }, horseshoe)).toBe(true);
});

test('nothing is inside an outline of no area', () => {
  expect(isInside({ x: 1, y: 1 }, [])).toBe(false);
  expect(isInside({ x: 1, y: 1 }, [{ x: 1, y: 1 }])).toBe(false);
});

test('an outline is drawn closed', () => {
  expect(outlineAsPath(rectangleBetween({ x: 0, y: 0 }, { x: 2, y: 1 }))).toBe('M0 0L2 0L2 1L0 1Z');
  expect(outlineAsPath([])).toBe('');
});
