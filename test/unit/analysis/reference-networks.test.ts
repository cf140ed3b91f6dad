import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { weakComponents } from '../../../shared/analysis/components.ts';
import { consensusCommunities } from '../../../shared/analysis/consensus.ts';
import { degrees, strengths } from '../../../shared/analysis/degree.ts';
import { buildGraph, type Graph, withoutNodes } from '../../../shared/analysis/graph.ts';
import { normalisedMutualInformation, numberGroups } from '../../../shared/analysis/partition.ts';
import { sharedData, sharedReference } from '../../shared-data.ts';

/** What is published of real networks, read where it is and never kept with the project. */
const montagna = sharedData('montagna_mafia');
const curvesFile = sharedReference('golden/montagna_published_disruption.json');
const emails = sharedData('communities_email_eu');
const slumlords = sharedData('slumlords');

type Row = readonly string[];

function rowsOf(text: string, delimiter: string): readonly Row[] {
  return Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
}

/** A graph without direction whose nodes are numbered as they first appear, and their names. */
function readGraph(rows: readonly Row[]) {
  const numberOf = new Map<string, number>();
  const number = (name = '') => {
    const known = numberOf.get(name) ?? numberOf.size;
    numberOf.set(name, known);
    return known;
  };
  // A pair that is listed again has its last weight, as its authors read it.
  const weightOf = new Map<string, readonly [number, number, number]>();
  for (const [source, target, weight] of rows) {
    const [a, b] = [number(source), number(target)];
    weightOf.set([Math.min(a, b), Math.max(a, b)].join(), [a, b, Number(weight ?? 1)]);
  }
  const links = [...weightOf.values()];
  const graph = buildGraph(numberOf.size, false, {
    sources: links.map(([a]) => a),
    targets: links.map(([, b]) => b),
    weights: links.map(([, , weight]) => weight),
  });
  return { graph, names: [...numberOf.keys()] };
}

function largestOf({ both }: Graph): number {
  return Math.max(0, ...weakComponents(both).sizes);
}

/** The graph whose lengths, which are one over its weights, are the weights of another. */
function withWeightsAsLengths(graph: Graph): Graph {
  return buildGraph(graph.nodeCount, false, {
    ...graph,
    weights: graph.weights.map((weight) => 1 / weight),
  });
}

const SCORES: Readonly<Record<string, (graph: Graph) => ArrayLike<number>>> = {
  unweighted_betweenness: (graph) => betweenness(graph, { isWeighted: false }).nodes,
  weighted_betweenness: (graph) =>
    betweenness(withWeightsAsLengths(graph), { isWeighted: true }).nodes,
  unweighted_degree: ({ both }) => degrees(both),
  weighted_degree: ({ both }) => strengths(both),
};

/** The largest component's share after each removal of the highest, of equal ones the last, while six are left. */
function disruptionCurve(
  whole: Graph,
  score: (graph: Graph) => ArrayLike<number>,
  blockSize: number,
): number[] {
  const first = largestOf(whole);
  const isRemoved = new Uint8Array(whole.nodeCount);
  const curve: number[] = [];
  let graph = whole;
  for (let left = whole.nodeCount; left > 5; left -= blockSize) {
    curve.push(largestOf(graph) / first);
    const scores = Array.from(score(graph), (value) => Number(value.toFixed(9)));
    const order = [...scores.keys()]
      .filter((node) => !isRemoved[node])
      .sort((a, b) => scores[a]! - scores[b]! || a - b);
    for (const node of order.slice(-blockSize)) isRemoved[node] = 1;
    graph = withoutNodes(whole, (node) => isRemoved[node] === 1);
  }
  return curve;
}

interface PublishedCurves {
  readonly networks: Readonly<
    Record<
      string,
      {
        readonly initial_lcc: number;
        readonly curves: Readonly<Record<string, readonly number[]>>;
      }
    >
  >;
}

test.skipIf(montagna === null || curvesFile === null).each([
  ['montagna_meetings', 'Montagna_meetings_edgelist.csv', 101],
  ['montagna_phonecalls', 'Montagna_phonecalls_edgelist.csv', 100],
])('%s comes apart as published, step by step, by degree and betweenness', (name, file, count) => {
  const published: PublishedCurves = JSON.parse(readFileSync(curvesFile ?? '', 'utf8'));
  const network = published.networks[name]!;
  const { graph } = readGraph(rowsOf(readFileSync(join(montagna ?? '', file), 'utf8'), '\t'));
  expect(graph.nodeCount).toBe(count);
  expect(largestOf(graph)).toBe(network.initial_lcc);
  expect(Object.keys(network.curves)).toHaveLength(8);
  for (const [curve, expected] of Object.entries(network.curves)) {
    const [pace, ...score] = curve.split('_');
    const found = disruptionCurve(graph, SCORES[score.join('_')]!, pace === 'block' ? 5 : 1);
    expect(found, curve).toHaveLength(expected.length);
    found.forEach((share, step) => {
      expect(share, `${curve}, step ${step}`).toBeCloseTo(expected[step]!, 9);
    });
  }
});

test.skipIf(emails === null)(
  'communities of e-mails tell at least 0.55 of the departments, and more at a higher resolution',
  { timeout: 60_000 },
  () => {
    const folder = emails ?? '';
    const text = gunzipSync(readFileSync(join(folder, 'edges.csv.gz'))).toString('utf8');
    const { graph, names } = readGraph(rowsOf(text, ',').slice(1));
    expect([graph.nodeCount, graph.linkCount]).toEqual([986, 16_064]);
    const departmentOf = new Map(
      rowsOf(readFileSync(join(folder, 'departments.csv'), 'utf8'), ',')
        .slice(1)
        .map(([node = '', department = '']) => [node, department]),
    );
    const departments = numberGroups(names.map((name) => departmentOf.get(name)));
    const told = (resolution: number) =>
      normalisedMutualInformation(
        consensusCommunities(graph.both, { seed: 1, runs: 10, resolution, isWeighted: false })
          .groupOf,
        departments,
      );
    const usual = told(1);
    expect(usual).toBeGreaterThan(0.55);
    expect(told(3)).toBeGreaterThan(usual);
  },
);

test.skipIf(slumlords === null)(
  'sales alone are a chain of companies; with owners, family and business they are one network',
  () => {
    const rows = rowsOf(readFileSync(join(slumlords ?? '', 'edges.csv'), 'utf8'), ',').slice(1);
    const sales = readGraph(
      rows.filter(([, , layer]) => layer === 'sold_to').map((row) => row.slice(0, 2)),
    );
    expect([sales.graph.nodeCount, sales.graph.linkCount]).toEqual([5, 4]);
    expect([...degrees(sales.graph.both)].sort()).toEqual([1, 1, 2, 2, 2]);
    expect(largestOf(sales.graph)).toBe(5);
    // No sale leads back: of those who sell on, each sells to one, and buys of one at most.
    for (const end of [0, 1]) {
      const ends = rows.filter(([, , layer]) => layer === 'sold_to').map((row) => row[end]);
      expect(new Set(ends).size).toBe(4);
    }

    const all = readGraph(rows.map((row) => row.slice(0, 2)));
    expect([all.graph.nodeCount, all.graph.linkCount]).toEqual([22, 42]);
    expect(largestOf(all.graph)).toBe(22);
    const layers = [...new Set(rows.map(([, , layer]) => layer))];
    for (const layer of layers) {
      const alone = readGraph(rows.filter((row) => row[2] === layer).map((row) => row.slice(0, 2)));
      expect(largestOf(alone.graph), layer).toBeLessThan(22);
    }
  },
);
