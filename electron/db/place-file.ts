import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';
import type { BoundaryArea, PlaceFile } from '../../shared/api/place.ts';

const FILE_NAME = 'places.db';

/*
 * What the organisation brought: outlines of areas, and where postcodes are. It is public reference data, belongs to
 * no case and holds nobody's, so it is kept beside the settings as it is. A file that no longer opens is made anew.
 */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS place_file (
  id        TEXT PRIMARY KEY,
  type      TEXT NOT NULL CHECK (type IN ('boundaries', 'postcodes')),
  name      TEXT NOT NULL,
  file_name TEXT NOT NULL,
  added_at  TEXT NOT NULL,
  count     INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS boundary (
  file_id TEXT NOT NULL REFERENCES place_file (id) ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  name    TEXT NOT NULL,
  rings   TEXT NOT NULL, -- JSON: rings of longitude, latitude, longitude…
  PRIMARY KEY (file_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS postcode (
  code      TEXT NOT NULL, -- without spacing; a district alone where the lookup has no more
  file_id   TEXT NOT NULL REFERENCES place_file (id) ON DELETE CASCADE,
  latitude  REAL NOT NULL,
  longitude REAL NOT NULL,
  PRIMARY KEY (code, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS postcode_by_file ON postcode (file_id);
`;

/** Where a postcode is, by the lookup that was added last. */
export interface FoundPostcode {
  readonly latitude: number;
  readonly longitude: number;
}

/** What is known of a file that is being added. */
export type NewPlaceFile = Pick<PlaceFile, 'type' | 'name' | 'fileName'>;

/** One file on its way in: nothing of it is kept until it is finished. */
export interface PlaceFileWriter {
  addArea(area: BoundaryArea): void;
  /** False where the postcode was in these files before. */
  addPostcode(code: string, place: FoundPostcode): boolean;
  /** Keeps it all, in place of another where one is named. */
  finish(replaces: string | null): PlaceFile;
  /** Leaves everything as it was. */
  abandon(): void;
}

/** Boundaries and postcode lookups of this machine. */
export interface PlaceFiles {
  list(): readonly PlaceFile[];
  /** @throws {AppError} `not-found` */
  areas(id: string): readonly BoundaryArea[];
  /** Null where no lookup has it. */
  find(code: string): FoundPostcode | null;
  begin(file: NewPlaceFile): PlaceFileWriter;
  /** @throws {AppError} `not-found` */
  remove(id: string): void;
  close(): void;
}

function openDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = new DatabaseFile(join(dataDir, FILE_NAME));
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.exec(SCHEMA);
  return db;
}

function createRepository(db: Database) {
  return {
    db,
    list: db.prepare<[], Omit<PlaceFile, 'isInvented'>>(
      `SELECT id, type, name, file_name AS fileName, added_at AS addedAt, count FROM place_file
       ORDER BY type, name, id`,
    ),
    areas: db.prepare<[string], { name: string; rings: string }>(
      'SELECT name, rings FROM boundary WHERE file_id = ? ORDER BY number',
    ),
    find: db.prepare<[string], FoundPostcode>(
      `SELECT p.latitude, p.longitude FROM postcode p JOIN place_file f ON f.id = p.file_id
       WHERE p.code = ? ORDER BY f.added_at DESC, f.id DESC LIMIT 1`,
    ),
    insertFile: db.prepare<[string, string, string, string, string]>(
      'INSERT INTO place_file (id, type, name, file_name, added_at, count) VALUES (?, ?, ?, ?, ?, 0)',
    ),
    insertArea: db.prepare<[string, number, string, string]>(
      'INSERT INTO boundary (file_id, number, name, rings) VALUES (?, ?, ?, ?)',
    ),
    insertPostcode: db.prepare<[string, string, number, number]>(
      'INSERT OR IGNORE INTO postcode (code, file_id, latitude, longitude) VALUES (?, ?, ?, ?)',
    ),
    setCount: db.prepare<[number, string]>('UPDATE place_file SET count = ? WHERE id = ?'),
    remove: db.prepare<[string]>('DELETE FROM place_file WHERE id = ?'),
  };
}

/** The boundaries and lookups kept in a folder; its database is made when the first is added. */
export function createPlaceFiles(dataDir: string, now: () => number): PlaceFiles {
  let repository: ReturnType<typeof createRepository> | null = null;

  function open(): ReturnType<typeof createRepository> {
    repository ??= createRepository(openDatabase(dataDir));
    return repository;
  }

  function ifAny(): ReturnType<typeof createRepository> | null {
    return repository !== null || existsSync(join(dataDir, FILE_NAME)) ? open() : null;
  }

  function begin(file: NewPlaceFile): PlaceFileWriter {
    const { db, insertFile, insertArea, insertPostcode, setCount, remove } = open();
    const id = uuidv7();
    const addedAt = new Date(now()).toISOString();
    let count = 0;
    db.exec('BEGIN IMMEDIATE');
    insertFile.run(id, file.type, file.name, file.fileName, addedAt);
    return {
      addArea({ name, rings }) {
        insertArea.run(id, count++, name, JSON.stringify(rings));
      },
      addPostcode(code, { latitude, longitude }) {
        const isNew = insertPostcode.run(code, id, latitude, longitude).changes > 0;
        if (isNew) count++;
        return isNew;
      },
      finish(replaces) {
        setCount.run(count, id);
        if (replaces !== null) remove.run(replaces);
        db.exec('COMMIT');
        return { id, ...file, addedAt, count, isInvented: false };
      },
      abandon: () => db.exec('ROLLBACK'),
    };
  }

  return {
    list: () => (ifAny()?.list.all() ?? []).map((file) => ({ ...file, isInvented: false })),
    areas(id) {
      const rows = ifAny()?.areas.all(id) ?? [];
      if (rows.length === 0) throw notFound('set of boundaries');
      return rows.map(({ name, rings }) => ({ name, rings: JSON.parse(rings) as number[][] }));
    },
    find: (code) => ifAny()?.find.get(code) ?? null,
    begin,
    remove(id) {
      if ((ifAny()?.remove.run(id).changes ?? 0) === 0) throw notFound('file of places');
    },
    close() {
      repository?.db.close();
      repository = null;
    },
  };
}
