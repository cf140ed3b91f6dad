import type { Certainty } from '../../../shared/domain/grade.ts';
import type { RelationFamily, Shape } from '../../../shared/domain/ontology.ts';
import { drawnBend } from '../curvature.ts';
import { type LabelRequest, type Obstacle, placeLabels } from '../label-placement.ts';
import { shortenLabel } from '../label-text.ts';
import { ICON_BOXES } from '../outlines.ts';
import type { CanvasTheme, EntityColours } from '../theme.ts';
import { boundsOf, nodeScaleAt } from '../viewport.ts';
import { fontOf, type Mark, type Picture, path, px, type TextMark } from './marks.ts';
import { outlinePath, rectanglePath } from './outline-path.ts';
import { type LegendEntry, pageMarks } from './page.ts';

/** A record as a picture draws it; places are map units, y upwards. */
export interface PictureNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** At 100% zoom. */
  readonly radius: number;
  readonly shape: Shape;
  /** Path data in a box of 24 by 24; null: none. */
  readonly icon: string | null;
  readonly colours: Pick<EntityColours, 'fill' | 'line' | 'glyph'>;
  readonly label: string;
  /** A second line under the name; null: none. */
  readonly note: string | null;
  readonly isStrong: boolean;
  readonly isProtected: boolean;
  readonly levers: { readonly strong: number; readonly indicative: number } | null;
  /** Which of two names is written where there is room for one. */
  readonly priority: number;
}

/** A link as a picture draws it. */
export interface PictureLink {
  readonly fromId: string;
  readonly toId: string;
  readonly family: RelationFamily;
  readonly certainty: Certainty;
  readonly isDirected: boolean;
  /** As the map has it. */
  readonly curvature: number;
  /** Null: as wide as its family. */
  readonly widthPx: number | null;
}

/** What a picture says around the map. */
export interface PictureHead {
  readonly title: string;
  readonly marking: string;
  /** Date, scope, filter: a line each. */
  readonly lines: readonly string[];
  /** What was left out: a sentence each. */
  readonly withheld: readonly string[];
  readonly legend: readonly LegendEntry[];
}

/** How large a picture is: of a given size, or as large as its map needs for its names. */
export type PictureSize =
  | { readonly type: 'fixed'; readonly width: number; readonly height: number }
  | { readonly type: 'natural' };

const LEAST = { width: 1200, height: 860 };
const MOST = { width: 5200, height: 4200 };
/** Room around the records, for their names. */
const MARGIN = { x: 110, y: 46 };
const MOST_ZOOM = 1.6;

/** The map as a picture: what is drawn, as it is drawn, with its legend, marking, date and filter. */
export function mapPicture(
  map: { readonly nodes: readonly PictureNode[]; readonly links: readonly PictureLink[] },
  head: PictureHead,
  style: {
    readonly theme: CanvasTheme;
    readonly size: PictureSize;
    /** Width of a text in a font. */
    readonly measure: (text: string, font: string) => number;
  },
): Picture {
  const { theme, size, measure } = style;
  const bounds = boundsOf(map.nodes) ?? { left: 0, right: 0, bottom: 0, top: 0 };
  const spread = { x: bounds.right - bounds.left, y: bounds.top - bounds.bottom };
  const given = size.type === 'fixed' ? size : naturalSize(spread, map.nodes.length);
  const page = pageMarks(head, { theme, measure, ...given });
  const { area } = page;
  const zoom = Math.min(
    MOST_ZOOM,
    (area.width - MARGIN.x * 2) / Math.max(1, spread.x),
    (area.height - MARGIN.y * 2) / Math.max(1, spread.y),
  );
  const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  const scale = nodeScaleAt(zoom);
  const placed = new Map(
    map.nodes.map((node): [string, PlacedNode] => [
      node.id,
      {
        node,
        x: area.x + area.width / 2 + (node.x - middle.x) * zoom,
        y: area.y + area.height / 2 - (node.y - middle.y) * zoom,
        radius: Math.max(2, node.radius * scale),
      },
    ]),
  );
  const drawn = [...placed.values()];
  const names = labelMarks(drawn, { theme, measure, area });
  const marks = [
    ...map.links.flatMap((link) => linkMarks(link, placed, { theme, zoom })),
    ...drawn.flatMap((one) => nodeMarks(one, theme)),
    ...names.marks,
    ...page.marks,
    ...page.footnote(
      `Drawn at ${Math.round(zoom * 100)}% of the map. ${nameWords(names.written, drawn.length)}`,
    ),
  ];
  return {
    width: given.width,
    height: given.height,
    background: theme.canvasCss,
    title: head.title,
    description: [head.marking, ...head.lines, ...head.withheld].join('\n'),
    fontFamily: theme.fontFamily,
    marks,
  };
}

function nameWords(written: number, all: number): string {
  if (written === all) return 'Every record is named.';
  return `${written.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} records are named; there is no room for more.`;
}

/** A size at which most names have room. */
function naturalSize(spread: { readonly x: number; readonly y: number }, count: number) {
  const zoom = count > 60 ? 1 : 0.9;
  const clamp = (value: number, least: number, most: number) =>
    Math.round(Math.min(most, Math.max(least, value)));
  return {
    width: clamp(spread.x * zoom + MARGIN.x * 2, LEAST.width, MOST.width),
    height: clamp(spread.y * zoom + MARGIN.y * 2 + 260, LEAST.height, MOST.height),
  };
}

interface PlacedNode {
  readonly node: PictureNode;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const MOAT = 1.5;
const ARROW = { length: 8, half: 3.4 };

function linkMarks(
  link: PictureLink,
  placed: ReadonlyMap<string, PlacedNode>,
  { theme, zoom }: { readonly theme: CanvasTheme; readonly zoom: number },
): Mark[] {
  const from = placed.get(link.fromId);
  const to = placed.get(link.toId);
  if (!from || !to) return [];
  const { css, widthPx } = theme.link(link.family);
  const width = Math.max(0.6, (link.widthPx ?? widthPx) * Math.min(1, nodeScaleAt(zoom) * 1.3));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return [];
  const bend = drawnBend(link.curvature, length / zoom);
  const control = {
    x: (from.x + to.x) / 2 + dy * bend,
    y: (from.y + to.y) / 2 - dx * bend,
  };
  // The tip stands at the rim of the node, in the direction in which the curve comes in.
  const inward = Math.hypot(to.x - control.x, to.y - control.y) || 1;
  const [ux, uy] = [(to.x - control.x) / inward, (to.y - control.y) / inward];
  const reach = Math.min(length * 0.45, to.radius * 1.08 + MOAT);
  const tip = { x: to.x - ux * reach, y: to.y - uy * reach };
  const end = link.isDirected ? { x: tip.x - ux * 5, y: tip.y - uy * 5 } : tip;
  const dash = link.certainty === 'confirmed' ? null : theme.dashes[link.certainty];
  const marks: Mark[] = [
    path(
      `M${px(from.x)} ${px(from.y)}Q${px(control.x)} ${px(control.y)} ${px(end.x)} ${px(end.y)}`,
      { stroke: css, width, dash, alpha: Math.max(theme.linkAlpha, 0.75) },
    ),
  ];
  if (link.isDirected) {
    const back = { x: tip.x - ux * ARROW.length, y: tip.y - uy * ARROW.length };
    const side = { x: -uy * ARROW.half, y: ux * ARROW.half };
    marks.push(
      path(
        `M${px(tip.x)} ${px(tip.y)}L${px(back.x + side.x)} ${px(back.y + side.y)}L${px(back.x - side.x)} ${px(back.y - side.y)}Z`,
        { fill: css },
      ),
    );
  }
  return marks;
}

const LEAST_RADIUS_FOR_ICON = 6;
const LEAST_RADIUS_FOR_FLAG = 5;
const ICON_UNITS = 24;

function nodeMarks({ node, x, y, radius }: PlacedNode, theme: CanvasTheme): Mark[] {
  const { colours, shape } = node;
  const at = { x, y, scale: 1 };
  const marks: Mark[] = [
    // Sets it off from the links that pass behind it.
    path(outlinePath(shape, radius + MOAT), { fill: theme.canvasCss, at }),
    path(outlinePath(shape, radius), {
      fill: colours.fill,
      stroke: colours.line,
      width: node.isProtected ? 1.6 : theme.nodeLinePx,
      dash: node.isProtected ? [3.4, 2.2] : null,
      at,
    }),
  ];
  if (node.icon !== null && radius >= LEAST_RADIUS_FOR_ICON) {
    const { width, dy } = ICON_BOXES[shape];
    const side = width * radius;
    marks.push(
      path(node.icon, {
        stroke: colours.glyph,
        width: 2,
        at: { x: x - side / 2, y: y + dy * radius - side / 2, scale: side / ICON_UNITS },
      }),
    );
  }
  if (radius >= LEAST_RADIUS_FOR_FLAG) marks.push(...flagMarks(node, { x, y, radius }, theme));
  return marks;
}

function flagMarks(
  { levers, isProtected }: PictureNode,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  theme: CanvasTheme,
): Mark[] {
  const count = levers ? levers.strong + levers.indicative : 0;
  if (!levers || isProtected || count === 0) return [];
  const text = count > 99 ? '99+' : String(count);
  const scale = Math.min(1, Math.max(0.6, radius / 14));
  const width = (8 + text.length * 6.2) * scale;
  const height = 14 * scale;
  const box = {
    x: x + 0.86 * radius - width / 2,
    y: y + 0.74 * radius - height / 2,
    width,
    height,
  };
  return [
    path(rectanglePath(box, 3 * scale), {
      fill: theme.leverFill,
      stroke: theme.leverInk,
      width: 1.1,
      dash: levers.strong > 0 ? null : [2.6, 1.6],
    }),
    {
      type: 'text',
      text,
      x: box.x + width / 2,
      baseline: box.y + height * 0.76,
      size: 10.5 * scale,
      weight: 700,
      fill: theme.leverInk,
      anchor: 'middle',
      halo: null,
      width: 0,
    },
  ];
}

/** Names where they have room: none covers another, or a record. */
function labelMarks(
  drawn: readonly PlacedNode[],
  {
    theme,
    measure,
    area,
  }: {
    readonly theme: CanvasTheme;
    readonly measure: (text: string, font: string) => number;
    readonly area: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
  },
): { readonly marks: readonly Mark[]; readonly written: number } {
  const ordered = drawn
    .map((one, index) => ({ one, index }))
    .sort(
      (a, b) =>
        b.one.node.priority - a.one.node.priority || (a.one.node.id < b.one.node.id ? -1 : 1),
    );
  const lines = ordered.map(({ one }) => linesOf(one, theme, measure));
  const requests = ordered.map(({ one }, at): LabelRequest => {
    const own = lines[at] ?? [];
    return {
      x: one.x,
      y: one.y,
      halfWidth: one.radius + 2,
      halfHeight: one.radius + 1,
      width: Math.max(0, ...own.map(({ width }) => width)),
      height: own.reduce((sum, { size }) => sum + size * 1.25, 0),
      isForced: false,
    };
  });
  const obstacles = drawn.map(
    ({ x, y, radius }): Obstacle => ({ x, y, halfWidth: radius * 1.05, halfHeight: radius * 1.05 }),
  );
  // What is outside of the map's room belongs to the head and the legend.
  const walls = wallsRound(area);
  const places = placeLabels(
    requests,
    [...obstacles, ...walls],
    ordered.map(({ index }) => index),
  );
  const marks: Mark[] = [];
  let written = 0;
  for (const [at, place] of places.entries()) {
    const request = requests[at];
    if (!place || !request) continue;
    written++;
    let top = place.top;
    for (const line of lines[at] ?? []) {
      marks.push({ ...line, x: place.left + request.width / 2, baseline: top + line.size });
      top += line.size * 1.25;
    }
  }
  return { marks, written };
}

function wallsRound(area: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}): Obstacle[] {
  const [midX, midY] = [area.x + area.width / 2, area.y + area.height / 2];
  const thick = 200;
  return [
    { x: midX, y: area.y - thick, halfWidth: area.width, halfHeight: thick },
    { x: midX, y: area.y + area.height + thick, halfWidth: area.width, halfHeight: thick },
    { x: area.x - thick, y: midY, halfWidth: thick, halfHeight: area.height },
    { x: area.x + area.width + thick, y: midY, halfWidth: thick, halfHeight: area.height },
  ];
}

type Line = Omit<TextMark, 'x' | 'baseline'>;

function linesOf(
  { node, radius }: PlacedNode,
  theme: CanvasTheme,
  measure: (text: string, font: string) => number,
): Line[] {
  const size =
    (node.isStrong ? 13 : radius > 17.5 ? 12.5 : radius > 13 ? 11.5 : 11) * theme.textScale;
  const line = (text: string, look: Pick<Line, 'size' | 'weight' | 'fill'>): Line => ({
    type: 'text',
    text,
    ...look,
    anchor: 'middle',
    halo: theme.canvasCss,
    width: measure(text, fontOf(look, theme.fontFamily)),
  });
  return [
    line(shortenLabel(node.label), { size, weight: node.isStrong ? 650 : 500, fill: theme.text }),
    ...(node.note === null
      ? []
      : [
          line(shortenLabel(node.note), {
            size: 11 * theme.textScale,
            weight: 400,
            fill: theme.text2,
          }),
        ]),
  ];
}
