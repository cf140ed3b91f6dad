/** Directions of the arrow keys. */
export type Direction = 'left' | 'right' | 'up' | 'down';

/** A node by its place; y runs upwards. */
export interface TravelPoint {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

const VECTORS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, 1],
  down: [0, -1],
};

/** How much a step to the side costs against a step ahead. */
const SIDEWAYS_COST = 2.2;

/** The map's arrow key, or null. */
export function directionOfKey(key: string): Direction | null {
  switch (key) {
    case 'ArrowLeft':
      return 'left';
    case 'ArrowRight':
      return 'right';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    default:
      return null;
  }
}

/** A step in a direction, in map units. */
export function stepTowards(
  direction: Direction,
  units: number,
): readonly [dx: number, dy: number] {
  const [x, y] = VECTORS[direction];
  return [x * units, y * units];
}

/**
 * The nearest node in a direction: within 60 degrees to either side of it, those straight ahead first.
 * Null where there is none.
 */
export function nearestTowards(
  points: Iterable<TravelPoint>,
  from: TravelPoint,
  direction: Direction,
): string | null {
  const [vx, vy] = VECTORS[direction];
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, x, y } of points) {
    if (id === from.id) continue;
    const ahead = (x - from.x) * vx + (y - from.y) * vy;
    const aside = Math.abs((x - from.x) * vy - (y - from.y) * vx);
    if (ahead <= 0 || aside > ahead * Math.sqrt(3)) continue;
    const cost = ahead + aside * SIDEWAYS_COST;
    if (cost < least || (cost === least && best !== null && id < best)) {
      best = id;
      least = cost;
    }
  }
  return best;
}

/** The node nearest to a place, where travel begins. Null where there is none. */
export function nearestTo(points: Iterable<TravelPoint>, x: number, y: number): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const distance = Math.hypot(point.x - x, point.y - y);
    if (distance < least) {
      best = point.id;
      least = distance;
    }
  }
  return best;
}

/** Neighbours in the order in which they stand round a node: clockwise from the top. */
export function clockwiseAround(
  centre: TravelPoint,
  neighbours: readonly TravelPoint[],
): readonly string[] {
  const turn = ({ x, y }: TravelPoint) => {
    const angle = Math.atan2(x - centre.x, y - centre.y);
    return angle < 0 ? angle + Math.PI * 2 : angle;
  };
  return [...neighbours]
    .sort((a, b) => turn(a) - turn(b) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** The neighbour after or before the one last visited, round and round. */
export function stepRound(
  around: readonly string[],
  last: string | null,
  step: 1 | -1,
): string | null {
  if (around.length === 0) return null;
  const at = last === null ? -1 : around.indexOf(last);
  if (at === -1) return around[step === 1 ? 0 : around.length - 1] ?? null;
  return around[(at + step + around.length) % around.length] ?? null;
}
