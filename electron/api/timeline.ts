import { setImmediate as letOthersWork } from 'node:timers/promises';
import type {
  Timeline,
  TimelineItem,
  TimelineLane,
  TimelinePart,
} from '../../shared/api/timeline.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { certaintyOf } from '../../shared/domain/grade.ts';
import {
  baseKindOf,
  baseTypeOf,
  kindOf,
  type Ontology,
  relationTypeOf,
} from '../../shared/domain/ontology.ts';
import { spanOfDate } from '../../shared/timeline/span.ts';
import type { DatedRelationRow } from '../db/bulk.ts';
import type { EntityRow } from '../db/entity.ts';
import { fieldsByEntity } from './current-fields.ts';
import { displayOf } from './field-value.ts';
import { guardStream, os } from './os.ts';
import type { OpenCase } from './session.ts';
import { inSlices } from './slices.ts';
import { shownLabel } from './summary.ts';

/** Handlers of `timeline`. */
export const timelineHandlers = {
  read: os.timeline.read.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const timeline = await inSlices(
      () => readTimeline(session.ontology, session.open(), input.ids),
      { version: session.revision, signal },
    );
    context.touch(timeline.entities.map(({ id }) => id));
    return guardStream(inParts(timeline));
  }),
};

/** Entities, items or links of a part: little enough to be written and read without keeping anyone waiting. */
const PER_PART = 1000;

async function* inParts(timeline: Timeline): AsyncGenerator<TimelinePart> {
  const { entities, items, undatedRelationIds, ...counts } = timeline;
  const most = Math.max(entities.length, items.length, undatedRelationIds.length);
  for (let at = 0; ; at += PER_PART) {
    const isLast = at + PER_PART >= most;
    yield {
      entities: entities.slice(at, at + PER_PART),
      items: items.slice(at, at + PER_PART),
      undatedRelationIds: undatedRelationIds.slice(at, at + PER_PART),
      counts: isLast ? counts : null,
    };
    if (isLast) return;
    await letOthersWork();
  }
}

/** Relations that are what happened once, not what holds. */
const LANE_OF_TYPE: Readonly<Record<string, TimelineLane>> = {
  calls: 'call',
  pays: 'payment',
  'transfers-to': 'payment',
};
/** Kinds whose records have dates of their own. */
const DATED_KINDS: ReadonlySet<string> = new Set(['event', 'licence', 'phone', 'account']);

type Gathering = ReturnType<typeof createGathering>;

/** Things taken in between two pauses. */
const TAKEN_PER_PAUSE = 200;

function* readTimeline(
  ontology: Ontology,
  open: OpenCase,
  ids: readonly string[] | null,
): Generator<void, Timeline> {
  const known = new Map<string, EntityRow>();
  if (ids === null) {
    let read = 0;
    for (const row of open.entities.each()) {
      known.set(row.id, row);
      if (++read % TAKEN_PER_PAUSE === 0) yield;
    }
  }
  const found = createGathering(ontology, open, { known, isWhole: ids === null });
  const about = new Set(known.keys());
  for (const [index, id] of (ids ?? []).entries()) {
    const row = found.row(id);
    if (row) about.add(row.id);
    if (index % TAKEN_PER_PAUSE === 0) yield;
  }
  const relations = yield* open.bulk.relations(ids === null ? null : [...about]);
  const ends = yield* sortRelations(relations, found);
  for (const id of ends.relationsOfDated.keys()) about.add(id);
  yield* addEntities(
    [...about].filter((id) => DATED_KINDS.has(found.baseKind(id) ?? '')),
    ends,
    found,
    open,
  );
  for (const [index, relation] of ends.plain.entries()) {
    addRelation(relation, found);
    if (index % TAKEN_PER_PAUSE === 0) yield;
  }
  return found.timeline();
}

/** Collects items, and the entities that they speak of, each once. */
function createGathering(
  ontology: Ontology,
  open: OpenCase,
  { known, isWhole }: { readonly known: ReadonlyMap<string, EntityRow>; readonly isWhole: boolean },
) {
  const rows = new Map<string, EntityRow | null>(known);
  const places = new Map<string, number>();
  const entities: Timeline['entities'] = [];
  const items: TimelineItem[] = [];
  const undated = { events: 0, licences: 0, links: 0 };
  const undatedRelationIds: string[] = [];
  let withheldLinks = 0;
  let unreadableDates = 0;

  function row(id: string): EntityRow | null {
    let row = rows.get(id);
    if (row === undefined) {
      row = open.entities.find(id);
      rows.set(id, row);
    }
    return row;
  }

  return {
    ontology,
    undated,
    row,
    isProtected: (id: string) => row(id)?.isProtected === 1,
    /** The shipped kind that says how an entity is told. */
    baseKind(id: string): string | null {
      const entity = row(id);
      return entity && baseKindOf(ontology, entity.kind);
    },
    /** Where an entity stands among those that items speak of; null for protected people, of whom none speaks. */
    place(id: string): number | null {
      const entity = row(id);
      if (!entity || entity.isProtected === 1) return null;
      let place = places.get(id);
      if (place === undefined) {
        place = entities.push({ id, kind: entity.kind, label: shownLabel(ontology, entity) }) - 1;
        places.set(id, place);
      }
      return place;
    },
    /** A date of the calendar; null where it is not known or cannot be one. */
    date(value: unknown): string | null {
      if (typeof value !== 'string' || value === '') return null;
      const date = value.slice(0, 10);
      if (spanOfDate(date)) return date;
      unreadableDates++;
      return null;
    },
    add: (item: TimelineItem) => items.push(item),
    /** Which links come with what is only told of chosen records: of a whole case they would be most of the answer. */
    tellsLinks: !isWhole,
    addUndatedRelation(id: string) {
      if (!isWhole) undatedRelationIds.push(id);
    },
    withhold(relationId: string) {
      withheldLinks++;
      // As if it had no date: whether it is drawn then tells nothing.
      if (!isWhole) undatedRelationIds.push(relationId);
    },
    timeline: (): Timeline => ({
      entities,
      items,
      undated,
      undatedRelationIds,
      withheldLinks,
      unreadableDates,
    }),
  };
}

interface SortedRelations {
  /** Links that stand for themselves. */
  readonly plain: readonly DatedRelationRow[];
  /** Links of events and licences, which are as old as those. */
  readonly relationsOfDated: ReadonlyMap<string, readonly DatedRelationRow[]>;
}

function* sortRelations(
  relations: readonly DatedRelationRow[],
  found: Gathering,
): Generator<void, SortedRelations> {
  const plain: DatedRelationRow[] = [];
  const relationsOfDated = new Map<string, DatedRelationRow[]>();
  for (const [index, relation] of relations.entries()) {
    if (index % TAKEN_PER_PAUSE === 0) yield;
    const dated = [relation.fromId, relation.toId].filter((id) => {
      const kind = found.baseKind(id);
      return kind === 'event' || kind === 'licence';
    });
    if (dated.length === 0) plain.push(relation);
    for (const id of dated) {
      const known = relationsOfDated.get(id);
      if (known) known.push(relation);
      else relationsOfDated.set(id, [relation]);
    }
  }
  return { plain, relationsOfDated };
}

function* addEntities(
  ids: readonly string[],
  { relationsOfDated }: SortedRelations,
  found: Gathering,
  open: OpenCase,
): Generator<void> {
  const fields = yield* fieldsByEntity(yield* open.bulk.records(ids));
  for (const [index, id] of ids.entries()) {
    if (index % TAKEN_PER_PAUSE === 0) yield;
    const row = found.row(id);
    const known = fields.get(id) ?? {};
    if (!row || row.isProtected === 1) continue;
    const relations = relationsOfDated.get(id) ?? [];
    switch (found.baseKind(id)) {
      case 'event':
        addEvent(row, known, relations, found);
        break;
      case 'licence':
        addLicence(row, known, relations, found);
        break;
      default:
        addUse(row, known, found);
    }
  }
}

function fieldWords(found: Gathering, row: EntityRow, fields: Fields, id: string): string | null {
  const value = fields[id];
  const definition = kindOf(found.ontology, row.kind)?.fields.find((field) => field.id === id);
  if (!definition || value === undefined || value === null || value === '') return null;
  return displayOf(found.ontology, definition, value);
}

/** Those at the other ends that may be spoken of; protected people are not among them. */
function othersOf(id: string, relations: readonly DatedRelationRow[], found: Gathering): number[] {
  const others = new Set<number>();
  for (const { fromId, toId } of relations) {
    const place = found.place(fromId === id ? toId : fromId);
    if (place !== null) others.add(place);
  }
  return [...others];
}

function addEvent(
  row: EntityRow,
  fields: Fields,
  relations: readonly DatedRelationRow[],
  found: Gathering,
): void {
  const from = found.date(fields.date);
  if (from === null) {
    found.undated.events++;
    for (const { id } of relations) found.addUndatedRelation(id);
    return;
  }
  const isCall = relations.some(({ fromId, toId }) =>
    [fromId, toId].some((end) => found.baseKind(end) === 'phone'),
  );
  const own = found.place(row.id);
  found.add({
    id: row.id,
    lane: isCall ? 'call' : 'event',
    subject: 'entity',
    label: fieldWords(found, row, fields, 'eventType') ?? (isCall ? 'Call' : row.label),
    when: 'point',
    from,
    to: null,
    time: typeof fields.time === 'string' ? fields.time : null,
    seenOn: null,
    certainty: 'confirmed',
    entities: [...(own === null ? [] : [own]), ...othersOf(row.id, relations, found)],
    relationIds: openIds(relations, found),
  });
}

/** Links that go with an event or a licence. Those of protected people look as if they had no date. */
function openIds(relations: readonly DatedRelationRow[], found: Gathering): string[] {
  const ids: string[] = [];
  if (!found.tellsLinks) return ids;
  for (const { id, fromId, toId } of relations) {
    if (found.isProtected(fromId) || found.isProtected(toId)) found.addUndatedRelation(id);
    else ids.push(id);
  }
  return ids;
}

function addLicence(
  row: EntityRow,
  fields: Fields,
  relations: readonly DatedRelationRow[],
  found: Gathering,
): void {
  // Whose licence it is would tell of them.
  const isWithheld = relations.some(
    ({ fromId, toId }) => found.isProtected(fromId) || found.isProtected(toId),
  );
  if (isWithheld) return;
  const from = found.date(fields.issuedOn);
  const to = found.date(fields.expiresOn);
  if (from === null && to === null) {
    found.undated.licences++;
    return;
  }
  const own = found.place(row.id);
  found.add({
    id: row.id,
    lane: 'licence',
    subject: 'entity',
    // Not its label, which may hold the name of its holder.
    label: fieldWords(found, row, fields, 'licenceType') ?? 'Licence',
    when: 'period',
    from,
    to,
    time: null,
    seenOn: null,
    certainty: 'confirmed',
    entities: [...(own === null ? [] : [own]), ...othersOf(row.id, relations, found)],
    relationIds: openIds(relations, found),
  });
}

/** When a phone or an account was first and last seen in use. */
function addUse(row: EntityRow, fields: Fields, found: Gathering): void {
  const from = found.date(fields.firstSeen);
  const to = found.date(fields.lastSeen);
  if (from === null && to === null) return;
  const own = found.place(row.id);
  found.add({
    id: row.id,
    lane: 'sighting',
    subject: 'entity',
    label: 'first to last seen',
    when: from !== null && to !== null ? 'period' : 'point',
    from: from ?? to,
    to: from === null ? null : to,
    time: null,
    seenOn: null,
    certainty: 'confirmed',
    entities: own === null ? [] : [own],
    relationIds: [],
  });
}

function addRelation(relation: DatedRelationRow, found: Gathering): void {
  const from = found.place(relation.fromId);
  const to = found.place(relation.toId);
  if (from === null || to === null) {
    found.withhold(relation.id);
    return;
  }
  const startedOn = found.date(relation.startedOn);
  const endedOn = found.date(relation.endedOn);
  const seenOn = found.date(relation.observedOn);
  if (startedOn === null && endedOn === null && seenOn === null) {
    found.undated.links++;
    found.addUndatedRelation(relation.id);
    return;
  }
  const type = relation.type === null ? null : relationTypeOf(found.ontology, relation.type);
  const lane = LANE_OF_TYPE[baseTypeOf(found.ontology, relation.type ?? '')];
  const isPeriod = endedOn !== null || (startedOn !== null && lane === undefined);
  found.add({
    id: relation.id,
    lane: lane ?? (isPeriod ? 'link' : 'sighting'),
    subject: 'relation',
    label: type?.label ?? relation.sourceType.replaceAll('_', ' ').toLowerCase(),
    when: isPeriod ? 'period' : 'point',
    from: isPeriod ? startedOn : (startedOn ?? seenOn),
    to: endedOn,
    time: null,
    seenOn: isPeriod ? seenOn : null,
    certainty: certaintyOf(relation.basis, {
      source: relation.gradeSource,
      information: relation.gradeInformation,
    }),
    entities: [from, to],
    relationIds: found.tellsLinks ? [relation.id] : [],
  });
}
