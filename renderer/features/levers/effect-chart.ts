import type { Lever } from '../../../shared/domain/lever.ts';
import { usualWords } from './lever-words.ts';

/** How good the case is: what is drawn by shape. */
export type CaseStrength = 'strong' | 'indicative' | 'could-apply';

/** One opening as the chart knows it. */
export interface ChartPoint {
  readonly id: string;
  /** What the record is called. */
  readonly label: string;
  /** Records that would be cut off from the group; null: not reckoned. */
  readonly cutOff: number | null;
  /** Days until it usually works, an estimate. */
  readonly days: number;
  readonly strength: CaseStrength;
  readonly cost: Lever['costBand']['band'];
  /** Someone at risk has to be made safe first. */
  readonly isSafeguardFirst: boolean;
}

/** Openings that stand at one place of the chart, best first. */
export interface ChartMark {
  readonly points: readonly ChartPoint[];
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
  readonly strength: CaseStrength;
  readonly isSafeguardFirst: boolean;
  /** Null: there is no room for it. */
  readonly label: ChartLabel | null;
}

/** A name beside a mark. */
export interface ChartLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Tick {
  readonly value: number;
  readonly at: number;
}

/** Where everything of the chart stands, in pixels. */
export interface EffectChart {
  readonly marks: readonly ChartMark[];
  readonly weekTicks: readonly Tick[];
  readonly effectTicks: readonly Tick[];
  readonly frame: Box;
  /** The zone of quick wins, and where it says so. */
  readonly quickWins: Box;
  readonly zoneName: Box;
  /** Openings whose effect is not reckoned: they are in the table alone. */
  readonly unreckoned: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is called a quick win: it works within four weeks, and cuts off at least three records. */
export const QUICK_WIN = { mostDays: 28, leastCutOff: 3 } as const;

/** Whether an opening is a quick win. */
export function isQuickWin({ cutOff, days }: Pick<ChartPoint, 'cutOff' | 'days'>): boolean {
  return days <= QUICK_WIN.mostDays && cutOff !== null && cutOff >= QUICK_WIN.leastCutOff;
}

const DAYS_PER_WEEK = 7;
const RADII_PX: Readonly<Record<ChartPoint['cost'], number>> = { low: 5.5, medium: 8, high: 11 };
/** Marks nearer than this share of their radii are drawn as one. */
const TOGETHER = 0.9;
const WEEK_TICKS = [0, 1, 2, 4, 8, 13, 26, 52, 104, 208];
const EFFECT_TICKS = [0, 1, 3, 6, 10, 20, 40, 80, 150, 300, 600, 1200, 2500, 5000, 10_000];
const LABEL_LETTERS = 26;
const LABEL_GAP_PX = 5;
/** What the zone is called. */
export const ZONE_WORDS = 'Quick wins';
const ZONE_NAME_PX = 7;
/** Of as many the chart draws labels; more would be looked through in vain. */
const LABELS_TRIED = 80;

interface ChartSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of a line of text. */
  readonly linePx: number;
  /** How wide a text is. */
  readonly measure: (text: string) => number;
}

function ticksUpTo(steps: readonly number[], most: number): readonly number[] {
  const last = steps.findIndex((step) => step >= most);
  return steps.slice(0, Math.max(2, (last === -1 ? steps.length - 1 : last) + 1));
}

/**
 * Lays the chart out: lead time to the right, effect upwards, both by their roots, as most openings stand near nought
 * and a few far out. Points come best first; a mark stands where its best does.
 */
export function layOutChart(points: readonly ChartPoint[], size: ChartSize): EffectChart {
  const { widthPx, heightPx, linePx } = size;
  const frame = {
    left: linePx * 2.6,
    top: linePx * 2,
    right: Math.max(linePx * 8, widthPx - linePx * 1.4),
    bottom: Math.max(linePx * 5, heightPx - linePx * 2.5),
  };
  const reckoned = points.filter(({ cutOff }) => cutOff !== null);
  const mostWeeks = Math.max(4, ...reckoned.map(({ days }) => days / DAYS_PER_WEEK));
  const mostEffect = Math.max(3, ...reckoned.map(({ cutOff }) => cutOff ?? 0));
  const weeks = ticksUpTo(WEEK_TICKS, mostWeeks);
  const effects = ticksUpTo(EFFECT_TICKS, mostEffect);
  const xOf = scale(Math.max(mostWeeks, weeks.at(-1) ?? 4), frame.left, frame.right);
  const yOf = scale(Math.max(mostEffect, effects.at(-1) ?? 3), frame.bottom, frame.top);
  const marks = gather(reckoned, (point) => ({
    x: xOf(point.days / DAYS_PER_WEEK),
    y: yOf(point.cutOff ?? 0),
  }));
  const quickWins = {
    left: frame.left,
    top: frame.top,
    right: xOf(QUICK_WIN.mostDays / DAYS_PER_WEEK),
    bottom: yOf(QUICK_WIN.leastCutOff),
  };
  const zoneName = {
    left: quickWins.left + ZONE_NAME_PX,
    top: quickWins.top + ZONE_NAME_PX - 2,
    right: quickWins.left + ZONE_NAME_PX + size.measure(ZONE_WORDS),
    bottom: quickWins.top + ZONE_NAME_PX + linePx,
  };
  return {
    marks: withLabels(marks, { frame, zoneName }, size),
    weekTicks: weeks.map((value) => ({ value, at: xOf(value) })),
    effectTicks: effects.map((value) => ({ value, at: yOf(value) })),
    frame,
    quickWins,
    zoneName,
    unreckoned: points.length - reckoned.length,
  };
}

function scale(most: number, from: number, to: number): (value: number) => number {
  return (value) => from + Math.sqrt(Math.max(0, value) / most) * (to - from);
}

type UnlabelledMark = Omit<ChartMark, 'label'>;

/** Marks of points, where those that would cover one another are one. The first of a mark says how it is drawn. */
function gather(
  points: readonly ChartPoint[],
  placeOf: (point: ChartPoint) => { readonly x: number; readonly y: number },
): readonly UnlabelledMark[] {
  const marks: (UnlabelledMark & { points: ChartPoint[] })[] = [];
  for (const point of points) {
    const { x, y } = placeOf(point);
    const radiusPx = RADII_PX[point.cost];
    const near = marks.find(
      (mark) => Math.hypot(mark.x - x, mark.y - y) < (mark.radiusPx + radiusPx) * TOGETHER,
    );
    if (near) {
      near.points.push(point);
      continue;
    }
    const { strength, isSafeguardFirst } = point;
    marks.push({ points: [point], x, y, radiusPx, strength, isSafeguardFirst });
  }
  return marks.map((mark) => ({
    ...mark,
    isSafeguardFirst: mark.points.some(({ isSafeguardFirst }) => isSafeguardFirst),
  }));
}

function shortened(text: string): string {
  return text.length > LABEL_LETTERS ? `${text.slice(0, LABEL_LETTERS - 1).trimEnd()}…` : text;
}

/** What a mark is called: its best, and how many more there are. */
function wordsOf({ points }: UnlabelledMark): string {
  const [best] = points;
  const records = new Set(points.map(({ label }) => label)).size;
  const name = shortened(best?.label ?? '');
  return records > 1 ? `${name} +${(records - 1).toLocaleString('en-GB')}` : name;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function boxOf({ x, y, radiusPx }: UnlabelledMark): Box {
  return { left: x - radiusPx, right: x + radiusPx, top: y - radiusPx, bottom: y + radiusPx };
}

/** Gives names to marks, best first, each name once, where no mark and no better name is covered. */
function withLabels(
  marks: readonly UnlabelledMark[],
  { frame, zoneName }: { readonly frame: Box; readonly zoneName: Box },
  { linePx, measure }: ChartSize,
): readonly ChartMark[] {
  const taken = [...marks.map(boxOf), zoneName];
  const named = new Set<string>();
  return marks.map((mark, index): ChartMark => {
    const text = wordsOf(mark);
    if (index >= LABELS_TRIED || named.has(text)) return { ...mark, label: null };
    const width = measure(text);
    const aside = mark.radiusPx + LABEL_GAP_PX;
    const tries: readonly ChartLabel[] = [
      { text, x: mark.x + aside, y: mark.y, anchor: 'start' },
      { text, x: mark.x - aside, y: mark.y, anchor: 'end' },
      { text, x: mark.x, y: mark.y - mark.radiusPx - linePx * 0.55, anchor: 'middle' },
      { text, x: mark.x, y: mark.y + mark.radiusPx + linePx * 0.6, anchor: 'middle' },
    ];
    for (const label of tries) {
      const left =
        label.anchor === 'start'
          ? label.x
          : label.anchor === 'end'
            ? label.x - width
            : label.x - width / 2;
      const box = {
        left: left - 1,
        right: left + width + 1,
        top: label.y - linePx / 2,
        bottom: label.y + linePx / 2,
      };
      const isInside =
        box.left > frame.left &&
        box.right < frame.right + linePx &&
        box.top > frame.top - linePx * 0.7 &&
        box.bottom < frame.bottom + 1;
      if (!isInside || taken.some((other, at) => at !== index && overlaps(box, other))) continue;
      taken.push(box);
      named.add(text);
      return { ...mark, label };
    }
    return { ...mark, label: null };
  });
}

const STRENGTH_WORDS: Readonly<Record<CaseStrength, string>> = {
  strong: 'strong case',
  indicative: 'indicative',
  'could-apply': 'could apply, needs evidence',
};

/** A mark in words, for those who do not see it. */
export function markWords({ points }: Pick<ChartMark, 'points'>): string {
  const [best] = points;
  if (!best) return '';
  const effect = `cuts off ${best.cutOff === 1 ? '1 record' : `${best.cutOff} records`}`;
  const first = [
    best.label,
    STRENGTH_WORDS[best.strength],
    effect,
    `about ${usualWords(best.days)}`,
    `${best.cost} cost`,
    best.isSafeguardFirst ? 'safeguard first' : '',
    isQuickWin(best) ? 'quick win' : '',
  ];
  const others = points.length - 1;
  const more = others > 0 ? `; ${others} more ${others === 1 ? 'opening' : 'openings'} here` : '';
  return first.filter(Boolean).join(', ') + more;
}
