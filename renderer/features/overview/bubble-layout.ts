/** Links between two bubbles, by their places in the list. */
export interface BubbleLink {
  readonly a: number;
  readonly b: number;
  readonly count: number;
}

/** A bubble in its place; lengths are pixels. */
export interface PlacedBubble {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Share of the frame that bubbles cover. */
const COVER = 0.56;
/** Small enough to be hit, large enough for a number. */
const LEAST_RADIUS = 17;
const GAP = 9;
const ROUNDS = 160;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Radii whose areas follow the sizes, save that none is too small to be hit. */
function radiiOf(sizes: readonly number[], { width, height }: Frame): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const scale = Math.sqrt((COVER * width * height) / (Math.PI * Math.max(1, total)));
  const most = Math.min(width, height) * 0.3;
  return sizes.map((size) => Math.min(most, Math.max(LEAST_RADIUS, scale * Math.sqrt(size))));
}

/** Pushes bubbles apart that overlap. */
function separate(xs: Float64Array, ys: Float64Array, radii: readonly number[]): void {
  for (let a = 0; a < radii.length; a++) {
    for (let b = a + 1; b < radii.length; b++) {
      const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
      const reach = radii[a]! + radii[b]! + GAP;
      const squared = dx * dx + dy * dy;
      if (squared >= reach * reach) continue;
      const length = Math.sqrt(squared) || 0.01;
      const overlap = reach - length;
      // The larger gives way less.
      const share = radii[a]! ** 2 / (radii[a]! ** 2 + radii[b]! ** 2);
      xs[a] = xs[a]! - (dx / length) * overlap * (1 - share);
      ys[a] = ys[a]! - (dy / length) * overlap * (1 - share);
      xs[b] = xs[b]! + (dx / length) * overlap * share;
      ys[b] = ys[b]! + (dy / length) * overlap * share;
    }
  }
}

/**
 * Places bubbles, largest first, so that linked ones lie near each other, none overlap, and all lie within the
 * frame. The same bubbles are placed the same way.
 */
export function placeBubbles(
  sizes: readonly number[],
  links: readonly BubbleLink[],
  frame: Frame,
): readonly PlacedBubble[] {
  const radii = radiiOf(sizes, frame);
  const aspect = frame.width / frame.height;
  const spread = radii.reduce((sum, radius) => sum + radius * radius, 0);
  const reach = Math.sqrt(spread / Math.max(1, radii.length)) * 1.6;
  const xs = Float64Array.from(radii, (_, index) => {
    return Math.cos(index * GOLDEN_ANGLE) * Math.sqrt(index) * reach * Math.sqrt(aspect);
  });
  const ys = Float64Array.from(radii, (_, index) => {
    return (Math.sin(index * GOLDEN_ANGLE) * Math.sqrt(index) * reach) / Math.sqrt(aspect);
  });
  const heaviest = Math.log1p(links.reduce((most, { count }) => Math.max(most, count), 1));
  for (let round = 0; round < ROUNDS; round++) {
    const strength = 0.2 * (1 - round / ROUNDS);
    for (const { a, b, count } of links) {
      const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
      const length = Math.hypot(dx, dy) || 0.01;
      const pull = ((length - radii[a]! - radii[b]! - GAP) / length) * strength;
      const weighted = pull * (Math.log1p(count) / heaviest) ** 2;
      const share = radii[a]! ** 2 / (radii[a]! ** 2 + radii[b]! ** 2);
      xs[a] = xs[a]! + dx * weighted * (1 - share);
      ys[a] = ys[a]! + dy * weighted * (1 - share);
      xs[b] = xs[b]! - dx * weighted * share;
      ys[b] = ys[b]! - dy * weighted * share;
    }
    // Towards the middle, into the shape of the frame.
    for (let at = 0; at < xs.length; at++) {
      xs[at] = xs[at]! * (1 - 0.03 / aspect);
      ys[at] = ys[at]! * (1 - 0.03 * aspect);
    }
    separate(xs, ys, radii);
  }
  for (let round = 0; round < 60; round++) separate(xs, ys, radii);
  return fitInto(xs, ys, radii, frame);
}

/** Centres what was placed, and makes it smaller as a whole where it is too large. */
function fitInto(
  xs: Float64Array,
  ys: Float64Array,
  radii: readonly number[],
  { width, height }: Frame,
): readonly PlacedBubble[] {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  radii.forEach((radius, at) => {
    left = Math.min(left, xs[at]! - radius);
    right = Math.max(right, xs[at]! + radius);
    top = Math.min(top, ys[at]! - radius);
    bottom = Math.max(bottom, ys[at]! + radius);
  });
  const scale = Math.min(1, width / (right - left), height / (bottom - top));
  return radii.map((radius, at) => ({
    x: width / 2 + (xs[at]! - (left + right) / 2) * scale,
    y: height / 2 + (ys[at]! - (top + bottom) / 2) * scale,
    radius: radius * scale,
  }));
}

/** Where dots go that fill a bubble evenly, as parts of its radius, and which share of the whole each stands for. */
export function bubbleDots(
  count: number,
): readonly { readonly x: number; readonly y: number; readonly part: number }[] {
  return Array.from({ length: count }, (_, index) => {
    const reach = Math.sqrt((index + 0.5) / count);
    return {
      x: Math.cos(index * GOLDEN_ANGLE) * reach,
      y: Math.sin(index * GOLDEN_ANGLE) * reach,
      // Evenly mixed: the golden section never repeats.
      part: (index * 0.618_033_988_75 + 0.5) % 1,
    };
  });
}
