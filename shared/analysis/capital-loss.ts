import type { GraphRows } from './graph.ts';
import { networkCapital } from './influence.ts';

/** What is passed on over two links, of what both would pass. Source: analytics.md 1.13. */
const SECOND_STEP = 0.5;

/** A network's worth, and how much of it goes with each node. */
export interface CapitalLoss {
  /** 0 to 1 where resources are. */
  readonly capital: number;
  /** Of each node: share of the worth that is gone without it, 0 to 1. */
  readonly importance: Float64Array;
}

/**
 * Network capital, and what is lost of it without each node: what it brings, and what reaches others through it.
 *
 * Unit: see the parts. Complexity: O(Σ over links of d²): only what lies within two links of a node is worked out anew.
 * Source: Schwartz and Rouselle (2009), Trends in Organized Crime 12, 188–207, in the form of analytics.md 1.13.
 */
export function capitalLoss(rows: GraphRows, resources: Float64Array): CapitalLoss {
  const { nodeCount, offsets, targets, weights } = rows;
  const capital = networkCapital(rows, resources, { delta: SECOND_STEP });
  const importance = new Float64Array(nodeCount);
  if (capital === 0) return { capital, importance };
  const share = shareFinder(rows);
  const ones = new Float64Array(nodeCount).fill(1);
  for (let node = 0; node < nodeCount; node++) {
    const own = resources[node]!;
    let loss = own + share(node, resources, -1) + own * share(node, ones, -1);
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const near = targets[entry]!;
      loss += share(near, resources, -1) - own * weights[entry]! - share(near, resources, node);
    }
    importance[node] = loss / nodeCount ** 2 / capital;
  }
  return { capital, importance };
}

/** What reaches a node of the resources of others, by ways of one or two links that leave out one node. */
function shareFinder({ nodeCount, offsets, targets, weights }: GraphRows) {
  const best = new Float64Array(nodeCount);
  const isNear = new Uint8Array(nodeCount);
  return (node: number, resources: Float64Array, without: number): number => {
    let sum = 0;
    const reached: number[] = [];
    isNear[node] = 1;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const target = targets[entry]!;
      isNear[target] = 1;
      if (target !== without) sum += resources[target]! * weights[entry]!;
    }
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const via = targets[entry]!;
      if (via === without) continue;
      for (let far = offsets[via]!; far < offsets[via + 1]!; far++) {
        const target = targets[far]!;
        if (isNear[target] || target === without) continue;
        if (best[target] === 0) reached.push(target);
        best[target] = Math.max(best[target]!, weights[entry]! * weights[far]!);
      }
    }
    for (const target of reached) {
      sum += resources[target]! * SECOND_STEP * best[target]!;
      best[target] = 0;
    }
    isNear[node] = 0;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      isNear[targets[entry]!] = 0;
    return sum;
  };
}
