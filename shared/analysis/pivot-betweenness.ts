import { createRandom } from '../synthetic/random.ts';
import type { GraphRows } from './graph.ts';

/** Paths counted from some nodes, as an estimate of all. */
export interface PivotSums {
  /** Betweenness, raw: as if paths had been followed from every node. */
  readonly betweenness: Float64Array;
  /** Sum of 1/distance, as if it had been taken to every node. */
  readonly harmonic: Float64Array;
  readonly pivots: number;
}

/**
 * Betweenness and harmonic closeness estimated from the shortest paths of some nodes, drawn by chance.
 *
 * Unit: as `betweenness` and `measureDistances` by links alone. Complexity: O(pivots · (n + m)).
 * Source: Brandes and Pich (2007), International Journal of Bifurcation and Chaos 17, 2303–2318; harmonic sums by
 * Eppstein and Wang (2004), Journal of Graph Algorithms and Applications 8, 39–45.
 */
export function pivotSums(
  { out, into }: { readonly out: GraphRows; readonly into: GraphRows },
  options: { readonly pivots: number; readonly seed: number; readonly isDirected: boolean },
): PivotSums {
  const { nodeCount } = out;
  const pivots = drawPivots(nodeCount, options.pivots, options.seed);
  const betweenness = new Float64Array(nodeCount);
  const harmonic = new Float64Array(nodeCount);
  const distances = new Int32Array(nodeCount).fill(-1);
  const paths = new Float64Array(nodeCount);
  const shares = new Float64Array(nodeCount);
  const order = new Int32Array(nodeCount);
  for (const source of pivots) {
    distances[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let reached = 1;
    for (let at = 0; at < reached; at++) {
      const node = order[at]!;
      const next = distances[node]! + 1;
      for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
        const target = out.targets[entry]!;
        if (distances[target] === -1) {
          distances[target] = next;
          order[reached++] = target;
        }
        if (distances[target] === next) paths[target]! += paths[node]!;
      }
    }
    for (let at = reached - 1; at > 0; at--) {
      const node = order[at]!;
      const share = (1 + shares[node]!) / paths[node]!;
      const before = distances[node]! - 1;
      for (let entry = into.offsets[node]!; entry < into.offsets[node + 1]!; entry++) {
        const target = into.targets[entry]!;
        if (distances[target] === before) shares[target]! += paths[target]! * share;
      }
      betweenness[node]! += shares[node]!;
      harmonic[node]! += 1 / distances[node]!;
    }
    for (let at = 0; at < reached; at++) {
      const node = order[at]!;
      distances[node] = -1;
      paths[node] = 0;
      shares[node] = 0;
    }
  }
  const scale = pivots.length === 0 ? 0 : nodeCount / pivots.length;
  for (let node = 0; node < nodeCount; node++) {
    betweenness[node]! *= options.isDirected ? scale : scale / 2;
    harmonic[node]! *= scale;
  }
  return { betweenness, harmonic, pivots: pivots.length };
}

/** Different nodes, each as likely as any other. */
function drawPivots(nodeCount: number, count: number, seed: number): Int32Array {
  const nodes = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const taken = Math.min(count, nodeCount);
  const random = createRandom(seed);
  for (let at = 0; at < taken; at++) {
    const other = at + Math.floor(random.next() * (nodeCount - at));
    [nodes[at], nodes[other]] = [nodes[other]!, nodes[at]!];
  }
  return nodes.slice(0, taken);
}

/**
 * How far an estimate from so many pivots may be off for any node, with 95% confidence, on the scale of normalised
 * betweenness. Source: Hoeffding's bound over all nodes at once, as Brandes and Pich (2007).
 */
export function pivotError(nodeCount: number, pivots: number): number {
  if (pivots >= nodeCount) return 0;
  return Math.sqrt(Math.log((2 * nodeCount) / 0.05) / (2 * pivots));
}
