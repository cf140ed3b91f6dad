import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildGraph,
  GraphRefusal,
  undirected,
  withLinks,
  withoutNodes,
} from '../../../shared/analysis/graph.ts';
import { measureJson } from '../../../shared/analysis/measure-file.ts';

const ALL = { measures: null, seed: 1 };

function linksOf(nodeCount: number, isDirected: boolean, links: readonly (readonly number[])[]) {
  const { sources, targets, weights } = buildGraph(nodeCount, isDirected, {
    sources: links.map(([source]) => source ?? 0),
    targets: links.map(([, target]) => target ?? 0),
    weights: links.map(([, , weight]) => weight ?? 1),
  });
  return Array.from(weights, (weight, link) => [sources[link], targets[link], weight]);
}

test('parallel links are summed in the place of the first, loops and links of no weight dropped', () => {
  const links = [
    [1, 0, 2],
    [2, 2, 5],
    [1, 2, 1],
    [0, 1, 3],
    [0, 2, 0],
  ];
  expect(linksOf(3, false, links)).toEqual([
    [0, 1, 5],
    [1, 2, 1],
  ]);
  expect(linksOf(3, true, links)).toEqual([
    [1, 0, 2],
    [1, 2, 1],
    [0, 1, 3],
  ]);
});

test('ten thousand parallel links are one', () => {
  const links = Array.from({ length: 10_000 }, (_, at) => (at % 2 === 0 ? [0, 1] : [1, 0]));
  expect(linksOf(2, false, links)).toEqual([[0, 1, 10_000]]);
});

test('a directed pair counts both ways where direction does not matter', () => {
  const graph = buildGraph(3, true, { sources: [0, 1, 1], targets: [1, 0, 2], weights: [1, 2, 4] });
  expect([...graph.both.weights]).toEqual([3, 3, 4, 4]);
  expect([...graph.both.linkOf]).toEqual([0, 0, 2, 2]);
  expect([...graph.in.targets]).toEqual([1, 0, 1]);
  expect([...undirected(graph).weights]).toEqual([3, 4]);
  expect(withoutNodes(graph, (node) => node === 2).linkCount).toBe(2);
});

test('a graph with some of its links is what would be built of those links', () => {
  const link = fc.tuple(
    fc.nat({ max: 7 }),
    fc.nat({ max: 7 }),
    fc.integer({ min: 1, max: 5 }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.boolean(), fc.array(link, { maxLength: 30 }), (isDirected, drawn) => {
      const graph = buildGraph(8, isDirected, {
        sources: drawn.map(([source]) => source),
        targets: drawn.map(([, target]) => target),
        weights: drawn.map(([, , weight]) => weight),
      });
      const isKept = (at: number) => drawn[at]?.[3] === true;
      const kept = Array.from(graph.weights.keys()).filter(isKept);
      expect(withLinks(graph, isKept)).toEqual(
        buildGraph(8, isDirected, {
          sources: kept.map((at) => graph.sources[at] ?? 0),
          targets: kept.map((at) => graph.targets[at] ?? 0),
          weights: kept.map((at) => graph.weights[at] ?? 0),
        }),
      );
    }),
  );
});

const REFUSED: readonly (readonly [what: string, graph: object, message: RegExp])[] = [
  ['a negative weight', { nodes: ['a', 'b'], edges: [['a', 'b', -1]] }, /negative/],
  ['an infinite weight', JSON.parse('{"nodes":["a","b"],"edges":[["a","b",1e400]]}'), /edges\.0/],
  ['a weight of text', { nodes: ['a', 'b'], edges: [['a', 'b', 'much']] }, /edges\.0/],
  ['weights beyond measure', { nodes: ['a', 'b'], edges: [['a', 'b', 1e300]] }, /1e\+100/],
  ['a link to nowhere', { nodes: ['a'], edges: [['a', 'b']] }, /Link 1 ends at “b”/],
  ['two nodes of one name', { nodes: ['1', 1], edges: [] }, /Two nodes are called “1”/],
  ['no graph', { people: [] }, /not as a graph is written at graph.nodes/],
  ['an unknown schema', { schema: 'ocg-golden-disruption/1' }, /not measured/],
];

test.each(REFUSED)('%s is refused in words', (_what, graph, message) => {
  expect(() => measureJson(graph, ALL)).toThrow(GraphRefusal);
  expect(() => measureJson(graph, ALL)).toThrow(message);
});

const EVERYTHING = {
  kpp: { neg: { F: [1, 2], DF: [1] }, pos: { '1': [1], dw: [1, 2] } },
  dismantle_targets: [1, 2],
  min_dismantling_targets: [1, 2],
  edge_drop: { seed: 1, replicates: 3, keep_probability: 0.5 },
};

/** Numbers in an answer that JSON would lose. */
function lostNumbers(value: unknown): unknown[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(lostNumbers);
}

test.each([
  ['no nodes', [], []],
  ['one node', ['a'], []],
  ['one node with a loop', ['a'], [['a', 'a', 2]]],
  ['nodes without links', ['a', 'b', 'c'], []],
  ['links of no weight alone', ['a', 'b'], [['a', 'b', 0]]],
  ['two nodes', ['a', 'b'], [['a', 'b', 2]]],
  [
    'a weight that is missing',
    ['a', 'b', 'c'],
    [
      ['a', 'b', null],
      ['b', 'c', 3],
    ],
  ],
  [
    'names that are numbers, blanks and emoji',
    [1, ' ', '', '🦊'],
    [
      [1, ' ', 1],
      ['', '🦊', 2],
    ],
  ],
])('%s: every measure has an answer, and none is lost', (_what, nodes, edges) => {
  for (const directed of [false, true]) {
    const answer = measureJson(
      {
        graph: { directed, weighted: true, nodes, edges },
        inputs: { ...EVERYTHING, partition: nodes.map(String) },
      },
      ALL,
    );
    expect(lostNumbers(answer)).toEqual([]);
    expect(answer.scalars).toMatchObject({ n: nodes.length });
  }
});

test('any small graph has an answer to every measure, and the same one twice', () => {
  const edge = fc.tuple(fc.nat(6), fc.nat(6), fc.constantFrom(0, 0.25, 1, 3, 1e-9, 1e9));
  fc.assert(
    fc.property(fc.boolean(), fc.array(edge, { maxLength: 14 }), (directed, edges) => {
      const file = {
        graph: { directed, weighted: true, nodes: [0, 1, 2, 3, 4, 5, 6], edges },
        inputs: { ...EVERYTHING, partition: [0, 0, 1, 1, 2, 2, 2] },
      };
      const answer = measureJson(file, ALL);
      expect(lostNumbers(answer)).toEqual([]);
      expect(measureJson(file, ALL)).toEqual(answer);
    }),
    { numRuns: 60 },
  );
});

test('a measure that there is not is refused with the names of those there are', () => {
  const file = { nodes: ['a'], edges: [] };
  expect(() => measureJson(file, { measures: ['guilt'], seed: 1 })).toThrow(
    /no measure or block “guilt”.*betweenness_raw/,
  );
});

test('a star of 50,000 is measured', () => {
  const nodes = Array.from({ length: 50_001 }, (_, node) => node);
  const file = { nodes, edges: nodes.slice(1).map((node) => [0, node]) };
  const answer = measureJson(file, {
    measures: ['n', 'betweenness_norm', 'core_number', 'pagerank', 'constraint', 'bridges', 'lcc'],
    seed: 1,
  });
  expect(answer.scalars).toEqual({ n: 50_001, lcc: 50_001 });
  expect(lostNumbers(answer)).toEqual([]);
  const { betweenness_norm: between } = answer.nodes as { betweenness_norm: number[] };
  expect(between.slice(0, 2)).toEqual([1, 0]);
});
