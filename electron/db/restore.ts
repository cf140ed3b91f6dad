import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { tryPassphrase } from './attempts.ts';
import { appendAudit } from './audit.ts';
import { type BackupStep, refuseExisting, sizeOf, vacuumInto } from './backup.ts';
import { type CaseContent, checkWhole } from './case-content.ts';
import { writeCaseInfo } from './case-info.ts';
import { lockCase } from './case-lock.ts';
import { examineCaseFile, placeForNewCase, refuseFullDisk } from './case-place.ts';
import { applySettings, openKeyed } from './connection.ts';
import { placeCase } from './create.ts';
import { syncPath } from './durable-file.ts';
import { explain } from './inspect.ts';
import { type CaseKeys, type Keyslots, keysFrom, wipe } from './keyslot.ts';
import { readKeyslots } from './keyslot-file.ts';

/** A backup whose key is known. */
export interface OpenableBackup {
  readonly path: string;
  readonly keyslots: Keyslots;
  readonly keys: CaseKeys;
  readonly user: string;
  readonly role: string;
}

/** Who says they may read a backup: the key of the open case where it is of that case, or a passphrase. */
export type BackupAccess =
  | {
      readonly open: {
        readonly path: string;
        readonly keys: CaseKeys;
        readonly user: string;
        readonly role: string;
      };
    }
  | { readonly user: string | null; readonly passphrase: string };

/**
 * Finds the key of a backup and changes nothing. Whoever calls wipes its keys.
 * @throws {AppError} those of `examineCaseFile`, `readKeyslots` and `tryPassphrase`; `case-not-a-case` when the open
 * case is another one
 */
export async function accessBackup(
  chosenPath: string,
  access: BackupAccess,
  clock: () => number = Date.now,
): Promise<OpenableBackup> {
  const path = examineCaseFile(chosenPath);
  const { keyslots } = readKeyslots(path);
  if ('open' in access) {
    const { open } = access;
    const present = readKeyslots(open.path).keyslots;
    if (present.databaseId !== keyslots.databaseId) {
      throw new AppError(
        'case-not-a-case',
        'This is a backup of another case. Close this case, then restore that one with its own passphrase.',
      );
    }
    if (present.keyId !== keyslots.keyId) {
      throw new AppError(
        'not-permitted',
        'This backup was made before the key of the case was changed. Give a passphrase that opened the case that day.',
      );
    }
    const { user, role } = open;
    const databaseKey = Buffer.from(open.keys.databaseKey);
    return { path, keyslots, keys: keysFrom(databaseKey, keyslots), user, role };
  }
  const tried = await tryPassphrase({ path, keyslots, clock }, access);
  tried.takeBack();
  return {
    path,
    keyslots,
    keys: keysFrom(tried.databaseKey, keyslots),
    user: tried.user,
    role: tried.role,
  };
}

/** Reads a backup from its first page to its last. @throws {AppError} those of `checkWhole` */
export function verifyBackup(backup: OpenableBackup): Generator<BackupStep, CaseContent> {
  return checkWhole({ ...backup, ...backup.keys, databaseId: backup.keyslots.databaseId });
}

/**
 * Makes a new case from a backup, beside whatever is there: the backup is read whole and left as it is, the copy is
 * read whole and has as many rows, and its audit says that it was restored. Its users and passphrases are those of
 * the backup.
 * @throws {AppError} those of `verifyBackup`; `case-exists`, `disk-full`, `case-read-only`, `case-on-network`
 */
export function* restoreBackup(
  backup: OpenableBackup,
  options: { readonly target: string; readonly name: string; readonly reason: string },
): Generator<BackupStep, CaseContent> {
  const path = placeForNewCase(options.target);
  const release = lockCase(path);
  try {
    yield 'space';
    refuseExisting(path);
    refuseFullDisk(dirname(path), sizeOf(backup.path));
    const source = yield* verifyBackup(backup);
    return yield* placeCase({ path, keyslots: backup.keyslots }, function* (temporary) {
      yield 'copy';
      copyClosed(backup, temporary);
      describeRestored(backup, temporary, { ...options, madeAt: statSync(backup.path).mtime });
      const content = yield* checkWhole({
        path: temporary,
        ...backup.keys,
        databaseId: backup.keyslots.databaseId,
      });
      if (!hasOneAuditRowMore(source.rows, content.rows)) {
        throw new AppError(
          'case-damaged',
          'The restored case did not read back as the backup is, so it was not kept. Check the disk, then try again.',
        );
      }
      syncPath(temporary);
      return content;
    });
  } catch (error) {
    throw explain(error);
  } finally {
    release();
  }
}

function copyClosed(backup: OpenableBackup, temporary: string): void {
  const db = openKeyed({
    path: backup.path,
    databaseKey: backup.keys.databaseKey,
    mode: 'read-only',
  });
  try {
    vacuumInto(db, temporary);
  } finally {
    db.close();
  }
}

function describeRestored(
  { keys, user, role }: OpenableBackup,
  path: string,
  {
    name,
    reason,
    madeAt,
  }: { readonly name: string; readonly reason: string; readonly madeAt: Date },
): void {
  const db = openKeyed({ path, databaseKey: keys.databaseKey, mode: 'read-write' });
  try {
    applySettings(db);
    db.transaction(() => {
      writeCaseInfo(db, 'name', name);
      appendAudit(db, keys.auditKey, {
        author: user,
        role,
        category: 'access',
        method: 'case.restore',
        recordIds: [],
        detail: { backupWrittenAt: madeAt.toISOString() },
        reason,
      });
    }).immediate();
  } finally {
    // The last connection to close folds the log into the file.
    db.close();
  }
}

/** Whether a copy differs from what it was made of by the one row of the audit that says so. */
export function hasOneAuditRowMore(
  rowsBefore: CaseContent['rows'],
  rowsAfter: CaseContent['rows'],
): boolean {
  const { audit: before = 0, ...others } = rowsBefore;
  const { audit: after = 0, ...copied } = rowsAfter;
  const { case_info: _one, ...left } = others;
  const { case_info: _other, ...right } = copied;
  return after === before + 1 && JSON.stringify(left) === JSON.stringify(right);
}

/** Fills the keys of a backup with zeros. */
export function forgetBackup({ keys }: OpenableBackup): void {
  wipe(keys);
}
