import { degreeOf, type Topology } from './topology.ts';

/** Length of an ordinary link, in map units. */
export const LINK_LENGTH = 104;
const HUB_STRETCH = 0.2;

/** How many nodes hang on each node alone. */
function countLeaves(topology: Topology): Int32Array {
  const leaves = new Int32Array(topology.nodeCount);
  for (let node = 0; node < topology.nodeCount; node++) {
    if (degreeOf(topology, node) !== 1) continue;
    leaves[topology.targets[topology.offsets[node]!]!]!++;
  }
  return leaves;
}

/** The length that each link should have, beside `targets`. */
export function linkLengths(topology: Topology): Float64Array {
  const { nodeCount, offsets, targets } = topology;
  const leaves = countLeaves(topology);
  const lengths = new Float64Array(targets.length);
  for (let node = 0; node < nodeCount; node++) {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const other = targets[at]!;
      const isLeaf = degreeOf(topology, node) === 1 || degreeOf(topology, other) === 1;
      // Around a hub the ring must be wide enough for all that hangs on it alone; no other way gets longer by that.
      const ring = isLeaf ? Math.max(leaves[node]!, leaves[other]!) : 0;
      lengths[at] = LINK_LENGTH * (1 + HUB_STRETCH * Math.max(0, Math.sqrt(ring) - 2));
    }
  }
  return lengths;
}

/** Ways are measured in steps of this length, which a link of ordinary length holds a whole number of. */
const GRAIN = LINK_LENGTH / 13;

/**
 * Finds shortest ways from one node to every other, to the nearest step of `GRAIN` a link.
 *
 * Complexity: O(n + m + d) for each node asked, d being the longest way in steps.
 * Source: Dial (1969), Communications of the ACM 12(11), 632–633: Dijkstra's search with a ring of buckets.
 */
export function createShortest(
  topology: Topology,
  lengths: Float64Array,
): (start: number, distances: Float64Array | Float32Array) => void {
  const { nodeCount, offsets, targets } = topology;
  const steps = Int32Array.from(lengths, (length) => Math.max(1, Math.round(length / GRAIN)));
  const ringSize = steps.reduce((most, step) => Math.max(most, step), 0) + 1;
  // A node waits in one bucket at a time: each bucket is a list through `next` and `previous`.
  const firstOf = new Int32Array(ringSize).fill(-1);
  const next = new Int32Array(nodeCount);
  const previous = new Int32Array(nodeCount);
  const stepsTo = new Int32Array(nodeCount);

  function leave(node: number): void {
    const [before, after] = [previous[node]!, next[node]!];
    if (before === -1) firstOf[stepsTo[node]! % ringSize] = after;
    else next[before] = after;
    if (after !== -1) previous[after] = before;
  }

  function enter(node: number, at: number): void {
    const bucket = at % ringSize;
    const first = firstOf[bucket]!;
    stepsTo[node] = at;
    previous[node] = -1;
    next[node] = first;
    if (first !== -1) previous[first] = node;
    firstOf[bucket] = node;
  }

  return (start, distances) => {
    stepsTo.fill(-1);
    enter(start, 0);
    let waiting = 1;
    for (let at = 0; waiting > 0; at++) {
      for (let node = firstOf[at % ringSize]!; node !== -1; node = firstOf[at % ringSize]!) {
        leave(node);
        waiting--;
        for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
          const other = targets[link]!;
          const through = at + steps[link]!;
          const known = stepsTo[other]!;
          if (known !== -1 && known <= through) continue;
          if (known === -1) waiting++;
          else leave(other);
          enter(other, through);
        }
      }
    }
    for (let node = 0; node < nodeCount; node++)
      distances[node] = stepsTo[node] === -1 ? Number.POSITIVE_INFINITY : stepsTo[node]! * GRAIN;
  };
}
