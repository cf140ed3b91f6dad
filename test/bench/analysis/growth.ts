import { sumInThreads } from '../../../electron/jobs/path-threads.ts';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { CASE_MEASURES } from '../../../shared/analysis/case-measure.ts';
import { weakComponents } from '../../../shared/analysis/components.ts';
import { coreNumbers } from '../../../shared/analysis/cores.ts';
import { findCuts } from '../../../shared/analysis/cuts.ts';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import { leidenCommunities } from '../../../shared/analysis/leiden.ts';
import { sampleValues } from '../../../shared/analysis/ranking-sample.ts';
import { measureRecords } from '../../../shared/analysis/record-measure.ts';
import { sampledBetweenness } from '../../../shared/analysis/sampled-betweenness.ts';
import { pageRank } from '../../../shared/analysis/spectral.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';
import { type Network, randomNetwork } from './networks.ts';
import { medianOf, timeHere } from './peers.ts';

const WORKS: readonly (readonly [name: string, most: number, work: (graph: Graph) => void])[] = [
  ['components', 1e6, ({ both }) => void weakComponents(both)],
  ['k-core', 1e6, ({ both }) => void coreNumbers(both)],
  ['bridges', 1e6, ({ both }) => void findCuts(both)],
  ['PageRank', 1e6, (graph) => void pageRank(graph, { isWeighted: false })],
  [
    'leiden',
    1e6,
    ({ both }) => void leidenCommunities(both, { seed: 1, isWeighted: false, iterations: 2 }),
  ],
  ['sampled betweenness', 1e6, (graph) => void sampledBetweenness(graph, { seed: 1 })],
  [
    'betweenness',
    1e4,
    (graph) =>
      void betweenness(graph, { isWeighted: false, ofLinks: false, sumBlocks: sumInThreads() }),
  ],
];

/** How time grows with a random graph of 2.5 links a node; milliseconds, medians of three. */
export function growthTable(folder: string): object[] {
  return [1000, 3000, 10_000, 30_000, 100_000].map((nodeCount) => {
    const { graph }: Network = randomNetwork(folder, nodeCount, 2.5 * nodeCount);
    const times = WORKS.map(([name, most, work]) => {
      if (nodeCount > most) return [name, null] as const;
      const runs = [1, 2, 3].map(() =>
        timeHere(() => {
          work(graph);
          return 0;
        }),
      );
      return [name, Number(medianOf(runs).ms.toPrecision(3))] as const;
    });
    return { nodes: nodeCount, ...Object.fromEntries(times) };
  });
}

const REPLICATES = 200;
const ALL_REPLICATES = { from: 0, to: REPLICATES, replicates: REPLICATES };

/** Every measure of a case of 500 records, and the intervals of each from 200 replicates; one thread. */
export function caseTable(): object[] {
  const [nodeCount, linkCount] = [500, 1500];
  const random = createRandom(3);
  const ends = () => Array.from({ length: linkCount }, () => random.integer(0, nodeCount - 1));
  const graph = buildGraph(nodeCount, false, {
    sources: ends(),
    targets: ends(),
    weights: Array.from({ length: linkCount }, () => random.integer(1, 5)),
  });
  const existence = new Float64Array(graph.linkCount).fill(0.9);
  const graphs = {
    plain: graph,
    weighted: graph,
    toldNodes: Int32Array.from({ length: nodeCount }, (_, node) => node),
    existence,
    weightedExistence: existence,
  };
  const options = { seed: 1, mostSteps: 1e9 };
  const values = new Float64Array(nodeCount * REPLICATES);
  const rows = CASE_MEASURES.map((measure) => {
    const once = timeHere(() => measureRecords(graphs, measure, options).values.length);
    const replicates = timeHere(() => {
      sampleValues(graphs, { measures: [{ measure, values }], ...options, ...ALL_REPLICATES });
      return 0;
    });
    return {
      measure,
      'once ms': once.ms,
      'intervals ms': replicates.ms,
      'intervals CPU ms': replicates.cpuMs,
    };
  });
  const rowOf = (row: Omit<(typeof rows)[number], 'measure'> & { readonly measure: string }) => ({
    measure: row.measure,
    'once ms': Math.round(row['once ms']),
    'intervals ms': Math.round(row['intervals ms']),
    'intervals CPU ms': Math.round(row['intervals CPU ms']),
  });
  const slowest = rows.toSorted((a, b) => b['intervals ms'] - a['intervals ms']).slice(0, 6);
  const onceMs = rows.reduce((total, row) => total + row['once ms'], 0);
  const together = timeHere(() => {
    const measures = CASE_MEASURES.map((measure) => ({
      measure,
      values: new Float64Array(nodeCount * REPLICATES),
    }));
    sampleValues(graphs, { measures, ...options, ...ALL_REPLICATES });
    return 0;
  });
  const all = {
    measure: 'all together',
    'once ms': onceMs,
    'intervals ms': together.ms,
    'intervals CPU ms': together.cpuMs,
  };
  return [...slowest.map(rowOf), rowOf(all)];
}
