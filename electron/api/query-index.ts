import { AppError } from '../../shared/api/errors.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { kindOf, type Ontology, termFor } from '../../shared/domain/ontology.ts';
import { type Evaluation, evaluateQuery } from '../../shared/query/evaluate.ts';
import { countFacet, type FacetBucket, type FacetKey } from '../../shared/query/facet.ts';
import { formatTerm } from '../../shared/query/format.ts';
import { type GroupRun, type GroupSource, groupRuns } from '../../shared/query/group.ts';
import { queryFields } from '../../shared/query/key.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import type { Query } from '../../shared/query/query.ts';
import { labelOrder, type SortKey, sortedPlaces } from '../../shared/query/sort.ts';
import { readSearchText } from '../../shared/search/search-text.ts';
import type { EntityRepository } from '../db/entity.ts';
import { createEntityColumns, type EntityColumns } from '../db/entity-column.ts';
import type { CaseConnection } from '../db/open.ts';
import type { RelationRepository } from '../db/relation.ts';
import type { SearchRepository } from '../db/search.ts';
import type { TouchedReader } from '../db/touched.ts';
import { createGradual } from './gradual.ts';
import type { LeverIndex } from './lever-index.ts';
import { createQueryLookups } from './query-lookup.ts';

/** How many of the best matches are put in order; the rest follow by label. */
const MOST_RANKED = 1000;

/** What a typed query finds in the open case. */
export interface QueryAnswer {
  readonly total: number;
  /** Places of the entities at some places of the list, which is ordered by the first key, then the next. */
  places(keys: readonly SortKey[], offset: number, limit: number): Int32Array;
  /** Puts the list in order in steps, after which `places` answers at once. */
  ordering(keys: readonly SortKey[]): Generator<void, void>;
  /** Groups of the list ordered by one thing; null: of all of it. */
  groups(by: SortKey, among: ReadonlySet<string> | null): readonly GroupRun[];
  /** Whether an entity, by id or alias, is among them. */
  holds(id: string): boolean;
  facet(facet: FacetKey): FacetBucket[];
  /** Conditions that alone keep something out, most first. */
  readonly hiding: readonly { readonly filter: string; readonly count: number }[];
  /** What was asked and cannot be so: names that nothing has. */
  readonly notices: readonly string[];
}

/** Answers typed queries over the open case; what it works with is kept until records change. */
export interface QueryIndex {
  /** @throws {AppError} `invalid-value` that names the place and what would be right */
  ask(filter: string): QueryAnswer;
  /** The same in steps, for whoever lets others in between; begun again where records change meanwhile. */
  asking(filter: string): Generator<void, QueryAnswer>;
  columns(): EntityColumns;
  /** What entities say of a field now, by id; null: nothing, or withheld. */
  fieldValues(field: string): (id: string) => FieldValue;
  /** Reads what the calls above need, while other calls are let in between. */
  ready(): Promise<EntityColumns>;
  /** Reads them in the steps of whoever makes something else of them. */
  reading(): Generator<void, EntityColumns>;
  /** Null where they were not read since the last change. */
  columnsIfRead(): EntityColumns | null;
  invalidate(): void;
  /** The case is left. */
  stop(): void;
}

interface Kept {
  readonly columns: EntityColumns;
  readonly lookups: ReturnType<typeof createQueryLookups>;
  readonly byLabel: Int32Array;
}

/** @param options.today ISO date: later dates are no sightings. */
export function createQueryIndex(
  parts: {
    readonly connection: CaseConnection;
    readonly entities: EntityRepository;
    readonly relations: RelationRepository;
    readonly touched: TouchedReader;
    readonly search: SearchRepository;
    readonly levers: LeverIndex;
  },
  { ontology, today }: { readonly ontology: Ontology; readonly today: string },
): QueryIndex {
  const reader = createEntityColumns(parts.connection.db, parts, { ontology, today });
  const kindRank = new Map(ontology.kinds.map(({ id }, index) => [id, index]));
  /** Kept when records change: most stay where they are. */
  let ordered: { readonly columns: EntityColumns; readonly order: Int32Array } | null = null;
  const columns = createGradual(function* () {
    const read = yield* reader.build();
    ordered = { columns: read, order: yield* labelOrder(read, ordered) };
    return read;
  });
  let kept: Kept | null = null;
  // A table is read page after page: its query is answered once.
  let last: { readonly filter: string; readonly answer: QueryAnswer } | null = null;

  function keep(): Kept {
    if (!kept) {
      const read = columns.now();
      kept = {
        columns: read,
        lookups: createQueryLookups({ ...parts, ontology, today, columns: read }),
        byLabel: ordered?.order ?? new Int32Array(),
      };
    }
    return kept;
  }

  function* answerOf(query: Query): Generator<void, QueryAnswer> {
    const { columns, lookups, byLabel } = keep();
    yield;
    const evaluation = yield* evaluateQuery(query, columns, lookups);
    const orders = new Map<string, Int32Array>();
    const levers = () => lookups.levers();
    const source: GroupSource = {
      columns,
      byLabel,
      best: () => bestPlaces(query, columns),
      levers,
      kindRank,
      roleLabel: (role) => termFor(ontology, 'roles', role)?.label ?? role,
      values: lookups.sortValues,
      kindPlural: (kind) => kindOf(ontology, kind)?.plural ?? kind,
      isDate: (field) => queryFields(ontology).get(field)?.type === 'date',
    };

    function* placesBy(keys: readonly SortKey[]): Generator<void, Int32Array> {
      const key = keys.map(({ by, isDescending }) => `${by} ${isDescending}`).join(' ');
      const known = orders.get(key);
      if (known) return known;
      const places = yield* sortedPlaces(evaluation, keys, source);
      orders.set(key, places);
      return places;
    }

    return {
      total: evaluation.total,
      places: (keys, offset, limit) => atOnce(placesBy(keys)).subarray(offset, offset + limit),
      *ordering(keys) {
        yield* placesBy(keys);
      },
      groups(by, among) {
        const places = atOnce(placesBy([by]));
        const wanted = among && places.filter((place) => among.has(columns.ids[place] ?? ''));
        return groupRuns(wanted ?? places, by.by, source);
      },
      holds(id) {
        const place = columns.placeOf(id);
        return place !== undefined && evaluation.facetFaults[place] === 0;
      },
      facet: (facet) =>
        countFacet(facet, {
          query,
          columns,
          evaluation,
          levers,
          reviews: lookups.reviews,
          ontology,
        }),
      hiding: hidingOf(query, evaluation),
      notices: query.terms.flatMap((term) =>
        term.form === 'near' && lookups.named(term.name).length === 0
          ? [
              `Nothing in this case is called “${term.name}”: near needs a whole name, number or reference.`,
            ]
          : [],
      ),
    };
  }

  function* asking(filter: string): Generator<void, QueryAnswer> {
    if (last?.filter === filter) return last.answer;
    const { query, problems } = parseQuery(filter, ontology);
    const [problem] = problems;
    if (problem)
      throw new AppError(
        'invalid-value',
        `At character ${problem.start + 1} of the filter: ${problem.message}`,
      );
    const answer = yield* answerOf(query);
    last = { filter, answer };
    return answer;
  }

  /** Places of the best matches of the words in a query, best first. */
  function bestPlaces(query: Query, columns: EntityColumns): readonly number[] {
    const words = query.terms.find(
      (term) => term.form === 'text' && !term.isPhrase && !term.isExcluded,
    );
    const text = words?.form === 'text' ? readSearchText(words.text) : null;
    if (!text) return [];
    const { numbers } = parts.search.find(text, MOST_RANKED);
    return numbers.flatMap((number) => columns.placeOfNumber(number) ?? []);
  }

  return {
    ask: (filter) => atOnce(asking(filter)),
    asking,
    columns: () => columns.now(),
    fieldValues(field) {
      const { columns, lookups } = keep();
      const values = lookups.values(field);
      return (id) => values.get(columns.placeOf(id) ?? -1) ?? null;
    },
    ready: () => columns.soon(),
    reading: () => columns.steps(),
    columnsIfRead: () => columns.ifMade(),
    invalidate() {
      columns.forget();
      kept = null;
      last = null;
    },
    stop: () => columns.stop(),
  };
}

/** Work in steps, done in one go. */
function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

function hidingOf(query: Query, { hiddenAlone }: Evaluation): QueryAnswer['hiding'] {
  return query.terms
    .map((term, index) => ({ filter: formatTerm(term), count: hiddenAlone[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
