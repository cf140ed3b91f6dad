import { expect, test } from 'vitest';
import type { Origin } from '../../shared/domain/origin.ts';
import {
  type Api,
  importFiles,
  PASSPHRASE,
  startBackend,
  startWithCase,
  textFile,
  USER,
} from './fixture.ts';

const UNGRADED = { source: null, information: null, handling: null, conditions: null } as const;
const ORIGIN: Origin = {
  source: null,
  basis: 'assessment',
  grade: UNGRADED,
  observedOn: null,
  reviewOn: null,
  marking: null,
};
const GRADED: Origin = {
  ...ORIGIN,
  basis: 'intelligence',
  grade: { source: 1, information: 'B', handling: 'P', conditions: null },
};

async function add(
  api: Api,
  kind: string,
  fields: Record<string, string | string[] | boolean>,
  more = {},
) {
  const made = await api.entity.create({
    kind,
    fields,
    origin: ORIGIN,
    reason: 'Known to the team',
    ...more,
  });
  return made.summary;
}

function currentOf(detail: Awaited<ReturnType<Api['entity']['get']>>, field: string) {
  return [...detail.facts, ...detail.intelligence]
    .filter((entry) => entry.field === field && entry.isCurrent)
    .map((entry) => entry.display);
}

/** The case again, in a backend that was started anew. */
async function reopen({
  dir,
  handle,
}: {
  readonly dir: string;
  readonly handle: string;
}): Promise<Api> {
  const { api } = startBackend(dir);
  await api.case.list();
  await api.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
  return api;
}

async function auditOf(api: Api, method: string) {
  return (await api.audit.list({ limit: 200 })).filter((row) => row.method === method);
}

test('a record made by hand is there after a restart, with its source, grade, conditions and review date', async () => {
  const first = await startWithCase();
  const made = await first.api.entity.create({
    kind: 'person',
    fields: { name: 'Dorian Vexley', dateOfBirth: '1981-03', indicators: [] },
    category: 'suspect',
    origin: {
      source: { name: 'Officer notebook', ownerAgency: 'Harrowmere Council' },
      basis: 'intelligence',
      grade: { source: 2, information: 'C', handling: 'C', conditions: 'Ask the originator' },
      observedOn: '2026-03',
      reviewOn: '2027-03-01',
      marking: 'OFFICIAL',
    },
    reason: 'Visit',
  });
  await first.api.case.close();
  const api = await reopen(first);
  const detail = await api.entity.get({ id: made.summary.id });
  expect(detail).toMatchObject({ category: 'suspect', summary: { label: 'Dorian Vexley' } });
  expect(currentOf(detail, 'dateOfBirth')).toEqual(['Mar 1981']);
  expect(detail.records).toMatchObject([
    {
      sourceName: 'Officer notebook',
      ownerAgency: 'Harrowmere Council',
      basis: 'intelligence',
      grade: { source: 2, information: 'C', handling: 'C', conditions: 'Ask the originator' },
      observedOn: '2026-03',
      reviewOn: '2027-03-01',
      marking: 'OFFICIAL',
      isCorrection: false,
      reason: 'Visit',
    },
  ]);
  expect(await api.source.list()).toMatchObject([
    { name: 'Officer notebook', records: 1, isHandMade: true },
  ]);
  // Undo and redo reach across the restart.
  expect((await api.history.undo()).undone.name).toBe('Add person Dorian Vexley');
  await expect(api.entity.get({ id: made.summary.id })).rejects.toThrow(/no such record/);
  expect(await api.source.list()).toEqual([]);
  await api.history.redo();
  expect((await api.entity.get({ id: made.summary.id })).summary.label).toBe('Dorian Vexley');
  expect((await auditOf(api, 'entity.create')).map(({ category }) => category)).toEqual([
    'collection',
  ]);
});

test('a record with faults is refused with each field that is at fault, and nothing is kept', async () => {
  const { api } = await startWithCase();
  const told = await api.entity
    .create({
      kind: 'person',
      fields: { name: ' ', dateOfBirth: '1981-02-31', role: 'villain' },
      origin: {
        ...ORIGIN,
        grade: { ...UNGRADED, source: 1, handling: 'C' },
        observedOn: '2026-02-30',
      },
      reason: 'Typed',
    })
    .then(
      () => null,
      (error) => error.data,
    );
  expect(told.problems.map((problem: { column: string }) => problem.column)).toEqual([
    'name',
    'dateOfBirth',
    'role',
    'information',
    'conditions',
    'observedOn',
  ]);
  expect((await api.entity.list({})).total).toBe(0);
  expect((await api.history.state()).undo).toBeNull();
});

test('several fields change as one step, and a list gains entries without losing those it had', async () => {
  const { api } = await startWithCase();
  const { id } = await add(api, 'premises', {
    name: 'The Brass Heron',
    address: '1 Mill Lane',
    indicators: ['drug-dealing-at-premises'],
  });
  const edited = await api.entity.edit({
    id,
    changes: [
      { field: 'address', mode: 'replace', value: '2 Mill Lane' },
      { field: 'postcode', mode: 'replace', value: 'ZZ1 1AA' },
      { field: 'indicators', mode: 'add', value: ['cannabis-cultivation'] },
    ],
    origin: GRADED,
    reason: 'Visit',
  });
  expect(currentOf(edited, 'address')).toEqual(['2 Mill Lane']);
  expect(currentOf(edited, 'indicators')).toHaveLength(2);
  await api.history.undo();
  const before = await api.entity.get({ id });
  expect(currentOf(before, 'address')).toEqual(['1 Mill Lane']);
  expect(currentOf(before, 'indicators')).toHaveLength(1);
});

test('what another source says of a value stands beside the first and does not overtake it', async () => {
  const { api } = await startWithCase();
  const { id } = await add(api, 'business', { name: 'Heron Taverns Ltd', status: 'Active' });
  await api.entity.edit({
    id,
    changes: [{ field: 'status', mode: 'replace', value: 'Dissolved' }],
    origin: { ...ORIGIN, source: { name: 'Companies register', ownerAgency: null }, basis: 'fact' },
    reason: 'Looked up',
  });
  const detail = await api.entity.edit({
    id,
    changes: [{ field: 'status', mode: 'add', value: 'Trading all the same' }],
    origin: { ...GRADED, source: { name: 'A neighbour', ownerAgency: null } },
    reason: 'Told on the door',
  });
  expect(currentOf(detail, 'status')).toEqual(['Dissolved']);
  expect(detail.intelligence.find((entry) => entry.value === 'Trading all the same')).toMatchObject(
    {
      isCurrent: false,
      records: [{ sourceName: 'A neighbour', isCorrection: false }],
    },
  );
});

test('a category of victim masks at once, in what is answered, found and remembered', async () => {
  const { api } = await startWithCase();
  const { id } = await add(api, 'person', { name: 'Cary Instance', postcode: 'ZZ1 1AC' });
  const other = await add(api, 'person', { name: 'Bram Sample' });
  await api.relation.create({
    fromId: id,
    toId: other.id,
    type: 'associate-of',
    origin: GRADED,
    reason: 'Seen',
  });
  const edited = await api.entity.edit({
    id,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Interview',
  });
  expect(edited.isWithheld).toBe(true);
  const link = (await api.entity.get({ id: other.id })).relations[0];
  const answers = JSON.stringify([
    edited,
    await api.entity.list({}),
    await api.entity.search({ text: 'Cary' }),
    await api.entity.similar({
      kind: 'person',
      fields: { name: 'Cary Instance', postcode: 'ZZ1 1AC' },
    }),
    await api.entity.history({ id }),
    await api.entity.history({ id: other.id }),
    await api.entity.removalEffect({ ids: [id] }),
    await api.relation.get({ id: link?.id ?? '' }),
    await api.source.list(),
    await api.history.list({}),
    await api.history.state(),
  ]);
  expect(answers).not.toMatch(/Cary|Instance|ZZ1 1AC/);
  expect(
    (await api.entity.history({ id, reason: 'Strategy meeting' })).events.length,
  ).toBeGreaterThan(1);
  expect((await auditOf(api, 'entity.history'))[0]?.reason).toBe('Strategy meeting');
});

test('records that share an identifier or a name are told while typing, and no protected person', async () => {
  const { api } = await startWithCase();
  const dorian = await add(api, 'person', {
    name: 'Dorian Vexley',
    phone: '07700 900123',
    dateOfBirth: '1981-03-27',
  });
  const car = await add(api, 'vehicle', { registration: 'ZZ99 ZZZ' });
  const company = await add(api, 'business', {
    name: 'Heron Taverns Ltd',
    companyNumber: '99000123',
  });
  await add(
    api,
    'person',
    { name: 'Tansy Ockeridge', phone: '07700 900456' },
    { category: 'victim' },
  );
  const similar = async (kind: string, fields: Record<string, string>) =>
    (await api.entity.similar({ kind, fields })).map(({ id, shared }) => [
      id,
      shared.map(({ field }) => field),
    ]);

  expect(await similar('person', { phone: '+44 7700 900123' })).toEqual([[dorian.id, ['phone']]]);
  expect(await similar('person', { name: 'Dorian Vexly', dateOfBirth: '1981-03-27' })).toEqual([
    [dorian.id, ['name', 'dateOfBirth']],
  ]);
  expect(await similar('vehicle', { registration: 'zz99zzz' })).toEqual([
    [car.id, ['registration']],
  ]);
  expect(await similar('business', { companyNumber: '99000123' })).toEqual([
    [company.id, ['companyNumber']],
  ]);
  expect(await similar('person', { name: 'Dorian' })).toEqual([]);
  expect(await similar('person', { name: 'Tansy Ockeridge', phone: '07700900456' })).toEqual([]);
});

test('deleting takes the links and flags along, keeps what was received, and is undone across a restart', async () => {
  const first = await startWithCase();
  await importFiles(first, [
    textFile(
      'people.csv',
      'id,type,name\np1,person,Ana Sample\np2,person,Bram Sample\nb1,business,Heron Taverns Ltd\n',
    ),
    textFile(
      'links.csv',
      'source,target,layer\np1,b1,director of\np2,b1,director of\np1,p2,knows\n',
    ),
  ]);
  const { items } = await first.api.entity.list({});
  const ids = items.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  expect(await first.api.entity.removalEffect({ ids })).toMatchObject({ records: 2, links: 3 });
  expect(await first.api.entity.remove({ ids, reason: 'Wrong case' })).toEqual({
    records: 2,
    links: 3,
  });
  expect((await first.api.entity.list({})).items.map(({ label }) => label)).toEqual([
    'Heron Taverns Ltd',
  ]);
  expect((await first.api.entity.search({ text: 'Sample' })).total).toBe(0);
  expect((await first.api.case.info()).totals).toMatchObject({ records: 1, relations: 0 });
  await first.api.case.close();

  const api = await reopen(first);
  expect((await api.entity.list({})).total).toBe(1);
  expect((await api.history.undo()).undone.name).toBe('Delete 2 records');
  expect((await api.case.info()).totals).toMatchObject({ records: 3, relations: 3 });
  expect((await api.entity.search({ text: 'Sample' })).total).toBe(2);
  await api.history.redo();
  expect((await api.entity.list({})).total).toBe(1);
  expect((await auditOf(api, 'entity.remove'))[0]).toMatchObject({
    category: 'alteration',
    reason: 'Wrong case',
  });
});

test('one record behind an entity is taken back without the others', async () => {
  const { api } = await startWithCase();
  const { id } = await add(api, 'person', { name: 'Dorian Vexley' });
  const edited = await api.entity.edit({
    id,
    changes: [{ field: 'name', mode: 'replace', value: 'Dorian Vexleigh' }],
    origin: ORIGIN,
    reason: 'Typing error',
  });
  const correction = edited.records.find((record) => record.isCorrection);
  expect(
    await api.entity.withdrawRecord({
      recordId: correction?.recordId ?? '',
      reason: 'It was right',
    }),
  ).toEqual({
    entityId: id,
  });
  expect((await api.entity.get({ id })).summary.label).toBe('Dorian Vexley');
  expect(await api.entity.withdrawRecord({ recordId: id, reason: 'Nobody' })).toEqual({
    entityId: null,
  });
  await api.history.undo();
  await api.history.undo();
  expect((await api.entity.get({ id })).summary.label).toBe('Dorian Vexleigh');
});

test('the history of a record tells each field before and after, who, when and why, and its links', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, [
    textFile('people.csv', 'id,type,name,occupation\np1,person,Ana Sample,Baker\n'),
  ]);
  const [ana] = (await api.entity.list({})).items;
  const id = ana?.id ?? '';
  const b = await add(api, 'business', { name: 'Heron Taverns Ltd' });
  await api.entity.edit({
    id,
    changes: [{ field: 'occupation', mode: 'replace', value: 'Publican' }],
    origin: ORIGIN,
    reason: 'She said so',
  });
  const link = await api.relation.create({
    fromId: id,
    toId: b.id,
    type: 'director-of',
    startedOn: '2024-01',
    origin: ORIGIN,
    reason: 'Register',
  });
  await api.relation.remove({ ids: [link.id], reason: 'Another Ana' });
  const { events } = await api.entity.history({ id });
  expect(events.map(({ what, author, reason }) => [what, author, reason])).toEqual([
    ['link-withdrawn', USER, 'Another Ana'],
    ['link-added', USER, 'Register'],
    ['corrected', USER, 'She said so'],
    ['imported', USER, null],
  ]);
  expect(events[1]?.subject).toBe('director of Heron Taverns Ltd (since Jan 2024)');
  expect(events[2]?.changes).toEqual([
    {
      field: 'occupation',
      label: 'Occupation',
      before: 'Baker',
      beforeWords: 'Baker',
      after: 'Publican',
      afterWords: 'Publican',
    },
  ]);
});

test('a source has a review date that undo takes back', async () => {
  const { api } = await startWithCase();
  await add(api, 'person', { name: 'Dorian Vexley' });
  const [source] = await api.source.list();
  await api.source.setReview({ id: source?.id ?? '', reviewOn: '2027-01-31', reason: 'Yearly' });
  expect((await api.source.list())[0]?.reviewOn).toBe('2027-01-31');
  await expect(
    api.source.setReview({ id: source?.id ?? '', reviewOn: '2027-02-30', reason: 'Yearly' }),
  ).rejects.toThrow(/real date/);
  await api.history.undo();
  expect((await api.source.list())[0]?.reviewOn).toBeNull();
});
