import { expect, test } from 'vitest';
import { betweenness, normaliseNodes } from '../../../shared/analysis/betweenness.ts';
import { measureDistances } from '../../../shared/analysis/closeness.ts';
import { strongComponents, weakComponents } from '../../../shared/analysis/components.ts';
import { coreNumbers } from '../../../shared/analysis/cores.ts';
import { findCuts } from '../../../shared/analysis/cuts.ts';
import { buildGraph, type Graph, GraphRefusal } from '../../../shared/analysis/graph.ts';
import { leidenCommunities } from '../../../shared/analysis/leiden.ts';
import { measureJson } from '../../../shared/analysis/measure-file.ts';
import { partitionModularity } from '../../../shared/analysis/partition.ts';
import { sampledBetweenness } from '../../../shared/analysis/sampled-betweenness.ts';
import { pageRank } from '../../../shared/analysis/spectral.ts';

type Ends = readonly (readonly [source: number, target: number])[];

const times = (count: number, of: (at: number) => readonly [number, number]): Ends =>
  Array.from({ length: count }, (_, at) => of(at));

const GRAPHS: readonly (readonly [what: string, nodeCount: number, ends: Ends])[] = [
  ['no node', 0, []],
  ['one node', 1, []],
  ['one node with a loop', 1, [[0, 0]]],
  ['nodes without links', 5, []],
  ['two pairs and a node', 5, times(2, (at) => [2 * at, 2 * at + 1])],
  ['loops on every node', 4, [...times(4, (at) => [at, at]), [0, 1], [1, 2]]],
  ['10,000 parallel links', 3, [...times(10_000, (at) => [at % 2, 1 - (at % 2)]), [1, 2]]],
  ['a star of 50,000', 50_001, times(50_000, (at) => [0, at + 1])],
];

/** Every number that the measures of a graph answer. */
function numbersOf(graph: Graph): Iterable<number>[] {
  const groups = leidenCommunities(graph.both, { seed: 1, isWeighted: true });
  const [plain, weighted] = [false, true].map((isWeighted) => betweenness(graph, { isWeighted }));
  const sampled = sampledBetweenness(graph, { seed: 1 });
  return [
    normaliseNodes(plain!.nodes, graph.isDirected),
    plain!.links,
    weighted!.nodes,
    weighted!.links,
    sampled.nodes,
    [sampled.error, sampled.samples],
    groups,
    [partitionModularity(graph, groups, { resolution: 1, isWeighted: true })],
    pageRank(graph, { isWeighted: true }),
    coreNumbers(graph.both),
    weakComponents(graph.both).sizes,
    strongComponents(graph).sizes,
    findCuts(graph.both).bridges,
    // From every node to every other: what a star of 50,000 answers is too much to wait for.
    ...(graph.nodeCount < 1000 ? Object.values(measureDistances(graph.out, null)) : []),
  ];
}

test.each(GRAPHS)('%s: every measure answers with numbers', (_what, nodeCount, ends) => {
  for (const isDirected of [false, true]) {
    const graph = buildGraph(nodeCount, isDirected, {
      sources: ends.map(([source]) => source),
      targets: ends.map(([, target]) => target),
      weights: null,
    });
    for (const numbers of numbersOf(graph))
      for (const value of numbers) if (!Number.isFinite(value)) expect(value).toBe('a number');
  }
});

test.each([
  ['negative', -1],
  ['infinite', Number.POSITIVE_INFINITY],
  ['no number', Number.NaN],
  ['too large to be turned over', 1e200],
  ['too small to be turned over', 1e-200],
])('a weight that is %s is refused', (_what, weight) => {
  const links = { sources: [0, 1], targets: [1, 2], weights: [1, weight] };
  for (const isDirected of [false, true])
    expect(() => buildGraph(3, isDirected, links)).toThrow(GraphRefusal);
});

test('a weight of nought is no link, and one that is missing is 1', () => {
  const links = { sources: [0, 1], targets: [1, 2], weights: [0, 2] };
  expect([...buildGraph(3, false, links).weights]).toEqual([2]);
  expect([...buildGraph(3, false, { ...links, weights: null }).weights]).toEqual([1, 1]);
});

test.each([
  ['numbers', [1, 2, 10]],
  ['blanks', ['', ' ', '  ']],
  ['emoji', ['🦊', '🦊🏽', '👩‍👩‍👧']],
  ['names of properties', ['__proto__', 'constructor', 'toString']],
])('names of nodes that are %s are as good as any', (_what, nodes) => {
  const edges = [
    [nodes[0], nodes[1]],
    [nodes[1], nodes[2]],
  ];
  const answer = measureJson(
    { nodes, edges },
    { measures: ['betweenness_raw', 'articulation_points'], seed: 1 },
  );
  expect(answer.nodes).toEqual({ betweenness_raw: [0, 1, 0] });
  expect(answer.articulation_points).toEqual([nodes[1]]);
});
