import type { Graph, GraphRows } from './graph.ts';

/**
 * Degree: how many neighbours each node has in these rows. Source: Freeman (1979), Social Networks 1, 215–239.
 *
 * Unit: neighbours. Complexity: O(n).
 */
export function degrees({ nodeCount, offsets }: GraphRows): Int32Array {
  return Int32Array.from({ length: nodeCount }, (_, node) => offsets[node + 1]! - offsets[node]!);
}

/**
 * Strength: the weights of each node's links in these rows, summed.
 *
 * Unit: as the weights. Complexity: O(n + m). Source: Barrat et al. (2004), PNAS 101, 3747–3752.
 */
export function strengths({ nodeCount, offsets, weights }: GraphRows): Float64Array {
  const sums = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++)
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      sums[node]! += weights[entry]!;
  return sums;
}

/**
 * How far one node stands out in degree.
 *
 * Unit: 0, all alike, to 1, a star; 0 for fewer than three nodes. Source: Freeman (1979).
 */
export function degreeCentralisation(degree: ArrayLike<number>): number {
  const count = degree.length;
  if (count < 3) return 0;
  return sumBelowMost(degree) / ((count - 1) * (count - 2));
}

/**
 * How far one node stands out in betweenness, which is given normalised.
 *
 * Unit: 0, all alike, to 1, a star; 0 for fewer than two nodes. Source: Freeman (1979).
 */
export function betweennessCentralisation(normalised: ArrayLike<number>): number {
  return normalised.length < 2 ? 0 : sumBelowMost(normalised) / (normalised.length - 1);
}

function sumBelowMost(values: ArrayLike<number>): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at]!);
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += most - values[at]!;
  return sum;
}

/**
 * Whether nodes of many neighbours are linked to each other: the correlation of degrees over links.
 *
 * Unit: −1 to 1; null where it is not defined, as all ends have one degree or there are no links.
 * Source: Newman (2002), Physical Review Letters 89, 208701.
 */
export function degreeAssortativity({ both, sources, targets, linkCount }: Graph): number | null {
  const degree = degrees(both);
  let [sum, squares, products] = [0, 0, 0];
  for (let link = 0; link < linkCount; link++) {
    const [a, b] = [degree[sources[link]!]!, degree[targets[link]!]!];
    sum += a + b;
    squares += a * a + b * b;
    products += 2 * a * b;
  }
  const ends = 2 * linkCount;
  // Whole numbers throughout: equal degrees give exactly nothing to divide by.
  const variance = ends * squares - sum * sum;
  return variance === 0 ? null : (ends * products - sum * sum) / variance;
}
