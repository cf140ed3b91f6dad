const MS_PER_DAY = 86_400_000;

/** A stretch of time in days since 1970-01-01, the end not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/**
 * The days that a whole or partial date can mean: `2026-03` is all of that March. Null for what is no date of the
 * calendar.
 */
export function spanOfDate(date: string): Span | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!match) return null;
  const year = Number(match[1]);
  // Years below 100 would be read as of the last century.
  if (year < 100) return null;
  if (match[2] === undefined) return { from: dayNumber(year, 1, 1), to: dayNumber(year + 1, 1, 1) };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return null;
  if (match[3] === undefined)
    return { from: dayNumber(year, month, 1), to: dayNumber(year, month + 1, 1) };
  const day = Number(match[3]);
  const from = dayNumber(year, month, day);
  return day >= 1 && dateOfDay(from) === date ? { from, to: from + 1 } : null;
}

/** ISO 8601 date of a day number. */
export function dateOfDay(day: number): string {
  return new Date(Math.floor(day) * MS_PER_DAY).toISOString().slice(0, 10);
}

/** What a dated thing says of when it was. */
export interface Dated {
  /** `point`: it was on `from`. `period`: it held from `from` up to `to`; null: not known. */
  readonly when: 'point' | 'period';
  readonly from: string | null;
  readonly to: string | null;
  /** Date on which a period was last seen to hold; null: not known. */
  readonly seenOn: string | null;
}

/** Where a dated thing lies, and how far each of its ends is known. */
export interface Extent extends Span {
  /** The end of what the first date can mean: up to here it may not have begun. */
  readonly surelyFrom: number;
  /** The beginning of what the last date can mean: from here on it may have ended. */
  readonly surelyTo: number;
  readonly isBeginningKnown: boolean;
  readonly isEndKnown: boolean;
}

/**
 * The extent of a dated thing; null where no date of it can be read. A period whose end is not known goes on to
 * `today`, one whose beginning is not known holds at its last known moment alone: nothing is guessed further.
 */
export function extentOf({ when, from, to, seenOn }: Dated, today: number): Extent | null {
  const first = from === null ? null : spanOfDate(from);
  if (when === 'point')
    return (
      first && {
        ...first,
        surelyFrom: first.from,
        surelyTo: first.to,
        isBeginningKnown: true,
        isEndKnown: true,
      }
    );
  const last = to === null ? null : spanOfDate(to);
  const seen = seenOn === null ? null : spanOfDate(seenOn);
  const earliest = first ?? seen ?? last;
  if (!earliest) return null;
  const latest = last ?? {
    from: Math.max(today, earliest.from),
    to: Math.max(today + 1, earliest.to),
  };
  return {
    from: Math.min(earliest.from, latest.from),
    to: Math.max(latest.to, earliest.to),
    surelyFrom: Math.min(earliest.to, latest.to),
    surelyTo: Math.max(latest.from, earliest.from),
    isBeginningKnown: first !== null,
    isEndKnown: last !== null,
  };
}

/** Whether two stretches of time have a moment in common. */
export function isTogether(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A whole or partial date as people write it: `27 Mar 2026`, `Mar 2026`, `2026`. */
export function dateWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** When a dated thing was, in words that claim no more than is known. */
export function whenWords({ when, from, to, seenOn }: Dated): string {
  if (when === 'point') return from === null ? 'not known when' : dateWords(from);
  const seen = seenOn === null ? '' : `, seen ${dateWords(seenOn)}`;
  if (from !== null && to !== null) return `${dateWords(from)} to ${dateWords(to)}${seen}`;
  if (from !== null) return `since ${dateWords(from)}, not known to have ended${seen}`;
  if (to !== null) return `until ${dateWords(to)}, not known since when${seen}`;
  return seenOn === null ? 'not known when' : `seen ${dateWords(seenOn)}`;
}

/**
 * Reads a date or part of one that a person typed, `2026-03-27`, `27/3/2026`, `3/2026` or `2026`, as the days it
 * can mean; null where it is none.
 */
export function readTypedDate(text: string): Span | null {
  const trimmed = text.trim();
  const british = /^(?:(\d{1,2})[/. -])?(\d{1,2})[/. -](\d{4})$/.exec(trimmed);
  if (!british) return spanOfDate(trimmed);
  const [, day, month = '', year = ''] = british;
  const parts = [
    year,
    month.padStart(2, '0'),
    ...(day === undefined ? [] : [day.padStart(2, '0')]),
  ];
  return spanOfDate(parts.join('-'));
}
