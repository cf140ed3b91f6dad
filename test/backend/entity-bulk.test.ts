import { expect, test } from 'vitest';
import type { BulkResult } from '../../shared/api/entity-bulk.ts';
import { Origin } from '../../shared/domain/origin.ts';
import type { BulkChange } from '../../shared/records/bulk-change.ts';
import { type Api, importFiles, startWithCase, textFile, USER } from './fixture.ts';

const ORIGIN = Origin.parse({});
const REASON = 'Checked at Companies House';

async function add(api: Api, kind: string, fields: Record<string, string | string[] | boolean>) {
  const made = await api.entity.create({ kind, fields, origin: ORIGIN, reason: 'Known' });
  return made.summary.id;
}

interface Asked {
  readonly ids?: readonly string[] | null;
  readonly filter?: string;
  readonly change: BulkChange;
  readonly reason?: string;
  readonly origin?: Origin;
}

async function edit(api: Api, { ids = null, filter = '', change, ...more }: Asked) {
  let result: BulkResult | null = null;
  const phases: number[] = [];
  const events = await api.entity.bulkEdit({
    ids: ids && [...ids],
    filter,
    change: { ...change },
    origin: more.origin ?? ORIGIN,
    reason: more.reason ?? REASON,
  });
  for await (const event of events) {
    result = event.result ?? result;
    if (event.progress) phases.push(event.progress.done);
  }
  return { result, phases };
}

async function sayOf(api: Api, id: string, field: string): Promise<readonly string[]> {
  const { facts, intelligence } = await api.entity.get({ id });
  return [...facts, ...intelligence]
    .filter((entry) => entry.field === field && entry.isCurrent)
    .map(({ display }) => display);
}

const people = (count: number) =>
  textFile(
    'people.csv',
    `name,type,occupation\n${Array.from({ length: count }, (_, index) => `Bench Person ${index},person,Driver`).join('\n')}`,
  );

test('many records are changed as one step with source, grade, reason and history, and undone as one', async () => {
  const { api } = await startWithCase();
  const ids = [
    await add(api, 'person', { name: 'Ana Example', occupation: 'Driver' }),
    await add(api, 'person', { name: 'Bo Example' }),
    await add(api, 'person', { name: 'Cy Example', occupation: 'Landlord' }),
    await add(api, 'phone', { number: '07700900123' }),
  ];
  const change: BulkChange = { field: 'occupation', mode: 'replace', value: 'Driver' };
  const preview = await api.entity.bulkPreview({ ids, filter: '', change });
  expect(preview).toEqual({
    kinds: [
      { kind: 'person', count: 3 },
      { kind: 'phone', count: 1 },
    ],
    protectedCount: 0,
    effect: {
      changes: 2,
      same: 1,
      lacking: [{ kind: 'phone', count: 1 }],
      examples: [
        { label: 'Bo Example', before: 'Not known', after: 'Driver' },
        { label: 'Cy Example', before: 'Landlord', after: 'Driver' },
      ],
    },
  });

  const origin = Origin.parse({
    basis: 'intelligence',
    grade: { source: 2, information: 'B', handling: 'P', conditions: null },
    observedOn: '2026-03',
  });
  const { result } = await edit(api, { ids, change, origin });
  expect(result).toEqual({ changed: 2, same: 1, left: 0 });
  for (const id of ids.slice(0, 3)) expect(await sayOf(api, id, 'occupation')).toEqual(['Driver']);

  const [latest] = (await api.entity.history({ id: ids[2] ?? '' })).events;
  expect(latest).toMatchObject({
    author: USER,
    reason: REASON,
    what: 'corrected',
    changes: [{ label: 'Occupation', beforeWords: 'Landlord', afterWords: 'Driver' }],
  });
  const record = (await api.entity.get({ id: ids[1] ?? '' })).records.find(
    ({ isCorrection }) => isCorrection,
  );
  expect(record).toMatchObject({ observedOn: '2026-03', grade: { source: 2, information: 'B' } });

  expect((await api.history.state()).undo?.name).toBe('Edit occupation of 2 records');
  const rows = (await api.audit.list({ limit: 50 })).filter(
    ({ method }) => method === 'entity.bulkEdit',
  );
  expect(rows).toMatchObject([{ category: 'alteration', author: USER, reason: REASON }]);

  await api.history.undo();
  expect(await sayOf(api, ids[1] ?? '', 'occupation')).toEqual([]);
  expect(await sayOf(api, ids[2] ?? '', 'occupation')).toEqual(['Landlord']);
  await api.history.redo();
  expect(await sayOf(api, ids[2] ?? '', 'occupation')).toEqual(['Driver']);
});

test('entries join a list and leave it, whatever else the list says', async () => {
  const { api } = await startWithCase();
  const one = await add(api, 'person', { name: 'Ana Example', warningMarkers: ['Dog at address'] });
  const two = await add(api, 'person', { name: 'Bo Example' });
  const ids = [one, two];
  const joined = { field: 'warningMarkers', value: ['Visit in pairs'] } as const;
  await edit(api, { ids, change: { ...joined, value: [...joined.value], mode: 'add' } });
  expect((await sayOf(api, one, 'warningMarkers')).toSorted()).toEqual([
    'Dog at address',
    'Visit in pairs',
  ]);
  expect(await sayOf(api, two, 'warningMarkers')).toEqual(['Visit in pairs']);

  const gone: BulkChange = { field: 'warningMarkers', mode: 'remove', value: ['Dog at address'] };
  expect((await edit(api, { ids, change: gone })).result).toEqual({ changed: 1, same: 1, left: 0 });
  expect(await sayOf(api, one, 'warningMarkers')).toEqual(['Visit in pairs']);
  // A list that was set whole takes what joins it.
  await edit(api, { ids: [one], change: { ...gone, mode: 'add', value: ['Lone worker'] } });
  expect((await sayOf(api, one, 'warningMarkers')).toSorted()).toEqual([
    'Lone worker',
    'Visit in pairs',
  ]);
  await expect(
    edit(api, { ids, change: { field: 'occupation', mode: 'add', value: ['Driver'] } }),
  ).rejects.toThrow('holds one value');
});

test('protected people are left out: neither changed, nor shown, nor told apart by what they say', async () => {
  const { api } = await startWithCase();
  const open = await add(api, 'person', { name: 'Ana Example' });
  const hidden = await add(api, 'person', { name: 'Wren Hidden', occupation: 'Driver' });
  await api.entity.edit({
    id: hidden,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Safeguarding',
  });
  const asked = [
    { field: 'occupation', mode: 'replace', value: 'Driver' },
    { field: 'occupation', mode: 'replace', value: 'Landlord' },
  ] as const;
  const effects = await Promise.all(
    asked.map((change) => api.entity.bulkPreview({ ids: [hidden, open], change })),
  );
  for (const preview of effects) {
    expect(preview.kinds).toEqual([{ kind: 'person', count: 1 }]);
    expect(preview.protectedCount).toBe(1);
    expect(preview.effect).toMatchObject({ changes: 1, same: 0 });
    expect(JSON.stringify(preview)).not.toContain('Wren');
  }
  await expect(api.entity.bulkPreview({ ids: [hidden], change: asked[0] })).rejects.toThrow(
    'None of these records',
  );
  const { result } = await edit(api, { filter: 'type:person', change: { ...asked[1] } });
  expect(result).toEqual({ changed: 1, same: 0, left: 0 });
  const revealed = await api.entity.reveal({ id: hidden, reason: 'Test' });
  expect([...revealed.facts, ...revealed.intelligence].map(({ value }) => value)).toContain(
    'Driver',
  );
});

test('whoever becomes protected by it leaves the names of earlier steps', async () => {
  const { api } = await startWithCase();
  const id = await add(api, 'person', { name: 'Wren Hidden' });
  await edit(api, { ids: [id], change: { field: 'vulnerable', mode: 'replace', value: true } });
  expect((await api.entity.get({ id })).summary.isProtected).toBe(true);
  expect(JSON.stringify(await api.history.list({}))).not.toContain('Wren');
});

test('what a filter lets through is changed without being listed, in a thread that tells how far it is', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, [people(1200)], { basis: 'fact' });
  const change: BulkChange = { field: 'occupation', mode: 'replace', value: 'Courier' };
  const { result, phases } = await edit(api, { filter: 'occupation:driver', change });
  expect(result).toEqual({ changed: 1200, same: 0, left: 0 });
  expect(phases.at(-1)).toBe(1200);
  expect((await api.entity.query({ filter: 'occupation:courier', limit: 1 })).total).toBe(1200);
  // The search index follows too, there and back.
  expect((await api.entity.query({ filter: 'courier', limit: 1 })).total).toBe(1200);
  await api.history.undo();
  expect((await api.entity.query({ filter: 'courier', limit: 1 })).total).toBe(0);
  expect((await api.entity.query({ filter: 'occupation:courier', limit: 1 })).total).toBe(0);
  await api.history.redo();
  expect((await api.entity.query({ filter: 'courier', limit: 1 })).total).toBe(1200);
  await api.history.undo();
  expect((await api.entity.query({ filter: 'occupation:driver', limit: 1 })).total).toBe(1200);
});

test('stopped half-way, nothing is changed and nothing is left to undo but what was there', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, [people(3000)], { basis: 'fact' });
  const before = await api.history.state();
  const stop = new AbortController();
  const events = await api.entity.bulkEdit(
    {
      ids: null,
      filter: '',
      change: { field: 'occupation', mode: 'replace', value: 'Courier' },
      origin: ORIGIN,
      reason: REASON,
    },
    { signal: stop.signal },
  );
  await expect(
    (async () => {
      for await (const { progress } of events) if ((progress?.done ?? 0) > 0) stop.abort();
    })(),
  ).rejects.toThrow('Nothing was changed');
  expect((await api.entity.query({ filter: 'occupation:courier', limit: 1 })).total).toBe(0);
  expect(await api.history.state()).toEqual(before);
});

test('a value that no kind takes is refused with its reason, before anything is changed', async () => {
  const { api } = await startWithCase();
  const ids = [await add(api, 'person', { name: 'Ana Example' })];
  const change = (value: string, field = 'dateOfBirth'): BulkChange => ({
    field,
    mode: 'replace',
    value,
  });
  await expect(api.entity.bulkPreview({ ids, change: change('1981-02-31') })).rejects.toThrow(
    'a real date',
  );
  await expect(edit(api, { ids, change: change('1981-02-31') })).rejects.toThrow('a real date');
  await expect(edit(api, { ids, change: change('x', 'noSuchField') })).rejects.toThrow(
    'None of these records',
  );
  expect((await api.history.list({})).length).toBe(1);
});
