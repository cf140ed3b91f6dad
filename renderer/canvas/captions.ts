import type { BadgeContext } from './badges.ts';
import { badgesOf } from './badges.ts';
import type { Canvas } from './canvas.ts';
import { baseOfNode, type NodeAttributes } from './canvas-node.ts';
import type { LabelRequest, Obstacle } from './label-placement.ts';
import { placeLabels } from './label-placement.ts';
import type { Label } from './label-sprite.ts';
import { HALO_PX, knownLabelSprite, labelOfNode, labelSprite } from './label-sprite.ts';
import type { DrawnNode } from './node-program.ts';
import { createSpriteCache } from './sprites.ts';
import { nodeScaleAt } from './viewport.ts';

/** Draws names and badges over the nodes. */
export interface Captions {
  /** Says whether it left something for a later frame, so that no frame takes long. */
  draw(context: CanvasRenderingContext2D): 'whole' | 'more' | 'moving';
  /** Forgets everything drawn, after the theme or the screen's resolution changed. */
  reset(): void;
}

interface PlacedLabel {
  readonly node: DrawnNode;
  readonly label: Label;
  /** Pixels from the middle of its node. */
  readonly dx: number;
  readonly dy: number;
}

const LEAST_RADIUS_FOR_LABEL = 3.2;
const LEAST_RADIUS_FOR_BADGES = 5;
/** From further away only what is pointed at tells how many neighbours it has besides. */
const LEAST_SCALE_FOR_HIDDEN = 0.7;
const FADED_LABEL_ALPHA = 0.5;
/** Labels are placed for this much around the view too, so that small pans need no new places. */
const OVERSCAN = 0.5;
const MOST_LABELS = 450;
/** From so many nodes on, names keep to their nodes while the map is zoomed, and find new places when it rests. */
const MANY_NODES = 800;
/** The map rests when it has not been zoomed for so long. */
export const REST_MS = 120;
/** Names are written for so long in one frame; the rest follow in the next. */
const WRITING_MS = 8;
/** More selected ones than these are not all written at any cost. */
const MOST_FORCED = 10;
/** From here on a name is written however small its node is. */
const ALWAYS_PRIORITY = 1e4;
/** From here on a node is selected or pointed at. */
const POINTED_PRIORITY = 1e6;

/** How much a node deserves its name, from what is pointed at down to how well it is linked. */
function priorityOf(canvas: Canvas, id: string, node: NodeAttributes): number {
  const { emphasis, model } = canvas;
  const levers = (node.levers?.strong ?? 0) * 2 + (node.levers?.indicative ?? 0);
  return (
    (emphasis.selectedIds.has(id) ? 1e6 : 0) +
    (emphasis.hoveredId === id ? 2e6 : 0) +
    (emphasis.selectedIds.size > 0 && !emphasis.isFaded(id) ? 1e5 : 0) +
    (node.badge === 'principal' ? 2e4 : 0) +
    (baseOfNode(node) === 'ocg' || node.group ? 1e4 : 0) +
    levers * 40 +
    model.graph.degree(id) * 10 +
    node.hiddenNeighbours
  );
}

function isKeptBack(canvas: Canvas, id: string): boolean {
  return canvas.emphasis.isKeptBack(id);
}

interface View {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Captions of a canvas. */
export function createCaptions(canvas: Canvas, icons: ReadonlyMap<string, Path2D>): Captions {
  let sprites = createSpriteCache(window.devicePixelRatio);
  let labels: readonly PlacedLabel[] = [];
  let placedFor = '';
  let placedZoom = Number.NaN;
  let area: View | null = null;
  let seenZoom = Number.NaN;
  let zoomedAtMs = Number.NEGATIVE_INFINITY;

  function viewNow(): View {
    const { projection, sigma } = canvas;
    const { width, height } = sigma.getDimensions();
    return {
      left: projection.toMapX(0),
      right: projection.toMapX(width),
      bottom: projection.toMapY(height),
      top: projection.toMapY(0),
    };
  }

  function nodesIn(view: View): readonly DrawnNode[] {
    return canvas.drawnNodes.filter(
      ({ hidden, of }) =>
        !hidden &&
        of.x >= view.left &&
        of.x <= view.right &&
        of.y >= view.bottom &&
        of.y <= view.top,
    );
  }

  function requestOf({ id, of, size }: DrawnNode, label: Label, zoom: number): LabelRequest {
    const { emphasis, theme } = canvas;
    const radius = size * nodeScaleAt(zoom);
    const isSelected = emphasis.selectedIds.has(id);
    const ring = isSelected || of.badge === 'principal' ? theme.ringGapPx + theme.ringPx : 0;
    return {
      x: of.x * zoom,
      y: -of.y * zoom,
      halfWidth: radius + ring + 2,
      halfHeight: radius + ring + 1,
      width: label.width,
      height: label.height,
      isForced:
        emphasis.hoveredId === id || (isSelected && emphasis.selectedIds.size < MOST_FORCED),
    };
  }

  function place(view: View, zoom: number): void {
    const scale = nodeScaleAt(zoom);
    const shown = nodesIn(view);
    const wanted = shown
      .map((node, index) => ({ node, index, priority: priorityOf(canvas, node.id, node.of) }))
      .filter(
        ({ node, priority }) =>
          // What is kept back makes room for the names of the rest.
          (!isKeptBack(canvas, node.id) || priority >= POINTED_PRIORITY) &&
          (priority >= ALWAYS_PRIORITY || node.size * scale >= LEAST_RADIUS_FOR_LABEL),
      )
      .sort((a, b) => b.priority - a.priority || (a.node.id < b.node.id ? -1 : 1))
      .slice(0, MOST_LABELS)
      .map(({ node, index }) => {
        const { of, dress, size } = node;
        const label = labelOfNode({ node: of, dress, radius: size }, canvas.theme, sprites);
        return { node, index, label, request: requestOf(node, label, zoom) };
      });
    const obstacles =
      wanted.length === 0
        ? []
        : shown.map(({ of, size }): Obstacle => {
            const half = size * scale * 1.02;
            return { x: of.x * zoom, y: -of.y * zoom, halfWidth: half, halfHeight: half };
          });
    const places = placeLabels(
      wanted.map(({ request }) => request),
      obstacles,
      wanted.map(({ index }) => index),
    );
    labels = wanted.flatMap(({ node, label, request }, index) => {
      const found = places[index];
      if (!found) return [];
      const [left, top] = [found.left - HALO_PX, found.top - HALO_PX / 2];
      return [{ node, label, dx: left - request.x, dy: top - request.y }];
    });
  }

  /** Says whether names only keep to their nodes for now. */
  function ensurePlaced(view: View, zoom: number): boolean {
    const { model, emphasis } = canvas;
    const nowMs = performance.now();
    if (zoom !== seenZoom) zoomedAtMs = nowMs;
    seenZoom = zoom;
    const key = `${model.version} ${emphasis.version}`;
    const isCovered =
      area !== null &&
      view.left >= area.left &&
      view.right <= area.right &&
      view.bottom >= area.bottom &&
      view.top <= area.top;
    const isZoomSame = Math.abs(zoom - placedZoom) < 1e-5;
    if (key === placedFor && isCovered && isZoomSame) return false;
    const isMany = canvas.drawnNodes.length > MANY_NODES;
    if (key === placedFor && isMany && nowMs - zoomedAtMs < REST_MS) return true;
    const [dx, dy] = [(view.right - view.left) * OVERSCAN, (view.top - view.bottom) * OVERSCAN];
    area = {
      left: view.left - dx,
      right: view.right + dx,
      bottom: view.bottom - dy,
      top: view.top + dy,
    };
    placedFor = key;
    placedZoom = zoom;
    place(area, zoom);
    return false;
  }

  function drawBadges(context: CanvasRenderingContext2D, view: View): void {
    const { projection, theme, model, emphasis } = canvas;
    const scale = nodeScaleAt(projection.zoom);
    const badgeScale =
      (Math.round(Math.min(1.1, Math.max(0.66, scale)) * 20) / 20) * theme.textScale;
    const badgeContext: BadgeContext = { sprites, theme, icons, scale: badgeScale };
    for (const { id, of: node, size, dress } of nodesIn(view)) {
      const radius = size * scale;
      if (radius < LEAST_RADIUS_FOR_BADGES) {
        if (isKeptBack(canvas, id)) continue;
        drawFarFlag(context, node, radius);
        continue;
      }
      const isPointedAt = emphasis.hoveredId === id || emphasis.selectedIds.has(id);
      context.globalAlpha = emphasis.isDimmed(id) && !isPointedAt ? theme.dimAlpha : 1;
      const state = {
        isPinned: model.pinnedIds.has(id),
        ruleBadge: dress?.badge,
        sign: dress?.sign,
        tellsHidden: isPointedAt || scale >= LEAST_SCALE_FOR_HIDDEN,
      };
      for (const { sprite, dx, dy } of badgesOf(badgeContext, node, state)) {
        const x = projection.toScreenX(node.x) + dx * radius - sprite.width / 2;
        const y = projection.toScreenY(node.y) + dy * radius - sprite.height / 2;
        context.drawImage(sprite.image, x, y, sprite.width, sprite.height);
      }
    }
    context.globalAlpha = 1;
  }

  /** From afar a badge is a dot: there is a lever here. */
  function drawFarFlag(
    context: CanvasRenderingContext2D,
    node: NodeAttributes,
    radius: number,
  ): void {
    if (node.isProtected || !node.levers || node.levers.strong + node.levers.indicative === 0)
      return;
    const { projection, theme } = canvas;
    const side = Math.max(2, radius * 0.9);
    context.fillStyle = theme.leverFill;
    context.fillRect(
      projection.toScreenX(node.x) + radius * 0.4,
      projection.toScreenY(node.y) + radius * 0.4,
      side,
      side,
    );
  }

  /** Says whether some are still to be written. */
  function drawLabels(context: CanvasRenderingContext2D): boolean {
    const { projection, emphasis, theme, sigma } = canvas;
    const { width, height } = sigma.getDimensions();
    const ratio = window.devicePixelRatio;
    const snap = (value: number) => Math.round(value * ratio) / ratio;
    const untilMs = performance.now() + WRITING_MS;
    let isMore = false;
    for (const { node, label, dx, dy } of labels) {
      const x = projection.toScreenX(node.of.x) + dx;
      const y = projection.toScreenY(node.of.y) + dy;
      if (x > width || y > height || x + label.width < 0 || y + label.height < 0) continue;
      const sprite = knownLabelSprite(sprites, label);
      if (!sprite && performance.now() > untilMs) {
        isMore = true;
        continue;
      }
      const { image, ...size } = sprite ?? labelSprite(sprites, theme, label);
      context.globalAlpha = emphasis.isFaded(node.id) ? FADED_LABEL_ALPHA : 1;
      context.drawImage(image, snap(x), snap(y), size.width, size.height);
    }
    context.globalAlpha = 1;
    return isMore;
  }

  return {
    draw(context) {
      const { width, height } = canvas.sigma.getDimensions();
      context.clearRect(0, 0, width, height);
      const view = viewNow();
      const isMoving = ensurePlaced(view, canvas.projection.zoom);
      drawBadges(context, view);
      const isMore = drawLabels(context);
      return isMore ? 'more' : isMoving ? 'moving' : 'whole';
    },
    reset() {
      sprites = createSpriteCache(window.devicePixelRatio);
      placedFor = '';
    },
  };
}
