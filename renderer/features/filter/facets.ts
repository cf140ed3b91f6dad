import type { FacetKey } from '../../../shared/query/facet.ts';

/** How a facet of the panel is shown. */
export interface FacetDefinition {
  readonly key: FacetKey;
  readonly label: string;
  readonly form: 'words' | 'counts' | 'months';
}

/** The facets of the panel, in order. */
export const FACET_DEFINITIONS: readonly FacetDefinition[] = [
  { key: 'type', label: 'Record type', form: 'words' },
  { key: 'lever', label: 'Levers', form: 'counts' },
  { key: 'seen', label: 'Last seen', form: 'months' },
  { key: 'review', label: 'Due for review', form: 'months' },
  { key: 'role', label: 'Role', form: 'words' },
  { key: 'sector', label: 'Sector', form: 'words' },
  { key: 'premises', label: 'Type of premises', form: 'words' },
  { key: 'certainty', label: 'Link certainty', form: 'words' },
  { key: 'links', label: 'Links', form: 'counts' },
  { key: 'source', label: 'Source', form: 'words' },
];

/** One bar of a histogram. */
export interface Bar {
  readonly label: string;
  readonly count: number;
  /** What it stands for, first and last: a number or a month; null: no end. */
  readonly from: string | null;
  readonly to: string | null;
}

const MOST_BARS = 24;

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/**
 * Months from the first to the last that has records, joined into at most 24 bars of as many months each. A year
 * whose month is not known counts in its January, which the words of the bar do not hide: it says the year.
 */
export function monthBars(buckets: readonly { value: string | null; count: number }[]): Bar[] {
  const counts = new Map<string, number>();
  for (const { value, count } of buckets) {
    if (value === null) continue;
    const month = value.length === 4 ? `${value}-01` : value;
    counts.set(month, (counts.get(month) ?? 0) + count);
  }
  const known = [...counts.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  const size = Math.ceil(months.length / MOST_BARS);
  const bars: Bar[] = [];
  for (let at = 0; at < months.length; at += size) {
    const group = months.slice(at, at + size);
    const [from = '', to = from] = [group[0], group.at(-1)];
    bars.push({
      label: from === to ? from : `${from} to ${to}`,
      count: group.reduce((sum, month) => sum + (counts.get(month) ?? 0), 0),
      from,
      to,
    });
  }
  return bars;
}

/** The ranges of a facet of numbers, as bars: `2..3` from 2 to 3, `8..` from 8 on. */
export function countBars(
  buckets: readonly { value: string | null; label: string; count: number }[],
): Bar[] {
  return buckets.map(({ value, label, count }) => {
    const [from = '0', to = from] = (value ?? '0').split('..');
    return { label, count, from, to: to === '' ? null : to };
  });
}

/** First and last bar that a range holds; all of them where there is none. */
export function barsWithin(
  bars: readonly Bar[],
  { from, to }: { readonly from: string | null; readonly to: string | null },
  isBefore: (one: string, other: string) => boolean,
): readonly [number, number] {
  const isIn = (bar: Bar) =>
    !(to !== null && bar.from !== null && isBefore(to, bar.from)) &&
    !(from !== null && bar.to !== null && isBefore(bar.to, from));
  const first = bars.findIndex(isIn);
  return first < 0 ? [0, bars.length - 1] : [first, bars.findLastIndex(isIn)];
}
