import { existsSync, rmSync, statSync } from 'node:fs';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { verifyAudit } from './audit.ts';
import { readCaseInfo } from './case-info.ts';
import { readOnlyCase } from './case-lock.ts';
import { APPLICATION_ID, applySettings, identity, openKeyed } from './connection.ts';

/** Rows of the audit that every opening replays; the whole of it is replayed on request. */
const AUDIT_TAIL_ROWS = 1000;

/** How long the quick check is enough before the full one is due, which reads every index too. */
const FULL_CHECK_MS = 7 * 24 * 3600 * 1000;

function damaged(cause?: unknown): AppError {
  return new AppError(
    'case-damaged',
    'This case file is damaged or was cut short. It was left as it is: keep it, and open the newest backup.',
    { cause },
  );
}

/** Whether the driver met a page that does not read back as it was written. */
export function isDamage(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'case-damaged';
  return (
    error instanceof DatabaseFile.SqliteError &&
    /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(error.code)
  );
}

/** Turns what the driver says of a file into what its user can do about it. */
export function explain(error: unknown): unknown {
  if (!(error instanceof DatabaseFile.SqliteError)) return error;
  if (isDamage(error)) return damaged(error);
  if (/^SQLITE_(CANTOPEN|READONLY)/.test(error.code)) return readOnlyCase(error);
  if (error.code === 'SQLITE_FULL') {
    return new AppError(
      'disk-full',
      'The disk is full. Nothing was changed; free some space, then try again.',
      { cause: error },
    );
  }
  return error;
}

/**
 * That an opened database is a case of a version this program knows. Reads the first page, so it is also where a
 * key that does not fit shows.
 * @throws {AppError} `case-not-a-case`, `case-newer-version`
 */
export function checkIdentity(db: Database, newestVersion: number): void {
  const { applicationId, version } = identity(db);
  if (applicationId !== APPLICATION_ID || version < 1) {
    throw new AppError(
      'case-not-a-case',
      'This file opens with its key but is not an Achilles case. Choose another file.',
    );
  }
  if (version > newestVersion) {
    throw new AppError(
      'case-newer-version',
      'This case was saved by a newer version of Achilles. Update to open it.',
    );
  }
}

/**
 * Everything that must hold before a case is opened for work, on a connection that cannot write: identity, version,
 * content, references, end of the audit. Says whether the full check was made, which is due once a week.
 * @throws {AppError} `case-not-a-case`, `case-newer-version`, `case-damaged`
 */
export function inspectCase(options: {
  readonly path: string;
  readonly databaseKey: Buffer;
  readonly auditKey: Buffer;
  readonly databaseId: string;
  readonly newestVersion: number;
  readonly nowMs: number;
}): { readonly wasFullCheck: boolean } {
  const removeOwnFiles = noteFilesBeside(options.path);
  let db: Database | null = null;
  try {
    db = openKeyed({ path: options.path, databaseKey: options.databaseKey, mode: 'read-only' });
    checkIdentity(db, options.newestVersion);
    applySettings(db);
    return checkContent(db, options);
  } catch (error) {
    throw explain(error);
  } finally {
    db?.close();
    removeOwnFiles();
  }
}

/** Notes which files of the log are there; what it gives removes the empty ones that a reader left since. */
export function noteFilesBeside(path: string): () => void {
  const beside = ['-wal', '-shm'].map((suffix) => path + suffix);
  const absent = beside.filter((file) => !existsSync(file));
  return () => {
    // A connection that cannot write leaves its own empty files behind.
    for (const file of absent) {
      if (existsSync(file) && (file.endsWith('-shm') || statSync(file).size === 0)) {
        rmSync(file, { force: true });
      }
    }
  };
}

function checkContent(
  db: Database,
  expected: { readonly auditKey: Buffer; readonly databaseId: string; readonly nowMs: number },
): { readonly wasFullCheck: boolean } {
  const checkedAtMs = Date.parse(readCaseInfo(db, 'fully_checked_at') ?? '');
  // Due too when the clock was moved back past the last one, or when that is not known.
  const sinceMs = expected.nowMs - checkedAtMs;
  const isFullCheck = !(sinceMs >= 0 && sinceMs < FULL_CHECK_MS);
  const check = isFullCheck ? 'integrity_check(1)' : 'quick_check(1)';
  if (db.pragma(check, { simple: true }) !== 'ok') throw damaged();
  if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw damaged();
  if (readCaseInfo(db, 'id') !== expected.databaseId) throw damaged();
  if (!verifyAudit(db, expected.auditKey, { lastRows: AUDIT_TAIL_ROWS }).isWhole) {
    throw new AppError(
      'case-damaged',
      'The latest rows of this case’s audit were altered or removed. The case was left as it is: tell its supervisor.',
    );
  }
  return { wasFullCheck: isFullCheck };
}
