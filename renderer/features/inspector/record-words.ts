import type { RecordReference } from '../../../shared/api/entity.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A whole or partial ISO date, or an instant, as people write it: *27 Mar 2019*. */
export function dateWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  if (!name) return year ?? iso;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

/** Where a record came from and when it was observed, in one line. */
export function originWords(record: RecordReference): string {
  const when = record.observedOn ? dateWords(record.observedOn) : 'undated';
  const where = record.isCorrection ? `Correction: ${record.reason ?? ''}` : record.sourceName;
  return `${where}, ${when}`;
}

/** Words as a sentence begins. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
