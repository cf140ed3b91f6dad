import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findCommunities, modularity } from '../../../shared/analysis/communities.ts';
import { buildCsr, type CsrGraph } from '../../../shared/analysis/csr.ts';
import { sharedReference } from '../../shared-data.ts';

function communitiesOf(graph: CsrGraph, seed = 1): { communityOf: Int32Array; pauses: number } {
  const steps = findCommunities(graph, { seed });
  let pauses = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return { communityOf: step.value, pauses };
    pauses++;
  }
}

/** Rings of cliques, each joined to the next by one link. */
function ringOfCliques(cliques: number, size: number): CsrGraph {
  const ends: number[] = [];
  for (let clique = 0; clique < cliques; clique++) {
    const first = clique * size;
    for (let a = 0; a < size; a++)
      for (let b = a + 1; b < size; b++) ends.push(first + a, first + b);
    ends.push(first, ((clique + 1) % cliques) * size + 1);
  }
  return buildCsr(cliques * size, ends);
}

test('each clique of a ring is a community', () => {
  const { communityOf } = communitiesOf(ringOfCliques(8, 6));
  for (let clique = 0; clique < 8; clique++) {
    const own = [...communityOf.slice(clique * 6, clique * 6 + 6)];
    expect(new Set(own).size).toBe(1);
  }
  expect(new Set(communityOf).size).toBe(8);
});

test('the same seed gives the same communities', () => {
  const graph = ringOfCliques(30, 5);
  expect(communitiesOf(graph, 3).communityOf).toEqual(communitiesOf(graph, 3).communityOf);
});

test('nodes without links are communities of their own, and come last', () => {
  const { communityOf } = communitiesOf(buildCsr(5, [1, 2, 2, 3, 3, 1]));
  expect([...communityOf]).toEqual([1, 0, 0, 0, 2]);
});

test('a graph of nothing, and one without links, are no trouble', () => {
  expect([...communitiesOf(buildCsr(0, [])).communityOf]).toEqual([]);
  expect([...communitiesOf(buildCsr(2, [0, 0])).communityOf]).toEqual([0, 1]);
});

test('parallel links weigh as many as they are', () => {
  // A path: its middle goes where it is tied twice.
  const { communityOf } = communitiesOf(buildCsr(4, [0, 1, 1, 2, 1, 2, 1, 2, 2, 3]));
  expect(communityOf[1]).toBe(communityOf[2]);
});

test('a big graph is found in pieces, so that others can work between', () => {
  expect(communitiesOf(ringOfCliques(4000, 5)).pauses).toBeGreaterThan(2);
});

const golden = sharedReference('golden/karate.json');

test.skipIf(golden === null)(
  "Zachary's karate club is parted as well as the reference asks, and never better than the proven optimum",
  () => {
    const { graph, expected } = JSON.parse(readFileSync(golden ?? '', 'utf8')) as {
      graph: { nodes: string[]; edges: [string, string, number][] };
      expected: {
        best_known_modularity_unweighted: { Q: number; accept_if_Q_at_least: number };
        best_known: unknown;
      };
    };
    const best = expected.best_known_modularity_unweighted;
    const place = new Map(graph.nodes.map((node, index) => [node, index]));
    const csr = buildCsr(
      graph.nodes.length,
      graph.edges.flatMap(([a, b]) => [place.get(a) ?? 0, place.get(b) ?? 0]),
    );
    for (const seed of [1, 2, 3, 4, 5]) {
      const quality = modularity(csr, communitiesOf(csr, seed).communityOf);
      expect(quality).toBeGreaterThanOrEqual(best.accept_if_Q_at_least);
      expect(quality).toBeLessThanOrEqual(best.Q + 1e-9);
    }
  },
);
