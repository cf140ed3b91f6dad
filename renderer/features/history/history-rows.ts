import type { HistoryLine, TouchedKind } from '../../../shared/api/history.ts';

/** A row of the panel: a day, a change, or the beginning. */
export type HistoryRow =
  | { readonly type: 'day'; readonly day: string }
  | { readonly type: 'change'; readonly line: HistoryLine; readonly isHere: boolean }
  | { readonly type: 'beginning'; readonly isHere: boolean };

/** The day of a change, as people call it. */
export function dayOf(instant: string, now: Date): string {
  const then = new Date(instant);
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (then.toDateString() === now.toDateString()) return 'Today';
  if (then.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return then.toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** Changes, latest first, with their days before them and one mark where the person stands. */
export function rowsOf(
  lines: readonly HistoryLine[],
  options: { readonly now: Date; readonly hasMore: boolean },
): HistoryRow[] {
  const here = lines.find(({ isYours, state }) => isYours && state === 'done')?.id ?? null;
  const rows: HistoryRow[] = [];
  let day = '';
  for (const line of lines) {
    const next = dayOf(line.at, options.now);
    if (next !== day) rows.push({ type: 'day', day: next });
    day = next;
    rows.push({ type: 'change', line, isHere: line.id === here });
  }
  if (!options.hasMore && lines.some(({ isYours }) => isYours)) {
    rows.push({ type: 'beginning', isHere: here === null });
  }
  return rows;
}

const WORDS: Readonly<Record<TouchedKind, readonly [one: string, several: string]>> = {
  record: ['record', 'records'],
  link: ['link', 'links'],
  import: ['import', 'imports'],
  source: ['source', 'sources'],
  report: ['report', 'reports'],
  attachment: ['attachment', 'attachments'],
  view: ['view', 'views'],
  setting: ['setting', 'settings'],
  type: ['type', 'types'],
  assessment: ['assessment', 'assessments'],
  decision: ['safeguarding decision', 'safeguarding decisions'],
  other: ['other row', 'other rows'],
};

/** What a change touched: `2 records, 1 link`. */
export function touchedInWords(touched: HistoryLine['touched']): string {
  return touched
    .map(
      ({ kind, count }) => `${count.toLocaleString('en-GB')} ${WORDS[kind][count === 1 ? 0 : 1]}`,
    )
    .join(', ');
}

/** Whether a person can step to a change: their own, and not overtaken by other work. */
export function canStepTo({ isYours, state }: Pick<HistoryLine, 'isYours' | 'state'>): boolean {
  return isYours && state !== 'overtaken';
}
