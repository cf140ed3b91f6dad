import type { Shape } from '../../shared/domain/ontology.ts';
import type { Outline, Point } from './outlines.ts';
import { insetPolygon, OUTLINES, SHAPES } from './outlines.ts';

const CELL_PX = 56;
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

/** A shape made ready to be measured at many points. */
interface MeasuredShape {
  readonly outline: Outline;
  /** The polygon that, with a disc added, is the rounded shape. */
  readonly core: readonly Point[];
  readonly perimeter: number;
}

interface Measure {
  readonly distance: number;
  /** How far round the outline the nearest point lies. */
  readonly along: number;
}

function measured(outline: Outline): MeasuredShape {
  const core = outline.type === 'circle' ? [] : insetPolygon(outline.points, outline.rounding);
  const perimeter = core.reduce((sum, [ax, ay], index) => {
    const [bx, by] = core[(index + 1) % core.length]!;
    return sum + Math.hypot(bx - ax, by - ay);
  }, 0);
  return { outline, core, perimeter };
}

function measureAt(x: number, y: number, { outline, core, perimeter }: MeasuredShape): Measure {
  if (outline.type === 'circle') return { distance: Math.hypot(x, y) - outline.radius, along: 0 };
  let nearest = Number.POSITIVE_INFINITY;
  let along = 0;
  let start = 0;
  let inside = false;
  for (let index = 0; index < core.length; index++) {
    const [ax, ay] = core[index]!;
    const [bx, by] = core[(index + 1) % core.length]!;
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy;
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
    const distance = Math.hypot(x - ax - dx * share, y - ay - dy * share);
    const length = Math.sqrt(squared);
    if (distance < nearest) {
      nearest = distance;
      along = start + share * length;
    }
    start += length;
    if (ay > y !== by > y && x < (dx * (y - ay)) / dy + ax) inside = !inside;
  }
  return {
    distance: (inside ? -nearest : nearest) - outline.rounding,
    // Counted from the top either way, so that dashes are alike on both sides.
    along: Math.min(along, perimeter - along),
  };
}

/** Signed distance from a point to a shape's outline, in radii: negative inside. */
export function distanceToOutline([x, y]: Point, outline: Outline): number {
  return measureAt(x, y, measured(outline)).distance;
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
    const ready = measured(OUTLINES[shape]);
    const left = (cell % CELLS_PER_SIDE) * CELL_PX;
    const top = Math.floor(cell / CELLS_PER_SIDE) * CELL_PX;
    for (let row = 0; row < CELL_PX; row++) {
      for (let column = 0; column < CELL_PX; column++) {
        const { distance, along } = measureAt(toRadii(column), toRadii(row), ready);
        const at = ((top + row) * sizePx + left + column) * 2;
        values[at] = distance;
        values[at + 1] = along;
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
