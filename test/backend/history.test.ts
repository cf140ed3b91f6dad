import { expect, test } from 'vitest';
import { runCommand } from '../../electron/db/command.ts';
import { addRecord, saveView } from '../fixtures/case.ts';
import { importFiles, startWithCase, textFile, USER } from './fixture.ts';

type Started = Awaited<ReturnType<typeof startWithCase>>;

/** Adds a record by hand as one command, and tells the backend. */
function addByHand({ backend }: Started, name: string, author = USER): void {
  const { session } = backend.connect();
  const { db } = session.open().connection;
  runCommand(db, { name: `Add ${name}`, author }, () => addRecord(db, { name }));
  session.changed();
}

async function lines({ api }: Started) {
  return (await api.history.list({})).map(({ name, state }) => `${name}: ${state}`);
}

test('stepping to a change undoes or redoes all of one’s own between, at once', async () => {
  const started = await startWithCase();
  const { api } = started;
  for (const name of ['Ana', 'Ben', 'Cal', 'Dee']) addByHand(started, name);
  addByHand(started, 'Eve', 'Someone Else');
  const listed = await api.history.list({});
  expect(listed.map(({ isYours }) => isYours)).toEqual([false, true, true, true, true]);
  expect(listed[1]).toMatchObject({ name: 'Add Dee', touched: [{ kind: 'record', count: 1 }] });
  const ben = listed.find(({ name }) => name === 'Add Ben');
  const dee = listed.find(({ name }) => name === 'Add Dee');

  const back = await api.history.stepTo({ id: ben?.id ?? null });
  expect(back).toMatchObject({
    undone: 2,
    redone: 0,
    state: { undo: { name: 'Add Ben' }, redo: { name: 'Add Cal' } },
  });
  expect(await lines(started)).toEqual([
    'Add Eve: done',
    'Add Dee: undone',
    'Add Cal: undone',
    'Add Ben: done',
    'Add Ana: done',
  ]);

  expect(await api.history.stepTo({ id: dee?.id ?? null })).toMatchObject({ undone: 0, redone: 2 });
  expect(await api.history.stepTo({ id: null })).toMatchObject({
    undone: 4,
    state: { undo: null },
  });
  // Where one stands already, nothing happens.
  expect(await api.history.stepTo({ id: null })).toMatchObject({ undone: 0, redone: 0 });
  expect(await api.audit.verify()).toMatchObject({ isWhole: true });
});

test('one cannot step to another’s change, nor to one that was overtaken', async () => {
  const started = await startWithCase();
  const { api } = started;
  addByHand(started, 'Ana');
  addByHand(started, 'Eve', 'Someone Else');
  await api.history.undo();
  addByHand(started, 'Ben');
  const listed = await api.history.list({});
  const refused = async (name: string) =>
    api.history.stepTo({ id: listed.find((line) => line.name === name)?.id ?? '' }).then(
      () => null,
      (error: { data: { code: string } }) => error.data.code,
    );
  expect(await refused('Add Eve')).toBe('not-found');
  expect(await refused('Add Ana')).toBe('not-found');
  expect(await lines(started)).toEqual(['Add Ben: done', 'Add Eve: done', 'Add Ana: overtaken']);
});

test('when one step on the way cannot be undone, none is', async () => {
  const started = await startWithCase();
  const { api, backend } = started;
  const { db } = backend.connect().session.open().connection;
  const author = USER;
  const at = (state: string, who = author) =>
    runCommand(db, { name: `Move ${state}`, author: who }, () => saveView(db, `{"at":"${state}"}`));
  addByHand(started, 'Ana');
  at('here');
  at('there', 'Someone Else');
  addByHand(started, 'Ben');
  const error = await api.history
    .stepTo({ id: null })
    .catch((thrown: { data: { code: string } }) => thrown);
  expect(error).toMatchObject({ data: { code: 'undo-conflict' } });
  expect(await lines(started)).toEqual([
    'Add Ben: done',
    'Move there: done',
    'Move here: done',
    'Add Ana: done',
  ]);
});

test('over five hundred changes are read on page by page, imports count as one, and all survive a restart', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, [textFile('people.csv', 'name\nAna Example\nBen Invented\n')]);
  for (let number = 1; number <= 520; number++) addByHand(started, `Person ${number}`);
  const first = await api.history.list({ limit: 500 });
  expect(first).toHaveLength(500);
  expect(first[0]?.name).toBe('Add Person 520');
  await api.case.close();
  await api.case.unlock({
    handle: started.handle,
    user: null,
    passphrase: 'seven invented words for the test case',
    reason: 'Next day',
  });
  const rest = await api.history.list({ limit: 500, before: first.at(-1)?.time ?? null });
  expect(rest.map(({ name }) => name).slice(0, 2)).toEqual(['Add Person 20', 'Add Person 19']);
  expect(rest.at(-1)?.touched).toEqual([{ kind: 'import', count: 1 }]);
  expect(rest).toHaveLength(21);
});

test('a step of many rows is taken in a thread, with its row of the log, while others are answered', async () => {
  const started = await startWithCase();
  const { api, backend } = started;
  const rows = Array.from({ length: 600 }, (_, index) => `Bench Person ${index},person,Driver`);
  await importFiles(started, [
    textFile('people.csv', `name,type,occupation\n${rows.join('\n')}\n`),
  ]);
  const change = { field: 'occupation', mode: 'replace', value: 'Landlord' } as const;
  const origin = { basis: 'fact' } as const;
  const asked = { ids: null, filter: 'type:person', change, origin, reason: 'Checked' };
  for await (const _ of await api.entity.bulkEdit(asked));
  const landlords = async () => (await api.entity.query({ filter: 'landlord', limit: 1 })).total;
  expect(await landlords()).toBe(600);

  // Two at once: the second waits for the first, and takes the import back.
  const [first, second] = [api.history.undo(), api.history.undo()];
  // What needs no row of the log is answered meanwhile.
  expect((await api.history.state()).undo?.name).toBe('Edit occupation of 600 records');
  expect((await first).undone).toMatchObject({ name: 'Edit occupation of 600 records' });
  expect((await second).state).toMatchObject({ undo: null, redo: { name: 'Import people' } });
  expect((await api.case.info()).totals.entities).toBe(0);
  expect((await api.history.redo()).redone.name).toBe('Import people');
  expect(await landlords()).toBe(0);
  expect((await api.history.redo()).redone.name).toBe('Edit occupation of 600 records');
  expect(await landlords()).toBe(600);

  const log = (await api.audit.list({ limit: 40 })).filter(({ method }) =>
    method.startsWith('history.'),
  );
  expect(log.map(({ method, category }) => `${method} ${category}`)).toEqual([
    'history.redo alteration',
    'history.redo alteration',
    'history.undo alteration',
    'history.undo alteration',
  ]);
  expect(await api.audit.verify()).toMatchObject({ isWhole: true });

  // Locking does not wait for it, and leaves nothing half done.
  const broken = api.history.undo().then(
    () => 'undone',
    (error: { data: { code: string } }) => error.data.code,
  );
  await new Promise(setImmediate);
  await backend.lock();
  expect(['import-cancelled', 'case-not-open', 'undone']).toContain(await broken);
  await api.case.unlock({
    handle: started.handle,
    user: null,
    passphrase: 'seven invented words for the test case',
    reason: 'Next day',
  });
  expect([0, 600]).toContain(await landlords());
  expect((await landlords()) === 600).toBe((await broken) !== 'undone');
  expect(await api.audit.verify()).toMatchObject({ isWhole: true });
}, 60_000);
