import type { LeverSubject } from '../../shared/api/lever-disclosure.ts';
import type { OpeningFilters } from '../../shared/api/lever-question.ts';

const FILTERS: readonly (readonly [Exclude<keyof OpeningFilters, 'answer'>, string])[] = [
  ['strength', 'strength of the case'],
  ['service', 'service'],
  ['category', 'category'],
  ['holder', 'holder'],
  ['effect', 'what it takes away'],
  ['fourP', '4P'],
  ['threat', 'threat'],
  ['councilHeld', 'whether a council holds it'],
  ['maxIntrusiveness', 'intrusiveness'],
  ['maxLeadTimeDays', 'lead time'],
  ['kind', 'kind of record'],
  ['assessed', 'how far it was worked'],
  ['lever', 'lever'],
];

/** What a list that leaves the case leaves out, in words, so that nobody takes it for all there is. */
export function narrowingWords(subject: Exclude<LeverSubject, { type: 'record' }>): string[] {
  const { filters } = subject;
  const [listed, another] = filters.answer;
  const words: string[] = [];
  if (subject.type === 'openings' && listed !== undefined && another === undefined)
    words.push(
      listed === 'applies'
        ? 'Only what applies: what needs evidence first is not listed'
        : 'Only what needs evidence first: what applies is not listed',
    );
  const narrowed = FILTERS.filter(([key]) => {
    const chosen = filters[key];
    return chosen !== null && !(Array.isArray(chosen) && chosen.length === 0);
  }).map(([, name]) => name);
  if (narrowed.length > 0) words.push(`Narrowed by: ${narrowed.join(', ')}`);
  return words;
}
