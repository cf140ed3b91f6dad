import type { GraphRows } from './graph.ts';

/** How closely the neighbours of each node are tied; every measure is 0 for nodes of fewer than two neighbours. */
export interface Clustering {
  /** Pairs of neighbours that are linked. */
  readonly triangles: Int32Array;
  /** Share of pairs of neighbours that are linked. Source: Watts and Strogatz (1998), Nature 393, 440–442. */
  readonly clustering: Float64Array;
  /** The same, by the weight of the links to each pair. Source: Barrat et al. (2004), PNAS 101, 3747–3752. */
  readonly barrat: Float64Array;
  /** The same, by the mean of each triangle's weights against the largest. Source: Onnela et al. (2005), PRE 71. */
  readonly onnela: Float64Array;
  /** Share of paths of two links that are closed; 0: there are none. Source: Newman (2003), SIAM Review 45. */
  readonly transitivity: number;
  /** Mean of `clustering` over all nodes; 0: there are none. */
  readonly average: number;
}

/**
 * Triangles and clustering, whatever the direction of links.
 *
 * Unit: 0 to 1, triangles apart. Complexity: O(m · d); d is the largest number of neighbours.
 */
export function measureClustering(rows: GraphRows): Clustering {
  const { nodeCount, offsets, targets, weights } = rows;
  let most = 0;
  for (const weight of weights) most = Math.max(most, weight);
  const triangles = new Int32Array(nodeCount);
  const barrat = new Float64Array(nodeCount);
  const onnela = new Float64Array(nodeCount);
  const strengthOf = new Float64Array(nodeCount);
  const clustering = new Float64Array(nodeCount);
  let [closed, triples] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    const [start, end] = [offsets[node]!, offsets[node + 1]!];
    const degree = end - start;
    if (degree < 2) continue;
    let strength = 0;
    for (let entry = start; entry < end; entry++) {
      strengthOf[targets[entry]!] = weights[entry]!;
      strength += weights[entry]!;
    }
    let [count, ofWeights, ofRoots] = [0, 0, 0];
    for (let entry = start; entry < end; entry++) {
      const one = targets[entry]!;
      for (let far = offsets[one]!; far < offsets[one + 1]!; far++) {
        const other = targets[far]!;
        const toOther = strengthOf[other]!;
        if (other >= one || toOther === 0) continue;
        count++;
        ofWeights += weights[entry]! + toOther;
        ofRoots += Math.cbrt((weights[entry]! / most) * (toOther / most) * (weights[far]! / most));
      }
    }
    for (let entry = start; entry < end; entry++) strengthOf[targets[entry]!] = 0;
    const pairs = (degree * (degree - 1)) / 2;
    triangles[node] = count;
    clustering[node] = count / pairs;
    barrat[node] = ofWeights / (strength * (degree - 1));
    onnela[node] = ofRoots / pairs;
    closed += count;
    triples += pairs;
  }
  const sum = clustering.reduce((total, value) => total + value, 0);
  return {
    triangles,
    clustering,
    barrat,
    onnela,
    transitivity: triples === 0 ? 0 : closed / triples,
    average: nodeCount === 0 ? 0 : sum / nodeCount,
  };
}
