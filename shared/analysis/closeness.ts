import type { GraphRows } from './graph.ts';
import { breadthFirst, nearestFirst } from './paths.ts';

/** What the distances from each node come to. */
export interface Distances {
  /** Nodes reached, the node itself among them. */
  readonly reached: Int32Array;
  /** Sum of the distances to them. */
  readonly sums: Float64Array;
  /** Sum of 1/distance to them. */
  readonly harmonic: Float64Array;
  /** Largest distance to one of them. */
  readonly eccentricity: Float64Array;
}

/**
 * Distances from every node to all it reaches; harmonic closeness and eccentricity among them.
 *
 * Unit: links, or units of `lengths`; harmonic closeness is 0 for a node that reaches none.
 * Complexity: O(n · m); with lengths O(n · (n + m) log n).
 * Source: Rochat (2009) and Marchiori and Latora (2000), Physica A 285, for the harmonic sum.
 */
export function measureDistances(rows: GraphRows, lengths: Float64Array | null): Distances {
  const { nodeCount } = rows;
  const search = lengths ? nearestFirst(rows, lengths) : breadthFirst(rows);
  const result = {
    reached: new Int32Array(nodeCount),
    sums: new Float64Array(nodeCount),
    harmonic: new Float64Array(nodeCount),
    eccentricity: new Float64Array(nodeCount),
  };
  for (let node = 0; node < nodeCount; node++) {
    const reached = search.from(node);
    let [sum, harmonic] = [0, 0];
    for (let at = 1; at < reached; at++) {
      const distance = search.distances[search.order[at]!]!;
      sum += distance;
      harmonic += 1 / distance;
    }
    result.reached[node] = reached;
    result.sums[node] = sum;
    result.harmonic[node] = harmonic;
    result.eccentricity[node] = search.distances[search.order[reached - 1]!]!;
  }
  return result;
}

/**
 * Closeness within what each node reaches.
 *
 * Unit: 1 over the mean distance to the nodes reached; 0 for a node that reaches none.
 * Source: Freeman (1979), Social Networks 1, 215–239.
 */
export function closenessInComponent({ reached, sums }: Distances): Float64Array {
  return sums.map((sum, node) => (sum === 0 ? 0 : (reached[node]! - 1) / sum));
}

/**
 * Closeness that is less where a node reaches few.
 *
 * Unit: as closeness in the component, times the share of other nodes that is reached.
 * Source: Wasserman and Faust (1994), Social Network Analysis, 5.2.2.
 */
export function closenessImproved(distances: Distances): Float64Array {
  const nodeCount = distances.sums.length;
  return closenessInComponent(distances).map((closeness, node) =>
    nodeCount < 2 ? 0 : (closeness * (distances.reached[node]! - 1)) / (nodeCount - 1),
  );
}

/** How near all nodes of a graph are to each other. */
export interface DistanceSummary {
  /** Mean distance over ordered pairs of which one reaches the other; null: there are none. */
  readonly meanPathLength: number | null;
  /** Largest distance; 0 where no node reaches another. */
  readonly diameter: number;
  /** Mean of 1/distance over all ordered pairs, 0 for those that do not reach each other; null: there are none. */
  readonly efficiency: number | null;
}

/**
 * Mean path length, diameter and global efficiency.
 *
 * Source: Latora and Marchiori (2001), Physical Review Letters 87, 198701, for efficiency.
 */
export function summariseDistances(distances: Distances): DistanceSummary {
  const { reached, sums, harmonic, eccentricity } = distances;
  const nodeCount = sums.length;
  let [pairs, sum, inverse, diameter] = [0, 0, 0, 0];
  for (let node = 0; node < nodeCount; node++) {
    pairs += reached[node]! - 1;
    sum += sums[node]!;
    inverse += harmonic[node]!;
    diameter = Math.max(diameter, eccentricity[node]!);
  }
  return {
    meanPathLength: pairs === 0 ? null : sum / pairs,
    diameter,
    efficiency: nodeCount < 2 ? null : inverse / (nodeCount * (nodeCount - 1)),
  };
}
