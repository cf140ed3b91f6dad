import type {
  EntityDetail,
  FieldEntry,
  RecordReference,
  RelationEntry,
} from '../../shared/api/entity.ts';
import { AppError } from '../../shared/api/errors.ts';
import { type Basis, certaintyOf, type Grade } from '../../shared/domain/grade.ts';
import { type MergedValue, mergeRecords } from '../../shared/domain/merge.ts';
import {
  type FieldDefinition,
  type KindDefinition,
  kindOf,
  type Ontology,
  relationTypeOf,
} from '../../shared/domain/ontology.ts';
import { addCorrection } from '../db/correction.ts';
import type { EntityRow, SourcedRecordRow } from '../db/entity.ts';
import { gradeOf, readRecord } from '../db/record.ts';
import type { NeighbourRow } from '../db/relation.ts';
import { entityQueryHandlers } from './entity-query.ts';
import { searchEntities } from './entity-search.ts';
import { displayOf, readFieldValue } from './field-value.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { referenceFor, summaryOf } from './summary.ts';

/** Relations the inspector lists; the rest are counted. */
const LISTED_RELATIONS = 500;

/** Handlers of `entity`. */
export const entityHandlers = {
  ...entityQueryHandlers,

  list: os.entity.list.handler(({ input, context }) => {
    const open = context.session.open();
    // Worked out now where it was not yet: a list without its levers would be read as having none.
    open.levers.counts('');
    const { total, items } = open.entities.list(input.kind, input.limit, input.offset);
    context.touch(items.map((row) => row.id));
    return { total, items: items.map((row) => summaryOf(context.session.ontology, row, open)) };
  }),

  get: os.entity.get.handler(({ input, context }) => {
    const open = context.session.open();
    const row = open.entities.get(input.id);
    context.touch([row.id]);
    return detailOf(context.session, open, row, { isRevealed: false });
  }),

  search: os.entity.search.handler(({ input, context }) => {
    const open = context.session.open();
    const found = searchEntities(context.session.ontology, open, input);
    context.touch(found.items.map((item) => item.id));
    return found;
  }),

  correct: os.entity.correct.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const row = open.entities.get(input.id);
    const kind = kindOf(session.ontology, row.kind);
    const field = kind?.fields.find((candidate) => candidate.id === input.field);
    if (!kind || !field)
      throw new AppError(
        'invalid-value',
        `A ${kind?.label.toLowerCase() ?? 'record'} has no field “${input.field}”.`,
      );
    const value = readFieldValue(session.ontology, field, input.value);
    addCorrection(open.connection.db, {
      entityId: row.id,
      kind: row.kind,
      field: field.id,
      value,
      grade: input.grade,
      observedOn: input.observedOn,
      author: open.user,
      reason: input.reason,
      name: `Edit ${field.label.toLowerCase()} of ${row.isProtected ? referenceFor(session.ontology, row) : row.label}`.slice(
        0,
        120,
      ),
      project: (ids) => open.projection.projectRecords(ids),
    });
    context.touch([row.id]);
    context.because(input.reason);
    session.changed();
    return detailOf(session, open, open.entities.get(row.id), { isRevealed: false });
  }),

  reveal: os.entity.reveal.handler(({ input, context }) => {
    const open = context.session.open();
    const row = open.entities.get(input.id);
    context.touch([row.id]);
    context.because(input.reason);
    return detailOf(context.session, open, row, { isRevealed: true });
  }),
};

function detailOf(
  session: Session,
  open: OpenCase,
  row: EntityRow,
  { isRevealed }: { isRevealed: boolean },
): EntityDetail {
  const { ontology } = session;
  const kind = kindOf(ontology, row.kind);
  const isWithheld = row.isProtected === 1 && !isRevealed;
  const rows = open.entities.records(row.id);
  const references = new Map(rows.map((record) => [record.id, referenceOfRecord(record)]));
  const merged = mergeRecords(rows.map(readRecord));
  const neighbours = open.relations.neighbours(row.id);
  const entries = { ontology, kind, merged, references, isWithheld };
  const summary = summaryOf(ontology, row, open);
  return {
    summary: isWithheld ? summary : { ...summary, label: row.label, role: row.role },
    kindLabel: kind?.label ?? row.kind,
    category: isWithheld ? null : row.category,
    isWithheld,
    facts: fieldEntries({ ...entries, isWanted: (basis) => basis === 'fact' }),
    intelligence: fieldEntries({ ...entries, isWanted: (basis) => basis !== 'fact' }),
    relations: neighbours
      .slice(0, LISTED_RELATIONS)
      .map((neighbour) => relationEntry(ontology, open, neighbour)),
    moreRelations: Math.max(0, neighbours.length - LISTED_RELATIONS),
    records: [...references.values()],
    raw: isWithheld ? [] : rows.flatMap(rawOf),
  };
}

function fieldEntries(options: {
  readonly ontology: Ontology;
  readonly kind: KindDefinition | null;
  readonly merged: ReadonlyMap<string, readonly MergedValue[]>;
  readonly references: ReadonlyMap<string, RecordReference>;
  readonly isWithheld: boolean;
  readonly isWanted: (basis: Basis) => boolean;
}): FieldEntry[] {
  const { ontology, kind, merged, references, isWithheld, isWanted } = options;
  const definitions = kind?.fields ?? [];
  const entries: FieldEntry[] = [];
  for (const definition of definitions) {
    // Everything a protected person is known by is withheld, not only what the ontology calls personal:
    // what is left to see is that they matter.
    if (isWithheld && definition.id !== 'safeguardingOwner') continue;
    for (const entry of merged.get(definition.id) ?? []) {
      const records = entry.records.filter((record) => isWanted(record.basis));
      if (records.length > 0)
        entries.push(
          fieldEntry({
            ontology,
            definition,
            entry,
            records: records.map((record) => record.id),
            references,
          }),
        );
    }
  }
  return entries;
}

function fieldEntry(options: {
  readonly ontology: Ontology;
  readonly definition: FieldDefinition;
  readonly entry: MergedValue;
  readonly records: readonly string[];
  readonly references: ReadonlyMap<string, RecordReference>;
}): FieldEntry {
  const { ontology, definition, entry, records, references } = options;
  return {
    field: definition.id,
    label: definition.label,
    type: definition.type,
    value: entry.value,
    display: displayOf(ontology, definition, entry.value),
    isCurrent: entry.isCurrent,
    records: records.flatMap((id) => references.get(id) ?? []),
  };
}

function filesOf(
  row: SourcedRecordRow,
): readonly { readonly name: string; readonly columns?: readonly string[] }[] {
  return row.files ? JSON.parse(row.files) : [];
}

function referenceOfRecord(row: SourcedRecordRow): RecordReference {
  const file = row.fileIndex === null ? undefined : filesOf(row)[row.fileIndex];
  return {
    recordId: row.id,
    sourceName: row.sourceName,
    ownerAgency: row.ownerAgency,
    basis: row.basis,
    grade: gradeOf(row),
    observedOn: row.observedOn,
    recordedAt: row.recordedAt,
    fileName: file?.name ?? null,
    rowNumber: row.rowNumber,
    isCorrection: row.batchId === null && row.subjectRecordId !== null,
    reason: row.reason,
    absentSince: row.absentSince,
  };
}

function rawOf(row: SourcedRecordRow): EntityDetail['raw'] {
  if (row.raw === null) return [];
  const cells = JSON.parse(row.raw) as string[];
  const columns = row.fileIndex === null ? [] : (filesOf(row)[row.fileIndex]?.columns ?? []);
  return [{ recordId: row.id, columns: [...columns], cells }];
}

function relationEntry(ontology: Ontology, open: OpenCase, row: NeighbourRow): RelationEntry {
  const grade: Grade = gradeOf(row);
  return {
    id: row.relationId,
    type: row.type,
    sourceType: row.sourceType,
    words: relationWords(ontology, row),
    direction: row.direction,
    other: summaryOf(ontology, open.entities.get(row.otherId), open),
    certainty: certaintyOf(row.basis, grade),
    grade,
    basis: row.basis,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    observedOn: row.observedOn,
    sourceName: row.sourceName,
  };
}

/** A relation in words from one side; a type that the ontology lacks is told as received. */
function relationWords(
  ontology: Ontology,
  row: Pick<NeighbourRow, 'type' | 'sourceType' | 'direction'>,
): string {
  const type = row.type === null ? null : relationTypeOf(ontology, row.type);
  if (type) return row.direction === 'out' ? type.label : type.inverseLabel;
  const words = row.sourceType.replaceAll('_', ' ').toLowerCase();
  return row.direction === 'out' ? words : `${words} (from)`;
}
