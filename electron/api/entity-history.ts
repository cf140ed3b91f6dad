import type { EntityEvent, HistoryChange } from '../../shared/api/entity-edit.ts';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import { currentFields, type MergeRecord, mergeRecords } from '../../shared/domain/merge.ts';
import { kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { type AttachmentRow, attachmentLives } from '../db/attachment.ts';
import type { EntityRow } from '../db/entity.ts';
import {
  type RecordLife,
  type RelationLife,
  recordLives,
  relationLives,
} from '../db/entity-event.ts';
import { relationWords } from './entity-detail.ts';
import { displayDate, displayOf } from './field-value.ts';
import { linkFieldChanges } from './link-field.ts';
import { hasFreeNames, nameMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

const MOST_LINKS = 300;

/** Everything that happened to an entity and was not undone, newest first. */
export function entityEvents(session: Session, open: OpenCase, row: EntityRow): EntityEvent[] {
  const { ontology } = session;
  const { db } = open.connection;
  const mask = hasFreeNames(ontology, row.kind) ? nameMask(ontology, open) : () => null;
  return [
    ...recordEvents(ontology, row.kind, recordLives(db, row.id)).map((event) => ({
      ...event,
      changes: event.changes.map((change) => maskChange(change, mask)),
    })),
    ...relationLives(db, row.id, MOST_LINKS).flatMap((life) =>
      relationEvents(ontology, open, life),
    ),
    ...attachmentLives(db, row.id).flatMap(attachmentEvents),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1));
}

/** A change without what is a protected person's name. */
function maskChange(change: HistoryChange, mask: (text: string) => string | null): HistoryChange {
  const [before, after] = [mask(change.beforeWords), mask(change.afterWords)];
  return {
    ...change,
    ...(before === null ? {} : { before: null, beforeWords: before }),
    ...(after === null ? {} : { after: null, afterWords: after }),
  };
}

/** A moment at which one record began or ceased to count. */
interface Moment {
  readonly at: string;
  readonly life: RecordLife;
  readonly isEnd: boolean;
}

/** What was believed before and after each record came or went, found by going through them in order. */
function recordEvents(
  ontology: Ontology,
  kind: string,
  lives: readonly RecordLife[],
): readonly EntityEvent[] {
  const moments: Moment[] = lives.flatMap((life) => [
    { at: life.record.recordedAt, life, isEnd: false },
    ...(life.withdrawnAt === null ? [] : [{ at: life.withdrawnAt, life, isEnd: true }]),
  ]);
  moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const present = new Map<string, MergeRecord>();
  let believed: Fields = {};
  return moments.map(({ at, life, isEnd }) => {
    if (isEnd) present.delete(life.record.id);
    else {
      present.set(life.record.id, life.record);
      if (life.supersedesId !== null) present.delete(life.supersedesId);
    }
    const now = currentFields(mergeRecords([...present.values()]));
    const changes = differences(ontology, kind, believed, now);
    believed = now;
    return {
      id: `${life.record.id}${isEnd ? '/end' : ''}`,
      at,
      author: isEnd ? life.withdrawnBy : life.author,
      what: isEnd ? 'withdrawn' : beginningOf(life),
      subject: life.reportReference ? `Report ${life.reportReference}` : life.sourceName,
      reason: isEnd ? life.withdrawalReason : life.reason,
      changes,
    } satisfies EntityEvent;
  });
}

function beginningOf(life: RecordLife): EntityEvent['what'] {
  if (life.isImported) return 'imported';
  if (life.record.isCorrection) return 'corrected';
  return life.isStatement ? 'stated' : 'made';
}

function differences(
  ontology: Ontology,
  kind: string,
  before: Fields,
  after: Fields,
): HistoryChange[] {
  const fields = kindOf(ontology, kind)?.fields ?? [];
  return fields.flatMap((field) => {
    const was: FieldValue = before[field.id] ?? null;
    const is: FieldValue = after[field.id] ?? null;
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [
      {
        field: field.id,
        label: field.label,
        before: was,
        beforeWords: displayOf(ontology, field, was),
        after: is,
        afterWords: displayOf(ontology, field, is),
      },
    ];
  });
}

function relationEvents(
  ontology: Ontology,
  open: OpenCase,
  life: RelationLife,
): readonly EntityEvent[] {
  const other = open.entities.find(life.otherId);
  // A reason may name whom the link does not.
  const isWithheld = other?.isProtected === 1;
  const subject = [
    relationWords(ontology, life),
    other ? summaryOf(ontology, other, open).label : 'a record that is no longer there',
    periodWords(life),
  ]
    .filter(Boolean)
    .join(' ');
  const made: EntityEvent = {
    id: `${life.id}/${life.direction}`,
    at: life.recordedAt,
    author: life.author,
    what: life.supersedesId === null ? 'link-added' : 'link-changed',
    subject,
    reason: isWithheld ? null : life.reason,
    changes: isWithheld
      ? []
      : linkFieldChanges(ontology, life.type, {
          before: life.fieldsBefore === null ? {} : JSON.parse(life.fieldsBefore),
          after: JSON.parse(life.fields),
        }),
  };
  if (life.withdrawnAt === null) return [made];
  return [
    made,
    {
      ...made,
      id: `${made.id}/end`,
      at: life.withdrawnAt,
      author: life.withdrawnBy,
      what: 'link-withdrawn',
      changes: [],
      reason: isWithheld ? null : life.withdrawalReason,
    },
  ];
}

function attachmentEvents(row: AttachmentRow): readonly EntityEvent[] {
  const added: EntityEvent = {
    id: row.id,
    at: row.addedAt,
    author: row.addedBy,
    what: 'attached',
    subject: row.caption === '' ? row.name : `${row.name}: ${row.caption}`,
    reason: null,
    changes: [],
  };
  if (row.removedAt === null) return [added];
  return [
    added,
    {
      ...added,
      id: `${row.id}/end`,
      at: row.removedAt,
      author: row.removedBy,
      what: 'attachment-removed',
      reason: row.removalReason,
    },
  ];
}

function periodWords({ startedOn, endedOn }: RelationLife): string {
  if (startedOn && endedOn) return `(${displayDate(startedOn)} to ${displayDate(endedOn)})`;
  if (startedOn) return `(since ${displayDate(startedOn)})`;
  return endedOn ? `(until ${displayDate(endedOn)})` : '';
}
