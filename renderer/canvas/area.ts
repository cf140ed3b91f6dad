/** A point of the screen. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** The four corners of the rectangle between two points. */
export function rectangleBetween(from: ScreenPoint, to: ScreenPoint): readonly ScreenPoint[] {
  return [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
}

/** Whether a point lies inside a closed outline (even-odd rule). */
export function isInside(point: ScreenPoint, outline: readonly ScreenPoint[]): boolean {
  let inside = false;
  outline.forEach((a, index) => {
    const b = outline[(index + outline.length - 1) % outline.length]!;
    if (a.y > point.y === b.y > point.y) return;
    const crossing = ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x;
    if (point.x < crossing) inside = !inside;
  });
  return inside;
}

/** The outline as an SVG path. */
export function outlineAsPath(outline: readonly ScreenPoint[]): string {
  if (outline.length === 0) return '';
  return `M${outline.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join('L')}Z`;
}
