import { expect, test } from 'vitest';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { degrees } from '../../../shared/analysis/degree.ts';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import {
  competitionRanks,
  leaveSourcesOut,
  resampleRanking,
} from '../../../shared/analysis/ranking-doubt.ts';
import { similarNodes } from '../../../shared/analysis/similarity.ts';

function graphOf(nodeCount: number, links: readonly (readonly [number, number, number])[]): Graph {
  return buildGraph(nodeCount, false, {
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
    weights: links.map(([, , weight]) => weight),
  });
}

/** Two hubs: the first of sure links, the second of one link more that are doubted. */
const SURE = [4, 5, 6, 7].map((leaf) => [0, leaf, 1] as const);
const DOUBTED = [8, 9, 10, 11, 12].map((leaf) => [1, leaf, 0.4] as const);
const HUBS = graphOf(13, [...SURE, ...DOUBTED, [2, 3, 1]]);
const BY_DEGREE = {
  seed: 2,
  replicates: 200,
  keep: (link: number) => HUBS.weights[link]!,
  measure: ({ both }: Graph) => degrees(both),
  top: 1,
};

test('what is first by doubted links alone is told to be fragile', () => {
  expect([...competitionRanks(degrees(HUBS.both))].slice(0, 3)).toEqual([2, 1, 3]);
  const doubt = resampleRanking(HUBS, BY_DEGREE);
  expect(doubt.labels.slice(0, 2)).toEqual(['stable', 'fragile']);
  expect([doubt.low[0], doubt.mean[0], doubt.high[0]]).toEqual([4, 4, 4]);
  expect(doubt.mean[1]).toBeGreaterThan(1.7);
  expect(doubt.mean[1]).toBeLessThan(2.3);
  expect([doubt.bestRank[0], doubt.worstRank[0]]).toEqual([1, 1]);
  expect(doubt.worstRank[1]).toBeGreaterThan(2);
  expect(doubt.shareAbove(0, 1)).toBeGreaterThan(0.9);
  expect(doubt.shareAbove(0, 1) + doubt.shareAbove(1, 0)).toBeCloseTo(1, 12);
  expect(doubt.shareAbove(4, 5)).toBe(0.5);
  expect(resampleRanking(HUBS, BY_DEGREE).mean).toEqual(doubt.mean);
});

test('links that are all sure leave any ranking as it is', () => {
  const measure = (graph: Graph) => betweenness(graph, { isWeighted: false }).nodes;
  const sure = resampleRanking(HUBS, { ...BY_DEGREE, keep: () => 1, replicates: 3, measure });
  expect(sure.mean).toEqual(measure(HUBS));
  expect(sure.bestRank).toEqual(sure.worstRank);
});

test('ranks do not rest on rounding', () => {
  expect([...competitionRanks([0.3, 0.1 + 0.2, 1, 0])]).toEqual([2, 2, 1, 4]);
  expect([...competitionRanks([])]).toEqual([]);
});

test('the source is named whose word a place in the ranking is', () => {
  const values = new Map([
    [null, [9, 8, 1]],
    ['a log', [9, 8, 1]],
    ['an informant', [9, 0.5, 1]],
  ]);
  const found = leaveSourcesOut(['a log', 'an informant'], (source) => values.get(source) ?? []);
  expect([...found.largestChange]).toEqual([0, 1, 1]);
  expect(found.source).toEqual([null, 'an informant', 'an informant']);
});

test('those who could stand in for each other have the same neighbours, linked or not', () => {
  const graph = graphOf(6, [
    [0, 2, 1],
    [0, 3, 1],
    [1, 2, 1],
    [1, 3, 1],
    [0, 1, 1],
    [3, 4, 1],
    [4, 5, 1],
  ]);
  expect(similarNodes(graph.both, 0, 2)).toEqual([
    { node: 1, similarity: 1, shared: [2, 3] },
    { node: 2, similarity: 0.5, shared: [1] },
  ]);
  expect(similarNodes(graph.both, 5, 9).map(({ node }) => node)).toEqual([3]);
});
