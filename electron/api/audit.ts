import type { AuditFilter, AuditRow } from '../../shared/api/audit.ts';
import { notFound } from '../../shared/api/errors.ts';
import { auditWords, CATEGORY_WORDS } from '../../shared/audit-words.ts';
import { listAudit, replayAudit } from '../db/audit.ts';
import { type AuditLogRow, findAudit, readAudit } from '../db/audit-log.ts';
import { writeCsv } from '../formats/write-table.ts';
import { auditChanges, auditRecordOf } from './audit-change.ts';
import { os } from './os.ts';
import { freeTextMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';

/** Records that the detail of one entry lists. */
const LISTED_RECORDS = 100;
/** Records of an entry among which the first that is still there is looked for. */
const TRIED_RECORDS = 5;
/** Entries read between two pauses for other calls. */
const READ_AT_ONCE = 500;

const HEADINGS = [
  'Entry',
  'Time (UTC)',
  'Who',
  'Role',
  'Beside them',
  'Category',
  'Where',
  'What',
  'Call',
  'Records',
  'First record',
  'Reason',
  'Seal',
];

/** Handlers of `audit`. */
export const auditHandlers = {
  list: os.audit.list.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const mask = createReasonMask(session, open);
    return listAudit(open.connection.db, input.limit).map((row) => ({
      ...row,
      reason: mask(row.reason),
    }));
  }),

  find: os.audit.find.handler(({ input, context, signal }) => {
    const open = context.session.open();
    context.touch(askedOf(open, input));
    return inSlices(() => findAudit(open.connection.db, input, recordIdsOf(open, input)), {
      // The log only grows: what is added while it is read is not looked for.
      version: () => 0,
      signal,
    });
  }),

  rows: os.audit.rows.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const mask = createReasonMask(session, open);
    const rows = readAudit(open.connection.db, input.numbers).map((row) =>
      rowOf(session, open, row, mask),
    );
    context.touch(rows.flatMap(({ record }) => record?.id ?? []));
    return rows;
  }),

  get: os.audit.get.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const [row] = readAudit(open.connection.db, [input.number]);
    if (!row) throw notFound('entry of the log');
    const records = row.recordIds
      .slice(0, LISTED_RECORDS)
      .flatMap((id) => open.entities.find(id) ?? [])
      .map((entity) => auditRecordOf(session, open, entity));
    const { more, commands } = row.detail ?? {};
    const unlisted = typeof more === 'number' ? more : 0;
    context.touch(records.map(({ id }) => id));
    return {
      row: rowOf(session, open, row, createReasonMask(session, open)),
      seal: row.hash === null ? null : sealWords(row.hash),
      records,
      moreRecords: row.recordIds.length - records.length + unlisted,
      changes: Array.isArray(commands) ? auditChanges(session, open, commands.map(String)) : [],
    };
  }),

  export: os.audit.export.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const open = session.open();
    const { db } = open.connection;
    const { numbers } = await inSlices(
      () => findAudit(db, input.filter, recordIdsOf(open, input.filter)),
      { version: () => 0, signal },
    );
    const mask = createReasonMask(session, open);
    const rows: string[][] = [];
    for (let at = 0; at < numbers.length; at += READ_AT_ONCE) {
      for (const row of readAudit(db, numbers.slice(at, at + READ_AT_ONCE)))
        rows.push(exportedRow(rowOf(session, open, row, mask), row));
      await new Promise(setImmediate);
    }
    context.touch(askedOf(open, input.filter));
    context.because(input.reason);
    const bytes = writeCsv({ headings: HEADINGS, rows });
    const name = `Audit log ${input.marking} ${new Date(context.now()).toISOString().slice(0, 10)}.csv`;
    return new File([new Uint8Array(bytes)], name, { type: 'text/csv' });
  }),

  verify: os.audit.verify.handler(({ context, signal }) => {
    const { connection, keys } = context.session.open();
    return inSlices(() => replayAudit(connection.db, keys.auditKey), {
      // What is added meanwhile is replayed at the end.
      version: () => 0,
      signal,
    });
  }),
};

/** Whoever looks for a record in the log consults it too. */
function askedOf(open: OpenCase, { recordId }: AuditFilter): readonly string[] {
  return recordId === null ? [] : [open.entities.find(recordId)?.id ?? recordId];
}

/** Ids under which the record that is asked for may stand in the log. */
function recordIdsOf(open: OpenCase, { recordId }: AuditFilter): readonly string[] {
  if (recordId === null) return [];
  const entity = open.entities.find(recordId);
  if (!entity) return [recordId];
  return [...new Set([entity.id, ...open.entities.records(entity.id).map(({ id }) => id)])];
}

type ReasonMask = (reason: string | null) => string | null;

/** Reasons are written freely: whole names of protected people leave them. Many entries have one and the same. */
function createReasonMask(session: Session, open: OpenCase): ReasonMask {
  const mask = freeTextMask(session.ontology, open);
  const known = new Map<string, string>();
  return (reason) => {
    if (reason === null) return null;
    const masked = known.get(reason) ?? mask(reason);
    known.set(reason, masked);
    return masked;
  };
}

function rowOf(session: Session, open: OpenCase, row: AuditLogRow, mask: ReasonMask): AuditRow {
  const { number, at, author, role, category, method, recordIds, detail } = row;
  const reason = mask(row.reason);
  const people = Array.isArray(detail?.people) ? detail.people.map(String) : [];
  const more = typeof detail?.more === 'number' ? detail.more : 0;
  const entity = recordIds
    .slice(0, TRIED_RECORDS)
    .map((id) => open.entities.find(id))
    .find((found) => found !== null);
  return {
    ...{ number, at, author, role, category, method, reason, people },
    recordCount: recordIds.length + more,
    record: entity ? auditRecordOf(session, open, entity) : null,
  };
}

function exportedRow(row: AuditRow, { hash }: AuditLogRow): string[] {
  const { where, what } = auditWords(row.method);
  return [
    String(row.number),
    row.at,
    row.author,
    row.role,
    row.people.join(', '),
    CATEGORY_WORDS[row.category] ?? row.category,
    where,
    what,
    row.method,
    String(row.recordCount),
    row.record?.reference ?? '',
    row.reason ?? '',
    hash ?? '',
  ];
}

/** The beginning of a hash in groups of four, as people compare it. */
function sealWords(hash: string): string {
  return (hash.slice(0, 28).match(/.{4}/g) ?? []).join(' ');
}
