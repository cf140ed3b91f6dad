import type { DrawingTools } from '../../ui/Drawing.tsx';
import type { Cluster } from './clusters.ts';
import { type Camera, toScreen } from './projection.ts';
import type { Piece, PlacePoint, Shape } from './use-places.ts';

const KINDS = ['premises', 'business', 'event'] as const;
const SINGLE_PX = 8;

/** How large a mark is drawn: half its width. */
export function markRadius(cluster: Cluster, textScale: number): number {
  const count = cluster.members.length;
  return textScale * (count === 1 ? SINGLE_PX : Math.min(25, 11 + 1.5 * Math.log2(count)));
}

interface Scene {
  readonly camera: Camera;
  readonly coast: readonly Piece[] | null;
  readonly shapes: readonly Shape[];
  readonly points: readonly PlacePoint[];
  readonly clusters: readonly Cluster[];
  /** Lines between places by their positions in `points`, and how many links each stands for. */
  readonly links: readonly (readonly [number, number, number])[];
  /** The shipped kind whose colour and shape a kind has. */
  readonly baseOf: (kind: string) => string;
  /** Null: nothing is. */
  readonly isSelected: ((point: PlacePoint) => boolean) | null;
  /** Null: nothing is. */
  readonly isFaint: ((point: PlacePoint) => boolean) | null;
  readonly focused: Cluster | null;
  readonly hovered: Cluster | null;
}

/** Land, boundaries, places. */
export function drawPlaces(tools: DrawingTools, scene: Scene): void {
  const { context, theme, widthPx, heightPx } = tools;
  context.fillStyle = theme('--bg-canvas');
  context.fillRect(0, 0, widthPx, heightPx);
  drawShapes(tools, scene);
  drawNames(tools, scene);
  drawLinks(tools, scene);
  for (const cluster of scene.clusters) {
    const [x, y] = toScreen(scene.camera, tools, cluster.x, cluster.y);
    if (x < -40 || y < -40 || x > widthPx + 40 || y > heightPx + 40) continue;
    drawMark(tools, scene, cluster, x, y);
  }
  // Above all marks: what is selected or at the cursor is never covered.
  for (const cluster of scene.clusters) drawRings(tools, scene, cluster);
}

function drawShapes({ context, theme, widthPx, heightPx }: DrawingTools, scene: Scene): void {
  const { x, y, pxPerKm } = scene.camera;
  const halfWidth = widthPx / 2 / pxPerKm;
  const halfHeight = heightPx / 2 / pxPerKm;
  const isInSight = ({ left, right, top, bottom }: Piece) =>
    left < x + halfWidth &&
    right > x - halfWidth &&
    top < y + halfHeight &&
    bottom > y - halfHeight;
  context.save();
  context.translate(widthPx / 2, heightPx / 2);
  context.scale(pxPerKm, pxPerKm);
  context.translate(-x, -y);
  context.lineJoin = 'round';
  // Lines are solid: at a near zoom the dashes of a whole coast would be millions.
  const layers = [
    ...(scene.coast ? [{ pieces: scene.coast, line: '--border-control', widthPx: 1 }] : []),
    ...scene.shapes.map(({ pieces }) => ({ pieces, line: '--text-3', widthPx: 0.9 })),
  ];
  for (const { pieces, line, widthPx: lineWidth } of layers) {
    const seen = pieces.filter(isInSight);
    context.fillStyle = theme('--bg-panel');
    for (const { pathAt } of seen) context.fill(pathAt(pxPerKm), 'evenodd');
    context.strokeStyle = theme(line);
    context.lineWidth = lineWidth / pxPerKm;
    for (const { pathAt } of seen) context.stroke(pathAt(pxPerKm));
  }
  context.restore();
}

function drawNames(tools: DrawingTools, { camera, shapes }: Scene): void {
  const { context, theme } = tools;
  context.font = `600 ${12 * tools.textScale}px ${theme('--font-sans')}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = theme('--bg-panel');
  context.fillStyle = theme('--text-3');
  for (const { names } of shapes) {
    for (const { name, x, y, widthKm } of names) {
      const [sx, sy] = toScreen(camera, tools, x, y);
      if (sx < -80 || sy < -10 || sx > tools.widthPx + 80 || sy > tools.heightPx + 10) continue;
      if (widthKm * camera.pxPerKm < context.measureText(name).width + 12) continue;
      context.strokeText(name, sx, sy);
      context.fillText(name, sx, sy);
    }
  }
  context.textAlign = 'left';
}

function drawLinks(tools: DrawingTools, { camera, points, links }: Scene): void {
  const { context, theme } = tools;
  context.strokeStyle = theme('--l-place');
  context.globalAlpha = 0.55;
  for (const [a, b, count] of links) {
    const from = points[a];
    const to = points[b];
    if (!from || !to) continue;
    const [x1, y1] = toScreen(camera, tools, from.x, from.y);
    const [x2, y2] = toScreen(camera, tools, to.x, to.y);
    context.lineWidth = Math.min(5, 0.8 + Math.log2(count + 1) * 0.7);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function tracePoint(
  context: CanvasRenderingContext2D,
  kind: string,
  x: number,
  y: number,
  r: number,
): void {
  context.beginPath();
  switch (kind) {
    case 'event':
      context.moveTo(x, y - r);
      context.lineTo(x + r, y + r * 0.85);
      context.lineTo(x - r, y + r * 0.85);
      context.closePath();
      break;
    case 'business':
      context.roundRect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, 3);
      break;
    default:
      context.moveTo(x, y - r);
      context.lineTo(x + r * 0.9, y - r * 0.2);
      context.lineTo(x + r * 0.9, y + r * 0.9);
      context.lineTo(x - r * 0.9, y + r * 0.9);
      context.lineTo(x - r * 0.9, y - r * 0.2);
      context.closePath();
  }
}

function drawMark(tools: DrawingTools, scene: Scene, cluster: Cluster, x: number, y: number): void {
  const { context, theme } = tools;
  const members = cluster.members.flatMap((index) => scene.points[index] ?? []);
  const [first] = members;
  if (!first) return;
  const radius = markRadius(cluster, tools.textScale);
  context.globalAlpha =
    scene.isFaint && members.every(scene.isFaint) ? Number(theme('--dim-alpha')) || 0.2 : 1;
  if (members.length === 1) drawSingle(tools, scene.baseOf(first.entity.kind), first, x, y);
  else
    drawCluster(
      tools,
      members.map(({ entity }) => scene.baseOf(entity.kind)),
      x,
      y,
      radius,
    );
  context.globalAlpha = 1;
}

function drawRings(tools: DrawingTools, scene: Scene, cluster: Cluster): void {
  const { context, theme } = tools;
  const isSelected = cluster.members.some((index) => {
    const point = scene.points[index];
    return point !== undefined && scene.isSelected?.(point);
  });
  if (!isSelected && cluster !== scene.focused && cluster !== scene.hovered) return;
  const [x, y] = toScreen(scene.camera, tools, cluster.x, cluster.y);
  const radius = markRadius(cluster, tools.textScale);
  if (isSelected) {
    ring(context, theme('--sel-halo') || theme('--accent-border'), x, y, radius + 6, 4);
    ring(context, theme('--text'), x, y, radius + 5, 2);
  } else if (cluster === scene.hovered) ring(context, theme('--text-2'), x, y, radius + 4, 1.5);
  if (cluster === scene.focused) {
    ring(context, theme('--focus-gap'), x, y, radius + 9, 4);
    ring(context, theme('--focus'), x, y, radius + 10, 2);
  }
}

function ring(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  r: number,
  width: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, r, 0, Math.PI * 2);
  context.stroke();
}

/** Solid where coordinates are known; within a dashed ring by postcode; hollow in a wide one by district. */
function drawSingle(
  tools: DrawingTools,
  kind: string,
  { entity }: PlacePoint,
  x: number,
  y: number,
): void {
  const { context, theme, textScale } = tools;
  const radius = SINGLE_PX * textScale;
  const fill = theme(`--e-${kind}`) || theme('--e-other');
  const line = theme(`--e-${kind}-line`) || theme('--e-other-line');
  if (entity.precision !== 'exact') {
    context.setLineDash(entity.precision === 'postcode' ? [4, 3] : [2, 4]);
    ring(context, line, x, y, entity.precision === 'postcode' ? radius + 4 : radius + 8, 1.25);
    context.setLineDash([]);
  }
  tracePoint(context, kind, x, y, radius);
  context.fillStyle = entity.precision === 'outcode' ? theme('--bg-panel') : fill;
  context.fill();
  context.strokeStyle = line;
  context.lineWidth = 1.75;
  context.stroke();
}

function drawCluster(
  { context, theme, textScale }: DrawingTools,
  kinds: readonly string[],
  x: number,
  y: number,
  radius: number,
): void {
  context.fillStyle = theme('--bg-overlay');
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  let from = -Math.PI / 2;
  for (const kind of KINDS) {
    const share = kinds.filter((one) => one === kind).length / kinds.length;
    if (share === 0) continue;
    context.strokeStyle = theme(`--e-${kind}`);
    context.lineWidth = 4;
    context.beginPath();
    context.arc(x, y, radius - 2, from, from + share * Math.PI * 2);
    context.stroke();
    from += share * Math.PI * 2;
  }
  ring(context, theme('--border-control'), x, y, radius + 0.5, 1);
  context.fillStyle = theme('--text');
  context.font = `600 ${(kinds.length > 999 ? 11 : 12) * textScale}px ${theme('--font-sans')}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(kinds.length.toLocaleString('en-GB'), x, y + 0.5);
  context.textAlign = 'left';
}

/** The line that a lasso draws. */
export function drawLasso(
  { context, theme }: DrawingTools,
  line: readonly { readonly x: number; readonly y: number }[],
): void {
  if (line.length < 2) return;
  context.beginPath();
  for (const [index, { x, y }] of line.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
  context.fillStyle = theme('--accent-border');
  context.globalAlpha = 0.14;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = theme('--accent');
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.stroke();
  context.setLineDash([]);
}
