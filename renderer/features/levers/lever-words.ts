import type { Lever } from '../../../shared/domain/lever.ts';
import { type Ontology, termFor } from '../../../shared/domain/ontology.ts';

/** A term of the ontology in words; its name where there are none. */
export function termWords(ontology: Ontology | null, vocabulary: string, id: string): string {
  return (ontology && termFor(ontology, vocabulary, id)?.label) ?? id.replaceAll('-', ' ');
}

export const COST_WORDS: Readonly<Record<Lever['costBand']['band'], string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
};

/** The steps of intrusiveness, from the first to the fifth: the ends are defined, and from where someone must decide. */
export const INTRUSIVENESS_WORDS = [
  '1 of 5: a check on paper',
  '2 of 5',
  '3 of 5',
  '4 of 5: needs a named decision-maker',
  '5 of 5: loss of liberty, home or livelihood',
] as const;

export const CONFIDENCE_WORDS: Readonly<Record<Lever['confidence'], string>> = {
  high: 'High: the provision is well known, or its text was read',
  medium: 'Medium: the instrument is right, details are to be checked',
  low: 'Low: do not rely on the references',
};

export const LEGAL_STATUS_WORDS: Readonly<Record<Lever['legalStatus'], string>> = {
  'in-force': 'In force',
  'part-in-force': 'Partly in force',
  'awaiting-commencement': 'Not yet in force',
  'non-statutory': 'Practice, not statute',
};

export const JURISDICTION_WORDS: Readonly<Record<Lever['jurisdiction'], string>> = {
  england: 'England',
  wales: 'Wales',
  'england-and-wales': 'England and Wales',
  gb: 'Great Britain',
  uk: 'United Kingdom',
};

/** The power in short: the first act with its provision. */
export function powerWords({ legalBasis }: Lever): string {
  const [first] = legalBasis;
  return first ? `${first.act} ${first.year}, ${first.provision}` : '';
}

/** Whether the law must be looked up before the lever is relied on. */
export function mustCheckLaw({ confidence, legalStatus }: Lever): boolean {
  return confidence === 'low' || legalStatus === 'part-in-force';
}

/** Whether the law is made but not in force. */
export function isNotYetUsable({ legalStatus }: Lever): boolean {
  return legalStatus === 'awaiting-commencement';
}

const DAYS_PER_WEEK = 7;

/** Usual days in a cell: days, or whole weeks. */
export function usualWords(days: number): string {
  if (days === 0) return 'the same day';
  if (days < 2 * DAYS_PER_WEEK) return days === 1 ? '1 day' : `${days} days`;
  return `${Math.round(days / DAYS_PER_WEEK)} weeks`;
}
