import type { GraphRows } from './graph.ts';

/** Two lengths are one when they differ by no more than this, or this part of the longer. */
const LENGTH_TOLERANCE = 1e-9;

/** Lengths of rows' entries: the stronger a link, the nearer its ends. Source: analytics.md 1.6. */
export function lengthsOf(rows: GraphRows): Float64Array {
  return rows.weights.map((weight) => 1 / weight);
}

/** Whether two path lengths count as equal. Source: analytics.md 1.3. */
export function isSameLength(a: number, b: number): boolean {
  return Math.abs(a - b) <= LENGTH_TOLERANCE * Math.max(1, Math.min(a, b));
}

/**
 * Finds what a source reaches, nearest first; each search uses the memory of the last.
 * `order` holds the reached nodes in its first `reached` places, the source first; `distances` is −1 for the others.
 */
export interface PathSearch {
  readonly order: Int32Array;
  readonly distances: Float64Array;
  /** Returns how many were reached, the source among them. */
  from(source: number): number;
}

/** Distances in links. Complexity: O(n + m) a source. */
export function breadthFirst(rows: GraphRows): PathSearch {
  const { nodeCount, offsets, targets } = rows;
  const order = new Int32Array(nodeCount);
  const distances = new Float64Array(nodeCount).fill(-1);
  let reached = 0;
  return {
    order,
    distances,
    from(source) {
      for (let at = 0; at < reached; at++) distances[order[at]!] = -1;
      distances[source] = 0;
      order[0] = source;
      reached = 1;
      for (let at = 0; at < reached; at++) {
        const node = order[at]!;
        const next = distances[node]! + 1;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const target = targets[entry]!;
          if (distances[target] !== -1) continue;
          distances[target] = next;
          order[reached++] = target;
        }
      }
      return reached;
    },
  };
}

/**
 * Distances as sums of lengths. Complexity: O((n + m) log n) a source.
 * Source: Dijkstra (1959), Numerische Mathematik 1, 269–271.
 */
export function nearestFirst(rows: GraphRows, lengths: Float64Array): PathSearch {
  const { nodeCount, offsets, targets } = rows;
  const order = new Int32Array(nodeCount);
  const distances = new Float64Array(nodeCount).fill(-1);
  const isSettled = new Uint8Array(nodeCount);
  const heap = createHeap();
  let reached = 0;
  return {
    order,
    distances,
    from(source) {
      for (let at = 0; at < reached; at++) {
        distances[order[at]!] = -1;
        isSettled[order[at]!] = 0;
      }
      reached = 0;
      distances[source] = 0;
      heap.push(0, source);
      for (let node = heap.pop(); node !== -1; node = heap.pop()) {
        if (isSettled[node]) continue;
        isSettled[node] = 1;
        order[reached++] = node;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const target = targets[entry]!;
          if (isSettled[target]) continue;
          const through = distances[node]! + lengths[entry]!;
          const known = distances[target]!;
          if (known !== -1 && known <= through) continue;
          distances[target] = through;
          heap.push(through, target);
        }
      }
      return reached;
    },
  };
}

/** A heap of nodes by distance; of equal distances the node that comes first. */
export interface Heap {
  push(distance: number, node: number): void;
  /** The nearest node; −1: the heap is empty. */
  pop(): number;
}

export function createHeap(): Heap {
  const distances: number[] = [];
  const nodes: number[] = [];
  let size = 0;

  function isBefore(distance: number, node: number, at: number): boolean {
    return distance < distances[at]! || (distance === distances[at] && node < nodes[at]!);
  }

  return {
    push(distance, node) {
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(distance, node, parent)) break;
        distances[at] = distances[parent]!;
        nodes[at] = nodes[parent]!;
        at = parent;
      }
      distances[at] = distance;
      nodes[at] = node;
    },

    pop() {
      if (size === 0) return -1;
      const top = nodes[0]!;
      const distance = distances[--size]!;
      const node = nodes[size]!;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && isBefore(distances[child + 1]!, nodes[child + 1]!, child)) child++;
        if (isBefore(distance, node, child)) break;
        distances[at] = distances[child]!;
        nodes[at] = nodes[child]!;
        at = child;
      }
      distances[at] = distance;
      nodes[at] = node;
      return top;
    },
  };
}
