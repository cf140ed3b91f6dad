import { expect, test } from 'vitest';
import type { RecordListState } from '../../shared/api/record-list.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const PEOPLE = textFile(
  'nodes.csv',
  'id,type,name\np1,person,Ana Example\np2,person,Bo Sample\nb1,business,Example Nails\n',
);

function stateOf(filter: string): RecordListState {
  return {
    filter,
    sort: [{ by: 'levers', direction: 'descending' }],
    columns: [{ id: 'record', widthPx: 200, isShown: true, isPinned: true }],
    group: { by: 'role', direction: 'ascending' },
  };
}

test('a saved list keeps filter, order, groups and columns, counts what it finds, and undo covers every change', async () => {
  const started = await startWithCase();
  await importFiles(started, [PEOPLE]);
  const { api } = started;
  const names = async () =>
    (await api.recordList.list()).map(({ name, count }) => `${name} ${count}`);

  const people = await api.recordList.save({
    id: null,
    name: 'People',
    state: stateOf('type:person'),
  });
  expect(people).toMatchObject({ name: 'People', count: 2, state: stateOf('type:person') });
  await api.recordList.save({ id: people.id, name: 'Firms', state: stateOf('type:business') });
  expect(await names()).toEqual(['Firms 1']);
  await api.recordList.duplicate({ id: people.id });
  expect(await names()).toEqual(['Firms 1', 'Firms copy 1']);
  await api.recordList.remove({ id: people.id });
  expect(await names()).toEqual(['Firms copy 1']);

  for (const before of [['Firms 1', 'Firms copy 1'], ['Firms 1'], ['People 2'], []]) {
    await api.history.undo();
    expect(await names()).toEqual(before);
  }
});

test('a name is taken once, however it is written, and a filter that no longer reads counts nothing', async () => {
  const { api } = await startWithCase();
  await api.recordList.save({ id: null, name: 'People', state: stateOf('type:gone') });
  await expect(
    api.recordList.save({ id: null, name: 'people', state: stateOf('') }),
  ).rejects.toThrow(/There is a list called “People” already/);
  expect(await api.recordList.list()).toMatchObject([{ name: 'People', count: null }]);
});
