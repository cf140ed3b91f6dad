import { Certainty } from '../domain/grade.ts';
import type { Ontology } from '../domain/ontology.ts';
import { CERTAINTY_BITS, NOT_ASKED, type QueryColumns, type WordColumn } from './columns.ts';
import { type Evaluation, sourcesMeant } from './evaluate.ts';
import { formatTerm } from './format.ts';
import { wordsOf } from './key.ts';
import type { Query, QueryKey, QueryTerm } from './query.ts';

/** Questions whose answers are counted beside a list. */
export const FACETS = [
  'type',
  'role',
  'sector',
  'premises',
  'source',
  'lever',
  'links',
  'seen',
  'review',
  'certainty',
] as const;
export type FacetKey = (typeof FACETS)[number];

/** One answer and how many entities give it. */
export interface FacetBucket {
  /** Null: not known. */
  readonly value: string | null;
  readonly label: string;
  /** Entities that the rest of the query leaves, whatever it says of this facet itself. */
  readonly count: number;
  /** Text of the condition that picks it. */
  readonly filter: string;
}

/** Ranges that counts of levers are told in. */
const LEVER_BUCKETS: readonly (readonly [least: number, most: number | null])[] = [
  [0, 0],
  [1, 1],
  [2, 3],
  [4, 7],
  [8, null],
];

/** Ranges that numbers of links are told in. */
const LINK_BUCKETS: typeof LEVER_BUCKETS = [
  [0, 0],
  [1, 1],
  [2, 4],
  [5, 9],
  [10, 19],
  [20, null],
];

/** Counts one facet. Entities that only its own conditions keep out are counted too. */
export function countFacet(
  facet: FacetKey,
  from: {
    readonly query: Query;
    readonly columns: QueryColumns;
    readonly evaluation: Evaluation;
    /** Asked for the levers alone. */
    readonly levers: () => Int32Array;
    /** Asked for what is due for review alone. */
    readonly reviews: () => ReadonlyMap<number, string>;
    readonly ontology: Ontology;
  },
): FacetBucket[] {
  const { columns, evaluation, query, ontology } = from;
  const places = countedPlaces(facet, evaluation, columns.count);
  switch (facet) {
    case 'type':
    case 'role':
    case 'sector':
    case 'premises':
      return wordBuckets(facet, { column: columns[facet], places, query, ontology });
    case 'source':
      return sourceBuckets(places, columns, query);
    case 'lever':
      return rangeBuckets('lever', LEVER_BUCKETS, { places, values: from.levers() });
    case 'links':
      return rangeBuckets('links', LINK_BUCKETS, { places, values: columns.links });
    case 'seen':
      return monthBuckets('seen', places, (place) => columns.lastSeenOn[place] ?? null);
    case 'review': {
      const reviews = from.reviews();
      return monthBuckets('review', places, (place) => reviews.get(place) ?? null);
    }
    case 'certainty':
      return certaintyBuckets(places, columns.certainties, ontology);
  }
}

/** Places of the entities that are counted. */
function countedPlaces(
  facet: FacetKey,
  { facets, facetFaults, lastFacet }: Evaluation,
  count: number,
): Int32Array {
  const own = facets.indexOf(facet);
  const places = new Int32Array(count);
  let length = 0;
  for (let place = 0; place < count; place++) {
    const faults = facetFaults[place]!;
    if (faults === 0 || (faults === 1 && lastFacet[place] === own)) places[length++] = place;
  }
  return places.subarray(0, length);
}

function wordsBucket(
  key: QueryKey,
  value: string | null,
  label: string,
  count: number,
): FacetBucket {
  const term: QueryTerm = { form: 'words', key, values: [value], isExcluded: false };
  return { value, label, count, filter: formatTerm(term) };
}

function chosenWords(query: Query, key: QueryKey): readonly (string | null)[] {
  return query.terms.flatMap((term) =>
    term.form === 'words' && term.key === key ? term.values : [],
  );
}

function wordBuckets(
  key: 'type' | 'role' | 'sector' | 'premises',
  from: {
    readonly column: WordColumn;
    readonly places: Int32Array;
    readonly query: Query;
    readonly ontology: Ontology;
  },
): FacetBucket[] {
  const { column, places, query, ontology } = from;
  const counts = new Int32Array(column.words.length);
  for (const place of places) {
    const code = column.codes[place]!;
    if (code !== NOT_ASKED) counts[code]!++;
  }
  const known = new Map<string | null, number>();
  // What was chosen stays to be seen, and to be taken back, where nothing is left of it.
  for (const value of chosenWords(query, key)) known.set(value, 0);
  for (const [code, word] of column.words.entries())
    if (counts[code]! > 0) known.set(word, counts[code]!);
  const words = wordsOf(ontology, key) ?? [];
  const labels = new Map(words.map(({ id, label }) => [id, label]));
  const buckets = [...known].map(([value, count]) =>
    wordsBucket(key, value, value === null ? 'Not known' : (labels.get(value) ?? value), count),
  );
  if (key === 'type') {
    const rank = new Map(words.map(({ id }, index) => [id as string | null, index]));
    return buckets.sort((a, b) => (rank.get(a.value) ?? 99) - (rank.get(b.value) ?? 99));
  }
  return buckets.sort(byCount);
}

/** Most first; what is not known comes last. */
function byCount(a: FacetBucket, b: FacetBucket): number {
  return (
    Number(a.value === null) - Number(b.value === null) ||
    b.count - a.count ||
    (a.label < b.label ? -1 : 1)
  );
}

function sourceBuckets(places: Int32Array, columns: QueryColumns, query: Query): FacetBucket[] {
  const { codes, sets } = columns.sources;
  const bySet = new Int32Array(sets.length);
  for (const place of places) bySet[codes[place]!]!++;
  const counts = new Map<string | null, number>();
  const names = new Set(sets.flat());
  for (const value of chosenWords(query, 'source')) {
    const meant = value === null ? [] : sourcesMeant(value, names);
    for (const name of meant.length > 0 ? meant : [value]) counts.set(name, 0);
  }
  for (const [code, set] of sets.entries()) {
    if (bySet[code] === 0) continue;
    for (const name of set.length === 0 ? [null] : set)
      counts.set(name, (counts.get(name) ?? 0) + bySet[code]!);
  }
  return [...counts]
    .map(([name, count]) => wordsBucket('source', name, name ?? 'Not known', count))
    .sort(byCount);
}

function rangeBuckets(
  key: 'lever' | 'links',
  ranges: typeof LEVER_BUCKETS,
  { places, values }: { readonly places: Int32Array; readonly values: ArrayLike<number> },
): FacetBucket[] {
  const counts = ranges.map(() => 0);
  for (const place of places) {
    const count = values[place]!;
    const bucket = ranges.findIndex(
      ([least, most]) => count >= least && (most === null || count <= most),
    );
    if (bucket >= 0) counts[bucket]!++;
  }
  return ranges.map(([least, most], index) => ({
    value: most === least ? `${least}` : `${least}..${most ?? ''}`,
    label: most === null ? `${least} or more` : most === least ? `${least}` : `${least} to ${most}`,
    count: counts[index]!,
    filter: formatTerm({ form: 'number', key, least, most, isExcluded: false }),
  }));
}

/** One for each month, in order of time; a year whose month is not known stands before its months. */
function monthBuckets(
  key: 'seen' | 'review',
  places: Int32Array,
  dateOf: (place: number) => string | null,
): FacetBucket[] {
  const counts = new Map<string | null, number>();
  for (const place of places) {
    const month = dateOf(place)?.slice(0, 7) ?? null;
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([month, count]) =>
      month === null
        ? wordsBucket(key, null, key === 'seen' ? 'Not known' : 'No date', count)
        : {
            value: month,
            label: month,
            count,
            filter: formatTerm({
              form: 'date',
              key,
              from: month,
              to: month,
              isExcluded: false,
            }),
          },
    );
}

function certaintyBuckets(
  places: Int32Array,
  certainties: Uint8Array,
  ontology: Ontology,
): FacetBucket[] {
  const words = wordsOf(ontology, 'certainty') ?? [];
  const bySet = new Int32Array(8);
  for (const place of places) bySet[certainties[place]!]!++;
  const buckets = Certainty.options.map((certainty) => {
    const bit = CERTAINTY_BITS[certainty];
    const count = bySet.reduce((sum, some, set) => sum + ((set & bit) === 0 ? 0 : some), 0);
    const label = words.find(({ id }) => id === certainty)?.label ?? certainty;
    return wordsBucket('certainty', certainty, label, count);
  });
  return [...buckets, wordsBucket('certainty', null, 'No links', bySet[0]!)];
}
