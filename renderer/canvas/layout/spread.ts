/** Boxes that must not overlap; lengths in map units. */
export interface Boxes {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly halfWidths: Float64Array;
  readonly halfHeights: Float64Array;
  /** 1 where a box may not be moved. */
  readonly isFixed: Uint8Array;
}

/** Boxes looked at before giving up: small maps are parted to the end, large ones as far as it pays. */
const MOST_VISITS = 90_000;
const LEAST_PASSES = 60;
/** Less than all of the overlap at a time, so that neighbours pushed from two sides settle. */
const PUSH = 0.55;

function separate(boxes: Boxes, a: number, b: number): boolean {
  const { xs, ys, halfWidths, halfHeights, isFixed } = boxes;
  const dx = xs[b]! - xs[a]!;
  const dy = ys[b]! - ys[a]!;
  const overlapX = halfWidths[a]! + halfWidths[b]! - Math.abs(dx);
  const overlapY = halfHeights[a]! + halfHeights[b]! - Math.abs(dy);
  if (overlapX <= 0 || overlapY <= 0 || (isFixed[a] && isFixed[b])) return false;
  const shareA = isFixed[a] ? 0 : isFixed[b] ? 1 : 0.5;
  const shareB = 1 - shareA;
  if (overlapX < overlapY) {
    // Boxes on one spot part by index, so that the result repeats.
    const shift = overlapX * PUSH * (dx === 0 ? 1 : Math.sign(dx));
    xs[a] = xs[a]! - shift * shareA;
    xs[b] = xs[b]! + shift * shareB;
  } else {
    const shift = overlapY * PUSH * (dy === 0 ? 1 : Math.sign(dy));
    ys[a] = ys[a]! - shift * shareA;
    ys[b] = ys[b]! + shift * shareB;
  }
  return true;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 1);
}

/** Pushes boxes apart along the shorter way until none overlap, or for as long as it is worth trying. */
export function spreadBoxes(boxes: Boxes): void {
  const { xs, ys, halfWidths, halfHeights } = boxes;
  const count = xs.length;
  const cellWidth = largest(halfWidths) * 2;
  const cellHeight = largest(halfHeights) * 2;
  const passes = Math.max(LEAST_PASSES, Math.round(MOST_VISITS / Math.max(1, count)));
  for (let pass = 0; pass < passes; pass++) {
    const cells = new Map<number, number[]>();
    const columns = Int32Array.from(xs, (x) => Math.floor(x / cellWidth));
    const rows = Int32Array.from(ys, (y) => Math.floor(y / cellHeight));
    for (let index = 0; index < count; index++) {
      const key = rows[index]! * 1_000_003 + columns[index]!;
      const cell = cells.get(key);
      if (cell) cell.push(index);
      else cells.set(key, [index]);
    }
    let moved = false;
    for (let index = 0; index < count; index++) {
      for (let row = -1; row <= 1; row++) {
        for (let column = -1; column <= 1; column++) {
          const key = (rows[index]! + row) * 1_000_003 + columns[index]! + column;
          for (const other of cells.get(key) ?? []) {
            if (other > index && separate(boxes, index, other)) moved = true;
          }
        }
      }
    }
    if (!moved) return;
  }
}
