import { packRectangles } from './pack.ts';
import { seededRandom } from './random.ts';
import { LINK_LENGTH } from './shortest.ts';
import { relaxSparseStress } from './sparse-stress.ts';
import { spreadBoxes } from './spread.ts';
import { relaxStress } from './stress.ts';
import type { Topology } from './topology.ts';
import { buildTopology, componentsOf, subTopology } from './topology.ts';

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

/** Largest connected group that is laid out exactly; larger ones are compared with pivots. */
const EXACT_LIMIT = 600;
const GROUP_GAP = 46;
const WIDEN = 1.22;
const MOST_STRETCH = 1.45;
/** Area of a group against that of its nodes and names. */
const AIRINESS = 2.3;
const CLOSING_ROUNDS = 6;
const CLOSING_STEP = 0.88;

interface Group {
  readonly nodes: Int32Array;
  readonly topology: Topology;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  share: number;
}

function startGroup(topology: Topology, nodes: Int32Array, random: () => number): Group {
  const reach = LINK_LENGTH * Math.sqrt(nodes.length);
  return {
    nodes,
    topology: subTopology(topology, nodes),
    xs: Float64Array.from(nodes, () => (random() - 0.5) * reach),
    ys: Float64Array.from(nodes, () => (random() - 0.5) * reach),
    share: nodes.length === 1 ? 1 : 0,
  };
}

/** Turns a group so that its long side lies along the canvas's, and stretches it towards the canvas's shape. */
function alignToCanvas({ xs, ys }: Group, aspect: number): void {
  const count = xs.length;
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
    xs[i] = (dx * cos - dy * sin) * WIDEN;
    ys[i] = dx * sin + dy * cos;
    halfWidth = Math.max(halfWidth, Math.abs(xs[i]!));
    halfHeight = Math.max(halfHeight, Math.abs(ys[i]!));
  }
  const wanted = aspect / (halfWidth / halfHeight);
  const stretch = Math.min(MOST_STRETCH, Math.max(1 / MOST_STRETCH, wanted));
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
  spreadBoxes(boxes);
  if (nodes.length > EXACT_LIMIT) return;
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

function compose(groups: readonly Group[], input: LayoutInput): Float32Array {
  const boxes = groups.map(({ nodes, xs, ys }) => {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    nodes.forEach((node, index) => {
      left = Math.min(left, xs[index]! - input.halfWidths[node]!);
      right = Math.max(right, xs[index]! + input.halfWidths[node]!);
      bottom = Math.min(bottom, ys[index]! - input.halfHeights[node]!);
      top = Math.max(top, ys[index]! + input.halfHeights[node]!);
    });
    const gap = nodes.length > 1 ? GROUP_GAP : 8;
    return {
      left: left - gap / 2,
      bottom: bottom - gap / 2,
      width: right - left + gap,
      height: top - bottom + gap,
    };
  });
  const places = packRectangles(boxes, input.aspect);
  const positions = new Float32Array(input.nodeCount * 2);
  let [right, top] = [0, 0];
  boxes.forEach(({ width, height }, at) => {
    right = Math.max(right, places[at]!.left + width);
    top = Math.max(top, places[at]!.bottom + height);
  });
  groups.forEach(({ nodes, xs, ys }, at) => {
    const box = boxes[at]!;
    const place = places[at]!;
    nodes.forEach((node, index) => {
      positions[node * 2] = xs[index]! - box.left + place.left - right / 2;
      // The largest group lies at the top, where reading begins.
      positions[node * 2 + 1] = top / 2 - place.bottom - box.height + (ys[index]! - box.bottom);
    });
  });
  return positions;
}

/** Keeps fixed nodes where they were, and brings the rest along to stay with them. */
function keepFixed(positions: Float32Array, input: LayoutInput): Float32Array {
  let [dx, dy, count] = [0, 0, 0];
  for (let node = 0; node < input.nodeCount; node++) {
    if (!input.isFixed[node]) continue;
    dx += input.positions[node * 2]! - positions[node * 2]!;
    dy += input.positions[node * 2 + 1]! - positions[node * 2 + 1]!;
    count++;
  }
  if (count === 0) return positions;
  const xs = new Float64Array(input.nodeCount);
  const ys = new Float64Array(input.nodeCount);
  for (let node = 0; node < input.nodeCount; node++) {
    const isFixed = input.isFixed[node] === 1;
    xs[node] = isFixed ? input.positions[node * 2]! : positions[node * 2]! + dx / count;
    ys[node] = isFixed ? input.positions[node * 2 + 1]! : positions[node * 2 + 1]! + dy / count;
  }
  spreadBoxes({
    xs,
    ys,
    halfWidths: input.halfWidths,
    halfHeights: input.halfHeights,
    isFixed: input.isFixed,
  });
  const kept = new Float32Array(input.nodeCount * 2);
  xs.forEach((x, node) => {
    kept[node * 2] = x;
    kept[node * 2 + 1] = ys[node]!;
  });
  return kept;
}

/**
 * Lays out a network from nothing: each connected group by itself, then packed side by side into the shape
 * of the canvas. The same input gives the same map. Yields what it has as it goes.
 */
export function* layOut(input: LayoutInput): Generator<LayoutStep> {
  const random = seededRandom(input.seed);
  const topology = buildTopology(input.nodeCount, input.pairs);
  const groups = componentsOf(topology).map((nodes) => startGroup(topology, nodes, random));
  const work = groups.reduce((sum, { nodes }) => sum + (nodes.length > 1 ? nodes.length : 0), 0);
  let done = 0;
  for (const group of groups) {
    if (group.nodes.length === 1) continue;
    const relax = group.nodes.length <= EXACT_LIMIT ? relaxStress : relaxSparseStress;
    for (const share of relax(group.topology, group.xs, group.ys, random)) {
      group.share = share;
      // Small groups are done before anyone could see them move.
      if (group.nodes.length > 40) {
        // All done is said once, after the groups are turned, spread and packed.
        const worked = (done + share * group.nodes.length) / work;
        yield { positions: compose(groups, input), share: Math.min(0.99, worked) };
      }
    }
    alignToCanvas(group, input.aspect);
    spreadGroup(group, input);
    done += group.nodes.length;
  }
  yield { positions: keepFixed(compose(groups, input), input), share: 1 };
}
