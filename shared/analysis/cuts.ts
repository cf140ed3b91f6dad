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
  const open: number[] = [];
  const path: number[] = [];
  let found = 0;

  function enter(node: number, link: number): void {
    foundAt[node] = lowest[node] = found++;
    cameBy[node] = link;
    path.push(node);
  }

  /** Takes the links since one as a block. */
  function close(link: number): void {
    blocks.push(open.splice(open.lastIndexOf(link)));
  }

  for (let start = 0; start < nodeCount; start++) {
    if (foundAt[start] !== -1) continue;
    let branches = 0;
    enter(start, -1);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      if (nextEntry[node] === offsets[node + 1]) {
        path.pop();
        const before = path.at(-1);
        if (before === undefined) continue;
        lowest[before] = Math.min(lowest[before]!, lowest[node]!);
        if (lowest[node]! < foundAt[before]!) continue;
        close(cameBy[node]!);
        tops.push(before);
        if (before === start) branches++;
        else isArticulation[before] = 1;
        continue;
      }
      const entry = nextEntry[node]!++;
      const target = targets[entry]!;
      const link = linkOf[entry]!;
      if (foundAt[target] === -1) {
        open.push(link);
        enter(target, link);
      } else if (link !== cameBy[node] && foundAt[target]! < foundAt[node]!) {
        open.push(link);
        lowest[node] = Math.min(lowest[node]!, foundAt[target]!);
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
