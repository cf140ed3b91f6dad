/** Bend of a link that has its pair to itself: just enough to leave the straight line. */
export const GENTLE_BEND = 0.07;
const FAN_STEP = 0.12;
const MAX_BEND = 0.5;
/** Links longer than this, in map units, bend no further: fans of long links would fill the map. */
export const MOST_BENT_UNITS = 220;

/** The bend of a link of this length as it is drawn. */
export function drawnBend(curvature: number, lengthUnits: number): number {
  return curvature * Math.min(1, MOST_BENT_UNITS / Math.max(1, lengthUnits));
}

/** One link, by the ids of its ends. */
export interface LinkEnds {
  readonly source: string;
  readonly target: string;
}

/**
 * Bend of each link as a share of its length, to the left of its direction. Links that join the same two
 * nodes are fanned evenly to both sides, whichever way each of them points; a lone link bends gently.
 */
export function fanLinks(links: readonly LinkEnds[]): Float64Array {
  // By one end, then the other: names of pairs would have to be made and compared letter by letter.
  const byEnds = new Map<string, Map<string, number[]>>();
  const pairs: number[][] = [];
  links.forEach(({ source, target }, index) => {
    const [first, last] = source < target ? [source, target] : [target, source];
    let byOther = byEnds.get(first);
    if (!byOther) {
      byOther = new Map();
      byEnds.set(first, byOther);
    }
    const pair = byOther.get(last);
    if (pair) pair.push(index);
    else {
      const made = [index];
      byOther.set(last, made);
      pairs.push(made);
    }
  });
  const bends = new Float64Array(links.length);
  for (const indices of pairs) {
    const step = Math.min(FAN_STEP, (2 * MAX_BEND) / indices.length);
    indices.forEach((linkIndex, place) => {
      const { source, target } = links[linkIndex]!;
      const bend = indices.length === 1 ? GENTLE_BEND : (place - (indices.length - 1) / 2) * step;
      // Seen from the other end, left is right.
      bends[linkIndex] = indices.length > 1 && source > target ? -bend : bend;
    });
  }
  return bends;
}
