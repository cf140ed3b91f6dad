import type { Graph, GraphRows } from './graph.ts';

/**
 * How much is cut off from the rest of its component without each node: all but the heaviest of the pieces.
 *
 * Unit: the sum of the weights of the nodes cut off; 0 for a node without which nothing falls apart.
 * Complexity: O(n + m). Source: Hopcroft and Tarjan (1973), Communications of the ACM 16, 372–378.
 * @param weights What each node counts; null: 1.
 */
export function cutOff(
  { nodeCount, offsets, targets }: GraphRows,
  weights: ArrayLike<number> | null = null,
): Float64Array {
  const weightOf = (node: number) => weights?.[node] ?? 1;
  const foundAt = new Int32Array(nodeCount).fill(-1);
  const lowest = new Int32Array(nodeCount);
  const parent = new Int32Array(nodeCount).fill(-1);
  const next = offsets.slice(0, nodeCount);
  const below = new Float64Array(nodeCount);
  /** Weight of the pieces that hang on a node alone, and of the heaviest of them. */
  const hanging = new Float64Array(nodeCount);
  const heaviest = new Float64Array(nodeCount);
  const cut = new Float64Array(nodeCount);
  let found = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (foundAt[root] !== -1) continue;
    const members: number[] = [];
    const path = [root];
    foundAt[root] = lowest[root] = found++;
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (next[node]! < offsets[node + 1]!) {
        const target = targets[next[node]!++]!;
        if (foundAt[target] === -1) {
          parent[target] = node;
          foundAt[target] = lowest[target] = found++;
          path.push(target);
        } else if (target !== parent[node])
          lowest[node] = Math.min(lowest[node]!, foundAt[target]!);
        continue;
      }
      path.pop();
      members.push(node);
      below[node]! += weightOf(node);
      const above = parent[node]!;
      if (above === -1) continue;
      below[above]! += below[node]!;
      lowest[above] = Math.min(lowest[above]!, lowest[node]!);
      if (lowest[node]! < foundAt[above]!) continue;
      hanging[above]! += below[node]!;
      heaviest[above] = Math.max(heaviest[above]!, below[node]!);
    }
    for (const node of members) {
      const others = below[root]! - weightOf(node);
      const rest = others - hanging[node]!;
      cut[node] = others - Math.max(rest, heaviest[node]!);
    }
  }
  return cut;
}

/**
 * How much is cut off without each of some bridges: the lighter of the two sides.
 *
 * Unit: as `cutOff`. Complexity: O(n + m): without a bridge, what lies below it in any tree of all paths is a side.
 * @param bridges Links without which their component falls apart, as `findCuts` tells them.
 */
export function bridgeCutOff(
  { both, sources, targets }: Graph,
  bridges: readonly number[],
  weights: ArrayLike<number>,
): number[] {
  const { nodeCount, offsets, targets: ends } = both;
  const parent = new Int32Array(nodeCount).fill(-1);
  const rootOf = new Int32Array(nodeCount).fill(-1);
  const order = new Int32Array(nodeCount);
  let found = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (rootOf[root] !== -1) continue;
    rootOf[root] = root;
    let at = found;
    order[found++] = root;
    for (; at < found; at++) {
      const node = order[at]!;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const end = ends[entry]!;
        if (rootOf[end] !== -1) continue;
        rootOf[end] = root;
        parent[end] = node;
        order[found++] = end;
      }
    }
  }
  const below = Float64Array.from(order.keys(), (node) => weights[node]!);
  for (let at = found - 1; at >= 0; at--) {
    const node = order[at]!;
    if (parent[node] !== -1) below[parent[node]!]! += below[node]!;
  }
  return bridges.map((link) => {
    const [a, b] = [sources[link]!, targets[link]!];
    const side = below[parent[b] === a ? b : a]!;
    return Math.min(side, below[rootOf[a]!]! - side);
  });
}
