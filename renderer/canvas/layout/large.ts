import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { LINK_LENGTH } from './stress.ts';
import { neighboursOf, type Topology } from './topology.ts';

const ROUNDS = 24;
const ITERATIONS_PER_ROUND = 10;
/** Links of a large map are drawn shorter: there is no room for every name. */
const LARGE_LINK_LENGTH = LINK_LENGTH * 0.6;
/** Room for each node, side of a square: what is packed closer is a blot. */
const ROOM = 62;

interface ForceNode {
  x: number;
  y: number;
}

function meanLinkLength(topology: Topology, xs: Float64Array, ys: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let node = 0; node < topology.nodeCount; node++) {
    for (const next of neighboursOf(topology, node)) {
      sum += Math.hypot(xs[node]! - xs[next]!, ys[node]! - ys[next]!);
      count++;
    }
  }
  return count > 0 ? sum / count : 1;
}

/** Side of the square that holds the middle half of the nodes, doubled: what is far out does not count. */
function middleReach(xs: Float64Array, ys: Float64Array): number {
  const middleHalf = (values: Float64Array) => {
    const sorted = Float64Array.from(values).sort();
    return sorted[Math.floor(sorted.length * 0.75)]! - sorted[Math.floor(sorted.length * 0.25)]!;
  };
  return Math.max(1, 2 * Math.sqrt(middleHalf(xs) * middleHalf(ys)));
}

/** Lays out a group too large for exact distances by attraction and repulsion (ForceAtlas2, Barnes–Hut). */
export function* layOutLarge(
  topology: Topology,
  xs: Float64Array,
  ys: Float64Array,
): Generator<number> {
  const graph = new UndirectedGraph<ForceNode>();
  xs.forEach((x, node) => {
    graph.addNode(node, { x, y: ys[node]! });
  });
  for (let node = 0; node < topology.nodeCount; node++) {
    for (const next of neighboursOf(topology, node)) if (node < next) graph.addEdge(node, next);
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: true,
    linLogMode: false,
    outboundAttractionDistribution: true,
    gravity: 0.02,
    slowDown: 2,
  };
  for (let round = 1; round <= ROUNDS; round++) {
    forceAtlas2.assign(graph, { iterations: ITERATIONS_PER_ROUND, settings });
    graph.forEachNode((key, { x, y }) => {
      xs[Number(key)] = x;
      ys[Number(key)] = y;
    });
    const byLength = LARGE_LINK_LENGTH / meanLinkLength(topology, xs, ys);
    const byRoom = (ROOM * Math.sqrt(topology.nodeCount)) / middleReach(xs, ys);
    const scale = Math.max(byLength, byRoom);
    xs.forEach((x, node) => {
      xs[node] = x * scale;
      ys[node] = ys[node]! * scale;
    });
    yield round / ROUNDS;
  }
}
