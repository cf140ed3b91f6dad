import type { ExportPreview, ExportScope } from '../../shared/api/graph-export.ts';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import { certaintyOf, isGraded } from '../../shared/domain/grade.ts';
import { highestMarking, type Marking } from '../../shared/domain/marking.ts';
import { compareRecords, currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import {
  baseKindOf,
  baseTypeOf,
  kindOf,
  labelOf,
  type Ontology,
  OWN_PREFIX,
  relationTypeOf,
} from '../../shared/domain/ontology.ts';
import type { ExportedGrading, ExportedLink, ExportedNode } from '../../shared/export/exported.ts';
import type { DatedRelationRow } from '../db/bulk.ts';
import type { EntityRow } from '../db/entity.ts';
import { markingHeld, markingOfEntity } from '../db/marking.ts';
import { type RecordRow, readRecord } from '../db/record.ts';
import type { RelationDetailRow } from '../db/relation.ts';
import { hasFreeNames, nameMask, textMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { referenceFor } from './summary.ts';

/** Things looked at between two pauses. */
const PER_PAUSE = 50;
/** Entities or links whose rows are read at a time. */
const READ_AT_ONCE = 500;

/** How far a gathering is. */
export interface Meter {
  done: number;
  total: number | null;
}

/** What may go out of a part of a case, and what stays. */
export interface Gathered {
  readonly nodes: readonly ExportedNode[];
  readonly links: readonly ExportedLink[];
  /** Of those nodes: something of it is not graded, and stays. */
  readonly partIds: ReadonlySet<string>;
  readonly withheld: ExportPreview['withheld'];
  readonly marking: Marking;
}

type Positions = Readonly<Record<string, readonly [number, number]>>;

/**
 * What of a part of a case may leave it, with pauses for others. Protected people never do, nor do links with them;
 * what rests on code C and what is not graded is told apart from it and counted.
 */
export function* gatherExport(
  session: Session,
  asked: { readonly scope: ExportScope; readonly positions?: Positions },
  meter: Meter,
): Generator<void, Gathered> {
  const open = session.open();
  const found = yield* rowsOf(open, asked.scope);
  meter.total = found.rows.length;
  const nodes = yield* gatherNodes(session, open, found.rows, {
    positions: asked.positions ?? {},
    meter,
  });
  const links = yield* gatherLinks(session, open, { kept: nodes.kept, scope: asked.scope, meter });
  const marking = highestMarking(
    'OFFICIAL',
    ...new Set([...nodes.kept.values(), ...links.kept].map((one) => one.marking)),
  );
  return {
    nodes: [...nodes.kept.values()],
    links: links.kept,
    partIds: nodes.partIds,
    withheld: {
      protectedCount: nodes.protectedCount,
      codedC: { records: nodes.codedC, links: links.codedC },
      ungraded: { records: nodes.ungraded, links: links.ungraded },
    },
    marking,
  };
}

function* rowsOf(
  open: OpenCase,
  scope: ExportScope,
): Generator<void, { readonly rows: readonly EntityRow[] }> {
  const rows: EntityRow[] = [];
  if (scope.type === 'case') {
    let read = 0;
    for (const row of open.entities.each()) {
      rows.push(row);
      if (++read % PER_PAUSE === 0) yield;
    }
    return { rows };
  }
  const ids = scope.type === 'found' ? yield* idsFound(open, scope.filter) : scope.ids;
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    const row = open.entities.find(id);
    if (row && !seen.has(row.id)) rows.push(row);
    if (row) seen.add(row.id);
    if (index % PER_PAUSE === 0) yield;
  }
  return { rows };
}

function* idsFound(open: OpenCase, filter: string): Generator<void, readonly string[]> {
  yield* open.queries.reading();
  const answer = yield* open.queries.asking(filter);
  yield* answer.ordering([]);
  const { ids } = open.queries.columns();
  return Array.from(answer.places([], 0, answer.total), (place) => ids[place] ?? '');
}

/** Whether what a row says may be told to others: it is a fact, or graded. */
function isTold(row: {
  readonly basis: RecordRow['basis'];
  readonly gradeSource: RecordRow['gradeSource'];
  readonly gradeInformation: RecordRow['gradeInformation'];
}): boolean {
  return (
    row.basis === 'fact' || isGraded({ source: row.gradeSource, information: row.gradeInformation })
  );
}

function* gatherNodes(
  session: Session,
  open: OpenCase,
  rows: readonly EntityRow[],
  { positions, meter }: { readonly positions: Positions; readonly meter: Meter },
) {
  const { ontology } = session;
  const { db } = open.connection;
  const mask = textMask(ontology, open);
  const asName = nameMask(ontology, open);
  // A licence names its holder as free text: one word may be the whole name there.
  const maskOf = (kind: string) =>
    hasFreeNames(ontology, kind) ? (text: string) => asName(text) ?? mask(text) : mask;
  const isAllOfficial = markingHeld(db) === 'OFFICIAL';
  const kept = new Map<string, ExportedNode>();
  const partIds = new Set<string>();
  let protectedCount = 0;
  let codedC = 0;
  let ungraded = 0;
  for (let at = 0; at < rows.length; at += READ_AT_ONCE) {
    const some = rows.slice(at, at + READ_AT_ONCE);
    const told = some.filter(({ isProtected }) => isProtected === 0);
    protectedCount += some.length - told.length;
    const recordsOf = Map.groupBy(
      yield* open.bulk.records(told.map(({ id }) => id)),
      ({ entityId }) => entityId,
    );
    for (const [index, row] of told.entries()) {
      if (index % PER_PAUSE === 0) yield;
      meter.done = at + index;
      const records = recordsOf.get(row.id) ?? [];
      const graded = records.filter(isTold);
      if (records.some(({ handling }) => handling === 'C')) codedC++;
      else if (graded.length === 0) ungraded++;
      else {
        if (graded.length < records.length) partIds.add(row.id);
        kept.set(row.id, {
          ...nodeOf(ontology, row, { records: graded, mask: maskOf(row.kind) }),
          marking: isAllOfficial ? 'OFFICIAL' : markingOfEntity(db, row.id),
          position: positions[row.id] ?? null,
        });
      }
    }
  }
  meter.done = rows.length;
  return { kept, partIds, protectedCount, codedC, ungraded };
}

/** A record as it leaves: what its graded records say together, without the names of protected people. */
function nodeOf(
  ontology: Ontology,
  row: EntityRow,
  {
    records,
    mask,
  }: { readonly records: readonly RecordRow[]; readonly mask: (text: string) => string },
): Omit<ExportedNode, 'marking' | 'position'> {
  const read = records.map(readRecord);
  const [first] = [...read].sort(compareRecords);
  const kind = kindOf(ontology, row.kind);
  const baseKind = baseKindOf(ontology, row.kind);
  const fields = maskedFields(currentFields(mergeRecords(read)), mask);
  const reference = referenceFor(ontology, row);
  const sourceLabel = records.find((record) => record.sourceLabel !== null)?.sourceLabel;
  const received = row.kind === 'other' && sourceLabel ? mask(sourceLabel) : null;
  const kindLabel = received ?? kind?.label ?? row.kind;
  return {
    id: row.id,
    reference,
    kind: received ?? (row.kind.startsWith(OWN_PREFIX) ? kindLabel : row.kind),
    baseKind,
    kindLabel,
    label: (kind && labelOf(kind, fields, ontology)) ?? reference,
    category: baseKind === 'person' ? row.category : null,
    fields,
    observedOn: read.reduce<string | null>(
      (latest, { observedOn }) =>
        observedOn !== null && observedOn > (latest ?? '') ? observedOn : latest,
      null,
    ),
    ...gradingOf({
      basis: first?.basis ?? 'intelligence',
      gradeSource: first?.grade.source ?? null,
      gradeInformation: first?.grade.information ?? null,
      handling: first?.grade.handling ?? null,
    }),
  };
}

function gradingOf(
  row: Pick<RelationDetailRow, 'basis' | 'gradeSource' | 'gradeInformation' | 'handling'>,
): ExportedGrading {
  const isWhole = isGraded({ source: row.gradeSource, information: row.gradeInformation });
  return {
    basis: row.basis,
    source: isWhole ? row.gradeSource : null,
    information: isWhole ? row.gradeInformation : null,
    handling: row.handling === 'P' ? 'P' : null,
  };
}

function maskedFields(fields: Fields, mask: (text: string) => string): Fields {
  const masked: Record<string, FieldValue> = {};
  for (const [id, value] of Object.entries(fields)) {
    if (typeof value === 'string') masked[id] = mask(value);
    else masked[id] = Array.isArray(value) ? value.map(mask) : value;
  }
  return masked;
}

function* gatherLinks(
  session: Session,
  open: OpenCase,
  {
    kept: nodes,
    scope,
    meter,
  }: {
    readonly kept: ReadonlyMap<string, ExportedNode>;
    readonly scope: ExportScope;
    readonly meter: Meter;
  },
) {
  const { ontology } = session;
  const mask = textMask(ontology, open);
  const wanted =
    (scope.type === 'shown' || scope.type === 'selected') && scope.linkIds
      ? new Set(scope.linkIds)
      : null;
  const all = yield* open.bulk.relations(scope.type === 'case' ? null : nodes.keys());
  const among = all.filter(
    ({ id, fromId, toId }) =>
      nodes.has(fromId) && nodes.has(toId) && (wanted === null || wanted.has(id)),
  );
  meter.total = (meter.total ?? 0) + among.length;
  const kept: ExportedLink[] = [];
  let codedC = 0;
  let ungraded = 0;
  for (let at = 0; at < among.length; at += READ_AT_ONCE) {
    const some = among.slice(at, at + READ_AT_ONCE);
    const details = new Map(
      open.relations.details(some.map(({ id }) => id)).map((detail) => [detail.id, detail]),
    );
    for (const row of some) {
      const detail = details.get(row.id);
      if (!detail) continue;
      if (detail.handling === 'C') codedC++;
      else if (!isTold(row)) ungraded++;
      else kept.push(linkOf(ontology, row, detail, mask));
    }
    meter.done += some.length;
    yield;
  }
  return { kept, codedC, ungraded };
}

function linkOf(
  ontology: Ontology,
  row: DatedRelationRow,
  detail: RelationDetailRow,
  mask: (text: string) => string,
): ExportedLink {
  const type = row.type === null ? null : relationTypeOf(ontology, row.type);
  const isShipped = row.type !== null && !row.type.startsWith(OWN_PREFIX);
  const received = mask(row.sourceType);
  return {
    id: row.id,
    fromId: row.fromId,
    toId: row.toId,
    type: isShipped && row.type !== null ? row.type : (type?.label ?? received),
    baseType: row.type === null ? null : baseTypeOf(ontology, row.type),
    label: type?.label ?? received.replaceAll('_', ' ').toLowerCase(),
    isDirected: type?.isDirected ?? true,
    certainty: certaintyOf(row.basis, {
      source: row.gradeSource,
      information: row.gradeInformation,
    }),
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    observedOn: row.observedOn,
    fields: maskedFields(JSON.parse(detail.fields) as Fields, mask),
    marking: detail.marking,
    ...gradingOf(detail),
  };
}

/** What was left out, a sentence each, as the file and the screen say it. */
export function withheldSentences({
  protectedCount,
  codedC,
  ungraded,
}: ExportPreview['withheld']): string[] {
  const sentences: string[] = [];
  if (protectedCount > 0)
    sentences.push(`${counted(protectedCount, 'protected record')} left out, with all links.`);
  if (codedC.records + codedC.links > 0) sentences.push(`Left out, as coded C: ${both(codedC)}.`);
  if (ungraded.records + ungraded.links > 0)
    sentences.push(`Left out, as not graded: ${both(ungraded)}.`);
  return sentences;
}

/** *2 records and 1 link*. */
export function both({ records, links }: { records: number; links: number }): string {
  return [records > 0 && counted(records, 'record'), links > 0 && counted(links, 'link')]
    .filter(Boolean)
    .join(' and ');
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}
