import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { identity, openKeyed } from './connection.ts';
import { syncFolder, syncPath } from './durable-file.ts';
import { readKeyslots, writeKeyslots } from './keyslot.ts';

/** Name of the copy that is kept from before a change of version. */
export function backupPath(path: string, version: number): string {
  return `${path.replace(/\.achilles$/, '')}.before-version-${version + 1}.achilles`;
}

/**
 * Copies a case and its keyslots alongside, still encrypted, and proves the copy by opening it. The copy gets its
 * name only then, and opens like any case.
 */
export function backUpCase(
  db: Database,
  source: { readonly path: string; readonly databaseKey: Buffer },
): void {
  const { version } = identity(db);
  const target = backupPath(source.path, version);
  if (existsSync(target)) return;
  const temporary = `${target}.tmp`;
  rmSync(temporary, { force: true });
  try {
    closeSync(openSync(temporary, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(temporary);
    verify(temporary, source.databaseKey, version);
    syncPath(temporary);
    writeKeyslots(target, readKeyslots(source.path).keyslots);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

function verify(path: string, databaseKey: Buffer, version: number): void {
  const copy = openKeyed({ path, databaseKey, mode: 'read-only' });
  try {
    const isSound =
      identity(copy).version === version &&
      copy.pragma('quick_check(1)', { simple: true }) === 'ok' &&
      (copy.pragma('foreign_key_check') as unknown[]).length === 0;
    if (!isSound) throw new Error('The backup does not read back whole.');
  } finally {
    copy.close();
  }
}
