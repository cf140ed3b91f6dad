import { expect, test } from 'vitest';
import { consensusCommunities } from '../../../shared/analysis/consensus.ts';
import { buildGraph } from '../../../shared/analysis/graph.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

function rowsOf(nodeCount: number, links: readonly (readonly [number, number])[]) {
  return buildGraph(nodeCount, false, {
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
    weights: null,
  }).both;
}

const OPTIONS = { seed: 1, runs: 20, isWeighted: false };

test('groups that every run finds are sure, and one by itself is too', () => {
  const links: [number, number][] = [];
  for (const first of [0, 5, 10])
    for (let a = 0; a < 5; a++) for (let b = a + 1; b < 5; b++) links.push([first + a, first + b]);
  const found = consensusCommunities(rowsOf(16, links), OPTIONS);
  expect(found.agreement).toBeCloseTo(1, 12);
  expect([...found.stability]).toEqual([1, 1, 1, 1]);
  expect(found.groupOf[15]).toBe(3);
});

test('where runs do not agree they are brought together, connected, and the doubt is told', () => {
  // A ring has no communities: where it is cut is chance.
  const ring = Array.from({ length: 60 }, (_, node) => [node, (node + 1) % 60] as const);
  const random = createRandom(3);
  const chords = Array.from(
    { length: 40 },
    () => [random.integer(0, 59), random.integer(0, 59)] as const,
  );
  const rows = rowsOf(60, [...ring, ...chords]);
  const found = consensusCommunities(rows, OPTIONS);
  expect(found.agreement).toBeLessThan(0.9);
  expect(Math.min(...found.stability)).toBeLessThan(1);
  for (const share of found.membership) {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
  }
  expect(consensusCommunities(rows, OPTIONS)).toEqual(found);
  for (const [node, group] of found.groupOf.entries()) {
    const size = found.groupOf.filter((other) => other === group).length;
    const near = rows.targets.subarray(rows.offsets[node], rows.offsets[node + 1]);
    if (size > 1) expect([...near].some((other) => found.groupOf[other] === group)).toBe(true);
  }
});

test('a graph of nothing has no communities', () => {
  const found = consensusCommunities(rowsOf(0, []), OPTIONS);
  expect([found.groupOf.length, found.stability.length]).toEqual([0, 0]);
});
