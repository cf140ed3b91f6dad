import { useEffect } from 'react';
import type { UnseenLink } from '../store/network.ts';
import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { addLayer } from './layer.ts';
import { nodeScaleAt } from './viewport.ts';

const LINE_PX = 2;
const GAP_PX = 3;
const WORDS_PX = 12;
const WORDS = 'not observed';

/** Both ends stand on the map, and neither is protected. */
function canDraw(canvas: Canvas, { aId, bId }: UnseenLink): boolean {
  const { graph } = canvas.model;
  return [aId, bId].every(
    (id) => graph.hasNode(id) && canvas.isDrawn(id) && !graph.getNodeAttribute(id, 'isProtected'),
  );
}

function drawLink(canvas: Canvas, context: CanvasRenderingContext2D, link: UnseenLink): void {
  const { model, projection, theme } = canvas;
  const [a, b] = [link.aId, link.bId].map((id) => {
    const { x, y } = model.graph.getNodeAttributes(id);
    const radius = canvas.radiusOf(id) * nodeScaleAt(projection.zoom) + GAP_PX;
    return { x: projection.toScreenX(x), y: projection.toScreenY(y), radius };
  }) as [Record<'x' | 'y' | 'radius', number>, Record<'x' | 'y' | 'radius', number>];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  // One lies on the other: there is no line between them.
  if (length <= a.radius + b.radius) return;
  const [across, down] = [(b.x - a.x) / length, (b.y - a.y) / length];
  context.beginPath();
  context.moveTo(a.x + across * a.radius, a.y + down * a.radius);
  context.lineTo(b.x - across * b.radius, b.y - down * b.radius);
  context.strokeStyle = theme.text;
  context.lineWidth = LINE_PX;
  context.setLineDash([7, 6]);
  context.stroke();
  context.setLineDash([]);
  context.font = `500 ${WORDS_PX * theme.textScale}px ${theme.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 5;
  context.strokeStyle = theme.canvasCss;
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  context.strokeText(WORDS, x, y);
  context.fillStyle = theme.text;
  context.fillText(WORDS, x, y);
}

/** Draws a link that nobody has seen, dashed and named so. It is on the screen alone: in no case, view or export. */
export function UnseenLinkController() {
  const canvas = useCanvas();
  const link = useStore((state) => state.unseenLink);
  useEffect(() => {
    if (!link) return;
    const { sigma } = canvas;
    const layer = addLayer(sigma, 'unseenLink', { afterLayer: 'captions' });
    function draw(): void {
      const context = layer.begin();
      if (context && link && canDraw(canvas, link)) drawLink(canvas, context, link);
    }
    sigma.on('afterRender', draw);
    sigma.scheduleRender();
    return () => {
      sigma.off('afterRender', draw);
      layer.kill();
    };
  }, [canvas, link]);
  return null;
}
