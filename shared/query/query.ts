import type { InformationGrade, SourceGrade } from '../domain/grade.ts';

/** What a filter can ask about, besides free text and fields of the ontology. */
export const QUERY_KEYS = [
  'type',
  'role',
  'sector',
  'premises',
  'category',
  'protected',
  'source',
  'certainty',
  'lever',
  'links',
  'seen',
  'review',
  'grade',
  'near',
  'has',
] as const;
export type QueryKey = (typeof QUERY_KEYS)[number];

/** A grade of the 3x5x2 system that is known. */
export interface KnownGrade {
  readonly source: SourceGrade;
  readonly information: InformationGrade;
}

/** How far `near` looks. */
export type NearLinks = 1 | 2 | 3;

/** One of several words; null stands for *not known*, written `none`. */
export interface WordsTerm {
  readonly form: 'words';
  readonly key: QueryKey;
  readonly values: readonly (string | null)[];
}

/** A whole number within a range; null: no end on that side. */
export interface NumberTerm {
  readonly form: 'number';
  readonly key: QueryKey;
  readonly least: number | null;
  readonly most: number | null;
}

/** A date, whole or partial, within a range that holds both its ends. */
export interface DateTerm {
  readonly form: 'date';
  readonly key: QueryKey;
  readonly from: string | null;
  readonly to: string | null;
}

/** A grade within a range that holds both its ends: 1A..2B is 1A, 1B, 2A and 2B. */
export interface GradeTerm {
  readonly form: 'grade';
  readonly key: 'grade';
  readonly from: KnownGrade;
  readonly to: KnownGrade;
}

/** Joined to something by so many links at the most. */
export interface NearTerm {
  readonly form: 'near';
  readonly key: 'near';
  /** Reference, identifier or whole name. */
  readonly name: string;
  readonly links: NearLinks;
}

/** Any field of the ontology: one of several values in words, null for *not known*. */
export interface FieldTerm {
  readonly form: 'field';
  readonly field: string;
  readonly values: readonly (string | null)[];
}

/** A date field of the ontology within a range. */
export interface FieldDateTerm {
  readonly form: 'field-date';
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A field of numbers within a range. */
export interface FieldNumberTerm {
  readonly form: 'field-number';
  readonly field: string;
  readonly least: number | null;
  readonly most: number | null;
}

/** Words anywhere, with typing errors; as a phrase exactly as written. */
export interface TextTerm {
  readonly form: 'text';
  readonly text: string;
  readonly isPhrase: boolean;
}

/** One condition. Excluded, it keeps what does not meet it, *not known* with it. */
export type QueryTerm = { readonly isExcluded: boolean } & (
  | WordsTerm
  | NumberTerm
  | DateTerm
  | GradeTerm
  | NearTerm
  | FieldTerm
  | FieldDateTerm
  | FieldNumberTerm
  | TextTerm
);

/** What to show: everything that meets every condition. */
export interface Query {
  readonly terms: readonly QueryTerm[];
}

/** What a condition is about: those of one facet are left out when it is counted. */
export function facetOf(term: QueryTerm): string {
  if (term.form === 'text') return 'text';
  return 'field' in term ? `field ${term.field}` : term.key;
}
