import type { LayoutInput } from './engine.ts';
import { spreadBoxes } from './spread.ts';
import { buildTopology, subTopology, type Topology } from './topology.ts';

/** What is to be laid out, with what the shapes sort by. */
export interface ShapeInput extends LayoutInput {
  /** The place of each node's kind among kinds. */
  readonly kinds: Int32Array;
  /** The place of each node's name among names. */
  readonly names: Int32Array;
  /** How far down from the top a node belongs, 0 at the top; 255 where nothing says. */
  readonly tiers: Uint8Array;
  /** 1 where a node must not shape a community. */
  readonly isProtected: Uint8Array;
  /** The community of each node, -1 where it is in none; null: they are looked for. */
  readonly communities?: Int32Array | null;
  /** The node in the middle of rings; -1: the best linked one. */
  readonly focus: number;
}

/** The nodes that may move, and the links among them. */
export interface FreePart {
  readonly nodes: Int32Array;
  readonly topology: Topology;
}

/** What of the input may move. */
export function freePartOf(input: LayoutInput): FreePart {
  const nodes = Int32Array.from(
    Array.from({ length: input.nodeCount }, (_, node) => node).filter(
      (node) => !input.isFixed[node],
    ),
  );
  return { nodes, topology: subTopology(buildTopology(input.nodeCount, input.pairs), nodes) };
}

/** The middle of what some places span. */
function middleOf(places: Iterable<readonly [number, number]>): readonly [number, number] {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return Number.isFinite(left) ? [(left + right) / 2, (bottom + top) / 2] : [0, 0];
}

function touchesFixed(input: LayoutInput, xs: Float64Array, ys: Float64Array): boolean {
  const { nodeCount, isFixed, halfWidths, halfHeights } = input;
  for (let fixed = 0; fixed < nodeCount; fixed++) {
    if (!isFixed[fixed]) continue;
    for (let free = 0; free < nodeCount; free++) {
      if (isFixed[free]) continue;
      const isApart =
        Math.abs(xs[fixed]! - xs[free]!) >= halfWidths[fixed]! + halfWidths[free]! ||
        Math.abs(ys[fixed]! - ys[free]!) >= halfHeights[fixed]! + halfHeights[free]!;
      if (!isApart) return true;
    }
  }
  return false;
}

/**
 * All positions from those of the free nodes: the shape lies around the origin, or, where some nodes are fixed,
 * where its nodes were. Fixed nodes keep their places to the bit; what would lie on one gives way.
 */
export function settleShape(
  input: LayoutInput,
  nodes: Int32Array,
  places: { readonly xs: Float64Array; readonly ys: Float64Array },
): Float32Array {
  const { positions, nodeCount } = input;
  const [midX, midY] = middleOf(
    [...nodes.keys()].map((at) => [places.xs[at]!, places.ys[at]!] as const),
  );
  const hasFixed = nodes.length < nodeCount;
  const [toX, toY] = hasFixed
    ? middleOf([...nodes].map((node) => [positions[node * 2]!, positions[node * 2 + 1]!] as const))
    : [0, 0];
  const xs = Float64Array.from({ length: nodeCount }, (_, node) => positions[node * 2]!);
  const ys = Float64Array.from({ length: nodeCount }, (_, node) => positions[node * 2 + 1]!);
  nodes.forEach((node, at) => {
    xs[node] = places.xs[at]! - midX + toX;
    ys[node] = places.ys[at]! - midY + toY;
  });
  if (hasFixed && touchesFixed(input, xs, ys)) {
    const { halfWidths, halfHeights, isFixed } = input;
    spreadBoxes({ xs, ys, halfWidths, halfHeights, isFixed });
  }
  const settled = new Float32Array(nodeCount * 2);
  for (let node = 0; node < nodeCount; node++) {
    settled[node * 2] = xs[node]!;
    settled[node * 2 + 1] = ys[node]!;
  }
  return settled;
}
