import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { tryPassphrase, type UserTry } from './attempts.ts';
import { readCaseInfo } from './case-info.ts';
import { lockCase } from './case-lock.ts';
import { examineCaseFile } from './case-place.ts';
import { applySettings, identity, openKeyed } from './connection.ts';
import { keepLogBeside } from './damaged-log.ts';
import { checkIdentity, explain, inspectCase, isDamage, noteFilesBeside } from './inspect.ts';
import { type CaseKeys, type Keyslots, keysFrom } from './keyslot.ts';
import { readKeyslots } from './keyslot-file.ts';
import { MIGRATIONS_FOLDER, schemaVersion } from './migrate.ts';
import type { CaseConnection, UnlockedCase } from './open.ts';
import { needsWriting } from './projection.ts';

interface Opening {
  readonly path: string;
  readonly keyslots: Keyslots;
  readonly keys: CaseKeys;
}

/**
 * Opens a damaged case as far as it can be read, with a user's passphrase. Its file is never written: what is done
 * is recorded in a log beside it. A case that is whole is refused, since its own log is there for that.
 * @throws {AppError} `bad-request` when it is whole; `case-damaged` when nothing of it can be read; those of
 * `unlockCase`
 */
export async function openDamaged(options: {
  readonly path: string;
  readonly user: string | null;
  readonly passphrase: string;
  readonly clock?: () => number;
}): Promise<UnlockedCase> {
  const { clock = Date.now } = options;
  const path = examineCaseFile(options.path);
  const { keyslots } = readKeyslots(path);
  const release = lockCase(path);
  let tried: UserTry | null = null;
  try {
    tried = await tryPassphrase({ path, keyslots, clock }, options);
    tried.takeBack();
    const { user, role, databaseKey } = tried;
    const opening = { path, keyslots, keys: keysFrom(databaseKey, keyslots) };
    refuseWhole(opening, clock());
    return { connection: connectDamaged(opening, release), keys: opening.keys, user, role };
  } catch (error) {
    tried?.databaseKey.fill(0);
    release();
    throw explain(error);
  }
}

function refuseWhole({ path, keyslots, keys }: Opening, nowMs: number): void {
  try {
    inspectCase({
      path,
      ...keys,
      databaseId: keyslots.databaseId,
      newestVersion: schemaVersion(MIGRATIONS_FOLDER),
      nowMs,
    });
  } catch (error) {
    if (isDamage(error)) return;
    throw error;
  }
  throw new AppError('bad-request', 'This case reads back whole. Open it in the usual way.');
}

function connectDamaged({ path, keyslots, keys }: Opening, release: () => void): CaseConnection {
  const removeOwnFiles = noteFilesBeside(path);
  let db: Database | null = null;
  try {
    db = openKeyed({ path, databaseKey: keys.databaseKey, mode: 'read-only' });
    const newest = schemaVersion(MIGRATIONS_FOLDER);
    checkIdentity(db, newest);
    if (identity(db).version < newest) throw needsWriting();
    applySettings(db);
    if (readCaseInfo(db, 'id') !== keyslots.databaseId) {
      throw new AppError(
        'case-damaged',
        'This file is not the case that its keyslots are of, so it stays closed. Restore a backup.',
      );
    }
    keepLogBeside(db, path, keys.auditKey);
    return damagedConnection(db, path, () => {
      removeOwnFiles();
      release();
    });
  } catch (error) {
    db?.close();
    removeOwnFiles();
    throw error;
  }
}

/**
 * Goes on with a case that was found damaged while it was open, for reading alone: its file is not written any more,
 * what was committed beside it stays there, and what is done is recorded in a log of its own. Null: it is whole, and
 * what failed was something else.
 */
export function continueDamaged(connection: CaseConnection, keys: CaseKeys): CaseConnection | null {
  const { path } = connection;
  if (connection.isDamaged || !isBroken(connection.db)) return null;
  const db = openKeyed({ path, databaseKey: keys.databaseKey, mode: 'read-only' });
  try {
    applySettings(db);
    // Reads its first page, so that it holds the file before the other lets it go.
    identity(db);
    keepLogBeside(db, path, keys.auditKey);
    // Whoever closes last would write what lies beside the file into it: that is the one that only reads.
    connection.db.close();
  } catch (error) {
    db.close();
    throw error;
  }
  return damagedConnection(db, path, () => connection.close());
}

function isBroken(db: Database): boolean {
  try {
    return db.pragma('quick_check(1)', { simple: true }) !== 'ok';
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
}

function damagedConnection(db: Database, path: string, closed: () => void): CaseConnection {
  return {
    db,
    path,
    isReadOnly: true,
    isDamaged: true,
    close() {
      try {
        db.close();
      } finally {
        closed();
      }
    },
  };
}
