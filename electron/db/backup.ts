import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import {
  backupFolder,
  type DatedBackup,
  datedBackupPath,
  listDatedBackups,
  surplusBackups,
} from './backup-folder.ts';
import {
  type CaseContent,
  type CheckStep,
  checkWhole,
  countRows,
  fingerprint,
} from './case-content.ts';
import { refuseFullDisk } from './case-place.ts';
import { identity, openKeyed } from './connection.ts';
import { syncFolder, syncPath } from './durable-file.ts';
import { explain } from './inspect.ts';
import { keyslotPaths, readKeyslots, writeKeyslots } from './keyslot-file.ts';

/** Names for the copy that is kept from before a change of version, in the order they are taken. */
export function backupPath(path: string, version: number, copy: number): string {
  const stem = path.replace(/\.achilles$/, '');
  return `${stem}.before-version-${version + 1}${copy === 1 ? '' : `-${copy}`}.achilles`;
}

/**
 * Copies a case and its keyslots alongside, still encrypted, and proves the copy by opening it. The copy gets its
 * name only then, and opens like any case. An equal copy from an attempt that was stopped is enough.
 */
export function backUpCase(
  db: Database,
  source: { readonly path: string; readonly databaseKey: Buffer },
): void {
  const { version } = identity(db);
  const state = fingerprint(db);
  let copy = 1;
  let target = backupPath(source.path, version, copy);
  for (; existsSync(target); target = backupPath(source.path, version, ++copy)) {
    if (isSound(target, source.databaseKey, state)) return;
  }
  const temporary = `${target}.tmp`;
  try {
    vacuumInto(db, temporary);
    if (!isSound(temporary, source.databaseKey, state)) {
      throw new Error('The backup does not read back whole.');
    }
    syncPath(temporary);
    writeKeyslots(target, readKeyslots(source.path).keyslots);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

function isSound(path: string, databaseKey: Buffer, state: string): boolean {
  let copy: Database | null = null;
  try {
    copy = openKeyed({ path, databaseKey, mode: 'read-only' });
    return (
      fingerprint(copy) === state &&
      copy.pragma('quick_check(1)', { simple: true }) === 'ok' &&
      (copy.pragma('foreign_key_check') as unknown[]).length === 0
    );
  } catch {
    return false;
  } finally {
    copy?.close();
  }
}

/** Writes a database whole into a new owner-only file, under the same key. */
export function vacuumInto(db: Database, temporary: string): void {
  rmSync(temporary, { force: true });
  // Made by hand first: the driver would let others read it.
  closeSync(openSync(temporary, 'wx', 0o600));
  db.prepare('VACUUM INTO ?').run(temporary);
}

/** One step of a backup, a check or a restoration. */
export type BackupStep = 'space' | 'copy' | CheckStep;

/** A backup that was just made, and proved. */
export interface MadeBackup {
  readonly backup: DatedBackup;
  readonly content: CaseContent;
  /** Names of older backups that made room for it. */
  readonly removed: readonly string[];
}

/**
 * Makes a dated backup of an open case with its keyslots: copied under a temporary name while nobody can write,
 * read back from the first page to the last, compared with the case, forced to disk, and only then given its name.
 * Nothing is ever overwritten. Older ones beyond those that are kept are removed when it is there.
 * @throws {AppError} `disk-full`, `case-damaged`, `case-exists`
 */
export function* makeBackup(
  source: {
    readonly db: Database;
    readonly path: string;
    readonly databaseKey: Buffer;
    readonly auditKey: Buffer;
  },
  options: {
    /** Null: the folder of backups beside the case. */
    readonly target: string | null;
    readonly nowMs: number;
  },
): Generator<BackupStep, MadeBackup> {
  const { path } = source;
  const { keyslots } = readKeyslots(path);
  yield 'space';
  if (options.target === null) mkdirSync(backupFolder(path), { recursive: true, mode: 0o700 });
  const target = options.target ?? datedBackupPath(path, options.nowMs);
  refuseExisting(target);
  refuseFullDisk(dirname(target), sizeOf(path));
  const temporary = `${target}.tmp`;
  let areKeyslotsOurs = false;
  try {
    yield 'copy';
    const copied = copyHeld(source, temporary);
    const content = yield* checkWhole({
      ...source,
      path: temporary,
      databaseId: keyslots.databaseId,
    });
    if (content.state !== copied.state || !isSameCount(content.rows, copied.rows)) throw notAlike();
    syncPath(temporary);
    areKeyslotsOurs = true;
    writeKeyslots(target, keyslots);
    renameSync(temporary, target);
    areKeyslotsOurs = false;
    syncFolder(dirname(target));
    const removed = options.target === null ? removeSurplus(path, options.nowMs) : [];
    return {
      backup: {
        path: target,
        madeAt: new Date(options.nowMs).toISOString(),
        sizeBytes: statSync(target).size,
      },
      content,
      removed,
    };
  } catch (error) {
    throw explain(error);
  } finally {
    rmSync(temporary, { force: true });
    if (areKeyslotsOurs) for (const file of keyslotPaths(target)) rmSync(file, { force: true });
  }
}

/** Copies a case while a second connection holds its write lock, so that copy and counts are of one moment. */
export function copyHeld(
  source: { readonly db: Database; readonly path: string; readonly databaseKey: Buffer },
  temporary: string,
): { readonly state: string; readonly rows: Readonly<Record<string, number>> } {
  const holder = openKeyed({ ...source, mode: 'read-write' });
  try {
    holder.exec('BEGIN IMMEDIATE');
    const content = { state: fingerprint(holder), rows: countRows(holder) };
    vacuumInto(source.db, temporary);
    holder.exec('ROLLBACK');
    return content;
  } finally {
    holder.close();
  }
}

function isSameCount(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function notAlike(): AppError {
  return new AppError(
    'case-damaged',
    'The copy did not read back as the case is, so it was not kept. The case is as it was. Check the disk, then back up again.',
  );
}

/** @throws {AppError} `case-exists` */
export function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new AppError(
    'case-exists',
    `There is already a file called “${basename(path)}” here, and it was left alone. Choose another name.`,
  );
}

/** How large a case is with what is still in its log. */
export function sizeOf(path: string): number {
  return [path, `${path}-wal`].reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function removeSurplus(path: string, nowMs: number): string[] {
  const backups = listDatedBackups(path);
  const surplus = surplusBackups(
    backups.map(({ madeAt }) => madeAt),
    new Date(nowMs).toISOString(),
  );
  const removed: string[] = [];
  for (const index of surplus) {
    const backup = backups[index];
    if (!backup) continue;
    // The case first: keyslots alone open nothing, and a case alone could no longer be opened.
    for (const file of [backup.path, ...keyslotPaths(backup.path)]) rmSync(file, { force: true });
    removed.push(basename(backup.path));
  }
  return removed;
}
