import type { Span } from './span.ts';

const MS_PER_DAY = 86_400_000;

/** How time is stepped through or counted up. */
export const TIME_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** About how many days each unit has. */
export const UNIT_DAYS: Readonly<Record<TimeUnit, number>> = {
  day: 1,
  week: 7,
  month: 30.44,
  quarter: 91.3,
  year: 365.25,
};

function monthStart(day: number, everyMonths: number): number {
  const date = new Date(Math.floor(day) * MS_PER_DAY);
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), month - (month % everyMonths), 1) / MS_PER_DAY;
}

const MONTHS_OF = { month: 1, quarter: 3, year: 12 } as const;

/** The beginning of the unit that a day lies in; weeks begin on Monday. */
export function startOfUnit(day: number, unit: TimeUnit): number {
  const whole = Math.floor(day);
  switch (unit) {
    case 'day':
      return whole;
    case 'week':
      // 1970-01-01 was a Thursday.
      return whole - ((((whole + 3) % 7) + 7) % 7);
    case 'month':
    case 'quarter':
    case 'year':
      return monthStart(whole, MONTHS_OF[unit]);
  }
}

/** The same day so many units later; from the end of a long month to that of a short one. */
export function addUnits(day: number, unit: TimeUnit, count: number): number {
  if (unit === 'day') return day + count;
  if (unit === 'week') return day + count * 7;
  const date = new Date(Math.floor(day) * MS_PER_DAY);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * MONTHS_OF[unit], 1);
  const length = new Date(
    Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0),
  ).getUTCDate();
  return first / MS_PER_DAY + Math.min(date.getUTCDate(), length) - 1;
}

/** A mark of the axis. */
export interface Tick {
  readonly day: number;
  readonly label: string;
  /** Whether a longer unit begins here: drawn stronger. */
  readonly isMajor: boolean;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Steps of the axis from fine to coarse: a unit, and how many of it. */
const STEPS: readonly (readonly [TimeUnit, number])[] = [
  ['day', 1],
  ['week', 1],
  ['month', 1],
  ['quarter', 1],
  ['year', 1],
  ['year', 2],
  ['year', 5],
  ['year', 10],
  ['year', 25],
  ['year', 50],
  ['year', 100],
];

function labelOf(day: number, unit: TimeUnit): Omit<Tick, 'day'> {
  const date = new Date(day * MS_PER_DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const dayOfMonth = date.getUTCDate();
  if (unit === 'year') return { label: String(year), isMajor: true };
  const isYear =
    month === 0 &&
    (unit === 'month' || unit === 'quarter' || dayOfMonth <= (unit === 'week' ? 7 : 1));
  if (unit === 'month' || unit === 'quarter')
    return { label: isYear ? String(year) : (MONTHS[month] ?? ''), isMajor: isYear };
  const words = `${dayOfMonth} ${MONTHS[month] ?? ''}`;
  return { label: isYear ? `${words} ${year}` : words, isMajor: isYear || dayOfMonth === 1 };
}

/** Marks for an axis of `widthPx` over a stretch of time, none nearer to the next than `leastPx`. */
export function ticksOf({ from, to }: Span, widthPx: number, leastPx: number): readonly Tick[] {
  const pxPerDay = widthPx / Math.max(to - from, 1e-6);
  const [unit, count] =
    STEPS.find(([each, many]) => UNIT_DAYS[each] * many * pxPerDay >= leastPx) ?? STEPS.at(-1)!;
  const ticks: Tick[] = [];
  let day = startOfUnit(from, unit);
  if (unit === 'year') {
    const year = new Date(day * MS_PER_DAY).getUTCFullYear();
    day = Date.UTC(year - (year % count), 0, 1) / MS_PER_DAY;
  }
  for (; day < to; day = addUnits(day, unit, count)) {
    if (day >= from) ticks.push({ day, ...labelOf(day, unit) });
  }
  return ticks;
}

/** The unit whose bars are at least so wide: what a histogram over a stretch of time is counted by. */
export function binUnit({ from, to }: Span, widthPx: number, leastPx: number): TimeUnit {
  const pxPerDay = widthPx / Math.max(to - from, 1e-6);
  return TIME_UNITS.find((unit) => UNIT_DAYS[unit] * pxPerDay >= leastPx) ?? 'year';
}
