import { expect, test } from 'vitest';
import { runCommand } from '../../electron/db/command.ts';
import { connect } from '../../electron/db/open.ts';
import { createViewRepository } from '../../electron/db/view.ts';
import { ViewState } from '../../shared/api/view.ts';
import { saveView, templateCase } from '../fixtures/case.ts';
import { type Api, importFiles, PASSPHRASE, startWithCase, textFile, USER } from './fixture.ts';

const PEOPLE = [
  textFile(
    'nodes.csv',
    'id,type,role\nAna Invented,person,\nBen Invented,person,\nCora Hidden,person,exploited-child\n',
  ),
  textFile(
    'edges.csv',
    'source,target,layer\nAna Invented,Ben Invented,knows\nBen Invented,Cora Hidden,knows\n',
  ),
];

async function startWithPeople() {
  const started = await startWithCase();
  await importFiles(started, PEOPLE);
  const { nodes } = await started.api.graph.open({});
  return { ...started, ids: nodes.map(({ id }) => id).sort() };
}

function stateOf(ids: readonly string[], more: Partial<ViewState> = {}): ViewState {
  const positions = Object.fromEntries(ids.map((id, index) => [id, [index * 100, 7 - index * 50]]));
  return ViewState.parse({ shownIds: ids, positions, pinnedIds: ids.slice(0, 1), ...more });
}

const DRESSED: Partial<ViewState> = {
  style: { sizeBy: 'levers', colourBy: 'field:sector', labelBy: 'reference', linkWidthBy: 'count' },
  rules: [
    {
      id: 'rule-1',
      filter: 'type:business lever>=1',
      isOn: true,
      ring: 'rose',
      hasHalo: true,
      badge: 'star',
      hasBoldLabel: true,
      sizeSteps: 2,
    },
  ],
  filterText: 'type:person',
  sieveMode: 'remove',
  hiddenKinds: ['vehicle'],
  camera: { x: 12.5, y: -4, zoom: 0.8 },
};

async function undoneName(api: Api): Promise<string> {
  return (await api.history.undo()).undone.name;
}

test('a named view keeps all it was saved with, across a restart, and opening it is one step back away', async () => {
  const { api, ids, handle } = await startWithPeople();
  const note = {
    type: 'note' as const,
    id: 'note-1',
    text: '<b>O’Neill</b> 💷\n\u202Eright to left\tNULL',
    colour: 'amber' as const,
    x: 10,
    y: 20,
    widthPx: 200,
    heightPx: 80,
  };
  const dressed = stateOf(ids, { ...DRESSED, annotations: [note] });
  await api.view.saveWorking({ name: 'Arrange', state: stateOf(ids.slice(0, 1)) });
  const saved = await api.view.save({ id: null, name: '  Money  ', state: dressed });
  expect(saved).toMatchObject({ name: 'Money', createdBy: USER, updatedBy: USER });
  expect(saved.picture).toMatchObject({ shownCount: 3, kinds: ['person'] });
  expect(saved.picture.points).toHaveLength(3);
  expect(saved.picture.lines).toHaveLength(2);
  expect(JSON.stringify(saved)).not.toMatch(/Invented|Hidden/);

  await api.case.lock();
  await api.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
  expect(await api.view.get({ id: saved.id })).toEqual(dressed);
  expect(await api.view.restore({ id: saved.id })).toEqual(dressed);
  expect(await api.view.getWorking()).toEqual(dressed);
  expect(await undoneName(api)).toBe('Open view Money');
  expect((await api.view.getWorking())?.shownIds).toEqual(ids.slice(0, 1));
});

test('groups, what expansions brought, and where hidden records were outlast a restart and undo', async () => {
  const { api, ids, handle } = await startWithPeople();
  const [a, b, c] = ids as [string, string, string];
  const plain = stateOf(ids);
  const arranged = stateOf([a, b], {
    putAwayIds: [c],
    positions: { [a]: [0, 0], [b]: [10, 0], [c]: [-40, 25] },
    hiddenRelationTypes: ['knows'],
    groups: [{ id: 'group-1', name: 'Supply line', memberIds: [a, b], isClosed: true }],
    expansions: [{ id: a, broughtIds: [b, c] }],
  });
  await api.view.saveWorking({ name: 'Arrange', state: plain });
  await api.view.saveWorking({ name: 'Group Supply line', state: arranged });
  await api.case.lock();
  await api.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
  expect(await api.view.getWorking()).toEqual(arranged);
  expect(await undoneName(api)).toBe('Group Supply line');
  expect(await api.view.getWorking()).toEqual(plain);
  await api.history.redo();
  expect(await api.view.getWorking()).toEqual(arranged);
});

test('each change of a named view is undone by its name, and done again', async () => {
  const { api, ids } = await startWithPeople();
  const names = async () => (await api.view.list()).map(({ name }) => name);
  const { id } = await api.view.save({ id: null, name: 'Money', state: stateOf(ids) });
  const copy = await api.view.duplicate({ id });
  expect(copy.name).toBe('Money copy');
  expect((await api.view.duplicate({ id })).name).toBe('Money copy 2');
  await api.view.rename({ id, name: 'Cash' });
  await api.view.save({ id, name: 'Cash', state: stateOf(ids.slice(1)) });
  await api.view.remove({ id });
  expect(await names()).toEqual(['Money copy', 'Money copy 2']);
  expect(await api.view.get({ id: copy.id })).toEqual(stateOf(ids));

  expect(await undoneName(api)).toBe('Delete view Cash');
  expect(await api.view.get({ id })).toEqual(stateOf(ids.slice(1)));
  expect(await undoneName(api)).toBe('Update view Cash');
  expect(await api.view.get({ id })).toEqual(stateOf(ids));
  expect(await undoneName(api)).toBe('Rename view Money');
  expect(await names()).toEqual(['Money', 'Money copy', 'Money copy 2']);
  expect(await undoneName(api)).toBe('Duplicate view Money');
  expect(await undoneName(api)).toBe('Duplicate view Money');
  expect(await undoneName(api)).toBe('Save view Money');
  expect(await names()).toEqual([]);
  for (let step = 0; step < 6; step++) await api.history.redo();
  expect(await names()).toEqual(['Money copy', 'Money copy 2']);
});

test('two views cannot have one name, in whatever case, and no view is made by what is refused', async () => {
  const { api, ids } = await startWithPeople();
  const state = stateOf(ids);
  const money = await api.view.save({ id: null, name: 'Money', state });
  const other = await api.view.save({ id: null, name: 'Other', state });
  const refused = { data: { code: 'invalid-value' } };
  await expect(api.view.save({ id: null, name: 'MONEY', state })).rejects.toMatchObject(refused);
  await expect(api.view.rename({ id: other.id, name: 'money' })).rejects.toMatchObject(refused);
  await expect(api.view.restore({ id: 'none' })).rejects.toMatchObject({
    data: { code: 'not-found' },
  });
  expect(await api.view.rename({ id: money.id, name: 'MONEY' })).toMatchObject({ name: 'MONEY' });
  expect(await api.view.list()).toHaveLength(2);
});

test('what an earlier version saved is read, and moving one record of many writes a small part of the view', async () => {
  const template = await templateCase();
  const { db, close } = connect({
    path: template.copy(),
    databaseKey: template.databaseKey,
    mode: 'read-write',
  });
  template.remove();
  const author = { user: USER, at: '2026-01-01T00:00:00Z' };
  runCommand(db, { name: 'Old', author: USER }, () =>
    saveView(db, '{"shownIds":["a","b"],"positions":{"a":[1,2]},"pinnedIds":["b"]}'),
  );
  const views = createViewRepository(db);
  const old = { shownIds: ['a', 'b'], positions: { a: [1, 2] }, pinnedIds: ['b'] };
  expect(views.working()).toEqual(ViewState.parse(old));

  const ids = Array.from(
    { length: 20_000 },
    (_, index) => `0199-${index.toString(16).padStart(8, '0')}`,
  );
  const state = stateOf(ids);
  runCommand(db, { name: 'All', author: USER }, () => views.saveWorking(state, author));
  expect(views.working()).toEqual(state);
  const moved = {
    ...state,
    positions: { ...state.positions, [ids[77]!]: [5, 6] as [number, number] },
  };
  runCommand(db, { name: 'Move', author: USER }, () => views.saveWorking(moved, author));
  expect(views.working()).toEqual(moved);
  const last = db
    .prepare<[], { rows: number; letters: number }>(
      `SELECT count(*) AS rows, sum(length(before) + length(after)) AS letters FROM change
       WHERE command_id = (SELECT id FROM command WHERE name = 'Move')`,
    )
    .get();
  expect(last?.rows).toBe(1);
  expect(last?.letters).toBeLessThan(JSON.stringify(state).length / 50);
  close();
});
