import type { FieldValue } from '../../shared/domain/field.ts';
import { currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import type { FieldDefinition, Ontology } from '../../shared/domain/ontology.ts';
import { compactText } from '../../shared/domain/search-text.ts';
import { licencesHeld } from '../../shared/levers/facts.ts';
import type { QueryLookups } from '../../shared/query/columns.ts';
import { isWithin } from '../../shared/query/evaluate.ts';
import { queryFields } from '../../shared/query/key.ts';
import type { FieldDateTerm, FieldNumberTerm, NearTerm } from '../../shared/query/query.ts';
import { readSearchText } from '../../shared/search/search-text.ts';
import { textWords } from '../../shared/search/word.ts';
import type { EntityRepository } from '../db/entity.ts';
import type { EntityColumns } from '../db/entity-column.ts';
import { readRecord } from '../db/record.ts';
import type { SearchRepository } from '../db/search.ts';
import { protectedOf } from './entity-search.ts';
import { displayOf } from './field-value.ts';
import type { LeverIndex } from './lever-index.ts';

/** Where conditions that no column answers are looked up. */
export interface LookupSource {
  readonly ontology: Ontology;
  readonly today: string;
  readonly columns: EntityColumns;
  readonly entities: EntityRepository;
  readonly search: SearchRepository;
  readonly levers: LeverIndex;
}

/** Answers conditions that no column answers. What was worked out is kept: make it anew when records change. */
export function createQueryLookups(from: LookupSource): QueryLookups & {
  /** Places of what is called so: by reference, id, identifier or whole name. */
  named(name: string): readonly number[];
  /** What entities say of a field now, by place; protected people are left out. */
  values(field: string): ReadonlyMap<number, FieldValue>;
  /** What entities say of a field, as lists are ordered by it: dates and numbers as such, all else in words. */
  sortValues(field: string): ReadonlyMap<number, string | number>;
} {
  const { ontology, columns, entities, search } = from;
  const fields = new Map<string, ReadonlyMap<number, FieldValue>>();
  let levers: Int32Array | null = null;
  let reviews: ReadonlyMap<number, string> | null = null;
  let neighbours: Neighbours | null = null;

  function placesOf(numbers: Iterable<number>): number[] {
    return Array.from(numbers).flatMap((number) => columns.placeOfNumber(number) ?? []);
  }

  function protectedPlaces(text: string): number[] {
    return protectedOf(ontology, entities, text).flatMap((row) => columns.placeOf(row.id) ?? []);
  }

  function named(name: string): readonly number[] {
    const own = columns.placeOf(name);
    if (own !== undefined) return [own];
    const text = readSearchText(name);
    return [...protectedPlaces(name), ...(text ? placesOf(search.named(text)) : [])];
  }

  function valuesOf(field: string): ReadonlyMap<number, FieldValue> {
    let values = fields.get(field);
    if (!values) {
      values = readFieldValues(field, from);
      fields.set(field, values);
    }
    return values;
  }

  return {
    named,
    values: valuesOf,
    sortValues(field) {
      const definition = queryFields(ontology).get(field);
      if (!definition) return new Map();
      return new Map(
        [...valuesOf(field)].flatMap(([place, value]) =>
          isKnown(value) ? [[place, sortValueOf(value, definition, ontology)] as const] : [],
        ),
      );
    },
    levers() {
      levers ??= Int32Array.from(columns.ids, (id) => {
        const { strong, indicative } = from.levers.counts(id);
        return strong + indicative;
      });
      return levers;
    },
    today: from.today,
    reviews() {
      reviews ??= readReviews(from);
      return reviews;
    },
    text(text) {
      const read = readSearchText(text);
      return read ? [...protectedPlaces(text), ...placesOf(search.all(read))] : [];
    },
    phrase: (text) => placesOf(search.phrase(textWords(text).words)),
    near(term) {
      neighbours ??= neighboursOf(columns);
      return placesNear(named(term.name), term, neighbours);
    },
    has(value) {
      const [word = '', which = null] = value.split(':');
      if (word === 'licence' || word === 'indicator') return placesWithFact(word, which, from);
      return knownPlaces(valuesOf(value));
    },
    field(field, value) {
      const definition = queryFields(ontology).get(field);
      if (!definition) return [];
      const values = valuesOf(field);
      if (value === null) return placesWithout(field, values, from);
      return placesSaying(values, value, { definition, ontology });
    },
    fieldWithin: (term) => placesWithin(valuesOf(term.field), term),
  };
}

function isOpen(columns: EntityColumns, place: number | undefined): place is number {
  return place !== undefined && columns.isProtected[place] === 0;
}

/** What entities say of a field now; protected people are left out. */
function readFieldValues(
  field: string,
  { columns, entities }: LookupSource,
): ReadonlyMap<number, FieldValue> {
  const values = new Map<number, FieldValue>();
  const disputed = new Set<number>();
  for (const [recordId, json] of entities.fieldValues(field)) {
    const place = columns.placeOf(recordId);
    if (!isOpen(columns, place)) continue;
    if (values.has(place)) disputed.add(place);
    values.set(place, JSON.parse(json) as FieldValue);
  }
  for (const place of disputed) {
    const records = entities.records(columns.ids[place]!).map(readRecord);
    values.set(place, currentFields(mergeRecords(records))[field] ?? null);
  }
  return values;
}

/**
 * When entities are due for review: on the date that was set last for one of their records, else on the earliest that
 * their sources have.
 */
function readReviews({ columns, entities }: LookupSource): ReadonlyMap<number, string> {
  const own = new Map<number, string>();
  const reviews = new Map<number, string>();
  for (const [recordId, ownDate, sourceDate] of entities.reviews()) {
    const place = columns.placeOf(recordId);
    if (!isOpen(columns, place)) continue;
    if (ownDate !== null) own.set(place, ownDate);
    const known = reviews.get(place);
    if (sourceDate !== null && (known === undefined || sourceDate < known))
      reviews.set(place, sourceDate);
  }
  for (const [place, date] of own) reviews.set(place, date);
  return reviews;
}

function isKnown(value: FieldValue | undefined): value is Exclude<FieldValue, null> {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function sortValueOf(
  value: Exclude<FieldValue, null>,
  definition: FieldDefinition,
  ontology: Ontology,
): string | number {
  if (typeof value === 'number') return value;
  return definition.type === 'date' ? String(value) : displayOf(ontology, definition, value);
}

function knownPlaces(values: ReadonlyMap<number, FieldValue>): number[] {
  return [...values].filter(([, value]) => isKnown(value)).map(([place]) => place);
}

/** Entities whose kind has the field and that say nothing of it. */
function placesWithout(
  field: string,
  values: ReadonlyMap<number, FieldValue>,
  { ontology, columns }: LookupSource,
): number[] {
  const kinds = new Set(
    ontology.kinds.filter((kind) => kind.fields.some(({ id }) => id === field)).map(({ id }) => id),
  );
  const isAsked = columns.type.words.map((kind) => kind !== null && kinds.has(kind));
  const places: number[] = [];
  for (let place = 0; place < columns.count; place++)
    if (isAsked[columns.type.codes[place]!] && !isKnown(values.get(place))) places.push(place);
  return places;
}

/** Entities that say these words, one after another, or this identifier in any spacing. */
function placesSaying(
  values: ReadonlyMap<number, FieldValue>,
  wanted: string,
  { definition, ontology }: { readonly definition: FieldDefinition; readonly ontology: Ontology },
): number[] {
  const words = inSpaces(wanted);
  const compact = compactText(wanted);
  return knownPlaces(values).filter((place) => {
    const value = values.get(place) ?? null;
    const texts = Array.isArray(value) ? value : [String(value)];
    return [displayOf(ontology, definition, value), ...texts].some(
      (text) => (words !== '  ' && inSpaces(text).includes(words)) || compactText(text) === compact,
    );
  });
}

function placesWithin(
  values: ReadonlyMap<number, FieldValue>,
  term: FieldDateTerm | FieldNumberTerm,
): number[] {
  return knownPlaces(values).filter((place) => {
    const value = values.get(place);
    if (term.form === 'field-date')
      return (
        typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value) && isWithin(value, term)
      );
    const { least, most } = term;
    return (
      typeof value === 'number' &&
      (least === null || value >= least) &&
      (most === null || value <= most)
    );
  });
}

function inSpaces(text: string): string {
  return ` ${textWords(text).words.join(' ')} `;
}

function placesWithFact(
  word: 'licence' | 'indicator',
  which: string | null,
  { columns, levers }: LookupSource,
): number[] {
  const places: number[] = [];
  for (const facts of levers.facts().entities()) {
    const place = columns.placeOf(facts.id);
    if (!isOpen(columns, place)) continue;
    const has =
      word === 'licence'
        ? licencesHeld(facts).some(({ type }) => which === null || type === which)
        : which === null
          ? facts.indicators.size > 0
          : facts.indicators.has(which);
    if (has) places.push(place);
  }
  return places;
}

/** Neighbours of every place, one after another: those of place p from `starts[p]` up to `starts[p + 1]`. */
interface Neighbours {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function neighboursOf({ count, linkEnds }: EntityColumns): Neighbours {
  const starts = new Int32Array(count + 1);
  for (const place of linkEnds) starts[place + 1]!++;
  for (let place = 0; place < count; place++) starts[place + 1]! += starts[place]!;
  const next = starts.slice(0, count);
  const ends = new Int32Array(linkEnds.length);
  for (let index = 0; index < linkEnds.length; index += 2) {
    const from = linkEnds[index]!;
    const to = linkEnds[index + 1]!;
    ends[next[from]!++] = to;
    ends[next[to]!++] = from;
  }
  return { starts, ends };
}

/** Everything within so many links of some places, those themselves left out. */
function placesNear(
  seeds: readonly number[],
  { links }: NearTerm,
  { starts, ends }: Neighbours,
): number[] {
  const found = new Set(seeds);
  let ring: readonly number[] = seeds;
  for (let link = 0; link < links; link++) {
    const next: number[] = [];
    for (const place of ring) {
      for (let index = starts[place]!; index < starts[place + 1]!; index++) {
        const end = ends[index]!;
        if (found.has(end)) continue;
        found.add(end);
        next.push(end);
      }
    }
    ring = next;
  }
  for (const seed of seeds) found.delete(seed);
  return [...found];
}
