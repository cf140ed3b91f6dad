import { expect, test } from 'vitest';
import { createEntityColumns } from '../../electron/db/entity-column.ts';
import { createTouchedReader } from '../../electron/db/touched.ts';
import type { EntitySort } from '../../shared/api/entity.ts';
import { FACETS } from '../../shared/query/facet.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const ENTITIES = textFile(
  'entities.csv',
  [
    'id,type,name,dateOfBirth,role,sector,premisesType,reference,date,phone,notes,indicators',
    'g1,ocg,Heron,,,,,OCG-07,,,,',
    'p1,person,Ana Example,1981-03-27,principal,,,,,07700 900123,,',
    'p2,person,Bram Sample,1990-01-02,,,,,,,Owns a boat,',
    'p3,person,Dora Instance,1985-01-02,facilitator,,,,,,,',
    'v1,person,Cary Quillfeather,2012-05-05,exploited-child,,,,,07700 900789,,',
    'b1,business,Example Nails,,,nail-bar,,,,,,',
    'b2,business,Sample Cars,,,,,,,,,',
    'h1,premises,1 Invented Row,,,,,,,,,',
    'e1,event,,,,,,INC-1,2026-02-14,,Seen together,',
    'l1,licence,,,,,,,,,,',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'source,target,layer,grade',
    'p1,g1,member of,1A',
    'p2,g1,member of,3D',
    'p1,b1,director of,1A',
    'b1,h1,trades at,1A',
    'v1,p1,knows,1A',
    'p1,e1,took part in,1A',
  ].join('\n'),
);

async function startWithNetwork() {
  const started = await startWithCase();
  const grade = { source: 2, information: 'B', handling: 'P', conditions: null } as const;
  await importFiles(started, [ENTITIES, LINKS], {
    sourceName: 'Intelligence unit',
    grade,
    basis: 'intelligence',
    observedOn: '2025-06-01',
  });
  const { api } = started;
  const labels = async (
    filter: string,
    sort: EntitySort = { by: 'label', direction: 'ascending' },
  ) => (await api.entity.query({ filter, sort })).items.map(({ label }) => label);
  return { ...started, labels };
}

test('conditions over kinds, links, dates, sources, grades, fields and words are answered together', async () => {
  const { labels } = await startWithNetwork();
  expect(await labels('type:business')).toEqual(['Example Nails', 'Sample Cars']);
  expect(await labels('type:person -role:none protected:no')).toEqual([
    'Ana Example',
    'Dora Instance',
  ]);
  expect(await labels('sector:nail-bar')).toEqual(['Example Nails']);
  expect(await labels('type:person links:0')).toEqual(['Dora Instance']);
  expect(await labels('links>=2 type:person')).toEqual(['Ana Example']);
  expect(await labels('seen:2026-02..')).toEqual(['2026-02-14', 'Ana Example']);
  expect(await labels('seen:2025 type:business')).toEqual(['Example Nails', 'Sample Cars']);
  expect(await labels('source:intelligence type:ocg')).toEqual(['Heron']);
  expect(await labels('grade:2B type:ocg')).toEqual(['Heron']);
  expect(await labels('grade:1A..1E')).toEqual([]);
  expect(await labels('has:notes')).toEqual(['2026-02-14', 'Bram Sample']);
  expect(await labels('notes:"a boat"')).toEqual(['Bram Sample']);
  expect(await labels('dateOfBirth:1981..1985-12')).toEqual(['Ana Example', 'Dora Instance']);
  expect(await labels('date:..2026-02')).toEqual(['2026-02-14']);
  expect(await labels('phone:07700900123')).toEqual(['Ana Example']);
  expect(await labels('type:person notes:none protected:no')).toEqual([
    'Ana Example',
    'Dora Instance',
  ]);
  expect(await labels('exmaple type:person,business')).toEqual(['Ana Example', 'Example Nails']);
  expect(await labels('"example nails"')).toEqual(['Example Nails']);
  expect(await labels('"exmaple nails"')).toEqual([]);
});

test('near follows links from a reference, an identifier or a whole name, as far as it is told', async () => {
  const { api, labels } = await startWithNetwork();
  const protectedLabel = expect.stringMatching(/^Protected person PER-/);
  expect(await labels('near:"OCG-07"')).toEqual(['Ana Example', 'Bram Sample']);
  expect(await labels('near:"OCG-07"~2')).toEqual([
    '2026-02-14',
    'Ana Example',
    'Bram Sample',
    'Example Nails',
    protectedLabel,
  ]);
  expect(await labels('near:Heron~3 type:premises')).toEqual(['1 Invented Row']);
  const answer = await api.entity.query({ filter: 'near:"Nobody Known"' });
  expect(answer).toMatchObject({ total: 0, notices: [expect.stringContaining('“Nobody Known”')] });
});

test('a filter that cannot be read is refused with its place', async () => {
  const { api } = await startWithNetwork();
  await expect(api.entity.query({ filter: 'ana lever>=x' })).rejects.toThrow(
    /character 5 .*whole number/,
  );
});

test('facets count what the other conditions leave, and what hides most is named', async () => {
  const { api } = await startWithNetwork();
  const answer = await api.entity.query({
    filter: 'type:person seen:2026',
    facets: [...FACETS],
  });
  expect(answer.total).toBe(1);
  const counts = Object.fromEntries(
    answer.facets.map(({ facet, buckets }) => [
      facet,
      buckets.map(({ filter, count }) => `${filter} ${count}`),
    ]),
  );
  expect(counts.type).toEqual(['type:person 1', 'type:event 1']);
  expect(counts.seen).toEqual(['seen:2025-06 2', 'seen:2026-02 1', 'seen:none 1']);
  expect(counts.role).toEqual(['role:principal 1']);
  expect(counts.source).toEqual(['source:"Intelligence unit" 1']);
  expect(answer.hiding).toEqual([
    { filter: 'seen:2026', count: 3 },
    { filter: 'type:person', count: 1 },
  ]);
});

test('rows bring the fields that are asked for, and pages of one list fit together', async () => {
  const { api } = await startWithNetwork();
  const sort = { by: 'links', direction: 'descending' } as const;
  const all = await api.entity.query({ sort, fields: ['phone', 'dateOfBirth', 'sector'] });
  expect(all.items[0]).toMatchObject({
    label: 'Ana Example',
    linkCount: 4,
    lastSeenOn: '2026-02-14',
    values: { phone: '07700 900123', dateOfBirth: '27 Mar 1981' },
  });
  const pages = [];
  for (let offset = 0; offset < all.total; offset += 3)
    pages.push(...(await api.entity.query({ sort, limit: 3, offset })).items.map(({ id }) => id));
  expect(pages).toEqual(all.items.map(({ id }) => id));
  expect((await api.entity.queryIds({ sort })).ids).toEqual(pages);
  const [first = '', second = ''] = pages;
  expect(
    await api.entity.queryIds({ filter: 'role:principal', among: [second, first, 'unknown'] }),
  ).toEqual({ total: 1, ids: [first] });
});

test('nothing tells a protected person from another: no condition finds what is withheld', async () => {
  const { api, backend } = await startWithNetwork();
  const { items } = await api.entity.query({
    filter: 'protected:yes',
    fields: ['phone', 'name', 'dateOfBirth'],
  });
  expect(items).toMatchObject([
    {
      label: expect.stringMatching(/^Protected person PER-/),
      role: null,
      lastSeenOn: null,
      values: {},
    },
  ]);
  const [{ id = '', reference = '' } = {}] = items;
  const telling = [
    'role:exploited-child',
    'seen:2025..',
    'grade:2B',
    'source:intelligence',
    'has:phone',
    'has:dateOfBirth',
    'dateOfBirth:2012',
    'phone:07700900789',
    'name:"Cary Quillfeather"',
    'quillfeather',
    '"Cary Quillfeather"',
    'category:none -category:none',
  ];
  for (const filter of telling)
    expect((await api.entity.queryIds({ filter })).ids, filter).not.toContain(id);
  // What is found by its absence tells as much: it is the same for every protected person.
  for (const filter of [
    '-role:exploited-child',
    'role:none',
    'seen:none',
    '-has:phone',
    '-quillfeather',
  ])
    expect((await api.entity.queryIds({ filter })).ids, filter).toContain(id);
  for (const by of ['best', 'label', 'type', 'levers', 'links', 'seen'] as const)
    for (const direction of ['ascending', 'descending'] as const)
      expect((await api.entity.queryIds({ sort: { by, direction } })).ids.at(-1), by).toBe(id);
  expect((await api.entity.query({ filter: reference })).items.map((item) => item.id)).toEqual([
    id,
  ]);
  const { facets } = await api.entity.query({ facets: [...FACETS] });
  expect(JSON.stringify(facets)).not.toMatch(/exploited/);
  expect(JSON.stringify(backend.connect().session.open().queries.columns().sortLabels)).not.toMatch(
    /quill/,
  );
});

test('answers follow every change: corrections, undo and imports taken back', async () => {
  const started = await startWithNetwork();
  const { api, labels } = started;
  const { items } = await api.entity.query({ filter: '"bram sample"' });
  const id = items[0]?.id ?? '';
  await api.entity.correct({ id, field: 'role', value: 'driver-transport', reason: 'Assessed' });
  expect(await labels('role:driver-transport')).toEqual(['Bram Sample']);
  await api.entity.correct({ id, field: 'notes', value: null, reason: 'Another’s' });
  expect(await labels('has:notes type:person')).toEqual([]);
  expect(await labels('source:hand')).toEqual(['Bram Sample']);
  await api.history.undo();
  await api.history.undo();
  expect(await labels('role:driver-transport')).toEqual([]);
  expect(await labels('has:notes type:person')).toEqual(['Bram Sample']);
  const report = await importFiles(started, [
    textFile('more.csv', 'id,type,name\nq1,person,Edda Example\n'),
  ]);
  expect(await labels('edda')).toEqual(['Edda Example']);
  await api.import.withdraw({ id: report.batchId ?? '' });
  expect(await labels('edda')).toEqual([]);
  expect((await api.entity.query({})).total).toBe(10);
});

test('columns that were kept through changes are those that are read anew', async () => {
  const started = await startWithNetwork();
  const { api, backend } = started;
  const open = backend.connect().session.open();
  const { ontology, today } = backend.connect().session;
  const check = (step: string) => {
    const kept = open.queries.columns();
    const reader = createEntityColumns(
      open.connection.db,
      { relations: open.relations, touched: createTouchedReader(open.connection.db) },
      { ontology, today: today() },
    );
    const { placeOf, placeOfNumber, ...anew } = reader.read();
    expect(kept, step).toMatchObject(anew);
    for (const [place, id] of kept.ids.entries()) {
      expect(kept.placeOf(id), step).toBe(placeOf(id));
      const number = kept.numbers[place] ?? 0;
      expect(kept.placeOfNumber(number), step).toBe(placeOfNumber(number));
    }
  };
  const { ids } = await api.entity.queryIds({ filter: 'type:person protected:no' });
  check('first');
  for (const id of ids) {
    await api.entity.correct({ id, field: 'role', value: 'principal', reason: 'Assessed' });
    check('corrected');
  }
  await api.entity.correct({ id: ids[0] ?? '', field: 'vulnerable', value: true, reason: 'Told' });
  check('protected');
  await api.history.undo();
  check('undone');
  const more = await importFiles(started, [
    textFile('more.csv', 'source,target,layer\nAna Example,Edda Example,knows\n'),
  ]);
  check('imported');
  await api.import.withdraw({ id: more.batchId ?? '' });
  check('taken back');
});

test('a query is noted in the audit with the records that it showed', async () => {
  const { api } = await startWithNetwork();
  await api.entity.query({ filter: 'type:business' });
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'entity.query',
    category: 'consultation',
    recordCount: 2,
  });
});

test('a list is ordered by any column and then by the next, what is not known last, protected people after all', async () => {
  const { api, labels } = await startWithNetwork();
  expect(await labels('type:person', { by: 'role', direction: 'ascending' })).toEqual([
    'Dora Instance',
    'Ana Example',
    'Bram Sample',
    expect.stringMatching(/^Protected person PER-/),
  ]);
  expect(await labels('type:person', { by: 'field:dateOfBirth', direction: 'descending' })).toEqual(
    [
      'Bram Sample',
      'Dora Instance',
      'Ana Example',
      expect.stringMatching(/^Protected person PER-/),
    ],
  );
  const { items } = await api.entity.query({
    filter: 'type:person,business protected:no',
    sort: { by: 'type', direction: 'descending' },
    thenBy: [{ by: 'links', direction: 'descending' }],
  });
  expect(items.map(({ label }) => label)).toEqual([
    'Example Nails',
    'Sample Cars',
    'Ana Example',
    'Bram Sample',
    'Dora Instance',
  ]);
});

test('rows bring grade, sources and the best lever where they are asked for; of protected people nothing', async () => {
  const { api } = await startWithNetwork();
  const { items } = await api.entity.query({ filter: 'type:person', hasDetail: true });
  const ana = items.find(({ label }) => label === 'Ana Example');
  expect(ana?.detail).toMatchObject({
    basis: 'intelligence',
    grade: { source: 2, information: 'B', handling: 'P' },
    sourceNames: ['Intelligence unit'],
  });
  expect(items.find(({ isProtected }) => isProtected)).toMatchObject({
    role: null,
    values: {},
    detail: null,
  });
  expect((await api.entity.query({ filter: 'ana' })).items[0]?.detail).toBeNull();
});

test('rows are read by id in the order asked, with their fields, and name no protected person', async () => {
  const { api } = await startWithNetwork();
  const { ids } = await api.entity.queryIds({
    filter: 'type:person',
    sort: { by: 'label', direction: 'descending' },
  });
  const rows = await api.entity.rows({ ids, fields: ['dateOfBirth', 'name'], hasDetail: true });
  expect(rows.map(({ id }) => id)).toEqual(ids);
  expect(rows[0]).toMatchObject({ label: 'Dora Instance', values: { dateOfBirth: '2 Jan 1985' } });
  expect(JSON.stringify(rows)).not.toMatch(/Quillfeather|2012|900789|exploited/);
});

test('ids of some are put in order where that is asked, and a stretch of all can be had', async () => {
  const { api } = await startWithNetwork();
  const all = await api.entity.queryIds({ sort: { by: 'label', direction: 'ascending' } });
  const some = all.ids.slice(2, 6).reverse();
  expect((await api.entity.queryIds({ among: some })).ids).toEqual(some);
  const ordered = await api.entity.queryIds({
    among: some,
    sort: { by: 'label', direction: 'ascending' },
    isOrdered: true,
  });
  expect(ordered.ids).toEqual(all.ids.slice(2, 6));
  const stretch = await api.entity.queryIds({
    sort: { by: 'label', direction: 'ascending' },
    offset: 3,
    limit: 2,
  });
  expect(stretch.ids).toEqual(all.ids.slice(3, 5));
});
