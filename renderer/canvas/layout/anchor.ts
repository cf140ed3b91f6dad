import type { Body } from './body.ts';

/** Places, of all nodes or of the fixed ones. */
interface Places {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** From this many fixed nodes on, what lies between them says how long links are there. */
const LEAST_TO_SCALE = 3;
/** How much shorter or longer than usual they may be taken to be. */
const MOST_SCALE = 2;

interface Fit {
  readonly cos: number;
  readonly sin: number;
  /** −1 where it is mirrored. */
  readonly side: 1 | -1;
  readonly scale: number;
}

function middleOf(values: Float64Array, nodes: readonly number[]): number {
  return nodes.reduce((sum, node) => sum + values[node]!, 0) / nodes.length;
}

/**
 * How places are turned or mirrored to come nearest to others, and how much larger those are.
 *
 * Source: Gower (1975), Psychometrika 40, 33–51 (Procrustes), in the plane.
 */
function bestFit(from: Places, to: Places, nodes: readonly number[]): Fit {
  const [fromX, fromY] = [middleOf(from.xs, nodes), middleOf(from.ys, nodes)];
  const [toX, toY] = [middleOf(to.xs, nodes), middleOf(to.ys, nodes)];
  let [sizeFrom, sizeTo] = [0, 0];
  const turns = ([1, -1] as const).map((side) => {
    let [along, across] = [0, 0];
    for (const node of nodes) {
      const [px, py] = [(from.xs[node]! - fromX) * side, from.ys[node]! - fromY];
      const [qx, qy] = [to.xs[node]! - toX, to.ys[node]! - toY];
      along += px * qx + py * qy;
      across += px * qy - py * qx;
      sizeFrom += px * px + py * py;
      sizeTo += qx * qx + qy * qy;
    }
    return { side, along, across, length: Math.hypot(along, across) };
  });
  const turn = turns[1]!.length > turns[0]!.length * (1 + 1e-9) ? turns[1]! : turns[0]!;
  const isTurned = turn.length > 1e-9;
  const scale = sizeFrom > 0 && sizeTo > 0 ? Math.sqrt(sizeTo / sizeFrom) : 1;
  return {
    cos: isTurned ? turn.along / turn.length : 1,
    sin: isTurned ? turn.across / turn.length : 0,
    side: turn.side,
    scale:
      nodes.length < LEAST_TO_SCALE ? 1 : Math.min(MOST_SCALE, Math.max(1 / MOST_SCALE, scale)),
  };
}

/**
 * Lays a begun group over its fixed nodes and puts those where they belong, in the unit that is returned: the places
 * that the caller gives and takes are that many times as large.
 */
export function fitToFixed({ xs, ys, isFixed }: Omit<Body, 'topology'>, places: Places): number {
  const fixed = [...isFixed.keys()].filter((node) => isFixed[node]);
  const { cos, sin, side, scale } = bestFit({ xs, ys }, places, fixed);
  const [fromX, fromY] = [middleOf(xs, fixed), middleOf(ys, fixed)];
  const [toX, toY] = [middleOf(places.xs, fixed) / scale, middleOf(places.ys, fixed) / scale];
  for (let node = 0; node < xs.length; node++) {
    const [dx, dy] = [(xs[node]! - fromX) * side, ys[node]! - fromY];
    xs[node] = isFixed[node] ? places.xs[node]! / scale : dx * cos - dy * sin + toX;
    ys[node] = isFixed[node] ? places.ys[node]! / scale : dx * sin + dy * cos + toY;
  }
  return scale;
}
