import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { runCommand } from '../../electron/db/command.ts';
import { connect, createCase } from '../../electron/db/open.ts';
import { loadOntology } from '../../electron/db/resources.ts';
import type { ImportFile } from '../../electron/formats/import-file.ts';
import { IMPORT_LIMITS } from '../../electron/formats/limits.ts';
import { loadProfiles } from '../../electron/formats/profile.ts';
import { runImport } from '../../electron/jobs/import-job.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { sharedData } from '../shared-data.ts';

/**
 * Import of 167,361 rows into an encrypted case, beside bare prepared inserts of the same rows into the same
 * tables with the same settings, one after the other within one run. Goal: at most 3 times, below 600 MB.
 */
const ROUNDS = 5;
const MEGABYTE = 1024 * 1024;
const RESOURCES = resolve(import.meta.dirname, '../../resources');

interface Place {
  readonly path: string;
  readonly databaseKey: Buffer;
}

function importInto({ path, databaseKey }: Place, files: readonly ImportFile[]): number {
  const connection = connect({ path, databaseKey, mode: 'read-write' });
  try {
    const startedAt = performance.now();
    runImport(
      connection.db,
      {
        files,
        options: ImportOptions.parse({}),
        author: 'Ana Example',
        audit: { auditKey: Buffer.alloc(32), role: 'analyst', reason: null },
        today: '2026-11-01',
        limits: IMPORT_LIMITS,
      },
      {
        ontology: loadOntology(RESOURCES),
        profiles: loadProfiles(RESOURCES),
        onProgress: () => {},
        isCancelled: () => false,
      },
    );
    return performance.now() - startedAt;
  } finally {
    connection.close();
  }
}

type Rows = readonly (readonly unknown[])[];

function rowsOf(db: Database, table: string): Rows {
  return db.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY id`).raw().all();
}

function insertBare(
  { path, databaseKey }: Place,
  tables: readonly { readonly name: string; readonly rows: Rows }[],
): number {
  const connection = connect({ path, databaseKey, mode: 'read-write' });
  const { db } = connection;
  try {
    const statements = tables.map(({ name, rows }) => ({
      rows,
      statement: db.prepare(
        `INSERT INTO ${name} VALUES (${(rows[0] ?? []).map(() => '?').join(', ')})`,
      ),
    }));
    const startedAt = performance.now();
    // Within a command, as the change triggers refuse any other write.
    runCommand(db, { name: 'Bare inserts', author: 'Ana Example' }, () => {
      for (const { rows, statement } of statements) for (const row of rows) statement.run(row);
    });
    return performance.now() - startedAt;
  } finally {
    connection.close();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function filesOf(dir: string): ImportFile[] {
  return readdirSync(dir).map((name) => ({
    name: `pole_manchester/${name}`,
    path: join(dir, name),
  }));
}

async function measure(dir: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
  try {
    const template = join(folder, 'template.achilles');
    const created = await createCase({
      path: template,
      name: 'Bench',
      user: 'Ana Example',
      passphrase: 'seven invented words for the bench',
    });
    const databaseKey = Buffer.from(created.keys.databaseKey);
    created.connection.close();
    const fresh = (name: string): Place => {
      const path = join(folder, name);
      copyFileSync(template, path);
      return { path, databaseKey };
    };
    const files = filesOf(dir);
    const first = fresh('first.achilles');
    importInto(first, files);
    const reader = connect({ ...first, mode: 'read-only' });
    const tables = ['source', 'batch', 'record', 'relation'].map((name) => ({
      name,
      rows: rowsOf(reader.db, name),
    }));
    reader.close();
    const imports: number[] = [];
    const inserts: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      inserts.push(insertBare(fresh(`bare-${round}.achilles`), tables));
      imports.push(importInto(fresh(`import-${round}.achilles`), files));
    }
    const memory = spawnSync(
      process.execPath,
      [
        import.meta.filename,
        'memory',
        join(folder, 'memory.achilles'),
        databaseKey.toString('hex'),
        dir,
        template,
      ],
      { encoding: 'utf8' },
    );
    print({
      importMs: median(imports),
      insertMs: median(inserts),
      rows: (tables[2]?.rows.length ?? 0) + (tables[3]?.rows.length ?? 0),
      memory: memory.stdout.trim() || memory.stderr,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print({
  importMs,
  insertMs,
  rows,
  memory,
}: {
  readonly importMs: number;
  readonly insertMs: number;
  readonly rows: number;
  readonly memory: string;
}): void {
  const line = (name: string, value: string) =>
    console.log(`${name.padEnd(44)}${value.padStart(14)}`);
  line('rows', rows.toLocaleString('en-GB'));
  line(`bare prepared inserts, median of ${ROUNDS}`, `${insertMs.toFixed(0)} ms`);
  line(`import with entities, median of ${ROUNDS}`, `${importMs.toFixed(0)} ms`);
  line('ratio (goal: at most 3)', (importMs / insertMs).toFixed(2));
  line('most memory of a process that imports once', memory);
}

const [mode, path, key, dir, template] = process.argv.slice(2);
if (mode === 'memory' && path && key && dir && template) {
  copyFileSync(template, path);
  importInto({ path, databaseKey: Buffer.from(key, 'hex') }, filesOf(dir));
  console.log(`${((process.resourceUsage().maxRSS * 1024) / MEGABYTE).toFixed(0)} MB`);
} else {
  const data = sharedData('pole_manchester');
  if (data) await measure(data);
  else console.log('pole_manchester is not on this machine: nothing to measure');
}
