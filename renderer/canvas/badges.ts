import type { NodeAttributes, RoleBadge } from './canvas-node.ts';
import type { Sprite, SpriteCache } from './sprites.ts';
import type { CanvasTheme } from './theme.ts';

const BADGE_HEIGHT = 14;
const ROLE_RADIUS = 7.5;
const ICON_UNITS = 24;

const ROLE_ICONS: Readonly<Record<RoleBadge, string>> = {
  principal: 'crown',
  enabler: 'briefcase',
  front: 'venetian-mask',
};

/** What badges are drawn with. */
export interface BadgeContext {
  readonly sprites: SpriteCache;
  readonly theme: CanvasTheme;
  readonly icons: ReadonlyMap<string, Path2D>;
}

/** Number as a badge holds it: at most two digits. */
export function badgeNumber(count: number): string {
  return count > 99 ? '99+' : String(count);
}

/**
 * The lever flag with its number. Strong cases are filled; where every lever still needs evidence the
 * flag is an outline on the canvas colour, so that the two differ without colour.
 */
export function leverSprite(
  { sprites, theme }: BadgeContext,
  levers: { readonly strong: number; readonly indicative: number },
): Sprite {
  const text = badgeNumber(levers.strong + levers.indicative);
  const isStrong = levers.strong > 0;
  return sprites.get(`lever ${isStrong} ${text}`, () => {
    const font = `700 10.5px ${theme.fontFamily}`;
    const width = Math.max(15, sprites.measure(text, font) + 8);
    return {
      width: width + 2,
      height: BADGE_HEIGHT + 2,
      draw(context) {
        context.beginPath();
        context.roundRect(1, 1, width, BADGE_HEIGHT, 3);
        context.fillStyle = theme.leverFill;
        context.fill();
        if (!isStrong) {
          // Hatched, like everything that still rests on intelligence alone.
          context.save();
          context.clip();
          context.strokeStyle = theme.leverInk;
          context.globalAlpha = 0.3;
          context.lineWidth = 1;
          for (let x = -BADGE_HEIGHT; x < width + BADGE_HEIGHT; x += 4) {
            context.beginPath();
            context.moveTo(x, BADGE_HEIGHT + 2);
            context.lineTo(x + BADGE_HEIGHT + 2, 0);
            context.stroke();
          }
          context.restore();
          context.setLineDash([2.6, 1.6]);
        }
        context.strokeStyle = theme.leverInk;
        context.lineWidth = 1.2;
        context.stroke();
        context.setLineDash([]);
        context.font = font;
        context.textAlign = 'center';
        if (!isStrong) {
          context.strokeStyle = theme.leverFill;
          context.lineWidth = 3;
          context.lineJoin = 'round';
          context.strokeText(text, 1 + width / 2, 11.8);
        }
        context.fillStyle = theme.leverInk;
        context.fillText(text, 1 + width / 2, 11.8);
      },
    };
  });
}

/** A round mark with an icon: briefcase, mask or crown. */
export function roleSprite({ sprites, theme, icons }: BadgeContext, badge: RoleBadge): Sprite {
  return sprites.get(`role ${badge}`, () => ({
    width: ROLE_RADIUS * 2 + 2,
    height: ROLE_RADIUS * 2 + 2,
    draw(context) {
      const middle = ROLE_RADIUS + 1;
      context.beginPath();
      context.arc(middle, middle, ROLE_RADIUS, 0, Math.PI * 2);
      context.fillStyle = theme.canvasCss;
      context.fill();
      context.strokeStyle = theme.text;
      context.lineWidth = 1.2;
      context.stroke();
      drawIcon(context, icons.get(ROLE_ICONS[badge]), middle, middle, 9.3, 2.4);
    },
  }));
}

/** How many neighbours of a node are not on the map: "+12". */
export function hiddenSprite({ sprites, theme }: BadgeContext, count: number): Sprite {
  const text = `+${count > 999 ? '999' : count}`;
  return sprites.get(`hidden ${text}`, () => {
    const font = `600 9px ${theme.fontFamily}`;
    const width = sprites.measure(text, font) + 7;
    return {
      width: width + 2,
      height: 14,
      draw(context) {
        context.beginPath();
        context.roundRect(1, 1, width, 12, 6);
        context.fillStyle = theme.canvasCss;
        context.fill();
        context.strokeStyle = theme.text3;
        context.lineWidth = 1;
        context.stroke();
        context.fillStyle = theme.text2;
        context.font = font;
        context.textAlign = 'center';
        context.fillText(text, 1 + width / 2, 10.2);
      },
    };
  });
}

/** A pin, on nodes that layouts leave where they are. */
export function pinSprite({ sprites, theme, icons }: BadgeContext): Sprite {
  return sprites.get('pin', () => ({
    width: 13,
    height: 13,
    draw(context) {
      context.beginPath();
      context.arc(6.5, 6.5, 5.5, 0, Math.PI * 2);
      context.fillStyle = theme.text2;
      context.fill();
      context.strokeStyle = theme.canvasCss;
      context.lineWidth = 1;
      context.stroke();
      drawIcon(context, icons.get('pin'), 6.5, 6.5, 7, 2.6, theme.canvasCss);
    },
  }));
}

function drawIcon(
  context: OffscreenCanvasRenderingContext2D,
  path: Path2D | undefined,
  x: number,
  y: number,
  width: number,
  lineWidth: number,
  colour?: string,
): void {
  if (!path) return;
  context.save();
  context.translate(x - width / 2, y - width / 2);
  context.scale(width / ICON_UNITS, width / ICON_UNITS);
  context.lineWidth = lineWidth;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (colour) context.strokeStyle = colour;
  context.stroke(path);
  context.restore();
}

/** One badge and where its middle lies, in node radii from the node's middle (y downwards). */
export interface PlacedBadge {
  readonly sprite: Sprite;
  readonly dx: number;
  readonly dy: number;
}

/** The badges of a node: levers lower right, role upper right, hidden neighbours lower left, pin upper left. */
export function badgesOf(
  context: BadgeContext,
  node: NodeAttributes,
  isPinned: boolean,
): readonly PlacedBadge[] {
  const badges: PlacedBadge[] = [];
  if (isPinned) badges.push({ sprite: pinSprite(context), dx: -0.8, dy: -0.74 });
  if (node.hiddenNeighbours > 0) {
    badges.push({ sprite: hiddenSprite(context, node.hiddenNeighbours), dx: -0.86, dy: 0.78 });
  }
  if (node.badge) badges.push({ sprite: roleSprite(context, node.badge), dx: 0.86, dy: -0.74 });
  if (node.levers && node.levers.strong + node.levers.indicative > 0 && !node.isProtected) {
    badges.push({ sprite: leverSprite(context, node.levers), dx: 0.86, dy: 0.74 });
  }
  return badges;
}
