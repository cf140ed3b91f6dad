import type { Query, QueryKey, QueryTerm, WordsTerm } from './query.ts';

function isWordsOf(term: QueryTerm, key: QueryKey): term is WordsTerm & { isExcluded: boolean } {
  return term.form === 'words' && term.key === key;
}

/** The words of one filter that a query lets through; null stands for *not known*. */
export function chosenWords(query: Query, key: QueryKey): ReadonlySet<string | null> {
  return new Set(
    query.terms.flatMap((term) => (isWordsOf(term, key) && !term.isExcluded ? term.values : [])),
  );
}

/** The query with one word more let through, or one less; without its last word the condition goes. */
export function toggleWord(query: Query, key: QueryKey, value: string | null): Query {
  const chosen = chosenWords(query, key);
  const values = chosen.has(value)
    ? [...chosen].filter((other) => other !== value)
    : [...chosen, value];
  const term: QueryTerm = { form: 'words', key, values, isExcluded: false };
  return replaceConditions(query, (other) => isWordsOf(other, key) && !other.isExcluded, [
    ...(values.length > 0 ? [term] : []),
  ]);
}

/** The query with another range of numbers; two nulls take the condition away. */
export function setNumbers(
  query: Query,
  key: QueryKey,
  { least, most }: { readonly least: number | null; readonly most: number | null },
): Query {
  const isAny = (least === null || least === 0) && most === null;
  const term: QueryTerm = { form: 'number', key, least, most, isExcluded: false };
  return replaceConditions(query, (other) => other.form === 'number' && other.key === key, [
    ...(isAny ? [] : [term]),
  ]);
}

/** The query with another range of dates; two nulls take the condition away. */
export function setDates(
  query: Query,
  key: QueryKey,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Query {
  const isAny = from === null && to === null;
  const term: QueryTerm = { form: 'date', key, from, to, isExcluded: false };
  return replaceConditions(query, (other) => other.form === 'date' && other.key === key, [
    ...(isAny ? [] : [term]),
  ]);
}

/** The query without what it says of one filter. */
export function clearKey(query: Query, key: QueryKey): Query {
  return { terms: query.terms.filter((term) => !('key' in term) || term.key !== key) };
}

/** The query without one of its conditions. */
export function withoutTerm(query: Query, index: number): Query {
  return { terms: query.terms.filter((_, at) => at !== index) };
}

/** Puts conditions where the first of those was that they stand for; at the end where there was none. */
function replaceConditions(
  query: Query,
  isMeant: (term: QueryTerm) => boolean,
  terms: readonly QueryTerm[],
): Query {
  const at = query.terms.findIndex(isMeant);
  const others = query.terms.filter((term) => !isMeant(term));
  const place = at < 0 ? others.length : at;
  return { terms: [...others.slice(0, place), ...terms, ...others.slice(place)] };
}
