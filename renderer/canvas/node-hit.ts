/** A node as the pointer meets it: its middle in map units, its radius at 100% zoom. */
export interface HitNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Finds what lies under the pointer. */
export interface NodeHits {
  /**
   * The node whose circle holds a point, the one drawn last where several do. `reach` is how far, in map units, the
   * largest node reaches from its middle; `reachOf` how far each does, negative where it is not drawn.
   */
  at(x: number, y: number, reach: number, reachOf: (id: string) => number): string | null;
}

/** Nodes in a square of the grid, on average. */
const NODES_PER_CELL = 2;

/** Sorts nodes, in the order in which they are drawn, into the squares of a grid. */
export function createNodeHits(nodes: readonly HitNode[]): NodeHits {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of nodes) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  const area = Math.max(1, (right - left) * (top - bottom));
  const side = Math.max(1, Math.sqrt((area * NODES_PER_CELL) / Math.max(1, nodes.length)));
  const columns = Math.max(1, Math.min(2000, Math.ceil((right - left) / side)));
  const rows = Math.max(1, Math.min(2000, Math.ceil((top - bottom) / side)));
  const columnOf = (x: number) =>
    Math.max(
      0,
      Math.min(columns - 1, Math.floor(((x - left) / Math.max(1, right - left)) * columns)),
    );
  const rowOf = (y: number) =>
    Math.max(0, Math.min(rows - 1, Math.floor(((y - bottom) / Math.max(1, top - bottom)) * rows)));
  const cells = new Map<number, number[]>();
  nodes.forEach(({ x, y }, index) => {
    const key = rowOf(y) * columns + columnOf(x);
    const cell = cells.get(key);
    if (cell) cell.push(index);
    else cells.set(key, [index]);
  });

  return {
    at(x, y, reach, reachOf) {
      if (nodes.length === 0) return null;
      let best = -1;
      for (let row = rowOf(y - reach); row <= rowOf(y + reach); row++) {
        for (let column = columnOf(x - reach); column <= columnOf(x + reach); column++) {
          for (const index of cells.get(row * columns + column) ?? []) {
            if (index < best) continue;
            const node = nodes[index]!;
            if (Math.hypot(node.x - x, node.y - y) <= reachOf(node.id)) best = index;
          }
        }
      }
      return best < 0 ? null : nodes[best]!.id;
    },
  };
}
