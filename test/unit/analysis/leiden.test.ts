import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import { leidenCommunities } from '../../../shared/analysis/leiden.ts';
import {
  normalisedMutualInformation,
  partitionModularity,
} from '../../../shared/analysis/partition.ts';

function graphOf(nodeCount: number, links: readonly (readonly number[])[]): Graph {
  return buildGraph(nodeCount, false, {
    sources: links.map(([source]) => source ?? 0),
    targets: links.map(([, target]) => target ?? 0),
    weights: links.map(([, , weight]) => weight ?? 1),
  });
}

/** Rings of cliques, each joined to the next by one link. */
function ringOfCliques(cliques: number, size: number): Graph {
  const links: number[][] = [];
  for (let clique = 0; clique < cliques; clique++) {
    for (let a = 0; a < size; a++)
      for (let b = a + 1; b < size; b++) links.push([clique * size + a, clique * size + b]);
    links.push([clique * size, ((clique + 1) % cliques) * size + 1]);
  }
  return graphOf(cliques * size, links);
}

function isConnected({ both }: Graph, groupOf: Int32Array, group: number): boolean {
  const members = [...groupOf.keys()].filter((node) => groupOf[node] === group);
  const found = new Set(members.slice(0, 1));
  for (const node of found)
    for (const next of both.targets.subarray(both.offsets[node], both.offsets[node + 1]))
      if (groupOf[next] === group) found.add(next);
  return found.size === members.length;
}

test('each clique of a ring is a community, numbered in order', () => {
  const groups = leidenCommunities(ringOfCliques(8, 6).both, { seed: 1, isWeighted: false });
  expect([...groups]).toEqual([...groups.keys()].map((node) => Math.floor(node / 6)));
});

test('a higher resolution finds more communities, one of nought only what is connected', () => {
  const { both } = ringOfCliques(40, 3);
  const count = (resolution: number) =>
    new Set(leidenCommunities(both, { seed: 1, resolution, isWeighted: false })).size;
  expect(count(1)).toBeLessThan(count(4));
  expect(count(0)).toBe(1);
});

test('every community is connected, and the same seed finds the same', () => {
  const link = fc.tuple(fc.nat(29), fc.nat(29), fc.constantFrom(1, 2, 5));
  fc.assert(
    fc.property(fc.array(link, { maxLength: 80 }), fc.nat(100), (links, seed) => {
      const graph = graphOf(30, links);
      const groups = leidenCommunities(graph.both, { seed, isWeighted: true });
      for (const group of new Set(groups)) expect(isConnected(graph, groups, group)).toBe(true);
      expect(leidenCommunities(graph.both, { seed, isWeighted: true })).toEqual(groups);
      const alone = Int32Array.from(groups.keys());
      const options = { resolution: 1, isWeighted: true };
      expect(partitionModularity(graph, groups, options)).toBeGreaterThanOrEqual(
        partitionModularity(graph, alone, options) - 1e-12,
      );
    }),
    { numRuns: 60 },
  );
});

test('weights decide where links alone do not', () => {
  // A path: its middle goes where it is tied twice.
  const graph = graphOf(4, [
    [0, 1, 1],
    [1, 2, 5],
    [2, 3, 1],
  ]);
  const groups = leidenCommunities(graph.both, { seed: 1, isWeighted: true });
  expect(groups[1]).toBe(groups[2]);
});

test('partitions tell all of themselves and nothing of what they cross', () => {
  const one = Int32Array.of(0, 0, 1, 1);
  expect(normalisedMutualInformation(one, Int32Array.of(5, 5, 3, 3))).toBeCloseTo(1, 12);
  expect(normalisedMutualInformation(one, Int32Array.of(0, 1, 0, 1))).toBeCloseTo(0, 12);
  expect(normalisedMutualInformation(Int32Array.of(0, 0), Int32Array.of(1, 1))).toBe(1);
});
