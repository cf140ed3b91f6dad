import type { Ontology } from '../domain/ontology.ts';
import { queryFields, queryKeyOf, wordsOf } from './key.ts';
import type { QueryTerm } from './query.ts';

/** A condition in words, as a filter chip shows it: *Type*: *Business or Premises*. */
export interface QueryChip {
  readonly label: string;
  readonly words: string;
  readonly isExcluded: boolean;
}

/** What a condition says, for people. */
export function chipOf(term: QueryTerm, ontology: Ontology): QueryChip {
  return {
    label: labelOf(term, ontology),
    words: wordsFor(term, ontology),
    isExcluded: term.isExcluded,
  };
}

function labelOf(term: QueryTerm, ontology: Ontology): string {
  if (term.form === 'text') return term.isPhrase ? 'Phrase' : 'Text';
  if ('field' in term) return queryFields(ontology).get(term.field)?.label ?? term.field;
  return queryKeyOf(term.key).label;
}

function wordsFor(term: QueryTerm, ontology: Ontology): string {
  switch (term.form) {
    case 'words': {
      const words = wordsOf(ontology, term.key);
      return listed(term.values, (id) => words?.find((word) => word.id === id)?.label ?? id);
    }
    case 'field':
      return listed(term.values, (value) => value);
    case 'number':
    case 'field-number':
      return range(term.least, term.most, { from: 'at least', to: 'at most' });
    case 'date':
    case 'field-date':
      return range(term.from, term.to, { from: 'since', to: 'until' });
    case 'grade': {
      const from = `${term.from.source}${term.from.information}`;
      const to = `${term.to.source}${term.to.information}`;
      return from === to ? from : `${from} to ${to}`;
    }
    case 'near':
      return term.links === 1 ? term.name : `${term.name}, within ${term.links} links`;
    case 'text':
      return term.isPhrase ? `“${term.text}”` : term.text;
  }
}

function listed(values: readonly (string | null)[], labelFor: (value: string) => string): string {
  return values.map((value) => (value === null ? 'not known' : labelFor(value))).join(' or ');
}

function range(
  from: string | number | null,
  to: string | number | null,
  words: { readonly from: string; readonly to: string },
): string {
  if (from !== null && from === to) return `${from}`;
  if (to === null) return `${words.from} ${from ?? 0}`;
  return from === null ? `${words.to} ${to}` : `${from} to ${to}`;
}
