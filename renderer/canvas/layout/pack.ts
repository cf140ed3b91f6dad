/** A rectangle to be packed. */
export interface PackItem {
  readonly width: number;
  readonly height: number;
}

/** Bottom left corner of a packed rectangle. */
export interface PackPlace {
  readonly left: number;
  readonly bottom: number;
}

interface Packing {
  readonly places: readonly PackPlace[];
  readonly width: number;
  readonly height: number;
}

/** From so many rectangles on, fewer widths are tried. */
const MANY = 300;

/** Lays rectangles into a strip of fixed width, each as low as it goes (skyline). */
function packInto(items: readonly PackItem[], stripWidth: number): Packing {
  // The skyline from left to right: where each part of it begins, and how high it is.
  const lefts = [0];
  const heights = [0];
  let usedWidth = 0;
  let usedHeight = 0;
  const places = items.map((item): PackPlace => {
    let [best, bottom] = [0, Number.POSITIVE_INFINITY];
    for (let at = 0; at < lefts.length; at++) {
      const end = lefts[at]! + item.width;
      if (at > 0 && end > stripWidth) break;
      let height = heights[at]!;
      for (let next = at + 1; next < lefts.length && lefts[next]! < end; next++) {
        if (heights[next]! > height) height = heights[next]!;
        if (height >= bottom) break;
      }
      if (height < bottom) [best, bottom] = [at, height];
    }
    const left = lefts[best]!;
    const right = left + item.width;
    let after = best;
    while (after < lefts.length && lefts[after]! < right) after++;
    // What is covered in part goes on from where the rectangle ends.
    const goesOn = right < (lefts[after] ?? stripWidth);
    const rest = heights[after - 1]!;
    lefts.splice(best, after - best, left, ...(goesOn ? [right] : []));
    heights.splice(best, after - best, bottom + item.height, ...(goesOn ? [rest] : []));
    usedWidth = Math.max(usedWidth, right);
    usedHeight = Math.max(usedHeight, bottom + item.height);
    return { left, bottom };
  });
  return { places, width: usedWidth, height: usedHeight };
}

/**
 * Packs rectangles side by side into the shape nearest to `aspect` (width over height), in the order given.
 * Tries several widths and keeps the packing that would be drawn largest.
 */
export function packRectangles(items: readonly PackItem[], aspect: number): readonly PackPlace[] {
  const area = items.reduce((sum, { width, height }) => sum + width * height, 0);
  const widest = items.reduce((most, { width }) => Math.max(most, width), 0);
  const base = Math.sqrt(area * aspect);
  let best: Packing | null = null;
  let bestSize = Number.POSITIVE_INFINITY;
  // Many small rectangles fill any width about as well.
  const step = items.length > MANY ? 0.3 : 0.05;
  for (let factor = 0.9; factor <= 2; factor += step) {
    const packing = packInto(items, Math.max(widest, base * factor));
    const size = Math.max(packing.width / aspect, packing.height);
    if (size < bestSize - 0.001) {
      best = packing;
      bestSize = size;
    }
  }
  return best?.places ?? [];
}
