import { expect, test } from 'vitest';
import { distancesAsBytes, signedDistances } from '../../../renderer/canvas/distance-field.ts';

/** A filled square from 4 to 11 in a picture of 16 by 16. */
const SIZE = 16;
const coverage = Uint8Array.from({ length: SIZE * SIZE }, (_, at) => {
  const [x, y] = [at % SIZE, Math.floor(at / SIZE)];
  return x >= 4 && x <= 11 && y >= 4 && y <= 11 ? 255 : 0;
});
const distances = signedDistances(coverage, SIZE);
const at = (x: number, y: number) => distances[y * SIZE + x];

test('distances grow outwards, straight and across corners', () => {
  expect(at(2, 7)).toBeCloseTo(2);
  expect(at(1, 0)).toBeCloseTo(5);
});

test('distances are negative inside', () => {
  expect(at(7, 7)).toBeCloseTo(-4);
  expect(at(4, 7)).toBeCloseTo(-1);
});

test('a half covered pixel lies on the edge', () => {
  const edge = Uint8Array.from({ length: 9 }, (_, index) =>
    index % 3 === 0 ? 255 : index % 3 === 1 ? 128 : 0,
  );
  expect(Math.abs(signedDistances(edge, 3)[4] ?? 9)).toBeLessThan(0.1);
});

test('bytes are 128 at the edge and hold at the ends of their reach', () => {
  expect([...distancesAsBytes(Float32Array.from([0, -4, 4, -400, 400]), 8)]).toEqual([
    128, 192, 64, 255, 0,
  ]);
});
