import type { Body } from './body.ts';
import { LINK_LENGTH } from './shortest.ts';
import type { Topology } from './topology.ts';

/** As many pivots as are wanted of a map that is only begun. */
const PIVOTS = 40;
const ROUNDS = 60;
/** How far towards the pivots nodes are moved, pass by pass. */
const SETTLING = [0.6, 0.4, 0.3, 0.2];
/** Nodes that hang in one place are the same to the pivots: they are parted by chance. */
const SCATTER = LINK_LENGTH * 0.35;

/** Links on the shortest way from a node to all others. */
function countLinks({ offsets, targets }: Topology, start: number, hops: Int32Array): void {
  const queue = new Int32Array(hops.length);
  hops.fill(-1);
  hops[start] = 0;
  queue[0] = start;
  let length = 1;
  for (let at = 0; at < length; at++) {
    const node = queue[at]!;
    for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
      const next = targets[link]!;
      if (hops[next] !== -1) continue;
      hops[next] = hops[node]! + 1;
      queue[length++] = next;
    }
  }
}

/** How far every node is from each of some pivots, in links: `hops[node * count + pivot]`. */
interface PivotHops {
  readonly count: number;
  readonly hops: Int32Array;
  readonly pivots: Int32Array;
}

/** Pivots far from each other and, in turn, anywhere. */
function choosePivots(topology: Topology, count: number, random: () => number): PivotHops {
  const n = topology.nodeCount;
  const hops = new Int32Array(n * count);
  const pivots = new Int32Array(count);
  const toNearest = new Int32Array(n).fill(n);
  const row = new Int32Array(n);
  for (let pivot = 0, next = 0; pivot < count; pivot++) {
    pivots[pivot] = next;
    countLinks(topology, next, row);
    next = 0;
    for (let node = 0; node < n; node++) {
      hops[node * count + pivot] = row[node]!;
      toNearest[node] = Math.min(toNearest[node]!, row[node]!);
      if (toNearest[node]! > toNearest[next]!) next = node;
    }
    const any = Math.floor(random() * n);
    if (pivot % 2 === 1 && toNearest[any]! > 0) next = any;
  }
  return { count, hops, pivots };
}

/** Squared distances, centred in rows and columns. */
function centredSquares({ count, hops }: PivotHops): Float64Array {
  const n = hops.length / count;
  const squares = new Float64Array(hops.length);
  const rowMeans = new Float64Array(n);
  const columnMeans = new Float64Array(count);
  let mean = 0;
  for (let node = 0; node < n; node++) {
    for (let pivot = 0; pivot < count; pivot++) {
      const square = hops[node * count + pivot]! ** 2;
      squares[node * count + pivot] = square;
      rowMeans[node]! += square / count;
      columnMeans[pivot]! += square / n;
    }
    mean += rowMeans[node]! / n;
  }
  for (let node = 0; node < n; node++) {
    for (let pivot = 0; pivot < count; pivot++) {
      const at = node * count + pivot;
      squares[at] = (squares[at]! - rowMeans[node]! - columnMeans[pivot]! + mean) * -0.5;
    }
  }
  return squares;
}

/** How pivots vary together. */
function spreadOfPivots(squares: Float64Array, count: number): Float64Array {
  const spread = new Float64Array(count * count);
  for (let row = 0; row < squares.length; row += count)
    for (let a = 0; a < count; a++)
      for (let b = a; b < count; b++)
        spread[a * count + b]! += squares[row + a]! * squares[row + b]!;
  for (let a = 0; a < count; a++)
    for (let b = 0; b < a; b++) spread[a * count + b] = spread[b * count + a]!;
  return spread;
}

/** The direction in which there is most spread, at right angles to another. */
function mainDirection(
  spread: Float64Array,
  count: number,
  apartFrom: Float64Array | null,
  random: () => number,
): Float64Array {
  let direction = Float64Array.from({ length: count }, () => random() - 0.5);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(count);
    for (let a = 0; a < count; a++)
      for (let b = 0; b < count; b++) next[a]! += spread[a * count + b]! * direction[b]!;
    const along = apartFrom?.reduce((sum, value, at) => sum + value * next[at]!, 0) ?? 0;
    for (let at = 0; apartFrom && at < count; at++) next[at]! -= along * apartFrom[at]!;
    const length = Math.hypot(...next);
    if (length < 1e-9) return new Float64Array(count);
    direction = next.map((value) => value / length);
  }
  return direction;
}

/**
 * First places of a connected group, from its distances to a few pivots: the large shape is right at once.
 *
 * Complexity: O(k · m + k² · n) time and O(k · n) space, for k pivots.
 * Source: Brandes and Pich (2007), Graph Drawing 2006, LNCS 4372, 42–53: classical scaling from pivots.
 */
export function startFromPivots(
  { topology, xs, ys }: Omit<Body, 'isFixed'>,
  random: () => number,
): void {
  const n = topology.nodeCount;
  const count = Math.min(PIVOTS, n);
  const pivots = choosePivots(topology, count, random);
  const squares = centredSquares(pivots);
  const spread = spreadOfPivots(squares, count);
  const across = mainDirection(spread, count, null, random);
  const up = mainDirection(spread, count, across, random);
  for (const [places, direction] of [
    [xs, across],
    [ys, up],
  ] as const) {
    for (let node = 0; node < n; node++) {
      let place = 0;
      for (let pivot = 0; pivot < count; pivot++)
        place += squares[node * count + pivot]! * direction[pivot]!;
      places[node] = place;
    }
  }
  scaleToLinks(topology, xs, ys);
  for (let node = 0; node < n; node++) {
    xs[node] = xs[node]! + (random() - 0.5) * SCATTER;
    ys[node] = ys[node]! + (random() - 0.5) * SCATTER;
  }
  const mean = meanOf(pivots.hops);
  for (const share of SETTLING) settleByPivots(pivots, xs, ys, share * mean);
}

function meanOf(values: Int32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Moves each node to nearer how far it should be from the pivots, wholly so from those within `reach` links. */
function settleByPivots(
  { count, hops, pivots }: PivotHops,
  xs: Float64Array,
  ys: Float64Array,
  reach: number,
): void {
  for (let node = 0; node < xs.length; node++) {
    for (let pivot = 0; pivot < count; pivot++) {
      const hop = hops[node * count + pivot]!;
      if (hop === 0) continue;
      const wanted = hop * LINK_LENGTH;
      const dx = xs[node]! - xs[pivots[pivot]!]!;
      const dy = ys[node]! - ys[pivots[pivot]!]!;
      const length = Math.sqrt(dx * dx + dy * dy) || 0.01;
      const shift = (Math.min(1, (reach / hop) ** 2) * (length - wanted)) / 2 / length;
      xs[node] = xs[node]! - dx * shift;
      ys[node] = ys[node]! - dy * shift;
    }
  }
}

/** Makes the middle link as long as links are. */
function scaleToLinks(topology: Topology, xs: Float64Array, ys: Float64Array): void {
  const { offsets, targets, nodeCount } = topology;
  let [squares, count] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
      const other = targets[link]!;
      squares += (xs[node]! - xs[other]!) ** 2 + (ys[node]! - ys[other]!) ** 2;
      count++;
    }
  }
  const mean = Math.sqrt(squares / Math.max(1, count));
  if (mean < 1e-9) return;
  const scale = LINK_LENGTH / mean;
  for (let node = 0; node < nodeCount; node++) {
    xs[node] = xs[node]! * scale;
    ys[node] = ys[node]! * scale;
  }
}
