import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { verifyAudit } from './audit.ts';
import { readCaseInfo } from './case-info.ts';
import { applySettings, identity, openKeyed } from './connection.ts';
import { checkIdentity, explain } from './inspect.ts';
import { MIGRATIONS_FOLDER, schemaVersion } from './migrate.ts';

/** How much a case holds, table by table, and where its audit stands: what a copy of it must have alike. */
export interface CaseContent {
  readonly databaseId: string;
  readonly name: string;
  readonly version: number;
  /** What every change of a case changes. */
  readonly state: string;
  readonly rows: Readonly<Record<string, number>>;
  /** Rows of the audit, and its short seal. */
  readonly audit: { readonly rows: number; readonly seal: string };
}

/** One step of a check, for whoever waits. */
export type CheckStep = 'content' | 'audit' | 'counts';

/** What every change of a case changes. */
export function fingerprint(db: Database): string {
  const info = db.prepare('SELECT key, value FROM case_info ORDER BY key').all();
  return JSON.stringify([identity(db), info]);
}

/** Rows of each table; what the full-text index keeps for itself is made from the others. */
export function countRows(db: Database): Record<string, number> {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`,
    )
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0,
    ]),
  );
}

/**
 * Reads a closed case, or a copy of one, from its first page to its last: every page and index, every reference, the
 * whole chain of the audit, and how many rows there are. Touches nothing. Says each step before it begins.
 * @throws {AppError} `case-damaged`, `case-not-a-case`, `case-newer-version`
 */
export function* checkWhole(source: {
  readonly path: string;
  readonly databaseKey: Buffer;
  readonly auditKey: Buffer;
  readonly databaseId: string;
}): Generator<CheckStep, CaseContent> {
  let db: Database | null = null;
  try {
    yield 'content';
    db = openKeyed({ path: source.path, databaseKey: source.databaseKey, mode: 'read-only' });
    checkIdentity(db, schemaVersion(MIGRATIONS_FOLDER));
    applySettings(db);
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw damaged('its pages');
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw damaged('its references');
    if (readCaseInfo(db, 'id') !== source.databaseId) throw damaged('its identity');
    yield 'audit';
    const audit = verifyAudit(db, source.auditKey);
    if (!audit.isWhole) throw damaged('its audit log');
    yield 'counts';
    return {
      databaseId: source.databaseId,
      name: readCaseInfo(db, 'name') ?? '',
      version: identity(db).version,
      state: fingerprint(db),
      rows: countRows(db),
      audit: { rows: audit.rows, seal: audit.seal },
    };
  } catch (error) {
    throw explain(error);
  } finally {
    db?.close();
  }
}

function damaged(what: string): AppError {
  return new AppError(
    'case-damaged',
    `This file is damaged: ${what} did not read back whole. It was left as it is. Use another backup.`,
  );
}
