import type { GradeSet } from '../domain/grade-set.ts';
import type { FieldDateTerm, FieldNumberTerm, NearTerm } from './query.ts';

/** One word for each entity, by number. */
export interface WordColumn {
  /** Places in `words`; {@link NOT_ASKED} where the question makes no sense, as the role of a phone. */
  readonly codes: Uint16Array;
  /** The first is null: *not known*. */
  readonly words: readonly (string | null)[];
}

export const NOT_ASKED = 0xffff;

/** Several words for each entity: a number for each set of words that occurs. */
export interface SetColumn {
  readonly codes: Uint16Array;
  readonly sets: readonly (readonly string[])[];
}

/** Certainties of the links of an entity, one bit each. */
export const CERTAINTY_BITS = { confirmed: 1, reported: 2, tentative: 4 } as const;

/**
 * What filters ask of every entity of a case, one column for each question. Of protected people it holds their kind,
 * links and levers alone: anything else would tell, by being found, what is withheld.
 */
export interface QueryColumns {
  /** How many entities there are; each is known by its place from 0. */
  readonly count: number;
  readonly ids: readonly string[];
  /** Rows of the search index. */
  readonly numbers: Int32Array;
  /** What lists are ordered by: folded labels, references of protected people. */
  readonly sortLabels: readonly string[];
  readonly isProtected: Uint8Array;
  readonly type: WordColumn;
  readonly role: WordColumn;
  readonly sector: WordColumn;
  readonly premises: WordColumn;
  readonly category: WordColumn;
  readonly sources: SetColumn;
  readonly certainties: Uint8Array;
  readonly links: Int32Array;
  readonly lastSeenOn: readonly (string | null)[];
  readonly grades: ArrayLike<GradeSet>;
}

/** What filters ask that no column answers: places of the entities that it is true of. */
export interface QueryLookups {
  /** Levers that apply to each entity. */
  levers(): Int32Array;
  /** When entities are due for review; those without a date, and protected people, are left out. */
  reviews(): ReadonlyMap<number, string>;
  /** The day that is counted as today, ISO. */
  readonly today: string;
  text(text: string): Iterable<number>;
  phrase(text: string): Iterable<number>;
  near(term: NearTerm): Iterable<number>;
  /** A value of `has`: `licence:premises-licence`, `indicator`, a field. */
  has(value: string): Iterable<number>;
  /** A value of a field, in words; null: not known. */
  field(field: string, value: string | null): Iterable<number>;
  /** A field of dates or numbers within a range. */
  fieldWithin(term: FieldDateTerm | FieldNumberTerm): Iterable<number>;
}
