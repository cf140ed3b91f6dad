import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ApiClient } from '../../shared/api/client.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { FACETS } from '../../shared/query/facet.ts';
import { joinTimeline } from '../../shared/timeline/join.ts';
import { sharedData } from '../shared-data.ts';
import type { Probe } from './waiting/prober.ts';

/**
 * What one person waits for the inspector while something long goes on in a case of 61,521 entities: a record is
 * asked for every 20 ms, and timed from when it was due, so that a call that could not even be sent counts in full.
 * Set against the same with nothing else to do.
 */
const EVERY_MS = 20;
const UNDO_STEPS = 200;
const DRAWN = 5000;
const EDITED = 10_000;
/** Works after whose name stands this are probed by what writes no row of the log: those that hold its lock. */
const WITHOUT_LOG = ' (asked what writes no row of the log)';

const folder = sharedData('pole_manchester');
if (!folder) {
  console.log('skipped: the network pole_manchester is not on this machine');
  process.exit(0);
}

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, path: join(folder, name) }));
const line = new MessageChannel();
const probeLine = new MessageChannel();
const filesLine = new MessageChannel();
interface Registered {
  readonly imported: readonly string[];
  readonly previewed: readonly string[];
}
const registered = new Promise<Registered>((done) => filesLine.port1.once('message', done));
const worker = new Worker(new URL('./waiting/backend.ts', import.meta.url), {
  workerData: { dir, files, ports: [line.port2, probeLine.port2], filesPort: filesLine.port2 },
  transferList: [line.port2, probeLine.port2, filesLine.port2],
});
const prober = new Worker(new URL('./waiting/prober.ts', import.meta.url), {
  workerData: { port: probeLine.port1, everyMs: EVERY_MS },
  transferList: [probeLine.port1],
});
const port: MessagePort = line.port1;
const api = createORPCClient<ApiClient>(new RPCLink({ port }));
port.start();

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Has a record asked for every so often while `work` goes on, and tells how long each answer took from when it was due. */
async function probe(asked: Probe, work: () => Promise<unknown>) {
  const answered = new Promise<readonly number[]>((done) => prober.once('message', done));
  prober.postMessage(asked);
  const startedAt = performance.now();
  await work();
  const tookMs = performance.now() - startedAt;
  prober.postMessage(null);
  return { tookMs, waits: await answered };
}

try {
  await api.case.create({
    handle: null,
    name: 'Bench',
    user: 'Bench',
    passphrase: 'seven invented words for this bench',
  });
  const options = ImportOptions.parse({ basis: 'fact' });
  const { imported, previewed } = await registered;
  for await (const _ of await api.import.run({ files: [...imported], options }));
  const { ids } = await api.graph.members({ scope: { among: null, steps: [] }, limit: 20_000 });
  const inspected = ids.filter((_, index) => index % 200 === 0);
  const [first = ''] = ids;
  const edit = (index: number) =>
    api.entity.correct({
      id: ids[index % 50] ?? first,
      field: 'notes',
      value: `Invented note ${index}`,
      reason: 'Bench',
    });
  const settle = async () => {
    await api.lever.counts({ ids: [first] });
    await api.entity.query({ filter: 'type:person' });
  };
  await settle();
  const { ids: people } = await api.entity.queryIds({ filter: 'type:person', limit: 10 });
  const drawn = ids.slice(0, DRAWN);
  const works: Readonly<Record<string, () => Promise<unknown>>> = {
    'nothing else': () => pause(3000),
    'the whole timeline': async () => joinTimeline(await api.timeline.read({ ids: null })),
    [`the timeline of ${DRAWN}`]: async () =>
      joinTimeline(await api.timeline.read({ ids: [...drawn] })),
    [`a map of ${DRAWN}`]: () => api.graph.among({ ids: [...drawn] }),
    'communities of everything': () => api.graph.communities({ scope: { among: null, steps: [] } }),
    'every lever': () => api.lever.evaluate({}),
    'a typed query with facets': () =>
      api.entity.query({ filter: 'links>=3', facets: [...FACETS], limit: 100 }),
    'every id in order of links': () =>
      api.entity.queryIds({
        filter: '',
        sort: { by: 'links', direction: 'descending' },
        limit: 100_000,
      }),
    'a search with an error': () => api.entity.search({ text: 'hamiltn' }),
    'an edit, and what asks after it': async () => {
      await edit(1);
      await settle();
    },
    'a new link, and what asks after it': async () => {
      await api.relation.create({
        fromId: people[3] ?? first,
        toId: people[5] ?? first,
        type: 'associate-of',
        origin: { basis: 'fact' },
        reason: 'Bench',
      });
      await settle();
    },
    'a preview of every table of an import': async () => {
      const request = { files: [...previewed], options };
      for (const { name } of await api.import.tables(request))
        await api.import.preview({ ...request, table: name });
    },
    [`${UNDO_STEPS} edits`]: async () => {
      for (let step = 0; step < UNDO_STEPS; step++) await edit(step);
    },
    [`${UNDO_STEPS} steps of undo`]: async () => {
      for (let step = 0; step < UNDO_STEPS; step++) await api.history.undo();
    },
    [`one edit of ${EDITED} records${WITHOUT_LOG}`]: editMany,
    [`its undo${WITHOUT_LOG}`]: () => api.history.undo(),
    [`its redo${WITHOUT_LOG}`]: () => api.history.redo(),
    'its undo, asked for records': () => api.history.undo(),
    'the levers asked of the whole case': () => api.lever.openings({}),
    'what to find out of the whole case': () => api.lever.toFindOut({}),
    'the log replayed': () => api.audit.verify(),
  };
  async function editMany(): Promise<void> {
    const edited = await api.entity.bulkEdit({
      ids: ids.slice(0, EDITED),
      filter: '',
      change: { field: 'notes', mode: 'replace', value: 'An invented note' },
      origin: { basis: 'fact' },
      reason: 'Bench',
    });
    for await (const _ of edited);
  }
  const wanted = process.env.ACHILLES_BENCH_ONLY?.split(',');
  const rows: Record<string, object> = {};
  let idleMs = Number.NaN;
  for (const [name, work] of Object.entries(works)) {
    if (wanted && name !== 'nothing else' && !wanted.some((part) => name.includes(part))) continue;
    const waits: number[] = [];
    const took: number[] = [];
    // Long works are done once, short ones until there is enough to tell.
    const isOnce = name.includes('its ') || name.includes('one edit');
    while (took.length === 0 || (!isOnce && took.length < 5 && waits.length < 100)) {
      const isUnlogged = name.endsWith(WITHOUT_LOG);
      const found = await probe(isUnlogged ? 'without the log' : { ids: inspected }, work);
      waits.push(...found.waits);
      took.push(found.tookMs);
      await settle();
    }
    const p95 = quantile(waits, 0.95);
    if (Number.isNaN(idleMs)) idleMs = p95;
    rows[name] = {
      'took ms': Math.round(quantile(took, 0.5)),
      asked: waits.length,
      'median ms': Number(quantile(waits, 0.5).toFixed(1)),
      'p95 ms': Number(p95.toFixed(1)),
      'longest ms': Number(Math.max(...waits).toFixed(1)),
      'p95 to idle': Number((p95 / idleMs).toFixed(1)),
    };
    console.log(name, JSON.stringify(rows[name]));
  }
  console.table(rows);
} finally {
  await api.case.close().catch(() => {});
  await prober.terminate();
  await worker.terminate();
  port.close();
  filesLine.port1.close();
  rmSync(dir, { recursive: true, force: true });
}
