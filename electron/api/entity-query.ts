import type {
  EntitySort,
  LinkSpan,
  EntityRow as ListedEntity,
  RowDetail,
} from '../../shared/api/entity.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { compareRecords, currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import { kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import type { FacetBucket, FacetKey } from '../../shared/query/facet.ts';
import type { SortKey } from '../../shared/query/sort.ts';
import type { EntityRow, SourcedRecordRow } from '../db/entity.ts';
import { readRecord } from '../db/record.ts';
import type { LinkSpanRow } from '../db/relation.ts';
import { displayOf } from './field-value.ts';
import { os } from './os.ts';
import { hasFreeNames, nameMask } from './protected-name.ts';
import type { QueryAnswer } from './query-index.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

/** Groups of one list. */
const MOST_GROUPS = 5000;

/** What the rows of a list bring besides what every row tells. */
export interface RowContent {
  readonly fields: readonly string[];
  readonly hasDetail: boolean;
  readonly hasLinkSpan: boolean;
}

/** Handlers of `entity` that answer typed queries. */
export const entityQueryHandlers = {
  query: os.entity.query.handler(async ({ input, context, signal }) => {
    const { session } = context;
    // A list without its levers would be read as having none.
    if (input.levers === 'now') await session.open().levers.ready('counts');
    const answer = await answered(session, signal, function* (open) {
      const answer = yield* asked(open, input.filter);
      const keys = keysOf(input);
      yield* answer.ordering(keys);
      const facets: { facet: FacetKey; buckets: FacetBucket[] }[] = [];
      for (const facet of input.facets) {
        yield;
        facets.push({ facet, buckets: answer.facet(facet) });
      }
      yield;
      const { numbers } = open.queries.columns();
      const places = answer.places(keys, input.offset, input.limit);
      const rows = open.entities.byNumbers(Array.from(places, (place) => numbers[place] ?? 0));
      return {
        total: answer.total,
        items: listedRows(session, open, { rows, content: input }),
        facets,
        hiding: [...answer.hiding],
        notices: [...answer.notices],
      };
    });
    context.touch(answer.items.map((item) => item.id));
    return answer;
  }),

  queryIds: os.entity.queryIds.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const keys = keysOf(input);
    // What is ordered by levers must know them.
    if (keys.some(({ by }) => by === 'levers')) await session.open().levers.ready('counts');
    const answer = await answered(session, signal, function* (open) {
      const answer = yield* asked(open, input.filter);
      const { ids: idOf } = open.queries.columns();
      const among = input.among?.filter((id: string) => answer.holds(id)) ?? null;
      if (among !== null && !input.isOrdered) return { total: answer.total, ids: among };
      yield* answer.ordering(keys);
      // Of some alone everything is put in order first: they may be anywhere in it.
      const places =
        among === null
          ? answer.places(keys, input.offset, input.limit)
          : answer.places(keys, 0, answer.total);
      yield;
      const wanted = among && new Set(among);
      const ids = Array.from(places, (place) => idOf[place] ?? '').filter(
        (id) => wanted === null || wanted.has(id),
      );
      return { total: answer.total, ids };
    });
    context.touch(answer.ids);
    return answer;
  }),

  groups: os.entity.groups.handler(async ({ input, context, signal }) => {
    const { session } = context;
    if (input.by.by === 'levers') await session.open().levers.ready('counts');
    const [by] = keysOf({ sort: input.by, thenBy: [] });
    if (!by) return [];
    const groups = await answered(session, signal, function* (open) {
      const answer = yield* asked(open, input.filter);
      yield* answer.ordering([by]);
      return answer.groups(by, input.among && new Set(input.among));
    });
    if (groups.length > MOST_GROUPS)
      throw new AppError(
        'invalid-value',
        `That makes ${groups.length.toLocaleString('en-GB')} groups, which nobody can look over. Group by what more records share.`,
      );
    return [...groups];
  }),

  rows: os.entity.rows.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.levers.ready('counts');
    await open.queries.ready();
    const rows = input.ids.flatMap((id: string) => open.entities.find(id) ?? []);
    const items = listedRows(session, open, { rows, content: input });
    context.touch(items.map((item) => item.id));
    return items;
  }),
};

/**
 * Works out an answer while others are let in between, anew where records change meanwhile: what filters ask is read
 * in steps too.
 */
async function answered<T>(
  session: Session,
  signal: AbortSignal | undefined,
  make: (open: OpenCase) => Generator<void, T>,
): Promise<T> {
  await session.open().queries.ready();
  return inSlices(() => make(session.open()), { version: session.revision, signal });
}

function* asked(open: OpenCase, filter: string): Generator<void, QueryAnswer> {
  yield* open.queries.reading();
  return yield* open.queries.asking(filter);
}

/** The keys of an order, as lists are sorted by them. */
export function keysOf({
  sort,
  thenBy,
}: {
  readonly sort: EntitySort;
  readonly thenBy: readonly EntitySort[];
}): readonly SortKey[] {
  return [sort, ...thenBy].map(({ by, direction }) => ({
    by,
    isDescending: direction === 'descending',
  }));
}

/** Entities as rows of a list. */
export function listedRows(
  session: Session,
  open: OpenCase,
  { rows, content }: { readonly rows: readonly EntityRow[]; readonly content: RowContent },
): ListedEntity[] {
  const { ontology } = session;
  const columns = open.queries.columns();
  const titles = new Map(session.catalogue.map(({ id, title }) => [id, title]));
  return rows.map((row) => {
    const place = columns.placeOf(row.id) ?? 0;
    const isTold = row.isProtected === 0;
    // Read once for fields and grade alike.
    const records =
      isTold && (content.fields.length > 0 || content.hasDetail)
        ? open.entities.records(row.id)
        : [];
    return {
      ...summaryOf(ontology, row, open),
      linkCount: columns.links[place] ?? 0,
      lastSeenOn: columns.lastSeenOn[place] ?? null,
      values: isTold
        ? maskValues(
            ontology,
            open,
            row,
            valuesOf(ontology, row, { records, wanted: content.fields }),
          )
        : {},
      detail: isTold && content.hasDetail ? detailOf(open, row, { records, titles }) : null,
      linkSpan: isTold && content.hasLinkSpan ? linkSpanOf(open.relations.spans(row.id)) : null,
    };
  });
}

/** Without what is a protected person's name, where a record of another kind holds one as free text. */
function maskValues(
  ontology: Ontology,
  open: OpenCase,
  row: Pick<EntityRow, 'kind'>,
  values: Record<string, string>,
): Record<string, string> {
  if (!hasFreeNames(ontology, row.kind)) return values;
  const mask = nameMask(ontology, open);
  return Object.fromEntries(
    Object.entries(values).map(([field, words]) => [field, mask(words) ?? words]),
  );
}

/** What an entity says of some fields now, in words. */
function valuesOf(
  ontology: Ontology,
  row: Pick<EntityRow, 'kind'>,
  {
    records,
    wanted,
  }: { readonly records: readonly SourcedRecordRow[]; readonly wanted: readonly string[] },
): Record<string, string> {
  const definitions = (kindOf(ontology, row.kind)?.fields ?? []).filter(({ id }) =>
    wanted.includes(id),
  );
  if (definitions.length === 0) return {};
  const fields = currentFields(mergeRecords(records.map(readRecord)));
  const values: Record<string, string> = {};
  for (const definition of definitions) {
    const value = fields[definition.id];
    if (value !== undefined && value !== null)
      values[definition.id] = displayOf(ontology, definition, value);
  }
  return values;
}

function detailOf(
  open: OpenCase,
  row: EntityRow,
  {
    records,
    titles,
  }: {
    readonly records: readonly SourcedRecordRow[];
    readonly titles: ReadonlyMap<string, string>;
  },
): RowDetail | null {
  const [first] = records.map(readRecord).sort(compareRecords);
  if (!first) return null;
  const isConditional = records.some(({ handling }) => handling === 'C');
  return {
    basis: first.basis,
    grade: isConditional ? { ...first.grade, handling: 'C' } : first.grade,
    sourceNames: [...new Set(records.map(({ sourceName }) => sourceName))].sort(),
    observedOn: latestOf(records.map(({ observedOn }) => observedOn)),
    bestLever: bestLeverOf(open, row, titles),
  };
}

function latestOf(dates: readonly (string | null)[]): string | null {
  return dates.reduce(
    (latest, date) => (date !== null && date > (latest ?? '') ? date : latest),
    null,
  );
}

function earliestOf(dates: readonly (string | null)[]): string | null {
  return dates.reduce(
    (earliest, date) => (date !== null && (earliest === null || date < earliest) ? date : earliest),
    null,
  );
}

/** Fields that hold what a link was worth. */
const AMOUNT_FIELDS = ['amount', 'value'] as const;

function linkSpanOf(links: readonly LinkSpanRow[]): LinkSpan {
  let amount: number | null = null;
  for (const { fields } of links) {
    const said = JSON.parse(fields) as Fields;
    const own = AMOUNT_FIELDS.map((field) => said[field]).find(
      (value) => typeof value === 'number',
    );
    if (typeof own === 'number') amount = (amount ?? 0) + own;
  }
  const dates = links.flatMap(({ startedOn, endedOn, observedOn }) => [
    startedOn,
    endedOn,
    observedOn,
  ]);
  return { firstOn: earliestOf(dates), lastOn: latestOf(dates), amount };
}

function bestLeverOf(
  open: OpenCase,
  row: EntityRow,
  titles: ReadonlyMap<string, string>,
): RowDetail['bestLever'] {
  const counts = open.levers.countsIfKnown(row.id);
  if (!counts || counts.strong + counts.indicative === 0) return null;
  const best = open.levers.bestFor(row.id);
  return best && { title: titles.get(best.leverId) ?? best.leverId, strength: best.strength };
}
