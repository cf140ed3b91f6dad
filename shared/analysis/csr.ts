/**
 * An undirected graph as compressed rows: the neighbours of node `i` are `targets[offsets[i]]` up to
 * `targets[offsets[i + 1]]`, in order. Parallel links are one, and loops none.
 */
export interface CsrGraph {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** How many links were merged into each; beside `targets`. */
  readonly weights: Float64Array;
}

/** Builds a graph from the ends of its links, two node indices each. */
export function buildCsr(nodeCount: number, ends: ArrayLike<number>): CsrGraph {
  const starts = new Int32Array(nodeCount + 1);
  for (let at = 0; at + 1 < ends.length; at += 2) {
    if (ends[at] === ends[at + 1]) continue;
    starts[ends[at]! + 1]!++;
    starts[ends[at + 1]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) starts[node + 1]! += starts[node]!;
  const filled = starts.slice(0, nodeCount);
  const all = new Int32Array(starts[nodeCount]!);
  for (let at = 0; at + 1 < ends.length; at += 2) {
    const [a, b] = [ends[at]!, ends[at + 1]!];
    if (a === b) continue;
    all[filled[a]!++] = b;
    all[filled[b]!++] = a;
  }
  const offsets = new Int32Array(nodeCount + 1);
  const targets = new Int32Array(all.length);
  const weights = new Float64Array(all.length);
  let length = 0;
  for (let node = 0; node < nodeCount; node++) {
    const row = all.subarray(starts[node]!, starts[node + 1]!).sort();
    for (let at = 0; at < row.length; at++) {
      if (at > 0 && row[at] === row[at - 1]) weights[length - 1]!++;
      else {
        targets[length] = row[at]!;
        weights[length++] = 1;
      }
    }
    offsets[node + 1] = length;
  }
  return {
    nodeCount,
    offsets,
    targets: targets.slice(0, length),
    weights: weights.slice(0, length),
  };
}

/** Neighbours of a node, in order. */
export function neighbours({ offsets, targets }: CsrGraph, node: number): Int32Array {
  return targets.subarray(offsets[node]!, offsets[node + 1]!);
}
