import { expect, test } from 'vitest';
import { arrangeNew } from '../../../../renderer/canvas/layout/arrange.ts';
import { LINK_LENGTH } from '../../../../renderer/canvas/layout/shortest.ts';

/** A hub with one neighbour to its right, both in place, and `newCount` new neighbours of the hub. */
function arrange(newCount: number): Float32Array {
  const nodeCount = newCount + 2;
  const positions = new Float32Array(nodeCount * 2);
  positions.set([0, 0, 100, 0]);
  const isFixed = new Uint8Array(nodeCount);
  isFixed.set([1, 1]);
  return arrangeNew({
    nodeCount,
    pairs: Int32Array.from([
      0,
      1,
      ...Array.from({ length: newCount }, (_, index) => [0, index + 2]).flat(),
    ]),
    halfWidths: new Float64Array(nodeCount).fill(40),
    halfHeights: new Float64Array(nodeCount).fill(20),
    positions,
    isFixed,
    aspect: 1.4,
    seed: 7,
  });
}

test('what was on the map stays exactly where it was', () => {
  expect([...arrange(6).slice(0, 4)]).toEqual([0, 0, 100, 0]);
});

test('a single new neighbour goes to the side where there is room', () => {
  const positions = arrange(1);
  expect(positions[4]).toBeLessThan(0);
});

test('new neighbours stand round what they are linked to, and not on each other', () => {
  const count = 12;
  const positions = arrange(count);
  for (let a = 0; a < count + 2; a++) {
    const [x, y] = [positions[a * 2]!, positions[a * 2 + 1]!];
    expect(Math.hypot(x, y)).toBeLessThan(LINK_LENGTH * 4);
    for (let b = a + 1; b < count + 2; b++) {
      const isApart =
        Math.abs(x - positions[b * 2]!) >= 79.9 || Math.abs(y - positions[b * 2 + 1]!) >= 39.9;
      expect(isApart, `${a} and ${b}`).toBe(true);
    }
  }
});

test('the same question has the same answer', () => {
  expect(arrange(9)).toEqual(arrange(9));
});

test('a new record with no way to the rest goes below it', () => {
  const positions = arrangeNew({
    nodeCount: 3,
    pairs: Int32Array.from([0, 1]),
    halfWidths: new Float64Array(3).fill(40),
    halfHeights: new Float64Array(3).fill(20),
    positions: Float32Array.from([0, 0, 100, 0, 0, 0]),
    isFixed: Uint8Array.from([1, 1, 0]),
    aspect: 1.4,
    seed: 7,
  });
  expect(positions[5]).toBeLessThan(-20);
});
