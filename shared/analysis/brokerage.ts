import type { Graph } from './graph.ts';

/** How often a node stands between two others that are not linked, by the groups of the three. */
export interface Brokerage {
  /** All three in one group. */
  readonly coordinator: number;
  /** The broker outside the group of both others; also called consultant. */
  readonly itinerant: number;
  /** The broker leads out of its own group. */
  readonly representative: number;
  /** The broker leads into its own group. */
  readonly gatekeeper: number;
  /** All three in different groups. */
  readonly liaison: number;
  readonly total: number;
}

/**
 * Brokerage roles: ordered pairs i → broker → k without i → k, counted by groups. Without direction a link counts
 * both ways.
 *
 * Unit: pairs. Complexity: O(Σ in · out of each node).
 * Source: Gould and Fernandez (1989), Sociological Methodology 19, 89–126.
 */
export function brokerageRoles(graph: Graph, groupOf: readonly unknown[]): Brokerage[] {
  const { nodeCount, out } = graph;
  const linkedFrom = new Int32Array(nodeCount).fill(-1);
  const counts = Array.from({ length: nodeCount }, () => ({
    coordinator: 0,
    itinerant: 0,
    representative: 0,
    gatekeeper: 0,
    liaison: 0,
    total: 0,
  }));
  for (let first = 0; first < nodeCount; first++) {
    for (let entry = out.offsets[first]!; entry < out.offsets[first + 1]!; entry++)
      linkedFrom[out.targets[entry]!] = first;
    for (let entry = out.offsets[first]!; entry < out.offsets[first + 1]!; entry++) {
      const broker = out.targets[entry]!;
      for (let far = out.offsets[broker]!; far < out.offsets[broker + 1]!; far++) {
        const last = out.targets[far]!;
        if (last === first || linkedFrom[last] === first) continue;
        const count = counts[broker]!;
        count[roleOf(groupOf[first], groupOf[broker], groupOf[last])]++;
        count.total++;
      }
    }
  }
  return counts;
}

function roleOf(first: unknown, broker: unknown, last: unknown): Exclude<keyof Brokerage, 'total'> {
  if (first === broker) return last === broker ? 'coordinator' : 'representative';
  if (last === broker) return 'gatekeeper';
  return first === last ? 'itinerant' : 'liaison';
}

/**
 * Participation: how evenly a node's neighbours are spread over groups.
 *
 * Unit: 0, all in one group, towards 1; 0 for a node without neighbours.
 * Source: Guimerà and Amaral (2005), Nature 433, 895–900.
 */
export function participation({ both }: Graph, groupOf: readonly unknown[]): Float64Array {
  const values = new Float64Array(both.nodeCount);
  for (let node = 0; node < both.nodeCount; node++) {
    const counts = new Map<unknown, number>();
    for (let entry = both.offsets[node]!; entry < both.offsets[node + 1]!; entry++) {
      const group = groupOf[both.targets[entry]!];
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const degree = both.offsets[node + 1]! - both.offsets[node]!;
    let squares = 0;
    for (const count of counts.values()) squares += (count / degree) ** 2;
    values[node] = degree === 0 ? 0 : 1 - squares;
  }
  return values;
}
