import { expect, test } from 'vitest';
import { Origin } from '../../shared/domain/origin.ts';
import { type Api, importFiles, startWithCase, textFile } from './fixture.ts';

const ORIGIN = Origin.parse({});

async function add(api: Api, kind: string, fields: Record<string, string>) {
  const made = await api.entity.create({ kind, fields, origin: ORIGIN, reason: 'Known' });
  return made.summary.id;
}

async function caseWithPeople() {
  const { api } = await startWithCase();
  const ids = [
    await add(api, 'person', { name: 'Ana Example', occupation: 'Driver', dateOfBirth: '1981-03' }),
    await add(api, 'person', {
      name: 'Bo Example',
      occupation: 'driver',
      dateOfBirth: '1981-03-09',
    }),
    await add(api, 'person', { name: 'Cy Example', dateOfBirth: '1979' }),
    await add(api, 'phone', { number: '07700900123' }),
  ];
  const hidden = await add(api, 'person', { name: 'Wren Hidden', occupation: 'Driver' });
  await api.entity.edit({
    id: hidden,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Safeguarding',
  });
  return { api, ids, hidden };
}

const BY_KIND = { by: 'type', direction: 'ascending' } as const;
const BY_WORK = { by: 'field:occupation', direction: 'ascending' } as const;

test('groups follow the order of the list, case apart, with what is not known after what is', async () => {
  const { api, ids } = await caseWithPeople();
  expect(await api.entity.groups({ by: BY_WORK })).toEqual([
    { key: 'driver', label: expect.stringMatching(/^driver$/i), count: 2 },
    { key: null, label: 'Not known', count: 2 },
    { key: '\u0000protected', label: 'Protected people', count: 1 },
  ]);
  const listed = await api.entity.query({
    sort: BY_WORK,
    thenBy: [{ by: 'label', direction: 'descending' }],
    fields: ['occupation'],
  });
  expect(listed.items.map(({ label }) => label).slice(0, 2)).toEqual(['Bo Example', 'Ana Example']);
  const some = await api.entity.groups({ by: BY_KIND, among: ids.slice(2) });
  expect(some.map(({ label, count }) => `${label} ${count}`)).toEqual(['People 1', 'Phones 1']);
  const filtered = await api.entity.groups({ by: BY_KIND, filter: 'type:phone' });
  expect(filtered.map(({ count }) => count)).toEqual([1]);
});

test('dates are gathered by month, a year alone by itself', async () => {
  const { api } = await caseWithPeople();
  const groups = await api.entity.groups({
    by: { by: 'field:dateOfBirth', direction: 'ascending' },
    filter: 'type:person -protected:yes',
  });
  expect(groups.map(({ label, count }) => `${label} ${count}`)).toEqual(['1979 1', 'March 1981 2']);
});

test('protected people are never gathered under anything that they say, and nothing tells who they are', async () => {
  const { api, hidden } = await caseWithPeople();
  for (const by of [
    'type',
    'role',
    'levers',
    'links',
    'seen',
    'grade',
    'source',
    'field:occupation',
    'field:name',
  ] as const) {
    const groups = await api.entity.groups({ by: { by, direction: 'ascending' } });
    expect(groups.at(-1), by).toEqual({
      key: '\u0000protected',
      label: 'Protected people',
      count: 1,
    });
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(JSON.stringify(groups)).not.toContain('Wren');
  }
  const alone = await api.entity.groups({ by: BY_WORK, among: [hidden] });
  expect(alone.map(({ label }) => label)).toEqual(['Protected people']);
});

test('rows tell when links were, how much they were worth, and when records were observed; links with protected people say nothing', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, [
    textFile(
      'nodes.csv',
      'id,type,name\np1,person,Ana Example\np2,person,Bo Example\np3,person,Wren Hidden\n',
    ),
    textFile(
      'edges.csv',
      'source,target,type,amount,startdate,enddate\np1,p2,paid,1000,2025-03,2025-06-30\np2,p1,paid,250,2024,2024-05\np1,p3,paid,9999,2010-01-01,2030-01-01\n',
    ),
  ]);
  const ask = async () => {
    const { items } = await api.entity.query({ hasLinkSpan: true, hasDetail: true });
    return new Map(items.map((item) => [item.id, item]));
  };
  const { items } = await api.entity.query({ filter: '"Wren Hidden"' });
  const hidden = items[0]?.id ?? '';
  await api.entity.edit({
    id: hidden,
    changes: [],
    category: 'victim',
    origin: { ...ORIGIN, observedOn: '2026-01-05' },
    reason: 'Safeguarding',
  });
  const rows = [...(await ask()).values()];
  const ana = rows.find(({ label }) => label === 'Ana Example');
  expect(ana?.linkSpan).toEqual({ firstOn: '2024', lastOn: '2025-06-30', amount: 1250 });
  expect(ana?.detail?.observedOn).toBeNull();
  expect(rows.find(({ id }) => id === hidden)).toMatchObject({ linkSpan: null, detail: null });

  await api.entity.edit({
    id: ana?.id ?? '',
    changes: [{ field: 'occupation', mode: 'replace', value: 'Driver' }],
    origin: { ...ORIGIN, observedOn: '2026-02' },
    reason: 'Seen at work',
  });
  expect((await ask()).get(ana?.id ?? '')?.detail?.observedOn).toBe('2026-02');
});
