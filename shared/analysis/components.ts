import type { Graph, GraphRows } from './graph.ts';

/** Which component each node is in, numbered from 0 with the largest first; of equal ones that of the first node. */
export interface Components {
  readonly componentOf: Int32Array;
  /** Nodes of each, largest first. */
  readonly sizes: Int32Array;
}

/**
 * Components: nodes that are joined by links of any direction.
 *
 * Complexity: O(n + m).
 */
export function weakComponents({ nodeCount, offsets, targets }: GraphRows): Components {
  const componentOf = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  let count = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (componentOf[start] !== -1) continue;
    componentOf[start] = count;
    queue[0] = start;
    let length = 1;
    for (let at = 0; at < length; at++) {
      const node = queue[at]!;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (componentOf[target] !== -1) continue;
        componentOf[target] = count;
        queue[length++] = target;
      }
    }
    count++;
  }
  return bySize(componentOf, count);
}

/**
 * Strong components: nodes of which each reaches the others along the links' direction.
 *
 * Complexity: O(n + m). Source: Tarjan (1972), SIAM Journal on Computing 1, 146–160.
 */
export function strongComponents({ nodeCount, out: { offsets, targets } }: Graph): Components {
  const componentOf = new Int32Array(nodeCount).fill(-1);
  const foundAt = new Int32Array(nodeCount).fill(-1);
  const lowest = new Int32Array(nodeCount);
  const nextEntry = offsets.slice(0, nodeCount);
  const open: number[] = [];
  const path: number[] = [];
  let [found, count] = [0, 0];

  function enter(node: number): void {
    foundAt[node] = lowest[node] = found++;
    open.push(node);
    path.push(node);
  }

  function leave(node: number): void {
    path.pop();
    const before = path.at(-1);
    if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[node]!);
    if (lowest[node] !== foundAt[node]) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      componentOf[member] = count;
      if (member === node) break;
    }
    count++;
  }

  for (let start = 0; start < nodeCount; start++) {
    if (foundAt[start] !== -1) continue;
    enter(start);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      if (nextEntry[node] === offsets[node + 1]) {
        leave(node);
        continue;
      }
      const target = targets[nextEntry[node]!++]!;
      if (foundAt[target] === -1) enter(target);
      else if (componentOf[target] === -1) lowest[node] = Math.min(lowest[node]!, foundAt[target]!);
    }
  }
  return bySize(componentOf, count);
}

/** Nodes of each component, in order. */
export function membersOf({ componentOf, sizes }: Components): number[][] {
  const members: number[][] = Array.from(sizes, () => []);
  for (const [node, component] of componentOf.entries()) members[component]!.push(node);
  return members;
}

/**
 * Fragmentation: the share of pairs of nodes that are in different components.
 *
 * Unit: 0, all together, to 1, each by itself. One node, or none, is not in pieces: 0.
 * Source: Borgatti (2006), Computational and Mathematical Organization Theory 12, 21–34.
 */
export function fragmentation(sizes: ArrayLike<number>): number {
  let [nodes, joined] = [0, 0];
  for (let at = 0; at < sizes.length; at++) {
    nodes += sizes[at]!;
    joined += sizes[at]! * (sizes[at]! - 1);
  }
  return nodes < 2 ? 0 : 1 - joined / (nodes * (nodes - 1));
}

function bySize(componentOf: Int32Array, count: number): Components {
  const sizes = new Int32Array(count);
  const firsts = new Int32Array(count).fill(-1);
  componentOf.forEach((component, node) => {
    sizes[component]!++;
    if (firsts[component] === -1) firsts[component] = node;
  });
  const order = Int32Array.from({ length: count }, (_, component) => component).sort(
    (a, b) => sizes[b]! - sizes[a]! || firsts[a]! - firsts[b]!,
  );
  const numbers = new Int32Array(count);
  order.forEach((component, number) => {
    numbers[component] = number;
  });
  return {
    componentOf: componentOf.map((component) => numbers[component]!),
    sizes: order.map((component) => sizes[component]!),
  };
}
