import { expect, test } from 'vitest';
import { insetPolygon, OUTLINES, SHAPES } from '../../../renderer/canvas/outlines.ts';
import { distanceToOutline, reachOf } from '../../../renderer/canvas/shape-field.ts';
import { Shape } from '../../../shared/domain/ontology.ts';

test('every shape of the ontology can be drawn', () => {
  expect([...SHAPES].sort()).toEqual([...Shape.options].sort());
});

test('a square’s sides move in evenly', () => {
  const square = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  const inset = insetPolygon(square, 0.25).map(([x, y]) => [Math.abs(x), Math.abs(y)]);
  for (const corner of inset) {
    expect(corner[0]).toBeCloseTo(0.75);
    expect(corner[1]).toBeCloseTo(0.75);
  }
});

test('the middle of every shape is inside it, and a point beyond its reach outside', () => {
  for (const shape of SHAPES) {
    expect(distanceToOutline([0, 0], OUTLINES[shape]), shape).toBeLessThan(0);
    expect(distanceToOutline([reachOf(shape) + 0.1, 0], OUTLINES[shape]), shape).toBeGreaterThan(0);
  }
});

test('distances of a rounded square are right beside its side and at its cut corner', () => {
  const square = OUTLINES['rounded-square'];
  expect(distanceToOutline([0, 1.92], square)).toBeCloseTo(1);
  expect(distanceToOutline([0, 0], square)).toBeCloseTo(-0.92);
  // The sharp corner lies outside of the rounded one.
  expect(distanceToOutline([0.92, 0.92], square)).toBeGreaterThan(0.05);
});
