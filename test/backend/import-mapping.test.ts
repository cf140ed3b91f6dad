import { expect, test } from 'vitest';
import { ImportOptions } from '../../shared/api/import.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const REGISTER = `Licence Ref,Driver Name,Driver DOB,Vehicle Reg,Granted
PHD-1,Ana Example,03/07/1978,FK00 ABN,2024-02-01
PHD-2,Ana Example,03/07/1978,FK00 KUL,2024-02-01
PHD-3,Bo Sample,31/02/1981,FK00 LRM,2024-02-01
`;
const FILE = textFile('register.csv', REGISTER);

type Started = Awaited<ReturnType<typeof startWithCase>>;

async function outlook({ backend, api }: Started, file = FILE) {
  const files = backend.registerFiles([file]);
  const [table] = await api.import.tables({ files, options: ImportOptions.parse({}) });
  if (!table) throw new Error('no table');
  return { files, table };
}

/** The invented register as licence, driver and vehicle. */
async function mapped(started: Started): Promise<Mapping> {
  const { table } = await outlook(started);
  if (!table.mapping) throw new Error('no mapping was guessed');
  return table.mapping;
}

test('a register that no profile knows is told to need a mapping, and one is guessed', async () => {
  const started = await startWithCase();
  const { table } = await outlook(started);
  expect(table.needsMapping).toBe(true);
  expect(table.mapping?.parts.map(({ kind }) => kind)).toEqual(['licence', 'person', 'vehicle']);
  expect(table.columns[0]).toMatchObject({
    name: 'Licence Ref',
    samples: ['PHD-1', 'PHD-2', 'PHD-3'],
  });
});

test('a mapped row makes several records and the links between them; a shared holder is one record', async () => {
  const started = await startWithCase();
  const mappings = [{ table: 'register.csv', mapping: await mapped(started) }];
  const report = await importFiles(started, [FILE], { mappings, acceptQuarantine: true });
  expect(report.totals).toMatchObject({ rows: 3, kept: 2, quarantined: 1 });
  expect(report.entities).toEqual({ licence: 2, person: 1, vehicle: 2 });
  expect(report.relations).toEqual({ 'held by': 2, 'licence for': 2 });
  const { items } = await started.api.entity.list({ kind: 'person' });
  expect(items.map(({ label }) => label)).toEqual(['Ana Example']);
});

test('the preview tells faults by row and cell; a correction is read instead and kept beside the row', async () => {
  const started = await startWithCase();
  const { backend, api } = started;
  const mapping = await mapped(started);
  const files = backend.registerFiles([FILE]);
  const fix = {
    table: 'register.csv',
    row: 4,
    column: 'Driver DOB',
    from: '31/02/1981',
    to: '28/02/1981',
  };
  const before = ImportOptions.parse({ mappings: [{ table: 'register.csv', mapping }] });
  const table = 'register.csv';
  const preview = await api.import.preview({ files, options: before, table });
  expect(preview.faults).toEqual([
    {
      at: 2,
      row: 4,
      column: 'Driver DOB',
      reason: expect.stringMatching(/no such day/),
      severity: 'quarantine',
      value: '31/02/1981',
    },
  ]);
  const options = { ...before, fixes: [fix] };
  expect((await api.import.preview({ files, options, table })).faults).toEqual([]);
  const [row] = await api.import.rows({ files, options, table, places: [2] });
  expect(row).toMatchObject({ row: 4, fixed: { 'Driver DOB': '31/02/1981' } });

  const report = await importFiles(started, [FILE], options);
  expect(report.totals).toMatchObject({ kept: 3, quarantined: 0 });
  const stored = backend
    .connect()
    .session.open()
    .connection.db.prepare<[], { raw: string; fixes: string }>(
      "SELECT raw, fixes FROM record WHERE fixes IS NOT NULL AND kind = 'person'",
    )
    .get();
  expect(JSON.parse(stored?.raw ?? '')).toContain('31/02/1981');
  const corrected = {
    by: 'Ana Example',
    cells: [{ column: 'Driver DOB', from: '31/02/1981', to: '28/02/1981' }],
  };
  expect(JSON.parse(stored?.fixes ?? '')).toEqual(corrected);
  // Beside the row as received, for whoever looks at the record.
  const { items } = await started.api.entity.list({ kind: 'person' });
  const details = await Promise.all(items.map(({ id }) => started.api.entity.get({ id })));
  const fixes = details.flatMap(({ raw }) => raw.map((one) => one.fixes));
  expect(fixes.filter((one) => one !== null)).toEqual([corrected]);
});

const TITLED =
  'Fleet register of Invented Borough, 2026\nPrinted 3 May 2026\n\nRef;Keeper;Plate\nA1;Ann Made;AB12 CDE\nA2;Bo Made;AB13 CDE\n';

test('titles above an unknown header are passed over with a reason, and people may say that another row is the header', async () => {
  const started = await startWithCase();
  const files = started.backend.registerFiles([textFile('fleet.csv', TITLED)]);
  const tables = (options: Partial<ImportOptions>) =>
    started.api.import.tables({ files, options: ImportOptions.parse(options) });
  const [guessed] = await tables({});
  expect(guessed).toMatchObject({
    needsMapping: true,
    header: { row: 4, reason: expect.stringMatching(/as a title does; row 4 holds 3/) },
  });
  expect(guessed?.columns.map(({ name }) => name)).toEqual(['Ref', 'Keeper', 'Plate']);
  expect(guessed?.header?.choices.map(({ row }) => row)).toEqual([1, 2, 4, 5, 6]);

  const [chosen] = await tables({ headers: [{ table: 'fleet.csv', row: 5 }] });
  expect(chosen?.header).toMatchObject({ row: 5, reason: null });
  expect(chosen?.columns.map(({ name }) => name)).toEqual(['A1', 'Ann Made', 'AB12 CDE']);
  expect(chosen?.rows).toEqual([['A2', 'Bo Made', 'AB13 CDE']]);

  const mapping = guessed?.mapping;
  if (!mapping) throw new Error('There is no guess.');
  const report = await importFiles(started, [textFile('fleet.csv', TITLED)], {
    mappings: [{ table: 'fleet.csv', mapping }],
  });
  expect(report.totals).toMatchObject({ rows: 2, kept: 2 });
  const [blank] = await tables({ headers: [{ table: 'fleet.csv', row: 3 }] });
  expect(blank?.problem).toMatch(/cannot be in row 3/);
  expect(blank?.header?.choices.map(({ row }) => row)).toEqual([1, 2, 4, 5, 6]);

  // A header that cannot be read leaves the choice of another, and the file is refused until there is one.
  const broken = textFile('broken.csv', 'Ref,Ref,Keeper\nref,plate,keeper\nA1,AB12 CDE,Ann Made\n');
  const brokenFiles = started.backend.registerFiles([broken]);
  const ask = (options: Partial<ImportOptions>) =>
    started.api.import.tables({ files: brokenFiles, options: ImportOptions.parse(options) });
  const [unread] = await ask({});
  expect(unread).toMatchObject({
    needsMapping: true,
    problem: 'columns 1 and 2 have the same name',
    header: {
      row: 1,
      choices: [{ row: 1 }, { row: 2 }, { row: 3, cells: ['A1', 'AB12 CDE', 'Ann Made'] }],
    },
  });
  await expect(importFiles(started, [broken])).rejects.toMatchObject({
    data: { code: 'import-refused' },
  });
  const [read] = await ask({ headers: [{ table: 'broken.csv', row: 2 }] });
  expect(read).toMatchObject({
    problem: null,
    header: { row: 2 },
    rows: [['A1', 'AB12 CDE', 'Ann Made']],
  });
});

test('a file that does not say its encoding shows the guess, and is read in the one that people choose', async () => {
  const started = await startWithCase();
  // “Łódź” in Windows-1250: too little for a guess.
  const bytes = Buffer.from('id,name\n1,\xa3\xf3d\x9f\n', 'latin1');
  const files = started.backend.registerFiles([textFile('a.csv', bytes)]);
  const options = ImportOptions.parse({});
  const [guessed] = await started.api.import.tables({ files, options });
  expect(guessed).toMatchObject({ guessedEncoding: 'windows-1252' });
  const encodings = [{ table: 'a.csv', encoding: 'windows-1250' as const }];
  const [chosen] = await started.api.import.tables({ files, options: { ...options, encodings } });
  expect(chosen?.rows).toEqual([['1', 'Łódź']]);
  const report = await importFiles(started, [textFile('a.csv', bytes)], { encodings });
  expect(report.files[0]).toMatchObject({ encoding: 'windows-1250', kept: 1, problems: [] });
  expect((await started.api.entity.list({ kind: 'person' })).items[0]?.label).toBe('Łódź');

  // A file that says its encoding is read in it.
  const [utf8 = ''] = started.backend.registerFiles([textFile('a.csv', 'id,name\n1,Łódź\n')]);
  const [said] = await started.api.import.tables({
    files: [utf8],
    options: { ...options, encodings },
  });
  expect(said).toMatchObject({ guessedEncoding: null, rows: [['1', 'Łódź']] });
});

test('a list without a header is told by its values: no row of it is lost in a header', async () => {
  const started = await startWithCase();
  const text =
    'Ann Made,03/04/1981,07700 900123\nBo Made,05/06/1982,07700 900124\nCy Made,07/08/1983,07700 900125\n';
  const file = textFile('list.csv', text);
  const files = started.backend.registerFiles([file]);
  const [table] = await started.api.import.tables({ files, options: ImportOptions.parse({}) });
  expect(table).toMatchObject({
    needsMapping: true,
    header: { row: 0, reason: expect.stringMatching(/as rows of values do/) },
  });
  expect(table?.columns.map(({ name }) => name)).toEqual(['Column 1', 'Column 2', 'Column 3']);
  const mapping = table?.mapping;
  if (!mapping) throw new Error('There is no guess.');
  await expect(importFiles(started, [file])).rejects.toMatchObject({
    data: { code: 'import-refused' },
  });
  const report = await importFiles(started, [file], { mappings: [{ table: 'list.csv', mapping }] });
  expect(report.totals).toMatchObject({ rows: 3, kept: 3 });
  // Somebody who knows better says so.
  const [other] = await started.api.import.tables({
    files,
    options: ImportOptions.parse({ headers: [{ table: 'list.csv', row: 1 }] }),
  });
  expect(other?.rows).toHaveLength(2);
});

test('one correction mends the same value everywhere', async () => {
  const started = await startWithCase();
  const mapping = await mapped(started);
  const fix = {
    table: 'register.csv',
    row: null,
    column: 'Driver Name',
    from: 'Ana Example',
    to: 'Anna Example',
  };
  const report = await importFiles(started, [FILE], {
    mappings: [{ table: 'register.csv', mapping }],
    fixes: [fix],
    acceptQuarantine: true,
  });
  expect(report.totals.kept).toBe(2);
  const { items } = await started.api.entity.list({ kind: 'person' });
  expect(items.map(({ label }) => label)).toEqual(['Anna Example']);
});

test('the same file with the same mapping changes nothing; with another mapping it is read anew', async () => {
  const started = await startWithCase();
  const mapping = await mapped(started);
  const options = {
    mappings: [{ table: 'register.csv', mapping }],
    acceptQuarantine: true,
    sourceName: 'Register',
  };
  await importFiles(started, [FILE], options);
  expect((await importFiles(started, [FILE], options)).isUnchanged).toBe(true);
  const other: Mapping = {
    ...mapping,
    transforms: [{ op: 'replace', column: 'Driver Name', find: 'Ana', put: 'Anna' }],
  };
  const again = await importFiles(started, [FILE], {
    ...options,
    mappings: [{ table: 'register.csv', mapping: other }],
  });
  expect(again.isUnchanged).toBe(false);
  const { items } = await started.api.entity.list({ kind: 'licence' });
  expect(items).toHaveLength(2);
});

test('a kept profile knows its headers in any order, is undone, renamed and deleted', async () => {
  const started = await startWithCase();
  const { api } = started;
  const mapping = await mapped(started);
  const kept = await api.import.saveProfile({ title: 'Taxi drivers', mapping });
  expect(kept.text).toMatch(/^id: own-taxi-drivers/);
  const { table } = await outlook(started);
  expect(table).toMatchObject({ needsMapping: false, profile: { title: 'Taxi drivers' } });
  const report = await importFiles(started, [
    textFile(
      'next.csv',
      'Granted,Vehicle Reg,Driver DOB,Driver Name,Licence Ref\n2024-02-01,FK00 ABN,03/07/1978,Ana Example,PHD-1\n',
    ),
  ]);
  expect(report.entities).toEqual({ licence: 1, person: 1, vehicle: 1 });

  await api.import.renameProfile({ id: kept.id, title: 'Drivers' });
  expect((await api.import.profiles()).map(({ title }) => title)).toEqual(['Drivers']);
  await api.import.removeProfile({ id: kept.id });
  expect(await api.import.profiles()).toEqual([]);
  await api.history.undo();
  expect((await api.import.profiles()).map(({ title }) => title)).toEqual(['Drivers']);
});

test('links between records of another table are joined by their ids, and lead nowhere without them', async () => {
  const started = await startWithCase();
  const reference = (id: string, column: string) => ({
    id,
    kind: 'person',
    key: [column],
    space: '',
    isShared: true,
    isReference: true,
    fields: [],
  });
  const mapping: Mapping = {
    columns: ['one', 'two', 'how'],
    transforms: [],
    parts: [reference('a', 'one'), reference('b', 'two')],
    links: [
      {
        from: 'a',
        to: 'b',
        type: null,
        typeColumn: 'how',
        startedOn: null,
        endedOn: null,
        observedOn: null,
        amount: null,
      },
    ],
    observedOn: null,
    grade: null,
    ignored: [],
  };
  const report = await importFiles(
    started,
    [
      textFile('nodes.csv', 'id,type,name\nn1,person,Ana Example\nn2,person,Bo Sample\n'),
      textFile('ties.csv', 'one,two,how\nn1,n2,knows\nn1,n9,knows\n'),
    ],
    { mappings: [{ table: 'ties.csv', mapping }], acceptQuarantine: true },
  );
  expect(report.totals).toMatchObject({ rows: 4, kept: 3, quarantined: 1 });
  expect(report.relations).toEqual({ knows: 1 });
});
