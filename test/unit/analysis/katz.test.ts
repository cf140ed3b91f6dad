import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import { katzCentrality, largestEigenvalue } from '../../../shared/analysis/katz.ts';

function graphOf(
  nodeCount: number,
  isDirected: boolean,
  links: readonly (readonly number[])[],
): Graph {
  return buildGraph(nodeCount, isDirected, {
    sources: links.map(([source]) => source!),
    targets: links.map(([, target]) => target!),
    weights: links.map(([, , weight]) => weight ?? 1),
  });
}

const PLAIN = { isWeighted: false };

test('the largest eigenvalue of a star of n leaves is √n, of a clique its size less one, of a ring 2', () => {
  const star = graphOf(
    10,
    false,
    Array.from({ length: 9 }, (_, leaf) => [0, leaf + 1]),
  );
  expect(largestEigenvalue(star, false)).toBeCloseTo(3, 12);
  const clique = graphOf(
    5,
    false,
    [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].map((b) => [a, b])),
  );
  expect(largestEigenvalue(clique, false)).toBeCloseTo(4, 12);
  const ring = graphOf(
    6,
    false,
    [0, 1, 2, 3, 4, 5].map((node) => [node, (node + 1) % 6]),
  );
  expect(largestEigenvalue(ring, false)).toBeCloseTo(2, 12);
  const oneWay = graphOf(
    6,
    true,
    [0, 1, 2, 3, 4, 5].map((node) => [node, (node + 1) % 6]),
  );
  expect(largestEigenvalue(oneWay, false)).toBeCloseTo(1, 12);
});

test('Katz by hand: two who are linked have one way more for each link, at half of the most', () => {
  // λ = 1, β = 0.5: 0.5 + 0.25 + 0.125 … = 1.
  expect([...katzCentrality(graphOf(3, false, [[0, 1]]), PLAIN)!]).toEqual([
    expect.closeTo(1, 12),
    expect.closeTo(1, 12),
    0,
  ]);
  // A ring of three that passes on one way: each is reached once by every number of links.
  const ring = katzCentrality(
    graphOf(3, true, [
      [0, 1],
      [1, 2],
      [2, 0],
    ]),
    PLAIN,
  )!;
  for (const value of ring) expect(value).toBeCloseTo(1, 12);
  // A star of 4: λ = 2, β = 1/4: hub = β·4·(1 + leaf), leaf = β·(1 + hub).
  const star = katzCentrality(
    graphOf(5, false, [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
    ]),
    PLAIN,
  )!;
  expect(star[0]).toBeCloseTo(5 / 3, 12);
  expect(star[1]).toBeCloseTo(2 / 3, 12);
});

test('Katz goes with the direction of links, and has no value where no way leads back', () => {
  const led = graphOf(4, true, [
    [0, 1],
    [1, 2],
    [2, 1],
    [2, 3],
  ]);
  const values = katzCentrality(led, PLAIN)!;
  expect(values[0]).toBe(0);
  expect(values[3]).toBeGreaterThan(0);
  expect(
    katzCentrality(
      graphOf(3, true, [
        [0, 1],
        [1, 2],
      ]),
      PLAIN,
    ),
  ).toBeNull();
  expect([...katzCentrality(graphOf(2, false, []), PLAIN)!]).toEqual([0, 0]);
  expect(katzCentrality(graphOf(0, false, []), PLAIN)).toHaveLength(0);
});

test('Katz satisfies its equation, and does not depend on the unit of weights', () => {
  const link = fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(
      fc.array(link, { minLength: 1, maxLength: 40 }),
      fc.boolean(),
      (links, isDirected) => {
        const graph = graphOf(12, isDirected, links);
        const values = katzCentrality(graph, { isWeighted: true });
        const eigenvalue = largestEigenvalue(graph, true);
        if (!values || !eigenvalue) return;
        const { offsets, targets, weights } = graph.in;
        for (let node = 0; node < 12; node++) {
          let sum = 0;
          for (let at = offsets[node]!; at < offsets[node + 1]!; at++)
            sum += weights[at]! * (1 + values[targets[at]!]!);
          expect(values[node]).toBeCloseTo((0.5 / eigenvalue) * sum, 8);
        }
        const times = graphOf(
          12,
          isDirected,
          links.map(([a, b, weight]) => [a, b, weight * 1000]),
        );
        katzCentrality(times, { isWeighted: true })?.forEach((value, node) => {
          expect(value).toBeCloseTo(values[node]!, 7);
        });
      },
    ),
    { numRuns: 60 },
  );
});
