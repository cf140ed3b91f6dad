import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const PEOPLE = textFile(
  'people.csv',
  [
    'id,type,name,dateOfBirth,role,postcode',
    'p1,person,Ana Example,1981-03-27,principal,ZZ1 1AA',
    'p2,person,Bram Sample,1990-01-02,,ZZ1 1AB',
    'v1,person,Cary Instance,2012-05-05,,ZZ1 1AC',
    'b1,business,Example Nails,,,ZZ1 1AD',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  'source,target,layer\np1,b1,director of\np1,p2,knows\nv1,p2,knows\n',
);

async function startWithPeople() {
  const started = await startWithCase();
  const report = await importFiles(started, [PEOPLE, LINKS], {
    grade: { source: 2, information: 'B', handling: 'P', conditions: null },
  });
  const { items } = await started.api.entity.list({});
  const idOf = (label: string) => items.find((item) => item.label === label)?.id ?? '';
  return { ...started, report, items, idOf };
}

test('each value says which record it came from, and with which grade', async () => {
  const { api, idOf } = await startWithPeople();
  const detail = await api.entity.get({ id: idOf('Ana Example') });
  expect(detail.facts).toEqual([]);
  const born = detail.intelligence.find((entry) => entry.field === 'dateOfBirth');
  expect(born).toMatchObject({ display: '27 Mar 1981', isCurrent: true });
  expect(born?.records[0]).toMatchObject({
    fileName: 'people.csv',
    rowNumber: 2,
    grade: { source: 2, information: 'B', handling: 'P' },
    isCorrection: false,
  });
  expect(detail.raw[0]?.cells).toEqual([
    'p1',
    'person',
    'Ana Example',
    '1981-03-27',
    'principal',
    'ZZ1 1AA',
  ]);
});

test('a correction overtakes what was received, and undo brings it back', async () => {
  const { api, idOf } = await startWithPeople();
  const id = idOf('Bram Sample');
  const corrected = await api.entity.correct({
    id,
    field: 'name',
    value: 'Bram Specimen',
    reason: 'Seen his licence',
  });
  expect(corrected.summary.label).toBe('Bram Specimen');
  const names = corrected.intelligence.filter((entry) => entry.field === 'name');
  expect(names.map((entry) => [entry.value, entry.isCurrent])).toEqual([
    ['Bram Specimen', true],
    ['Bram Sample', false],
  ]);
  expect((await api.entity.search({ text: 'bram sample' })).items.map((item) => item.id)).toEqual([
    id,
  ]);

  expect((await api.history.undo()).undone.name).toContain('Bram Sample');
  expect((await api.entity.get({ id })).summary.label).toBe('Bram Sample');
  await api.history.redo();
  expect((await api.entity.get({ id })).summary.label).toBe('Bram Specimen');
});

test('a correction to not known hides the value without inventing another', async () => {
  const { api, idOf } = await startWithPeople();
  const id = idOf('Ana Example');
  const detail = await api.entity.correct({
    id,
    field: 'dateOfBirth',
    value: null,
    reason: 'Another person’s',
  });
  const born = detail.intelligence.filter((entry) => entry.field === 'dateOfBirth');
  expect(born.find((entry) => entry.isCurrent)?.value).toBeNull();
});

test('a value that cannot be is refused with what would be right', async () => {
  const { api, idOf } = await startWithPeople();
  const id = idOf('Ana Example');
  await expect(
    api.entity.correct({ id, field: 'dateOfBirth', value: '2020-02-31', reason: 'Typed' }),
  ).rejects.toThrow(/a real date/);
  await expect(
    api.entity.correct({ id, field: 'nothing', value: 'x', reason: 'Typed' }),
  ).rejects.toThrow(/no field/);
});

test('a protected person is a reference in every answer until a deliberate reveal', async () => {
  const { api, items } = await startWithPeople();
  const child = items.find((item) => item.isProtected);
  expect(child?.label).toBe(`Protected person ${child?.reference}`);
  const id = child?.id ?? '';
  const answers = JSON.stringify([
    await api.entity.list({}),
    await api.entity.get({ id }),
    await api.entity.search({ text: 'cary' }),
    await api.entity.search({ text: 'ZZ1 1AC' }),
    await api.graph.open({}),
    await api.graph.among({ ids: [id] }),
    await api.lever.evaluate({}),
  ]);
  expect(answers).not.toMatch(/Cary|Instance|ZZ1 1AC|2012-05-05/);

  expect(
    (await api.entity.search({ text: child?.reference ?? '' })).items.map((item) => item.id),
  ).toEqual([id]);
  const revealed = await api.entity.reveal({ id, reason: 'Safeguarding strategy meeting' });
  expect(revealed.summary.label).toBe('Cary Instance');
  const [row] = await api.audit.list({ limit: 1 });
  expect(row).toMatchObject({
    method: 'entity.reveal',
    category: 'consultation',
    reason: 'Safeguarding strategy meeting',
  });
});

test('search ignores case, accents and spacing of identifiers', async () => {
  const { api, idOf } = await startWithPeople();
  expect((await api.entity.search({ text: 'ÁNA' })).items.map((item) => item.id)).toEqual([
    idOf('Ana Example'),
  ]);
  expect((await api.entity.search({ text: 'zz11ab' })).items.map((item) => item.id)).toContain(
    idOf('Bram Sample'),
  );
});

test('each call that shows or changes records leaves a durable audit row', async () => {
  const { api, idOf } = await startWithPeople();
  const before = (await api.audit.list({ limit: 1000 })).length;
  await api.entity.get({ id: idOf('Ana Example') });
  await api.graph.open({});
  const rows = await api.audit.list({ limit: 1000 });
  expect(rows.slice(0, 3).map((row) => row.method)).toEqual([
    'graph.open',
    'entity.get',
    'audit.list',
  ]);
  expect(rows.length).toBe(before + 3);
  expect(await api.audit.verify()).toMatchObject({ isWhole: true });
});
