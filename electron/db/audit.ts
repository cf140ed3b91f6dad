import { createHmac } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../shared/api/audit.ts';
import type { AuditCategory } from '../../shared/api/base.ts';
import { readCaseInfo, writeCaseInfo } from './case-info.ts';
import { readOnlyCase } from './case-lock.ts';
import { logBeside } from './damaged-log.ts';
import { prepared } from './statement.ts';

/** What one row of the log says; `none` writes no row. */
export interface AuditInput {
  readonly author: string;
  readonly role: string;
  readonly category: Exclude<AuditCategory, 'none'>;
  /** The contract's method, as `noun.verb`. */
  readonly method: string;
  /** Ids only, never content: erasure and logging then live together. */
  readonly recordIds: readonly string[];
  /** Counts, recipients, and under `people` those who acted beside the author; never content. */
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
}

/** What replaying the log found. */
export interface AuditVerdict {
  readonly isWhole: boolean;
  readonly rows: number;
  /** First number that does not follow from the rows before it. */
  readonly brokenAt: number | null;
  /** Short form of the last row's hash, for the supervisor's book. */
  readonly seal: string;
}

interface StoredRow {
  readonly number: number;
  readonly at: string;
  readonly author: string;
  readonly role: string;
  readonly category: string;
  readonly method: string;
  readonly record_ids: string;
  readonly detail: string | null;
  readonly reason: string | null;
  readonly hash: string;
}

interface Head {
  readonly number: number;
  readonly hash: string;
}

function hmac(key: Buffer, ...parts: readonly string[]): string {
  // A JSON array keeps the parts apart whatever they hold.
  return createHmac('sha256', key).update(JSON.stringify(parts), 'utf8').digest('hex');
}

/** Hash that the first row follows: no two cases share a beginning. */
function genesis(db: Database, auditKey: Buffer): string {
  return hmac(auditKey, 'genesis', readCaseInfo(db, 'id') ?? '');
}

function hashOf(auditKey: Buffer, previous: string, row: Omit<StoredRow, 'hash'>): string {
  const body = JSON.stringify([
    row.at,
    row.author,
    row.role,
    row.category,
    row.method,
    row.record_ids,
    row.detail,
    row.reason,
  ]);
  return hmac(auditKey, previous, String(row.number), body);
}

function sealOf(head: Head): string {
  const groups = head.hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? [];
  return [head.number, ...groups].join('-');
}

/** Writes the signed head: rows cut off the end then show. */
function writeHead(db: Database, auditKey: Buffer, head: Head): void {
  const mac = hmac(auditKey, 'head', String(head.number), head.hash);
  writeCaseInfo(db, 'audit_head', JSON.stringify({ ...head, mac }));
}

/** The signed head; null when it is missing or was not signed with this key. */
function readHead(db: Database, auditKey: Buffer): Head | null {
  const text = readCaseInfo(db, 'audit_head');
  if (text === null) return null;
  try {
    const { number, hash, mac } = JSON.parse(text) as { number: number; hash: string; mac: string };
    return mac === hmac(auditKey, 'head', String(number), hash) ? { number, hash } : null;
  } catch {
    return null;
  }
}

/** Begins the log of a new case. */
export function beginAudit(db: Database, auditKey: Buffer): void {
  writeHead(db, auditKey, { number: 0, hash: genesis(db, auditKey) });
}

/**
 * Adds one row to the log, durable when it returns unless a transaction is open around it, and gives its number.
 * Each row's hash covers the row before it.
 * @throws {AppError} `case-read-only`: what cannot be recorded may not be seen
 */
export function appendAudit(db: Database, auditKey: Buffer, entry: AuditInput): number {
  const beside = logBeside(db);
  if (beside) return beside.append(entry);
  if (db.readonly) throw readOnlyCase();
  return db
    .transaction(() => {
      const last = lastRow(db) ?? { number: 0, hash: genesis(db, auditKey) };
      const row = {
        number: last.number + 1,
        at: new Date().toISOString(),
        author: entry.author,
        role: entry.role,
        category: entry.category,
        method: entry.method,
        record_ids: JSON.stringify(entry.recordIds),
        detail: entry.detail === null ? null : JSON.stringify(entry.detail),
        reason: entry.reason,
      };
      const hash = hashOf(auditKey, last.hash, row);
      prepared(
        db,
        `INSERT INTO audit (number, at, author, role, category, method, record_ids, detail, reason, hash)
         VALUES (@number, @at, @author, @role, @category, @method, @record_ids, @detail, @reason, @hash)`,
      ).run({ ...row, hash });
      writeHead(db, auditKey, { number: row.number, hash });
      return row.number;
    })
    .immediate();
}

function lastRow(db: Database): Head | undefined {
  return prepared<[], Head>(
    db,
    'SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1',
  ).get();
}

/** Rows that are replayed between two pauses for other calls. */
const REPLAYED_AT_ONCE = 50;

/** Replays the log, the whole of it or its last rows, and says whether it is whole. */
export function verifyAudit(
  db: Database,
  auditKey: Buffer,
  options: { readonly lastRows?: number } = {},
): AuditVerdict {
  const work = replayAudit(db, auditKey, options);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The same, with pauses for other calls, whose rows are replayed too. */
export function* replayAudit(
  db: Database,
  auditKey: Buffer,
  options: { readonly lastRows?: number } = {},
): Generator<void, AuditVerdict> {
  const beginning = lastRow(db) ?? { number: 0, hash: genesis(db, auditKey) };
  const first =
    options.lastRows === undefined ? 1 : Math.max(1, beginning.number - options.lastRows + 1);
  let { number, hash } = rowBefore(db, auditKey, first);
  let brokenAt: number | null = null;
  const rowsAfter = db.prepare<[number, number], StoredRow>(
    'SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?',
  );
  /** Replays the next rows; says whether there may be more. */
  function replay(most: number): boolean {
    const rows = rowsAfter.all(number, most);
    for (const row of rows) {
      if (row.number !== number + 1 || row.hash !== hashOf(auditKey, hash, row)) {
        brokenAt = number + 1;
        return false;
      }
      ({ number, hash } = row);
    }
    return rows.length === most;
  }
  while (replay(REPLAYED_AT_ONCE)) yield;
  // The end in one snapshot: a row written meanwhile on another connection must not look like a break.
  return db.transaction(() => {
    while (brokenAt === null && replay(REPLAYED_AT_ONCE));
    const newest = lastRow(db) ?? { number: 0, hash: genesis(db, auditKey) };
    const head = readHead(db, auditKey);
    if (brokenAt === null && (head?.number !== newest.number || head.hash !== newest.hash)) {
      brokenAt = newest.number + 1;
    }
    const count = prepared<[], number>(db, 'SELECT count(*) FROM audit').pluck().get() ?? 0;
    return { isWhole: brokenAt === null, rows: count, brokenAt, seal: sealOf(newest) };
  })();
}

function rowBefore(db: Database, auditKey: Buffer, first: number): Head {
  if (first === 1) return { number: 0, hash: genesis(db, auditKey) };
  const row = prepared<[number], Head>(db, 'SELECT number, hash FROM audit WHERE number = ?').get(
    first - 1,
  );
  // Nothing follows from a missing row.
  return row ?? { number: first - 1, hash: '' };
}

/** Latest rows first; those of the log beside a damaged case come before its own. */
export function listAudit(db: Database, limit: number): AuditEntry[] {
  const after = logBeside(db)?.list(lastRow(db)?.number ?? 0) ?? [];
  return [...after.reverse(), ...listOwn(db, limit)].slice(0, limit);
}

function listOwn(db: Database, limit: number): AuditEntry[] {
  return prepared<[number], Omit<AuditEntry, 'people'> & { readonly people: string | null }>(
    db,
    `SELECT number, at, author, role, category, method, json_array_length(record_ids) AS recordCount, reason,
            json_extract(detail, '$.people') AS people
       FROM audit ORDER BY number DESC LIMIT ?`,
  )
    .all(limit)
    .map(({ people, ...entry }) => ({
      ...entry,
      people: people === null ? [] : (JSON.parse(people) as string[]),
    }));
}
