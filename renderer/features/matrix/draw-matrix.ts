import type { Certainty } from '../../../shared/domain/grade.ts';
import type { DrawingTools } from '../../ui/Drawing.tsx';
import { cellOf, type MatrixBlock, type MatrixModel } from './matrix-model.ts';

/** Where the matrix is looked at. */
export interface MatrixView {
  readonly cellPx: number;
  /** How far it is scrolled. */
  readonly xPx: number;
  readonly yPx: number;
}

/** Room for the names. */
export const ROW_HEAD_PX = 196;
export const COLUMN_HEAD_PX = 148;
/** Smaller cells have no names and no numbers. */
const NAMED_PX = 11;
const NUMBERED_PX = 17;

/** A row and a column. */
export interface MatrixPlace {
  readonly row: number;
  readonly column: number;
}

interface Scene {
  readonly model: MatrixModel;
  readonly order: readonly number[];
  /** Communities whose members stand together; empty: not ordered by them. */
  readonly blocks: readonly MatrixBlock[];
  readonly view: MatrixView;
  /** The shipped kind whose colour a kind has. */
  readonly baseOf: (kind: string) => string;
  readonly isSelected: (place: number) => boolean;
  readonly isFaint: (place: number) => boolean;
  readonly isEdgeFaint: (edgeId: string) => boolean;
  readonly focused: MatrixPlace | null;
  readonly hovered: MatrixPlace | null;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** The rows or columns in sight. */
function inSight(scrolledPx: number, roomPx: number, cellPx: number, count: number): Range {
  return {
    first: Math.max(0, Math.floor(scrolledPx / cellPx)),
    last: Math.min(count - 1, Math.floor((scrolledPx + roomPx) / cellPx)),
  };
}

/** The matrix with its names. */
export function drawMatrix(tools: DrawingTools, scene: Scene): void {
  const { context, theme, widthPx, heightPx } = tools;
  const { order, view } = scene;
  const columns = inSight(view.xPx, widthPx - ROW_HEAD_PX, view.cellPx, order.length);
  const rows = inSight(view.yPx, heightPx - COLUMN_HEAD_PX, view.cellPx, order.length);
  context.fillStyle = theme('--bg-canvas');
  context.fillRect(0, 0, widthPx, heightPx);
  context.save();
  context.beginPath();
  context.rect(ROW_HEAD_PX, COLUMN_HEAD_PX, widthPx - ROW_HEAD_PX, heightPx - COLUMN_HEAD_PX);
  context.clip();
  drawBands(tools, scene, rows, columns);
  drawGrid(tools, scene, rows, columns);
  drawCells(tools, scene, rows, columns);
  drawBlocks(tools, scene);
  drawCursor(tools, scene);
  context.restore();
  drawNames(tools, scene, { rows, columns });
}

function drawBands(tools: DrawingTools, scene: Scene, rows: Range, columns: Range): void {
  const { context, theme, widthPx, heightPx } = tools;
  const { order, view } = scene;
  const cursor = scene.hovered ?? scene.focused;
  for (let row = rows.first; row <= rows.last; row++) {
    const isCursor = cursor?.row === row;
    if (!isCursor && !scene.isSelected(order[row]!)) continue;
    context.fillStyle = theme(isCursor ? '--bg-hover' : '--accent-soft');
    context.fillRect(
      ROW_HEAD_PX,
      COLUMN_HEAD_PX + row * view.cellPx - view.yPx,
      widthPx,
      view.cellPx,
    );
  }
  for (let column = columns.first; column <= columns.last; column++) {
    const isCursor = cursor?.column === column;
    if (!isCursor && !scene.isSelected(order[column]!)) continue;
    context.fillStyle = theme(isCursor ? '--bg-hover' : '--accent-soft');
    context.fillRect(
      ROW_HEAD_PX + column * view.cellPx - view.xPx,
      COLUMN_HEAD_PX,
      view.cellPx,
      heightPx,
    );
  }
}

function drawGrid(
  { context, theme }: DrawingTools,
  { view }: Scene,
  rows: Range,
  columns: Range,
): void {
  if (view.cellPx < 7) return;
  context.fillStyle = theme('--border-subtle');
  const left = ROW_HEAD_PX + columns.first * view.cellPx - view.xPx;
  const top = COLUMN_HEAD_PX + rows.first * view.cellPx - view.yPx;
  const width = (columns.last - columns.first + 1) * view.cellPx;
  const height = (rows.last - rows.first + 1) * view.cellPx;
  for (let row = rows.first; row <= rows.last + 1; row++)
    context.fillRect(left, Math.round(COLUMN_HEAD_PX + row * view.cellPx - view.yPx), width, 1);
  for (let column = columns.first; column <= columns.last + 1; column++)
    context.fillRect(Math.round(ROW_HEAD_PX + column * view.cellPx - view.xPx), top, 1, height);
}

function drawCells(tools: DrawingTools, scene: Scene, rows: Range, columns: Range): void {
  const { context, theme } = tools;
  const { model, order, view } = scene;
  const dim = Number(theme('--dim-alpha')) || 0.2;
  const pad = view.cellPx < 6 ? 0.25 : view.cellPx < 12 ? 0.75 : 1.5;
  for (let row = rows.first; row <= rows.last; row++) {
    for (let column = columns.first; column <= columns.last; column++) {
      const x = ROW_HEAD_PX + column * view.cellPx - view.xPx;
      const y = COLUMN_HEAD_PX + row * view.cellPx - view.yPx;
      if (row === column) {
        context.fillStyle = theme('--border');
        context.fillRect(x + pad, y + pad, view.cellPx - 2 * pad, view.cellPx - 2 * pad);
        continue;
      }
      const a = order[row]!;
      const b = order[column]!;
      const cell = cellOf(model, a, b);
      if (!cell) continue;
      const isFaint =
        scene.isFaint(a) || scene.isFaint(b) || cell.edges.every(({ id }) => scene.isEdgeFaint(id));
      context.globalAlpha = isFaint ? dim : 1;
      drawCell(
        tools,
        { x: x + pad, y: y + pad, sizePx: view.cellPx - 2 * pad },
        cell.edges.length,
        cell.certainty,
      );
      context.globalAlpha = 1;
    }
  }
}

/** A frame round the links within each community. */
function drawBlocks({ context, theme }: DrawingTools, { blocks, view }: Scene): void {
  context.strokeStyle = theme('--text-2');
  context.lineWidth = 1.5;
  for (const { first, count, name } of blocks) {
    if (name === null) continue;
    context.strokeRect(
      ROW_HEAD_PX + first * view.cellPx - view.xPx + 0.5,
      COLUMN_HEAD_PX + first * view.cellPx - view.yPx + 0.5,
      count * view.cellPx,
      count * view.cellPx,
    );
  }
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
}

/** Full where confirmed, hatched where reported, a dotted frame where tentative; darker for more links, with their number. */
export function drawCell(
  tools: DrawingTools,
  { x, y, sizePx }: Square,
  count: number,
  certainty: Certainty,
): void {
  const { context, theme } = tools;
  const alpha = context.globalAlpha;
  const strength = Math.min(1, 0.5 + 0.17 * (count - 1));
  context.fillStyle = theme('--accent-border');
  if (sizePx < 6) {
    // Too small for a pattern: the size of the square tells.
    const share = certainty === 'confirmed' ? 1 : certainty === 'reported' ? 0.7 : 0.45;
    const inset = (sizePx * (1 - share)) / 2;
    context.fillRect(x + inset, y + inset, sizePx * share, sizePx * share);
    return;
  }
  context.strokeStyle = theme('--accent');
  context.lineWidth = 1;
  if (certainty === 'confirmed') {
    context.globalAlpha = alpha * strength;
    context.fillRect(x, y, sizePx, sizePx);
    context.globalAlpha = alpha;
  } else if (certainty === 'reported') {
    context.save();
    context.beginPath();
    context.rect(x, y, sizePx, sizePx);
    context.clip();
    context.globalAlpha = alpha * strength;
    context.lineWidth = 1.4;
    context.beginPath();
    for (let offset = 0; offset < sizePx * 2; offset += 4) {
      context.moveTo(x + offset, y);
      context.lineTo(x + offset - sizePx, y + sizePx);
    }
    context.stroke();
    context.restore();
  }
  context.setLineDash(
    certainty === 'tentative' ? [1.5, 2] : certainty === 'reported' ? [4, 2] : [],
  );
  context.strokeRect(x + 0.5, y + 0.5, sizePx - 1, sizePx - 1);
  context.setLineDash([]);
  if (count === 1 || sizePx < NUMBERED_PX - 3) return;
  context.font = `700 ${Math.min(12, Math.round(sizePx * 0.6))}px ${theme('--font-sans')}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = theme('--bg-canvas');
  context.strokeText(String(count), x + sizePx / 2, y + sizePx / 2 + 0.5);
  context.fillStyle = theme('--text');
  context.fillText(String(count), x + sizePx / 2, y + sizePx / 2 + 0.5);
  context.textAlign = 'left';
}

function drawCursor({ context, theme }: DrawingTools, { view, focused, hovered }: Scene): void {
  const square = (place: MatrixPlace | null, colour: string, width: number, grow: number) => {
    if (!place) return;
    context.strokeStyle = theme(colour);
    context.lineWidth = width;
    context.strokeRect(
      ROW_HEAD_PX + place.column * view.cellPx - view.xPx - grow,
      COLUMN_HEAD_PX + place.row * view.cellPx - view.yPx - grow,
      view.cellPx + 2 * grow,
      view.cellPx + 2 * grow,
    );
  };
  square(hovered, '--text-2', 1, 0);
  square(focused, '--focus-gap', 5, 0.5);
  square(focused, '--focus', 2, 1);
}

function shortened(context: CanvasRenderingContext2D, words: string, widthPx: number): string {
  if (context.measureText(words).width <= widthPx) return words;
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${words.slice(0, middle)}…`).width <= widthPx) low = middle;
    else high = middle - 1;
  }
  return `${words.slice(0, low).trimEnd()}…`;
}

function drawNames(
  tools: DrawingTools,
  scene: Scene,
  { rows, columns }: { readonly rows: Range; readonly columns: Range },
): void {
  const { context, theme, widthPx, heightPx } = tools;
  const { view } = scene;
  context.fillStyle = theme('--bg-panel');
  context.fillRect(0, 0, widthPx, COLUMN_HEAD_PX);
  context.fillRect(0, 0, ROW_HEAD_PX, heightPx);
  context.fillStyle = theme('--border');
  context.fillRect(0, COLUMN_HEAD_PX - 1, widthPx, 1);
  context.fillRect(ROW_HEAD_PX - 1, 0, 1, heightPx);
  // Names grow with the text, as far as rows have room for them.
  const namePx = Math.max(10, Math.min(11 * tools.textScale, view.cellPx - 3));
  context.font = `${namePx}px ${theme('--font-sans')}`;
  context.textBaseline = 'middle';
  const cursor = scene.hovered ?? scene.focused;
  context.save();
  context.beginPath();
  context.rect(0, COLUMN_HEAD_PX, ROW_HEAD_PX - 1, heightPx);
  context.clip();
  for (let row = rows.first; row <= rows.last; row++) {
    const y = COLUMN_HEAD_PX + (row + 0.5) * view.cellPx - view.yPx;
    drawName(tools, scene, {
      place: scene.order[row]!,
      isCursor: cursor?.row === row,
      x: 8,
      y,
      roomPx: ROW_HEAD_PX - 30,
    });
  }
  context.restore();
  context.save();
  context.beginPath();
  context.rect(ROW_HEAD_PX, 0, widthPx, COLUMN_HEAD_PX - 1);
  context.clip();
  for (let column = columns.first; column <= columns.last; column++) {
    const x = ROW_HEAD_PX + (column + 0.5) * view.cellPx - view.xPx;
    context.save();
    context.translate(x, COLUMN_HEAD_PX - 8);
    context.rotate(-Math.PI / 2);
    drawName(tools, scene, {
      place: scene.order[column]!,
      isCursor: cursor?.column === column,
      x: 0,
      y: 0,
      roomPx: COLUMN_HEAD_PX - 34,
    });
    context.restore();
  }
  context.restore();
}

interface Name {
  readonly place: number;
  readonly isCursor: boolean;
  readonly x: number;
  readonly y: number;
  readonly roomPx: number;
}

function drawName(
  { context, theme }: DrawingTools,
  scene: Scene,
  { place, isCursor, x, y, roomPx }: Name,
): void {
  const node = scene.model.nodes[place];
  if (!node) return;
  const { cellPx } = scene.view;
  const isSelected = scene.isSelected(place);
  if (isSelected && cellPx >= NAMED_PX) {
    context.fillStyle = theme('--accent-soft');
    context.fillRect(x - 6, y - cellPx / 2, roomPx + 26, cellPx);
  }
  context.globalAlpha = scene.isFaint(place) ? 0.45 : 1;
  const size = Math.max(2, Math.min(8, cellPx - 2));
  context.fillStyle = node.isProtected
    ? theme('--bg-panel')
    : theme(`--e-${scene.baseOf(node.kind)}`) || theme('--e-other');
  context.strokeStyle = node.isProtected
    ? theme('--e-protected-line')
    : theme(`--e-${scene.baseOf(node.kind)}-line`) || theme('--e-other-line');
  context.lineWidth = 1;
  context.setLineDash(node.isProtected ? [2, 1.5] : []);
  context.beginPath();
  context.arc(x + 4, y, size / 2, 0, Math.PI * 2);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (cellPx >= NAMED_PX || isCursor) {
    context.fillStyle = theme(isCursor || isSelected ? '--text' : '--text-2');
    context.fillText(shortened(context, node.label, roomPx), x + 14, y + 0.5);
  }
  context.globalAlpha = 1;
}
