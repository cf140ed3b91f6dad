import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { identity, openKeyed } from './connection.ts';
import { syncFolder, syncPath } from './durable-file.ts';
import { readKeyslots, writeKeyslots } from './keyslot.ts';

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
  rmSync(temporary, { force: true });
  try {
    closeSync(openSync(temporary, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(temporary);
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

/** What every change of a case changes. */
function fingerprint(db: Database): string {
  const info = db.prepare('SELECT key, value FROM case_info ORDER BY key').all();
  return JSON.stringify([identity(db), info]);
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
