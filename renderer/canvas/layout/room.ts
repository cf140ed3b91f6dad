import { neighboursOf, type Topology } from './topology.ts';

/** Links of a large map are drawn shorter: there is no room for every name. */
const LARGE_LINK_LENGTH = 62;
/** Room for each node, side of a square: what is packed closer is a blot. */
const ROOM = 62;

/** Makes the map as large as its links or its nodes ask for, whichever is more. */
export function giveRoom(topology: Topology, xs: Float64Array, ys: Float64Array): void {
  const byLength = LARGE_LINK_LENGTH / meanLinkLength(topology, xs, ys);
  const byRoom = (ROOM * Math.sqrt(topology.nodeCount)) / middleReach(xs, ys);
  const scale = Math.max(byLength, byRoom);
  for (let node = 0; node < xs.length; node++) {
    xs[node] = xs[node]! * scale;
    ys[node] = ys[node]! * scale;
  }
}

function meanLinkLength(topology: Topology, xs: Float64Array, ys: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let node = 0; node < topology.nodeCount; node++) {
    for (const next of neighboursOf(topology, node)) {
      sum += Math.hypot(xs[node]! - xs[next]!, ys[node]! - ys[next]!);
      count++;
    }
  }
  return count > 0 ? sum / count : 1;
}

/** Side of the square that holds the middle half of the nodes, doubled: what is far out does not count. */
function middleReach(xs: Float64Array, ys: Float64Array): number {
  const middleHalf = (values: Float64Array) => {
    const sorted = Float64Array.from(values).sort();
    return sorted[Math.floor(sorted.length * 0.75)]! - sorted[Math.floor(sorted.length * 0.25)]!;
  };
  return Math.max(1, 2 * Math.sqrt(middleHalf(xs) * middleHalf(ys)));
}
