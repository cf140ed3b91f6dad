import { baseOfNode, type GroupSummary, type NodeAttributes } from './canvas-node.ts';
import type { NodeDress } from './dress.ts';
import { shortenLabel } from './label-text.ts';
import type { Sprite, SpriteCache } from './sprites.ts';
import type { CanvasTheme } from './theme.ts';

/** Canvas-coloured outline of names, so that links pass behind them. */
export const HALO_PX = 3.5;

/** A name ready to be placed: its words, how they are written, and how much room they take. */
export interface Label {
  readonly text: string;
  readonly font: string;
  readonly lineHeight: number;
  readonly subtitle: string | null;
  readonly subtitleFont: string;
  readonly subtitleHeight: number;
  /** Halo left out. */
  readonly width: number;
  readonly height: number;
}

/** A node as its name is written. */
export interface LabelledNode {
  readonly node: NodeAttributes;
  /** What style and rules make of it. */
  readonly dress: NodeDress | undefined;
  readonly radius: number;
}

const LARGE_RADIUS = 17.5;
const MEDIUM_RADIUS = 13;

/** Kinds that a group's second line names; the rest are counted together. */
const MOST_KINDS = 2;

/** What a closed group holds, in a few words: "4 people, 2 premises, 5 more". */
function groupWords({ count, kinds }: GroupSummary): string {
  const named = [...kinds].sort((a, b) => b.count - a.count).slice(0, MOST_KINDS);
  const rest = count - named.reduce((sum, kind) => sum + kind.count, 0);
  const words = named.map((kind) => `${kind.count} ${kind.label}`);
  return [...words, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** How the name of a node is written: principals and groups bold, then by size. */
export function labelOfNode(
  { node, dress, radius }: LabelledNode,
  theme: CanvasTheme,
  sprites: SpriteCache,
): Label {
  const isPrincipal = node.badge === 'principal';
  const isLarge = baseOfNode(node) === 'ocg' || radius > LARGE_RADIUS * theme.textScale;
  const isMedium = radius > MEDIUM_RADIUS * theme.textScale;
  const size = (isPrincipal ? 13 : isLarge ? 12.5 : isMedium ? 11.5 : 11) * theme.textScale;
  const font = `${dress?.hasBoldLabel ? 750 : isPrincipal || isLarge ? 600 : 500} ${size}px ${theme.fontFamily}`;
  const said = node.group ? groupWords(node.group) : isPrincipal ? 'Principal' : null;
  const subtitle = dress?.note ? shortenLabel(dress.note) : said;
  const subtitleFont = `400 ${11 * theme.textScale}px ${theme.fontFamily}`;
  const subtitleHeight = subtitle ? 13.5 * theme.textScale : 0;
  const number = node.group ? ` · ${node.group.count.toLocaleString('en-GB')}` : '';
  const text = `${shortenLabel(dress?.label ?? node.label)}${number}`;
  const lineHeight = size * 1.25;
  return {
    text,
    font,
    lineHeight,
    subtitle,
    subtitleFont,
    subtitleHeight,
    width: Math.max(
      sprites.measure(text, font),
      subtitle ? sprites.measure(subtitle, subtitleFont) : 0,
    ),
    height: lineHeight + subtitleHeight,
  };
}

function keyOf({ font, subtitle, text }: Label): string {
  return `label ${font} ${subtitle} ${text}`;
}

/** The name as a picture, where it was written before. */
export function knownLabelSprite(sprites: SpriteCache, label: Label): Sprite | null {
  return sprites.find(keyOf(label));
}

/** The name as a picture, halo and all. */
export function labelSprite(sprites: SpriteCache, theme: CanvasTheme, label: Label): Sprite {
  const { text, font, lineHeight, subtitle, subtitleFont, subtitleHeight, width, height } = label;
  return sprites.get(keyOf(label), () => ({
    width: width + HALO_PX * 2,
    height: height + HALO_PX,
    draw(context) {
      const middle = width / 2 + HALO_PX;
      context.textAlign = 'center';
      context.lineJoin = 'round';
      context.lineWidth = HALO_PX;
      context.strokeStyle = theme.canvasCss;
      function write(line: string, lineFont: string, baseline: number, colour: string): void {
        context.font = lineFont;
        context.strokeText(line, middle, baseline);
        context.fillStyle = colour;
        context.fillText(line, middle, baseline);
      }
      if (subtitle) write(subtitle, subtitleFont, lineHeight + subtitleHeight - 1, theme.text2);
      write(text, font, lineHeight * 0.86 + 1, theme.text);
    },
  }));
}
