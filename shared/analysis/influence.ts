import type { GraphRows } from './graph.ts';

/**
 * Collective influence: a node's further neighbours times those of the nodes that are exactly `steps` away.
 *
 * Unit: none; high for nodes whose removal breaks a sparse network. Complexity: O(n · nodes within `steps`).
 * Source: Morone and Makse (2015), Nature 524, 65–68.
 */
export function collectiveInfluence(rows: GraphRows, steps: number): Float64Array {
  return Float64Array.from({ length: rows.nodeCount }, (_, node) => node).map(
    influenceOf(rows, steps),
  );
}

function influenceOf(rows: GraphRows, steps: number): (node: number) => number {
  const { offsets, targets, nodeCount } = rows;
  const seenBy = new Int32Array(nodeCount).fill(-1);
  const further = (node: number) => offsets[node + 1]! - offsets[node]! - 1;
  return (node) => {
    if (further(node) <= 0) return 0;
    seenBy[node] = node;
    let ball = [node];
    for (let step = 0; step < steps; step++) {
      const next: number[] = [];
      for (const member of ball) {
        for (let entry = offsets[member]!; entry < offsets[member + 1]!; entry++) {
          const target = targets[entry]!;
          if (seenBy[target] === node) continue;
          seenBy[target] = node;
          next.push(target);
        }
      }
      ball = next;
    }
    let sum = 0;
    for (const member of ball) sum += further(member);
    return further(node) * sum;
  };
}

/**
 * Network capital: what actors bring, times how well ties share it.
 *
 * Unit: 0 to 1 where resources and credibility are. Complexity: O(n · d²).
 * Source: Schwartz and Rouselle (2009), Trends in Organized Crime 12, 188–207, in the form of analytics.md 1.13.
 */
export function networkCapital(
  { nodeCount, offsets, targets, weights }: GraphRows,
  resources: ArrayLike<number>,
  { delta = 0.5, without = -1 }: { readonly delta?: number; readonly without?: number } = {},
): number {
  if (nodeCount === 0) return 0;
  const best = new Float64Array(nodeCount);
  const isNeighbour = new Uint8Array(nodeCount);
  let sum = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (node === without) continue;
    sum += resources[node]!;
    const reached: number[] = [];
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const target = targets[entry]!;
      if (target === without) continue;
      isNeighbour[target] = 1;
      sum += resources[target]! * weights[entry]!;
    }
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const via = targets[entry]!;
      if (via === without) continue;
      for (let far = offsets[via]!; far < offsets[via + 1]!; far++) {
        const target = targets[far]!;
        if (target === without || target === node || isNeighbour[target]) continue;
        if (best[target] === 0) reached.push(target);
        best[target] = Math.max(best[target]!, weights[entry]! * weights[far]!);
      }
    }
    for (const target of reached) {
      sum += resources[target]! * delta * best[target]!;
      best[target] = 0;
    }
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      isNeighbour[targets[entry]!] = 0;
  }
  return sum / nodeCount ** 2;
}
