import type { HullPoint } from './hull.ts';

/** A corner of a rounded outline: part of a circle, from one angle on to another. */
export interface OutlineCorner extends HullPoint {
  readonly from: number;
  readonly to: number;
}

/** Twice the area of a polygon, below zero where its corners run the other way round. */
function signedArea(points: readonly HullPoint[]): number {
  return points.reduce((sum, { x, y }, at) => {
    const next = points[(at + 1) % points.length]!;
    return sum + x * next.y - next.x * y;
  }, 0);
}

/**
 * The outline that runs round a convex hull at a distance, as corners that are joined by straight lines. One point
 * has a circle, two have a capsule. Angles grow, as a canvas draws arcs.
 */
export function outlineCorners(hull: readonly HullPoint[]): readonly OutlineCorner[] {
  const [only] = hull;
  if (!only) return [];
  if (hull.length === 1) return [{ ...only, from: 0, to: Math.PI * 2 }];
  const points = signedArea(hull) < 0 ? [...hull].reverse() : hull;
  /** The direction that points outwards from the side between two corners. */
  const outwards = (a: HullPoint, b: HullPoint) => Math.atan2(-(b.x - a.x), b.y - a.y);
  return points.map((point, at) => {
    const before = points[(at - 1 + points.length) % points.length]!;
    const after = points[(at + 1) % points.length]!;
    const from = outwards(before, point);
    const to = outwards(point, after);
    return { ...point, from, to: to < from ? to + Math.PI * 2 : to };
  });
}

/** A box that a name takes. */
interface NameBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const NAME_GAP_PX = 6;

function touch(one: NameBox, other: NameBox): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

/**
 * Where the name of an outline goes: above its top, else beside another of its corners, where no other name is yet.
 * The box that it takes is added to those that are taken.
 */
export function placeName(
  corners: readonly HullPoint[],
  padPx: number,
  size: { readonly width: number; readonly height: number },
  taken: NameBox[],
): HullPoint | null {
  const byHeight = [...corners].sort((a, b) => a.y - b.y || a.x - b.x);
  const boxAt = (x: number, y: number): NameBox => ({
    left: x - size.width / 2,
    right: x + size.width / 2,
    top: y - size.height,
    bottom: y,
  });
  for (const { x, y } of byHeight) {
    const isTop = y - byHeight[0]!.y < padPx;
    const at = isTop ? y - padPx - NAME_GAP_PX : y + size.height / 2;
    const box = boxAt(x, at);
    if (taken.some((other) => touch(box, other))) continue;
    taken.push(box);
    return { x, y: at };
  }
  const [first] = byHeight;
  return first ? { x: first.x, y: first.y - padPx - NAME_GAP_PX } : null;
}
