import type { Shape } from '../../../shared/domain/ontology.ts';
import { OUTLINES, type Point } from '../outlines.ts';
import { px } from './marks.ts';

/** A kind's shape as path data, round (0, 0) with this radius. */
export function outlinePath(shape: Shape, radius: number): string {
  const outline = OUTLINES[shape];
  if (outline.type === 'circle') return circlePath(0, 0, outline.radius * radius);
  return roundedPath(
    outline.points.map(([x, y]): Point => [x * radius, y * radius]),
    outline.rounding * radius,
  );
}

/** A circle as path data. */
export function circlePath(x: number, y: number, radius: number): string {
  const r = px(radius);
  return `M${px(x + radius)} ${px(y)}A${r} ${r} 0 1 1 ${px(x - radius)} ${px(y)}A${r} ${r} 0 1 1 ${px(x + radius)} ${px(y)}Z`;
}

/** A rectangle with round corners as path data. */
export function rectanglePath(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  rounding: number,
): string {
  return roundedPath(
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    rounding,
  );
}

function roundedPath(points: readonly Point[], rounding: number): string {
  if (rounding === 0) return `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}Z`;
  const parts = points.map((point, index) => {
    const before = points[(index + points.length - 1) % points.length] ?? point;
    const after = points[(index + 1) % points.length] ?? point;
    const [inX, inY] = towards(point, before, rounding);
    const [outX, outY] = towards(point, after, rounding);
    return `${index === 0 ? 'M' : 'L'}${px(inX)} ${px(inY)}Q${px(point[0])} ${px(point[1])} ${px(outX)} ${px(outY)}`;
  });
  return `${parts.join('')}Z`;
}

function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const length = Math.hypot(toX - x, toY - y) || 1;
  const step = Math.min(distance, length / 2) / length;
  return [x + (toX - x) * step, y + (toY - y) * step];
}
