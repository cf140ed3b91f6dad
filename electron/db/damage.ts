import type { Database } from 'better-sqlite3';
import { AppError, type Damage } from '../../shared/api/errors.ts';
import { listDatedBackups, listVersionBackups } from './backup-folder.ts';
import { checkWhole } from './case-content.ts';
import { openKeyed } from './connection.ts';
import { explain, noteFilesBeside } from './inspect.ts';
import { type CaseKeys, type Keyslots, keysFrom } from './keyslot.ts';
import { readKeyslots } from './keyslot-file.ts';

interface DamagedCase {
  readonly path: string;
  readonly keyslots: Keyslots;
  readonly databaseKey: Buffer;
}

/** The failure of a damaged case, with the newest backup that is whole and what restoring it would lose. */
export function withOffer(error: unknown, of: DamagedCase): unknown {
  const explained = explain(error);
  if (!(explained instanceof AppError)) return explained;
  const keys = keysFrom(Buffer.from(of.databaseKey), of.keyslots);
  try {
    const { code, message } = explained;
    return new AppError(code, message, { damage: assess(of, keys), cause: error });
  } finally {
    keys.databaseKey.fill(0);
    keys.auditKey.fill(0);
  }
}

function assess({ path, keyslots }: DamagedCase, keys: CaseKeys): Damage {
  const backups = [...listDatedBackups(path), ...listVersionBackups(path)].sort((a, b) =>
    a.madeAt < b.madeAt ? 1 : -1,
  );
  for (const [passedOver, backup] of backups.entries()) {
    const last = lastChangeIfWhole(backup.path, keyslots, keys);
    if (last === null) continue;
    const lost = changesAfter(path, keys.databaseKey, last);
    return { backupMadeAt: backup.madeAt, passedOver, lost };
  }
  return { backupMadeAt: null, passedOver: backups.length, lost: null };
}

const LAST_CHANGE = 'SELECT coalesce(max(logical_time), 0) FROM command';

/** Reads a backup whole, and says which change was its last; null when it is not whole, or of an earlier key. */
function lastChangeIfWhole(path: string, present: Keyslots, keys: CaseKeys): number | null {
  try {
    const { databaseId, keyId } = readKeyslots(path).keyslots;
    if (databaseId !== present.databaseId || keyId !== present.keyId) return null;
    const steps = checkWhole({ path, ...keys, databaseId });
    while (!steps.next().done);
    return readClosed(path, keys.databaseKey, (db) => number(db, LAST_CHANGE));
  } catch {
    return null;
  }
}

/** What was done after a change, as far as the damaged file tells it; null: it does not. */
function changesAfter(path: string, databaseKey: Buffer, last: number): Damage['lost'] {
  const attempts: readonly ((db: Database) => Damage['lost'])[] = [
    (db) =>
      db
        .prepare<[number], NonNullable<Damage['lost']>>(
          `SELECT count(*) AS changes, min(at) AS firstAt, max(at) AS lastAt
             FROM command NOT INDEXED WHERE logical_time > ?`,
        )
        .get(last) ?? null,
    // Where the changes themselves cannot be read, their index may still say how many there were.
    (db) => ({
      changes: Math.max(0, number(db, LAST_CHANGE) - last),
      firstAt: null,
      lastAt: null,
    }),
  ];
  for (const attempt of attempts) {
    try {
      return readClosed(path, databaseKey, attempt);
    } catch {
      // The next asks for less.
    }
  }
  return null;
}

function number(db: Database, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

function readClosed<T>(path: string, databaseKey: Buffer, read: (db: Database) => T): T {
  const removeOwnFiles = noteFilesBeside(path);
  let db: Database | null = null;
  try {
    db = openKeyed({ path, databaseKey, mode: 'read-only' });
    return read(db);
  } finally {
    db?.close();
    removeOwnFiles();
  }
}
