import type { RecordReference } from '../../../shared/api/entity.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';

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

/** How sure a link is, in words. */
export const CERTAINTY_WORDS = {
  confirmed: 'Confirmed',
  reported: 'Reported',
  tentative: 'Tentative',
} as const;

/** When a link held, or was seen: *since 3 May 2024*. */
export function periodWords(link: {
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
}): string {
  const { startedOn, endedOn, observedOn } = link;
  if (startedOn && endedOn) return `${dateWords(startedOn)} to ${dateWords(endedOn)}`;
  if (startedOn) return `since ${dateWords(startedOn)}`;
  if (endedOn) return `until ${dateWords(endedOn)}`;
  return observedOn ? `seen ${dateWords(observedOn)}` : 'undated';
}
