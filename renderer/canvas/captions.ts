import type { BadgeContext } from './badges.ts';
import { badgesOf } from './badges.ts';
import type { Canvas } from './canvas.ts';
import { baseOfNode, type NodeAttributes } from './canvas-node.ts';
import type { LabelRequest, Obstacle } from './label-placement.ts';
import { placeLabels } from './label-placement.ts';
import type { Label } from './label-sprite.ts';
import { HALO_PX, labelOfNode, labelSprite } from './label-sprite.ts';
import { createSpriteCache } from './sprites.ts';
import { nodeScaleAt } from './viewport.ts';

/** Draws names and badges over the nodes. */
export interface Captions {
  draw(context: CanvasRenderingContext2D): void;
  /** Forgets everything drawn, after the theme or the screen's resolution changed. */
  reset(): void;
}

interface PlacedLabel {
  readonly id: string;
  readonly label: Label;
  /** Pixels from the map's origin at the zoom it was placed for. */
  readonly left: number;
  readonly top: number;
}

const LEAST_RADIUS_FOR_LABEL = 3.2;
const LEAST_RADIUS_FOR_BADGES = 5;
/** From further away only what is pointed at tells how many neighbours it has besides. */
const LEAST_SCALE_FOR_HIDDEN = 0.7;
const FADED_LABEL_ALPHA = 0.5;
/** Labels are placed for this much around the view too, so that small pans need no new places. */
const OVERSCAN = 0.5;
const MOST_LABELS = 450;
/** More selected ones than these are not all written at any cost. */
const MOST_FORCED = 25;
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
  let area: View | null = null;

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

  function nodesIn(view: View): readonly (readonly [string, NodeAttributes])[] {
    const found: [string, NodeAttributes][] = [];
    canvas.model.graph.forEachNode((id, node) => {
      const isInside =
        node.x >= view.left && node.x <= view.right && node.y >= view.bottom && node.y <= view.top;
      if (isInside && canvas.isDrawn(id)) found.push([id, node]);
    });
    return found;
  }

  function requestOf(id: string, node: NodeAttributes, label: Label, zoom: number): LabelRequest {
    const { emphasis, theme } = canvas;
    const radius = canvas.radiusOf(id) * nodeScaleAt(zoom);
    const isSelected = emphasis.selectedIds.has(id);
    const ring = isSelected || node.badge === 'principal' ? theme.ringGapPx + theme.ringPx : 0;
    return {
      x: node.x * zoom,
      y: -node.y * zoom,
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
    const indexOf = new Map(shown.map(([id], index) => [id, index]));
    const obstacles = shown.map(([id, node]): Obstacle => {
      const half = canvas.radiusOf(id) * scale * 1.02;
      return { x: node.x * zoom, y: -node.y * zoom, halfWidth: half, halfHeight: half };
    });
    const wanted = shown
      .map(([id, node]) => ({ id, node, priority: priorityOf(canvas, id, node) }))
      .filter(
        ({ id, priority }) =>
          // What is kept back makes room for the names of the rest.
          (!isKeptBack(canvas, id) || priority >= POINTED_PRIORITY) &&
          (priority >= ALWAYS_PRIORITY || canvas.radiusOf(id) * scale >= LEAST_RADIUS_FOR_LABEL),
      )
      .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_LABELS)
      .map(({ id, node }) => {
        const dress = canvas.dress.nodes.get(id);
        const named = { node, dress, radius: canvas.radiusOf(id) };
        const label = labelOfNode(named, canvas.theme, sprites);
        return { id, label, request: requestOf(id, node, label, zoom) };
      });
    const places = placeLabels(
      wanted.map(({ request }) => request),
      obstacles,
      wanted.map(({ id }) => indexOf.get(id)!),
    );
    labels = wanted.flatMap(({ id, label }, index) => {
      const found = places[index];
      if (!found) return [];
      return [{ id, label, left: found.left - HALO_PX, top: found.top - HALO_PX / 2 }];
    });
  }

  function ensurePlaced(view: View, zoom: number): void {
    const { model, emphasis } = canvas;
    const key = `${model.version} ${emphasis.version} ${zoom.toFixed(5)}`;
    const isCovered =
      area !== null &&
      view.left >= area.left &&
      view.right <= area.right &&
      view.bottom >= area.bottom &&
      view.top <= area.top;
    if (key === placedFor && isCovered) return;
    const [dx, dy] = [(view.right - view.left) * OVERSCAN, (view.top - view.bottom) * OVERSCAN];
    area = {
      left: view.left - dx,
      right: view.right + dx,
      bottom: view.bottom - dy,
      top: view.top + dy,
    };
    placedFor = key;
    place(area, zoom);
  }

  function drawBadges(context: CanvasRenderingContext2D, view: View): void {
    const { projection, theme, model, emphasis } = canvas;
    const scale = nodeScaleAt(projection.zoom);
    const badgeScale =
      (Math.round(Math.min(1.1, Math.max(0.66, scale)) * 20) / 20) * theme.textScale;
    const badgeContext: BadgeContext = { sprites, theme, icons, scale: badgeScale };
    for (const [id, node] of nodesIn(view)) {
      const radius = canvas.radiusOf(id) * scale;
      if (radius < LEAST_RADIUS_FOR_BADGES) {
        if (isKeptBack(canvas, id)) continue;
        drawFarFlag(context, node, radius);
        continue;
      }
      const isPointedAt = emphasis.hoveredId === id || emphasis.selectedIds.has(id);
      context.globalAlpha = emphasis.isDimmed(id) && !isPointedAt ? theme.dimAlpha : 1;
      const state = {
        isPinned: model.pinnedIds.has(id),
        ruleBadge: canvas.dress.nodes.get(id)?.badge,
        sign: canvas.dress.nodes.get(id)?.sign,
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

  function drawLabels(context: CanvasRenderingContext2D): void {
    const { projection, emphasis, theme, sigma } = canvas;
    const { width, height } = sigma.getDimensions();
    const ratio = window.devicePixelRatio;
    const snap = (value: number) => Math.round(value * ratio) / ratio;
    const originX = projection.toScreenX(0);
    const originY = projection.toScreenY(0);
    for (const { id, label, left, top } of labels) {
      const [x, y] = [originX + left, originY + top];
      if (x > width || y > height || x + label.width < 0 || y + label.height < 0) continue;
      const sprite = labelSprite(sprites, theme, label);
      context.globalAlpha = emphasis.isFaded(id) ? FADED_LABEL_ALPHA : 1;
      context.drawImage(sprite.image, snap(x), snap(y), sprite.width, sprite.height);
    }
    context.globalAlpha = 1;
  }

  return {
    draw(context) {
      const { width, height } = canvas.sigma.getDimensions();
      context.clearRect(0, 0, width, height);
      const view = viewNow();
      ensurePlaced(view, canvas.projection.zoom);
      drawBadges(context, view);
      drawLabels(context);
    },
    reset() {
      sprites = createSpriteCache(window.devicePixelRatio);
      placedFor = '';
    },
  };
}
