/** What the columns of a count grid tell apart. */
export const GRID_COLUMNS = ['source', 'seen', 'links', 'levers', 'ocg'] as const;
export type GridBy = (typeof GRID_COLUMNS)[number];

/** One column of a grid: a source, a year, a range of links. */
export interface GridColumn {
  readonly id: string;
  readonly label: string;
}

/** Puts entities, by place, into columns; an entity may be in several, as one of two sources is. */
export interface GridSorter {
  readonly columns: readonly GridColumn[];
  /** Indices of the columns that an entity is in. */
  columnsOf(place: number): readonly number[];
}

/** Numbers told in ranges. */
const LINK_RANGES = [0, 1, 2, 5, 10, 50] as const;
const LEVER_RANGES = [0, 1, 2, 4] as const;
const MOST_COLUMNS = 12;
/** Up to so many months are told month by month; more year by year. */
const MOST_MONTHS = 14;

/** Counts of entities by kind and column. */
export interface CountGrid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly {
    readonly kind: string;
    /** Entities of the kind, each once, however many columns it is in. */
    readonly total: number;
    readonly counts: readonly number[];
  }[];
}

/** Counts entities; kinds come in the order given, those without any are left out. */
export function countGrid(
  places: Iterable<number>,
  from: {
    readonly sorter: GridSorter;
    readonly kinds: readonly string[];
    readonly kindOf: (place: number) => string;
  },
): CountGrid {
  const { columns } = from.sorter;
  const rows = new Map(
    from.kinds.map((kind) => [kind, { kind, total: 0, counts: columns.map(() => 0) }]),
  );
  for (const place of places) {
    const row = rows.get(from.kindOf(place));
    if (!row) continue;
    row.total++;
    for (const column of from.sorter.columnsOf(place)) row.counts[column]!++;
  }
  return { columns, rows: [...rows.values()].filter(({ total }) => total > 0) };
}

function rangeSorter(
  starts: readonly number[],
  countOf: (place: number) => number,
  [one, many]: readonly [string, string],
): GridSorter {
  const columns = starts.map((start, index): GridColumn => {
    const last = (starts[index + 1] ?? Number.POSITIVE_INFINITY) - 1;
    if (start === last) {
      return {
        id: `${start}`,
        label: start === 0 ? `No ${many}` : `${start} ${start === 1 ? one : many}`,
      };
    }
    const range = Number.isFinite(last) ? `${start} to ${last}` : `${start} or more`;
    return { id: `${start}`, label: `${range} ${many}` };
  });
  return {
    columns,
    columnsOf: (place) => [starts.findLastIndex((start) => countOf(place) >= start)],
  };
}

/** How many links each entity has, in ranges. */
export function sortByLinks(links: ArrayLike<number>): GridSorter {
  return rangeSorter(LINK_RANGES, (place) => links[place] ?? 0, ['link', 'links']);
}

/** How many levers apply to each entity, in ranges. */
export function sortByLevers(levers: (place: number) => number): GridSorter {
  return rangeSorter(LEVER_RANGES, levers, ['lever', 'levers']);
}

/** When each entity was last seen: by month where these are few, else by year; not known comes last. */
export function sortBySeen(
  places: Iterable<number>,
  lastSeenOn: readonly (string | null)[],
): GridSorter {
  const dates = new Set<string>();
  for (const place of places) {
    const date = lastSeenOn[place];
    if (date) dates.add(date.slice(0, 7));
  }
  const isByMonth = dates.size <= MOST_MONTHS;
  const letters = isByMonth ? 7 : 4;
  const all = [...new Set([...dates].map((date) => date.slice(0, letters)))].sort();
  const shown = all.slice(-MOST_COLUMNS);
  const hasEarlier = shown.length < all.length;
  const ids = [...(hasEarlier ? ['earlier'] : []), ...shown, 'unknown'];
  const placeOf = new Map(ids.map((id, index) => [id, index]));
  return {
    columns: ids.map((id) => ({
      id,
      label: id === 'earlier' ? `Before ${shown[0]}` : id === 'unknown' ? 'Not known' : id,
    })),
    columnsOf(place) {
      const date = lastSeenOn[place];
      const id = date ? date.slice(0, letters) : 'unknown';
      return [placeOf.get(id) ?? 0];
    },
  };
}

/** Entities by things that each may have several of: sources, OCGs. The commonest have columns of their own. */
export function sortByNames(
  places: Iterable<number>,
  namesOf: (place: number) => readonly string[],
  words: {
    readonly labelOf: (name: string) => string;
    readonly others: string;
    readonly none: string;
  },
): GridSorter {
  const counts = new Map<string, number>();
  for (const place of places)
    for (const name of namesOf(place)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = ranked.slice(0, MOST_COLUMNS).map(([name]) => name);
  const columns: GridColumn[] = shown.map((name) => ({ id: name, label: words.labelOf(name) }));
  const placeOf = new Map(shown.map((name, index) => [name, index]));
  const others =
    ranked.length > shown.length ? columns.push({ id: 'others', label: words.others }) - 1 : -1;
  const none = columns.push({ id: 'none', label: words.none }) - 1;
  return {
    columns,
    columnsOf(place) {
      const names = namesOf(place);
      if (names.length === 0) return [none];
      return [...new Set(names.map((name) => placeOf.get(name) ?? others))];
    },
  };
}
