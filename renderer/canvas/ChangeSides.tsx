import type { PointerEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { dateWords } from '../../shared/domain/date-words.ts';
import type { ChangeMarks } from '../store/network.ts';
import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { baseOfNode } from './canvas-node.ts';
import { fitToScreen } from './layer.ts';
import { boundsOf } from './viewport.ts';
import './change-sides.css';

type Side = 'before' | 'after';

const MARGIN_PX = 46;
const NODE_PX = 6;
const CHANGED_NODE_PX = 8.5;
const NAME_PX = 11;
const REACH_PX = 16;
const MOST_NAMES = 60;

/** What lies on one of two dates: all but what came later, or all but what had left. */
function isOf(
  side: Side,
  id: string,
  { came, left }: Record<'came' | 'left', ReadonlySet<string>>,
): boolean {
  return side === 'before' ? !came.has(id) : !left.has(id);
}

/** From map units to pixels of one half, so that both halves look at the same part from the same place. */
function fitting(canvas: Canvas, width: number, height: number) {
  const { graph } = canvas.model;
  const bounds = boundsOf(
    graph.filterNodes(canvas.isDrawn).map((id) => graph.getNodeAttributes(id)),
  );
  const { left, right, top, bottom } = bounds ?? { left: 0, right: 1, top: 1, bottom: 0 };
  const scale = Math.min(
    1.2,
    (width - 2 * MARGIN_PX) / Math.max(1, right - left),
    (height - 2 * MARGIN_PX) / Math.max(1, top - bottom),
  );
  const [midX, midY] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: (mapX: number) => width / 2 + (mapX - midX) * scale,
    y: (mapY: number) => height / 2 - (mapY - midY) * scale,
  };
}

function drawSide(
  canvas: Canvas,
  context: CanvasRenderingContext2D,
  {
    side,
    marks,
    size,
  }: { side: Side; marks: ChangeMarks; size: { width: number; height: number } },
): void {
  const { model, theme } = canvas;
  const { graph } = model;
  const at = fitting(canvas, size.width, size.height);
  const nodes = { came: marks.cameIds, left: marks.leftIds };
  const links = { came: marks.cameRelationIds, left: marks.leftRelationIds };
  const changedNodes = side === 'before' ? marks.leftIds : marks.cameIds;
  const changedLinks = side === 'before' ? marks.leftRelationIds : marks.cameRelationIds;
  context.clearRect(0, 0, size.width, size.height);
  graph.forEachEdge((id, _link, source, target, from, to) => {
    if (!canvas.isLinkDrawn(id) || !isOf(side, id, links)) return;
    if (!isOf(side, source, nodes) || !isOf(side, target, nodes)) return;
    const isChanged = changedLinks.has(id) || changedNodes.has(source) || changedNodes.has(target);
    context.beginPath();
    context.moveTo(at.x(from.x), at.y(from.y));
    context.lineTo(at.x(to.x), at.y(to.y));
    context.strokeStyle = isChanged ? theme.text : theme.text3;
    context.globalAlpha = isChanged ? 1 : theme.dimAlpha * 2;
    context.lineWidth = isChanged ? 2 : 1;
    context.setLineDash(isChanged && side === 'before' ? [5, 4] : []);
    context.stroke();
  });
  context.setLineDash([]);
  const named: string[] = [];
  graph.forEachNode((id, node) => {
    if (!canvas.isDrawn(id) || !isOf(side, id, nodes)) return;
    const isChanged = changedNodes.has(id) && !node.isProtected;
    const colours = theme.entity(node.isProtected ? 'protected' : baseOfNode(node));
    const [x, y] = [at.x(node.x), at.y(node.y)];
    context.globalAlpha = isChanged ? 1 : 0.55;
    context.beginPath();
    context.arc(x, y, isChanged ? CHANGED_NODE_PX : NODE_PX, 0, Math.PI * 2);
    context.fillStyle = colours.fill;
    context.fill();
    context.strokeStyle = isChanged ? theme.text : colours.line;
    context.lineWidth = isChanged ? 2 : 1;
    context.setLineDash(node.isProtected || (isChanged && side === 'before') ? [3, 2] : []);
    context.stroke();
    context.setLineDash([]);
    if (isChanged) named.push(id);
  });
  context.globalAlpha = 1;
  context.font = `500 ${NAME_PX * theme.textScale}px ${theme.fontFamily}`;
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  for (const id of named.slice(0, MOST_NAMES)) {
    const { x, y, label } = graph.getNodeAttributes(id);
    const words = `${side === 'before' ? '−' : '+'} ${label}`;
    // Within its half: the other begins at its edge.
    const half = context.measureText(words).width / 2 + 4;
    const place = [
      Math.max(half, Math.min(size.width - half, at.x(x))),
      at.y(y) + CHANGED_NODE_PX + NAME_PX * theme.textScale,
    ] as const;
    context.strokeStyle = theme.canvasCss;
    context.strokeText(words, ...place);
    context.fillStyle = theme.text;
    context.fillText(words, ...place);
  }
}

function Half({ side, marks }: { readonly side: Side; readonly marks: ChangeMarks }) {
  const canvas = useCanvas();
  const frame = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = layer.current;
    const context = element?.getContext('2d');
    if (!element || !context || size.width === 0) return;
    function draw(): void {
      if (!element || !context) return;
      fitToScreen(element, size.width, size.height);
      drawSide(canvas, context, { side, marks, size });
    }
    canvas.sigma.on('afterRender', draw);
    draw();
    return () => {
      canvas.sigma.off('afterRender', draw);
    };
  }, [canvas, side, marks, size]);

  /** What is nearest to the pointer is selected; the lists do the same by keyboard. */
  function pick({ nativeEvent }: PointerEvent): void {
    const at = fitting(canvas, size.width, size.height);
    const nodes = { came: marks.cameIds, left: marks.leftIds };
    const [best] = canvas.model.graph
      .filterNodes((id) => canvas.isDrawn(id) && isOf(side, id, nodes))
      .map((id) => {
        const { x, y } = canvas.model.graph.getNodeAttributes(id);
        return {
          id,
          far: Math.hypot(at.x(x) - nativeEvent.offsetX, at.y(y) - nativeEvent.offsetY),
        };
      })
      .filter(({ far }) => far <= REACH_PX)
      .sort((a, b) => a.far - b.far);
    if (best) useStore.getState().select([best.id]);
  }

  const changed = side === 'before' ? marks.leftIds : marks.cameIds;
  const onMap = [...changed].filter((id) => canvas.model.graph.hasNode(id)).length;
  const words =
    side === 'before' ? `− ${onMap} on the map have left since` : `+ ${onMap} on the map have come`;
  return (
    <figure className="change-side">
      <figcaption>
        <b>{dateWords(side === 'before' ? marks.from : marks.to)}</b>
        <span>{words}</span>
      </figcaption>
      <div ref={frame}>
        <canvas ref={layer} onPointerDown={pick} role="img" aria-label={words} />
      </div>
    </figure>
  );
}

/** The map on two dates side by side: dashed on the first what has left by the second, marked on that what has come. */
export function ChangeSides() {
  const marks = useStore((state) => state.changeMarks);
  const hasSides = useStore((state) => state.hasChangeSides);
  if (!hasSides || !marks) return null;
  return (
    <section className="change-sides" aria-label="Both dates side by side">
      <Half side="before" marks={marks} />
      <Half side="after" marks={marks} />
    </section>
  );
}
