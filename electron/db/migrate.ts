import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { dropChangeTriggers, ensureChangeTriggers } from './change-triggers.ts';
import { identity } from './connection.ts';

/** One numbered step of the schema. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Folder of the released migrations. */
export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

/** Migrations of a folder in order. @throws when numbers repeat or leave a gap */
export function listMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const version = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (version !== index + 1)
      throw new Error(`Migration ${name} should be number ${index + 1} of its folder.`);
    return { version, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

/** Version of the newest migration of a folder. */
export function schemaVersion(folder: string): number {
  return listMigrations(folder).length;
}

/**
 * Brings a case to the newest version, each step in one transaction with its number, and its change triggers
 * to the list. `backUp` runs once, before the first step, when there is one.
 */
export function migrate(db: Database, folder: string, backUp: () => void): void {
  const { version } = identity(db);
  const pending = listMigrations(folder).filter((migration) => migration.version > version);
  if (pending.length > 0) backUp();
  for (const migration of pending) apply(db, migration);
  // After the steps and at every open: a stop between a step and its triggers is made good here.
  ensureChangeTriggers(db);
}

function apply(db: Database, migration: Migration): void {
  // A step may rebuild a table that others refer to: references are checked once, when it is done. The setting
  // cannot be changed inside a transaction.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      dropChangeTriggers(db);
      db.exec(migration.sql);
      if ((db.pragma('foreign_key_check') as unknown[]).length > 0) {
        throw new Error(`Migration ${migration.name} breaks a reference.`);
      }
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
