import { expect, test } from 'vitest';
import { betweenness, normaliseNodes } from '../../../shared/analysis/betweenness.ts';
import { buildGraph, type Graph, GraphRefusal } from '../../../shared/analysis/graph.ts';
import { measureRecords } from '../../../shared/analysis/record-measure.ts';
import { sampledBetweenness } from '../../../shared/analysis/sampled-betweenness.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

function graphOf(nodeCount: number, isDirected: boolean, ends: readonly (readonly number[])[]) {
  return buildGraph(nodeCount, isDirected, {
    sources: ends.map(([source = 0]) => source),
    targets: ends.map(([, target = 0]) => target),
    weights: null,
  });
}

/** Links between nodes drawn by chance, low numbers more often: hubs, trees, islands and nodes by themselves. */
function unevenGraph(seed: number): Graph {
  const random = createRandom(seed);
  const [nodeCount, isDirected] = [random.integer(20, 120), random.chance(0.5)];
  const end = () => Math.floor(random.next() ** 2 * nodeCount);
  const linkCount = random.integer(nodeCount / 2, 2 * nodeCount);
  return graphOf(
    nodeCount,
    isDirected,
    Array.from({ length: linkCount }, () => [end(), end()]),
  );
}

/** How far the value that is furthest off is from the exact one. */
function furthest(graph: Graph, values: Float64Array): number {
  const { nodes } = betweenness(graph, { isWeighted: false });
  return normaliseNodes(nodes, graph.isDirected).reduce(
    (most, value, node) => Math.max(most, Math.abs(value - values[node]!)),
    0,
  );
}

test('no value is further from the exact one than is stated, as often as is stated', () => {
  const [graphs, error, confidence] = [60, 0.03, 0.9];
  let within = 0;
  for (let seed = 1; seed <= graphs; seed++) {
    const graph = unevenGraph(seed);
    const sampled = sampledBetweenness(graph, { seed, error, confidence });
    expect(sampled).toMatchObject({ error, confidence });
    if (furthest(graph, sampled.nodes) <= error) within++;
  }
  expect(within / graphs).toBeGreaterThanOrEqual(confidence);
});

test('the hub of a star is on every path, and nobody else on any', () => {
  const star = graphOf(
    5001,
    false,
    Array.from({ length: 5000 }, (_, leaf) => [0, leaf + 1]),
  );
  const { nodes } = sampledBetweenness(star, { seed: 1 });
  expect(Math.abs(nodes[0]! - 1)).toBeLessThanOrEqual(0.01);
  expect(nodes.slice(1).every((value) => value === 0)).toBe(true);
});

test('of several shortest paths each is as likely as any other', () => {
  // Between 0 and 4: three ways, two of which part only at the last step.
  const ways = [
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 4],
    [3, 4],
    [0, 5],
    [5, 6],
    [6, 4],
  ];
  for (const isDirected of [false, true]) {
    const graph = graphOf(7, isDirected, ways);
    const { nodes } = sampledBetweenness(graph, { seed: 3, error: 0.005 });
    expect(furthest(graph, nodes)).toBeLessThanOrEqual(0.005);
  }
});

test('the same seed draws the same, and fewer paths do where nobody is on many', () => {
  const clique = graphOf(
    30,
    false,
    Array.from({ length: 900 }, (_, pair) => [Math.floor(pair / 30), pair % 30]),
  );
  const graph = unevenGraph(4);
  const once = sampledBetweenness(graph, { seed: 9 });
  expect(sampledBetweenness(graph, { seed: 9 })).toEqual(once);
  expect(sampledBetweenness(clique, { seed: 9 }).samples).toBeLessThan(once.samples / 2);
});

test('a graph in which no pair has others is answered, and an error of nothing refused', () => {
  for (const graph of [graphOf(0, false, []), graphOf(2, true, [[0, 1]]), graphOf(4, false, [])])
    expect(sampledBetweenness(graph, { seed: 1 })).toEqual({
      nodes: new Float64Array(graph.nodeCount),
      error: 0.01,
      confidence: 0.95,
      samples: 0,
    });
  for (const error of [0, -1, 1, Number.NaN])
    expect(() => sampledBetweenness(unevenGraph(1), { seed: 1, error })).toThrow(GraphRefusal);
});

test('records of a graph that is too large for all its paths are measured to the error that is asked for', () => {
  const graph = unevenGraph(11);
  const graphs = { plain: graph, weighted: graph, toldNodes: Int32Array.of(0, 1) };
  const measured = (mostSteps: number) =>
    measureRecords(graphs, 'betweenness', { seed: 1, mostSteps, error: 0.02 });
  expect(measured(1)).toMatchObject({ error: 0.02 });
  expect(furthest(graph, measured(1).values)).toBeLessThanOrEqual(0.02);
  expect(measured(1e9)).toMatchObject({ error: null, pivots: null });
});
