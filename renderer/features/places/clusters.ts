/** A point of the plane. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** Points that are drawn as one. */
export interface Cluster extends PlanePoint {
  /** Places in the list of points. */
  readonly members: readonly number[];
}

/** More rows than the earth has at the nearest zoom. */
const CELL_STRIDE = 2 ** 24;

interface Growing {
  x: number;
  y: number;
  readonly members: number[];
}

/**
 * Gathers points that would be drawn over each other: each joins the nearest cluster within reach, else begins one,
 * in the order of the list, so that the same points always make the same clusters.
 *
 * Complexity: O(n · k), k the clusters in the nine cells around a point.
 */
export function clusterPoints(points: readonly PlanePoint[], reach: number): readonly Cluster[] {
  const cells = new Map<number, Growing[]>();
  const clusters: Growing[] = [];
  const cellOf = (value: number) => Math.floor(value / reach);
  // One number for a cell: thousands of texts would take longer than the rest. Cells that share one only cost time.
  const keyOf = (column: number, row: number) => column * CELL_STRIDE + row;
  for (const [index, { x, y }] of points.entries()) {
    const column = cellOf(x);
    const row = cellOf(y);
    let nearest: Growing | null = null;
    let nearestSquare = reach * reach;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const cluster of cells.get(keyOf(column + dx, row + dy)) ?? []) {
          const square = (cluster.x - x) ** 2 + (cluster.y - y) ** 2;
          if (square < nearestSquare) {
            nearestSquare = square;
            nearest = cluster;
          }
        }
      }
    }
    if (nearest) {
      nearest.members.push(index);
      continue;
    }
    const begun: Growing = { x, y, members: [index] };
    clusters.push(begun);
    const key = keyOf(column, row);
    const cell = cells.get(key);
    if (cell) cell.push(begun);
    else cells.set(key, [begun]);
  }
  // Drawn in the middle of its points, which is known only now.
  for (const cluster of clusters) {
    if (cluster.members.length === 1) continue;
    cluster.x =
      cluster.members.reduce((sum, member) => sum + points[member]!.x, 0) / cluster.members.length;
    cluster.y =
      cluster.members.reduce((sum, member) => sum + points[member]!.y, 0) / cluster.members.length;
  }
  return clusters;
}

/** Whether a point lies within a line that is drawn around something. */
export function isWithin(outline: readonly PlanePoint[], { x, y }: PlanePoint): boolean {
  let isInside = false;
  for (let index = 0, last = outline.length - 1; index < outline.length; last = index++) {
    const a = outline[index]!;
    const b = outline[last]!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x)
      isInside = !isInside;
  }
  return isInside;
}

/** The next point in a direction: near, and not far off to the side; null where none is. */
export function nextTowards(
  points: readonly PlanePoint[],
  from: PlanePoint,
  direction: { readonly dx: number; readonly dy: number },
): number | null {
  let best: number | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const [index, point] of points.entries()) {
    const along = (point.x - from.x) * direction.dx + (point.y - from.y) * direction.dy;
    if (along <= 1e-9) continue;
    const aside = Math.abs((point.x - from.x) * direction.dy - (point.y - from.y) * direction.dx);
    const cost = along + 2.5 * aside;
    if (cost < bestCost) {
      bestCost = cost;
      best = index;
    }
  }
  return best;
}
