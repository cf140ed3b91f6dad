import type { LinkDetail } from '../../../shared/api/graph.ts';
import type { Certainty } from '../../../shared/domain/grade.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';

/** How sure a link is, in words. */
export const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  confirmed: 'Confirmed',
  reported: 'Reported, not confirmed',
  tentative: 'Tentative',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An ISO date, whole or partial, as people write it. */
export function dateWords(iso: string): string {
  const [year = '', month, day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  return [day && Number(day), name, year].filter(Boolean).join(' ');
}

/** When a link held or was seen; null: not known. */
export function whenWords({ startedOn, endedOn, observedOn }: LinkDetail): string | null {
  if (startedOn && endedOn) return `${dateWords(startedOn)} to ${dateWords(endedOn)}`;
  if (startedOn) return `From ${dateWords(startedOn)}`;
  if (endedOn) return `Until ${dateWords(endedOn)}`;
  return observedOn ? `Seen ${dateWords(observedOn)}` : null;
}

/** The grade of a link in letters and in words; facts need none. */
export function gradeOfLink({ basis, grade }: LinkDetail): string {
  if (grade === null) return 'Fact';
  if (grade.source === null && grade.information === null) {
    return basis === 'fact' ? 'Fact' : 'Not graded yet';
  }
  return gradeWords({ ...grade, conditions: null });
}
