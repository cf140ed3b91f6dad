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

/** Lays rectangles into a strip of fixed width, each as low as it goes (skyline). */
function packInto(items: readonly PackItem[], stripWidth: number): Packing {
  let skyline = [{ left: 0, width: stripWidth, height: 0 }];
  let usedWidth = 0;
  let usedHeight = 0;
  const places = items.map((item) => {
    let best = { left: 0, bottom: Number.POSITIVE_INFINITY };
    for (const { left } of skyline) {
      if (left > 0 && left + item.width > stripWidth) continue;
      const bottom = skyline
        .filter((part) => part.left < left + item.width && part.left + part.width > left)
        .reduce((most, part) => Math.max(most, part.height), 0);
      if (bottom < best.bottom) best = { left, bottom };
    }
    const right = best.left + item.width;
    const top = best.bottom + item.height;
    skyline = [
      ...skyline.flatMap((part) => {
        const parts = [];
        const end = part.left + part.width;
        if (part.left < best.left) {
          parts.push({ ...part, width: Math.min(end, best.left) - part.left });
        }
        if (end > right) {
          const left = Math.max(part.left, right);
          parts.push({ left, width: end - left, height: part.height });
        }
        return parts;
      }),
      { left: best.left, width: item.width, height: top },
    ].sort((a, b) => a.left - b.left);
    usedWidth = Math.max(usedWidth, right);
    usedHeight = Math.max(usedHeight, top);
    return best;
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
  for (let factor = 0.9; factor <= 2; factor += 0.05) {
    const packing = packInto(items, Math.max(widest, base * factor));
    const size = Math.max(packing.width / aspect, packing.height);
    if (size < bestSize - 0.001) {
      best = packing;
      bestSize = size;
    }
  }
  return best?.places ?? [];
}
