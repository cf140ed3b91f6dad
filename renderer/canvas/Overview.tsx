import type { KeyboardEvent, PointerEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { boundsOf } from './viewport.ts';
import './overview.css';
import { baseOfNode } from './canvas-node.ts';

const WIDTH_PX = 152;
const HEIGHT_PX = 98;
const MARGIN_PX = 8;
/** A moving map of many records is drawn so often at the most. */
const REDRAW_MS = 120;
/** Share of what is seen that a key moves. */
const KEY_SHARE = 0.25;

/** How map units lie on the small picture. */
interface Fit {
  readonly scale: number;
  readonly centreX: number;
  readonly centreY: number;
}

function fitOf({ model, isDrawn }: Canvas): Fit | null {
  const nodes: { x: number; y: number }[] = [];
  model.graph.forEachNode((id, { x, y }) => {
    if (isDrawn(id)) nodes.push({ x, y });
  });
  const bounds = boundsOf(nodes);
  if (!bounds) return null;
  return {
    scale: Math.min(
      (WIDTH_PX - 2 * MARGIN_PX) / Math.max(1, bounds.right - bounds.left),
      (HEIGHT_PX - 2 * MARGIN_PX) / Math.max(1, bounds.top - bounds.bottom),
    ),
    centreX: (bounds.left + bounds.right) / 2,
    centreY: (bounds.bottom + bounds.top) / 2,
  };
}

function drawNodes(canvas: Canvas, context: CanvasRenderingContext2D, fit: Fit): void {
  const { model, theme, dress, isDrawn } = canvas;
  const side = model.graph.order > 2000 ? 1 : model.graph.order > 300 ? 1.6 : 2.6;
  context.clearRect(0, 0, WIDTH_PX, HEIGHT_PX);
  model.graph.forEachNode((id, node) => {
    const { x, y, isProtected } = node;
    if (!isDrawn(id)) return;
    const colour = isProtected ? undefined : dress.nodes.get(id)?.colour;
    context.fillStyle = isProtected
      ? theme.text3
      : colour
        ? theme.palette(colour).fill
        : theme.entity(baseOfNode(node)).fill;
    const left = WIDTH_PX / 2 + (x - fit.centreX) * fit.scale - side / 2;
    const top = HEIGHT_PX / 2 - (y - fit.centreY) * fit.scale - side / 2;
    context.fillRect(left, top, side, side);
  });
}

/** The whole map in small, with what is seen of it: drag or use the arrow keys to look elsewhere. */
export function Overview({ onClose }: { readonly onClose: () => void }) {
  const canvas = useCanvas();
  const helpId = useId();
  const picture = useRef<HTMLCanvasElement>(null);
  const seen = useRef<HTMLDivElement>(null);
  const fit = useRef<Fit | null>(null);

  useEffect(() => {
    const { sigma, model } = canvas;
    const camera = sigma.getCamera();
    const context = picture.current?.getContext('2d');
    let timer = 0;

    function placeSeen(): void {
      const box = seen.current;
      if (!box || !fit.current) return;
      const { projection } = canvas;
      const { width, height } = sigma.getDimensions();
      const { scale, centreX, centreY } = fit.current;
      const left = WIDTH_PX / 2 + (projection.toMapX(0) - centreX) * scale;
      const top = HEIGHT_PX / 2 - (projection.toMapY(0) - centreY) * scale;
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
      box.style.width = `${(width / projection.zoom) * scale}px`;
      box.style.height = `${(height / projection.zoom) * scale}px`;
    }
    function draw(): void {
      timer = 0;
      fit.current = fitOf(canvas);
      if (context && fit.current) {
        const ratio = window.devicePixelRatio;
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        drawNodes(canvas, context, fit.current);
      }
      placeSeen();
    }
    function drawSoon(): void {
      timer ||= window.setTimeout(draw, REDRAW_MS);
    }
    draw();
    const stop = model.subscribe(drawSoon);
    const observer = new ResizeObserver(placeSeen);
    observer.observe(sigma.getContainer());
    const themes = new MutationObserver(drawSoon);
    themes.observe(document.documentElement, { attributes: true });
    const stopDress = canvas.onDress(drawSoon);
    camera.on('updated', placeSeen);
    return () => {
      window.clearTimeout(timer);
      stop();
      stopDress();
      observer.disconnect();
      themes.disconnect();
      camera.off('updated', placeSeen);
    };
  }, [canvas]);

  function lookAtPoint(event: PointerEvent<HTMLDivElement>): void {
    if (!fit.current || event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { scale, centreX, centreY } = fit.current;
    const x = centreX + (event.clientX - box.left - WIDTH_PX / 2) / scale;
    const y = centreY - (event.clientY - box.top - HEIGHT_PX / 2) / scale;
    canvas.lookFrom({ x, y, zoom: canvas.projection.zoom }, { isInstant: true });
  }

  function lookByKey(event: KeyboardEvent): void {
    const { width, height } = canvas.sigma.getDimensions();
    const { zoom } = canvas.projection;
    const { x, y } = canvas.cameraPlace();
    const [dx, dy] = [(width / zoom) * KEY_SHARE, (height / zoom) * KEY_SHARE];
    const targets: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [x - dx, y],
      ArrowRight: [x + dx, y],
      ArrowUp: [x, y + dy],
      ArrowDown: [x, y - dy],
    };
    const target = targets[event.key];
    if (target) canvas.lookFrom({ x: target[0], y: target[1], zoom }, { isInstant: true });
    else if (event.key === 'Home') canvas.fit();
    else if (event.key === '+' || event.key === '=') canvas.zoomBy(1.4);
    else if (event.key === '-') canvas.zoomBy(1 / 1.4);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const ratio = window.devicePixelRatio;
  return (
    <div className="graph-overview-frame">
      {/* biome-ignore lint/a11y/useSemanticElements: a picture that is moved over by keys of its own. */}
      <div
        className="graph-overview"
        role="group"
        aria-label="Overview of the map"
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys look elsewhere.
        tabIndex={0}
        style={{ width: WIDTH_PX, height: HEIGHT_PX }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          lookAtPoint(event);
        }}
        onPointerMove={lookAtPoint}
        onKeyDown={lookByKey}
      >
        <canvas
          ref={picture}
          width={WIDTH_PX * ratio}
          height={HEIGHT_PX * ratio}
          style={{ width: WIDTH_PX, height: HEIGHT_PX }}
        />
        <div ref={seen} className="graph-overview-seen" aria-hidden="true" />
      </div>
      <p id={helpId} className="visually-hidden">
        Arrow keys look elsewhere on the map. Plus and minus zoom. Home shows everything. Escape
        puts the overview away.
      </p>
    </div>
  );
}
