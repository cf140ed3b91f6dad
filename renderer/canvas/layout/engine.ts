import { compose } from './compose.ts';
import { type Group, startGroup } from './group.ts';
import { seededRandom } from './random.ts';
import { giveRoom } from './room.ts';
import { relaxSparseStress } from './sparse-stress.ts';
import { spreadBoxes } from './spread.ts';
import { relaxStress } from './stress.ts';
import { buildTopology, componentsOf } from './topology.ts';

/** What is to be laid out. Arrays run over nodes; lengths are map units. */
export interface LayoutInput {
  readonly nodeCount: number;
  /** Two node indices a link. */
  readonly pairs: Int32Array;
  /** Room that a node and its label need. */
  readonly halfWidths: Float64Array;
  readonly halfHeights: Float64Array;
  /** Where nodes are now, x and y in turn; used of those that are fixed. */
  readonly positions: Float32Array;
  /** 1 where a node stays where it is. */
  readonly isFixed: Uint8Array;
  /** Width over height of the canvas. */
  readonly aspect: number;
  readonly seed: number;
}

/** Positions so far, x and y in turn, and the share of the work done. */
export interface LayoutStep {
  readonly positions: Float32Array;
  readonly share: number;
}

/** Largest connected group of which each two nodes are compared from the start. */
const DIRECT_LIMIT = 600;
/** Largest of which they are compared in the end; what is larger is compared with pivots alone. */
const EXACT_LIMIT = 3000;
/** Groups of fewer nodes are shown when they are done. */
const LEAST_SEEN = 40;
const WIDEN = 1.22;
const MOST_STRETCH = 1.45;
/** A large group shows no names: its distances say more than a filled canvas. */
const MOST_STRETCH_LARGE = 1.15;
/** Area of a group against that of its nodes and names. */
const AIRINESS = 2.3;
/** Groups of fewer nodes find room around them. */
const LEAST_CROWD = 100;
const MOST_ENLARGED = 3;
const CLOSING_ROUNDS = 6;
const CLOSING_STEP = 0.88;

/** Turns a group so that its long side lies along the canvas's, and stretches it towards the canvas's shape. */
function alignToCanvas({ xs, ys }: Group, aspect: number): void {
  const count = xs.length;
  const isLarge = count > DIRECT_LIMIT;
  const [widen, most] = isLarge ? [1, MOST_STRETCH_LARGE] : [WIDEN, MOST_STRETCH];
  const meanX = xs.reduce((sum, x) => sum + x, 0) / count;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / count;
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [xs[i]! - meanX, ys[i]! - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const longAxis = 0.5 * Math.atan2(2 * xy, xx - yy);
  const turn = aspect >= 1 ? -longAxis : Math.PI / 2 - longAxis;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let [halfWidth, halfHeight] = [1, 1];
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [xs[i]! - meanX, ys[i]! - meanY];
    // Labels are wide: what is read sideways needs more room than what is stacked.
    xs[i] = (dx * cos - dy * sin) * widen;
    ys[i] = dx * sin + dy * cos;
    halfWidth = Math.max(halfWidth, Math.abs(xs[i]!));
    halfHeight = Math.max(halfHeight, Math.abs(ys[i]!));
  }
  const wanted = aspect / (halfWidth / halfHeight);
  const stretch = Math.min(most, Math.max(1 / most, wanted));
  for (let i = 0; i < count; i++) {
    if (stretch > 1) xs[i] = xs[i]! * stretch;
    else ys[i] = ys[i]! / stretch;
  }
}

function areaOf({ xs, ys }: Group): number {
  const extent = (values: Float64Array) =>
    values.reduce((most, value) => Math.max(most, value), -Infinity) -
    values.reduce((least, value) => Math.min(least, value), Infinity);
  return extent(xs) * extent(ys);
}

/** Makes a group cover no less than an area. */
function enlarge(group: Group, least: number): void {
  const factor = Math.min(MOST_ENLARGED, Math.sqrt(least / Math.max(1, areaOf(group))));
  if (factor <= 1) return;
  for (let i = 0; i < group.xs.length; i++) {
    group.xs[i] = group.xs[i]! * factor;
    group.ys[i] = group.ys[i]! * factor;
  }
}

/** Parts what overlaps, and draws together what is far apart, until the group is filled well and evenly. */
function spreadGroup(group: Group, input: LayoutInput): void {
  const { xs, ys, nodes } = group;
  const boxes = {
    xs,
    ys,
    halfWidths: Float64Array.from(nodes, (node) => input.halfWidths[node]!),
    halfHeights: Float64Array.from(nodes, (node) => input.halfHeights[node]!),
    isFixed: new Uint8Array(nodes.length),
  };
  const filled = nodes.reduce(
    (sum, node) => sum + 4 * input.halfWidths[node]! * input.halfHeights[node]!,
    0,
  );
  // What is parted where there is no room for it ends anywhere.
  if (nodes.length >= LEAST_CROWD && nodes.length <= DIRECT_LIMIT)
    enlarge(group, filled * AIRINESS);
  spreadBoxes(boxes);
  if (nodes.length > DIRECT_LIMIT) return;
  for (let round = 0; round < CLOSING_ROUNDS; round++) {
    const area = areaOf(group);
    const wanted = Math.sqrt((filled * AIRINESS) / area);
    if (wanted >= 0.98) return;
    const factor = Math.max(CLOSING_STEP, wanted);
    for (let i = 0; i < xs.length; i++) {
      xs[i] = xs[i]! * factor;
      ys[i] = ys[i]! * factor;
    }
    spreadBoxes(boxes);
    // What has no more air to lose only gets more tangled.
    if (areaOf(group) > area * 0.95) return;
  }
}

/** Parts what overlaps where some nodes stay: those keep their places to the bit. */
function spreadAroundFixed(positions: Float32Array, input: LayoutInput): Float32Array {
  if (!input.isFixed.includes(1)) return positions;
  const xs = Float64Array.from({ length: input.nodeCount }, (_, node) => positions[node * 2]!);
  const ys = Float64Array.from({ length: input.nodeCount }, (_, node) => positions[node * 2 + 1]!);
  const { halfWidths, halfHeights, isFixed } = input;
  spreadBoxes({ xs, ys, halfWidths, halfHeights, isFixed });
  const spread = new Float32Array(input.nodeCount * 2);
  xs.forEach((x, node) => {
    spread[node * 2] = x;
    spread[node * 2 + 1] = ys[node]!;
  });
  return spread;
}

/** Finds the places of a group, and yields the share done as it goes. */
function* relax(group: Group, random: () => number): Generator<number> {
  if (group.nodes.length <= DIRECT_LIMIT) {
    yield* relaxStress(group, random);
    return;
  }
  const isExact = group.nodes.length <= EXACT_LIMIT;
  for (const share of relaxSparseStress(group, random)) yield isExact ? share / 2 : share;
  if (!isExact) return;
  for (const share of relaxStress(group, random, { isMending: true })) yield (1 + share) / 2;
}

function finish(group: Group, input: LayoutInput): void {
  if (group.isAnchored) return;
  if (group.nodes.length > DIRECT_LIMIT) giveRoom(group.topology, group.xs, group.ys);
  alignToCanvas(group, input.aspect);
  spreadGroup(group, input);
}

/**
 * Lays out a network: each connected group by itself, then packed side by side into the shape of the canvas. Groups
 * with fixed nodes are laid out around those, and stay where they are. The same input gives the same map. Yields
 * what it has as it goes, the large shape at once.
 */
export function* layOut(input: LayoutInput): Generator<LayoutStep> {
  const random = seededRandom(input.seed);
  const topology = buildTopology(input.nodeCount, input.pairs);
  const groups = componentsOf(topology).map((nodes) => startGroup(topology, nodes, input, random));
  const work = groups.reduce((sum, { nodes }) => sum + (nodes.length > 1 ? nodes.length : 0), 0);
  let done = 0;
  for (const group of groups) {
    const { length } = group.nodes;
    if (length === 1 || !group.isFixed.includes(0)) continue;
    // Small groups are done before anyone could see them move.
    const isSeen = length > LEAST_SEEN;
    if (isSeen) yield { positions: compose(groups, input), share: done / work };
    for (const share of relax(group, random)) {
      // All done is said once, after the groups are turned, spread and packed.
      const worked = (done + share * length) / work;
      if (isSeen) yield { positions: compose(groups, input), share: Math.min(0.99, worked) };
    }
    finish(group, input);
    done += length;
  }
  yield { positions: spreadAroundFixed(compose(groups, input), input), share: 1 };
}
