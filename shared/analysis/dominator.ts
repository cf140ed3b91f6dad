/** Links that can be walked one way, as runs: those of node `n` lead to `targets[starts[n]]` up to `starts[n + 1]`. */
export interface Walk {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

const NOT_REACHED = -1;

/** Nodes visited between two pauses. */
const VISITED_PER_PAUSE = 4000;

/**
 * How much hangs on each node alone: the weight of the others that no way from the root reaches without passing it.
 *
 * Unit: the sum of the weights of the nodes it dominates, itself not counted; 0 for what the root does not reach.
 * Complexity: O(links) time per pass and O(nodes) space; two or three passes on networks like these.
 * Source: dominators as in Cooper, Harvey and Kennedy (2001), *A Simple, Fast Dominance Algorithm*, figure 3.
 */
export function* dependentWeights(
  walk: Walk,
  root: number,
  weights: Int32Array,
): Generator<void, Int32Array> {
  const count = weights.length;
  const { order, positions } = yield* postorder(walk, root, count);
  const dominators = yield* immediateDominators(walk, { order, positions, root, count });
  const total = Int32Array.from(weights);
  // In postorder whoever is dominated comes before what dominates it.
  for (const node of order) if (node !== root) total[dominators[node]!]! += total[node]!;
  const dependent = new Int32Array(count);
  for (const node of order) dependent[node] = total[node]! - weights[node]!;
  return dependent;
}

interface Postorder {
  /** Nodes that the root reaches, each after all that was first reached through it. */
  readonly order: Int32Array;
  /** Place of each node in that order. */
  readonly positions: Int32Array;
}

function* postorder(
  { starts, targets }: Walk,
  root: number,
  count: number,
): Generator<void, Postorder> {
  const positions = new Int32Array(count).fill(NOT_REACHED);
  const order = new Int32Array(count);
  const isSeen = new Uint8Array(count);
  const next = Int32Array.from(starts.subarray(0, count));
  const stack = new Int32Array(count);
  let [depth, placed, visited] = [0, 0, 0];
  stack[depth++] = root;
  isSeen[root] = 1;
  while (depth > 0) {
    if (++visited % VISITED_PER_PAUSE === 0) yield;
    const node = stack[depth - 1]!;
    const at = next[node]!++;
    if (at < starts[node + 1]!) {
      const target = targets[at]!;
      if (isSeen[target]) continue;
      isSeen[target] = 1;
      stack[depth++] = target;
    } else {
      depth--;
      positions[node] = placed;
      order[placed++] = node;
    }
  }
  return { order: order.subarray(0, placed), positions };
}

function* immediateDominators(
  walk: Walk,
  { order, positions, root, count }: Postorder & { readonly root: number; readonly count: number },
): Generator<void, Int32Array> {
  const back = reversed(walk, count);
  const dominators = new Int32Array(count).fill(NOT_REACHED);
  dominators[root] = root;
  const meet = (a: number, b: number): number => {
    let [one, other] = [a, b];
    while (one !== other) {
      while (positions[one]! < positions[other]!) one = dominators[one]!;
      while (positions[other]! < positions[one]!) other = dominators[other]!;
    }
    return one;
  };
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (let place = order.length - 1; place >= 0; place--) {
      if (place % VISITED_PER_PAUSE === 0) yield;
      const node = order[place]!;
      if (node === root) continue;
      let found = NOT_REACHED;
      for (let at = back.starts[node]!; at < back.starts[node + 1]!; at++) {
        const from = back.targets[at]!;
        if (dominators[from] === NOT_REACHED) continue;
        found = found === NOT_REACHED ? from : meet(found, from);
      }
      if (dominators[node] === found) continue;
      dominators[node] = found;
      hasChanged = true;
    }
  }
  return dominators;
}

function reversed({ starts, targets }: Walk, count: number): Walk {
  const ends = new Int32Array(count + 1);
  for (const target of targets) ends[target + 1]!++;
  for (let node = 0; node < count; node++) ends[node + 1]! += ends[node]!;
  const next = ends.slice(0, count);
  const sources = new Int32Array(targets.length);
  for (let node = 0; node < count; node++)
    for (let at = starts[node]!; at < starts[node + 1]!; at++)
      sources[next[targets[at]!]!++] = node;
  return { starts: ends, targets: sources };
}
