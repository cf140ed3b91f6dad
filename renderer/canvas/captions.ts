import type { BadgeContext } from './badges.ts';
import { badgesOf } from './badges.ts';
import type { Canvas } from './canvas.ts';
import type { NodeAttributes } from './canvas-node.ts';
import type { LabelPlace, LabelRequest, Obstacle } from './label-placement.ts';
import { placeLabels } from './label-placement.ts';
import { shortenLabel } from './label-text.ts';
import type { Sprite, SpriteCache } from './sprites.ts';
import { createSpriteCache } from './sprites.ts';
import type { CanvasTheme } from './theme.ts';
import { nodeScaleAt } from './viewport.ts';

/** Draws names and badges over the nodes. */
export interface Captions {
  draw(context: CanvasRenderingContext2D): void;
  /** Forgets everything drawn, after the theme or the screen's resolution changed. */
  reset(): void;
}

interface LabelStyle {
  readonly font: string;
  readonly lineHeight: number;
  readonly subtitle: string | null;
}

interface PlacedLabel {
  readonly id: string;
  readonly sprite: Sprite;
  /** Pixels from the map's origin at the zoom it was placed for. */
  readonly left: number;
  readonly top: number;
}

const HALO_PX = 3.5;
const LEAST_RADIUS_FOR_LABEL = 3.2;
const LEAST_RADIUS_FOR_BADGES = 5;
const FADED_LABEL_ALPHA = 0.5;
/** Labels are placed for this much around the view too, so that small pans need no new places. */
const OVERSCAN = 0.5;
const MOST_LABELS = 900;

function labelStyle(node: NodeAttributes, radius: number, theme: CanvasTheme): LabelStyle {
  const font = (weight: number, size: number) =>
    `${weight} ${size * theme.textScale}px ${theme.fontFamily}`;
  const line = (size: number) => size * theme.textScale * 1.25;
  if (node.badge === 'principal') {
    return { font: font(600, 13), lineHeight: line(13), subtitle: 'Principal' };
  }
  if (node.kind === 'ocg' || radius > 17.5 * theme.textScale) {
    return { font: font(600, 12.5), lineHeight: line(12.5), subtitle: null };
  }
  const size = radius > 13 * theme.textScale ? 11.5 : 11;
  return { font: font(500, size), lineHeight: line(size), subtitle: null };
}

function labelSprite(
  sprites: SpriteCache,
  theme: CanvasTheme,
  text: string,
  style: LabelStyle,
): Sprite {
  return sprites.get(`label ${style.font} ${style.subtitle} ${text}`, () => {
    const subFont = `400 ${11 * theme.textScale}px ${theme.fontFamily}`;
    const subHeight = style.subtitle ? 13.5 * theme.textScale : 0;
    const width = Math.max(
      sprites.measure(text, style.font),
      style.subtitle ? sprites.measure(style.subtitle, subFont) : 0,
    );
    return {
      width: width + HALO_PX * 2,
      height: style.lineHeight + subHeight + HALO_PX,
      draw(context) {
        context.textAlign = 'center';
        context.lineJoin = 'round';
        context.lineWidth = HALO_PX;
        context.strokeStyle = theme.canvasCss;
        const middle = width / 2 + HALO_PX;
        const write = (line: string, font: string, baseline: number, colour: string) => {
          context.font = font;
          context.strokeText(line, middle, baseline);
          context.fillStyle = colour;
          context.fillText(line, middle, baseline);
        };
        if (style.subtitle) {
          write(style.subtitle, subFont, style.lineHeight + subHeight - 1, theme.text2);
        }
        write(text, style.font, style.lineHeight * 0.86 + 1, theme.text);
      },
    };
  });
}

/** How much a node deserves its name, from what is pointed at down to how well it is linked. */
function priorityOf(canvas: Canvas, id: string, node: NodeAttributes): number {
  const { emphasis, model } = canvas;
  const levers = (node.levers?.strong ?? 0) * 2 + (node.levers?.indicative ?? 0);
  return (
    (emphasis.selectedIds.has(id) ? 1e6 : 0) +
    (emphasis.hoveredId === id ? 2e6 : 0) +
    (emphasis.selectedIds.size > 0 && !emphasis.isFaded(id) ? 1e5 : 0) +
    (node.badge === 'principal' ? 2e4 : 0) +
    (node.kind === 'ocg' ? 1e4 : 0) +
    levers * 40 +
    model.graph.degree(id) * 10 +
    node.hiddenNeighbours
  );
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
      if (isInside && !canvas.model.hiddenKinds.has(node.kind)) found.push([id, node]);
    });
    return found;
  }

  function place(view: View, zoom: number): void {
    const { theme, emphasis } = canvas;
    const scale = nodeScaleAt(zoom);
    const shown = nodesIn(view);
    const indexOf = new Map(shown.map(([id], index) => [id, index]));
    const obstacles: Obstacle[] = shown.map(([id, node]) => {
      const half = canvas.radiusOf(id) * scale * 1.02;
      return { x: node.x * zoom, y: -node.y * zoom, halfWidth: half, halfHeight: half };
    });
    const wanted = shown
      .map(([id, node]) => ({ id, node, priority: priorityOf(canvas, id, node) }))
      .filter(
        ({ id, priority }) =>
          priority >= 1e4 || canvas.radiusOf(id) * scale >= LEAST_RADIUS_FOR_LABEL,
      )
      .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_LABELS);
    const pictures = wanted.map(({ id, node }) =>
      labelSprite(
        sprites,
        theme,
        shortenLabel(node.label),
        labelStyle(node, canvas.radiusOf(id), theme),
      ),
    );
    const requests = wanted.map(({ id, node }, index): LabelRequest => {
      const radius = canvas.radiusOf(id) * scale;
      const ring =
        node.badge === 'principal' || emphasis.selectedIds.has(id)
          ? theme.ringGapPx + theme.ringPx
          : 0;
      const hasLowBadge =
        node.hiddenNeighbours > 0 ||
        (node.levers !== null && node.levers.strong + node.levers.indicative > 0);
      const picture = pictures[index]!;
      return {
        x: node.x * zoom,
        y: -node.y * zoom,
        halfWidth: radius + ring + 2,
        halfHeight: radius + ring + (hasLowBadge && scale > 0.5 ? 2 : 0),
        width: picture.width - HALO_PX,
        height: picture.height - HALO_PX,
        isForced:
          emphasis.hoveredId === id ||
          (emphasis.selectedIds.has(id) && emphasis.selectedIds.size < 25),
      };
    });
    const places = placeLabels(
      requests,
      obstacles,
      wanted.map(({ id }) => indexOf.get(id)!),
    );
    labels = places.flatMap((found: LabelPlace | null, index) =>
      found
        ? [
            {
              id: wanted[index]!.id,
              sprite: pictures[index]!,
              left: found.left - HALO_PX / 2,
              top: found.top - HALO_PX / 2,
            },
          ]
        : [],
    );
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
    const { projection, theme, model } = canvas;
    const scale = nodeScaleAt(projection.zoom);
    const badgeContext: BadgeContext = { sprites, theme, icons };
    for (const [id, node] of nodesIn(view)) {
      const radius = canvas.radiusOf(id) * scale;
      if (radius < LEAST_RADIUS_FOR_BADGES) {
        drawFarFlag(context, node, radius);
        continue;
      }
      const badgeScale = Math.min(1.1, Math.max(0.62, scale)) * theme.textScale;
      for (const { sprite, dx, dy } of badgesOf(badgeContext, node, model.pinnedIds.has(id))) {
        const width = sprite.width * badgeScale;
        const height = sprite.height * badgeScale;
        context.drawImage(
          sprite.image,
          projection.toScreenX(node.x) + dx * radius - width / 2,
          projection.toScreenY(node.y) + dy * radius - height / 2,
          width,
          height,
        );
      }
    }
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
    const { projection, emphasis } = canvas;
    const ratio = window.devicePixelRatio;
    const snap = (value: number) => Math.round(value * ratio) / ratio;
    const originX = projection.toScreenX(0);
    const originY = projection.toScreenY(0);
    for (const { id, sprite, left, top } of labels) {
      context.globalAlpha = emphasis.isFaded(id) ? FADED_LABEL_ALPHA : 1;
      context.drawImage(
        sprite.image,
        snap(originX + left),
        snap(originY + top),
        sprite.width,
        sprite.height,
      );
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
