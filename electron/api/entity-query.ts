import type { EntityQuery, EntityRow as ListedEntity } from '../../shared/api/entity.ts';
import { currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import { kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import type { FacetKey } from '../../shared/query/facet.ts';
import { readRecord } from '../db/record.ts';
import { displayOf } from './field-value.ts';
import { os } from './os.ts';
import type { OpenCase } from './session.ts';
import { summaryOf } from './summary.ts';

/** Handlers of `entity` that answer typed queries. */
export const entityQueryHandlers = {
  query: os.entity.query.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    // A list without its levers would be read as having none.
    if (input.levers === 'now') await open.levers.ready('counts');
    await open.queries.ready();
    const answer = open.queries.ask(input.filter);
    const places = answer.places(
      { by: input.sort.by, isDescending: input.sort.direction === 'descending' },
      input.offset,
      input.limit,
    );
    const items = rowsOf(session.ontology, open, { places, fields: input.fields });
    context.touch(items.map((item) => item.id));
    return {
      total: answer.total,
      items,
      facets: input.facets.map((facet: FacetKey) => ({ facet, buckets: answer.facet(facet) })),
      hiding: [...answer.hiding],
      notices: [...answer.notices],
    };
  }),

  queryIds: os.entity.queryIds.handler(async ({ input, context }) => {
    const open = context.session.open();
    await open.queries.ready();
    const answer = open.queries.ask(input.filter);
    const ids =
      input.among === null
        ? idsInOrder(open, input)
        : input.among.filter((id: string) => answer.holds(id));
    context.touch(ids);
    return { total: answer.total, ids };
  }),
};

function idsInOrder(
  open: OpenCase,
  { filter, sort, limit }: Pick<EntityQuery, 'filter' | 'sort' | 'limit'>,
): string[] {
  const { ids } = open.queries.columns();
  const order = { by: sort.by, isDescending: sort.direction === 'descending' };
  return Array.from(open.queries.ask(filter).places(order, 0, limit), (place) => ids[place] ?? '');
}

function rowsOf(
  ontology: Ontology,
  open: OpenCase,
  { places, fields }: { readonly places: Int32Array; readonly fields: readonly string[] },
): ListedEntity[] {
  const columns = open.queries.columns();
  const rows = open.entities.byNumbers(Array.from(places, (place) => columns.numbers[place] ?? 0));
  return rows.map((row) => {
    const place = columns.placeOf(row.id) ?? 0;
    return {
      ...summaryOf(ontology, row, open),
      linkCount: columns.links[place] ?? 0,
      lastSeenOn: columns.lastSeenOn[place] ?? null,
      values: valuesOf(ontology, open, row, fields),
    };
  });
}

/** What an entity says of some fields now, in words; nothing of a protected person. */
function valuesOf(
  ontology: Ontology,
  open: OpenCase,
  row: { readonly id: string; readonly kind: string; readonly isProtected: number },
  wanted: readonly string[],
): Record<string, string> {
  if (wanted.length === 0 || row.isProtected === 1) return {};
  const definitions = (kindOf(ontology, row.kind)?.fields ?? []).filter(({ id }) =>
    wanted.includes(id),
  );
  if (definitions.length === 0) return {};
  const fields = currentFields(mergeRecords(open.entities.records(row.id).map(readRecord)));
  const values: Record<string, string> = {};
  for (const definition of definitions) {
    const value = fields[definition.id];
    if (value !== undefined && value !== null)
      values[definition.id] = displayOf(ontology, definition, value);
  }
  return values;
}
