import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { createBackend } from '../../electron/backend.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { sharedData } from '../shared-data.ts';

/**
 * A case of 61,521 entities at work: what the inspector waits for (goal: 95 in 100 below 50 ms), how long an edit
 * keeps other calls waiting while levers and filters are worked out anew, and 500 steps of undo: time, growth of the
 * file, memory.
 */
const INSPECTED = 300;
const UNDO_STEPS = 500;
const MEGABYTE = 1024 * 1024;
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

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function row(timings: readonly number[]) {
  return {
    calls: timings.length,
    'median ms': Number(quantile(timings, 0.5).toFixed(1)),
    'p95 ms': Number(quantile(timings, 0.95).toFixed(1)),
    'longest ms': Number(Math.max(...timings).toFixed(1)),
  };
}

/** The longest that nothing else could be answered while work went on. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await work();
  clearInterval(watch);
  return longest;
}

const fileSize = () =>
  readdirSync(join(dir, 'cases')).reduce(
    (sum, name) => sum + statSync(join(dir, 'cases', name)).size,
    0,
  ) / MEGABYTE;

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
  const { ids } = await api.graph.members({ scope: { among: null, steps: [] }, limit: 20_000 });
  const [first = ''] = ids;
  await api.lever.counts({ ids: [first] });
  const some = ids.filter((_, index) => index % Math.floor(ids.length / INSPECTED) === 0);
  const detail: number[] = [];
  const levers: number[] = [];
  for (const id of some) {
    detail.push(await time(() => api.entity.get({ id })));
    levers.push(await time(() => api.lever.forEntity({ id })));
  }
  const edit = (index: number) =>
    api.entity.correct({
      id: ids[index % 50] ?? first,
      field: 'notes',
      value: `Invented note ${index}`,
      reason: 'Bench',
    });
  const waits: number[] = [];
  for (let round = 0; round < 5; round++) {
    waits.push(
      await longestWait(async () => {
        await edit(round);
        await api.lever.counts({ ids: [first] });
        await api.entity.query({ filter: 'type:person' });
      }),
    );
  }
  const before = fileSize();
  const edits: number[] = [];
  for (let step = 0; step < UNDO_STEPS; step++) edits.push(await time(() => edit(step)));
  const after = fileSize();
  const undos: number[] = [];
  for (let step = 0; step < UNDO_STEPS; step++) undos.push(await time(() => api.history.undo()));
  console.table({
    'inspector: record': row(detail),
    'inspector: levers': row(levers),
    'others wait after an edit': row(waits),
    'edits, one after another': row(edits),
    'undo, one after another': row(undos),
  });
  console.log(
    `${UNDO_STEPS} edits made the file ${(after - before).toFixed(1)} MB larger, from ${before.toFixed(0)} MB; ` +
      `undoing them ${(fileSize() - after).toFixed(1)} MB; most memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
  );
} finally {
  await backend.close();
  rmSync(dir, { recursive: true, force: true });
}
