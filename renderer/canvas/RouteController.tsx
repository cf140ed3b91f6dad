import { useEffect } from 'react';
import type { LiftedRoute } from '../store/network.ts';
import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { drawnBend } from './curvature.ts';
import { addLayer } from './layer.ts';
import { nodeScaleAt } from './viewport.ts';

const LINE_PX = 3.2;
const CHOSEN_LINE_PX = 5;
const HALO_PX = 9;
const HALO_ALPHA = 0.35;
const NUMBER_RADIUS_PX = 8.5;
const NUMBER_PX = 11;

/** A step of the route in pixels of the screen: a bend between two points. */
interface DrawnStep {
  readonly from: readonly [number, number];
  readonly by: readonly [number, number];
  readonly to: readonly [number, number];
  readonly isChosen: boolean;
  /** Whether records between the two are not on the map. */
  readonly hasGap: boolean;
}

/**
 * The steps of a route between those of its records that are on the map. A link that is not drawn is a straight
 * line; where records between two are not on the map, it is dotted.
 */
function stepsOf(
  { model, projection }: Canvas,
  { entityIds, relationIds }: LiftedRoute,
  chosenId: string | null,
): readonly DrawnStep[] {
  const { graph } = model;
  const steps: DrawnStep[] = [];
  const shown = [...entityIds.keys()].filter((at) => graph.hasNode(model.standIn(entityIds[at]!)));
  for (const [place, at] of shown.entries()) {
    const next = shown[place + 1];
    if (next === undefined) break;
    const [one, other] = [model.standIn(entityIds[at]!), model.standIn(entityIds[next]!)];
    if (one === other) continue;
    const hasGap = next !== at + 1;
    const link = hasGap ? '' : (relationIds[at] ?? '');
    const isDrawn = graph.hasEdge(link) && graph.hasExtremity(link, one);
    const [source, target] = isDrawn ? graph.extremities(link) : [one, other];
    const [from, to] = [graph.getNodeAttributes(source), graph.getNodeAttributes(target)];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const bend = isDrawn ? drawnBend(graph.getEdgeAttribute(link, 'curvature'), length) : 0;
    const [fromX, fromY] = [projection.toScreenX(from.x), projection.toScreenY(from.y)];
    const [toX, toY] = [projection.toScreenX(to.x), projection.toScreenY(to.y)];
    steps.push({
      from: [fromX, fromY],
      // Left of the direction: with y downwards, (dy, -dx).
      by: [(fromX + toX) / 2 + (toY - fromY) * bend, (fromY + toY) / 2 - (toX - fromX) * bend],
      to: [toX, toY],
      isChosen: link !== '' && link === chosenId,
      hasGap,
    });
  }
  return steps;
}

function drawSteps(
  { theme }: Canvas,
  context: CanvasRenderingContext2D,
  steps: readonly DrawnStep[],
): void {
  const [red, green, blue] = theme.halo;
  context.lineCap = 'round';
  const stroke = ({ from, by, to }: DrawnStep, width: number) => {
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(...from);
    context.quadraticCurveTo(...by, ...to);
    context.stroke();
  };
  context.strokeStyle = `rgb(${red} ${green} ${blue} / ${HALO_ALPHA})`;
  for (const step of steps) stroke(step, HALO_PX * (step.isChosen ? 1.5 : 1));
  context.strokeStyle = theme.text;
  for (const step of steps) {
    context.setLineDash(step.hasGap ? [1, 8] : []);
    stroke(step, step.isChosen ? CHOSEN_LINE_PX : LINE_PX);
  }
  context.setLineDash([]);
}

/** The place of each record on the route, at its upper left. */
function drawNumbers(
  canvas: Canvas,
  context: CanvasRenderingContext2D,
  { entityIds }: LiftedRoute,
): void {
  const { model, projection, theme } = canvas;
  const scale = nodeScaleAt(projection.zoom);
  const radius = NUMBER_RADIUS_PX * Math.max(1, theme.textScale);
  context.font = `700 ${NUMBER_PX * theme.textScale}px ${theme.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  entityIds.forEach((id, at) => {
    const node = model.standIn(id);
    if (!canvas.isDrawn(node)) return;
    const { x, y } = model.graph.getNodeAttributes(node);
    const reach = (canvas.radiusOf(node) * scale + 3) * Math.SQRT1_2 + 2;
    const [left, top] = [projection.toScreenX(x) - reach, projection.toScreenY(y) - reach];
    context.beginPath();
    context.arc(left, top, radius, 0, Math.PI * 2);
    context.fillStyle = theme.accentSolid;
    context.fill();
    context.strokeStyle = theme.canvasCss;
    context.lineWidth = 1.5;
    context.stroke();
    context.fillStyle = theme.onAccent;
    context.fillText(String(at + 1), left, top + 0.5);
  });
  context.textBaseline = 'alphabetic';
}

/** Lifts a route on the map: its links are drawn strongly, its records numbered, and the rest is faint. */
export function RouteController() {
  const canvas = useCanvas();
  const route = useStore((state) => state.liftedRoute);

  useEffect(() => {
    // Not when it goes: sigma may be gone before it.
    canvas.lift(route && { nodeIds: route.entityIds, edgeIds: route.relationIds });
    if (!route) return;
    const { sigma } = canvas;
    const lines = addLayer(sigma, 'route', { afterLayer: 'edges' });
    const numbers = addLayer(sigma, 'routeNumbers', { afterLayer: 'captions' });
    function draw(): void {
      if (!route) return;
      const below = lines.begin();
      const above = numbers.begin();
      const chosenId = useStore.getState().primaryRelationId;
      if (below) drawSteps(canvas, below, stepsOf(canvas, route, chosenId));
      if (above) drawNumbers(canvas, above, route);
    }
    sigma.on('afterRender', draw);
    const stop = useStore.subscribe((state, before) => {
      if (state.primaryRelationId !== before.primaryRelationId) sigma.scheduleRender();
    });
    sigma.scheduleRender();
    return () => {
      sigma.off('afterRender', draw);
      stop();
      lines.kill();
      numbers.kill();
    };
  }, [canvas, route]);

  return null;
}
