import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { tryPassphrase } from './attempts.ts';
import { appendAudit } from './audit.ts';
import { type BackupStep, copyHeld, sizeOf } from './backup.ts';
import { checkWhole, fingerprint } from './case-content.ts';
import { lockCase } from './case-lock.ts';
import { refuseFullDisk } from './case-place.ts';
import { applySettings, openKeyed, rekeyFile } from './connection.ts';
import { syncFolder, syncPath } from './durable-file.ts';
import { explain } from './inspect.ts';
import { type CaseKeys, type Keyslots, rekeyKeyslots, wipe } from './keyslot.ts';
import { databaseSalt, readKeyslots, writeKeyslots, writePending } from './keyslot-file.ts';
import { connect, ownConnection, type UnlockedCase } from './open.ts';
import { hasOneAuditRowMore } from './restore.ts';
import { removeRotationCopy, rotationCopyPath } from './rotation-copy.ts';
import { mayChangeUsers } from './user.ts';

/** One step of a change of key. */
export type RotationStep = BackupStep | 'encrypt' | 'replace';

/**
 * That whoever has the case open may change its key: a supervisor, with their passphrase.
 * @throws {AppError} `not-permitted`, those of `tryPassphrase`
 */
export async function confirmRotation(
  { connection, user, role }: UnlockedCase,
  passphrase: string,
  clock: () => number,
): Promise<void> {
  if (!mayChangeUsers(role)) {
    throw new AppError(
      'not-permitted',
      'Only a supervisor of this case may change its key. Ask one.',
    );
  }
  const { path } = connection;
  const place = { path, keyslots: readKeyslots(path).keyslots, clock };
  const tried = await tryPassphrase(place, { user, passphrase });
  tried.takeBack();
  tried.databaseKey.fill(0);
}

/**
 * Gives an open case another database key. The case itself is never encrypted in place: a copy is, and it takes the
 * case's name once it was read back whole. Its keyslots wait in a file of their own until then, so whenever it is
 * stopped the case opens, with the key from before or the new one, for every user with the passphrase they have.
 * Recovery codes do not pass over. Gives the case open again; the one given is closed, and its keys wiped.
 * @throws {AppError} `disk-full`, `case-damaged`, `case-busy`, `keyslot-missing`
 */
export function* rotateKey(
  opened: UnlockedCase,
  options: {
    readonly reason: string;
    /** Called when the open connection is about to be closed. */
    readonly beforeReplace: () => void;
  },
): Generator<RotationStep, UnlockedCase> {
  const { path, db } = opened.connection;
  const temporary = rotationCopyPath(path);
  const keys: CaseKeys = {
    databaseKey: randomBytes(32),
    auditKey: Buffer.from(opened.keys.auditKey),
  };
  let isDone = false;
  try {
    yield 'space';
    refuseFullDisk(dirname(path), sizeOf(path));
    const keyslots = rekeyKeyslots(readKeyslots(path).keyslots, opened.keys, keys);
    yield 'copy';
    const copied = copyHeld({ db, path, ...opened.keys }, temporary);
    yield 'encrypt';
    rekeyFile({ path: temporary, databaseKey: opened.keys.databaseKey, nextKey: keys.databaseKey });
    describeRotation(temporary, keys, opened, options.reason);
    const { databaseId } = keyslots;
    const content = yield* checkWhole({ path: temporary, ...keys, databaseId });
    if (!hasOneAuditRowMore(copied.rows, content.rows)) throw notAlike();
    syncPath(temporary);
    yield 'replace';
    if (
      !readKeyslots(path).keyslots.slots.every(isIn(keyslots)) ||
      fingerprint(db) !== copied.state
    ) {
      throw changedMeanwhile();
    }
    options.beforeReplace();
    const connection = replaceCase(opened, { temporary, keyslots, keys });
    isDone = true;
    wipe(opened.keys);
    return { ...opened, connection, keys };
  } catch (error) {
    throw explain(error);
  } finally {
    if (!isDone) wipe(keys);
    // Also when it is in its place: reading it back left the driver's empty files beside its former name.
    removeRotationCopy(path);
  }
}

/** The copy alone says so: a change that does not come about is none. */
function describeRotation(
  path: string,
  keys: CaseKeys,
  { user, role }: UnlockedCase,
  reason: string,
): void {
  const db = openKeyed({ path, databaseKey: keys.databaseKey, mode: 'read-write' });
  try {
    applySettings(db);
    appendAudit(db, keys.auditKey, {
      author: user,
      role,
      category: 'access',
      method: 'case.change-key',
      recordIds: [],
      detail: null,
      reason,
    });
  } finally {
    // The last connection to close folds the log into the file.
    db.close();
  }
}

/** Puts the copy in the place of the case. Whatever stops it, the files beside say which key opens what is there. */
function replaceCase(
  { connection, keys }: UnlockedCase,
  next: { readonly temporary: string; readonly keyslots: Keyslots; readonly keys: CaseKeys },
): UnlockedCase['connection'] {
  const { path } = connection;
  const { keyslots, temporary } = next;
  // Held on: closing the connection would let another program have the case in between.
  const release = lockCase(path);
  try {
    writePending(path, { databaseSalt: databaseSalt(temporary), keyslots });
    connection.close();
    refuseOpenLog(path);
    renameSync(temporary, path);
    syncFolder(dirname(path));
    writeKeyslots(path, keyslots);
    const { databaseKey } = next.keys;
    const { db } = connect({ path, databaseKey, mode: 'read-write' });
    return ownConnection({ db, path, isReadOnly: false, release });
  } catch (error) {
    release();
    wipe(keys);
    throw error;
  }
}

/** A log that is still there belongs to the file from before, and would be read into the new one. */
function refuseOpenLog(path: string): void {
  const log = `${path}-wal`;
  if (!existsSync(log)) return;
  if (statSync(log).size > 0) throw changedMeanwhile();
  rmSync(log, { force: true });
}

/** Whoever changed a passphrase or was added meanwhile would be left out. */
function isIn({ slots }: Keyslots) {
  return ({ user, publicKey }: Keyslots['slots'][number]): boolean =>
    slots.some((other) => other.user === user && other.publicKey === publicKey);
}

function changedMeanwhile(): AppError {
  return new AppError(
    'case-busy',
    'The case was worked on while its key was being changed, and the key stayed as it was. Try again.',
  );
}

function notAlike(): AppError {
  return new AppError(
    'case-damaged',
    'The copy under the new key did not read back as the case is, so it was not kept. The case is as it was. Check the disk, then try again.',
  );
}
