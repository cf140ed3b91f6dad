import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { createBackend } from '../../electron/backend.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { sharedData } from '../shared-data.ts';

/** Every lever over every entity of a real network: time, and entities per second, beside a pass that only reads the facts. */
const folder = sharedData('pole_manchester');
if (!folder) {
  console.log('skipped: the network pole_manchester is not on this machine');
  process.exit(0);
}

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
const backend = createBackend({
  resourcesDir: resolve(import.meta.dirname, '../../resources'),
  dataDir: join(dir, 'data'),
  casesDir: join(dir, 'cases'),
  host: 'command-line',
});
const api = createRouterClient(backend.router, { context: backend.connect() });
try {
  await api.case.create({
    handle: null,
    name: 'Bench',
    user: 'Bench',
    passphrase: 'seven invented words for this bench',
  });
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => ({ name, path: join(folder, name), isTemporary: false }));
  const options = ImportOptions.parse({ basis: 'fact' });
  for await (const _ of await api.import.run({ files: backend.registerFiles(files), options }));

  const rows: {
    round: number;
    'read facts ms': number;
    'first answer ms': number;
    'whole case ms': number;
    answers: number;
  }[] = [];
  let entities = 0;
  let levers = 0;
  for (let round = 1; round <= 5; round++) {
    const open = backend.connect().session.open();
    open.levers.invalidate();
    let startedAt = performance.now();
    for (const _ of open.entities.allRecords());
    for (const _ of open.relations.facts());
    const readMs = performance.now() - startedAt;
    startedAt = performance.now();
    open.levers.counts('');
    const firstMs = performance.now() - startedAt;
    startedAt = performance.now();
    const answer = await api.lever.evaluate({});
    entities = answer.entities;
    levers = answer.levers;
    rows.push({
      round,
      'read facts ms': Math.round(readMs),
      'first answer ms': Math.round(firstMs),
      'whole case ms': Math.round(performance.now() - startedAt),
      answers: answer.items.length,
    });
  }
  console.table(rows);
  const median = (pick: (row: (typeof rows)[number]) => number) =>
    rows.map(pick).sort((a, b) => a - b)[2] ?? Number.NaN;
  const firstMs = median((row) => row['first answer ms']);
  console.log(
    `${levers} levers over ${entities.toLocaleString('en-GB')} entities: ${Math.round(firstMs)} ms with the facts read anew, ` +
      `${Math.round((entities / firstMs) * 1000).toLocaleString('en-GB')} entities per second, ` +
      `${(firstMs / median((row) => row['read facts ms'])).toFixed(1)} times a pass that only reads the facts`,
  );
} finally {
  await backend.close();
  rmSync(dir, { recursive: true, force: true });
}
