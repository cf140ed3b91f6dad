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
 * The layout of a map from nothing: time until the first places are shown and until the last, and how true the
 * distances on the map are to those in the network (normalised stress, less is better), beside graphology's
 * ForceAtlas2 given the same time.
 */
const SEED = 11;

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

/** Σ (α·d − h)² / h² over pairs from a sample of nodes, at the scale α that suits the map best, for each pair. */
function normalisedStress(topology: Topology, positions: ArrayLike<number>): number {
  const random = seededRandom(3);
  let [count, byLength, byLengthSquared] = [0, 0, 0];
  for (let sample = 0; sample < 200; sample++) {
    const start = Math.floor(random() * topology.nodeCount);
    const hops = hopsFrom(topology, start);
    for (let node = 0; node < topology.nodeCount; node++) {
      const hop = hops[node]!;
      if (hop <= 0) continue;
      const length =
        Math.hypot(
          positions[node * 2]! - positions[start * 2]!,
          positions[node * 2 + 1]! - positions[start * 2 + 1]!,
        ) / hop;
      count++;
      byLength += length;
      byLengthSquared += length * length;
    }
  }
  return 1 - (byLength * byLength) / byLengthSquared / count;
}

interface Run {
  readonly firstMs: number;
  readonly totalMs: number;
  readonly positions: ArrayLike<number>;
}

function runOurs(network: Network): Run {
  const startedAt = performance.now();
  let firstMs = 0;
  let positions: ArrayLike<number> = [];
  for (const step of layOut(inputOf(network))) {
    firstMs ||= performance.now() - startedAt;
    positions = step.positions;
  }
  return { firstMs, totalMs: performance.now() - startedAt, positions };
}

/** ForceAtlas2 for as long as ours took; whole rounds, so a little longer. */
function runForces(network: Network, forMs: number): Run {
  const startedAt = performance.now();
  const random = seededRandom(SEED);
  const graph = new UndirectedGraph<{ x: number; y: number }>();
  for (let node = 0; node < network.nodeCount; node++)
    graph.addNode(node, { x: random() * 1000, y: random() * 1000 });
  const topology = buildTopology(network.nodeCount, network.pairs);
  for (let node = 0; node < network.nodeCount; node++)
    for (const next of neighboursOf(topology, node)) if (node < next) graph.addEdge(node, next);
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: true };
  do forceAtlas2.assign(graph, { iterations: 5, settings });
  while (performance.now() - startedAt < forMs);
  const positions = new Float64Array(network.nodeCount * 2);
  graph.forEachNode((node, { x, y }) => {
    positions[Number(node) * 2] = x;
    positions[Number(node) * 2 + 1] = y;
  });
  return { firstMs: 0, totalMs: performance.now() - startedAt, positions };
}

const rows = [
  communities(500, 2),
  communities(1000, 3),
  communities(5000, 3),
  communities(20_000, 3),
  pieces(5000),
].map((network) => {
  const ours = runOurs(network);
  const forces = runForces(network, ours.totalMs);
  const topology = buildTopology(network.nodeCount, network.pairs);
  return {
    network: network.name,
    'first places ms': Math.round(ours.firstMs),
    'all places ms': Math.round(ours.totalMs),
    'ForceAtlas2 ms': Math.round(forces.totalMs),
    stress: Number(normalisedStress(topology, ours.positions).toFixed(4)),
    'stress of ForceAtlas2': Number(normalisedStress(topology, forces.positions).toFixed(4)),
  };
});
console.table(rows);
