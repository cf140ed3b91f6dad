import type { LayoutShape } from '../store/map-request.ts';
import { baseOfNode, type NodeAttributes, type RoleBadge } from './canvas-node.ts';
import type { LayoutAnswer, LayoutTask } from './layout/layout.worker.ts';
import type { ShapeInput } from './layout/shape.ts';
import type { Position } from './map-graph.ts';
import type { MapModel } from './map-model.ts';
import { boundsOf } from './viewport.ts';

const LAYOUT_SEED = 7;
/** Room for a name beside or below a node; most names are written, so most need it. */
const LETTER_WIDTH = 5.7;
const LABEL_HEIGHT = 15;
const MAX_LETTERS = 22;
const MARGIN = 7;
/** From this many nodes on there is no room for names between them. */
const NAMELESS_COUNT = 1200;

/** What a layout needs to know besides the map itself. */
export interface LayoutOptions {
  /** Nodes that stay where they are. */
  readonly fixedIds: ReadonlySet<string>;
  /** Width over height of the canvas. */
  readonly aspect: number;
  /** Radius of a node, in map units. */
  readonly radiusOf: (id: string) => number;
  /** How everything is laid out. */
  readonly shape: LayoutShape;
  /** What is laid out; the rest is as if it were not there. Null: everything. */
  readonly ids: readonly string[] | null;
  /** The node in the middle of rings; null: the best linked one. */
  readonly focusId: string | null;
  /** Communities by their members; null: they are looked for. */
  readonly communities?: readonly (readonly string[])[] | null;
}

/** Receives places as they are found; `share` is how much of the work is done. */
export type LayoutListener = (places: ReadonlyMap<string, Position>, share: number) => void;

/** The place of each node among all when they are sorted by something, equals alike. */
function ranksOf(values: readonly string[]): Int32Array {
  const sorted = [...new Set(values)].sort();
  const rankOf = new Map(sorted.map((value, rank) => [value, rank]));
  return Int32Array.from(values, (value) => rankOf.get(value)!);
}

const ROLE_TIERS: Readonly<Record<RoleBadge, number>> = { principal: 1, enabler: 2, front: 3 };
const NO_TIER = 255;

/** Groups are on top, then those who lead them, then those who make things possible. */
function tierOf(node: NodeAttributes): number {
  const { badge } = node;
  if (baseOfNode(node) === 'ocg') return 0;
  return badge ? ROLE_TIERS[badge] : NO_TIER;
}

/** The community of each node, -1 where it is in none. */
function communityOfEach(
  indexOf: ReadonlyMap<string, number>,
  communities: readonly (readonly string[])[],
): Int32Array {
  const communityOf = new Int32Array(indexOf.size).fill(-1);
  for (const [community, members] of communities.entries()) {
    for (const id of members) {
      const index = indexOf.get(id);
      if (index !== undefined) communityOf[index] = community;
    }
  }
  return communityOf;
}

function inputOf({ graph }: MapModel, ids: readonly string[], options: LayoutOptions): ShapeInput {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const pairs: number[] = [];
  graph.forEachEdge((_edge, _attributes, source, target) => {
    const [from, to] = [indexOf.get(source), indexOf.get(target)];
    if (from !== undefined && to !== undefined) pairs.push(from, to);
  });
  const positions = new Float32Array(ids.length * 2);
  const isFixed = new Uint8Array(ids.length);
  const halfWidths = new Float64Array(ids.length);
  const halfHeights = new Float64Array(ids.length);
  const hasNames = ids.length < NAMELESS_COUNT;
  ids.forEach((id, index) => {
    const { x, y, label } = graph.getNodeAttributes(id);
    positions[index * 2] = x;
    positions[index * 2 + 1] = y;
    isFixed[index] = options.fixedIds.has(id) ? 1 : 0;
    const radius = options.radiusOf(id);
    const letters = Math.min(MAX_LETTERS, label.length);
    halfWidths[index] = MARGIN + Math.max(radius, hasNames ? (letters * LETTER_WIDTH) / 2 : 0);
    halfHeights[index] = MARGIN + radius + (hasNames ? LABEL_HEIGHT / 2 : 0);
  });
  const nodes = ids.map((id) => graph.getNodeAttributes(id));
  return {
    kinds: ranksOf(nodes.map(({ kind }) => kind)),
    names: ranksOf(nodes.map(({ label }) => label)),
    tiers: Uint8Array.from(nodes, tierOf),
    isProtected: Uint8Array.from(nodes, ({ isProtected }) => (isProtected ? 1 : 0)),
    communities: options.communities ? communityOfEach(indexOf, options.communities) : null,
    focus: options.focusId === null ? -1 : (indexOf.get(options.focusId) ?? -1),
    nodeCount: ids.length,
    pairs: Int32Array.from(pairs),
    halfWidths,
    halfHeights,
    positions,
    isFixed,
    aspect: options.aspect,
    seed: LAYOUT_SEED,
  };
}

function middleOf(places: Iterable<Position>): Position {
  const bounds = boundsOf(places);
  return bounds
    ? { x: (bounds.left + bounds.right) / 2, y: (bounds.bottom + bounds.top) / 2 }
    : { x: 0, y: 0 };
}

/** Puts a part back to where it was laid out from. */
function shiftTo(
  places: ReadonlyMap<string, Position>,
  middle: Position,
): ReadonlyMap<string, Position> {
  const now = middleOf(places.values());
  const [dx, dy] = [middle.x - now.x, middle.y - now.y];
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
}

/**
 * What is laid out, and what the worker is asked of it. The order in which nodes are numbered is that of their ids,
 * so that the result repeats.
 */
export function layoutTaskOf(
  mode: LayoutTask['mode'],
  model: MapModel,
  options: LayoutOptions,
): { readonly ids: readonly string[]; readonly task: LayoutTask } {
  const ids = [...(options.ids ?? model.graph.nodes())].filter((id) => !model.isFolded(id)).sort();
  return { ids, task: { mode, shape: options.shape, input: inputOf(model, ids, options) } };
}

/** Runs a layout in a worker: everything anew, or only what is not fixed. Returns how to stop it. */
export function runLayout(
  mode: LayoutTask['mode'],
  model: MapModel,
  options: LayoutOptions,
  onStep: LayoutListener,
): () => void {
  const { ids, task } = layoutTaskOf(mode, model, options);
  const worker = new Worker(new URL('./layout/layout.worker.ts', import.meta.url), {
    type: 'module',
  });
  // A part stays about where it was, unless fixed nodes say so already.
  const isFree = options.ids !== null && !ids.some((id) => options.fixedIds.has(id));
  const middle = isFree ? middleOf(ids.map((id) => model.graph.getNodeAttributes(id))) : null;
  worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
    const places = new Map(
      ids.map((id, index) => [
        id,
        { x: data.positions[index * 2]!, y: data.positions[index * 2 + 1]! },
      ]),
    );
    if (data.share >= 1) worker.terminate();
    onStep(middle ? shiftTo(places, middle) : places, data.share);
  };
  worker.postMessage(task);
  return () => worker.terminate();
}
