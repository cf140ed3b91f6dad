import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRouterClient } from '@orpc/server';
import { createBackend } from '../../electron/backend.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { inventNetwork } from './levers/network.ts';

/**
 * The three questions of the levers over the demonstration county and 40,000 generated records: the first answer, the
 * next ones, one after an edit, and how long anything else had to wait meanwhile. Figures are printed, never asserted.
 */
const ROUNDS = 5;
const PASSPHRASE = 'seven invented words for this bench';

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
const backend = createBackend({
  resourcesDir: resolve(import.meta.dirname, '../../resources'),
  dataDir: join(dir, 'data'),
  casesDir: join(dir, 'cases'),
  host: 'command-line',
});
const api = createRouterClient(backend.router, { context: backend.connect() });

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  await work();
  const ms = performance.now() - startedAt;
  delay.disable();
  return { ms, waitedMs: delay.max / 1e6 };
}

async function measure(name: string) {
  await backend.connect().session.open().levers.ready('counts');
  const groups = await api.entity.query({ filter: 'type:ocg', limit: 1 });
  const person = await api.entity.query({ filter: 'type:person -protected:yes', limit: 1 });
  const ocgId = groups.items[0]?.id ?? null;
  const personId = person.items[0]?.id ?? '';
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    'what can be done, whole case': () => api.lever.openings({}),
    'what can be done about a group': () => api.lever.openings({ ocgId }),
    'what a service can do': () => api.lever.openings({ service: 'licensing' }),
    services: () => api.lever.services({}),
    'what to find out, whole case': () => api.lever.toFindOut({}),
    'what to find out of a group': () => api.lever.toFindOut({ ocgId }),
  };
  const rows = [];
  for (const [question, ask] of Object.entries(questions)) {
    const first = await timed(ask);
    const next = [];
    for (let round = 0; round < ROUNDS; round++) next.push(await timed(ask));
    const edited = [];
    for (let round = 0; round < ROUNDS; round++) {
      await api.entity.correct({
        id: personId,
        field: 'indicators',
        value: round % 2 === 0 ? ['large-cash'] : ['intimidation'],
        reason: 'Bench',
        grade: { source: 1, information: 'B', handling: 'P', conditions: null },
      });
      await backend.connect().session.open().levers.ready('counts');
      edited.push(await timed(ask));
    }
    rows.push({
      case: name,
      question,
      'first ms': Math.round(first.ms),
      'next ms': Math.round(median(next.map(({ ms }) => ms))),
      'after an edit ms': Math.round(median(edited.map(({ ms }) => ms))),
      'others waited at most ms': Math.round(
        Math.max(...[first, ...next, ...edited].map(({ waitedMs }) => waitedMs)),
      ),
    });
  }
  const { total, records } = await api.lever.openings({ limit: 0 });
  const { entities } = (await api.case.info()).totals;
  console.log(`${name}: ${total} openings of ${records} records, among ${entities}`);
  console.table(rows);
}

try {
  for await (const _ of await api.case.openDemonstration());
  await measure('demonstration county');
  await api.case.close();
  await api.case.create({ handle: null, name: 'Generated', user: 'Bench', passphrase: PASSPHRASE });
  const files = Object.entries(inventNetwork(40_000, 100_000)).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
  }));
  const options = ImportOptions.parse({ basis: 'fact' });
  for await (const _ of await api.import.run({ files: backend.registerFiles(files), options }));
  await measure('generated 40,000');
} finally {
  await backend.close();
  rmSync(dir, { recursive: true, force: true });
}
