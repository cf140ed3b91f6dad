import { expect, test } from 'vitest';
import {
  boundsOf,
  cameraAt,
  cameraFitting,
  isInView,
  nodeScaleAt,
  projectionOf,
  ratioFor,
  shiftIntoView,
  zoomAt,
} from '../../../renderer/canvas/viewport.ts';

const size = { width: 1200, height: 800 };
const insets = { left: 50, right: 50, top: 40, bottom: 90 };

test('zoom and camera ratio are each other’s inverse', () => {
  expect(zoomAt(ratioFor(0.37, size), size)).toBeCloseTo(0.37);
});

test('a camera at a point shows it in the middle, with map y upwards', () => {
  const projection = projectionOf(cameraAt(300, -40, 2, size), size);
  expect(projection.toScreenX(300)).toBeCloseTo(600);
  expect(projection.toScreenY(-40)).toBeCloseTo(400);
  expect(projection.toScreenY(-30)).toBeCloseTo(380);
  expect(projection.toMapX(projection.toScreenX(17))).toBeCloseTo(17);
  expect(projection.toMapY(projection.toScreenY(17))).toBeCloseTo(17);
});

test('a box that is fitted lies inside the insets and touches two of them', () => {
  const bounds = { left: -900, right: 700, bottom: -100, top: 500 };
  const projection = projectionOf(cameraFitting(bounds, size, insets), size);
  expect(projection.toScreenX(bounds.left)).toBeCloseTo(50);
  expect(projection.toScreenX(bounds.right)).toBeCloseTo(1150);
  expect(projection.toScreenY(bounds.top)).toBeGreaterThanOrEqual(40);
  expect(projection.toScreenY(bounds.bottom)).toBeLessThanOrEqual(710);
});

test('a single node is fitted in the middle of the free part, hardly enlarged', () => {
  const projection = projectionOf(
    cameraFitting({ left: 5, right: 5, bottom: 5, top: 5 }, size, insets),
    size,
  );
  expect(projection.zoom).toBe(1.25);
  expect(projection.toScreenX(5)).toBeCloseTo(600);
  expect(projection.toScreenY(5)).toBeCloseTo(375);
});

test('the box around no points is not known', () => {
  expect(boundsOf([])).toBeNull();
  expect(
    boundsOf([
      { x: 1, y: 2 },
      { x: -1, y: 5 },
    ]),
  ).toEqual({ left: -1, right: 1, bottom: 2, top: 5 });
});

test('nodes shrink and grow with the zoom, but less than distances do', () => {
  expect(nodeScaleAt(1)).toBe(1);
  expect(nodeScaleAt(0.25)).toBeGreaterThan(0.25);
  expect(nodeScaleAt(0.25)).toBeLessThan(1);
  expect(nodeScaleAt(4)).toBeLessThan(4);
  expect(nodeScaleAt(4)).toBeGreaterThan(1);
});

test('a point is moved just far enough into view, and not at all when it is there', () => {
  expect(shiftIntoView(600, 400, size)).toEqual({ x: 0, y: 0 });
  expect(shiftIntoView(-30, 400, size)).toEqual({ x: -100, y: 0 });
  expect(shiftIntoView(1190, 790, size)).toEqual({ x: 60, y: 86 });
});

test('a box is in view only when all of it is', () => {
  const projection = projectionOf(cameraAt(0, 0, 1, size), size);
  expect(isInView({ left: -600, right: 600, bottom: -400, top: 400 }, projection, size)).toBe(true);
  expect(isInView({ left: -601, right: 0, bottom: 0, top: 0 }, projection, size)).toBe(false);
});
