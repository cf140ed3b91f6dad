import { expect, test } from 'vitest';
import { seededRandom } from '../../../../renderer/canvas/layout/random.ts';
import { createShortest, linkLengths } from '../../../../renderer/canvas/layout/shortest.ts';
import { relaxSparseStress } from '../../../../renderer/canvas/layout/sparse-stress.ts';
import { relaxStress } from '../../../../renderer/canvas/layout/stress.ts';
import { buildTopology, type Topology } from '../../../../renderer/canvas/layout/topology.ts';

/** A grid of streets, of which a good map is known. */
function grid(side: number): Topology {
  const pairs: number[] = [];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const node = row * side + column;
      if (column + 1 < side) pairs.push(node, node + 1);
      if (row + 1 < side) pairs.push(node, node + side);
    }
  }
  return buildTopology(side * side, Int32Array.from(pairs));
}

type Relax = typeof relaxSparseStress;

function relaxed(relax: Relax, topology: Topology) {
  const random = seededRandom(5);
  const xs = Float64Array.from({ length: topology.nodeCount }, () => random() * 1000);
  const ys = Float64Array.from({ length: topology.nodeCount }, () => random() * 1000);
  let last = 0;
  const isFixed = new Uint8Array(topology.nodeCount);
  for (const share of relax({ topology, xs, ys, isFixed }, random)) {
    expect(share).toBeGreaterThan(last);
    last = share;
  }
  expect(last).toBe(1);
  return { xs, ys };
}

/** How far the lengths on the map are from those in the network, at the scale that suits best. */
function stressOf(topology: Topology, { xs, ys }: ReturnType<typeof relaxed>): number {
  const findWays = createShortest(topology, linkLengths(topology));
  const row = new Float64Array(topology.nodeCount);
  let [count, sum, squares] = [0, 0, 0];
  for (let a = 0; a < topology.nodeCount; a++) {
    findWays(a, row);
    for (let b = a + 1; b < topology.nodeCount; b++) {
      const ratio = Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!) / row[b]!;
      count++;
      sum += ratio;
      squares += ratio * ratio;
    }
  }
  return 1 - (sum * sum) / squares / count;
}

test('comparing with pivots is nearly as true as comparing each two', () => {
  const topology = grid(26);
  const exact = stressOf(topology, relaxed(relaxStress, topology));
  const sparse = stressOf(topology, relaxed(relaxSparseStress, topology));
  expect(sparse).toBeLessThan(exact * 1.3 + 0.01);
});

test('the same network is laid out the same way', () => {
  const topology = grid(12);
  expect(relaxed(relaxSparseStress, topology)).toEqual(relaxed(relaxSparseStress, topology));
});

test('two nodes are as far apart as their link is long', () => {
  const pair = buildTopology(2, Int32Array.from([0, 1]));
  const { xs, ys } = relaxed(relaxSparseStress, pair);
  expect(Number.isFinite(Math.hypot(xs[0]! - xs[1]!, ys[0]! - ys[1]!))).toBe(true);
});

test('the shortest way goes over other nodes where there is no link', () => {
  const topology = buildTopology(
    8,
    Int32Array.from([0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 1, 2, 6, 7]),
  );
  const row = new Float64Array(8);
  createShortest(topology, linkLengths(topology))(1, row);
  expect([row[1], row[2], row[0], row[6], row[7]]).toEqual([0, 104, 104, 208, 312]);
});

test('links to what hangs on a hub alone are longer, the more of them there are; other links are not', () => {
  const leaves = Array.from({ length: 25 }, (_, leaf) => [0, leaf + 3]).flat();
  const topology = buildTopology(28, Int32Array.from([0, 1, 1, 2, 0, 2, ...leaves]));
  const row = new Float64Array(28);
  createShortest(topology, linkLengths(topology))(1, row);
  expect([row[0], row[2]]).toEqual([104, 104]);
  expect(row[3]).toBeGreaterThan(104 * 2.4);
});

test('ways of unlike lengths are found as by trying all', () => {
  const random = seededRandom(9);
  const pairs = Int32Array.from({ length: 240 }, () => Math.floor(random() * 60));
  const topology = buildTopology(60, pairs);
  const grown = new Float64Array(topology.targets.length);
  for (let node = 0; node < 60; node++)
    for (let at = topology.offsets[node]!; at < topology.offsets[node + 1]!; at++)
      grown[at] = 104 * (1 + ((node + topology.targets[at]!) % 5));
  const found = createShortest(topology, grown);
  const row = new Float64Array(60);
  for (let start = 0; start < 60; start += 7) {
    const known = new Float64Array(60).fill(Number.POSITIVE_INFINITY);
    known[start] = 0;
    for (let round = 0; round < 60; round++)
      for (let node = 0; node < 60; node++)
        for (let at = topology.offsets[node]!; at < topology.offsets[node + 1]!; at++)
          known[topology.targets[at]!] = Math.min(
            known[topology.targets[at]!]!,
            known[node]! + grown[at]!,
          );
    found(start, row);
    expect(row).toEqual(known);
  }
});
