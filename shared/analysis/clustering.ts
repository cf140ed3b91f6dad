import { strengths } from './degree.ts';
import type { GraphRows } from './graph.ts';
import { eachTriangle } from './triangles.ts';

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
 * Unit: 0 to 1, triangles apart. Complexity: O(m · √m).
 */
export function measureClustering(rows: GraphRows): Clustering {
  const { nodeCount, offsets, weights } = rows;
  const most = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  const triangles = new Int32Array(nodeCount);
  // Weights of the links to each closed pair, and roots of the products of triangles.
  const ofLinks = new Float64Array(nodeCount);
  const ofRoots = new Float64Array(nodeCount);
  eachTriangle(rows, ({ nodes, around }) => {
    const [one, two, three] = around.map((entry) => weights[entry]!) as [number, number, number];
    const root = Math.cbrt((one / most) * (two / most) * (three / most));
    for (const node of nodes) {
      triangles[node]!++;
      ofRoots[node]! += root;
    }
    ofLinks[nodes[0]]! += one + three;
    ofLinks[nodes[1]]! += one + two;
    ofLinks[nodes[2]]! += two + three;
  });
  const clustering = new Float64Array(nodeCount);
  const barrat = new Float64Array(nodeCount);
  const onnela = new Float64Array(nodeCount);
  const strength = strengths(rows);
  let [closed, pairs] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    const degree = offsets[node + 1]! - offsets[node]!;
    if (degree < 2) continue;
    const possible = (degree * (degree - 1)) / 2;
    clustering[node] = triangles[node]! / possible;
    barrat[node] = ofLinks[node]! / (strength[node]! * (degree - 1));
    onnela[node] = ofRoots[node]! / possible;
    closed += triangles[node]!;
    pairs += possible;
  }
  const sum = clustering.reduce((total, value) => total + value, 0);
  return {
    triangles,
    clustering,
    barrat,
    onnela,
    transitivity: pairs === 0 ? 0 : closed / pairs,
    average: nodeCount === 0 ? 0 : sum / nodeCount,
  };
}
