import { useEffect } from 'react';
import type { EgoRings, Hull } from '../store/network.ts';
import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { convexHull, type HullPoint } from './hull.ts';
import { type OutlineCorner, outlineCorners, placeName } from './hull-outline.ts';
import { addLayer } from './layer.ts';
import { nodeScaleAt } from './viewport.ts';

const PAD_PX = 15;
const NAME_PX = 12;
const LINE_ALPHA = 0.55;
/** Tinted grounds may be a little stronger than grey ones, to be told apart. */
const TINT_SHARE = 2.2;
/** Colours of the palette of styles. */
export const HULL_TONES = 8;

const NO_HULLS: readonly Hull[] = [];

/** What of a community is drawn: its hull in map units, and the largest radius in it. */
interface Ground {
  readonly hull: Hull;
  readonly points: readonly HullPoint[];
  readonly radius: number;
}

/** The name of the colour of a community. */
export function toneName(tone: number): string {
  return `--c-${(tone % HULL_TONES) + 1}`;
}

/** Protected people are never within, whatever the list says. */
function groundOf(canvas: Canvas, hull: Hull): Ground | null {
  const { graph } = canvas.model;
  const members = hull.memberIds.filter(
    (id) => canvas.isDrawn(id) && !graph.getNodeAttribute(id, 'isProtected'),
  );
  if (members.length === 0) return null;
  return {
    hull,
    points: convexHull(members.map((id) => graph.getNodeAttributes(id))),
    radius: members.reduce((most, id) => Math.max(most, canvas.radiusOf(id)), 0),
  };
}

function trace(
  context: CanvasRenderingContext2D,
  corners: readonly OutlineCorner[],
  padPx: number,
): void {
  context.beginPath();
  for (const { x, y, from, to } of corners) context.arc(x, y, padPx, from, to);
  context.closePath();
}

function drawGround(
  canvas: Canvas,
  context: CanvasRenderingContext2D,
  {
    corners,
    padPx,
    tone,
  }: { corners: readonly OutlineCorner[]; padPx: number; tone: number | null },
): void {
  const { theme } = canvas;
  const tint = tone === null ? null : theme.palette(toneName(tone)).fill;
  trace(context, corners, padPx);
  context.globalAlpha = theme.hullAlpha * (tint ? TINT_SHARE : 1);
  context.fillStyle = tint ?? theme.text;
  context.fill();
  context.globalAlpha = LINE_ALPHA;
  context.strokeStyle = tint ?? theme.text3;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function write(
  context: CanvasRenderingContext2D,
  { theme }: Canvas,
  text: string,
  { x, y }: HullPoint,
): void {
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = theme.canvasCss;
  context.strokeText(text, x, y);
  context.fillStyle = theme.text2;
  context.fillText(text, x, y);
}

/** Circles through the records that are as many links away, with how many links that is. */
function drawRings(
  canvas: Canvas,
  context: CanvasRenderingContext2D,
  { rings, above }: { rings: EgoRings; above: CanvasRenderingContext2D },
): void {
  const { model, projection, theme } = canvas;
  if (!model.graph.hasNode(rings.id)) return;
  const middle = model.graph.getNodeAttributes(rings.id);
  const reaches = new Map<number, number[]>();
  for (const [id, ring] of rings.ringOf) {
    if (ring === 0 || !canvas.isDrawn(id)) continue;
    const { x, y } = model.graph.getNodeAttributes(id);
    const reach = Math.hypot(x - middle.x, y - middle.y);
    reaches.set(ring, [...(reaches.get(ring) ?? []), reach]);
  }
  const [x, y] = [projection.toScreenX(middle.x), projection.toScreenY(middle.y)];
  for (const [ring, all] of reaches) {
    const radius = [...all].sort((a, b) => a - b)[all.length >> 1]! * projection.zoom;
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.globalAlpha = LINE_ALPHA;
    context.strokeStyle = theme.text3;
    context.lineWidth = 1;
    context.setLineDash([2, 5]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
    // Between the records at the top of the circle and those at its right.
    const [nameX, nameY] = [x + radius * Math.SQRT1_2, y - radius * Math.SQRT1_2];
    write(above, canvas, ring === 1 ? '1 link' : `${ring} links`, { x: nameX, y: nameY });
  }
}

/** Draws communities as grounds below the links, with their names, and the rings of an ego view. */
export function HullsController() {
  const canvas = useCanvas();
  const all = useStore((state) => state.hulls);
  // Rings and a route are read by themselves.
  const isCovered = useStore((state) => state.egoRings !== null || state.liftedRoute !== null);
  const hulls = isCovered ? NO_HULLS : all;
  const hasColours = useStore((state) => state.hasCommunityColours);
  const egoRings = useStore((state) => state.egoRings);

  useEffect(() => {
    if (hulls.length === 0 && !egoRings) return;
    const { sigma, model, emphasis } = canvas;
    const ground = addLayer(sigma, 'hulls', { beforeLayer: 'edges' });
    const names = addLayer(sigma, 'hullNames', { afterLayer: 'captions' });
    let grounds: readonly Ground[] = [];
    let madeFor = '';

    /** Hulls are of the map, not of the screen: they are made anew only when something moved or went. */
    function ensureGrounds(): void {
      const key = `${model.version} ${emphasis.version}`;
      if (key === madeFor) return;
      madeFor = key;
      grounds = hulls.map((hull) => groundOf(canvas, hull)).filter((one) => one !== null);
    }

    function draw(): void {
      const below = ground.begin();
      const above = names.begin();
      if (!below || !above) return;
      ensureGrounds();
      const { projection, theme } = canvas;
      const fontPx = NAME_PX * theme.textScale;
      above.font = `500 ${fontPx}px ${theme.fontFamily}`;
      const taken: Parameters<typeof placeName>[3] = [];
      for (const { hull, points, radius } of grounds) {
        const padPx = radius * nodeScaleAt(projection.zoom) + PAD_PX;
        const corners = outlineCorners(
          points.map(({ x, y }) => ({ x: projection.toScreenX(x), y: projection.toScreenY(y) })),
        );
        drawGround(canvas, below, { corners, padPx, tone: hasColours ? hull.tone : null });
        const text = `${hull.name} · ${hull.count.toLocaleString('en-GB')}`;
        const size = { width: above.measureText(text).width + 8, height: fontPx + 4 };
        const place = placeName(corners, padPx, size, taken);
        if (place) write(above, canvas, text, place);
      }
      if (egoRings) drawRings(canvas, below, { rings: egoRings, above });
    }

    sigma.on('afterRender', draw);
    sigma.scheduleRender();
    return () => {
      sigma.off('afterRender', draw);
      ground.kill();
      names.kill();
    };
  }, [canvas, hulls, hasColours, egoRings]);

  return null;
}
