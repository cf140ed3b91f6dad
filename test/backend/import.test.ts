import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const NODES =
  'id,type,name,postcode\nP1,person,Ann Made,ZZ1 1AA\nP2,person,Bo Made,\nB1,business,Made Lets Ltd,ZZ1 1AB\n';
const EDGES = 'source,target,layer\nP1,B1,director\nP2,B1,works for\nP1,P2,works for\n';

function pair(nodes = NODES, edges = EDGES) {
  return [textFile('case/nodes.csv', nodes), textFile('case/edges.csv', edges)];
}

type Started = Awaited<ReturnType<typeof startWithCase>>;

/** What the case holds, as far as an import can change it. */
async function content({ api }: Started) {
  const { entities, relations, totals } = await api.case.info();
  return { entities, relations, quarantined: totals.quarantined };
}

async function labels({ api }: Started): Promise<string[]> {
  const { items } = await api.entity.list({ kind: null, limit: 100, offset: 0 });
  return items.map((item) => item.label).sort();
}

async function entityId({ api }: Started, text: string): Promise<string> {
  const { items } = await api.entity.search({ text, limit: 5 });
  return items[0]?.id ?? '';
}

test('a pair of files becomes entities and relations, with their raw rows and where they came from', async () => {
  const started = await startWithCase();
  const report = await importFiles(started, pair(), {
    ownerAgency: 'Anyshire Police',
    observedOn: '2026-10',
    grade: { source: 2, information: 'B', handling: 'P', conditions: null },
  });

  expect(report).toMatchObject({
    sourceName: 'case',
    isDryRun: false,
    isUnchanged: false,
    assumedKind: null,
    entities: { person: 2, business: 1 },
    relations: { director: 1, 'works for': 2 },
  });
  expect(await content(started)).toMatchObject({
    entities: { person: 2, business: 1 },
    relations: { director: 1, 'works for': 2 },
  });

  const detail = await started.api.entity.get({ id: await entityId(started, 'Ann Made') });
  expect(detail.raw).toMatchObject([
    { columns: ['id', 'type', 'name', 'postcode'], cells: ['P1', 'person', 'Ann Made', 'ZZ1 1AA'] },
  ]);
  expect(detail.records).toMatchObject([
    {
      sourceName: 'case',
      ownerAgency: 'Anyshire Police',
      basis: 'intelligence',
      grade: { source: 2, information: 'B' },
      observedOn: '2026-10',
      fileName: 'case/nodes.csv',
      rowNumber: 2,
    },
  ]);
  expect(detail.relations.map((relation) => [relation.type, relation.sourceType])).toContainEqual([
    'director-of',
    'director',
  ]);
});

test('a dry run reports all and writes nothing', async () => {
  const started = await startWithCase();
  const report = await importFiles(started, pair(), { isDryRun: true });

  expect(report).toMatchObject({
    batchId: null,
    isDryRun: true,
    entities: { person: 2, business: 1 },
    totals: { rows: 6, kept: 6 },
  });
  expect(report.files[0]).toMatchObject({
    profile: 'node-table',
    encoding: 'utf-8',
    separator: ',',
    sample: [
      { row: 2, cells: ['P1', 'person', 'Ann Made', 'ZZ1 1AA'] },
      { row: 3, cells: ['P2', 'person', 'Bo Made', ''] },
      { row: 4, cells: ['B1', 'business', 'Made Lets Ltd', 'ZZ1 1AB'] },
    ],
  });
  expect(await content(started)).toEqual({ entities: {}, relations: {}, quarantined: 0 });
  expect(await started.api.import.list()).toEqual([]);
});

test('the same files again change nothing, not even the history', async () => {
  const started = await startWithCase();
  await importFiles(started, pair());
  const before = await started.api.history.list({ limit: 10 });
  const report = await importFiles(started, pair());

  expect(report).toMatchObject({
    batchId: null,
    isUnchanged: true,
    totals: { rows: 6, kept: 0, unchanged: 6, quarantined: 0, absent: 0, deleted: 0 },
  });
  expect(await started.api.history.list({ limit: 10 })).toEqual(before);
});

test('a newer edition overtakes changed rows, keeps the rest and tells what is gone', async () => {
  const started = await startWithCase();
  await importFiles(started, pair());
  const annId = await entityId(started, 'Ann Made');
  const report = await importFiles(
    started,
    pair(
      'id,type,name,postcode\nP1,person,Ann Maker,ZZ1 1AA\nB1,business,Made Lets Ltd,ZZ1 1AB\nP3,person,Cy Made,\n',
      'source,target,layer\nP1,B1,director\nP3,B1,works for\n',
    ),
  );

  expect(report.totals).toEqual({
    rows: 5,
    kept: 3,
    unchanged: 2,
    quarantined: 0,
    absent: 3,
    deleted: 0,
  });
  expect(await labels(started)).toEqual(['Ann Maker', 'Bo Made', 'Cy Made', 'Made Lets Ltd']);
  const detail = await started.api.entity.get({ id: annId });
  expect(detail.summary).toMatchObject({ id: annId, label: 'Ann Maker' });
  const bo = await started.api.entity.get({ id: await entityId(started, 'Bo Made') });
  expect(bo.records[0]?.absentSince).toMatch(/^\d{4}-/);
  // The unchanged link still joins the entity whose record was overtaken.
  expect(detail.relations.map((relation) => relation.other.label)).toContain('Made Lets Ltd');
});

test('a row that comes back after it was gone counts again', async () => {
  const started = await startWithCase();
  const two = 'id,name\nP1,Ann Made\nP2,Bo Made\n';
  await importFiles(started, [textFile('list.csv', two)]);
  await importFiles(started, [textFile('list.csv', 'id,name\nP1,Ann Made\n')]);
  const report = await importFiles(started, [textFile('list.csv', two)]);

  expect(report.totals).toMatchObject({ kept: 1, unchanged: 1, absent: 0, deleted: 0 });
  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made']);
  expect(
    (await started.api.entity.get({ id: await entityId(started, 'Bo Made') })).records[0]
      ?.absentSince,
  ).toBeNull();
});

test('links that come alone later join the entities that are there, and leave them as they are', async () => {
  const started = await startWithCase();
  await importFiles(started, pair(), { sourceName: 'case' });
  const report = await importFiles(
    started,
    [textFile('more.csv', 'source,target,layer\nP2,P1,family\nP2,P9,family\n')],
    { sourceName: 'case' },
  );

  expect(report.entities).toEqual({ person: 1 });
  expect(report.totals).toMatchObject({ kept: 2, absent: 3, deleted: 0 });
  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made', 'Made Lets Ltd', 'P9']);
});

test('equal cells under other column names are not the same row', async () => {
  const started = await startWithCase();
  await importFiles(started, [textFile('list.csv', 'id,name\nP1,Ann Made\n')]);
  const report = await importFiles(started, [textFile('list.csv', 'id,surname\nP1,Ann Made\n')]);
  expect(report.totals).toMatchObject({ kept: 1, unchanged: 0 });
});

test('faulty rows refuse the import, with every fault by file, row and column', async () => {
  const started = await startWithCase();
  const files = pair(
    'id,type,dateOfBirth\nP1,person,31/02/1980\nP2,person,1981\n',
    'source,target\nP1,P2\nP2,P9\nP2,P2\n',
  );
  const failure = await importFiles(started, files).catch((error: unknown) => error);

  expect(failure).toMatchObject({
    data: {
      code: 'import-has-quarantine',
      problems: [
        {
          file: 'case/nodes.csv',
          row: 2,
          column: 'dateOfBirth',
          reason: expect.stringContaining('no such day'),
        },
        {
          file: 'case/edges.csv',
          row: 2,
          column: 'source',
          reason: expect.stringContaining('not there'),
        },
        {
          file: 'case/edges.csv',
          row: 3,
          column: 'target',
          reason: expect.stringContaining('not there'),
        },
        {
          file: 'case/edges.csv',
          row: 4,
          column: 'target',
          reason: expect.stringContaining('itself'),
        },
      ],
    },
    message: expect.stringContaining('4 of 5 rows'),
  });
  expect(await content(started)).toEqual({ entities: {}, relations: {}, quarantined: 0 });
  expect(await started.api.history.list({ limit: 10 })).toEqual([]);
});

test('accepted faulty rows are stored beside the good ones, and the same again is nothing new', async () => {
  const started = await startWithCase();
  const files = pair('id,type\nP1,person\nP2,person\n', 'source,target\nP1,P2\nP2,P9\n');
  const report = await importFiles(started, files, { acceptQuarantine: true });

  expect(report.totals).toEqual({
    rows: 4,
    kept: 3,
    unchanged: 0,
    quarantined: 1,
    absent: 0,
    deleted: 0,
  });
  expect(await content(started)).toEqual({
    entities: { person: 2 },
    relations: { 'linked-to': 1 },
    quarantined: 1,
  });
  const again = await importFiles(started, files, { acceptQuarantine: true });
  expect(again).toMatchObject({
    batchId: null,
    isUnchanged: true,
    totals: { unchanged: 3, quarantined: 1 },
  });
});

test('undo takes an import back whole, redo brings it again', async () => {
  const started = await startWithCase();
  await importFiles(started, pair());
  const whole = await content(started);
  await started.api.history.undo();
  expect(await content(started)).toEqual({ entities: {}, relations: {}, quarantined: 0 });
  await started.api.history.redo();
  expect(await content(started)).toEqual(whole);
});

test('undoing a newer edition brings back what the earlier one said', async () => {
  const started = await startWithCase();
  await importFiles(started, [textFile('list.csv', 'id,name\nP1,Ann Made\nP2,Bo Made\n')]);
  await importFiles(started, [textFile('list.csv', 'id,name\nP1,Ann Maker\n')]);
  await started.api.history.undo();

  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made']);
  expect(
    (await started.api.entity.get({ id: await entityId(started, 'Bo Made') })).records[0]
      ?.absentSince,
  ).toBeNull();
});

test('an import that was taken back can be made again, and its rows count as new', async () => {
  const started = await startWithCase();
  const { batchId } = await importFiles(started, pair());
  await started.api.import.withdraw({ id: batchId ?? '' });
  expect(await content(started)).toEqual({ entities: {}, relations: {}, quarantined: 0 });
  expect((await started.api.import.list())[0]?.withdrawnAt).toMatch(/^\d{4}-/);
  await expect(started.api.import.withdraw({ id: batchId ?? '' })).rejects.toMatchObject({
    data: { code: 'not-found' },
  });

  const report = await importFiles(started, pair());
  expect(report.totals).toMatchObject({ kept: 6, unchanged: 0 });
  expect(await content(started)).toMatchObject({ entities: { person: 2, business: 1 } });
});

test('taking an import back can itself be undone', async () => {
  const started = await startWithCase();
  const { batchId } = await importFiles(started, pair());
  const whole = await content(started);
  await started.api.import.withdraw({ id: batchId ?? '' });
  await started.api.history.undo();
  expect(await content(started)).toEqual(whole);
});

test('imports are listed newest first with the counts of each file', async () => {
  const started = await startWithCase();
  await importFiles(started, pair());
  await importFiles(started, [
    textFile('README.md', '# no table'),
    textFile('more.csv', 'id,name\nX,Di Made\n'),
  ]);

  expect(await started.api.import.list()).toMatchObject([
    {
      sourceName: 'more',
      profile: 'table',
      importedBy: 'Ana Example',
      withdrawnAt: null,
      files: [
        { name: 'README.md', rows: 0 },
        { name: 'more.csv', rows: 1, kept: 1 },
      ],
    },
    {
      sourceName: 'case',
      files: [
        { rows: 3, kept: 3 },
        { rows: 3, kept: 3 },
      ],
    },
  ]);
});

test('a later edition with another grade leaves the grade of earlier rows alone', async () => {
  const started = await startWithCase();
  await importFiles(started, [textFile('list.csv', 'id,name\nP1,Ann Made\n')], { basis: 'fact' });
  await importFiles(started, [textFile('list.csv', 'id,name\nP1,Ann Made\nP2,Bo Made\n')], {
    grade: { source: 3, information: 'D', handling: null, conditions: null },
  });

  const gradeOf = async (name: string) => {
    const { records } = await started.api.entity.get({ id: await entityId(started, name) });
    return [records[0]?.basis, records[0]?.grade.source, records[0]?.grade.information];
  };
  expect(await gradeOf('Ann Made')).toEqual(['fact', null, null]);
  expect(await gradeOf('Bo Made')).toEqual(['intelligence', 3, 'D']);
});

test('an import is in the log as collection, in its own transaction', async () => {
  const started = await startWithCase();
  await importFiles(started, pair());
  const entries = await started.api.audit.list({ limit: 20 });
  expect(entries.filter((entry) => entry.method === 'import.run')).toMatchObject([
    { category: 'collection', author: 'Ana Example' },
  ]);
});

test('an unknown kind is refused before a file is read', async () => {
  const started = await startWithCase();
  await expect(importFiles(started, pair(), { kind: 'wizard' })).rejects.toMatchObject({
    data: { code: 'invalid-value' },
  });
});

/** A table big enough to be imported in a thread of its own. */
function bigTable(rows: number) {
  return textFile(
    'big.csv',
    `id,name,postcode\n${Array.from({ length: rows }, (_, index) => `P${index},Person Number ${index},ZZ1 1AA\n`).join('')}`,
  );
}

test('a big import runs in a thread of its own and tells how far it is', async () => {
  const { backend, api } = await startWithCase();
  const handles = backend.registerFiles([bigTable(30_000)]);
  const phases = new Set<string>();
  let report = null;
  for await (const event of await api.import.run({ files: handles, options: { ...DEFAULTS } })) {
    if (event.progress) phases.add(event.progress.phase);
    report = event.report ?? report;
  }
  expect(report).toMatchObject({ entities: { person: 30_000 }, assumedKind: 'person' });
  expect([...phases]).toEqual(expect.arrayContaining(['Reading', 'Keeping', 'Joining entities']));
  expect(await api.case.info()).toMatchObject({ entities: { person: 30_000 } });
});

test('an aborted import leaves nothing behind', async () => {
  const started = await startWithCase();
  const handles = started.backend.registerFiles([bigTable(60_000)]);
  const abort = new AbortController();
  const run = async () => {
    const events = await started.api.import.run(
      { files: handles, options: { ...DEFAULTS } },
      { signal: abort.signal },
    );
    for await (const event of events)
      if (event.progress?.phase === 'Keeping' && event.progress.done > 0) abort.abort();
  };
  await expect(run()).rejects.toMatchObject({ data: { code: 'import-cancelled' } });
  expect(await content(started)).toEqual({ entities: {}, relations: {}, quarantined: 0 });
  expect(await started.api.import.list()).toEqual([]);
  expect(await started.api.history.list({ limit: 10 })).toEqual([]);
  // And the case can be written at once.
  await importFiles(started, pair());
});

test('leaving the progress of an import stops it', async () => {
  const started = await startWithCase();
  const handles = started.backend.registerFiles([bigTable(60_000)]);
  for await (const event of await started.api.import.run({
    files: handles,
    options: { ...DEFAULTS },
  })) {
    if (event.progress?.phase === 'Keeping') break;
  }
  expect(await content(started)).toEqual({ entities: {}, relations: {}, quarantined: 0 });
});

test('an import on another connection is seen by the one that was open before', async () => {
  const started = await startWithCase();
  await importFiles(started, [bigTable(10_000)]);
  const { items } = await started.api.entity.search({ text: 'Person Number 9999', limit: 1 });
  expect(items.map((item) => item.label)).toEqual(['Person Number 9999']);
});

const DEFAULTS = {
  sourceName: null,
  ownerAgency: null,
  basis: 'intelligence',
  grade: { source: null, information: null, handling: null, conditions: null },
  kind: null,
  purpose: null,
  regime: null,
  sharingAgreement: null,
  observedOn: null,
  reviewOn: null,
  acceptQuarantine: false,
  isDryRun: false,
} as const;
