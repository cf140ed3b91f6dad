import { useEffect } from 'react';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { type MapGroup, membersOnMap } from './groups.ts';
import { type HullPoint, hullOfDiscs } from './hull.ts';
import { fitToScreen } from './layer.ts';
import { nodeScaleAt } from './viewport.ts';

const PAD_PX = 16;
const FILL_ALPHA = 0.09;
const LINE_ALPHA = 0.6;
const NAME_PX = 11;
/** From further away numbers on links would cover them. */
const LEAST_ZOOM_FOR_NUMBERS = 0.35;

function hullOf(canvas: Canvas, ids: readonly string[]): readonly HullPoint[] {
  const { model, projection } = canvas;
  const scale = nodeScaleAt(projection.zoom);
  return hullOfDiscs(
    ids.map((id) => {
      const { x, y } = model.graph.getNodeAttributes(id);
      const radius = canvas.radiusOf(id) * scale + PAD_PX;
      return { x: projection.toScreenX(x), y: projection.toScreenY(y), radius };
    }),
  );
}

/** An open group: a soft ground under its records, with its name and how many they are at the top. */
function drawOpen(canvas: Canvas, context: CanvasRenderingContext2D, group: MapGroup): void {
  const { theme, model, isDrawn } = canvas;
  const members = membersOnMap(group, model.graph);
  const hull = hullOf(canvas, members.filter(isDrawn));
  const [first] = hull;
  if (!first) return;
  context.beginPath();
  for (const { x, y } of hull) context.lineTo(x, y);
  context.closePath();
  context.globalAlpha = FILL_ALPHA;
  context.fillStyle = theme.text2;
  context.fill();
  context.globalAlpha = LINE_ALPHA;
  context.strokeStyle = theme.text3;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
  const top = hull.reduce((best, point) => (point.y < best.y ? point : best), first);
  writeOver(context, canvas, `${group.name} · ${members.length.toLocaleString('en-GB')}`, {
    x: top.x,
    y: top.y - 5,
  });
}

function writeOver(
  context: CanvasRenderingContext2D,
  { theme }: Canvas,
  text: string,
  { x, y }: HullPoint,
): void {
  context.font = `500 ${NAME_PX * theme.textScale}px ${theme.fontFamily}`;
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = theme.canvasCss;
  context.strokeText(text, x, y);
  context.fillStyle = theme.text2;
  context.fillText(text, x, y);
}

/** How many links each one stands for that leads to a closed group. */
function drawNumbers(canvas: Canvas, context: CanvasRenderingContext2D): void {
  const { model, projection, isLinkDrawn } = canvas;
  if (projection.zoom < LEAST_ZOOM_FOR_NUMBERS) return;
  model.graph.forEachEdge((id, { mergedCount }, _source, _target, from, to) => {
    if (!mergedCount || mergedCount < 2 || !isLinkDrawn(id)) return;
    writeOver(context, canvas, mergedCount.toLocaleString('en-GB'), {
      x: projection.toScreenX((from.x + to.x) / 2),
      y: projection.toScreenY((from.y + to.y) / 2) + 4,
    });
  });
}

/** Draws the ground of open groups below the links, and numbers on links that stand for several. */
export function GroupsController() {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma, model } = canvas;
    const style = { pointerEvents: 'none' } as const;
    const ground = sigma.createCanvas('groups', { beforeLayer: 'edges', style });
    const numbers = sigma.createCanvas('groupNumbers', { afterLayer: 'edges', style });
    let isClear = false;

    function draw(): void {
      if (model.groups.length === 0 && isClear) return;
      const open = model.groups.filter(({ isClosed }) => !isClosed);
      const hasClosed = model.groups.some(({ isClosed }) => isClosed);
      const { width, height } = sigma.getDimensions();
      for (const layer of [ground, numbers]) {
        fitToScreen(layer, width, height);
        layer.getContext('2d')?.clearRect(0, 0, width, height);
      }
      isClear = model.groups.length === 0;
      const below = ground.getContext('2d');
      const above = numbers.getContext('2d');
      if (below) for (const group of open) drawOpen(canvas, below, group);
      if (above && hasClosed) drawNumbers(canvas, above);
    }

    sigma.on('afterRender', draw);
    sigma.scheduleRender();
    return () => {
      sigma.off('afterRender', draw);
      // sigma may be gone already, and its layers with it.
      if (sigma.getCanvases().groups) sigma.killLayer('groups');
      if (sigma.getCanvases().groupNumbers) sigma.killLayer('groupNumbers');
    };
  }, [canvas]);

  return null;
}
