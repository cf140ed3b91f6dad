import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { LayoutInput } from '../../renderer/canvas/layout/engine.ts';
import { layOut } from '../../renderer/canvas/layout/engine.ts';
import { seededRandom } from '../../renderer/canvas/layout/random.ts';
import {
  buildTopology,
  neighboursOf,
  type Topology,
} from '../../renderer/canvas/layout/topology.ts';

/**
 * The layout of a map from nothing, beside graphology's ForceAtlas2 given the same time: how true the distances on
 * the map are to those in the network after each budget of time, and how long ours takes to its first places and to
 * its last.
 *
 * Normalised stress: the mean of (α·d/h − 1)² over all pairs of nodes with a way between them, d being how far apart
 * they are on the map, h the links on the shortest way between them, and α the scale at which the mean is least:
 * 1 − (Σ d/h)² / (N · Σ (d/h)²). 0: the map tells the truth. Above 3,000 nodes the pairs are those of 1,000 nodes,
 * drawn by a seed, with all others.
 *
 * Both sides: one thread, the same links, what it takes to build their graphs counted, the places they have when the
 * budget is spent, or their first if they have none by then (ForceAtlas2 ends the round it is in too). Ours are the places that are
 * drawn, turned to the canvas and parted so that names can be read; ForceAtlas2 has the settings that it infers for
 * the size of the graph, and starts from random places of the same seed. Both have run before on a
 * small network. Median of three runs.
 */
const SEED = 11;
const RUNS = 3;
const MOST_SAMPLED = 1000;
const EXACT_NODES = 3000;

interface Network {
  readonly name: string;
  readonly nodeCount: number;
  readonly pairs: Int32Array;
}

/** Communities of invented size, dense within, a few links between, as networks of people are. */
function communities(nodeCount: number, linksPerNode: number): Network {
  const random = seededRandom(SEED);
  const size = 40;
  const groups = Math.ceil(nodeCount / size);
  const pairs: number[] = [];
  for (let node = 1; node < nodeCount; node++) {
    const group = Math.floor(node / size);
    const first = group * size;
    // One link that keeps everything together, the rest mostly within the group.
    pairs.push(
      node,
      node === first ? Math.floor(random() * first) : first + Math.floor(random() * (node - first)),
    );
    for (let link = 1; link < linksPerNode; link++) {
      const other = random() < 0.94 ? group : Math.floor(random() * groups);
      pairs.push(node, Math.min(nodeCount - 1, other * size + Math.floor(random() * size)));
    }
  }
  return { name: `${nodeCount} in communities`, nodeCount, pairs: Int32Array.from(pairs) };
}

/** Who joins links to some who are there, most of all to those with many links. */
function preferential(nodeCount: number, linksPerNode: number): Network {
  const random = seededRandom(SEED);
  const ends: number[] = [0, 1];
  for (let node = 2; node < nodeCount; node++)
    for (let link = 0; link < linksPerNode; link++)
      ends.push(node, ends[Math.floor(random() * ends.length)]!);
  return { name: `${nodeCount} by preference`, nodeCount, pairs: Int32Array.from(ends) };
}

/** Small stars and pairs that nothing joins, as premises with their incidents are. */
function pieces(nodeCount: number): Network {
  const random = seededRandom(SEED);
  const pairs: number[] = [];
  for (let hub = 0; hub < nodeCount; ) {
    const leaves = Math.floor(random() ** 4 * 14);
    for (let leaf = 1; leaf <= leaves && hub + leaf < nodeCount; leaf++)
      pairs.push(hub, hub + leaf);
    hub += leaves + 1;
  }
  return { name: `${nodeCount} in pieces`, nodeCount, pairs: Int32Array.from(pairs) };
}

function inputOf({ nodeCount, pairs }: Network): LayoutInput {
  return {
    nodeCount,
    pairs,
    halfWidths: new Float64Array(nodeCount).fill(nodeCount < 1200 ? 55 : 18),
    halfHeights: new Float64Array(nodeCount).fill(nodeCount < 1200 ? 24 : 18),
    positions: new Float32Array(nodeCount * 2),
    isFixed: new Uint8Array(nodeCount),
    aspect: 1.5,
    seed: 7,
  };
}

/** Links on the shortest way from one node to all others; -1: none. */
function hopsFrom(topology: Topology, start: number): Int32Array {
  const hops = new Int32Array(topology.nodeCount).fill(-1);
  hops[start] = 0;
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    for (const next of neighboursOf(topology, queue[at]!)) {
      if (hops[next] !== -1) continue;
      hops[next] = hops[queue[at]!]! + 1;
      queue.push(next);
    }
  }
  return hops;
}

/** How untrue a map is; see above. */
function createStress(topology: Topology): (positions: ArrayLike<number>) => number {
  const random = seededRandom(3);
  const n = topology.nodeCount;
  const starts =
    n <= EXACT_NODES
      ? Array.from({ length: n }, (_, node) => node)
      : Array.from({ length: MOST_SAMPLED }, () => Math.floor(random() * n));
  const rows = starts.map((start) => hopsFrom(topology, start));
  return (positions) => {
    let [count, sum, squares] = [0, 0, 0];
    rows.forEach((hops, at) => {
      const start = starts[at]!;
      for (let node = 0; node < n; node++) {
        const hop = hops[node]!;
        if (hop <= 0) continue;
        const dx = positions[node * 2]! - positions[start * 2]!;
        const dy = positions[node * 2 + 1]! - positions[start * 2 + 1]!;
        const ratio = Math.sqrt(dx * dx + dy * dy) / hop;
        count++;
        sum += ratio;
        squares += ratio * ratio;
      }
    });
    return 1 - (sum * sum) / squares / count;
  };
}

interface Run {
  readonly firstMs: number;
  readonly totalMs: number;
  /** Places when each budget was spent, or the first. */
  readonly byBudget: readonly ArrayLike<number>[];
}

function runOurs(network: Network, budgetsMs: readonly number[]): Run {
  const input = inputOf(network);
  const startedAt = performance.now();
  let firstMs = 0;
  let places: ArrayLike<number> | null = null;
  const byBudget: ArrayLike<number>[] = [];
  for (const step of layOut(input)) {
    const nowMs = performance.now() - startedAt;
    firstMs ||= nowMs;
    while (places && byBudget.length < budgetsMs.length && nowMs > budgetsMs[byBudget.length]!)
      byBudget.push(places);
    places = step.positions;
  }
  const totalMs = performance.now() - startedAt;
  while (places && byBudget.length < budgetsMs.length) byBudget.push(places);
  return { firstMs, totalMs, byBudget };
}

function runForces(network: Network, budgetMs: number): ArrayLike<number> {
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  const random = seededRandom(SEED);
  const graph = new UndirectedGraph<{ x: number; y: number }>();
  for (let node = 0; node < network.nodeCount; node++)
    graph.addNode(node, { x: random() * 1000, y: random() * 1000 });
  for (let at = 0; at + 1 < network.pairs.length; at += 2)
    if (network.pairs[at] !== network.pairs[at + 1])
      graph.mergeEdge(network.pairs[at], network.pairs[at + 1]);
  const settings = forceAtlas2.inferSettings(graph);
  // As many rounds at a time as are likely to fit: each call reads the graph and writes it.
  let [rounds, roundMs] = [1, 0];
  do {
    const beforeMs = elapsedMs();
    forceAtlas2.assign(graph, { iterations: rounds, settings });
    roundMs = (elapsedMs() - beforeMs) / rounds;
    rounds = Math.max(1, Math.floor((budgetMs - elapsedMs()) / roundMs));
  } while (elapsedMs() < budgetMs);
  const positions = new Float64Array(network.nodeCount * 2);
  graph.forEachNode((node, { x, y }) => {
    positions[Number(node) * 2] = x;
    positions[Number(node) * 2 + 1] = y;
  });
  return positions;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

const BUDGETS_MS: Readonly<Record<number, readonly number[]>> = {
  500: [25, 50, 100, 250, 1000],
  3000: [100, 250, 1000, 2000, 6000],
  10000: [250, 1000, 4000, 12_000],
};

// Neither side is measured while its code is still being compiled.
runOurs(communities(1000, 3), []);
runForces(communities(1000, 3), 500);

const times: object[] = [];
const stresses: object[] = [];
for (const network of [
  communities(500, 2),
  preferential(500, 3),
  communities(3000, 3),
  preferential(3000, 3),
  communities(10_000, 3),
  preferential(10_000, 3),
]) {
  const budgetsMs = BUDGETS_MS[network.nodeCount]!;
  const stressOf = createStress(buildTopology(network.nodeCount, network.pairs));
  const ours = Array.from({ length: RUNS }, () => runOurs(network, budgetsMs));
  times.push({
    network: network.name,
    'first places ms': Math.round(median(ours.map(({ firstMs }) => firstMs))),
    'all places ms': Math.round(median(ours.map(({ totalMs }) => totalMs))),
  });
  budgetsMs.forEach((budgetMs, at) => {
    const own = median(ours.map(({ byBudget }) => stressOf(byBudget[at]!)));
    const forces = median(
      Array.from({ length: RUNS }, () => stressOf(runForces(network, budgetMs))),
    );
    stresses.push({
      network: network.name,
      'budget ms': budgetMs,
      stress: own.toFixed(4),
      'of ForceAtlas2': forces.toFixed(4),
      ratio: (own / forces).toFixed(2),
      lower: own < forces ? 'yes' : 'NO',
    });
  });
}
console.table(stresses);
for (const network of [communities(20_000, 3), pieces(5000)]) {
  const { firstMs, totalMs } = runOurs(network, []);
  times.push({
    network: network.name,
    'first places ms': Math.round(firstMs),
    'all places ms': Math.round(totalMs),
  });
}
console.table(times);
