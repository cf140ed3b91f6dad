import type { GraphRows } from './graph.ts';

/** The entries, from each of the three nodes to the next and back, of a triangle. */
export interface Triangle {
  readonly nodes: readonly [number, number, number];
  /** From the first to the second, the second to the third, the third to the first. */
  readonly around: readonly [number, number, number];
  /** From the second to the first, the third to the second, the first to the third. */
  readonly back: readonly [number, number, number];
}

/**
 * Visits every triangle once; the object is only good until the next. Takes rows without direction.
 *
 * Complexity: O(m · √m), also around nodes of very many links.
 * Source: Chiba and Nishizeki (1985), SIAM Journal on Computing 14, 210–223, by orientation towards higher degrees.
 */
export function eachTriangle(rows: GraphRows, visit: (triangle: Triangle) => void): void {
  const { nodeCount, targets } = rows;
  const { starts, entries } = upwardEntries(rows);
  const backOf = backEntries(rows);
  // Entry from the present node to each that it leads up to.
  const entryTo = new Int32Array(nodeCount).fill(-1);
  const nodes: [number, number, number] = [0, 0, 0];
  const around: [number, number, number] = [0, 0, 0];
  const back: [number, number, number] = [0, 0, 0];
  const triangle = { nodes, around, back };
  for (let low = 0; low < nodeCount; low++) {
    const [start, end] = [starts[low]!, starts[low + 1]!];
    for (let at = start; at < end; at++) entryTo[targets[entries[at]!]!] = entries[at]!;
    for (let at = start; at < end; at++) {
      const first = entries[at]!;
      const middle = targets[first]!;
      for (let far = starts[middle]!; far < starts[middle + 1]!; far++) {
        const second = entries[far]!;
        const third = entryTo[targets[second]!]!;
        if (third === -1) continue;
        nodes[0] = low;
        nodes[1] = middle;
        nodes[2] = targets[second]!;
        around[0] = first;
        around[1] = second;
        around[2] = backOf[third]!;
        back[0] = backOf[first]!;
        back[1] = backOf[second]!;
        back[2] = third;
        visit(triangle);
      }
    }
    for (let at = start; at < end; at++) entryTo[targets[entries[at]!]!] = -1;
  }
}

/** Entries that lead to a node of more links, or as many and later: no node has more than √(2m). */
function upwardEntries({ nodeCount, offsets, targets }: GraphRows) {
  const degree = (node: number) => offsets[node + 1]! - offsets[node]!;
  const starts = new Int32Array(nodeCount + 1);
  const entries = new Int32Array(targets.length / 2);
  let length = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const difference = degree(targets[entry]!) - degree(node);
      if (difference > 0 || (difference === 0 && targets[entry]! > node)) entries[length++] = entry;
    }
    starts[node + 1] = length;
  }
  return { starts, entries };
}

/** The entry in the other direction of each entry. */
function backEntries({ nodeCount, offsets, targets }: GraphRows): Int32Array {
  const backOf = new Int32Array(targets.length);
  // Rows are in order, so that each is met from its targets in order too.
  const next = offsets.slice(0, nodeCount);
  for (let node = 0; node < nodeCount; node++)
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      backOf[entry] = next[targets[entry]!]!++;
  return backOf;
}
