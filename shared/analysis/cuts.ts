import type { GraphRows } from './graph.ts';

/** What holds a graph together by itself, whatever the direction of links. */
export interface Cuts {
  /** Nodes without which their component falls apart, in order. */
  readonly articulationNodes: readonly number[];
  /** Links without which their component falls apart, in order. */
  readonly bridges: readonly number[];
  /** Biconnected components: links of which any two lie on one ring. A bridge is one by itself. */
  readonly blocks: readonly (readonly number[])[];
  /** Beside the blocks: the node by which each was come to. A block comes after all that were come to through it. */
  readonly tops: readonly number[];
}

/**
 * Articulation nodes, bridges and biconnected components.
 *
 * Complexity: O(n + m). Source: Hopcroft and Tarjan (1973), Communications of the ACM 16, 372–378.
 */
export function findCuts({ nodeCount, offsets, targets, linkOf }: GraphRows): Cuts {
  const foundAt = new Int32Array(nodeCount).fill(-1);
  const lowest = new Int32Array(nodeCount);
  const cameBy = new Int32Array(nodeCount).fill(-1);
  const nextEntry = offsets.slice(0, nodeCount);
  const isArticulation = new Uint8Array(nodeCount);
  const blocks: number[][] = [];
  const tops: number[] = [];
  // Links of blocks that are not complete, and where among them each node was come to.
  const open = new Int32Array(targets.length / 2);
  const openedAt = new Int32Array(nodeCount);
  const path = new Int32Array(nodeCount);
  let [found, opened, depth] = [0, 0, 0];

  for (let start = 0; start < nodeCount; start++) {
    if (foundAt[start] !== -1) continue;
    let branches = 0;
    foundAt[start] = lowest[start] = found++;
    path[0] = start;
    depth = 1;
    while (depth > 0) {
      const node = path[depth - 1]!;
      if (nextEntry[node] === offsets[node + 1]) {
        depth--;
        if (depth === 0) break;
        const before = path[depth - 1]!;
        if (lowest[node]! < lowest[before]!) lowest[before] = lowest[node]!;
        if (lowest[node]! < foundAt[before]!) continue;
        blocks.push(Array.from(open.subarray(openedAt[node]!, opened)));
        opened = openedAt[node]!;
        tops.push(before);
        if (before === start) branches++;
        else isArticulation[before] = 1;
        continue;
      }
      const entry = nextEntry[node]!++;
      const target = targets[entry]!;
      const link = linkOf[entry]!;
      if (foundAt[target] === -1) {
        foundAt[target] = lowest[target] = found++;
        cameBy[target] = link;
        openedAt[target] = opened;
        open[opened++] = link;
        path[depth++] = target;
      } else if (link !== cameBy[node] && foundAt[target]! < foundAt[node]!) {
        open[opened++] = link;
        if (foundAt[target]! < lowest[node]!) lowest[node] = foundAt[target]!;
      }
    }
    if (branches > 1) isArticulation[start] = 1;
  }
  const bridges = blocks.flatMap((block) => (block.length === 1 ? [block[0]!] : []));
  return {
    articulationNodes: Array.from(isArticulation.keys()).filter((node) => isArticulation[node]),
    bridges: bridges.sort((a, b) => a - b),
    blocks,
    tops,
  };
}
