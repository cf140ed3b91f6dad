import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../shared/api/errors.ts';
import { countTry, forgetAttempts, readAttempts, waitBeforeNextTry } from './attempts.ts';
import { appendAudit, beginAudit, verifyAudit } from './audit.ts';
import { backUpCase } from './backup.ts';
import { writeCaseInfo } from './case-info.ts';
import { examineCaseFile, isCaseWritable, lockCase, placeForNewCase } from './case-place.ts';
import { APPLICATION_ID, applySettings, identity, type OpenMode, openKeyed } from './connection.ts';
import { syncFolder, syncPath } from './durable-file.ts';
import {
  type Keyslots,
  keyslotPaths,
  makeKeyslot,
  openKeyslot,
  readKeyslots,
  refuseWeakKeyslot,
  writeKeyslots,
} from './keyslot.ts';
import { MIGRATIONS_FOLDER, migrate, schemaVersion } from './migrate.ts';
import { checkPassphrase } from './passphrase.ts';

/** Keys of an open case; whoever closes it fills both with zeros. */
export interface CaseKeys {
  readonly databaseKey: Buffer;
  /** Made from the database key; signs the audit. */
  readonly auditKey: Buffer;
}

/** A connection to an open case. */
export interface CaseConnection {
  readonly db: Database;
  /** Where the case really is. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** Closes the connection; the case's own one also lets other programs have the case. */
  close(): void;
}

/** A case that its user's passphrase opened. */
export interface UnlockedCase {
  readonly connection: CaseConnection;
  readonly keys: CaseKeys;
  readonly user: string;
  readonly role: string;
}

/** Rows of the audit that every opening replays; the whole of it is replayed on request. */
const AUDIT_TAIL_ROWS = 1000;

function keysFrom(databaseKey: Buffer): CaseKeys {
  const auditKey = Buffer.from(hkdfSync('sha256', databaseKey, '', 'achilles audit 1', 32));
  return { databaseKey, auditKey };
}

function wipe(keys: CaseKeys): void {
  keys.databaseKey.fill(0);
  keys.auditKey.fill(0);
}

/** Users of a case's keyslots; none where the keyslots cannot be read. */
export function listKeyslotUsers(path: string): string[] {
  try {
    return readKeyslots(path).keyslots.slots.map((slot) => slot.user);
  } catch {
    return [];
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
    close: () => {
      db.close();
    },
  };
}

/** Reads the first page, so it is also where a key that does not fit shows. */
function checkIdentity(db: Database, newestVersion: number): number {
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
  return version;
}

function damaged(cause?: unknown): AppError {
  return new AppError(
    'case-damaged',
    'This case file is damaged or was cut short. It was left as it is: keep it, and open the newest backup.',
    { cause },
  );
}

/** Turns what the driver says of a file into what its user can do about it. */
function explain(error: unknown): unknown {
  if (!(error instanceof DatabaseFile.SqliteError)) return error;
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(error.code)) return damaged(error);
  if (error.code.startsWith('SQLITE_FULL')) {
    return new AppError(
      'disk-full',
      'The disk is full. Nothing was changed; free some space, then try again.',
      { cause: error },
    );
  }
  if (/^SQLITE_(CANTOPEN|READONLY)/.test(error.code)) return readOnly(error);
  return error;
}

function readOnly(cause?: unknown): AppError {
  return new AppError(
    'case-read-only',
    'This case or its folder cannot be written, so who looks at it could not be recorded, and it stays closed. Copy the case with its .keys files to a folder of your own, or ask for write access.',
    { cause },
  );
}

/** Everything that must hold before a case is opened for work, on a connection that cannot write. */
function inspect(path: string, keys: CaseKeys, databaseId: string, newestVersion: number): void {
  const beside = ['-wal', '-shm'].map((suffix) => `${path}${suffix}`);
  const made = beside.filter((file) => !existsSync(file));
  let db: Database | null = null;
  try {
    db = openKeyed({ path, databaseKey: keys.databaseKey, mode: 'read-only' });
    checkIdentity(db, newestVersion);
    applySettings(db);
    checkContent(db, keys, databaseId);
  } catch (error) {
    throw explain(error);
  } finally {
    db?.close();
    // A connection that cannot write leaves its own empty files behind.
    for (const file of made) if (isSafeToRemove(file)) rmSync(file, { force: true });
  }
}

function isSafeToRemove(file: string): boolean {
  return existsSync(file) && (file.endsWith('-shm') || statSync(file).size === 0);
}

function checkContent(db: Database, keys: CaseKeys, databaseId: string): void {
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged();
  if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw damaged();
  const id = db.prepare<[], string>(`SELECT value FROM case_info WHERE key = 'id'`).pluck().get();
  if (id !== databaseId) throw damaged();
  if (!verifyAudit(db, keys.auditKey, { lastRows: AUDIT_TAIL_ROWS }).isWhole) throw damaged();
}

/**
 * Opens a case with a user's passphrase. Checks in this order and touches nothing when one fails: file, keyslots,
 * who else has it, passphrase, identity, version, content, references, end of the audit.
 * @throws {AppError} a code of its own for each
 */
export async function unlockCase(options: {
  readonly path: string;
  /** Null: the only user. */
  readonly user: string | null;
  readonly passphrase: string;
  readonly mode: OpenMode;
  readonly clock?: () => number;
  readonly migrationsFolder?: string;
}): Promise<UnlockedCase> {
  const { mode, clock = Date.now, migrationsFolder = MIGRATIONS_FOLDER } = options;
  const path = examineCaseFile(options.path);
  const { keyslots, needsRepair } = readKeyslots(path);
  const isWritable = isCaseWritable(path);
  if (mode === 'read-write' && !isWritable) throw readOnly();
  const release = isWritable ? lockCase(path) : () => {};
  try {
    const opened = await tryPassphrase({ ...options, path, keyslots, clock });
    const keys = keysFrom(opened.databaseKey);
    try {
      inspect(path, keys, keyslots.databaseId, schemaVersion(migrationsFolder));
      const db = openForWork({ path, keys, mode, migrationsFolder });
      opened.takeBackTry();
      if (mode === 'read-write') {
        if (needsRepair) writeKeyslots(path, keyslots);
        recordTries(db, keys.auditKey, { ...opened, path });
      }
      const connection = ownConnection({ db, path, isReadOnly: mode === 'read-only', release });
      return { connection, keys, user: opened.user, role: opened.role };
    } catch (error) {
      opened.takeBackTry();
      wipe(keys);
      throw error;
    }
  } catch (error) {
    release();
    throw error;
  }
}

/** @throws {AppError} `bad-request` when there are several users, `keyslot-weak`, `passphrase-wait`, `passphrase-wrong` */
async function tryPassphrase(options: {
  readonly path: string;
  readonly keyslots: Keyslots;
  readonly user: string | null;
  readonly passphrase: string;
  readonly clock: () => number;
}): Promise<{ user: string; role: string; databaseKey: Buffer; takeBackTry: () => void }> {
  const { path, keyslots, clock } = options;
  const { slots, databaseId } = keyslots;
  if (options.user === null && slots.length > 1) {
    throw new AppError('bad-request', 'This case has more than one user. Say which one you are.');
  }
  const name = options.user?.trim().normalize('NFC') ?? null;
  const slot = (name === null ? slots[0] : slots.find(({ user }) => user === name)) ?? null;
  if (slot) refuseWeakKeyslot(slot);
  const waitMs = waitBeforeNextTry(path, clock());
  if (waitMs > 0) {
    throw new AppError(
      'passphrase-wait',
      `Too soon after a wrong passphrase. Try again in ${seconds(waitMs)}.`,
      { waitMs },
    );
  }
  const counted = countTry(path, { user: slot?.user ?? null, nowMs: clock() });
  const databaseKey = await openKeyslot(databaseId, slot, options.passphrase);
  if (!slot || !databaseKey) {
    throw new AppError(
      'passphrase-wrong',
      `This user and passphrase do not open the case. Try again in ${seconds(counted.waitMs)}.`,
      { waitMs: counted.waitMs },
    );
  }
  return { user: slot.user, role: slot.role, databaseKey, takeBackTry: counted.takeBack };
}

function seconds(ms: number): string {
  const count = Math.ceil(ms / 1000);
  return count === 1 ? '1 second' : `${count} seconds`;
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
    method: 'caseFile.unlock',
    recordIds: [],
    detail: {
      refusedTries: attempts.count,
      firstAt: new Date(attempts.firstAtMs).toISOString(),
      lastAt: new Date(attempts.lastAtMs).toISOString(),
      byUser: attempts.byUser,
    },
    reason: null,
  });
  forgetAttempts(opened.path);
}

function ownConnection(options: {
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
    close() {
      try {
        // Erased content leaves the log too, not only the file.
        if (db.open && !isReadOnly) db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
        release();
      }
    },
  };
}

/**
 * Makes a case of one user and opens it. It is built under a temporary name and gets its own once it is whole and
 * its keyslots are on disk, so a stop at any point leaves no file that cannot be opened.
 * @throws {AppError} `case-exists`, `case-read-only`, `case-on-network`, `passphrase-too-short`
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
  try {
    if (existsSync(path)) {
      throw new AppError(
        'case-exists',
        'There is already a case of this name here. Open it, or choose another name.',
      );
    }
    const keys = keysFrom(randomBytes(32));
    const databaseId = uuidv7();
    const slot = await makeKeyslot({
      ...options,
      databaseId,
      user,
      role,
      databaseKey: keys.databaseKey,
    });
    buildAndName(
      path,
      keys,
      () => {
        setAsideKeyslots(path);
        writeKeyslots(path, { format: 'achilles-keyslots', version: 1, databaseId, slots: [slot] });
      },
      (db) => {
        writeCaseInfo(db, 'id', databaseId);
        writeCaseInfo(db, 'name', options.name);
        writeCaseInfo(db, 'created_at', new Date().toISOString());
        writeCaseInfo(db, 'created_by', user);
        writeCaseInfo(db, 'marking', 'OFFICIAL-SENSITIVE');
        writeCaseInfo(db, 'is_demonstration', options.isDemonstration ? '1' : '0');
        writeCaseInfo(db, 'revision', '0');
        beginAudit(db, keys.auditKey);
      },
    );
    const { db } = connect({ path, databaseKey: keys.databaseKey, mode: 'read-write' });
    return {
      connection: ownConnection({ db, path, isReadOnly: false, release }),
      keys,
      user,
      role,
    };
  } catch (error) {
    release();
    throw explain(error);
  }
}

function buildAndName(
  path: string,
  keys: CaseKeys,
  writeSlots: () => void,
  fill: (db: Database) => void,
): void {
  removeUnfinished(path);
  const temporary = `${path}.new-${randomBytes(4).toString('hex')}`;
  try {
    // Made by hand first: the driver would let others read it, and its log takes the same mode.
    closeSync(openSync(temporary, 'wx', 0o600));
    const db = openKeyed({ path: temporary, databaseKey: keys.databaseKey, mode: 'read-write' });
    try {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      applySettings(db);
      migrate(db, MIGRATIONS_FOLDER, () => {});
      db.transaction(() => fill(db)).immediate();
    } finally {
      db.close();
    }
    syncPath(temporary);
    writeSlots();
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    removeUnfinished(path);
    throw error;
  }
}

/** Removes what a creation that was stopped left under temporary names. Needs the case's lock. */
function removeUnfinished(path: string): void {
  const prefix = `${basename(path)}.new-`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(path), name), { force: true });
  }
}

/** Keyslots without a case may belong to one that was moved away: they are kept under another name. */
function setAsideKeyslots(path: string): void {
  for (const file of keyslotPaths(path)) {
    if (existsSync(file)) renameSync(file, `${file}.orphan-${Date.now()}`);
  }
}
