import type { Shape } from '../../../shared/domain/ontology.ts';
import type { CanvasTheme } from '../theme.ts';
import { fontOf, type Mark, path, type TextMark } from './marks.ts';
import { outlinePath, rectanglePath } from './outline-path.ts';

/** A line of the legend: a shape or a line, and what it means. */
export type LegendEntry = { readonly label: string } & (
  | {
      readonly type: 'shape';
      readonly shape: Shape;
      readonly fill: string;
      readonly line: string;
      readonly isDashed: boolean;
    }
  | {
      readonly type: 'line';
      readonly colour: string;
      readonly dash: readonly number[] | null;
      readonly hasArrow: boolean;
    }
);

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What stands around the map, and the room that is left for it. */
export interface Page {
  readonly marks: readonly Mark[];
  readonly area: Area;
  /** A line at the very foot, once it is known what it says. */
  footnote(words: string): readonly Mark[];
}

interface PageStyle {
  readonly theme: CanvasTheme;
  readonly width: number;
  readonly height: number;
  readonly measure: (text: string, font: string) => number;
}

const EDGE = 28;
const BAND = 30;
const SMALL = 12;

/** Marking above and below, title and lines at the head, legend and what was withheld at the foot. */
export function pageMarks(
  head: {
    readonly title: string;
    readonly marking: string;
    readonly lines: readonly string[];
    readonly withheld: readonly string[];
    readonly legend: readonly LegendEntry[];
  },
  { theme, width, height, measure }: PageStyle,
): Page {
  const k = theme.textScale;
  const inner = width - EDGE * 2;
  const words = (text: string, look: Pick<TextMark, 'size' | 'weight' | 'fill'>) => {
    const font = fontOf(look, theme.fontFamily);
    const shown = fitted(text, inner, (some) => measure(some, font));
    return { text: shown, ...look, width: measure(shown, font) };
  };
  const marks: Mark[] = [];
  const band = BAND * k;
  for (const top of [0, height - band])
    marks.push(...bandMarks(head.marking, top, { theme, width, band, measure }));
  let y = band + EDGE * 0.6;
  const title = words(head.title, { size: 20 * k, weight: 650, fill: theme.text });
  marks.push({
    type: 'text',
    ...title,
    x: EDGE,
    baseline: y + 18 * k,
    anchor: 'start',
    halo: null,
  });
  y += 28 * k;
  for (const line of head.lines) {
    const said = words(line, { size: SMALL * k, weight: 400, fill: theme.text2 });
    marks.push({
      type: 'text',
      ...said,
      x: EDGE,
      baseline: y + 12 * k,
      anchor: 'start',
      halo: null,
    });
    y += 17 * k;
  }
  const legend = legendMarks(head.legend, { theme, inner, measure });
  const footLines = head.withheld.length + 1;
  const footTop = height - band - EDGE * 0.5 - footLines * 17 * k;
  const legendTop = footTop - legend.height - 8 * k;
  marks.push(
    path(`M${EDGE} ${Math.round(legendTop - 10 * k)}H${width - EDGE}`, {
      stroke: theme.text3,
      alpha: 0.5,
    }),
    ...legend.at(EDGE, legendTop),
  );
  for (const [index, sentence] of head.withheld.entries()) {
    const said = words(sentence, { size: SMALL * k, weight: 500, fill: theme.text });
    marks.push({
      type: 'text',
      ...said,
      x: EDGE,
      baseline: footTop + index * 17 * k + 12 * k,
      anchor: 'start',
      halo: null,
    });
  }
  const top = y + 6 * k;
  return {
    marks,
    area: { x: 0, y: top, width, height: legendTop - 14 * k - top },
    footnote(text) {
      const said = words(text, { size: SMALL * k, weight: 400, fill: theme.text2 });
      const baseline = footTop + (footLines - 1) * 17 * k + 12 * k;
      return [{ type: 'text', ...said, x: EDGE, baseline, anchor: 'start', halo: null }];
    },
  };
}

function bandMarks(
  marking: string,
  top: number,
  {
    theme,
    width,
    band,
    measure,
  }: Pick<PageStyle, 'theme' | 'width' | 'measure'> & { readonly band: number },
): Mark[] {
  const look = { size: 13 * theme.textScale, weight: 700, fill: theme.canvasCss };
  return [
    path(rectanglePath({ x: 0, y: top, width, height: band }, 0), { fill: theme.text }),
    {
      type: 'text',
      text: marking,
      ...look,
      x: width / 2,
      baseline: top + band * 0.66,
      anchor: 'middle',
      halo: null,
      width: measure(marking, fontOf(look, theme.fontFamily)),
    },
  ];
}

/** A text cut so that it fits, with a sign that it was. */
function fitted(text: string, width: number, measure: (text: string) => number): string {
  const flat = text.length > 2000 ? text.slice(0, 2000) : text;
  const line = flat.replace(/\s+/g, ' ').trim();
  if (measure(line) <= width) return line;
  let [least, most] = [0, line.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(`${line.slice(0, middle)}…`) <= width) least = middle;
    else most = middle - 1;
  }
  // Half a character is none.
  return `${line
    .slice(0, least)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}

const SAMPLE = 30;
const GAP = 20;

function legendMarks(
  entries: readonly LegendEntry[],
  { theme, inner, measure }: Pick<PageStyle, 'theme' | 'measure'> & { readonly inner: number },
) {
  const k = theme.textScale;
  const look = { size: SMALL * k, weight: 400, fill: theme.text };
  const font = fontOf(look, theme.fontFamily);
  const rowHeight = 22 * k;
  let [x, row] = [0, 0];
  const places = entries.map((entry) => {
    const sample = entry.type === 'shape' ? 16 * k : SAMPLE * k;
    const label = fitted(entry.label, inner / 2, (some) => measure(some, font));
    const width = sample + 6 * k + measure(label, font) + GAP * k;
    if (x > 0 && x + width > inner) {
      x = 0;
      row++;
    }
    const place = { entry, label, sample, x, row };
    x += width;
    return place;
  });
  return {
    height: entries.length === 0 ? 0 : (row + 1) * rowHeight,
    at: (left: number, top: number): Mark[] =>
      places.flatMap(({ entry, label, sample, x: own, row: line }) => {
        const [startX, middle] = [left + own, top + (line + 0.5) * rowHeight];
        return [
          ...sampleMarks(entry, { x: startX, y: middle, width: sample, k }),
          {
            type: 'text' as const,
            text: label,
            ...look,
            x: startX + sample + 6 * k,
            baseline: middle + 4.2 * k,
            anchor: 'start' as const,
            halo: null,
            width: measure(label, font),
          },
        ];
      }),
  };
}

function sampleMarks(
  entry: LegendEntry,
  {
    x,
    y,
    width,
    k,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly k: number },
): Mark[] {
  if (entry.type === 'shape')
    return [
      path(outlinePath(entry.shape, 7 * k), {
        fill: entry.fill,
        stroke: entry.line,
        width: 1.2,
        dash: entry.isDashed ? [3, 2] : null,
        at: { x: x + width / 2, y, scale: 1 },
      }),
    ];
  const end = entry.hasArrow ? x + width - 7 : x + width;
  return [
    path(`M${x} ${y}H${end}`, { stroke: entry.colour, width: 1.75 * k, dash: entry.dash }),
    ...(entry.hasArrow ? [path(`M${x + width} ${y}l-8 -3.4v6.8Z`, { fill: entry.colour })] : []),
  ];
}
