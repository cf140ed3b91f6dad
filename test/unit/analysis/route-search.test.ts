import { expect, test } from 'vitest';
import { buildGraph } from '../../../shared/analysis/graph.ts';
import { shortestPaths } from '../../../shared/analysis/path-finding.ts';
import {
  adding,
  arriving,
  bestRoutes,
  type FoundRoute,
  type RouteQuestion,
} from '../../../shared/analysis/route-search.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

function graphOf(links: readonly (readonly [number, number])[], nodeCount = 8) {
  return buildGraph(nodeCount, false, {
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
    weights: null,
  });
}

function find(
  graph: ReturnType<typeof graphOf>,
  asked: Partial<RouteQuestion> & { from: number; to: number },
  count = 10,
): FoundRoute[] {
  const question = { mostLinks: 6, isClosed: () => false, ...adding(null), ...asked };
  const steps = bestRoutes(graph.both, question, count);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const nodesOf = (routes: readonly FoundRoute[]) => routes.map(({ nodes }) => nodes);

test('the surest route may have more links than the shortest, unless too many are asked for', () => {
  // 0–4 at once, weakly; 0–1–2–3–4 surely.
  const graph = graphOf([
    [0, 4],
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
  const lengths = Float64Array.of(2, 0.1, 0.1, 0.1, 0.1);
  const sure = find(graph, { from: 0, to: 4, ...adding(lengths) });
  expect(nodesOf(sure)).toEqual([
    [0, 1, 2, 3, 4],
    [0, 4],
  ]);
  expect(sure[0]!.length).toBeCloseTo(0.4);
  expect(nodesOf(find(graph, { from: 0, to: 4, mostLinks: 3, ...adding(lengths) }))).toEqual([
    [0, 4],
  ]);
});

test('a long cheap way to a node does not hide a short dear one that alone is short enough', () => {
  // To 3 by 0–1–2–3 cheaply, or 0–3 dearly; then 3–4–5.
  const graph = graphOf([
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 3],
    [3, 4],
    [4, 5],
  ]);
  const lengths = Float64Array.of(0.1, 0.1, 0.1, 5, 1, 1);
  expect(nodesOf(find(graph, { from: 0, to: 5, mostLinks: 3, ...adding(lengths) }))).toEqual([
    [0, 3, 4, 5],
  ]);
});

test('no route passes a closed node, and an end may be one', () => {
  const graph = graphOf([
    [0, 1],
    [1, 2],
    [0, 3],
    [3, 2],
  ]);
  expect(nodesOf(find(graph, { from: 0, to: 2, isClosed: (node) => node === 1 }))).toEqual([
    [0, 3, 2],
  ]);
  expect(nodesOf(find(graph, { from: 0, to: 1, isClosed: (node) => node !== 0 }))).toEqual([
    [0, 1],
  ]);
});

test('routes are those of a search without a limit where the limit is wide', () => {
  const random = createRandom(4);
  const links = Array.from(
    { length: 30 },
    () => [Math.floor(random.next() * 12), Math.floor(random.next() * 12)] as const,
  );
  const graph = graphOf(links, 12);
  const lengths = Float64Array.from({ length: graph.linkCount }, () => 0.1 + random.next());
  for (let to = 1; to < 12; to++) {
    const expected = shortestPaths(graph, { from: 0, to, lengths }, 6);
    const found = find(graph, { from: 0, to, mostLinks: 11, ...adding(lengths) }, 6);
    expect(nodesOf(found)).toEqual(expected.map(({ nodes }) => nodes));
    expect(found.map(({ length }) => length.toFixed(9))).toEqual(
      expected.map(({ length }) => length.toFixed(9)),
    );
  }
});

test('in the order of time no step is over before those before it', () => {
  const graph = graphOf([
    [0, 1],
    [1, 2],
    [0, 3],
    [3, 2],
  ]);
  const both = { fromNode: null };
  const times = [
    [{ first: 10, last: 20, ...both }],
    // Over before the first step can be taken.
    [{ first: 1, last: 9, ...both }],
    [{ first: 30, last: 30, ...both }],
    [{ first: 5, last: Number.POSITIVE_INFINITY, ...both }],
  ];
  const asked = { from: 0, to: 2, ...arriving((link) => times[link]!) };
  expect(find(graph, asked)).toEqual([{ nodes: [0, 3, 2], links: [2, 3], length: 30 }]);
  // The other way the steps follow each other.
  expect(nodesOf(find(graph, { ...asked, from: 2, to: 0 }))).toEqual([
    [2, 1, 0],
    [2, 3, 0],
  ]);
});

test('what has a direction in time is followed from one end alone', () => {
  const graph = graphOf([[0, 1]]);
  const asked = arriving(() => [{ first: 1, last: 1, fromNode: 0 }]);
  expect(find(graph, { from: 0, to: 1, ...asked })).toHaveLength(1);
  expect(find(graph, { from: 1, to: 0, ...asked })).toEqual([]);
});

test('there is no route to what is apart, and none is needed to oneself', () => {
  const graph = graphOf([[0, 1]]);
  expect(find(graph, { from: 0, to: 5 })).toEqual([]);
  expect(find(graph, { from: 0, to: 0 })).toEqual([{ nodes: [0], links: [], length: 0 }]);
});
