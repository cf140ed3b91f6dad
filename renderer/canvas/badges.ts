import type { RuleBadge } from '../../shared/domain/view-style.ts';
import type { NodeAttributes, RoleBadge } from './canvas-node.ts';
import type { NodeMark } from './dress.ts';
import type { Sprite, SpriteCache } from './sprites.ts';
import type { CanvasTheme } from './theme.ts';

const BADGE_HEIGHT = 14;
const ROLE_RADIUS = 7.5;
const ICON_UNITS = 24;
const ICON_STROKE_UNITS = 2.5;

const ROLE_ICONS: Readonly<Record<RoleBadge, string>> = {
  principal: 'crown',
  enabler: 'briefcase',
  front: 'venetian-mask',
};

/** The icon of each mark that a rule can put on a record. */
const RULE_ICONS: Readonly<Record<RuleBadge, string>> = {
  star: 'star',
  alert: 'triangle-alert',
  eye: 'eye',
  flame: 'flame',
  link: 'link',
  clock: 'clock',
};

/** What is written on marks that are no icons. */
const WRITTEN: Readonly<Record<Exclude<NodeMark, RuleBadge>, string>> = {
  first: '1',
  second: '2',
  came: '+',
  left: '−',
};

function isWritten(mark: NodeMark): mark is keyof typeof WRITTEN {
  return mark in WRITTEN;
}

/** What badges are drawn with. */
export interface BadgeContext {
  readonly sprites: SpriteCache;
  readonly theme: CanvasTheme;
  readonly icons: ReadonlyMap<string, Path2D>;
  /** How large badges are drawn now; each size is drawn afresh, so that all stay crisp. */
  readonly scale: number;
}

/** What of a node's state its badges tell. */
export interface BadgeState {
  readonly isPinned: boolean;
  /** The mark that a rule puts on it. */
  readonly ruleBadge?: NodeMark | undefined;
  /** What its signs say it may be: where no role says more. */
  readonly sign?: 'enabler' | 'front' | undefined;
  /** Whether it says how many neighbours are not on the map. */
  readonly tellsHidden: boolean;
}

/** Number as a badge holds it: at most two digits. */
function badgeNumber(count: number): string {
  return count > 99 ? '99+' : String(count);
}

/**
 * The lever flag with its number. Strong cases are filled; where every lever still needs evidence the
 * flag is hatched with a dashed edge, so that the two differ without colour.
 */
function leverSprite(
  { sprites, theme, scale }: BadgeContext,
  levers: { readonly strong: number; readonly indicative: number },
): Sprite {
  const text = badgeNumber(levers.strong + levers.indicative);
  const isStrong = levers.strong > 0;
  const font = `700 10.5px ${theme.fontFamily}`;
  const width = Math.max(15, sprites.measure(text, font) + 8);
  function make() {
    return {
      width: width + 2,
      height: BADGE_HEIGHT + 2,
      draw(context: OffscreenCanvasRenderingContext2D) {
        context.beginPath();
        context.roundRect(1, 1, width, BADGE_HEIGHT, 3);
        context.fillStyle = theme.leverFill;
        context.fill();
        if (!isStrong) drawHatching(context, width, theme.leverInk);
        context.setLineDash(isStrong ? [] : [2.6, 1.6]);
        context.strokeStyle = theme.leverInk;
        context.lineWidth = 1.2;
        context.beginPath();
        context.roundRect(1, 1, width, BADGE_HEIGHT, 3);
        context.stroke();
        context.setLineDash([]);
        context.font = font;
        context.textAlign = 'center';
        context.lineJoin = 'round';
        // Set off from the hatching.
        context.strokeStyle = theme.leverFill;
        context.lineWidth = isStrong ? 0.1 : 3;
        context.strokeText(text, 1 + width / 2, 11.8);
        context.fillStyle = theme.leverInk;
        context.fillText(text, 1 + width / 2, 11.8);
      },
    };
  }
  return sprites.get(`lever ${isStrong} ${text}`, make, scale);
}

function drawHatching(
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  colour: string,
): void {
  context.save();
  context.clip();
  context.strokeStyle = colour;
  context.globalAlpha = 0.3;
  context.lineWidth = 1;
  for (let x = -BADGE_HEIGHT; x < width + BADGE_HEIGHT; x += 4) {
    context.beginPath();
    context.moveTo(x, BADGE_HEIGHT + 2);
    context.lineTo(x + BADGE_HEIGHT + 2, 0);
    context.stroke();
  }
  context.restore();
}

/** A round mark with an icon: briefcase, mask or crown. */
function roleSprite({ sprites, theme, icons, scale }: BadgeContext, badge: RoleBadge): Sprite {
  const make = () => ({
    width: ROLE_RADIUS * 2 + 2,
    height: ROLE_RADIUS * 2 + 2,
    draw(context: OffscreenCanvasRenderingContext2D) {
      const middle = ROLE_RADIUS + 1;
      context.beginPath();
      context.arc(middle, middle, ROLE_RADIUS, 0, Math.PI * 2);
      context.fillStyle = theme.canvasCss;
      context.fill();
      context.strokeStyle = theme.text;
      context.lineWidth = 1.2;
      context.stroke();
      drawIcon(context, icons.get(ROLE_ICONS[badge]), { x: middle, y: middle, width: 9.3 });
    },
  });
  return sprites.get(`role ${badge}`, make, scale);
}

/** The mark of a rule: an icon on a light ground, so that it is no role's. */
function ruleSprite({ sprites, theme, icons, scale }: BadgeContext, badge: NodeMark): Sprite {
  const make = () => ({
    width: ROLE_RADIUS * 2 + 2,
    height: ROLE_RADIUS * 2 + 2,
    draw(context: OffscreenCanvasRenderingContext2D) {
      const middle = ROLE_RADIUS + 1;
      context.beginPath();
      context.roundRect(1, 1, ROLE_RADIUS * 2, ROLE_RADIUS * 2, 4);
      context.fillStyle = theme.text;
      context.fill();
      context.strokeStyle = theme.canvasCss;
      context.lineWidth = 1.2;
      context.stroke();
      if (isWritten(badge)) {
        context.font = `700 10.5px ${theme.fontFamily}`;
        context.textAlign = 'center';
        context.fillStyle = theme.canvasCss;
        context.fillText(WRITTEN[badge], middle, middle + 3.8);
      } else {
        drawIcon(context, icons.get(RULE_ICONS[badge]), { x: middle, y: middle, width: 9.6 });
      }
    },
  });
  return sprites.get(`rule ${badge}`, make, scale);
}

/** How many neighbours of a node are not on the map: "+12". */
function hiddenSprite({ sprites, theme, scale }: BadgeContext, count: number): Sprite {
  const text = `+${count > 999 ? '999' : count}`;
  const font = `600 9px ${theme.fontFamily}`;
  const width = sprites.measure(text, font) + 7;
  const make = () => ({
    width: width + 2,
    height: 14,
    draw(context: OffscreenCanvasRenderingContext2D) {
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
  });
  return sprites.get(`hidden ${text}`, make, scale);
}

/** A pin, on nodes that layouts leave where they are. */
function pinSprite({ sprites, theme, icons, scale }: BadgeContext): Sprite {
  const make = () => ({
    width: 13,
    height: 13,
    draw(context: OffscreenCanvasRenderingContext2D) {
      context.beginPath();
      context.arc(6.5, 6.5, 5.5, 0, Math.PI * 2);
      context.fillStyle = theme.text2;
      context.fill();
      context.strokeStyle = theme.canvasCss;
      context.lineWidth = 1;
      context.stroke();
      context.strokeStyle = theme.canvasCss;
      drawIcon(context, icons.get('pin'), { x: 6.5, y: 6.5, width: 7 });
    },
  });
  return sprites.get('pin', make, scale);
}

function drawIcon(
  context: OffscreenCanvasRenderingContext2D,
  path: Path2D | undefined,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  if (!path) return;
  context.save();
  context.translate(x - width / 2, y - width / 2);
  context.scale(width / ICON_UNITS, width / ICON_UNITS);
  context.lineWidth = ICON_STROKE_UNITS;
  context.lineCap = 'round';
  context.lineJoin = 'round';
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
  { isPinned, ruleBadge, sign, tellsHidden }: BadgeState,
): readonly PlacedBadge[] {
  const badges: PlacedBadge[] = [];
  if (ruleBadge) badges.push({ sprite: ruleSprite(context, ruleBadge), dx: 0, dy: -1.12 });
  if (isPinned) badges.push({ sprite: pinSprite(context), dx: -0.8, dy: -0.74 });
  if (node.hiddenNeighbours > 0 && tellsHidden) {
    badges.push({ sprite: hiddenSprite(context, node.hiddenNeighbours), dx: -0.86, dy: 0.78 });
  }
  const role = node.badge ?? sign;
  if (role) badges.push({ sprite: roleSprite(context, role), dx: 0.86, dy: -0.74 });
  if (node.levers && node.levers.strong + node.levers.indicative > 0 && !node.isProtected) {
    badges.push({ sprite: leverSprite(context, node.levers), dx: 0.86, dy: 0.74 });
  }
  return badges;
}
