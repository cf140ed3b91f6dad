import type { AuditChange, AuditChangeLine, AuditRecord } from '../../shared/api/audit.ts';
import type { EntityEvent } from '../../shared/api/entity-edit.ts';
import { type LoggedCommand, loggedCommands } from '../db/audit-log.ts';
import type { EntityRow } from '../db/entity.ts';
import { recordOfRelation } from '../db/entity-event.ts';
import { entityEvents } from './entity-history.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** Rows of a change that are looked at, records of them that are told of, and lines. */
const ROWS = 200;
const RECORDS = 10;
const LINES = 60;

const EVENT_WORDS: Readonly<Record<EntityEvent['what'], string>> = {
  imported: 'Imported',
  made: 'Made',
  corrected: 'Corrected',
  stated: 'Stated',
  withdrawn: 'Taken back',
  'link-added': 'Link added',
  'link-changed': 'Link changed',
  'link-withdrawn': 'Link taken back',
  attached: 'File added',
  'attachment-removed': 'File taken away',
};

/** A record as the log tells of it. */
export function auditRecordOf(session: Session, open: OpenCase, row: EntityRow): AuditRecord {
  const { id, kind, label, reference, isProtected } = summaryOf(session.ontology, row, open);
  return { id, kind, label, reference, isProtected };
}

/** What commands did, before and after, in words. What they did to protected people is left out. */
export function auditChanges(
  session: Session,
  open: OpenCase,
  commandIds: readonly string[],
): AuditChange[] {
  return loggedCommands(open.connection.db, commandIds, ROWS).map((command) => {
    const { id, name, kind, state } = command;
    return { id, name, kind, state, ...linesOf(session, open, command) };
  });
}

function linesOf(
  session: Session,
  open: OpenCase,
  command: LoggedCommand,
): Pick<AuditChange, 'lines' | 'isWithheld'> {
  const touched = touchedEntities(open, command);
  const rows = [...touched.values()];
  const told = rows.filter(({ row }) => row.isProtected === 0).slice(0, RECORDS);
  const lines = told.flatMap(({ row, events }) => {
    const record = auditRecordOf(session, open, row);
    return entityEvents(session, open, row)
      .filter(({ id }) => events.has(id))
      .flatMap((event) => eventLines(record, event));
  });
  return {
    lines: lines.slice(0, LINES),
    isWithheld: rows.some(({ row }) => row.isProtected === 1),
  };
}

/** The entities whose rows a command wrote, each with the events of its history that came of it. */
function touchedEntities(
  open: OpenCase,
  { rows }: LoggedCommand,
): ReadonlyMap<string, { readonly row: EntityRow; readonly events: Set<string> }> {
  const touched = new Map<string, { row: EntityRow; events: Set<string> }>();
  for (const { table, rowId } of rows) {
    const isLink = table === 'relation' || table === 'relation_withdrawal';
    if (!isLink && table !== 'record' && table !== 'record_withdrawal') continue;
    const recordId = isLink ? recordOfRelation(open.connection.db, rowId) : rowId;
    const row = recordId === null ? null : open.entities.find(recordId);
    if (!row) continue;
    const known = touched.get(row.id) ?? { row, events: new Set<string>() };
    touched.set(row.id, known);
    const end = table.endsWith('_withdrawal') ? '/end' : '';
    known.events.add(isLink ? `${rowId}/out${end}` : `${rowId}${end}`);
  }
  return touched;
}

function eventLines(record: AuditRecord, event: EntityEvent): AuditChangeLine[] {
  if (event.changes.length === 0)
    return [{ record, label: EVENT_WORDS[event.what], before: null, after: event.subject }];
  return event.changes.map(({ label, before, beforeWords, after, afterWords }) => ({
    record,
    label,
    before: before === null && beforeWords === 'Not known' ? null : beforeWords,
    after: after === null && afterWords === 'Not known' ? null : afterWords,
  }));
}
