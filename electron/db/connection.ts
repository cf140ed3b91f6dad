import DatabaseFile, { type Database } from 'better-sqlite3';

/** Marks a database as an Achilles case ("ACHL"). */
export const APPLICATION_ID = 0x4143484c;

/** How long a statement waits for another connection of this process: an import's commit is one transaction. */
const BUSY_TIMEOUT_MS = 15_000;

/** Whether a connection may write. */
export type OpenMode = 'read-write' | 'read-only';

/** Every setting of a connection: its pragma, what it is set to and what must be read back. */
const SETTINGS: readonly (readonly [name: string, value: string, readBack: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  // The build's own default under WAL is NORMAL, which loses acknowledged work in a power cut.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  // Without it, INSERT OR REPLACE would delete rows past the change triggers.
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  // Otherwise large sorts spill in plaintext to temporary files.
  ['temp_store', 'MEMORY', 2],
  ['mmap_size', '0', 0],
  ['cache_size', '-65536', -65_536],
  ['busy_timeout', String(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS],
];

interface KeyedDatabase extends Database {
  /** Present in the driver, absent from its types. */
  key(key: Buffer): number;
  rekey(key: Buffer): number;
}

const HEX = Buffer.from('0123456789abcdef');

/** `x'…'` as bytes: a string of the key could never be wiped. */
function rawKeyLiteral(key: Buffer): Buffer {
  const literal = Buffer.alloc(2 + key.length * 2 + 1);
  literal.write("x'");
  for (const [index, byte] of key.entries()) {
    literal[2 + index * 2] = HEX[byte >> 4]!;
    literal[3 + index * 2] = HEX[byte & 15]!;
  }
  literal.write("'", literal.length - 1);
  return literal;
}

function pragma(db: Database, name: string): string | number {
  return db.pragma(name, { simple: true }) as string | number;
}

function mustBe(db: Database, name: string, expected: string | number): void {
  const found = pragma(db, name);
  if (found !== expected) throw new Error(`Setting ${name} is ${found}, not ${expected}.`);
}

/**
 * Opens an encrypted database with the raw key and nothing else set: the cipher must come first,
 * for the library's own default is another. Reading is the first use of the key.
 */
export function openKeyed(options: {
  readonly path: string;
  readonly databaseKey: Buffer;
  readonly mode: OpenMode;
}): Database {
  if (options.databaseKey.length !== 32) throw new Error('A database key has 32 bytes.');
  const db = new DatabaseFile(options.path, {
    readonly: options.mode === 'read-only',
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  }) as KeyedDatabase;
  const literal = rawKeyLiteral(options.databaseKey);
  try {
    db.pragma(`cipher='sqlcipher'`);
    db.pragma('legacy=4');
    db.key(literal);
    mustBe(db, 'cipher', 'sqlcipher');
    mustBe(db, 'legacy', '4');
    return db;
  } catch (error) {
    db.close();
    throw error;
  } finally {
    literal.fill(0);
  }
}

/**
 * Encrypts a closed database that nobody else has anew, under another key. In place, so never the case itself: a
 * stop half way leaves a file that neither key opens.
 */
export function rekeyFile(options: {
  readonly path: string;
  readonly databaseKey: Buffer;
  readonly nextKey: Buffer;
}): void {
  const literal = rawKeyLiteral(options.nextKey);
  const db = openKeyed({ ...options, mode: 'read-write' }) as KeyedDatabase;
  try {
    // What would be needed to take it back is the file that this is a copy of: no page of it goes beside.
    db.pragma('journal_mode = OFF');
    db.pragma('temp_store = MEMORY');
    db.rekey(literal);
  } finally {
    db.close();
    literal.fill(0);
  }
}

/** Sets every setting of the list and reads it back. @throws when the build ignores one */
export function applySettings(db: Database): void {
  for (const [name, value, readBack] of SETTINGS) {
    // A read-only connection takes the journal mode it finds: a backup copy is not in WAL mode.
    if (name === 'journal_mode' && db.readonly) continue;
    db.pragma(`${name} = ${value}`);
    mustBe(db, name, readBack);
  }
}

/** `application_id` and `user_version` of an opened database. */
export function identity(db: Database): { applicationId: number; version: number } {
  return {
    applicationId: Number(pragma(db, 'application_id')),
    version: Number(pragma(db, 'user_version')),
  };
}
