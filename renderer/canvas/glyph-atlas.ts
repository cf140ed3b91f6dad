import { distancesAsBytes, signedDistances } from './distance-field.ts';
import { buildShapeField } from './shape-field.ts';

/** Pixels of one cell of the atlas, and of the icon inside it. */
const CELL_PX = 72;
const ICON_PX = 60;
const REACH_PX = 6;
const ICON_UNITS = 24;
const STROKE_UNITS = 2.3;
const CELLS_PER_SIDE = 4;

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

/** The outline of a drawn SVG icon, in its own 24 units. */
export function iconPath(icon: SVGElement): Path2D {
  const path = new Path2D();
  for (const part of icon.children) {
    switch (part.tagName.toLowerCase()) {
      case 'path':
        path.addPath(new Path2D(part.getAttribute('d') ?? ''));
        break;
      case 'circle':
        path.moveTo(attribute(part, 'cx') + attribute(part, 'r'), attribute(part, 'cy'));
        path.arc(
          attribute(part, 'cx'),
          attribute(part, 'cy'),
          attribute(part, 'r'),
          0,
          Math.PI * 2,
        );
        break;
      case 'rect':
        path.roundRect(
          attribute(part, 'x'),
          attribute(part, 'y'),
          attribute(part, 'width'),
          attribute(part, 'height'),
          attribute(part, 'rx'),
        );
        break;
      case 'line':
        path.moveTo(attribute(part, 'x1'), attribute(part, 'y1'));
        path.lineTo(attribute(part, 'x2'), attribute(part, 'y2'));
        break;
    }
  }
  return path;
}

function coverageOf(path: Path2D, context: OffscreenCanvasRenderingContext2D): Uint8Array {
  const scale = ICON_PX / ICON_UNITS;
  const inset = (CELL_PX - ICON_PX) / 2;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, CELL_PX, CELL_PX);
  context.setTransform(scale, 0, 0, scale, inset, inset);
  context.lineWidth = STROKE_UNITS;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(path);
  const { data } = context.getImageData(0, 0, CELL_PX, CELL_PX);
  const coverage = new Uint8Array(CELL_PX * CELL_PX);
  for (let at = 0; at < coverage.length; at++) coverage[at] = data[at * 4 + 3]!;
  return coverage;
}

/**
 * Draws shapes and icons into pictures of distances, which stay crisp at any zoom and serve every theme.
 * Icons beyond what the picture holds are left out.
 */
export function buildNodeAtlas(icons: ReadonlyMap<string, Path2D>): NodeAtlas {
  const { sizePx, cellsPerSide } = ATLAS_LAYOUT;
  const glyphs = new Uint8Array(sizePx * sizePx);
  const cellOf = new Map<string, number>();
  const canvas = new OffscreenCanvas(CELL_PX, CELL_PX);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const shapes = buildShapeField();
  if (!context) return { shapes, glyphs, cellOf };
  for (const [name, path] of icons) {
    const cell = cellOf.size;
    if (cell >= cellsPerSide * cellsPerSide) break;
    cellOf.set(name, cell);
    const field = distancesAsBytes(signedDistances(coverageOf(path, context), CELL_PX), REACH_PX);
    const left = (cell % cellsPerSide) * CELL_PX;
    const top = Math.floor(cell / cellsPerSide) * CELL_PX;
    for (let y = 0; y < CELL_PX; y++) {
      glyphs.set(field.subarray(y * CELL_PX, (y + 1) * CELL_PX), (top + y) * sizePx + left);
    }
  }
  return { shapes, glyphs, cellOf };
}
