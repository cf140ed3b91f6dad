import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../shared/api/errors.ts';
import {
  forgetAttempts,
  readAttempts,
  type TryPlace,
  tryPassphrase,
  type UserTry,
} from './attempts.ts';
import { appendAudit, beginAudit } from './audit.ts';
import { backUpCase } from './backup.ts';
import { writeCaseInfo } from './case-info.ts';
import { lockCase, readOnlyCase } from './case-lock.ts';
import { examineCaseFile, isCaseWritable, placeForNewCase } from './case-place.ts';
import { applySettings, type OpenMode, openKeyed } from './connection.ts';
import { buildCase } from './create.ts';
import { withOffer } from './damage.ts';
import { checkIdentity, explain, inspectCase, isDamage } from './inspect.ts';
import {
  type CaseKeys,
  type Keyslots,
  keysFrom,
  makeKeyslot,
  makeKeyslots,
  wipe,
} from './keyslot.ts';
import { readKeyslots, writeKeyslots } from './keyslot-file.ts';
import { MIGRATIONS_FOLDER, migrate, schemaVersion } from './migrate.ts';
import { checkPassphrase } from './passphrase.ts';
import { removeUnfinishedRotation } from './rotation-copy.ts';

/** A connection to an open case. */
export interface CaseConnection {
  readonly db: Database;
  /** Where the case really is. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** Open as far as it can be read; its file is never written. */
  readonly isDamaged: boolean;
  /** Closes the connection; the case's own one also lets other programs have the case. */
  close(): void;
}

/** A case that its user opened. */
export interface UnlockedCase {
  readonly connection: CaseConnection;
  readonly keys: CaseKeys;
  readonly user: string;
  readonly role: string;
}

/** What a case's keyslots tell to anyone; nothing where they cannot be read. */
export function describeKeyslots(path: string): {
  readonly users: string[];
  /** Null when the case has no recovery code. */
  readonly recoveryCodeMadeAt: string | null;
} {
  try {
    const { slots, recovery } = readKeyslots(realpathSync(path)).keyslots;
    return {
      users: slots.map(({ user }) => user),
      recoveryCodeMadeAt: recovery?.createdAt ?? null,
    };
  } catch {
    return { users: [], recoveryCodeMadeAt: null };
  }
}

/**
 * A further connection to a case that this process has open: the raw key, and every setting set and read back.
 * @throws {AppError} `case-not-a-case`, `case-newer-version`, `case-damaged`
 */
export function connect(options: {
  readonly path: string;
  readonly databaseKey: Buffer;
  readonly mode: OpenMode;
}): CaseConnection {
  const db = openKeyed(options);
  try {
    checkIdentity(db, schemaVersion(MIGRATIONS_FOLDER));
    applySettings(db);
  } catch (error) {
    db.close();
    throw explain(error);
  }
  return {
    db,
    path: options.path,
    isReadOnly: options.mode === 'read-only',
    isDamaged: false,
    close: () => {
      db.close();
    },
  };
}

interface OpeningOptions {
  readonly path: string;
  readonly mode: OpenMode;
  readonly clock?: () => number;
  readonly migrationsFolder?: string;
}

/**
 * Opens a case with a user's passphrase. Checks in this order and touches nothing when one fails: file, keyslots,
 * who else has it, passphrase, identity, version, content, references, end of the audit.
 * @throws {AppError} a code of its own for each
 */
export function unlockCase(
  options: OpeningOptions & {
    /** Null: the only user. */
    readonly user: string | null;
    readonly passphrase: string;
  },
): Promise<UnlockedCase> {
  return openByTry(options, (place) => tryPassphrase(place, options));
}

/** Opens a case with whatever way to its key `tryKey` tests, with the checks of `unlockCase`. */
export async function openByTry(
  options: OpeningOptions,
  tryKey: (place: TryPlace) => Promise<UserTry>,
): Promise<UnlockedCase> {
  const { mode, clock = Date.now, migrationsFolder = MIGRATIONS_FOLDER } = options;
  const path = examineCaseFile(options.path);
  const { keyslots, needsRepair } = readKeyslots(path);
  const isWritable = isCaseWritable(path);
  if (mode === 'read-write' && !isWritable) throw readOnlyCase();
  const release = isWritable ? lockCase(path) : () => {};
  let tried: UserTry | null = null;
  try {
    tried = await tryKey({ path, keyslots, clock });
    return openTried(tried, {
      path,
      keyslots,
      mode,
      migrationsFolder,
      needsRepair,
      release,
      nowMs: clock(),
    });
  } catch (error) {
    // The key was right, so what failed was no wrong try.
    tried?.takeBack();
    try {
      throw tried && isDamage(error)
        ? withOffer(error, { path, keyslots, databaseKey: tried.databaseKey })
        : error;
    } finally {
      tried?.databaseKey.fill(0);
      release();
    }
  }
}

/** Inspects and opens a case whose key is known. When it fails, nothing stays open. */
function openTried(
  tried: UserTry,
  options: {
    readonly path: string;
    readonly keyslots: Keyslots;
    readonly mode: OpenMode;
    readonly migrationsFolder: string;
    readonly needsRepair: boolean;
    readonly release: () => void;
    readonly nowMs: number;
  },
): UnlockedCase {
  const { path, keyslots, mode, migrationsFolder, nowMs, release } = options;
  const keys = keysFrom(tried.databaseKey, keyslots);
  const { wasFullCheck } = inspectCase({
    path,
    ...keys,
    databaseId: keyslots.databaseId,
    newestVersion: schemaVersion(migrationsFolder),
    nowMs,
  });
  const db = openForWork({ path, keys, mode, migrationsFolder });
  const connection = ownConnection({ db, path, isReadOnly: mode === 'read-only', release });
  try {
    tried.takeBack();
    if (mode === 'read-write') {
      if (options.needsRepair) writeKeyslots(path, keyslots);
      removeUnfinishedRotation(path);
      if (wasFullCheck) writeCaseInfo(db, 'fully_checked_at', new Date(nowMs).toISOString());
      recordTries(db, keys.auditKey, { ...tried, path });
    }
  } catch (error) {
    connection.close();
    throw explain(error);
  }
  return { connection, keys, user: tried.user, role: tried.role };
}

function openForWork(options: {
  readonly path: string;
  readonly keys: CaseKeys;
  readonly mode: OpenMode;
  readonly migrationsFolder: string;
}): Database {
  const { path, keys, mode, migrationsFolder } = options;
  const db = openKeyed({ path, databaseKey: keys.databaseKey, mode });
  try {
    applySettings(db);
    if (mode === 'read-write') {
      migrate(db, migrationsFolder, () => backUpCase(db, { path, databaseKey: keys.databaseKey }));
    }
    return db;
  } catch (error) {
    db.close();
    throw explain(error);
  }
}

/** Moves the tries that were refused since the last opening into the audit. */
function recordTries(
  db: Database,
  auditKey: Buffer,
  opened: { readonly path: string; readonly user: string; readonly role: string },
): void {
  const attempts = readAttempts(opened.path);
  if (!attempts) return;
  appendAudit(db, auditKey, {
    author: opened.user,
    role: opened.role,
    category: 'access',
    method: 'case.unlock.refused',
    recordIds: [],
    detail: {
      refusedTries: attempts.count,
      firstAt: new Date(attempts.firstAtMs).toISOString(),
      lastAt: new Date(attempts.lastAtMs).toISOString(),
      byUser: attempts.byUser,
      ...(attempts.byRecoveryCode && { byRecoveryCode: attempts.byRecoveryCode }),
    },
    reason: null,
  });
  forgetAttempts(opened.path);
}

/** The connection by which a case is worked on; closing it gives the case free. */
export function ownConnection(options: {
  readonly db: Database;
  readonly path: string;
  readonly isReadOnly: boolean;
  readonly release: () => void;
}): CaseConnection {
  const { db, path, isReadOnly, release } = options;
  return {
    db,
    path,
    isReadOnly,
    isDamaged: false,
    close() {
      try {
        if (db.open && !isReadOnly) {
          // Erased content leaves the log too, not only the file; but locking never waits for a reader.
          db.pragma('busy_timeout = 0');
          db.pragma('wal_checkpoint(TRUNCATE)');
        }
      } finally {
        db.close();
        release();
      }
    },
  };
}

/**
 * Makes a case of one user and opens it.
 * @throws {AppError} `passphrase-too-short`, `case-exists`, `case-missing`, `case-read-only`, `case-on-network`
 */
export async function createCase(options: {
  readonly path: string;
  readonly name: string;
  readonly user: string;
  readonly passphrase: string;
  readonly role?: string;
  readonly isDemonstration?: boolean;
}): Promise<UnlockedCase> {
  checkPassphrase(options.passphrase);
  const path = placeForNewCase(options.path);
  const user = options.user.trim().normalize('NFC');
  // Whoever makes a case answers for it until others are added.
  const role = options.role ?? 'supervisor';
  const release = lockCase(path);
  const keys: CaseKeys = { databaseKey: randomBytes(32), auditKey: randomBytes(32) };
  try {
    if (existsSync(path)) {
      throw new AppError(
        'case-exists',
        'There is already a case of this name here. Open it, or choose another name.',
      );
    }
    const databaseId = uuidv7();
    const { databaseKey } = keys;
    const slot = await makeKeyslot({ ...options, databaseId, user, role, databaseKey });
    buildCase({
      path,
      databaseKey,
      keyslots: makeKeyslots({ databaseId, keys, slots: [slot] }),
      fill: (db) => describeCase(db, { ...options, databaseId, user, keys }),
    });
    const { db } = connect({ path, databaseKey, mode: 'read-write' });
    const connection = ownConnection({ db, path, isReadOnly: false, release });
    return { connection, keys, user, role };
  } catch (error) {
    wipe(keys);
    release();
    throw explain(error);
  }
}

function describeCase(
  db: Database,
  of: {
    readonly databaseId: string;
    readonly name: string;
    readonly user: string;
    readonly keys: CaseKeys;
    readonly isDemonstration?: boolean;
  },
): void {
  const now = new Date().toISOString();
  writeCaseInfo(db, 'id', of.databaseId);
  writeCaseInfo(db, 'name', of.name);
  writeCaseInfo(db, 'created_at', now);
  writeCaseInfo(db, 'created_by', of.user);
  writeCaseInfo(db, 'marking', 'OFFICIAL-SENSITIVE');
  writeCaseInfo(db, 'is_demonstration', String(of.isDemonstration ?? false));
  writeCaseInfo(db, 'revision', '0');
  writeCaseInfo(db, 'fully_checked_at', now);
  beginAudit(db, of.keys.auditKey);
}
