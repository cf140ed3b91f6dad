import type { Database } from 'better-sqlite3';
import { baseKindOf, type Ontology } from '../../shared/domain/ontology.ts';
import {
  NOT_ASKED,
  type QueryColumns,
  type SetColumn,
  type WordColumn,
} from '../../shared/query/columns.ts';
import { VIEW_TABLES } from './change-triggers.ts';
import { type Links, linkColumns, readLinks } from './link-column.ts';
import { pages } from './page.ts';
import type { RelationRepository } from './relation.ts';

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
  relations: Pick<RelationRepository, 'links'>,
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

  const selectNewest = db
    .prepare<[], number>('SELECT COALESCE(MAX(sequence), 0) FROM change')
    .pluck();
  const selectTouched = db
    .prepare<[number], string>(
      `SELECT DISTINCT CASE WHEN before IS NOT NULL AND after IS NOT NULL THEN table_name || ' row' ELSE table_name END
       FROM change WHERE sequence > ?`,
    )
    .pluck();
  let known: Known | null = null;

  /** The links as they were read before, where nothing that they rest on has changed since: they take longest. */
  function knownLinks(rows: readonly ColumnRow[]): Known | null {
    if (!known || known.ids.length !== rows.length) return null;
    // A new or removed record alone joins nothing otherwise; one that is altered, or anything else, may.
    const isUnmoved = selectTouched.all(known.sequence).every((what) => LEAVES_LINKS.has(what));
    if (!isUnmoved) return null;
    const { ids, numbers } = known;
    return rows.every((row, place) => row.number === numbers[place] && row.id === ids[place])
      ? known
      : null;
  }

  function* keep(rows: readonly ColumnRow[]): Generator<void, Known> {
    // Asked first: what changes while the rest is read is then read again next time.
    const sequence = selectNewest.get() ?? 0;
    const before = knownLinks(rows);
    const places = before?.places ?? new Map(rows.map((row, place) => [row.id, place]));
    for (const [recordId, entityId] of selectAliases.iterate()) {
      const place = places.get(entityId);
      if (place !== undefined) places.set(recordId, place);
    }
    known = before
      ? { ...before, sequence }
      : {
          sequence,
          places,
          ids: rows.map((row) => row.id),
          numbers: Int32Array.from(rows, (row) => row.number),
          links: yield* readLinks(relations.links(), (id) => places.get(id), today),
        };
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

/** What changes without moving an end of a link: views, pictures, and sources and records that are made or unmade. */
const LEAVES_LINKS: ReadonlySet<string> = new Set([
  ...[...VIEW_TABLES].flatMap((table) => [table, `${table} row`]),
  'source',
  'record',
  'attachment',
  'attachment row',
]);

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
  const { lastSeenOn, ...linked } = linkColumns(from.links, {
    count: rows.length,
    seenByRecords: shown.map((row) => row?.seenOn ?? null),
    isEvent: (place) => baseKindOf(from.ontology, rows[place]!.kind) === 'event',
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
