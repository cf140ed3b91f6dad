import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumInThreads } from '../../electron/jobs/path-threads.ts';
import { betweenness } from '../../shared/analysis/betweenness.ts';
import { weakComponents } from '../../shared/analysis/components.ts';
import { coreNumbers } from '../../shared/analysis/cores.ts';
import { findCuts } from '../../shared/analysis/cuts.ts';
import type { Graph } from '../../shared/analysis/graph.ts';
import { leidenCommunities } from '../../shared/analysis/leiden.ts';
import { once } from '../../shared/analysis/measure-names.ts';
import { partitionModularity } from '../../shared/analysis/partition.ts';
import { sampledBetweenness } from '../../shared/analysis/sampled-betweenness.ts';
import { pageRank } from '../../shared/analysis/spectral.ts';
import { caseTable, growthTable } from './analysis/growth.ts';
import {
  coauthorNetwork,
  type Network,
  nationalNetwork,
  randomNetwork,
} from './analysis/networks.ts';
import { medianOf, type Peer, startPeer, type Timing, timeHere } from './analysis/peers.ts';

/**
 * Measures of graphs beside the same measures of igraph, leidenalg and NetworKit: the same links, in turns, medians.
 * Peers answer where ACHILLES_PEERS names a Python that has them; `peers/*.py` say which versions were measured.
 * ACHILLES_BENCH_TASKS names tasks that alone are run, or tasks with a network (*betweenness national*), with commas
 * between.
 */
const folder = mkdtempSync(join(tmpdir(), 'analysis-bench-'));
const wanted = process.env.ACHILLES_BENCH_TASKS?.split(',') ?? null;

interface Work {
  readonly task: string;
  readonly peers: readonly string[];
  /** Null: its data are not on this machine. */
  readonly networks: readonly (() => Network | null)[];
  readonly rounds: (graph: Graph) => number;
  readonly run: (graph: Graph) => () => number;
}

const sum = (values: ArrayLike<number>) => {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at]!;
  return total;
};

function leiden(iterations?: number) {
  return (graph: Graph) => {
    const options = { seed: 1, isWeighted: false, ...(iterations && { iterations }) };
    const groups = leidenCommunities(graph.both, options);
    return () => partitionModularity(graph, groups, { resolution: 1, isWeighted: false });
  };
}

const small = once(() => randomNetwork(folder, 10_000, 30_000));
const large = once(() => randomNetwork(folder, 40_000, 100_000));
const coauthors = once(() => coauthorNetwork(folder));
const national = once(() => nationalNetwork(folder));
const often = () => 15;

const WORKS: readonly Work[] = [
  {
    task: 'PageRank',
    peers: ['igraph'],
    networks: [large],
    rounds: often,
    run: (graph) => {
      const ranks = pageRank(graph, { isWeighted: false });
      return () => ranks.reduce((most, rank) => Math.max(most, rank), 0);
    },
  },
  {
    task: 'k-core',
    peers: ['igraph'],
    networks: [large],
    rounds: often,
    run: ({ both }) => {
      const cores = coreNumbers(both);
      return () => sum(cores);
    },
  },
  {
    task: 'components',
    peers: ['igraph'],
    networks: [large],
    rounds: often,
    run: ({ both }) => {
      const { sizes } = weakComponents(both);
      return () => sizes.length;
    },
  },
  {
    task: 'bridges',
    peers: ['igraph'],
    networks: [large],
    rounds: often,
    run: ({ both }) => {
      const { bridges } = findCuts(both);
      return () => bridges.length;
    },
  },
  {
    task: 'leiden',
    peers: ['igraph', 'leidenalg'],
    networks: [large, coauthors],
    rounds: () => 5,
    run: leiden(2),
  },
  {
    task: 'leiden until steady',
    peers: ['igraph'],
    networks: [large, coauthors],
    rounds: () => 3,
    run: leiden(),
  },
  {
    task: 'sampled betweenness',
    peers: ['networkit'],
    networks: [coauthors],
    rounds: () => 5,
    run: (graph) => {
      const { nodes } = sampledBetweenness(graph, { seed: 1 });
      return () => nodes.reduce((most, value) => Math.max(most, value), 0);
    },
  },
  {
    task: 'betweenness',
    peers: ['igraph'],
    networks: [small, national, large],
    rounds: (graph) => (graph.nodeCount > 20_000 ? 1 : 3),
    run: (graph) => {
      const { nodes } = betweenness(graph, {
        isWeighted: false,
        ofLinks: false,
        sumBlocks: sumInThreads(),
      });
      return () => sum(nodes);
    },
  },
];

const peers = new Map<string, Peer | null>();
function peerOf(name: string): Peer | null {
  if (!peers.has(name)) peers.set(name, startPeer(name));
  return peers.get(name) ?? null;
}

const rounded = (value: number) => Number(value.toPrecision(4));

async function measure(work: Work, network: Network): Promise<object[]> {
  const timings = new Map<string, Timing[]>();
  const keep = (name: string, timing: Timing) =>
    timings.set(name, [...(timings.get(name) ?? []), timing]);
  for (let round = 0; round < work.rounds(network.graph); round++) {
    let tell: () => number = () => Number.NaN;
    const { ms, cpuMs } = timeHere(() => {
      tell = work.run(network.graph);
      return 0;
    });
    keep('ours', { ms, cpuMs, value: tell() });
    for (const name of work.peers) {
      const peer = peerOf(name);
      if (peer) keep(name, await peer.run(work.task, network.file));
    }
  }
  const ours = medianOf(timings.get('ours') ?? []);
  return (work.peers.length > 0 ? work.peers : ['nobody']).map((name) => {
    const theirs = medianOf(timings.get(name) ?? []);
    return {
      task: work.task,
      network: network.name,
      'ours ms': rounded(ours.ms),
      peer: name,
      'their ms': rounded(theirs.ms),
      ratio: rounded(ours.ms / theirs.ms),
      'ratio of CPU': rounded(ours.cpuMs / theirs.cpuMs),
      ours: rounded(ours.value),
      theirs: rounded(theirs.value),
    };
  });
}

try {
  const rows: object[] = [];
  for (const work of WORKS) {
    if (wanted && !wanted.some((name) => name.startsWith(work.task))) continue;
    for (const networkOf of work.networks) {
      const network = networkOf();
      if (!network) {
        console.log(
          `${work.task}: a network is left out, because its data are not on this machine`,
        );
        continue;
      }
      const isWanted = [work.task, `${work.task} ${network.name}`].some((name) =>
        wanted?.includes(name),
      );
      if (wanted && !isWanted) continue;
      const measured = await measure(work, network);
      for (const row of measured) console.log(`  ${JSON.stringify(row)}`);
      rows.push(...measured);
    }
  }
  if (rows.length > 0) console.table(rows);
  if (!wanted || wanted.includes('case')) console.table(caseTable());
  if (!wanted || wanted.includes('growth')) console.table(growthTable(folder));
  console.log(`load of the machine: ${loadavg().map(rounded).join(', ')}`);
  if ([...peers.values()].includes(null))
    console.log('Peers were left out: ACHILLES_PEERS names no Python that has them.');
} finally {
  for (const peer of peers.values()) peer?.end();
  rmSync(folder, { recursive: true });
}
