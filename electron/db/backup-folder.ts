import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readKeyslots } from './keyslot-file.ts';

/** A backup by its file. */
export interface DatedBackup {
  readonly path: string;
  readonly madeAt: string;
  readonly sizeBytes: number;
}

const SUFFIX = '.achilles';

/** How many backups of today are kept. */
export const KEPT_TODAY = 3;
/** How many are kept in all: those of today, then the last of each earlier day. */
export const KEPT_IN_ALL = 10;

/** Folder beside a case that holds its dated backups. */
export function backupFolder(path: string): string {
  return join(dirname(path), 'Backups');
}

/** A free name in the folder of backups, with the day and time in UTC. */
export function datedBackupPath(path: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replace(/^(.{10})T(..):(..):(..).*$/, '$1 $2$3$4Z');
  const stem = join(backupFolder(path), `${basename(path, SUFFIX)} ${stamp}`);
  for (let copy = 1; ; copy++) {
    const candidate = `${stem}${copy === 1 ? '' : `-${copy}`}${SUFFIX}`;
    if (!existsSync(candidate)) return candidate;
  }
}

const STAMP = / (\d{4}-\d\d-\d\d) (\d\d)(\d\d)(\d\d)Z(?:-\d+)?\.achilles$/;

/**
 * Dated backups of a case, the newest first. Those of another case that had its name are left out; when the case
 * itself is gone nobody can tell, and all of its name are listed.
 */
export function listDatedBackups(path: string): DatedBackup[] {
  const folder = backupFolder(path);
  if (!existsSync(folder)) return [];
  const databaseId = databaseIdOf(path);
  const stem = basename(path, SUFFIX);
  const found: DatedBackup[] = [];
  for (const name of readdirSync(folder)) {
    const stamp = STAMP.exec(name);
    if (!stamp || name.slice(0, stamp.index) !== stem) continue;
    const backup = join(folder, name);
    if (databaseId !== null && databaseIdOf(backup) !== databaseId) continue;
    const madeAt = `${stamp[1]}T${stamp[2]}:${stamp[3]}:${stamp[4]}.000Z`;
    found.push({ path: backup, madeAt, sizeBytes: statSync(backup).size });
  }
  return found.sort((a, b) => (`${b.madeAt}${b.path}` < `${a.madeAt}${a.path}` ? -1 : 1));
}

/** Copies that were kept from before a change of version, beside the case. */
export function listVersionBackups(path: string): DatedBackup[] {
  const prefix = `${basename(path, SUFFIX)}.before-version-`;
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith(SUFFIX))
    .map((name) => {
      const { size, mtime } = statSync(join(folder, name));
      return { path: join(folder, name), madeAt: mtime.toISOString(), sizeBytes: size };
    });
}

/** Which case a file belongs to, as its keyslots say; null when they cannot be read. */
function databaseIdOf(path: string): string | null {
  try {
    return readKeyslots(path).keyslots.databaseId;
  } catch {
    return null;
  }
}

/**
 * Which of these backups need not be kept, by index: of today the last three stay, of each earlier day the last,
 * ten in all. Takes them the newest first.
 */
export function surplusBackups(madeAt: readonly string[], now: string): number[] {
  const today = now.slice(0, 10);
  const keptByDay = new Map<string, number>();
  let kept = 0;
  const surplus: number[] = [];
  for (const [index, at] of madeAt.entries()) {
    const day = at.slice(0, 10);
    const ofDay = keptByDay.get(day) ?? 0;
    if (kept < KEPT_IN_ALL && ofDay < (day === today ? KEPT_TODAY : 1)) {
      keptByDay.set(day, ofDay + 1);
      kept++;
    } else surplus.push(index);
  }
  return surplus;
}
