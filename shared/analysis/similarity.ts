import type { GraphRows } from './graph.ts';

/** A node that is like another. */
export interface SimilarNode {
  readonly node: number;
  /** 0, nothing in common, to 1, alike. */
  readonly similarity: number;
  /** What they have in common: neighbours of both. */
  readonly shared: readonly number[];
}

/**
 * Nodes of much the same neighbours as one, itself and the link between the two left out: they could stand in for
 * each other.
 *
 * Unit: shared neighbours over those of either. Complexity: O(Σ d over neighbours).
 * Source: Lorrain and White (1971), Journal of Mathematical Sociology 1, 49–80, by the index of Jaccard (1901).
 */
export function similarNodes(
  { nodeCount, offsets, targets }: GraphRows,
  node: number,
  count: number,
): SimilarNode[] {
  const shared = new Map<number, number[]>();
  const near = targets.subarray(offsets[node]!, offsets[node + 1]!);
  for (const via of near) {
    for (const other of targets.subarray(offsets[via]!, offsets[via + 1]!)) {
      if (other === node) continue;
      const known = shared.get(other) ?? [];
      known.push(via);
      shared.set(other, known);
    }
  }
  const isNear = new Uint8Array(nodeCount);
  for (const neighbour of near) isNear[neighbour] = 1;
  return [...shared]
    .map(([other, both]) => {
      const others = offsets[other + 1]! - offsets[other]! + near.length - 2 * isNear[other]!;
      return { node: other, similarity: both.length / (others - both.length), shared: both };
    })
    .sort((one, other) => other.similarity - one.similarity || one.node - other.node)
    .slice(0, count);
}
