import type { Lever } from '../domain/lever.ts';

const DAYS_PER_WEEK = 7;
/** From here on days are said as weeks. */
const IN_WEEKS_FROM_DAYS = 21;

function plural(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}${count === 1 ? '' : 's'}`;
}

/** A stretch of days as people say it: days, or whole weeks. */
export function leadTimeWords({ min, max }: Lever['typicalLeadTimeDays']): string {
  if (max === 0) return 'The same day';
  const isWeeks = max >= IN_WEEKS_FROM_DAYS;
  const word = isWeeks ? 'week' : 'day';
  const [from, to] = isWeeks
    ? [Math.round(min / DAYS_PER_WEEK), Math.round(max / DAYS_PER_WEEK)]
    : [min, max];
  if (from === to) return plural(to, word);
  return from === 0 ? `Up to ${plural(to, word)}` : `${from} to ${plural(to, word)}`;
}
