import { expect, test } from 'vitest';
import { openArchive, unpackBudget } from '../../electron/formats/archive.ts';
import { IMPORT_LIMITS } from '../../electron/formats/limits.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const ENTITIES = textFile(
  'entities.csv',
  [
    'id,type,name,dateOfBirth,role,notes',
    'p1,person,Ana Example,1981-03-27,principal,=cmd|x',
    'p2,person,Bram Sample,1990-01-02,,',
    'v1,person,Cary Quillfeather,2012-05-05,exploited-child,seen at home',
  ].join('\n'),
);
const CODED = textFile('coded.csv', 'id,type,name\nb1,business,Example Nails\n');

async function startWithPeople() {
  const started = await startWithCase();
  await importFiles(started, [ENTITIES], { sourceName: 'Register', basis: 'fact' });
  return started;
}

const COLUMNS = ['record', 'role', 'field:dateOfBirth', 'field:notes'];

async function csvOf(
  { api }: Pick<Awaited<ReturnType<typeof startWithCase>>, 'api'>,
  more: Partial<Parameters<typeof api.entity.export>[0]> = {},
) {
  const file = await api.entity.export({
    format: 'csv',
    columns: COLUMNS,
    sort: { by: 'label', direction: 'ascending' },
    reason: 'For the licensing officer',
    ...more,
  });
  return { name: file.name, text: await file.text() };
}

/** Everything that is written in the parts of an exported workbook, unpacked. */
async function partsOfWorkbook({ api }: Pick<Awaited<ReturnType<typeof startWithCase>>, 'api'>) {
  const file = await api.entity.export({
    format: 'xlsx',
    columns: COLUMNS,
    sort: { by: 'label', direction: 'ascending' },
    reason: 'For the licensing officer',
  });
  const bytes = Buffer.from(await file.arrayBuffer());
  const parts = openArchive(bytes, unpackBudget(IMPORT_LIMITS), IMPORT_LIMITS);
  return parts
    .filter(({ name }) => /sheet|strings/i.test(name))
    .map(({ read }) => Buffer.from(read()).toString('utf8'))
    .join('\n');
}

test('an export has the chosen columns in order, its marking, and nothing that a spreadsheet would run', async () => {
  const { name, text } = await csvOf(await startWithPeople(), { filter: 'protected:no' });
  expect(name).toMatch(/^Records OFFICIAL-SENSITIVE \d{4}-\d{2}-\d{2}\.csv$/);
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('Record,Role,Date of birth,Notes,Handling code,Protective marking');
  expect(lines[1]).toMatch(/^Ana Example,Principal,27 Mar 1981,"'=cmd\|x",.*,OFFICIAL-SENSITIVE$/);
  expect(lines).toHaveLength(4);
});

test('a protected person leaves as a reference alone, in both formats', async () => {
  const started = await startWithPeople();
  const { text } = await csvOf(started);
  expect(text).toMatch(/Protected person PER-[A-Z0-9]+,,,,,OFFICIAL-SENSITIVE/);
  const told = /Quillfeather|May 2012|2012-05|exploited|seen at home/i;
  expect(text).not.toMatch(told);
  const workbook = await partsOfWorkbook(started);
  expect(workbook).toMatch(/Protected person PER-[A-Z0-9]+/);
  expect(workbook).toContain('Ana Example');
  expect(workbook).not.toMatch(told);
});

test('information coded C does not leave: the export is refused, or leaves it out where that is asked', async () => {
  const started = await startWithPeople();
  await importFiles(started, [CODED], {
    sourceName: 'Partner',
    basis: 'intelligence',
    grade: { source: 1, information: 'B', handling: 'C', conditions: 'Ask first' },
  });
  await expect(csvOf(started)).rejects.toThrow(/1 record rests on information coded C/);
  const { text } = await csvOf(started, { leavesOutC: true });
  expect(text).not.toContain('Example Nails');
  expect(text).toContain('Ana Example');
});

test('an export is logged as disclosure with its reason and what left, and needs a reason', async () => {
  const started = await startWithPeople();
  const { api } = started;
  const { ids } = await api.entity.queryIds({ filter: 'ana' });
  await csvOf(started, { ids });
  const row = (await api.audit.list({})).find(({ method }) => method === 'entity.export');
  expect(row).toMatchObject({
    category: 'disclosure',
    reason: 'For the licensing officer',
    recordCount: 1,
  });
  await expect(csvOf(started, { reason: '  ' })).rejects.toThrow();
});

test('of some records those leave that meet the filter, and all of them without one', async () => {
  const started = await startWithPeople();
  const { ids } = await started.api.entity.queryIds({});
  const all = await csvOf(started, { ids, leavesOutC: true });
  expect(all.text).toContain('Ana Example');
  const none = await csvOf(started, { ids, filter: 'type:vehicle', leavesOutC: true });
  expect(none.text).not.toContain('Ana Example');
});
