import type { Database } from 'better-sqlite3';
import { certaintyOf } from '../../shared/domain/grade.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import {
  CERTAINTY_BITS,
  NOT_ASKED,
  type QueryColumns,
  type SetColumn,
  type WordColumn,
} from '../../shared/query/columns.ts';
import type { LinkRow, RelationRepository } from './relation.ts';

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
  const selectEntities = db.prepare<[], ColumnRow>(
    `SELECT number, id, kind, sort_label AS sortLabel, is_protected AS isProtected, category, role, sector,
       premises_type AS premisesType, seen_on AS seenOn, grades, sources FROM entity ORDER BY number`,
  );
  const selectAliases = db
    .prepare<[], [string, string]>('SELECT record_id, entity_id FROM entity_alias')
    .raw();
  const selectSources = db.prepare<[], [string, string]>('SELECT id, name FROM source').raw();

  return {
    read(): EntityColumns {
      const rows = selectEntities.all();
      const count = rows.length;
      const places = new Map<string, number>();
      const numbers = new Int32Array(count);
      for (let place = 0; place < count; place++) {
        const row = rows[place]!;
        places.set(row.id, place);
        numbers[place] = row.number;
      }
      for (const [recordId, entityId] of selectAliases.iterate()) {
        const place = places.get(entityId);
        if (place !== undefined) places.set(recordId, place);
      }
      // One more than the place, so that 0 stands for none.
      const afterPlace = new Int32Array((numbers[count - 1] ?? 0) + 1);
      for (let place = 0; place < count; place++) afterPlace[numbers[place]!] = place + 1;
      // What is withheld of a protected person is not known here.
      const shown = rows.map((row) => (row.isProtected === 1 ? null : row));
      const asked = (field: string, wordFor: (row: ColumnRow) => string | null) => {
        const kinds = kindsWith(ontology, field);
        return rows.map((row, place) => {
          if (!kinds.has(row.kind)) return undefined;
          return shown[place] ? wordFor(row) : null;
        });
      };
      const isEvent = rows.map((row) => row.kind === 'event');
      const lastSeenOn = shown.map((row) => row?.seenOn ?? null);
      const links = readLinks(relations.links(), {
        count,
        placeOf: (id) => places.get(id),
        seenOn: lastSeenOn,
        isEvent,
        isShown: (place) => shown[place] !== null,
        today,
      });
      return {
        count,
        ids: rows.map((row) => row.id),
        numbers,
        sortLabels: rows.map((row) => row.sortLabel),
        isProtected: Uint8Array.from(rows, (row) => row.isProtected),
        type: wordColumn(rows.map((row) => row.kind)),
        role: wordColumn(asked('role', (row) => row.role)),
        sector: wordColumn(asked('sector', (row) => row.sector)),
        premises: wordColumn(asked('premisesType', (row) => row.premisesType)),
        category: wordColumn(
          rows.map((row, place) =>
            row.kind === 'person' ? (shown[place]?.category ?? null) : undefined,
          ),
        ),
        sources: sourceColumn(
          shown.map((row) => row?.sources ?? '[]'),
          new Map(selectSources.all()),
        ),
        grades: Int32Array.from(shown, (row) => row?.grades ?? 0),
        lastSeenOn,
        ...links,
        placeOf: (id) => places.get(id),
        placeOfNumber: (number) => (afterPlace[number] ? afterPlace[number] - 1 : undefined),
      };
    },
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

function readLinks(
  rows: Iterable<LinkRow>,
  of: {
    readonly count: number;
    readonly placeOf: (recordId: string) => number | undefined;
    /** Filled up with what the links say. */
    readonly seenOn: (string | null)[];
    readonly isEvent: readonly boolean[];
    readonly isShown: (place: number) => boolean;
    readonly today: string;
  },
): Pick<EntityColumns, 'links' | 'certainties' | 'linkEnds'> {
  const { count, placeOf, seenOn, isEvent, isShown, today } = of;
  const links = new Int32Array(count);
  const certainties = new Uint8Array(count);
  const ends: number[] = [];
  const eventDates = [...seenOn];
  const see = (place: number, date: string | null) => {
    if (date === null || date > today || !isShown(place)) return;
    if (date > (seenOn[place] ?? '')) seenOn[place] = date;
  };
  for (const [fromId, toId, basis, source, information, startedOn, endedOn, observedOn] of rows) {
    const from = placeOf(fromId);
    const to = placeOf(toId);
    if (from === undefined || to === undefined || from === to) continue;
    ends.push(from, to);
    const bit = CERTAINTY_BITS[certaintyOf(basis, { source, information })];
    const pair: readonly (readonly [number, number])[] = [
      [from, to],
      [to, from],
    ];
    for (const [near, far] of pair) {
      links[near]!++;
      certainties[near]! |= bit;
      see(near, startedOn);
      see(near, endedOn);
      see(near, observedOn);
      if (isEvent[far]) see(near, eventDates[far] ?? null);
    }
  }
  return { links, certainties, linkEnds: Int32Array.from(ends) };
}
