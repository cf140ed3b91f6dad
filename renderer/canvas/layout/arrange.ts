import type { LayoutInput } from './engine.ts';
import { seededRandom } from './random.ts';
import { LINK_LENGTH } from './shortest.ts';
import { spreadBoxes } from './spread.ts';
import { buildTopology, neighboursOf, type Topology } from './topology.ts';

const STEPS = 60;
const RING_LINKS = 9;

interface Places {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

function placedNeighbours(
  topology: Topology,
  node: number,
  isPlaced: Uint8Array,
): readonly number[] {
  return [...neighboursOf(topology, node)].filter((next) => isPlaced[next] === 1);
}

/** The direction from a node in which most room is free, in radians. */
function freeDirection(
  topology: Topology,
  { xs, ys }: Places,
  hub: number,
  isPlaced: Uint8Array,
): number {
  const angles = placedNeighbours(topology, hub, isPlaced)
    .map((next) => Math.atan2(ys[next]! - ys[hub]!, xs[next]! - xs[hub]!))
    .sort((a, b) => a - b);
  if (angles.length === 0) return Math.PI / 2;
  let [best, widest] = [0, -1];
  angles.forEach((angle, index) => {
    const next = index + 1 < angles.length ? angles[index + 1]! : angles[0]! + Math.PI * 2;
    if (next - angle > widest) {
      widest = next - angle;
      best = angle + (next - angle) / 2;
    }
  });
  return best;
}

function placeAround(
  topology: Topology,
  places: Places,
  hub: number,
  nodes: readonly number[],
  isPlaced: Uint8Array,
): void {
  const middle = freeDirection(topology, places, hub, isPlaced);
  nodes.forEach((node, index) => {
    const ring = Math.floor(index / RING_LINKS);
    const inRing = Math.min(RING_LINKS, nodes.length - ring * RING_LINKS);
    const step = Math.min(0.62, (Math.PI * 1.6) / inRing);
    const angle = middle + ((index % RING_LINKS) - (inRing - 1) / 2) * step + ring * step * 0.5;
    const reach = LINK_LENGTH * (1.05 + ring * 0.8);
    places.xs[node] = places.xs[hub]! + Math.cos(angle) * reach;
    places.ys[node] = places.ys[hub]! + Math.sin(angle) * reach;
  });
}

function startPlaces(topology: Topology, input: LayoutInput, places: Places): void {
  const isPlaced = Uint8Array.from(input.isFixed);
  for (let round = 0; round < input.nodeCount; round++) {
    const byHub = new Map<number, number[]>();
    for (let node = 0; node < input.nodeCount; node++) {
      if (isPlaced[node]) continue;
      const [hub] = placedNeighbours(topology, node, isPlaced);
      if (hub === undefined) continue;
      const around = byHub.get(hub);
      if (around) around.push(node);
      else byHub.set(hub, [node]);
    }
    if (byHub.size === 0) break;
    for (const [hub, nodes] of byHub) placeAround(topology, places, hub, nodes, isPlaced);
    for (const nodes of byHub.values()) for (const node of nodes) isPlaced[node] = 1;
  }
  placeApart(input, places, isPlaced);
}

/** Nodes with no way to what is shown go in rows below it. */
function placeApart(input: LayoutInput, { xs, ys }: Places, isPlaced: Uint8Array): void {
  const loose: number[] = [];
  let [left, right, bottom] = [Infinity, -Infinity, Infinity];
  for (let node = 0; node < input.nodeCount; node++) {
    if (!isPlaced[node]) loose.push(node);
    else {
      left = Math.min(left, xs[node]!);
      right = Math.max(right, xs[node]!);
      bottom = Math.min(bottom, ys[node]!);
    }
  }
  if (!Number.isFinite(left)) [left, right, bottom] = [-LINK_LENGTH * 3, LINK_LENGTH * 3, 0];
  const perRow = Math.max(4, Math.floor((right - left) / LINK_LENGTH));
  loose.forEach((node, index) => {
    xs[node] = left + (index % perRow) * LINK_LENGTH;
    ys[node] = bottom - LINK_LENGTH * (1 + Math.floor(index / perRow) * 0.7);
  });
}

/** Draws each new node to between its neighbours and away from everything near. */
function relaxNew(
  topology: Topology,
  input: LayoutInput,
  { xs, ys }: Places,
  random: () => number,
): void {
  const movable = [...input.isFixed.keys()].filter((node) => !input.isFixed[node]);
  for (let step = 0; step < STEPS; step++) {
    const strength = 0.3 * (1 - step / STEPS);
    for (const node of movable) {
      let [fx, fy] = [(random() - 0.5) * 0.5, (random() - 0.5) * 0.5];
      for (let other = 0; other < input.nodeCount; other++) {
        if (other === node) continue;
        const [dx, dy] = [xs[node]! - xs[other]!, ys[node]! - ys[other]!];
        const squared = dx * dx + dy * dy + 1;
        if (squared > 9 * LINK_LENGTH * LINK_LENGTH) continue;
        const push = (LINK_LENGTH * LINK_LENGTH) / squared;
        fx += dx * push;
        fy += dy * push;
      }
      for (const next of neighboursOf(topology, node)) {
        const [dx, dy] = [xs[next]! - xs[node]!, ys[next]! - ys[node]!];
        const length = Math.hypot(dx, dy) || 1;
        const pull = (length - LINK_LENGTH) / length;
        fx += dx * pull * 1.5;
        fy += dy * pull * 1.5;
      }
      const length = Math.hypot(fx, fy) || 1;
      const move = Math.min(length * strength, LINK_LENGTH * 0.3) / length;
      xs[node] = xs[node]! + fx * move;
      ys[node] = ys[node]! + fy * move;
    }
  }
}

/**
 * Finds places for new nodes among ones that stay where they are: beside what they are linked to,
 * on the side where there is room.
 */
export function arrangeNew(input: LayoutInput): Float32Array {
  const random = seededRandom(input.seed);
  const topology = buildTopology(input.nodeCount, input.pairs);
  const places: Places = {
    xs: Float64Array.from({ length: input.nodeCount }, (_, node) => input.positions[node * 2]!),
    ys: Float64Array.from({ length: input.nodeCount }, (_, node) => input.positions[node * 2 + 1]!),
  };
  startPlaces(topology, input, places);
  relaxNew(topology, input, places, random);
  spreadBoxes({
    ...places,
    halfWidths: input.halfWidths,
    halfHeights: input.halfHeights,
    isFixed: input.isFixed,
  });
  const positions = new Float32Array(input.nodeCount * 2);
  places.xs.forEach((x, node) => {
    positions[node * 2] = x;
    positions[node * 2 + 1] = places.ys[node]!;
  });
  return positions;
}
