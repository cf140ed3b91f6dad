import type { LayoutInput } from './layout/engine.ts';
import type { LayoutAnswer, LayoutTask } from './layout/layout.worker.ts';
import type { MapModel, Position } from './map-model.ts';

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
}

/** Receives places as they are found; `share` is how much of the work is done. */
export type LayoutListener = (places: ReadonlyMap<string, Position>, share: number) => void;

function inputOf({ graph }: MapModel, ids: readonly string[], options: LayoutOptions): LayoutInput {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const pairs: number[] = [];
  graph.forEachEdge((_edge, _attributes, source, target) => {
    pairs.push(indexOf.get(source)!, indexOf.get(target)!);
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
  return {
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

/**
 * Runs a layout in a worker: everything anew, or only what is not fixed. Returns how to stop it.
 * The order in which nodes are numbered is that of their ids, so that the result repeats.
 */
export function runLayout(
  mode: LayoutTask['mode'],
  model: MapModel,
  options: LayoutOptions,
  onStep: LayoutListener,
): () => void {
  const ids = model.graph.nodes().sort();
  const worker = new Worker(new URL('./layout/layout.worker.ts', import.meta.url), {
    type: 'module',
  });
  worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
    const places = new Map(
      ids.map((id, index) => [
        id,
        { x: data.positions[index * 2]!, y: data.positions[index * 2 + 1]! },
      ]),
    );
    if (data.share >= 1) worker.terminate();
    onStep(places, data.share);
  };
  worker.postMessage({ mode, input: inputOf(model, ids, options) } satisfies LayoutTask);
  return () => worker.terminate();
}
