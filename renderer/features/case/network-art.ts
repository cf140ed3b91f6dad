interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node of the picture on the welcome screen. */
export interface ArtNode extends Point {
  readonly radius: number;
  readonly opacity: number;
  /** Joined to the weak point. */
  readonly isLit: boolean;
}

/** A link of that picture. */
export interface ArtLink {
  readonly from: Point;
  readonly to: Point;
  readonly opacity: number;
  readonly isLit: boolean;
}

export const ART_WIDTH = 800;
export const ART_HEIGHT = 838;
/** The one node that everything hangs on. */
export const WEAK_POINT: Point = { x: 618, y: 621 };

const NODE_COUNT = 112;
const CANDIDATES = 14;
const LINKS_PER_NODE = 2;
const LONGEST_LINK = 118;
const LIT_NODES: readonly Point[] = [
  { x: 560, y: 584 },
  { x: 646, y: 556 },
  { x: 686, y: 615 },
  { x: 632, y: 673 },
];

/** Numbers from 0 to 1 that are the same at each start. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** The headline needs a quiet ground. */
function isBehindWords({ x, y }: Point): boolean {
  return x < 505 && y > 246 && y < 512;
}

function opacityAt({ x, y }: Point): number {
  const outwards = ((x - 430) / 400) ** 2 + ((y - 425) / 450) ** 2;
  return Math.min(0.72, Math.max(0.05, 1.02 - outwards));
}

function scatter(random: () => number): Point[] {
  const points: Point[] = [...LIT_NODES];
  while (points.length < NODE_COUNT) {
    // Of several places, the one farthest from all others: even, yet not a grid.
    let best: Point | null = null;
    let bestGap = 0;
    for (let tried = 0; tried < CANDIDATES; tried++) {
      const place = {
        x: Math.round(48 + random() * (ART_WIDTH - 56)),
        y: Math.round(16 + random() * (ART_HEIGHT - 60)),
      };
      if (isBehindWords(place) || distance(place, WEAK_POINT) < 62) continue;
      const gap = Math.min(...points.map((point) => distance(point, place)));
      if (gap > bestGap) {
        best = place;
        bestGap = gap;
      }
    }
    if (best) points.push(best);
  }
  return points;
}

/** Draws the picture: scattered nodes, each joined to its nearest, and one weak point. */
export function drawNetwork(): { nodes: readonly ArtNode[]; links: readonly ArtLink[] } {
  const random = createRandom(20261);
  const points = scatter(random);
  const nodes = points.map((point, index) => ({
    ...point,
    radius: index < LIT_NODES.length ? 7 : 5.6 + Math.floor(random() * 3) * 1.05,
    opacity: index < LIT_NODES.length ? 0.9 : opacityAt(point),
    isLit: index < LIT_NODES.length,
  }));
  const drawn = new Set<string>();
  const links: ArtLink[] = [];
  for (const [index, node] of nodes.entries()) {
    const nearest = nodes
      .map((other, at) => ({ at, gap: distance(node, other) }))
      .filter(({ at, gap }) => at !== index && gap < LONGEST_LINK)
      .sort((one, other) => one.gap - other.gap)
      .slice(0, LINKS_PER_NODE + Math.floor(random() * 2));
    for (const { at } of nearest) {
      const key = [index, at].sort().join('-');
      const to = nodes[at];
      if (!to || drawn.has(key) || (node.isLit && to.isLit)) continue;
      drawn.add(key);
      links.push({
        from: node,
        to,
        opacity: Math.min(node.opacity, to.opacity) * 0.62,
        isLit: false,
      });
    }
  }
  for (const to of LIT_NODES) links.push({ from: WEAK_POINT, to, opacity: 0.85, isLit: true });
  return { nodes, links };
}
