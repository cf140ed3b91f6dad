import { expect, test } from 'vitest';
import { AuditFilter } from '../../shared/api/audit.ts';
import { importFiles, startWithCase, textFile, USER } from './fixture.ts';

const PEOPLE = textFile(
  'people.csv',
  [
    'id,type,name,dateOfBirth,occupation',
    'p1,person,Ana Example,1981-03-27,Driver',
    'p2,person,Bram Sample,1990-01-02,',
    'v1,person,Cary Quillfeather,2012-05-05,',
  ].join('\n'),
);

async function startWithLog() {
  const started = await startWithCase();
  await importFiles(started, [PEOPLE], { sourceName: 'Police list' });
  const { items } = await started.api.entity.list({});
  const idOf = (label: string) => items.find((item) => item.label === label)?.id ?? '';
  const child = items.find(({ isProtected }) => isProtected)?.id ?? '';
  return { ...started, idOf, child };
}

test('entries are found by person, call, category, time and record, and counts ignore their own choice', async () => {
  const { api, idOf } = await startWithLog();
  await api.entity.get({ id: idOf('Ana Example') });
  await api.entity.get({ id: idOf('Bram Sample') });
  const all = await api.audit.find({});
  expect(all.numbers).toHaveLength(all.total);
  expect(all.numbers[0]).toBeGreaterThan(all.numbers.at(-1) ?? 0);
  expect(all.people).toEqual([{ value: USER, count: all.total }]);

  const viewed = await api.audit.find({ methods: ['entity.get'] });
  expect(viewed.numbers).toHaveLength(2);
  expect(viewed.methods.length).toBe(all.methods.length + 1); // Reading the log is recorded too.
  expect(viewed.categories.find(({ value }) => value === 'consultation')?.count).toBe(2);
  expect((await api.audit.find({ people: ['Nobody'] })).numbers).toEqual([]);
  expect((await api.audit.find({ categories: ['access'] })).numbers).toHaveLength(1);

  const about = await api.audit.find({ recordId: idOf('Ana Example'), methods: ['entity.get'] });
  const [row] = await api.audit.rows({ numbers: about.numbers });
  expect(about.numbers).toHaveLength(1);
  expect(row).toMatchObject({ method: 'entity.get', record: { label: 'Ana Example' } });
  expect((await api.audit.find({ from: row?.at, methods: ['entity.get'] })).numbers).toHaveLength(
    2,
  );
  expect((await api.audit.find({ before: row?.at, methods: ['entity.get'] })).numbers).toEqual([]);
});

test('an entry tells what its change was before and after', async () => {
  const { api, idOf } = await startWithLog();
  await api.entity.correct({
    id: idOf('Ana Example'),
    field: 'occupation',
    value: 'Landlord',
    reason: 'Seen at work',
  });
  const [number = 0] = (await api.audit.find({ methods: ['entity.correct'] })).numbers;
  const detail = await api.audit.get({ number });
  expect(detail).toMatchObject({
    row: { author: USER, reason: 'Seen at work', category: 'alteration' },
    records: [{ label: 'Ana Example' }],
    moreRecords: 0,
    changes: [
      {
        kind: 'do',
        state: 'done',
        isWithheld: false,
        lines: [{ label: 'Occupation', before: 'Driver', after: 'Landlord' }],
      },
    ],
  });
  expect(detail.seal).toMatch(/^([0-9a-f]{4} ){6}[0-9a-f]{4}$/);
  await api.history.undo();
  const [undo = 0] = (await api.audit.find({ methods: ['history.undo'] })).numbers;
  expect((await api.audit.get({ number: undo })).changes).toMatchObject([{ kind: 'undo' }]);
  expect((await api.audit.get({ number })).changes).toMatchObject([{ state: 'undone' }]);
  expect(await api.audit.verify()).toMatchObject({ isWhole: true });
});

test('an import tells of itself under its own entry', async () => {
  const { api } = await startWithLog();
  const [number = 0] = (await api.audit.find({ methods: ['import.run'] })).numbers;
  const { changes } = await api.audit.get({ number });
  expect(changes).toHaveLength(1);
  expect(changes[0]?.name).toMatch(/^Import/);
});

test('a protected person is a reference in the log, and what was changed of them is withheld', async () => {
  const { api, child } = await startWithLog();
  await api.entity.reveal({ id: child, reason: 'Strategy meeting' });
  await api.entity.correct({
    id: child,
    field: 'occupation',
    value: 'Chorister',
    reason: 'Told by the school',
  });
  const { numbers } = await api.audit.find({ isProtected: true });
  const rows = await api.audit.rows({ numbers });
  expect(rows.map(({ method }) => method)).toEqual(
    expect.arrayContaining(['entity.reveal', 'entity.correct']),
  );
  const details = await Promise.all(numbers.map((number) => api.audit.get({ number })));
  const file = await api.audit.export({ filter: AuditFilter.parse({}), reason: 'Inspection' });
  const text = await file.text();
  expect(JSON.stringify([rows, details]) + text).not.toMatch(/quillfeather|chorister|2012-05-05/i);
  const corrected = details.find(({ row }) => row.method === 'entity.correct');
  expect(corrected).toMatchObject({
    row: { record: { isProtected: true } },
    changes: [{ lines: [], isWithheld: true }],
  });
});

test('an export of the log is recorded with its reason, and holds references instead of names', async () => {
  const { api, idOf } = await startWithLog();
  await api.entity.get({ id: idOf('Ana Example') });
  const file = await api.audit.export({
    filter: AuditFilter.parse({ methods: ['entity.get'] }),
    reason: 'Inspection of November',
  });
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('Entry,Time (UTC),Who');
  expect(lines[1]).toMatch(/,Record,Viewed,entity\.get,1,PER-/);
  expect(lines[1]).not.toContain('Ana Example,PER');
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'audit.export',
    category: 'disclosure',
    reason: 'Inspection of November',
  });
});
