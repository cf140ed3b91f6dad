import type { CaseMeasure } from './case-measure.ts';
import { figure } from './figure.ts';
import { MEASURE_WORDS } from './measure-words.ts';

/** Values of a measure from one to another, both ends in; null: no end. */
export interface MeasureRange {
  readonly measure: CaseMeasure;
  readonly least: number | null;
  readonly most: number | null;
}

/** Whether a value lies in a range. */
export function isInRange(value: number, { least, most }: Omit<MeasureRange, 'measure'>): boolean {
  return (least === null || value >= least) && (most === null || value <= most);
}

/** A range as a condition of the filter says it: what is measured, and which values. */
export function rangeWords({ measure, least, most }: MeasureRange): {
  readonly label: string;
  readonly words: string;
} {
  const label = MEASURE_WORDS[measure].name.toLowerCase();
  if (least === null) return { label, words: `at most ${most === null ? 'any' : precise(most)}` };
  if (most === null) return { label, words: `at least ${precise(least)}` };
  return { label, words: `${precise(least)} to ${precise(most)}` };
}

/** As it was chosen: two ends that differ must not read alike. */
function precise(value: number): string {
  return value < 0.0005
    ? figure(value)
    : value.toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

/** One bar of a histogram of values: how many lie in it, both ends in. */
export interface MeasureBar {
  readonly label: string;
  readonly count: number;
  readonly least: number;
  readonly most: number;
}

const MOST_BARS = 24;
/** Values no further apart than this, against the largest or one, are told as one: what differs is rounding. */
const SAME = 1e-9;

/**
 * Values in at most 25 bars of one width, which is 1, 2 or 5 times a power of ten, so that its ends can be said and
 * typed. Bars of whole numbers hold whole numbers; in others a value on the line between two counts in the upper one.
 */
export function measureBars(values: readonly number[]): readonly MeasureBar[] {
  if (values.length === 0) return [];
  const [low, high] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const isWhole = values.every(Number.isInteger);
  const span = high - low > SAME * Math.max(1, Math.abs(high)) ? high - low : 0;
  const step = stepOf(span, isWhole);
  const first = barOf(low, step);
  const places = values.map((value) => barOf(value, step) - first);
  const counts = new Array<number>(places.reduce((a, b) => Math.max(a, b), 0) + 1).fill(0);
  for (const place of places) counts[place]! += 1;
  return counts.map((count, at) => {
    const least = rounded((first + at) * step);
    const most = isWhole ? least + step - 1 : rounded((first + at + 1) * step);
    const label = least === most ? words(least) : `${words(least)} to ${words(most)}`;
    return { label, count, least, most };
  });
}

/** First and last bar that a range holds. */
export function barsInRange(
  bars: readonly MeasureBar[],
  { least, most }: Omit<MeasureRange, 'measure'>,
): readonly [number, number] {
  const end = Math.max(0, bars.length - 1);
  const first =
    least === null
      ? 0
      : Math.max(
          0,
          bars.findLastIndex((bar) => bar.least <= least),
        );
  const last = most === null ? end : bars.findIndex((bar) => bar.most >= most);
  return [first, Math.max(first, last < 0 ? end : last)];
}

/** Which bar holds a value, counted from zero: by the ends as they are said, which are rounded. */
function barOf(value: number, step: number): number {
  const at = Math.floor(value / step);
  if (value < rounded(at * step)) return at - 1;
  return value >= rounded((at + 1) * step) ? at + 1 : at;
}

function stepOf(span: number, isWhole: boolean): number {
  if (span === 0) return 1;
  const least = span / MOST_BARS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((times) => rounded(times * power) >= least)! * power;
  return isWhole ? Math.max(1, Math.round(step)) : rounded(step);
}

/** Without what binary fractions leave over. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function words(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 12 });
}
