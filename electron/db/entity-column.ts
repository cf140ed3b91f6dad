import type { Database } from 'better-sqlite3';
import { baseKindOf, type Ontology } from '../../shared/domain/ontology.ts';
import {
  NOT_ASKED,
  type QueryColumns,
  type SetColumn,
  type WordColumn,
} from '../../shared/query/columns.ts';
import { type Links, linkColumns, readLinks, replaceLinks } from './link-column.ts';
import { pages } from './page.ts';
import type { LinkRow, RelationRepository } from './relation.ts';
import type { TouchedReader } from './touched.ts';

interface ColumnRow {
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly sortLabel: string;
  readonly isProtected: number;
  readonly category: string | null;
  readonly role: string | null;
  readonly sector: string | null;
  readonly premisesType: string | null;
  readonly seenOn: string | null;
  readonly grades: number;
  readonly sources: string;
}

/** The columns of a case, and the links between their places. */
export interface EntityColumns extends QueryColumns {
  /** Place of an entity by its id or an alias; undefined: none. */
  placeOf(id: string): number | undefined;
  /** Place of an entity by its number. */
  placeOfNumber(number: number): number | undefined;
  /** Both ends of each link, one after the other. */
  readonly linkEnds: Int32Array;
}

/** Reads what filters ask of every entity: one pass over entities and one over relations. */
export function createEntityColumns(
  db: Database,
  from: {
    readonly relations: Pick<RelationRepository, 'links' | 'linksBetween' | 'factsAbout'>;
    readonly touched: TouchedReader;
  },
  {
    ontology,
    today,
  }: {
    readonly ontology: Ontology;
    /** ISO date: later ones are no sightings. */
    readonly today: string;
  },
) {
  const selectEntities = db.prepare<[number, number], ColumnRow>(
    `SELECT number, id, kind, sort_label AS sortLabel, is_protected AS isProtected, category, role, sector,
       premises_type AS premisesType, seen_on AS seenOn, grades, sources
     FROM entity WHERE number > ? ORDER BY number LIMIT ?`,
  );
  const selectAliases = db
    .prepare<[], [string, string]>('SELECT record_id, entity_id FROM entity_alias')
    .raw();
  const selectSources = db.prepare<[], [string, string]>('SELECT id, name FROM source').raw();

  let known: Known | null = null;

  /**
   * What was read before, with the links that changed since taken anew: all of them take longest. Null where entities
   * are gone or came in between, or where everything may be otherwise.
   */
  function* follow(
    rows: readonly ColumnRow[],
  ): Generator<void, Pick<Known, 'places' | 'links'> | null> {
    const changed = known && from.touched.since(known.sequence);
    if (!known || !changed || rows.length < known.ids.length) return null;
    const { ids, numbers, links } = known;
    const isSame = ids.every(
      (id, place) => rows[place]?.id === id && rows[place]?.number === numbers[place],
    );
    if (!isSame) return null;
    const places = new Map(known.places);
    const pairs = new Map<string, readonly [string, string]>();
    const addPair = (one: string, other: string) => {
      if (one !== other) pairs.set([one, other].sort().join(' '), [one, other]);
    };
    for (const ends of changed.relationEnds.values())
      for (const one of ends) for (const other of ends) addPair(one, other);
    for (let place = ids.length; place < rows.length; place++) {
      const { id } = rows[place]!;
      places.set(id, place);
      for (const { fromId, toId } of from.relations.factsAbout(id)) addPair(fromId, toId);
    }
    readAliases(places);
    if (pairs.size === 0) return { places, links };
    if (pairs.size > MOST_PAIRS) return null;
    yield;
    const joined = new Set<number>();
    const keyOf = (one: number, other: number) =>
      Math.min(one, other) * rows.length + Math.max(one, other);
    const added: LinkRow[] = [];
    for (const [one, other] of pairs.values()) {
      const [at, otherAt] = [places.get(one), places.get(other)];
      if (at === undefined || otherAt === undefined) continue;
      joined.add(keyOf(at, otherAt));
      added.push(...from.relations.linksBetween(one, other));
    }
    const taken = yield* readLinks(added, (id) => places.get(id), today);
    return {
      places,
      links: replaceLinks(links, (one, other) => joined.has(keyOf(one, other)), taken),
    };
  }

  function readAliases(places: Map<string, number>): void {
    for (const [recordId, entityId] of selectAliases.iterate()) {
      const place = places.get(entityId);
      if (place !== undefined) places.set(recordId, place);
    }
  }

  function* keep(rows: readonly ColumnRow[]): Generator<void, Known> {
    // Asked first: what changes while the rest is read is then read again next time.
    const sequence = from.touched.newest();
    const ids = rows.map((row) => row.id);
    const numbers = Int32Array.from(rows, (row) => row.number);
    const followed = yield* follow(rows);
    if (followed) {
      known = { ...followed, sequence, ids, numbers };
      return known;
    }
    const places = new Map(rows.map((row, place) => [row.id, place]));
    readAliases(places);
    const links = yield* readLinks(from.relations.links(), (id) => places.get(id), today);
    known = { sequence, places, ids, numbers, links };
    return known;
  }

  /** Reads everything, with a pause now and then for others. */
  function* build(): Generator<void, EntityColumns> {
    const rows: ColumnRow[] = [];
    const all = pages(
      (after, limit) => selectEntities.all(after, limit),
      ({ number }) => number,
    );
    for (const row of all) if (rows.push(row) % READ_PER_PAUSE === 0) yield;
    const { places, ids, numbers, links } = yield* keep(rows);
    yield;
    const columns = yield* columnsOf(rows, {
      links,
      ontology,
      sourceNames: new Map(selectSources.all()),
    });
    return {
      ...columns,
      ids,
      numbers,
      linkEnds: links.ends,
      placeOf: (id) => places.get(id),
      placeOfNumber: placeFinder(numbers),
    };
  }

  return {
    build,
    read(): EntityColumns {
      const steps = build();
      for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
    },
  };
}

/** Entities read between two pauses. */
const READ_PER_PAUSE = 800;

/** More changed pairs than these are sooner read with everything else. */
const MOST_PAIRS = 200;

interface Known {
  /** The latest change that it holds. */
  readonly sequence: number;
  readonly places: Map<string, number>;
  readonly ids: readonly string[];
  readonly numbers: Int32Array;
  readonly links: Links;
}

function placeFinder(numbers: Int32Array): (number: number) => number | undefined {
  // One more than the place, so that 0 stands for none.
  const afterPlace = new Int32Array((numbers.at(-1) ?? 0) + 1);
  for (let place = 0; place < numbers.length; place++) afterPlace[numbers[place]!] = place + 1;
  return (number) => (afterPlace[number] ? afterPlace[number] - 1 : undefined);
}

function* columnsOf(
  rows: readonly ColumnRow[],
  from: {
    readonly links: Links;
    readonly ontology: Ontology;
    readonly sourceNames: ReadonlyMap<string, string>;
  },
): Generator<void, Omit<QueryColumns, 'ids' | 'numbers'>> {
  // What is withheld of a protected person is not known here.
  const shown = rows.map((row) => (row.isProtected === 1 ? null : row));
  const asked = (field: string, wordFor: (row: ColumnRow) => string | null) => {
    const kinds = kindsWith(from.ontology, field);
    return rows.map((row, place) => {
      if (!kinds.has(row.kind)) return undefined;
      return shown[place] ? wordFor(row) : null;
    });
  };
  // Once a kind: every link asks it of both its ends.
  const eventKinds = new Set(
    from.ontology.kinds.flatMap(({ id }) =>
      baseKindOf(from.ontology, id) === 'event' ? [id] : [],
    ),
  );
  const isEvent = rows.map(({ kind }) => eventKinds.has(kind));
  const { lastSeenOn, ...linked } = linkColumns(from.links, {
    count: rows.length,
    seenByRecords: shown.map((row) => row?.seenOn ?? null),
    isEvent: (place) => isEvent[place]!,
  });
  yield;
  const type = wordColumn(rows.map((row) => row.kind));
  const role = wordColumn(asked('role', (row) => row.role));
  yield;
  const sector = wordColumn(asked('sector', (row) => row.sector));
  const premises = wordColumn(asked('premisesType', (row) => row.premisesType));
  yield;
  const category = wordColumn(
    rows.map((row, place) =>
      baseKindOf(from.ontology, row.kind) === 'person'
        ? (shown[place]?.category ?? null)
        : undefined,
    ),
  );
  const sources = sourceColumn(
    shown.map((row) => row?.sources ?? '[]'),
    from.sourceNames,
  );
  yield;
  return {
    count: rows.length,
    sortLabels: rows.map((row) => row.sortLabel),
    isProtected: Uint8Array.from(rows, (row) => row.isProtected),
    type,
    role,
    sector,
    premises,
    category,
    sources,
    grades: Int32Array.from(shown, (row) => row?.grades ?? 0),
    lastSeenOn: lastSeenOn.map((date, place) => (shown[place] ? date : null)),
    ...linked,
  };
}

function wordColumn(values: readonly (string | null | undefined)[]): WordColumn {
  const words: (string | null)[] = [null];
  const codeOf = new Map<string | null, number>([[null, 0]]);
  const codes = new Uint16Array(values.length);
  for (let place = 0; place < values.length; place++) {
    const word = values[place];
    if (word === undefined) {
      codes[place] = NOT_ASKED;
      continue;
    }
    let code = codeOf.get(word);
    if (code === undefined) {
      // More different words than this are free text in a wrong column: the rest count as not known.
      code = words.length < NOT_ASKED ? words.push(word) - 1 : 0;
      codeOf.set(word, code);
    }
    codes[place] = code;
  }
  return { codes, words };
}

function kindsWith(ontology: Ontology, field: string): ReadonlySet<string> {
  const kinds = ontology.kinds.filter((kind) => kind.fields.some(({ id }) => id === field));
  return new Set(kinds.map(({ id }) => id));
}

function sourceColumn(values: readonly string[], names: ReadonlyMap<string, string>): SetColumn {
  const { codes, words } = wordColumn(values);
  const sets = words.map((ids) =>
    ids === null ? [] : (JSON.parse(ids) as string[]).map((id) => names.get(id) ?? id),
  );
  return { codes, sets };
}
