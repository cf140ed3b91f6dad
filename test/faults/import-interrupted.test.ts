import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { loadOntology } from '../../electron/db/resources.ts';
import type { ImportFile } from '../../electron/formats/import-file.ts';
import { IMPORT_LIMITS } from '../../electron/formats/limits.ts';
import { loadProfiles } from '../../electron/formats/profile.ts';
import { runImport } from '../../electron/jobs/import-job.ts';
import { startImport } from '../../electron/jobs/start-import.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { filesOf, newCase, openCase, temporaryFolder } from '../fixtures/case.ts';

const RESOURCES = resolve(import.meta.dirname, '../../resources');
const ontology = loadOntology(RESOURCES);

function bigFile(rows: number): ImportFile {
  const text = Array.from(
    { length: rows },
    (_, index) => `P${index},Person Number ${index},ZZ1 1AA\n`,
  ).join('');
  return { name: 'big.csv', bytes: Buffer.from(`id,name,postcode\n${text}`) };
}

function counts(db: Database): Record<string, number> {
  const tables = [
    'source',
    'batch',
    'record',
    'relation',
    'quarantine',
    'entity',
    'command',
    'change',
    'active_command',
  ];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1,
    ]),
  );
}

const NOTHING = {
  source: 0,
  batch: 0,
  record: 0,
  relation: 0,
  quarantine: 0,
  entity: 0,
  command: 0,
  change: 0,
  active_command: 0,
};

test.each(['Keeping', 'Joining entities'])(
  'an import killed while %s leaves nothing, and no name in any file',
  async (phase) => {
    const folder = join(temporaryFolder(), 'case');
    mkdirSync(folder);
    const path = join(folder, 'Heron.achilles');
    const child = spawn(
      process.execPath,
      [resolve(import.meta.dirname, '../fixtures/import-child.ts'), path, RESOURCES, phase],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    // Part of the import had been written: that it is not there afterwards is no accident.
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(1_000_000);
    for (const [name, bytes] of filesOf(folder))
      expect(bytes.includes('Person Number'), name).toBe(false);
    const { connection } = await openCase(path);
    expect(counts(connection.db)).toEqual(NOTHING);
    expect(connection.db.pragma('integrity_check', { simple: true })).toBe('ok');
  },
);

test('an import that is cancelled at any step leaves nothing', async () => {
  const { connection, keys } = await newCase();
  const phases = new Set<string>();
  for (const step of [1, 2, 5, 9, 12]) {
    let asked = 0;
    const run = () =>
      runImport(
        connection.db,
        {
          files: [bigFile(10_000)],
          options: ImportOptions.parse({}),
          author: 'Ana Example',
          audit: { auditKey: keys.auditKey, role: 'analyst', reason: null },
          today: '2026-11-01',
          limits: IMPORT_LIMITS,
        },
        {
          ontology,
          profiles: loadProfiles(RESOURCES),
          isCancelled: () => ++asked > step,
          onProgress: ({ phase }) => phases.add(phase),
        },
      );
    expect(run, `step ${step}`).toThrow(expect.objectContaining({ code: 'import-cancelled' }));
    expect(counts(connection.db)).toEqual(NOTHING);
  }
  expect([...phases]).toEqual(['Reading', 'Keeping', 'Joining entities']);
});

test('a thread that dies without a word is a failure, and leaves nothing', async () => {
  const { connection, keys } = await newCase();
  const target = {
    db: connection.db,
    path: connection.path,
    keys,
    user: 'Ana Example',
    role: 'analyst',
    reason: null,
    ontology,
    resourcesDir: RESOURCES,
    today: '2026-11-01',
  };
  const dying = new URL(`data:text/javascript,${encodeURIComponent('process.exit(3)')}`);
  const run = async () => {
    for await (const _event of startImport(
      target,
      { files: [bigFile(10)], options: ImportOptions.parse({}) },
      { thread: 'own', workerUrl: dying },
    ));
  };
  await expect(run()).rejects.toThrow('ended early (3)');
  expect(counts(connection.db)).toEqual(NOTHING);
});

test('a signal that was given before the start stops the import at once', async () => {
  const { connection, keys } = await newCase();
  const target = {
    db: connection.db,
    path: connection.path,
    keys,
    user: 'Ana Example',
    role: 'analyst',
    reason: null,
    ontology,
    resourcesDir: RESOURCES,
    today: '2026-11-01',
  };
  const events = startImport(target, {
    files: [bigFile(10)],
    options: ImportOptions.parse({}),
    signal: AbortSignal.abort(),
  });
  await expect(events.next()).rejects.toMatchObject({ code: 'import-cancelled' });
});
