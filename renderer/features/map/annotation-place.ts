import type { Annotation } from '../../../shared/domain/annotation.ts';
import { drawnBend } from '../../canvas/curvature.ts';
import type { Position } from '../../canvas/map-graph.ts';
import type { MapModel } from '../../canvas/map-model.ts';
import { boundsOf, nodeScaleAt, type Projection } from '../../canvas/viewport.ts';

/** Where an annotation is drawn, in pixels of the canvas. */
export interface AnnotationPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How large its text is drawn, against 100%. */
  readonly scale: number;
  /** The middle of what a callout points at. */
  readonly tip: Position | null;
}

/** The smallest that notes are drawn: further away they would be specks. */
const LEAST_SCALE = 0.3;
/** Room above a frame for its title, in pixels. */
export const FRAME_TITLE_PX = 24;

function isDrawn(model: MapModel, id: string): boolean {
  return (
    model.graph.hasNode(id) && !model.hiddenKinds.has(model.graph.getNodeAttribute(id, 'kind'))
  );
}

/** The middle of a link as it is drawn, bend and all, in map units. */
function middleOfLink({ graph }: MapModel, id: string): Position {
  const [from, to] = graph.extremities(id).map((end) => graph.getNodeAttributes(end));
  const [dx, dy] = [to!.x - from!.x, to!.y - from!.y];
  // A quadratic curve passes half as far from the chord as its control point lies.
  const bend = drawnBend(graph.getEdgeAttribute(id, 'curvature'), Math.hypot(dx, dy)) / 2;
  return { x: (from!.x + to!.x) / 2 - dy * bend, y: (from!.y + to!.y) / 2 + dx * bend };
}

/** What a callout points at, in map units; null where it is not on the map. */
export function targetOf(
  model: MapModel,
  target: Extract<Annotation, { type: 'callout' }>['target'],
): Position | null {
  if (target.type === 'entity') {
    return isDrawn(model, target.id) ? model.graph.getNodeAttributes(target.id) : null;
  }
  if (!model.graph.hasEdge(target.id)) return null;
  const areDrawn = model.graph.extremities(target.id).every((id) => isDrawn(model, id));
  return areDrawn ? middleOfLink(model, target.id) : null;
}

function boxAround(
  model: MapModel,
  { memberIds, padding }: Extract<Annotation, { type: 'frame' }>,
  projection: Projection,
): AnnotationPlace | null {
  const members = memberIds.filter((id) => isDrawn(model, id));
  const bounds = boundsOf(members.map((id) => model.graph.getNodeAttributes(id)));
  if (!bounds) return null;
  const room = padding * projection.zoom;
  const left = projection.toScreenX(bounds.left) - room;
  const top = projection.toScreenY(bounds.top) - room - FRAME_TITLE_PX;
  return {
    left,
    top,
    width: projection.toScreenX(bounds.right) + room - left,
    height: projection.toScreenY(bounds.bottom) + room - top,
    scale: 1,
    tip: null,
  };
}

/** Where an annotation is drawn, larger on a far screen as names are; null where what it marks is not on the map. */
export function placeOfAnnotation(
  annotation: Annotation,
  model: MapModel,
  { projection, textScale }: { readonly projection: Projection; readonly textScale: number },
): AnnotationPlace | null {
  if (annotation.type === 'frame') return boxAround(model, annotation, projection);
  const scale = Math.max(LEAST_SCALE, nodeScaleAt(projection.zoom)) * textScale;
  const size = { width: annotation.widthPx, height: annotation.heightPx, scale };
  if (annotation.type === 'note') {
    const left = projection.toScreenX(annotation.x);
    return { ...size, left, top: projection.toScreenY(annotation.y), tip: null };
  }
  const target = targetOf(model, annotation.target);
  if (!target) return null;
  const tip = { x: projection.toScreenX(target.x), y: projection.toScreenY(target.y) };
  const left = tip.x + annotation.dxPx * scale;
  return { ...size, left, top: tip.y + annotation.dyPx * scale, tip };
}

/** The line of a callout: from the rim of what it points at to its box, as an SVG path; empty where there is none. */
export function lineOf(place: AnnotationPlace, radiusPx: number): string {
  if (!place.tip) return '';
  const end = nearestOfBox(place);
  const [dx, dy] = [end.x - place.tip.x, end.y - place.tip.y];
  const length = Math.hypot(dx, dy);
  if (length <= radiusPx) return '';
  const share = radiusPx / length;
  return `M${place.tip.x + dx * share} ${place.tip.y + dy * share}L${end.x} ${end.y}`;
}

/** The point of a box nearest to a tip, where the line of a callout ends. */
function nearestOfBox({ left, top, width, height, scale, tip }: AnnotationPlace): Position {
  const at = tip ?? { x: left, y: top };
  return {
    x: Math.min(left + width * scale, Math.max(left, at.x)),
    y: Math.min(top + height * scale, Math.max(top, at.y)),
  };
}
