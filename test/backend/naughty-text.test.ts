import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HARDEST, PROBES } from '../fixtures/naughty-probes.ts';
import { NAMES_SOMETHING, REASON, SECRET, textInputs } from '../fixtures/text-inputs.ts';
import { sharedData } from '../shared-data.ts';
import {
  type Api,
  importFiles,
  PASSPHRASE,
  startBackend,
  startWithCase,
  textFile,
  USER,
} from './fixture.ts';

const folder = sharedData('naughty_strings');

function naughtyStrings(): readonly string[] {
  const strings = JSON.parse(readFileSync(join(folder ?? '', 'blns.json'), 'utf8')) as string[];
  return [...new Set(strings)];
}

/** Inputs that the probes below leave to a test of their own, and which. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  // Names of cases and people, below.
  ...['case.create.name', 'case.create.user', 'case.unlock.user', 'user.add.user'],
  ...['user.remove.user', 'backup.verify.user', 'backup.restore.user', 'backup.restore.name'],
  // The same names of people, written to the log by the function that the others use.
  ...['case.recover.people', 'case.recover.user'],
  // Kept and read again in analysis.test.ts: it takes a network to name a part of.
  'analysis.nameCommunity.name',
  // One of the users of the case, or the call is refused.
  'case.openDamaged.user',
  // Queries, as those of lists are.
  ...['graph.exportPreview.scope.filter', 'graph.export.scope.filter'],
  ...['graph.exportPicture.scope.filter', 'graph.exportMeasures.scope.filter'],
  // What a file says of itself, kept in no case: graph-export.test.ts.
  ...['graph.export.title', 'graph.export.filterWords'],
  ...['graph.exportPicture.title', 'graph.exportPicture.filterWords'],
  'graph.exportPicture.texts[]',
]);

test('every input of every call that takes text is proved to keep it, or is no text to be kept', () => {
  const covered = new Set([...PROBES.flatMap(([, { covers }]) => covers), ...ELSEWHERE]);
  const isOther = (name: string) =>
    [...NAMES_SOMETHING, SECRET, REASON].some((pattern) => pattern.test(name));
  const inputs = textInputs();
  expect(inputs.length).toBeGreaterThan(200);
  expect(inputs.filter((name) => !covered.has(name) && !isOther(name))).toEqual([]);
  expect([...covered].filter((name) => !inputs.includes(name))).toEqual([]);
});

/** Says which inputs a failure is about. */
async function within<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}: ${message}`, { cause: error });
  }
}

test.skipIf(folder === null)(
  'every naughty string, alone in every input, is the same after close and reopen, or refused with a reason',
  { timeout: 300_000 },
  async () => {
    const started = await startWithCase();
    const checks: [name: string, check: (api: Api) => Promise<void>][] = [];
    for (const [name, probe] of PROBES)
      checks.push([name, await within(name, () => probe.write(started, naughtyStrings()))]);
    await started.api.case.close();
    const again = startBackend(started.dir).api;
    await again.case.list();
    await again.case.unlock({
      handle: started.handle,
      user: USER,
      passphrase: PASSPHRASE,
      reason: 'Test',
    });
    for (const [name, check] of checks) await within(name, () => check(again));
  },
);

test.skipIf(folder === null).each(['csv', 'xlsx'] as const)(
  'every naughty string is the same after it left as %s and was imported again',
  { timeout: 120_000 },
  async (format) => {
    const payloads = readFileSync(join(folder ?? '', 'csv_injection_payloads.txt'), 'utf8');
    const texts = [...naughtyStrings(), ...payloads.split('\n')].filter(
      (text) => text.trim() !== '',
    );
    const started = await startWithCase();
    const rows = texts.map((text, index) => ({ id: `r${index}`, name: text, notes: text }));
    await importFiles(started, [textFile('people.json', JSON.stringify(rows))]);
    const valuesOf = async ({ api }: typeof started) => {
      const { ids } = await api.entity.queryIds({ filter: '', limit: 1000 });
      const fields = ['name', 'notes'];
      const found = await api.entity.rows({ ids, fields });
      return found.map(({ values }) => JSON.stringify([values.name, values.notes])).sort();
    };
    const before = await valuesOf(started);
    expect(before).toHaveLength(texts.length);
    const file = await started.api.entity.export({
      format,
      columns: ['field:name', 'field:notes'],
      sort: { by: 'label', direction: 'ascending' },
      reason: 'Test',
    });
    const again = await startWithCase();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const report = await importFiles(again, [textFile(file.name, bytes)]);
    expect(report.totals).toMatchObject({ rows: texts.length, kept: texts.length });
    expect(await valuesOf(again)).toEqual(before);
  },
);

test('a case and its users may have the hardest of names', { timeout: 120_000 }, async () => {
  const { api } = startBackend();
  const [user = '', other = ''] = HARDEST;
  const name = HARDEST.join(' ');
  const passphrase = PASSPHRASE;
  const { handle } = await api.case.create({ handle: null, name, user, passphrase });
  await api.user.add({ user: other, role: 'supervisor', passphrase, reason: name });
  expect((await api.user.list()).users.map((one) => one.user)).toEqual([user, other]);
  await api.case.close();
  await api.case.unlock({ handle: handle ?? '', user: other, passphrase, reason: name });
  expect((await api.case.info()).name).toBe(name);
  await api.user.remove({ user, reason: name });
  expect((await api.audit.list({ limit: 20 })).map(({ reason }) => reason)).toContain(name);
  expect((await api.audit.verify()).isWhole).toBe(true);
});
