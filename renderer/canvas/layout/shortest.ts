import { degreeOf, type Topology } from './topology.ts';

/** Length of an ordinary link, in map units. */
export const LINK_LENGTH = 104;
const HUB_STRETCH = 0.2;

/** The length that each link should have, beside `targets`. */
export function linkLengths(topology: Topology): Float64Array {
  const { nodeCount, offsets, targets } = topology;
  const lengths = new Float64Array(targets.length);
  for (let node = 0; node < nodeCount; node++) {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      // Around a hub the ring must be wide enough for all that hangs on it.
      const degree = Math.max(degreeOf(topology, node), degreeOf(topology, targets[at]!));
      lengths[at] = LINK_LENGTH * (1 + HUB_STRETCH * Math.max(0, Math.sqrt(degree) - 2));
    }
  }
  return lengths;
}

/** Finds shortest ways from one node to every other (Dijkstra; a binary heap that is made once for all of them). */
export function createShortest(
  topology: Topology,
  lengths: Float64Array,
): (start: number, distances: Float64Array | Float32Array) => void {
  const { nodeCount, offsets, targets } = topology;
  const heap = new Int32Array(nodeCount);
  const placeOf = new Int32Array(nodeCount);
  const keys = new Float64Array(nodeCount);
  let size = 0;

  function rise(node: number, from: number): void {
    const key = keys[node]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent]!;
      if (keys[above]! <= key) break;
      heap[at] = above;
      placeOf[above] = at;
      at = parent;
    }
    heap[at] = node;
    placeOf[node] = at;
  }

  function takeFirst(): number {
    const first = heap[0]!;
    const last = heap[--size]!;
    const key = keys[last]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && keys[heap[child + 1]!]! < keys[heap[child]!]!) child++;
      const below = heap[child]!;
      if (keys[below]! >= key) break;
      heap[at] = below;
      placeOf[below] = at;
      at = child;
    }
    heap[at] = last;
    placeOf[last] = at;
    return first;
  }

  return (start, distances) => {
    keys.fill(Number.POSITIVE_INFINITY);
    keys[start] = 0;
    size = 1;
    heap[0] = start;
    placeOf[start] = 0;
    while (size > 0) {
      const node = takeFirst();
      const key = keys[node]!;
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const next = targets[at]!;
        const through = key + lengths[at]!;
        const known = keys[next]!;
        if (through >= known) continue;
        keys[next] = through;
        rise(next, known === Number.POSITIVE_INFINITY ? size++ : placeOf[next]!);
      }
    }
    for (let node = 0; node < nodeCount; node++) distances[node] = keys[node]!;
  };
}
