import type { Shape } from '../../shared/domain/ontology.ts';

/** A point in node radii, y downwards, as in SVG. */
export type Point = readonly [x: number, y: number];

/** How a kind's shape is drawn, in radii of the node: a circle, or a polygon with rounded corners. */
export type Outline =
  | { readonly type: 'circle'; readonly radius: number }
  | { readonly type: 'polygon'; readonly points: readonly Point[]; readonly rounding: number };

/** Where a kind's icon sits inside its shape, in radii. */
export interface IconBox {
  readonly width: number;
  readonly dy: number;
}

const HALF_OCTAGON = 1.017;
const OCTAGON_CORNER = HALF_OCTAGON * Math.tan(Math.PI / 8);

const SHIELD: readonly Point[] = [
  [0, -1.12],
  [0.22, -0.97],
  [0.5, -0.82],
  [0.78, -0.75],
  [1, -0.72],
  [1, 0.02],
  [0.97, 0.26],
  [0.86, 0.53],
  [0.66, 0.79],
  [0.38, 1.02],
  [0, 1.2],
];

function mirrored(right: readonly Point[]): readonly Point[] {
  const inner = right.slice(1, -1).reverse();
  return [...right, ...inner.map(([x, y]): Point => [-x, y])];
}

function box(halfWidth: number, halfHeight: number): readonly Point[] {
  return [
    [-halfWidth, -halfHeight],
    [halfWidth, -halfHeight],
    [halfWidth, halfHeight],
    [-halfWidth, halfHeight],
  ];
}

/** The outline of each shape. The canvas, the legend and the labels all read it from here. */
export const OUTLINES: Readonly<Record<Shape, Outline>> = {
  circle: { type: 'circle', radius: 1 },
  'rounded-square': { type: 'polygon', points: box(0.92, 0.92), rounding: 0.27 },
  house: {
    type: 'polygon',
    points: [
      [0, -1.05],
      [0.92, -0.29],
      [0.92, 0.83],
      [-0.92, 0.83],
      [-0.92, -0.29],
    ],
    rounding: 0.14,
  },
  hexagon: {
    type: 'polygon',
    points: [
      [1.13, 0],
      [0.57, 0.97],
      [-0.57, 0.97],
      [-1.13, 0],
      [-0.57, -0.97],
      [0.57, -0.97],
    ],
    rounding: 0.2,
  },
  'upright-bar': { type: 'polygon', points: box(0.73, 1.05), rounding: 0.24 },
  diamond: {
    type: 'polygon',
    points: [
      [0, -1.26],
      [1.26, 0],
      [0, 1.26],
      [-1.26, 0],
    ],
    rounding: 0.16,
  },
  triangle: {
    type: 'polygon',
    points: [
      [0, -1.24],
      [1.25, 0.86],
      [-1.25, 0.86],
    ],
    rounding: 0.14,
  },
  octagon: {
    type: 'polygon',
    points: [
      [HALF_OCTAGON, OCTAGON_CORNER],
      [OCTAGON_CORNER, HALF_OCTAGON],
      [-OCTAGON_CORNER, HALF_OCTAGON],
      [-HALF_OCTAGON, OCTAGON_CORNER],
      [-HALF_OCTAGON, -OCTAGON_CORNER],
      [-OCTAGON_CORNER, -HALF_OCTAGON],
      [OCTAGON_CORNER, -HALF_OCTAGON],
      [HALF_OCTAGON, -OCTAGON_CORNER],
    ],
    rounding: 0.14,
  },
  shield: { type: 'polygon', points: mirrored(SHIELD), rounding: 0 },
  dot: { type: 'circle', radius: 0.62 },
};

/** Shapes in the order that the node shader numbers them. */
export const SHAPES = [
  'circle',
  'rounded-square',
  'house',
  'hexagon',
  'upright-bar',
  'diamond',
  'triangle',
  'octagon',
  'shield',
  'dot',
] as const satisfies readonly Shape[];

/** Where the icon of each shape sits. */
export const ICON_BOXES: Readonly<Record<Shape, IconBox>> = {
  circle: { width: 1.16, dy: 0 },
  'rounded-square': { width: 1.14, dy: 0 },
  house: { width: 0.98, dy: 0.06 },
  hexagon: { width: 1.18, dy: 0 },
  'upright-bar': { width: 0.96, dy: 0 },
  diamond: { width: 1.04, dy: 0 },
  triangle: { width: 0.86, dy: 0.26 },
  octagon: { width: 1.2, dy: 0 },
  shield: { width: 1, dy: 0.03 },
  dot: { width: 0, dy: 0 },
};

function moved([x, y]: Point, [dx, dy]: Point, distance: number): Point {
  const length = Math.hypot(dx, dy) || 1;
  return [x + (dx / length) * distance, y + (dy / length) * distance];
}

/** A convex polygon whose sides all lie `by` further in: what a rounded polygon is the sum of, with a disc. */
export function insetPolygon(points: readonly Point[], by: number): readonly Point[] {
  if (by === 0) return points;
  return points.map((point, index) => {
    const before = points[(index + points.length - 1) % points.length]!;
    const after = points[(index + 1) % points.length]!;
    const toBefore = moved([0, 0], [before[0] - point[0], before[1] - point[1]], 1);
    const toAfter = moved([0, 0], [after[0] - point[0], after[1] - point[1]], 1);
    const sine = Math.abs(toBefore[0] * toAfter[1] - toBefore[1] * toAfter[0]);
    const bisector: Point = [toBefore[0] + toAfter[0], toBefore[1] + toAfter[1]];
    // Along the bisector, a side moves in by sin(half the angle) of the step.
    const step = (by * Math.hypot(...bisector)) / (sine || 1);
    return moved(point, bisector, step);
  });
}
