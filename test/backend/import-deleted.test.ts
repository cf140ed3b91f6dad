import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

type Started = Awaited<ReturnType<typeof startWithCase>>;

const PEOPLE = 'id,name\nP1,Ann Made\nP2,Bo Made\nP3,Cy Made\n';
const LINKS = 'source,target,layer\nP1,P2,family\nP2,P3,family\n';

const edition = (people: string, links = LINKS) => [
  textFile('case/nodes.csv', people),
  textFile('case/edges.csv', links),
];

async function labels({ api }: Started): Promise<string[]> {
  const { items } = await api.entity.list({ kind: null, limit: 100, offset: 0 });
  return items.map(({ label }) => label).sort();
}

async function idOf({ api }: Started, text: string): Promise<string> {
  const { items } = await api.entity.search({ text, limit: 5 });
  return items[0]?.id ?? '';
}

/** A case of one edition in which Bo Made, with two links, was deleted. */
async function withBoDeleted(): Promise<Started> {
  const started = await startWithCase();
  await importFiles(started, edition(PEOPLE));
  await started.api.entity.remove({ ids: [await idOf(started, 'Bo Made')], reason: 'Wrong man' });
  return started;
}

async function linkCount({ api }: Started): Promise<number> {
  return Object.values((await api.case.info()).relations).reduce((sum, count) => sum + count, 0);
}

test('a record that was deleted stays deleted when a later edition changes its row, and the dry run tells it', async () => {
  const started = await withBoDeleted();
  const changed = edition(
    'id,name\nP1,Ann Made\nP2,Bo Maker\nP3,Cy Maker\n',
    `${LINKS}P3,P2,works for\n`,
  );
  const dry = await importFiles(started, changed, { isDryRun: true });
  // The row of Bo, the two links that went with him, and the new one that leads to him.
  expect(dry.totals).toMatchObject({ rows: 6, kept: 3, unchanged: 3, deleted: 4 });
  const report = await importFiles(started, changed);
  expect(report.totals).toEqual(dry.totals);
  expect(await labels(started)).toEqual(['Ann Made', 'Cy Maker']);
  expect(await linkCount(started)).toBe(0);

  // The edition after that finds it deleted too.
  const third = await importFiles(started, edition('id,name\nP1,Ann Made\nP2,Bo\nP3,Cy Maker\n'));
  expect(third.totals.deleted).toBe(3);
  expect(await labels(started)).toEqual(['Ann Made', 'Cy Maker']);
});

test('what was deleted comes back with a later edition when somebody says so, unchanged rows too', async () => {
  const started = await withBoDeleted();
  const same = await importFiles(started, edition(PEOPLE), { isDryRun: true });
  expect(same).toMatchObject({ isUnchanged: true, totals: { kept: 0, deleted: 3 } });
  const report = await importFiles(started, edition(PEOPLE), { bringsBack: true });
  expect(report.totals).toMatchObject({ kept: 3, unchanged: 2, deleted: 3 });
  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made', 'Cy Made']);
  expect(await linkCount(started)).toBe(2);

  await started.api.history.undo();
  expect(await labels(started)).toEqual(['Ann Made', 'Cy Made']);
  await started.api.history.undo();
  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made', 'Cy Made']);
  await started.api.history.redo();
  await started.api.history.redo();
  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made', 'Cy Made']);
});

test('undo takes back the later edition and then the deletion, and redo does both again', async () => {
  const started = await withBoDeleted();
  await importFiles(started, edition('id,name\nP1,Ann Made\nP2,Bo Maker\nP3,Cy Made\n'));
  await started.api.history.undo();
  await started.api.history.undo();
  expect(await labels(started)).toEqual(['Ann Made', 'Bo Made', 'Cy Made']);
  await started.api.history.redo();
  await started.api.history.redo();
  expect(await labels(started)).toEqual(['Ann Made', 'Cy Made']);
});
