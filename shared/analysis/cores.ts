import type { GraphRows } from './graph.ts';

/**
 * Core number: the largest k for which a node is in a group whose members each have k neighbours within it.
 *
 * Unit: neighbours. Complexity: O(n + m).
 * Source: Batagelj and Zaveršnik (2003), arXiv cs/0310049.
 */
export function coreNumbers({ nodeCount, offsets, targets }: GraphRows): Int32Array {
  const core = Int32Array.from(
    { length: nodeCount },
    (_, node) => offsets[node + 1]! - offsets[node]!,
  );
  let most = 0;
  for (const degree of core) most = Math.max(most, degree);
  // Nodes in order of degree, with the place where each degree starts.
  const starts = new Int32Array(most + 2);
  for (const degree of core) starts[degree + 1]!++;
  for (let degree = 0; degree <= most; degree++) starts[degree + 1]! += starts[degree]!;
  const places = new Int32Array(nodeCount);
  const order = new Int32Array(nodeCount);
  const filled = starts.slice();
  for (let node = 0; node < nodeCount; node++) {
    places[node] = filled[core[node]!]!++;
    order[places[node]!] = node;
  }
  for (let at = 0; at < nodeCount; at++) {
    const node = order[at]!;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const target = targets[entry]!;
      if (core[target]! <= core[node]!) continue;
      // Changes place with the first of its degree, which then begins one later.
      const degree = core[target]!;
      const first = Math.max(starts[degree]!, at + 1);
      const other = order[first]!;
      order[places[target]!] = other;
      places[other] = places[target]!;
      order[first] = target;
      places[target] = first;
      starts[degree] = first + 1;
      core[target]!--;
    }
  }
  return core;
}
