import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { attemptsPath } from './attempts.ts';
import { APPLICATION_ID, applySettings, openKeyed } from './connection.ts';
import { syncFolder, syncPath } from './durable-file.ts';
import type { Keyslots } from './keyslot.ts';
import { keyslotPaths, writeKeyslots } from './keyslot-file.ts';
import { MIGRATIONS_FOLDER, migrate } from './migrate.ts';

/** Builds a new case from nothing. Needs the case's lock. */
export function buildCase(options: {
  readonly path: string;
  readonly databaseKey: Buffer;
  readonly keyslots: Keyslots;
  readonly fill: (db: Database) => void;
}): void {
  const { path, keyslots } = options;
  const building = placeCase({ path, keyslots }, function* (temporary) {
    yield 'fill';
    fillNewFile(temporary, options);
  });
  while (!building.next().done);
}

/**
 * Puts a case together under a temporary name; it gets its own once it is whole and its keyslots are on disk, so a
 * stop at any point leaves no case that cannot be opened. Needs the case's lock. Passes on the steps of `make`.
 */
export function* placeCase<Step, Made>(
  options: { readonly path: string; readonly keyslots: Keyslots },
  make: (temporary: string) => Generator<Step, Made>,
): Generator<Step, Made> {
  const { path } = options;
  removeUnfinished(path);
  const temporary = `${path}.new-${randomBytes(4).toString('hex')}`;
  let areKeyslotsOurs = false;
  let isPlaced = false;
  try {
    const made = yield* make(temporary);
    setAsideOrphans(path);
    areKeyslotsOurs = true;
    writeKeyslots(path, options.keyslots);
    renameSync(temporary, path);
    isPlaced = true;
    syncFolder(dirname(path));
    return made;
  } finally {
    // Also where whoever waits stops it half way.
    removeUnfinished(path);
    if (!isPlaced && areKeyslotsOurs) {
      for (const file of keyslotPaths(path)) rmSync(file, { force: true });
    }
  }
}

function fillNewFile(
  path: string,
  content: { readonly databaseKey: Buffer; readonly fill: (db: Database) => void },
): void {
  // Made by hand first: the driver would let others read it. Its log takes the same mode.
  closeSync(openSync(path, 'wx', 0o600));
  const db = openKeyed({ path, databaseKey: content.databaseKey, mode: 'read-write' });
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    applySettings(db);
    migrate(db, MIGRATIONS_FOLDER, () => {});
    db.transaction(() => content.fill(db)).immediate();
  } finally {
    // The last connection to close folds the log into the file.
    db.close();
  }
  syncPath(path);
}

/** Removes what a creation that was stopped left under temporary names. */
function removeUnfinished(path: string): void {
  const prefix = `${basename(path)}.new-`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(path), name), { force: true });
  }
}

/**
 * Files of another case of this name that was moved away without them. Its keyslots and its log may be the only
 * ones, so they are kept; and its log must not be taken for the new case's.
 */
function setAsideOrphans(path: string): void {
  const suffix = `orphan-${Date.now()}`;
  for (const file of [...keyslotPaths(path), `${path}-wal`, `${path}-journal`]) {
    if (existsSync(file)) renameSync(file, `${file}.${suffix}`);
  }
  for (const file of [`${path}-shm`, attemptsPath(path)]) rmSync(file, { force: true });
}
