import type { GraphRows } from './graph.ts';

/** Burt's measures of each node; null for a node without neighbours, for which they are not defined. */
export interface StructuralHoles {
  /** How far a node's contacts tie it down: low for one whose contacts do not know each other; can exceed 1. */
  readonly constraint: readonly (number | null)[];
  /** Contacts that are not redundant: up to the number of neighbours. */
  readonly effectiveSize: readonly (number | null)[];
  /** Effective size over the number of neighbours. */
  readonly efficiency: readonly (number | null)[];
}

/**
 * Constraint, effective size and efficiency. Rows are those without direction; `mutual` is beside their entries how
 * strongly each pair is tied, both directions together.
 *
 * Complexity: O(m · d); d is the largest number of neighbours.
 * Source: Burt (1992), Structural Holes, chapter 2.
 */
export function structuralHoles(rows: GraphRows, mutual: Float64Array): StructuralHoles {
  const { nodeCount, offsets, targets } = rows;
  const sums = new Float64Array(nodeCount);
  const most = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      sums[node]! += mutual[entry]!;
      most[node] = Math.max(most[node]!, mutual[entry]!);
    }
  }
  const constraint: (number | null)[] = [];
  const effectiveSize: (number | null)[] = [];
  const efficiency: (number | null)[] = [];
  // Share of its ties that ego spends on each contact, and on those who lead to it.
  const direct = new Float64Array(nodeCount);
  const indirect = new Float64Array(nodeCount);
  for (let ego = 0; ego < nodeCount; ego++) {
    const [start, end] = [offsets[ego]!, offsets[ego + 1]!];
    if (start === end) {
      constraint.push(null);
      effectiveSize.push(null);
      efficiency.push(null);
      continue;
    }
    for (let entry = start; entry < end; entry++)
      direct[targets[entry]!] = mutual[entry]! / sums[ego]!;
    let redundancy = 0;
    for (let entry = start; entry < end; entry++) {
      const contact = targets[entry]!;
      for (let far = offsets[contact]!; far < offsets[contact + 1]!; far++) {
        const other = targets[far]!;
        if (direct[other] === 0) continue;
        redundancy += direct[other]! * (mutual[far]! / most[contact]!);
        indirect[other]! += direct[contact]! * (mutual[far]! / sums[contact]!);
      }
    }
    let sum = 0;
    for (let entry = start; entry < end; entry++) {
      const contact = targets[entry]!;
      sum += (direct[contact]! + indirect[contact]!) ** 2;
      direct[contact] = 0;
      indirect[contact] = 0;
    }
    constraint.push(sum);
    effectiveSize.push(end - start - redundancy);
    efficiency.push((end - start - redundancy) / (end - start));
  }
  return { constraint, effectiveSize, efficiency };
}
