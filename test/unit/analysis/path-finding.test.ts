import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import {
  credibilityLengths,
  earliestPath,
  pathCredibility,
  shortestPath,
  shortestPaths,
  weakestLink,
} from '../../../shared/analysis/path-finding.ts';

const NODES = 6;

function graphOf(
  isDirected: boolean,
  links: readonly (readonly [number, number, number])[],
): Graph {
  return buildGraph(NODES, isDirected, {
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
    weights: links.map(([, , weight]) => weight),
  });
}

/** Lengths of all paths without rings, shortest first. */
function allLengths({ out }: Graph, lengths: Float64Array | null, avoid: number): number[] {
  const found: number[] = [];
  function follow(node: number, passed: ReadonlySet<number>, length: number): void {
    if (node === NODES - 1) {
      found.push(length);
      return;
    }
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
      const target = out.targets[entry]!;
      if (passed.has(target) || target === avoid) continue;
      const step = lengths?.[out.linkOf[entry]!] ?? 1;
      follow(target, new Set([...passed, target]), length + step);
    }
  }
  follow(0, new Set([0]), 0);
  return found.sort((a, b) => a - b);
}

const anyLinks = fc.array(
  fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1), fc.constantFrom(0.25, 0.5, 0.9, 1)),
  { maxLength: 12 },
);

test('the shortest paths are all there are, in order, each once and without rings', () => {
  fc.assert(
    fc.property(fc.boolean(), anyLinks, fc.boolean(), (isDirected, links, isByCredibility) => {
      const graph = graphOf(isDirected, links);
      const lengths = isByCredibility ? credibilityLengths(graph) : null;
      const options = { from: 0, to: NODES - 1, lengths, avoid: new Set([3]) };
      const paths = shortestPaths(graph, options, 1000);
      const expected = allLengths(graph, lengths, 3);
      expect(paths.length).toBe(expected.length);
      for (const [at, { nodes, links: passed, length }] of paths.entries()) {
        expect(length).toBeCloseTo(expected[at]!, 9);
        expect(new Set(nodes).size).toBe(nodes.length);
        expect(passed.length).toBe(nodes.length - 1);
      }
      expect(new Set(paths.map(({ nodes }) => nodes.join())).size).toBe(paths.length);
      expect(shortestPath(graph, options)?.length ?? null).toEqual(paths[0]?.length ?? null);
    }),
    { numRuns: 300 },
  );
});

test('the most credible path may be longer, and names the link that is believed least', () => {
  const graph = graphOf(false, [
    [0, 5, 0.3],
    [0, 1, 0.9],
    [1, 5, 0.8],
  ]);
  const options = { from: 0, to: 5, lengths: credibilityLengths(graph) };
  const path = shortestPath(graph, options)!;
  expect(path.nodes).toEqual([0, 1, 5]);
  expect(pathCredibility(path, graph)).toBeCloseTo(0.72, 12);
  expect(weakestLink(path, graph)).toBe(2);
  expect(shortestPath(graph, { ...options, avoid: new Set([1]) })?.nodes).toEqual([0, 5]);
  expect(shortestPath(graph, { ...options, lengths: null })?.nodes).toEqual([0, 5]);
});

test('of certain paths the one with fewer links is taken, and a node leads to itself', () => {
  const graph = graphOf(false, [
    [0, 1, 1],
    [1, 2, 1],
    [0, 2, 1],
  ]);
  const lengths = credibilityLengths(graph);
  expect(shortestPath(graph, { from: 0, to: 2, lengths })?.nodes).toEqual([0, 2]);
  expect(shortestPaths(graph, { from: 1, to: 1, lengths }, 3)).toEqual([
    { nodes: [1], links: [], length: 0 },
  ]);
  expect(shortestPath(graph, { from: 0, to: 4, lengths })).toBeNull();
});

test('what passes on goes with time, never against it', () => {
  const contacts = [
    { source: 1, target: 2, day: 1 },
    { source: 0, target: 1, day: 2 },
    { source: 1, target: 2, day: 5 },
    { source: 2, target: 3, day: 5 },
  ];
  expect(earliestPath(contacts, { from: 0, to: 3, since: 0 })).toEqual({
    nodes: [0, 1, 2, 3],
    contacts: [1, 2, 3],
    arrival: 5,
  });
  expect(earliestPath(contacts, { from: 0, to: 3, since: 3 })).toBeNull();
  expect(earliestPath(contacts, { from: 3, to: 0, since: 0 })).toBeNull();
  expect(earliestPath(contacts, { from: 2, to: 2, since: 0 })?.nodes).toEqual([2]);
});
