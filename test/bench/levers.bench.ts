import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { createLeverIndex } from '../../electron/api/lever-index.ts';
import { createBackend } from '../../electron/backend.ts';
import { readRecord } from '../../electron/db/record.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { UNKNOWN_AREA } from '../../shared/domain/case-area.ts';
import { answerAll } from '../../shared/levers/evaluate.ts';
import { sharedData } from '../shared-data.ts';
import { inventNetwork } from './levers/network.ts';

/**
 * Every lever over every entity of three cases: time beside one pass that only reads all facts (rows with their values), and what one edit costs
 * of a whole run. Goals: a whole run within twice the reading, an edit below 1% of it. Figures are printed, never asserted.
 */
const ROUNDS = 5;
const EDITS = 9;
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

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const startedAt = performance.now();
  const value = work();
  return { ms: performance.now() - startedAt, value };
}

const rounded = (ms: number) => (ms < 10 ? Math.round(ms * 100) / 100 : Math.round(ms));
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)}%`;

/** A lever index of the open case that nothing else asks. */
function ownIndex() {
  const { session } = backend.connect();
  const { entities, relations, touched, decisions } = session.open();
  return createLeverIndex(
    { entities, relations, touched, decisions },
    {
      ontology: session.ontology,
      catalogue: session.catalogue,
      today: session.today(),
      area: () => UNKNOWN_AREA,
    },
  );
}

async function measureWhole(name: string) {
  const { session } = backend.connect();
  const open = session.open();
  // Whatever the session works out by itself is done before anything is timed.
  await open.levers.ready('counts');
  const reads: number[] = [];
  const builds: number[] = [];
  const counts: number[] = [];
  const answers: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    reads.push(
      timed(() => {
        for (const _ of open.entities.each());
        for (const row of open.entities.allRecords()) readRecord(row);
        for (const _ of open.relations.facts());
      }).ms,
    );
    const index = ownIndex();
    builds.push(timed(() => index.facts()).ms);
    counts.push(timed(() => index.counts('')).ms);
    const asked = timed(() => [...answerAll(index.facts(), index.set)]);
    answers.push(asked.ms);
    found = asked.value.length;
  }
  const entities = open.entities.count();
  const { relations } = (await api.case.info()).totals;
  const levers = session.catalogue.length;
  const [read, build, count, answer] = [reads, builds, counts, answers].map(median) as [
    number,
    number,
    number,
    number,
  ];
  let flagged = 0;
  let applying = 0;
  const index = ownIndex();
  const kinds = new Set(session.ontology.kinds.filter((kind) => kind.isOnMap).map(({ id }) => id));
  const onMap = [...index.facts().entities()].filter(({ kind }) => kinds.has(kind));
  const withAnswer = new Set<string>();
  for (const { entityId, answer: told, isHeld } of answerAll(index.facts(), index.set))
    if (told === 'applies' && !isHeld) withAnswer.add(entityId);
  for (const { id } of onMap) {
    if (withAnswer.has(id)) applying++;
    const { strong, indicative } = index.counts(id);
    if (strong + indicative > 0) flagged++;
  }
  return {
    whole: build + count,
    size: { case: name, entities, relations, levers, answers: found },
    time: {
      case: name,
      'read only ms': rounded(read),
      'facts ms (read and made)': rounded(build),
      'flags ms': rounded(count),
      'every answer ms': rounded(answer),
      'flags / read': (count / read).toFixed(2),
      'answers / read': (answer / read).toFixed(2),
      'facts and flags / read': ((build + count) / read).toFixed(2),
      'entities × levers per s': Math.round((entities * levers * 1000) / answer).toLocaleString(
        'en-GB',
      ),
    },
    badges: {
      case: name,
      'on the map': onMap.length,
      'any lever applies': percent(applying, onMap.length),
      flagged: percent(flagged, onMap.length),
    },
  };
}

/** What one edit costs, of several kinds of it. */
async function measureEdits(name: string, whole: number) {
  const index = ownIndex();
  index.counts('');
  const { items } = await api.entity.query({ filter: 'type:person', limit: 400 });
  const ids = items.map(({ id }) => id);
  const grade = { source: 1, information: 'B', handling: 'P', conditions: null } as const;
  const at = (n: number) => ids[(n * 37) % ids.length] ?? '';
  const edits: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
    'report an indicator': (n) =>
      api.entity.correct({
        id: at(n),
        field: 'indicators',
        value: ['drug-dealing-individual'],
        reason: 'Bench',
        grade,
      }),
    'undo it': () => api.history.undo(),
    'link two people': (n) =>
      api.relation.create({
        fromId: at(n),
        toId: at(n + 11),
        type: 'associate-of',
        origin: { basis: 'intelligence', grade },
        reason: 'Bench',
      }),
    'undo the link': () => api.history.undo(),
  };
  const rows = [];
  for (const [edit, make] of Object.entries(edits)) {
    const spent: number[] = [];
    const asked: number[] = [];
    for (let n = 0; n < EDITS; n++) {
      await make(n);
      // What the session begins by itself is let end, so that it is not timed too.
      await backend.connect().session.open().levers.ready('counts');
      index.invalidate();
      spent.push(timed(() => index.counts('')).ms);
      asked.push(index.lastAsked() ?? Number.NaN);
    }
    rows.push({
      case: name,
      edit,
      'asked again (median)': median(asked),
      'asked again (most)': Math.max(...asked),
      ms: rounded(median(spent)),
      'of a whole run': percent(median(spent), whole),
    });
  }
  return rows;
}

async function makeCase(name: string) {
  await api.case.close();
  await api.case.create({ handle: null, name, user: 'Bench', passphrase: PASSPHRASE });
}

async function importAll(files: Parameters<typeof backend.registerFiles>[0]) {
  const options = ImportOptions.parse({ basis: 'fact' });
  for await (const _ of await api.import.run({ files: backend.registerFiles(files), options }));
}

const cases: Readonly<Record<string, (() => Promise<void>) | null>> = {
  'demonstration county': async () => {
    for await (const _ of await api.case.openDemonstration());
  },
  'generated 40,000': async () => {
    await makeCase('Generated');
    const files = inventNetwork(40_000, 100_000);
    await importAll(
      Object.entries(files).map(([name, text]) => ({
        name,
        bytes: new TextEncoder().encode(text),
      })),
    );
  },
  pole_manchester: ((folder) =>
    folder === null
      ? null
      : async () => {
          await makeCase('Manchester');
          const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
          await importAll(
            names.map((name) => ({ name, path: join(folder, name), isTemporary: false })),
          );
        })(sharedData('pole_manchester')),
};

try {
  const measured = [];
  const edits = [];
  for (const [name, open] of Object.entries(cases)) {
    if (!open) {
      console.log(`skipped: ${name} is not on this machine`);
      continue;
    }
    await open();
    const whole = await measureWhole(name);
    measured.push(whole);
    edits.push(...(await measureEdits(name, whole.whole)));
  }
  console.table(measured.map(({ size }) => size));
  console.table(measured.map(({ time }) => time));
  console.table(measured.map(({ badges }) => badges));
  console.table(edits);
} finally {
  await backend.close();
  rmSync(dir, { recursive: true, force: true });
}
