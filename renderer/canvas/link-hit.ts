/** A drawn link: its ends in pixels, and how far its bend's control point lies to the left of it. */
export interface DrawnLink {
  readonly id: string;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  /** As a share of the length. */
  readonly bend: number;
}

const PIECES = 8;

function distanceToPiece(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const share =
    squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - dx * share, y - ay - dy * share);
}

/** How far a point lies from a link's curve, in pixels; y runs downwards. */
export function distanceToLink(x: number, y: number, link: DrawnLink): number {
  const { fromX, fromY, toX, toY, bend } = link;
  const [dx, dy] = [toX - fromX, toY - fromY];
  // Left of the direction: with y downwards, (dy, -dx).
  const controlX = (fromX + toX) / 2 + dy * bend;
  const controlY = (fromY + toY) / 2 - dx * bend;
  let nearest = Number.POSITIVE_INFINITY;
  let last: readonly [number, number] = [fromX, fromY];
  for (let piece = 1; piece <= PIECES; piece++) {
    const t = piece / PIECES;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    const next = [a * fromX + b * controlX + c * toX, a * fromY + b * controlY + c * toY] as const;
    nearest = Math.min(nearest, distanceToPiece([x, y], last, next));
    last = next;
  }
  return nearest;
}

/** The link nearest to a point, if it is within reach. Null where none is. */
export function linkAt(
  x: number,
  y: number,
  links: Iterable<DrawnLink>,
  reachPx: number,
): string | null {
  let best: string | null = null;
  let nearest = reachPx;
  for (const link of links) {
    const slack =
      reachPx + Math.abs(link.bend) * Math.hypot(link.toX - link.fromX, link.toY - link.fromY);
    const isNear =
      x >= Math.min(link.fromX, link.toX) - slack &&
      x <= Math.max(link.fromX, link.toX) + slack &&
      y >= Math.min(link.fromY, link.toY) - slack &&
      y <= Math.max(link.fromY, link.toY) + slack;
    if (!isNear) continue;
    const distance = distanceToLink(x, y, link);
    if (distance <= nearest) {
      nearest = distance;
      best = link.id;
    }
  }
  return best;
}
