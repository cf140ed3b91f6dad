import type { GraphRows } from './graph.ts';
import { eachTriangle } from './triangles.ts';

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
 * Complexity: O(m · √m).
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
  // Beside each entry: what ego spends on those who lead to that contact.
  const indirect = new Float64Array(targets.length);
  const redundancy = new Float64Array(nodeCount);
  eachTriangle(rows, ({ nodes, around, back }) => {
    for (const [at, ego] of nodes.entries()) {
      // Ego's two contacts, and its entries to them and between them.
      const [one, other] = [nodes[(at + 1) % 3]!, nodes[(at + 2) % 3]!];
      const [toOne, toOther] = [around[at]!, back[(at + 2) % 3]!];
      const between = mutual[around[(at + 1) % 3]!]!;
      const [shareOne, shareOther] = [mutual[toOne]! / sums[ego]!, mutual[toOther]! / sums[ego]!];
      indirect[toOther]! += shareOne * (between / sums[one]!);
      indirect[toOne]! += shareOther * (between / sums[other]!);
      redundancy[ego]! += shareOther * (between / most[one]!) + shareOne * (between / most[other]!);
    }
  });
  const constraint: (number | null)[] = [];
  const effectiveSize: (number | null)[] = [];
  const efficiency: (number | null)[] = [];
  for (let ego = 0; ego < nodeCount; ego++) {
    const contacts = offsets[ego + 1]! - offsets[ego]!;
    const hasNone = contacts === 0;
    const size = contacts - redundancy[ego]!;
    let sum = 0;
    for (let entry = offsets[ego]!; entry < offsets[ego + 1]!; entry++)
      sum += (mutual[entry]! / sums[ego]! + indirect[entry]!) ** 2;
    constraint.push(hasNone ? null : sum);
    effectiveSize.push(hasNone ? null : size);
    efficiency.push(hasNone ? null : size / contacts);
  }
  return { constraint, effectiveSize, efficiency };
}
