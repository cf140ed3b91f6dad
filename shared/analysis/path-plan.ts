import type { Graph } from './graph.ts';
import { type PathSums, takeToPieces } from './path-pieces.ts';

/**
 * What is to be done to sum shortest paths, cut into blocks that threads may take in any order: each is summed by
 * itself, and the sums are added in the order of blocks, so that the answer does not depend on who did which.
 *
 * Pieces lie one behind another in the columns; their paths never leave them.
 */
export interface PathPlan {
  readonly nodeCount: number;
  /** Links that are summed; 0 where nodes alone are asked for. */
  readonly linkCount: number;
  readonly isWeighted: boolean;
  /** Where each piece begins among `nodes`, and where the last ends. */
  readonly pieceStarts: Int32Array;
  /** Of each node of a piece, its number in the graph. */
  readonly nodes: Int32Array;
  /** How many nodes of the graph each stands for: itself, and those that are reached through it alone. */
  readonly mass: Float64Array;
  /** Where the row of each node begins among `targets`, and where the last ends. */
  readonly offsets: Int32Array;
  /** Places among `nodes`. */
  readonly targets: Int32Array;
  /** Links of the graph, beside `targets`; empty where links are not summed. */
  readonly linkOf: Int32Array;
  /** Beside `targets`; empty where each link is as long as any other. */
  readonly lengths: Float64Array;
  /** Where the sources of each block begin among `nodes`, and where the last ends. */
  readonly blockStarts: Int32Array;
}

export interface PathPlanOptions {
  readonly isWeighted: boolean;
  /** Whether links are summed too. */
  readonly ofLinks: boolean;
  /** Whether threads are to read the plan: it then lies in shared memory. */
  readonly isShared: boolean;
}

/** Entries of rows that a block looks at, at the least: for fewer it is not worth waking a thread. */
const LEAST_BLOCK_WORK = 4_000_000;
const MOST_BLOCKS = 64;
/** Numbers that the sums of all blocks may be together. */
const MOST_SUMS = 16_000_000;

/** Plans how shortest paths are summed, and adds to `sums` those that need no search. */
export function planPaths(graph: Graph, sums: PathSums, options: PathPlanOptions): PathPlan {
  const { isWeighted, ofLinks, isShared } = options;
  const pieces = takeToPieces(graph, sums);
  const nodeTotal = pieces.reduce((sum, piece) => sum + piece.nodes.length, 0);
  const entryTotal = pieces.reduce((sum, piece) => sum + piece.targets.length, 0);
  const buffer = (bytes: number) =>
    isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const numbers = (length: number) => new Int32Array(buffer(4 * length));
  const values = (length: number) => new Float64Array(buffer(8 * length));
  const linkCount = ofLinks ? graph.linkCount : 0;
  const columns = {
    pieceStarts: numbers(pieces.length + 1),
    nodes: numbers(nodeTotal),
    mass: values(nodeTotal),
    offsets: numbers(nodeTotal + 1),
    targets: numbers(entryTotal),
    linkOf: numbers(ofLinks ? entryTotal : 0),
    lengths: values(isWeighted ? entryTotal : 0),
  };
  let [node, entry] = [0, 0];
  for (const [number, piece] of pieces.entries()) {
    columns.nodes.set(piece.nodes, node);
    columns.mass.set(piece.mass, node);
    for (let at = 0; at < piece.targets.length; at++)
      columns.targets[entry + at] = node + piece.targets[at]!;
    if (ofLinks) columns.linkOf.set(piece.linkOf, entry);
    if (isWeighted)
      for (let at = 0; at < piece.targets.length; at++)
        columns.lengths[entry + at] = 1 / piece.weights[at]!;
    for (let at = 1; at < piece.offsets.length; at++)
      columns.offsets[node + at] = entry + piece.offsets[at]!;
    node += piece.nodes.length;
    entry += piece.targets.length;
    columns.pieceStarts[number + 1] = node;
  }
  const starts = blockStarts(columns, graph.nodeCount + linkCount);
  const shared = numbers(starts.length);
  shared.set(starts);
  return { nodeCount: graph.nodeCount, linkCount, isWeighted, ...columns, blockStarts: shared };
}

/** Blocks of about as much work each; where they begin depends on the graph alone. */
function blockStarts(
  { pieceStarts, offsets }: Pick<PathPlan, 'pieceStarts' | 'offsets'>,
  sumsOfBlock: number,
): number[] {
  const pieceCount = pieceStarts.length - 1;
  const workOf = (piece: number) => {
    const [first, end] = [pieceStarts[piece]!, pieceStarts[piece + 1]!];
    return offsets[end]! - offsets[first]! + end - first;
  };
  let total = 0;
  for (let piece = 0; piece < pieceCount; piece++)
    total += workOf(piece) * (pieceStarts[piece + 1]! - pieceStarts[piece]!);
  const most = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(MOST_SUMS / Math.max(1, sumsOfBlock))));
  const count = Math.max(1, Math.min(most, Math.floor(total / LEAST_BLOCK_WORK)));
  const starts = [0];
  let done = 0;
  for (let piece = 0; piece < pieceCount; piece++) {
    for (let source = pieceStarts[piece]!; source < pieceStarts[piece + 1]!; source++) {
      done += workOf(piece);
      if (done >= (total * starts.length) / count && starts.length < count) starts.push(source + 1);
    }
  }
  starts.push(pieceStarts[pieceCount]!);
  return starts;
}

/** How many blocks a plan has. */
export function blockCount({ blockStarts: starts }: PathPlan): number {
  return starts.length - 1;
}
