import { expect, test } from 'vitest';
import { arrangeNew } from '../../../../renderer/canvas/layout/arrange.ts';
import { countCircleCrossings } from '../../../../renderer/canvas/layout/circle.ts';
import { communitiesOf } from '../../../../renderer/canvas/layout/communities.ts';
import { layOutShape } from '../../../../renderer/canvas/layout/lay-out-shape.ts';
import { countLevelCrossings, levelsOf } from '../../../../renderer/canvas/layout/levels.ts';
import { seededRandom } from '../../../../renderer/canvas/layout/random.ts';
import type { ShapeInput } from '../../../../renderer/canvas/layout/shape.ts';
import { buildTopology } from '../../../../renderer/canvas/layout/topology.ts';
import { LAYOUT_SHAPES, type LayoutShape } from '../../../../renderer/store/map-request.ts';

const NO_TIER = 255;

function inputOf(
  nodeCount: number,
  pairs: readonly number[],
  more: Partial<ShapeInput> = {},
): ShapeInput {
  return {
    nodeCount,
    pairs: Int32Array.from(pairs),
    halfWidths: new Float64Array(nodeCount).fill(40),
    halfHeights: new Float64Array(nodeCount).fill(20),
    positions: new Float32Array(nodeCount * 2),
    isFixed: new Uint8Array(nodeCount),
    aspect: 1.4,
    seed: 7,
    kinds: new Int32Array(nodeCount),
    names: Int32Array.from({ length: nodeCount }, (_, node) => node),
    tiers: new Uint8Array(nodeCount).fill(NO_TIER),
    isProtected: new Uint8Array(nodeCount),
    focus: -1,
    ...more,
  };
}

function placesOf(shape: LayoutShape, input: ShapeInput): Float32Array {
  let positions = new Float32Array();
  let share = 0;
  for (const step of layOutShape(shape, input)) {
    positions = Float32Array.from(step.positions);
    expect(step.share).toBeGreaterThanOrEqual(share);
    share = step.share;
  }
  expect(share).toBe(1);
  return positions;
}

function x(places: Float32Array, node: number): number {
  return places[node * 2]!;
}

function y(places: Float32Array, node: number): number {
  return places[node * 2 + 1]!;
}

function randomNetwork(nodeCount: number, linkCount: number): number[] {
  const random = seededRandom(11);
  return Array.from({ length: linkCount * 2 }, () => Math.floor(random() * nodeCount));
}

/** A ring whose nodes are numbered in no order. */
function shuffledRing(count: number): number[] {
  const numberOf = (place: number) => (place * 7) % count;
  return Array.from({ length: count }, (_, place) => [
    numberOf(place),
    numberOf((place + 1) % count),
  ]).flat();
}

/** Nodes in the order in which they stand round the middle. */
function aroundMiddle(places: Float32Array): number[] {
  return Array.from({ length: places.length / 2 }, (_, node) => node).sort(
    (a, b) => Math.atan2(x(places, a), y(places, a)) - Math.atan2(x(places, b), y(places, b)),
  );
}

test.each(LAYOUT_SHAPES)('%s gives the same places every time', (shape) => {
  const input = inputOf(40, randomNetwork(40, 60));
  expect(placesOf(shape, input)).toEqual(placesOf(shape, input));
});

test.each(LAYOUT_SHAPES)('%s leaves fixed nodes exactly where they are', (shape) => {
  const random = seededRandom(5);
  const count = 30;
  const positions = Float32Array.from({ length: count * 2 }, () => random() * 900 - 450);
  const isFixed = Uint8Array.from({ length: count }, (_, node) => (node % 5 === 0 ? 1 : 0));
  const places = placesOf(shape, inputOf(count, randomNetwork(count, 45), { positions, isFixed }));
  for (let node = 0; node < count; node += 5) {
    expect([x(places, node), y(places, node)]).toEqual([
      positions[node * 2],
      positions[node * 2 + 1],
    ]);
  }
  expect(places.every(Number.isFinite)).toBe(true);
});

test.each(LAYOUT_SHAPES)('%s takes one node, none, and nodes without links', (shape) => {
  expect(placesOf(shape, inputOf(1, [])).every(Number.isFinite)).toBe(true);
  const loose = placesOf(shape, inputOf(7, []));
  expect(
    new Set(Array.from({ length: 7 }, (_, node) => `${x(loose, node)} ${y(loose, node)}`)).size,
  ).toBe(7);
  expect(layOutShape(shape, inputOf(0, []))).toBeDefined();
});

test('a circle orders a ring so that nothing crosses, and a random network with fewer crossings', () => {
  const ring = shuffledRing(24);
  const places = placesOf('circle', inputOf(24, ring));
  expect(countCircleCrossings(Int32Array.from(ring), aroundMiddle(places))).toBe(0);

  const pairs = Int32Array.from(randomNetwork(40, 60));
  const before = countCircleCrossings(pairs, [...Array(40).keys()]);
  const order = aroundMiddle(placesOf('circle', inputOf(40, [...pairs])));
  expect(countCircleCrossings(pairs, order)).toBeLessThan(before * 0.7);
});

test('a circle by kind keeps each kind together', () => {
  const kinds = Int32Array.from({ length: 21 }, (_, node) => node % 3);
  const places = placesOf('circle-by-kind', inputOf(21, randomNetwork(21, 30), { kinds }));
  const round = aroundMiddle(places).map((node) => kinds[node]);
  const changes = round.filter((kind, at) => kind !== round[(at + 1) % round.length]);
  expect(changes).toHaveLength(3);
});

test('levels put groups and those who lead them on top, and links never span two levels', () => {
  // 0 is a group, 1 its principal; 2 to 5 hang on the principal, 6 on 5.
  const pairs = [0, 1, 1, 2, 1, 3, 1, 4, 1, 5, 5, 6];
  const tiers = Uint8Array.from([0, 1, ...Array(5).fill(NO_TIER)]);
  const levels = levelsOf(buildTopology(7, Int32Array.from(pairs)), tiers);
  expect([...levels]).toEqual([0, 1, 2, 2, 2, 2, 3]);
  const down = placesOf('levels-down', inputOf(7, pairs, { tiers }));
  expect(y(down, 0)).toBeGreaterThan(y(down, 1));
  expect(y(down, 1)).toBeGreaterThan(y(down, 2));
  expect(y(down, 2)).toBe(y(down, 5));
  expect(y(down, 5)).toBeGreaterThan(y(down, 6));
  const right = placesOf('levels-right', inputOf(7, pairs, { tiers }));
  expect(x(right, 0)).toBeLessThan(x(right, 1));
  expect(x(right, 5)).toBeLessThan(x(right, 6));
});

test('levels order a tree so that nothing crosses, though its nodes are numbered crosswise', () => {
  const pairs = [0, 1, 0, 2, 0, 3, 1, 9, 1, 6, 2, 8, 2, 5, 3, 7, 3, 4];
  const topology = buildTopology(10, Int32Array.from(pairs));
  const places = placesOf('levels-down', inputOf(10, pairs));
  const levels = levelsOf(topology, new Uint8Array(10).fill(NO_TIER));
  const rows = [0, 1, 2].map((level) =>
    [...levels.keys()]
      .filter((node) => levels[node] === level)
      .sort((a, b) => x(places, a) - x(places, b)),
  );
  expect(countLevelCrossings(topology, rows)).toBe(0);
  for (const row of rows) {
    row.slice(1).forEach((node, at) => {
      expect(x(places, node) - x(places, row[at]!)).toBeGreaterThanOrEqual(80);
    });
  }
});

test('a grid is sorted by kind, then by name, and no two share a cell', () => {
  const kinds = Int32Array.from([1, 0, 1, 0, 0]);
  const names = Int32Array.from([4, 2, 0, 1, 3]);
  const places = placesOf('grid', inputOf(5, [], { kinds, names, aspect: 4 }));
  const reading = [0, 1, 2, 3, 4].sort(
    (a, b) => y(places, b) - y(places, a) || x(places, a) - x(places, b),
  );
  expect(reading).toEqual([3, 1, 4, 2, 0]);
});

test('rings stand by the number of links from the one in the middle', () => {
  const pairs = [0, 1, 0, 2, 0, 3, 1, 4, 1, 5, 4, 6];
  const places = placesOf('rings', inputOf(7, pairs, { focus: 0 }));
  const reach = (node: number) =>
    Math.hypot(x(places, node) - x(places, 0), y(places, node) - y(places, 0));
  const [first, second, third] = [reach(1), reach(4), reach(6)] as const;
  expect(reach(2)).toBeCloseTo(first, 0);
  expect(reach(3)).toBeCloseTo(first, 0);
  expect(reach(5)).toBeCloseTo(second, 0);
  expect(second).toBeGreaterThan(first + 50);
  expect(third).toBeGreaterThan(second + 50);
});

test('communities lie apart, and a protected person joins none', () => {
  const clique = (from: number) =>
    [0, 1, 2, 3, 4].flatMap((a) =>
      [0, 1, 2, 3, 4].filter((b) => b > a).flatMap((b) => [from + a, from + b]),
    );
  // Two cliques joined by one link, and by a protected person (10) who is linked to all.
  const all = [...Array(10).keys()].flatMap((node) => [10, node]);
  const input = inputOf(11, [...clique(0), ...clique(5), 0, 5, ...all], {
    isProtected: Uint8Array.from({ length: 11 }, (_, node) => (node === 10 ? 1 : 0)),
  });
  const communities = communitiesOf(input);
  expect(communities[10]).toBe(-1);
  expect(new Set(communities.slice(0, 5)).size).toBe(1);
  expect(new Set(communities.slice(5, 10)).size).toBe(1);
  expect(communities[0]).not.toBe(communities[5]);

  const places = placesOf('communities', input);
  const middle = (nodes: readonly number[]) =>
    [x, y].map((axis) => nodes.reduce((sum, node) => sum + axis(places, node), 0) / nodes.length);
  const [ax, ay] = middle([0, 1, 2, 3, 4]);
  const [bx, by] = middle([5, 6, 7, 8, 9]);
  const between = Math.hypot(ax! - bx!, ay! - by!);
  for (const node of [0, 1, 2, 3, 4]) {
    expect(Math.hypot(x(places, node) - ax!, y(places, node) - ay!)).toBeLessThan(between);
  }
});

test.each(['stress', 'force', 'circle', 'levels-down', 'rings'] as const)(
  '%s ends with no name on another where 60 nodes have room',
  (shape) => {
    const input = inputOf(60, randomNetwork(60, 75));
    const places = placesOf(shape, input);
    let overlaps = 0;
    for (let a = 0; a < 60; a++) {
      for (let b = a + 1; b < 60; b++) {
        const isApart =
          Math.abs(x(places, a) - x(places, b)) >= 79 ||
          Math.abs(y(places, a) - y(places, b)) >= 39;
        if (!isApart) overlaps++;
      }
    }
    expect(overlaps).toBeLessThanOrEqual(shape === 'rings' ? 3 : 0);
  },
);

test.each(LAYOUT_SHAPES)(
  '20 nodes that arrive on a map laid out by %s shift those there by 0 on average',
  (shape) => {
    const [count, arriving] = [40, 20];
    const random = seededRandom(3);
    const pairs = randomNetwork(count, 60);
    const before = placesOf(shape, inputOf(count, pairs));
    const all = count + arriving;
    const positions = new Float32Array(all * 2);
    positions.set(before);
    const arrived = Array.from({ length: arriving }, (_, at) => [
      count + at,
      Math.floor(random() * count),
    ]).flat();
    const after = arrangeNew(
      inputOf(all, [...pairs, ...arrived], {
        positions,
        isFixed: Uint8Array.from({ length: all }, (_, node) => (node < count ? 1 : 0)),
      }),
    );
    let shift = 0;
    for (let node = 0; node < count; node++) {
      shift +=
        Math.hypot(x(after, node) - x(before, node), y(after, node) - y(before, node)) / count;
    }
    expect(shift).toBe(0);
    for (let node = count; node < all; node++) {
      expect(Number.isFinite(x(after, node)) && Number.isFinite(y(after, node))).toBe(true);
    }
  },
);
