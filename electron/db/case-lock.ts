import DatabaseFile, { type Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';

/** Why a case that cannot be written stays closed: nobody may look unseen. */
export function readOnlyCase(cause?: unknown): AppError {
  return new AppError(
    'case-read-only',
    'This case or its folder cannot be written, so who looks at it could not be recorded, and it stays closed. Copy the case with its .keys files to a folder of your own, or ask for write access.',
    { cause },
  );
}

interface HeldLock {
  readonly db: Database;
  holders: number;
}

const heldLocks = new Map<string, HeldLock>();

/** Whether this process has the case of this path. */
export function isHeld(path: string): boolean {
  return heldLocks.has(path);
}

/**
 * Takes a case for this process alone and gives its release. The lock is the operating system's, on a side file
 * that holds nothing, so it ends with the process however that ends; this process may take it many times.
 * @throws {AppError} `case-in-use`
 */
export function lockCase(path: string): () => void {
  const held = heldLocks.get(path) ?? takeLock(path);
  held.holders++;
  heldLocks.set(path, held);
  let isReleased = false;
  return () => {
    if (isReleased) return;
    isReleased = true;
    held.holders--;
    if (held.holders > 0) return;
    heldLocks.delete(path);
    // The side file stays: removing it could take the name from under another process that is locking it.
    held.db.close();
  };
}

function takeLock(path: string): HeldLock {
  const db = openLockFile(`${path}.lock`);
  try {
    // No journal file beside an empty lock file.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    return { db, holders: 0 };
  } catch (error) {
    db.close();
    if (error instanceof DatabaseFile.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new AppError(
        'case-in-use',
        'This case is open in another window or program. Close it there first.',
        { cause: error },
      );
    }
    throw error;
  }
}

function openLockFile(file: string): Database {
  try {
    return new DatabaseFile(file, { timeout: 0 });
  } catch (error) {
    throw readOnlyCase(error);
  }
}
