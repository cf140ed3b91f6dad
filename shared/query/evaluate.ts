import { FACT_BIT, gradesBetween, UNGRADED_BIT } from '../domain/grade-set.ts';
import { foldText } from '../domain/search-text.ts';
import {
  CERTAINTY_BITS,
  type QueryColumns,
  type QueryLookups,
  type SetColumn,
  type WordColumn,
} from './columns.ts';
import { OVERDUE } from './key.ts';
import { facetOf, type Query, type QueryKey, type QueryTerm, type WordsTerm } from './query.ts';
import { isInOrder } from './range.ts';

/** Which entities meet a query, and which only one condition or facet keeps out. */
export interface Evaluation {
  readonly total: number;
  /** How many facets keep an entity out. */
  readonly facetFaults: Uint8Array;
  /** The last facet that keeps it out: a place in `facets`. */
  readonly lastFacet: Uint8Array;
  readonly facets: readonly string[];
  /** For each condition, how many entities it alone keeps out. */
  readonly hiddenAlone: readonly number[];
}

/** 1 for each entity that meets a condition. */
type Mask = Uint8Array;

/** Asks every condition of every entity, with a pause for others after each condition. */
export function* evaluateQuery(
  query: Query,
  columns: QueryColumns,
  lookups: QueryLookups,
): Generator<void, Evaluation> {
  const { count } = columns;
  const facets = [...new Set(query.terms.map(facetOf))];
  const facetFaults = new Uint8Array(count);
  const lastFacet = new Uint8Array(count).fill(255);
  const termFaults = new Uint8Array(count);
  const lastTerm = new Uint8Array(count);
  // By facet, so that two conditions of one facet count once.
  const order = query.terms.map((_, index) => index);
  const facetIndex = query.terms.map((term) => facets.indexOf(facetOf(term)));
  order.sort((a, b) => facetIndex[a]! - facetIndex[b]!);
  for (const index of order) {
    const term = query.terms[index]!;
    const mask = maskOf(term, columns, lookups);
    const wanted = term.isExcluded ? 0 : 1;
    const facet = facetIndex[index]!;
    for (let place = 0; place < count; place++) {
      if (mask[place] === wanted) continue;
      if (termFaults[place]! < 255) termFaults[place]!++;
      lastTerm[place] = index;
      if (lastFacet[place] === facet) continue;
      lastFacet[place] = facet;
      facetFaults[place]!++;
    }
    yield;
  }
  const hiddenAlone = query.terms.map(() => 0);
  let total = 0;
  for (let place = 0; place < count; place++) {
    if (termFaults[place] === 0) total++;
    else if (termFaults[place] === 1) hiddenAlone[lastTerm[place]!]!++;
  }
  return { total, facetFaults, lastFacet, facets, hiddenAlone };
}

function maskOf(term: QueryTerm, columns: QueryColumns, lookups: QueryLookups): Mask {
  const { count } = columns;
  switch (term.form) {
    case 'words':
      return maskOfWords(term, columns, lookups);
    case 'number': {
      const values = term.key === 'lever' ? lookups.levers() : columns.links;
      const least = term.least ?? 0;
      const most = term.most ?? Number.POSITIVE_INFINITY;
      return maskWhere(count, (place) => values[place]! >= least && values[place]! <= most);
    }
    case 'date': {
      const dates = datesOf(term.key, columns, lookups);
      return maskWhere(count, (place) => isWithin(dates(place), term));
    }
    case 'grade': {
      const wanted = gradesBetween(term.from, term.to);
      return maskWhere(count, (place) => (columns.grades[place]! & wanted) !== 0);
    }
    case 'near':
      return maskFrom(count, lookups.near(term));
    case 'field':
      return maskOfAll(
        count,
        term.values.map((value) => lookups.field(term.field, value)),
      );
    case 'field-date':
    case 'field-number':
      return maskFrom(count, lookups.fieldWithin(term));
    case 'text':
      return maskFrom(count, term.isPhrase ? lookups.phrase(term.text) : lookups.text(term.text));
  }
}

/** The dates that a condition asks of. */
function datesOf(
  key: QueryKey,
  columns: QueryColumns,
  lookups: QueryLookups,
): (place: number) => string | null {
  if (key !== 'review') return (place) => columns.lastSeenOn[place] ?? null;
  const reviews = lookups.reviews();
  return (place) => reviews.get(place) ?? null;
}

/** Whether a date, whole or partial, has passed: a month has once the next one has begun. */
function isPast(date: string, today: string): boolean {
  return date < today.slice(0, date.length);
}

function maskWhere(count: number, isMet: (place: number) => boolean): Mask {
  const mask = new Uint8Array(count);
  for (let place = 0; place < count; place++) if (isMet(place)) mask[place] = 1;
  return mask;
}

function maskFrom(count: number, places: Iterable<number>): Mask {
  const mask = new Uint8Array(count);
  for (const place of places) mask[place] = 1;
  return mask;
}

function maskOfAll(count: number, each: readonly Iterable<number>[]): Mask {
  const mask = new Uint8Array(count);
  for (const places of each) for (const place of places) mask[place] = 1;
  return mask;
}

function maskOfWords(term: WordsTerm, columns: QueryColumns, lookups: QueryLookups): Mask {
  const { count } = columns;
  const { values } = term;
  switch (term.key) {
    case 'type':
    case 'role':
    case 'sector':
    case 'premises':
    case 'category':
      return maskOfColumn(columns[term.key], values);
    case 'protected': {
      const isWanted = [values.includes('no'), values.includes('yes')];
      return maskWhere(count, (place) => isWanted[columns.isProtected[place]!] === true);
    }
    case 'source':
      return maskOfSources(columns.sources, values);
    case 'certainty': {
      const bits = values.reduce((set, value) => set | certaintyBit(value), 0);
      const hasNone = values.includes(null);
      return maskWhere(count, (place) => {
        const found = columns.certainties[place]!;
        return (found & bits) !== 0 || (hasNone && found === 0);
      });
    }
    case 'seen':
    case 'review': {
      const dates = datesOf(term.key, columns, lookups);
      const hasNone = values.includes(null);
      const hasOverdue = values.includes(OVERDUE);
      return maskWhere(count, (place) => {
        const date = dates(place);
        return date === null ? hasNone : hasOverdue && isPast(date, lookups.today);
      });
    }
    case 'grade': {
      const bits =
        (values.includes('fact') ? FACT_BIT : 0) | (values.includes('ungraded') ? UNGRADED_BIT : 0);
      return maskWhere(count, (place) => (columns.grades[place]! & bits) !== 0);
    }
    case 'has':
      return maskOfAll(
        count,
        values.flatMap((value) => (value === null ? [] : [lookups.has(value)])),
      );
    // These are not asked in words.
    case 'lever':
    case 'links':
    case 'near':
      return new Uint8Array(count);
  }
}

function maskOfColumn({ codes, words }: WordColumn, values: readonly (string | null)[]): Mask {
  const isWanted = Uint8Array.from(words, (word) => (values.includes(word) ? 1 : 0));
  return Uint8Array.from(codes, (code) => isWanted[code] ?? 0);
}

/** The sources that a typed name means: those called so, else those with a word that begins so. */
export function sourcesMeant(typed: string, names: Iterable<string>): readonly string[] {
  const wanted = foldText(typed);
  const all = [...names];
  const exact = all.filter((name) => foldText(name) === wanted);
  return exact.length > 0
    ? exact
    : all.filter((name) => ` ${foldText(name)}`.includes(` ${wanted}`));
}

function maskOfSources({ codes, sets }: SetColumn, values: readonly (string | null)[]): Mask {
  const names = new Set(sets.flat());
  const wanted = new Set(
    values.flatMap((value) => (value === null ? [] : sourcesMeant(value, names))),
  );
  const hasNone = values.includes(null);
  const isWanted = Uint8Array.from(sets, (set) =>
    set.some((name) => wanted.has(name)) || (hasNone && set.length === 0) ? 1 : 0,
  );
  return Uint8Array.from(codes, (code) => isWanted[code]!);
}

function certaintyBit(value: string | null): number {
  return value === 'confirmed' || value === 'reported' || value === 'tentative'
    ? CERTAINTY_BITS[value]
    : 0;
}

/** Whether a date, whole or partial, can lie within a range; one that is not known does not. */
export function isWithin(
  date: string | null,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): boolean {
  if (date === null) return false;
  return (from === null || isInOrder(from, date)) && (to === null || isInOrder(date, to));
}
