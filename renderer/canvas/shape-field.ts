import type { Shape } from '../../shared/domain/ontology.ts';
import type { Outline, Point } from './outlines.ts';
import { insetPolygon, OUTLINES, SHAPES } from './outlines.ts';

const CELL_PX = 64;
const CELLS_PER_SIDE = 4;
/** How far a cell reaches from the middle of the shape, in radii. */
const CELL_REACH = 1.7;

/** What the node shader must know to read the field. */
export const FIELD_LAYOUT = {
  sizePx: CELL_PX * CELLS_PER_SIDE,
  cellsPerSide: CELLS_PER_SIDE,
  cellReach: CELL_REACH,
  /** Share of a cell to stay inside of, so that a sample never mixes with the next cell. */
  safeShare: 1 - 1 / CELL_PX,
} as const;

interface NearestSide {
  readonly distance: number;
  /** How far round the outline the nearest point lies. */
  readonly along: number;
}

function nearestSide([x, y]: Point, points: readonly Point[]): NearestSide {
  let best: NearestSide = { distance: Number.POSITIVE_INFINITY, along: 0 };
  let start = 0;
  points.forEach(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length]!;
    const [dx, dy] = [bx - ax, by - ay];
    const length = Math.hypot(dx, dy);
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (length * length)));
    const distance = Math.hypot(x - ax - dx * share, y - ay - dy * share);
    if (distance < best.distance) best = { distance, along: start + share * length };
    start += length;
  });
  return best;
}

function isInsidePolygon([x, y]: Point, points: readonly Point[]): boolean {
  let inside = false;
  points.forEach(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** Signed distance from a point to a shape's outline, in radii: negative inside. */
export function distanceToOutline(point: Point, outline: Outline): number {
  if (outline.type === 'circle') return Math.hypot(...point) - outline.radius;
  const core = insetPolygon(outline.points, outline.rounding);
  const { distance } = nearestSide(point, core);
  return (isInsidePolygon(point, core) ? -distance : distance) - outline.rounding;
}

/** How far round its outline, from the top either way, the point nearest to this one lies: for dashes. */
function alongOutline(point: Point, outline: Outline): number {
  if (outline.type === 'circle') return 0;
  const length = outline.points.reduce((sum, [ax, ay], index) => {
    const [bx, by] = outline.points[(index + 1) % outline.points.length]!;
    return sum + Math.hypot(bx - ax, by - ay);
  }, 0);
  const { along } = nearestSide(point, outline.points);
  return Math.min(along, length - along);
}

/**
 * The distance fields of all shapes in one picture of two channels, in radii: distance to the outline,
 * negative inside, and how far round it. Looking a distance up is far cheaper than working it out per pixel.
 */
export function buildShapeField(): Float32Array {
  const { sizePx } = FIELD_LAYOUT;
  const values = new Float32Array(sizePx * sizePx * 2);
  const toRadii = (at: number) => ((at + 0.5) / CELL_PX - 0.5) * 2 * CELL_REACH;
  SHAPES.forEach((shape: Shape, cell) => {
    const outline = OUTLINES[shape];
    const left = (cell % CELLS_PER_SIDE) * CELL_PX;
    const top = Math.floor(cell / CELLS_PER_SIDE) * CELL_PX;
    for (let row = 0; row < CELL_PX; row++) {
      for (let column = 0; column < CELL_PX; column++) {
        const point: Point = [toRadii(column), toRadii(row)];
        const at = ((top + row) * sizePx + left + column) * 2;
        values[at] = distanceToOutline(point, outline);
        if (shape === 'shield') values[at + 1] = alongOutline(point, outline);
      }
    }
  });
  return values;
}

/** How far a shape reaches from its middle, in radii. */
export function reachOf(shape: Shape): number {
  const outline = OUTLINES[shape];
  return outline.type === 'circle'
    ? outline.radius
    : Math.max(...outline.points.flat().map(Math.abs));
}
