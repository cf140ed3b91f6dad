/** A point of a plane. */
export interface HullPoint {
  readonly x: number;
  readonly y: number;
}

const SAMPLES = 14;

/** The convex hull of points, in order round it (monotone chain, Andrew 1979). */
export function convexHull(points: readonly HullPoint[]): readonly HullPoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const isLeftTurn = (a: HullPoint, b: HullPoint, c: HullPoint) =>
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
  const chain = (along: readonly HullPoint[]) => {
    const hull: HullPoint[] = [];
    for (const point of along) {
      while (hull.length >= 2 && !isLeftTurn(hull.at(-2)!, hull.at(-1)!, point)) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** The hull round discs, with rounded corners. */
export function hullOfDiscs(
  discs: readonly (HullPoint & { readonly radius: number })[],
): readonly HullPoint[] {
  return convexHull(
    discs.flatMap(({ x, y, radius }) =>
      Array.from({ length: SAMPLES }, (_, at) => {
        const angle = (at / SAMPLES) * Math.PI * 2;
        return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
      }),
    ),
  );
}
