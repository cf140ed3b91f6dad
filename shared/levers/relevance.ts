import { DEFAULT_RELEVANCE_MONTHS, type Lever } from '../domain/lever.ts';

/** How long what was reported of an incident goes on counting for a lever. */
export interface RelevanceWindow {
  readonly months: number;
  /** First ISO 8601 day that counts. */
  readonly since: string;
}

/** The day so many months before another; where that month is shorter, its last day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const lastDay = new Date(
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0),
  ).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, lastDay));
  return first.toISOString().slice(0, 10);
}

/** The window in which reports count for a lever; null where they never lapse, or no day is known to judge by. */
export function relevanceWindow(lever: Lever, today: string | null): RelevanceWindow | null {
  const months =
    lever.relevanceMonths === undefined ? DEFAULT_RELEVANCE_MONTHS : lever.relevanceMonths;
  if (months === null || today === null) return null;
  return { months, since: monthsBefore(today, months) };
}

/** Whether a date lies before a window. A partial date counts while any day of it does; no date never lapses. */
export function hasLapsed(date: string | null, window: RelevanceWindow | null): boolean {
  return date !== null && window !== null && date < window.since.slice(0, date.length);
}
