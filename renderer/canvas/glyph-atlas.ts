import { distancesAsBytes, signedDistances } from './distance-field.ts';
import { buildShapeField } from './shape-field.ts';

/** Pixels of one cell of the atlas, and of the icon inside it. */
const CELL_PX = 72;
const ICON_PX = 60;
const REACH_PX = 6;
const ICON_UNITS = 24;
const STROKE_UNITS = 2.3;
const CELLS_PER_SIDE = 6;
/** A node tells its icon in five bits, of which the last number stands for none. */
const MOST_ICONS = 31;

/** What the node shader must know to read the atlas. */
export const ATLAS_LAYOUT = {
  sizePx: CELL_PX * CELLS_PER_SIDE,
  cellsPerSide: CELLS_PER_SIDE,
  /** Share of a cell that the icon fills. */
  iconShare: ICON_PX / CELL_PX,
  /** How far the distances reach, in icon widths. */
  reachShare: REACH_PX / ICON_PX,
} as const;

/** Distance fields of shapes and icons, and the cell of each icon by name. */
export interface NodeAtlas {
  readonly shapes: Float32Array;
  readonly glyphs: Uint8Array;
  readonly cellOf: ReadonlyMap<string, number>;
}

function attribute(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}

/** The outline of a drawn SVG icon as path data, in its own 24 units. */
export function iconOutline(icon: SVGElement): string {
  return Array.from(icon.children, outlineOfPart).join('');
}

function outlineOfPart(part: Element): string {
  const at = (name: string) => attribute(part, name);
  switch (part.tagName.toLowerCase()) {
    case 'path':
      return part.getAttribute('d') ?? '';
    case 'circle': {
      const [x, y, r] = [at('cx'), at('cy'), at('r')];
      return `M${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}Z`;
    }
    case 'rect': {
      const [x, y, width, height, r] = [at('x'), at('y'), at('width'), at('height'), at('rx')];
      const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx * r} ${dy * r}`;
      return `M${x + r} ${y}h${width - 2 * r}${corner(1, 1)}v${height - 2 * r}${corner(-1, 1)}h${2 * r - width}${corner(-1, -1)}v${2 * r - height}${corner(1, -1)}Z`;
    }
    case 'polyline':
      return `M${(part.getAttribute('points') ?? '').trim()}`;
    case 'line':
      return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
    default:
      return '';
  }
}

/** Draws the icons side by side and returns how much of each pixel they cover: one reading back for all. */
function drawIcons(paths: readonly Path2D[]): Uint8Array {
  const { sizePx } = ATLAS_LAYOUT;
  const coverage = new Uint8Array(sizePx * sizePx);
  const context = new OffscreenCanvas(sizePx, sizePx).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) return coverage;
  const scale = ICON_PX / ICON_UNITS;
  const inset = (CELL_PX - ICON_PX) / 2;
  context.lineWidth = STROKE_UNITS;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  paths.forEach((path, cell) => {
    context.setTransform(scale, 0, 0, scale, leftOf(cell) + inset, topOf(cell) + inset);
    context.stroke(path);
  });
  const { data } = context.getImageData(0, 0, sizePx, sizePx);
  for (let at = 0; at < coverage.length; at++) coverage[at] = data[at * 4 + 3]!;
  return coverage;
}

function leftOf(cell: number): number {
  return (cell % CELLS_PER_SIDE) * CELL_PX;
}

function topOf(cell: number): number {
  return Math.floor(cell / CELLS_PER_SIDE) * CELL_PX;
}

/** Copies one cell out of a picture of all, or back into it. */
function forEachRow(cell: number, visit: (inCell: number, inPicture: number) => void): void {
  for (let row = 0; row < CELL_PX; row++) {
    visit(row * CELL_PX, (topOf(cell) + row) * ATLAS_LAYOUT.sizePx + leftOf(cell));
  }
}

/**
 * Draws shapes and icons into pictures of distances, which stay crisp at any zoom and serve every theme.
 * Icons beyond what the picture holds are left out.
 */
export function buildNodeAtlas(icons: ReadonlyMap<string, Path2D>): NodeAtlas {
  const { sizePx } = ATLAS_LAYOUT;
  const drawn = [...icons].slice(0, MOST_ICONS);
  const coverage = drawIcons(drawn.map(([, path]) => path));
  const glyphs = new Uint8Array(sizePx * sizePx);
  const cellOf = new Map<string, number>();
  drawn.forEach(([name], cell) => {
    cellOf.set(name, cell);
    const icon = new Uint8Array(CELL_PX * CELL_PX);
    forEachRow(cell, (inCell, at) => icon.set(coverage.subarray(at, at + CELL_PX), inCell));
    const field = distancesAsBytes(signedDistances(icon, CELL_PX), REACH_PX);
    forEachRow(cell, (inCell, at) => glyphs.set(field.subarray(inCell, inCell + CELL_PX), at));
  });
  return { shapes: buildShapeField(), glyphs, cellOf };
}
