import { FACT_BIT } from '../domain/grade-set.ts';
import { foldText } from '../domain/search-text.ts';
import type { QueryColumns, WordColumn } from './columns.ts';
import type { Evaluation } from './evaluate.ts';

/** What a list can be ordered by, besides any field; `best` by how well the words of the query match. */
export const QUERY_SORTS = [
  'best',
  'label',
  'type',
  'role',
  'levers',
  'links',
  'seen',
  'grade',
  'source',
] as const;
export type QuerySort = (typeof QUERY_SORTS)[number] | `field:${string}`;

/** One thing that a list is ordered by. */
export interface SortKey {
  readonly by: QuerySort;
  readonly isDescending: boolean;
}

/** What ordering asks for that no column answers. */
export interface SortSource {
  readonly columns: QueryColumns;
  /** As {@link labelOrder} gives it. */
  readonly byLabel: Int32Array;
  /** Places of the best matches, best first. */
  readonly best: () => Iterable<number>;
  readonly levers: () => Int32Array;
  /** How the ontology orders kinds. */
  readonly kindRank: ReadonlyMap<string, number>;
  /** A role in words. */
  readonly roleLabel: (role: string) => string;
  /** What entities say of a field, by place: numbers as such, all else in words. */
  readonly values: (field: string) => ReadonlyMap<number, string | number>;
}

/** Places put in order between two pauses. */
const RUN = 4096;
/** With more labels changed than these, everything is put in order anew. */
const MOST_MOVED = 2000;

/**
 * Places in order of label, protected people last by reference, equal labels by id; with a pause now and then for
 * others. Where the order of before is given, only what is called otherwise now is put in its place.
 */
export function* labelOrder(
  columns: QueryColumns,
  before: { readonly columns: QueryColumns; readonly order: Int32Array } | null = null,
): Generator<void, Int32Array> {
  const { sortLabels, isProtected, ids, count } = columns;
  const compare = (a: number, b: number): number => {
    if (isProtected[a] !== isProtected[b]) return isProtected[a]! - isProtected[b]!;
    return compareText(sortLabels[a]!, sortLabels[b]!) || compareText(ids[a]!, ids[b]!);
  };
  const moved = before && movedPlaces(columns, before.columns);
  if (before && moved) {
    const others = moved.size === 0 ? before.order : before.order.filter((at) => !moved.has(at));
    return merged(others, Int32Array.from(moved).sort(compare), compare);
  }
  return yield* inOrder(
    Int32Array.from({ length: count }, (_, place) => place),
    compare,
  );
}

/** Sorts in runs that are then put together, with a pause for others after each. */
function* inOrder(
  all: Int32Array,
  compare: (a: number, b: number) => number,
): Generator<void, Int32Array> {
  let runs: Int32Array[] = [];
  for (let at = 0; at < all.length; at += RUN) {
    runs.push(all.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const next: Int32Array[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      next.push(merged(runs[at]!, runs[at + 1] ?? new Int32Array(), compare));
      yield;
    }
    runs = next;
  }
  return runs[0] ?? new Int32Array();
}

/** Places that are called otherwise than before; null where they are not the same entities, or too many. */
function movedPlaces(now: QueryColumns, before: QueryColumns): ReadonlySet<number> | null {
  if (now.count !== before.count) return null;
  const moved = new Set<number>();
  for (let place = 0; place < now.count; place++) {
    if (now.ids[place] !== before.ids[place]) return null;
    if (
      now.isProtected[place] !== before.isProtected[place] ||
      now.sortLabels[place] !== before.sortLabels[place]
    )
      moved.add(place);
  }
  return moved.size > MOST_MOVED ? null : moved;
}

/** Two ordered lists as one. */
function merged(
  a: Int32Array,
  b: Int32Array,
  compare: (a: number, b: number) => number,
): Int32Array {
  if (b.length === 0) return a;
  const both = new Int32Array(a.length + b.length);
  let [fromA, fromB] = [0, 0];
  for (let at = 0; at < both.length; at++) {
    const isA = fromB === b.length || (fromA < a.length && compare(a[fromA]!, b[fromB]!) <= 0);
    both[at] = isA ? a[fromA++]! : b[fromB++]!;
  }
  return both;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The entities that meet a query, in order. What is not known comes last whichever way a list runs, protected people
 * after everyone else, and equals by the next key, then by label: nobody is ranked by what is withheld. It pauses for
 * others now and then.
 */
export function* sortedPlaces(
  { facetFaults, total }: Evaluation,
  keys: readonly SortKey[],
  from: SortSource,
): Generator<void, Int32Array> {
  const { columns, byLabel } = from;
  const met = new Int32Array(total);
  let length = 0;
  for (const place of byLabel) if (facetFaults[place] === 0) met[length++] = place;
  let open = 0;
  while (open < total && columns.isProtected[met[open]!] === 0) open++;
  const listed = met.subarray(0, open);
  const [first] = keys;
  if (first?.by === 'best') putFirst(listed, from.best(), columns.count);
  else if (first?.by === 'label') {
    // Labels are in order already, and nothing is equal to anything else but by them.
    if (first.isDescending) listed.reverse();
  } else yield* orderBy(listed, keys, from);
  return met;
}

/** Orders places in place by keys, the first before the second; equals stay as they were. */
function* orderBy(
  places: Int32Array,
  keys: readonly SortKey[],
  from: SortSource,
): Generator<void, void> {
  const values: Float64Array[] = [];
  for (const { by, isDescending } of keys) {
    if (by === 'best') continue;
    const rankOf = ranksOf(by, from);
    yield;
    const sign = isDescending ? -1 : 1;
    values.push(
      Float64Array.from(places, (place) => {
        const rank = rankOf(place);
        return rank === null ? Number.POSITIVE_INFINITY : sign * rank;
      }),
    );
    yield;
  }
  const order = yield* inOrder(
    Int32Array.from(places, (_, index) => index),
    (a, b) => {
      for (const ranks of values) {
        const [first, second] = [ranks[a]!, ranks[b]!];
        if (first !== second) return first < second ? -1 : 1;
      }
      return a - b;
    },
  );
  places.set(order.map((index) => places[index]!));
}

/** What a place is worth for a key; null: not known. */
function ranksOf(by: QuerySort, from: SortSource): (place: number) => number | null {
  const { columns } = from;
  if (isOfField(by)) return rankOfField(from.values(by.slice('field:'.length)), columns.count);
  switch (by) {
    case 'best':
      return () => null;
    case 'label': {
      const rank = new Int32Array(columns.count);
      from.byLabel.forEach((place, index) => {
        rank[place] = index;
      });
      return (place) => rank[place]!;
    }
    case 'type': {
      const { codes, words } = columns.type;
      const ranks = words.map((word) => (word === null ? 999 : (from.kindRank.get(word) ?? 998)));
      return (place) => ranks[codes[place]!]!;
    }
    case 'role':
      return rankOfWords(columns.role, from.roleLabel);
    case 'levers': {
      const levers = from.levers();
      return (place) => levers[place]!;
    }
    case 'links':
      return (place) => columns.links[place]!;
    case 'seen':
      return rankOfTexts((place) => columns.lastSeenOn[place] ?? null, columns.count);
    case 'grade':
      return (place) => rankOfGrades(columns.grades[place]!);
    case 'source': {
      const { codes, sets } = columns.sources;
      const first = sets.map((set) => [...set].sort()[0] ?? null);
      return rankOfTexts((place) => first[codes[place]!] ?? null, columns.count);
    }
  }
}

function isOfField(by: QuerySort): by is `field:${string}` {
  return by.startsWith('field:');
}

function rankOfField(
  values: ReadonlyMap<number, string | number>,
  count: number,
): (place: number) => number | null {
  const [one] = values.values();
  if (typeof one === 'number')
    return (place) => {
      const value = values.get(place);
      return typeof value === 'number' ? value : null;
    };
  return rankOfTexts((place) => {
    const value = values.get(place);
    return value === undefined ? null : foldText(String(value));
  }, count);
}

function rankOfWords(
  { codes, words }: WordColumn,
  labelOf: (word: string) => string,
): (place: number) => number | null {
  const labels = words.map((word) => (word === null ? null : foldText(labelOf(word))));
  const ordered = [...new Set(labels.filter((label) => label !== null))].sort(compareText);
  const ranks = labels.map((label) => (label === null ? null : ordered.indexOf(label)));
  return (place) => ranks[codes[place]!] ?? null;
}

function rankOfTexts(
  textOf: (place: number) => string | null,
  count: number,
): (place: number) => number | null {
  const texts = new Set<string>();
  for (let place = 0; place < count; place++) {
    const text = textOf(place);
    if (text !== null) texts.add(text);
  }
  const ranks = new Map([...texts].sort(compareText).map((text, index) => [text, index]));
  return (place) => ranks.get(textOf(place) ?? '') ?? null;
}

/** Facts before grades, 1A before 3E; what is not graded is not known. */
function rankOfGrades(grades: number): number | null {
  if ((grades & FACT_BIT) !== 0) return 0;
  for (let bit = 0; bit < 15; bit++) if ((grades & (1 << bit)) !== 0) return bit + 1;
  return null;
}

/** Brings the best to the front, in their order; the rest stay as they were. */
function putFirst(places: Int32Array, best: Iterable<number>, count: number): void {
  const isListed = new Uint8Array(count);
  for (const place of places) isListed[place] = 1;
  const rest = new Set(places);
  const ordered: number[] = [];
  for (const place of best) {
    if (isListed[place] === 0 || !rest.delete(place)) continue;
    ordered.push(place);
  }
  ordered.push(...rest);
  places.set(ordered);
}
