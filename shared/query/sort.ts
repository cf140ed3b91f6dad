import type { QueryColumns } from './columns.ts';
import type { Evaluation } from './evaluate.ts';

/** What a list can be ordered by; `best` by how well the words of the query match. */
export const QUERY_SORTS = ['best', 'label', 'type', 'levers', 'links', 'seen'] as const;
export type QuerySort = (typeof QUERY_SORTS)[number];

/** Places in order of label, protected people last by reference, equal labels by id. */
export function labelOrder(columns: QueryColumns): Int32Array {
  const { sortLabels, isProtected, ids, count } = columns;
  const order = Array.from({ length: count }, (_, place) => place);
  order.sort((a, b) => {
    if (isProtected[a] !== isProtected[b]) return isProtected[a]! - isProtected[b]!;
    return compareText(sortLabels[a]!, sortLabels[b]!) || compareText(ids[a]!, ids[b]!);
  });
  return Int32Array.from(order);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The entities that meet a query, in order. What is not known comes last whichever way a list runs, protected people
 * after everyone else, and equals by label: nobody is ranked by what is withheld.
 */
export function sortedPlaces(
  { facetFaults, total }: Evaluation,
  sort: { readonly by: QuerySort; readonly isDescending: boolean },
  from: {
    readonly columns: QueryColumns;
    /** As {@link labelOrder} gives it. */
    readonly byLabel: Int32Array;
    /** Places of the best matches, best first. */
    readonly best: () => Iterable<number>;
    readonly levers: () => Int32Array;
    /** How the ontology orders kinds. */
    readonly kindRank: ReadonlyMap<string, number>;
  },
): Int32Array {
  const { columns, byLabel } = from;
  const met = new Int32Array(total);
  let length = 0;
  for (const place of byLabel) if (facetFaults[place] === 0) met[length++] = place;
  let open = 0;
  while (open < total && columns.isProtected[met[open]!] === 0) open++;
  const listed = met.subarray(0, open);
  switch (sort.by) {
    case 'label':
      if (sort.isDescending) listed.reverse();
      break;
    case 'best':
      putFirst(listed, from.best(), columns.count);
      break;
    case 'type': {
      const { codes, words } = columns.type;
      const ranks = words.map((word) => (word === null ? 999 : (from.kindRank.get(word) ?? 998)));
      orderBy(listed, (place) => ranks[codes[place]!]!, sort.isDescending);
      break;
    }
    case 'levers': {
      const levers = from.levers();
      orderBy(listed, (place) => levers[place]!, sort.isDescending);
      break;
    }
    case 'links':
      orderBy(listed, (place) => columns.links[place]!, sort.isDescending);
      break;
    case 'seen':
      orderByDate(listed, columns.lastSeenOn, sort.isDescending);
      break;
  }
  return met;
}

/** Orders places in place by a number; equals stay as they were. */
function orderBy(
  places: Int32Array,
  numberOf: (place: number) => number,
  isDescending: boolean,
): void {
  const sign = isDescending ? -1 : 1;
  const values = new Float64Array(places.length);
  for (let index = 0; index < places.length; index++)
    values[index] = sign * numberOf(places[index]!);
  reorder(places, (a, b) => values[a]! - values[b]!);
}

function orderByDate(
  places: Int32Array,
  dates: readonly (string | null)[],
  isDescending: boolean,
): void {
  const sign = isDescending ? -1 : 1;
  const values = Array.from(places, (place) => dates[place] ?? null);
  reorder(places, (a, b) => {
    const first = values[a]!;
    const second = values[b]!;
    if (first === second) return 0;
    if (first === null || second === null) return first === null ? 1 : -1;
    return sign * compareText(first, second);
  });
}

function reorder(places: Int32Array, compare: (a: number, b: number) => number): void {
  const order = Array.from(places, (_, index) => index).sort(compare);
  places.set(order.map((index) => places[index]!));
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
