import { expect, test } from 'vitest';
import type { LayoutInput } from '../../../../renderer/canvas/layout/engine.ts';
import { layOut } from '../../../../renderer/canvas/layout/engine.ts';
import { seededRandom } from '../../../../renderer/canvas/layout/random.ts';

function inputOf(
  nodeCount: number,
  pairs: readonly number[],
  more: Partial<LayoutInput> = {},
): LayoutInput {
  return {
    nodeCount,
    pairs: Int32Array.from(pairs),
    halfWidths: new Float64Array(nodeCount).fill(50),
    halfHeights: new Float64Array(nodeCount).fill(25),
    positions: new Float32Array(nodeCount * 2),
    isFixed: new Uint8Array(nodeCount),
    aspect: 1.4,
    seed: 7,
    ...more,
  };
}

function lastOf(input: LayoutInput): Float32Array {
  let positions = new Float32Array();
  for (const step of layOut(input)) positions = Float32Array.from(step.positions);
  return positions;
}

/** Pairs of nodes whose boxes overlap. */
function overlaps(
  positions: Float32Array,
  { nodeCount, halfWidths, halfHeights }: LayoutInput,
): number {
  let count = 0;
  for (let a = 0; a < nodeCount; a++) {
    for (let b = a + 1; b < nodeCount; b++) {
      const dx = Math.abs(positions[a * 2]! - positions[b * 2]!);
      const dy = Math.abs(positions[a * 2 + 1]! - positions[b * 2 + 1]!);
      // A tenth of a unit is rounding, not overlap.
      if (
        dx < halfWidths[a]! + halfWidths[b]! - 0.1 &&
        dy < halfHeights[a]! + halfHeights[b]! - 0.1
      )
        count++;
    }
  }
  return count;
}

function randomNetwork(nodeCount: number, linkCount: number): number[] {
  const random = seededRandom(11);
  return Array.from({ length: linkCount * 2 }, () => Math.floor(random() * nodeCount));
}

test('the same network is drawn the same way every time, and another seed draws it another way', () => {
  const pairs = randomNetwork(60, 80);
  const first = lastOf(inputOf(60, pairs));
  expect(lastOf(inputOf(60, pairs))).toEqual(first);
  expect(lastOf(inputOf(60, pairs, { seed: 8 }))).not.toEqual(first);
});

test('no node lies on another, its name counted', () => {
  const input = inputOf(60, randomNetwork(60, 80));
  expect(overlaps(lastOf(input), input)).toBe(0);
});

test('a chain is laid out in its order', () => {
  const count = 8;
  const pairs = Array.from({ length: count - 1 }, (_, index) => [index, index + 1]).flat();
  const positions = lastOf(inputOf(count, pairs));
  const xs = Array.from({ length: count }, (_, index) => positions[index * 2]!);
  const ordered = [...xs].sort((a, b) => a - b);
  expect([ordered, [...ordered].reverse()]).toContainEqual(xs);
});

test('linked nodes end nearer to each other than nodes far apart in the network', () => {
  const count = 12;
  const pairs = Array.from({ length: count }, (_, index) => [index, (index + 1) % count]).flat();
  const positions = lastOf(inputOf(count, pairs));
  const distance = (a: number, b: number) =>
    Math.hypot(
      positions[a * 2]! - positions[b * 2]!,
      positions[a * 2 + 1]! - positions[b * 2 + 1]!,
    );
  expect(distance(0, 1)).toBeLessThan(distance(0, 6));
});

test('groups that are not linked lie apart, side by side', () => {
  const input = inputOf(9, [0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8]);
  const positions = lastOf(input);
  const boxOf = (nodes: readonly number[]) => ({
    left: Math.min(...nodes.map((node) => positions[node * 2]! - 50)),
    right: Math.max(...nodes.map((node) => positions[node * 2]! + 50)),
    bottom: Math.min(...nodes.map((node) => positions[node * 2 + 1]! - 25)),
    top: Math.max(...nodes.map((node) => positions[node * 2 + 1]! + 25)),
  });
  const boxes = [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ].map(boxOf);
  boxes.forEach((box, index) => {
    for (const other of boxes.slice(index + 1)) {
      expect(
        box.right <= other.left ||
          other.right <= box.left ||
          box.top <= other.bottom ||
          other.top <= box.bottom,
      ).toBe(true);
    }
  });
});

test('nodes without links stand in the shape of the canvas, not in a line', () => {
  const positions = lastOf(inputOf(40, []));
  const xs = Array.from({ length: 40 }, (_, index) => positions[index * 2]!);
  const ys = Array.from({ length: 40 }, (_, index) => positions[index * 2 + 1]!);
  const aspect = (Math.max(...xs) - Math.min(...xs)) / (Math.max(...ys) - Math.min(...ys));
  expect(aspect).toBeGreaterThan(0.6);
  expect(aspect).toBeLessThan(3);
});

test('pinned nodes stay exactly where they are', () => {
  const positions = new Float32Array(20);
  positions.set([900, -300], 4);
  positions.set([-640, 210], 10);
  const isFixed = Uint8Array.from({ length: 10 }, (_, node) => (node === 2 || node === 5 ? 1 : 0));
  const found = lastOf(inputOf(10, randomNetwork(10, 14), { positions, isFixed }));
  expect([...found.slice(4, 6)]).toEqual([900, -300]);
  expect([...found.slice(10, 12)]).toEqual([-640, 210]);
});

test('what hangs between pinned nodes is laid out between them, in its order', () => {
  const count = 9;
  const pairs = Array.from({ length: count - 1 }, (_, index) => [index, index + 1]).flat();
  const positions = new Float32Array(count * 2);
  positions.set([0, 500], 0);
  positions.set([0, -500], (count - 1) * 2);
  const isFixed = Uint8Array.from({ length: count }, (_, node) => (node % 8 === 0 ? 1 : 0));
  const found = lastOf(inputOf(count, pairs, { positions, isFixed }));
  const ys = Array.from({ length: count }, (_, node) => found[node * 2 + 1]!);
  expect(ys).toEqual([...ys].sort((a, b) => b - a));
});

test('a group that is laid out around pinned nodes keeps their side of the map, however it is turned', () => {
  const ring = Array.from({ length: 16 }, (_, index) => [index, (index + 1) % 16]).flat();
  const free = lastOf(inputOf(16, ring));
  // Turned by a right angle and mirrored, with a quarter of the nodes pinned there.
  const positions = new Float32Array(32);
  for (let node = 0; node < 16; node++)
    positions.set([free[node * 2 + 1]!, free[node * 2]!], node * 2);
  const isFixed = Uint8Array.from({ length: 16 }, (_, node) => (node % 4 === 0 ? 1 : 0));
  const found = lastOf(inputOf(16, ring, { positions, isFixed }));
  for (let node = 0; node < 16; node++) {
    const [dx, dy] = [
      found[node * 2]! - positions[node * 2]!,
      found[node * 2 + 1]! - positions[node * 2 + 1]!,
    ];
    expect(Math.hypot(dx, dy)).toBeLessThan(isFixed[node] ? 1e-9 : 130);
  }
});

test('groups without pinned nodes are packed beside those with them, and nothing lies on anything', () => {
  const positions = new Float32Array(24);
  positions.set([2000, 1000], 0);
  const isFixed = Uint8Array.from({ length: 12 }, (_, node) => (node === 0 ? 1 : 0));
  const input = inputOf(12, [0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 6, 7, 8, 9], { positions, isFixed });
  const found = lastOf(input);
  expect([...found.slice(0, 2)]).toEqual([2000, 1000]);
  expect(overlaps(found, input)).toBe(0);
  const reach = Array.from({ length: 12 }, (_, node) =>
    Math.hypot(found[node * 2]! - 2000, found[node * 2 + 1]! - 1000),
  );
  expect(Math.max(...reach)).toBeLessThan(1200);
  expect(Math.max(...reach.slice(0, 3))).toBeLessThan(Math.max(...reach.slice(3)));
});

test('an empty map and a lone node are laid out too', () => {
  expect(lastOf(inputOf(0, []))).toHaveLength(0);
  const alone = lastOf(inputOf(1, []));
  expect([...alone].map(Math.abs)).toEqual([expect.closeTo(0, 0), expect.closeTo(0, 0)]);
});

test('progress grows, and says that all is done once', () => {
  const shares = [...layOut(inputOf(80, randomNetwork(80, 160)))].map(({ share }) => share);
  expect(shares.length).toBeGreaterThan(5);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(shares.filter((share) => share === 1)).toHaveLength(1);
});

test('a group too large for exact distances is laid out by pivots, with every place a number', () => {
  const input = inputOf(
    1100,
    Array.from({ length: 1099 }, (_, index) => [index + 1, index >> 2]).flat(),
  );
  const positions = lastOf(input);
  expect(positions.every(Number.isFinite)).toBe(true);
  expect(new Set(positions).size).toBeGreaterThan(1000);
});
