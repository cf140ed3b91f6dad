import type { RelationFamily } from '../../shared/domain/ontology.ts';
import type { NamedColour } from '../../shared/domain/view-style.ts';
import { RING_COLOURS } from './dress.ts';

/** Red, green, blue from 0 to 255, alpha from 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Colours of one kind, as CSS and as the shader takes them. */
export interface EntityColours {
  readonly fill: string;
  readonly line: string;
  readonly glyph: string;
  readonly packed: { readonly fill: number; readonly line: number; readonly glyph: number };
}

/** Colour and width of one family of links. */
export interface LinkStyle {
  readonly rgba: Rgba;
  readonly css: string;
  readonly widthPx: number;
}

/** Everything the canvas takes from the stylesheet. */
export interface CanvasTheme {
  readonly canvas: Rgba;
  readonly canvasCss: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly ring: Rgba;
  readonly halo: Rgba;
  readonly accentSolid: string;
  readonly onAccent: string;
  /** How strong the ground below a community is. */
  readonly hullAlpha: number;
  readonly leverFill: string;
  readonly leverInk: string;
  readonly linkAlpha: number;
  readonly dimAlpha: number;
  /** Node radii: small, medium, large, extra large. */
  readonly nodeRadiiPx: readonly [number, number, number, number];
  readonly nodeLinePx: number;
  readonly ringPx: number;
  readonly ringGapPx: number;
  readonly fontFamily: string;
  /** How much larger than on a desk labels and badges are drawn. */
  readonly textScale: number;
  /** How long a move of the camera or of nodes takes; 0 with reduced motion. */
  readonly moveMs: number;
  /** Dash and gap of reported and of tentative links. */
  readonly dashes: {
    readonly reported: readonly [number, number];
    readonly tentative: readonly [number, number];
  };
  entity(kind: string): EntityColours;
  /** A colour of the palette, `--c-1`, as a node takes it. */
  palette(name: string): EntityColours;
  /** Colour of a rule's ring, packed; the alpha says which dashes it has. */
  ringColour(colour: NamedColour): number;
  link(family: RelationFamily): LinkStyle;
}

const FAMILIES: Readonly<Record<RelationFamily, string>> = {
  people: 'people',
  control: 'control',
  money: 'money',
  place: 'place',
  comms: 'comms',
  member: 'member',
  event: 'event',
  other: 'people',
};

const DESK_NODE_PX = 15;
/**
 * Themes for a far screen draw everything about three times as large, for a few records a step. A working
 * map holds many more, and its places are made for the desk: it grows no further than this.
 */
const MOST_GROWTH = 1.5;

const bytes = new Uint8Array(4);
const word = new Float32Array(bytes.buffer);

/** A colour in the four bytes of one float, as sigma's buffers carry it. */
export function packColour([red, green, blue, alpha]: Rgba): number {
  // The lowest bit of alpha stays clear: with all bits set the float would be NaN, whose bits are not kept.
  bytes.set([red, green, blue, Math.round(alpha * 255) & 0xfe]);
  return word[0]!;
}

/** Reads `#RGB`, `#RRGGBB`, `rgb()` and `rgba()`; anything else is a plain grey. */
export function parseColour(text: string): Rgba {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex) {
    const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)!;
    const [red = 0, green = 0, blue = 0] = pairs.map((pair) => Number.parseInt(pair, 16));
    return [red, green, blue, 1];
  }
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(text.trim())?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (parts && parts.length >= 3 && parts.every(Number.isFinite)) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
    return [red, green, blue, alpha];
  }
  return [128, 128, 128, 1];
}

function entityColours(read: (name: string) => string, kind: string): EntityColours {
  const fill = read(`--e-${kind}`) || read('--text-3');
  const line = read(`--e-${kind}-line`) || fill;
  const glyph = read(`--e-${kind}-glyph`) || read('--bg-canvas');
  return {
    fill,
    line,
    glyph,
    packed: {
      fill: packColour(parseColour(fill)),
      line: packColour(parseColour(line)),
      glyph: packColour(parseColour(glyph)),
    },
  };
}

/** Ink that can be read on a colour: dark on light ones. */
function inkOn([red, green, blue]: Rgba): string {
  const light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  return light > 0.5 ? '#0c1116' : '#ffffff';
}

function paletteColours(fill: string): EntityColours {
  const colour = parseColour(fill);
  const glyph = inkOn(colour);
  const packed = packColour(colour);
  return {
    fill,
    line: fill,
    glyph,
    packed: { fill: packed, line: packed, glyph: packColour(parseColour(glyph)) },
  };
}

/** Reads the theme through a function that answers custom properties by name, empty where there is none. */
export function themeFrom(read: (name: string) => string): CanvasTheme {
  const number = (name: string, otherwise: number) => Number.parseFloat(read(name)) || otherwise;
  const growth = Math.max(1, number('--node-m', DESK_NODE_PX) / DESK_NODE_PX);
  const kept = Math.min(1, MOST_GROWTH / growth);
  const px = (name: string, otherwise: number) => Number.parseFloat(read(name)) * kept || otherwise;
  const pair = (name: string, otherwise: readonly [number, number]): readonly [number, number] => {
    const [dash = 0, gap = 0] = read(name)
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    return dash > 0 && gap > 0 ? [dash * kept, gap * kept] : otherwise;
  };
  const entities = new Map<string, EntityColours>();
  const links = new Map<RelationFamily, LinkStyle>();
  return {
    canvas: parseColour(read('--bg-canvas')),
    canvasCss: read('--bg-canvas'),
    text: read('--text'),
    text2: read('--text-2'),
    text3: read('--text-3'),
    ring: parseColour(read('--text')),
    halo: parseColour(read('--accent-border')),
    accentSolid: read('--accent-solid'),
    onAccent: read('--on-accent'),
    hullAlpha: number('--hull-alpha', 0.055),
    leverFill: read('--lever-bg'),
    leverInk: read('--lever-ink'),
    linkAlpha: number('--link-alpha', 0.75),
    dimAlpha: number('--dim-alpha', 0.2),
    nodeRadiiPx: [
      px('--node-s', 11),
      px('--node-m', DESK_NODE_PX),
      px('--node-l', 20),
      px('--node-xl', 26),
    ],
    nodeLinePx: px('--node-line', 1.5),
    ringPx: px('--node-ring', 2.5),
    ringGapPx: px('--node-ring-gap', 3),
    fontFamily: read('--font-sans') || 'sans-serif',
    textScale: growth * kept * number('--text-scale', 1),
    moveMs: Number.parseFloat(read('--dur-4')) || 0,
    dashes: {
      reported: pair('--dash-reported', [7, 4]),
      tentative: pair('--dash-tentative', [1.5, 4]),
    },
    entity(kind) {
      const known = entities.get(kind);
      if (known) return known;
      const made = entityColours(read, kind);
      entities.set(kind, made);
      return made;
    },
    palette(name) {
      const known = entities.get(name);
      if (known) return known;
      const made = paletteColours(read(name));
      entities.set(name, made);
      return made;
    },
    ringColour(colour) {
      const [red, green, blue] = parseColour(read(`--n-${colour}`));
      return packColour([red, green, blue, (RING_COLOURS.indexOf(colour) * 8) / 255]);
    },
    link(family) {
      const known = links.get(family);
      if (known) return known;
      const name = FAMILIES[family];
      const css = read(`--l-${name}`);
      const made = { css, rgba: parseColour(css), widthPx: px(`--l-${name}-width`, 1.25) };
      links.set(family, made);
      return made;
    },
  };
}

/** What a named colour of the system is: only an element of the page tells. */
function systemColour(element: Element, name: string): string {
  const probe = document.createElement('span');
  probe.style.forcedColorAdjust = 'none';
  probe.style.color = name;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Reads the theme that is in force at an element. */
export function readTheme(element: Element): CanvasTheme {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  if (!window.matchMedia('(forced-colors: active)').matches) return themeFrom(read);
  return themeFrom((name) => {
    const value = read(name);
    const isName = /^[A-Za-z]+$/.test(value) && CSS.supports('color', value);
    return isName ? systemColour(element, value) : value;
  });
}
