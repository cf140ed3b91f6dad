import { xmlAttributes, xmlText } from '../../../shared/export/xml.ts';

/** A line or a filled shape of a picture. */
export interface PathMark {
  readonly type: 'path';
  /** SVG path data, in the units of its place. */
  readonly d: string;
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly width: number;
  readonly dash: readonly number[] | null;
  readonly alpha: number;
  /** Where its origin lies, and how large a unit of it is; null: as the picture's. */
  readonly at: { readonly x: number; readonly y: number; readonly scale: number } | null;
}

/** A line of text of a picture. */
export interface TextMark {
  readonly type: 'text';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Colour of an outline that keeps lines behind it apart; null: none. */
  readonly halo: string | null;
  /** Width that it was measured to have: another font must not make it wider. */
  readonly width: number;
}

export type Mark = PathMark | TextMark;

/** A picture as what it is made of, in order from back to front. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly title: string;
  readonly description: string;
  readonly fontFamily: string;
  readonly marks: readonly Mark[];
}

const HALO_WIDTH = 3.5;

/** A line or shape, plain where nothing else is said. */
export function path(d: string, look: Partial<Omit<PathMark, 'type' | 'd'>>): PathMark {
  return {
    type: 'path',
    d,
    fill: null,
    stroke: null,
    width: 1,
    dash: null,
    alpha: 1,
    at: null,
    ...look,
  };
}

/** Coordinates to a hundredth of a pixel: more would only make files larger. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/**
 * A picture as SVG 1.1 that needs nothing else: no script, no style sheet, no other file. Fonts of the screen that a
 * reader lacks are replaced by its own, in the room that was measured.
 */
export function svgOf(picture: Picture): string {
  const { width, height, background, title, description, fontFamily, marks } = picture;
  const root = xmlAttributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width: px(width),
    height: px(height),
    viewBox: `0 0 ${px(width)} ${px(height)}`,
    role: 'img',
    'font-family': `${fontFamily.replaceAll('"', "'")}`,
  });
  const lines = [
    `<svg${root}>`,
    `<title>${xmlText(title)}</title>`,
    `<desc>${xmlText(description)}</desc>`,
    `<rect${xmlAttributes({ width: px(width), height: px(height), fill: background })}/>`,
    ...marks.map((mark) => (mark.type === 'path' ? pathElement(mark) : textElement(mark))),
    '</svg>',
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`;
}

function pathElement({ d, fill, stroke, width, dash, alpha, at }: PathMark): string {
  return `<path${xmlAttributes({
    d,
    transform: at ? `translate(${px(at.x)} ${px(at.y)}) scale(${px(at.scale)})` : null,
    fill: fill ?? 'none',
    stroke,
    'stroke-width': stroke ? px(width) : null,
    'stroke-dasharray': stroke && dash ? dash.map(px).join(' ') : null,
    'stroke-linejoin': stroke ? 'round' : null,
    'stroke-linecap': stroke && at ? 'round' : null,
    opacity: alpha < 1 ? px(alpha) : null,
  })}/>`;
}

function textElement(mark: TextMark): string {
  return `<text${xmlAttributes({
    x: px(mark.x),
    y: px(mark.baseline),
    'font-size': px(mark.size),
    'font-weight': mark.weight,
    fill: mark.fill,
    'text-anchor': mark.anchor === 'start' ? null : mark.anchor,
    ...(mark.halo && {
      stroke: mark.halo,
      'stroke-width': HALO_WIDTH,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    }),
    textLength: mark.width > 0 ? px(mark.width) : null,
    lengthAdjust: mark.width > 0 ? 'spacingAndGlyphs' : null,
  })}>${xmlText(mark.text)}</text>`;
}

/** Draws a picture on a canvas, `scale` pixels to a unit. */
export function paint(
  picture: Picture,
  context: OffscreenCanvasRenderingContext2D,
  scale: number,
): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = picture.background;
  context.fillRect(0, 0, picture.width, picture.height);
  for (const mark of picture.marks) {
    if (mark.type === 'text') paintText(mark, context, picture.fontFamily);
    else paintPath(mark, context);
  }
}

function paintPath(mark: PathMark, context: OffscreenCanvasRenderingContext2D): void {
  context.save();
  if (mark.at) {
    context.translate(mark.at.x, mark.at.y);
    context.scale(mark.at.scale, mark.at.scale);
    context.lineCap = 'round';
  }
  context.globalAlpha = mark.alpha;
  const outline = new Path2D(mark.d);
  if (mark.fill) {
    context.fillStyle = mark.fill;
    context.fill(outline);
  }
  if (mark.stroke) {
    context.strokeStyle = mark.stroke;
    context.lineWidth = mark.width;
    context.lineJoin = 'round';
    context.setLineDash([...(mark.dash ?? [])]);
    context.stroke(outline);
  }
  context.restore();
}

function paintText(
  mark: TextMark,
  context: OffscreenCanvasRenderingContext2D,
  fontFamily: string,
): void {
  context.font = fontOf(mark, fontFamily);
  context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
  context.lineJoin = 'round';
  if (mark.halo) {
    context.strokeStyle = mark.halo;
    context.lineWidth = HALO_WIDTH;
    context.strokeText(mark.text, mark.x, mark.baseline);
  }
  context.fillStyle = mark.fill;
  context.fillText(mark.text, mark.x, mark.baseline);
}

/** A font as a canvas takes it. */
export function fontOf(
  { size, weight }: Pick<TextMark, 'size' | 'weight'>,
  fontFamily: string,
): string {
  return `${weight} ${size}px ${fontFamily}`;
}
