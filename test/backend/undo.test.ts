import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCaseInfo } from '../../electron/db/case-info.ts';
import { CHANGED_TABLES, ensureChangeTriggers } from '../../electron/db/change-triggers.ts';
import { historyState, listHistory, redo, runCommand, undo } from '../../electron/db/command.ts';
import { connect } from '../../electron/db/open.ts';
import {
  addRecord,
  openCase,
  refusal,
  saveView,
  templateCase,
  USER,
  viewState,
} from '../fixtures/case.ts';

let template: Awaited<ReturnType<typeof templateCase>>;

beforeAll(async () => {
  template = await templateCase();
});
afterAll(() => template.remove());

/** A connection to a fresh copy of the case. */
function openCopy() {
  const path = template.copy();
  const connection = connect({ path, databaseKey: template.databaseKey, mode: 'read-write' });
  return { ...connection, path };
}

function save(db: ReturnType<typeof openCopy>['db'], state: string, author = USER) {
  runCommand(db, { name: `Save ${state}`, author }, () => saveView(db, state));
}

function countOf(db: ReturnType<typeof openCopy>['db'], table: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1;
}

/** Writes an import as the pipeline does: a batch that is withdrawn until its last write. */
function importBatch(
  db: ReturnType<typeof openCopy>['db'],
  batchId: string,
  rows: number,
  author = USER,
): void {
  runCommand(db, { name: `Import ${batchId}`, author }, () => {
    db.prepare(
      `INSERT OR IGNORE INTO source (id, name, basis, created_at) VALUES ('hand', 'By hand', 'assessment', '2026-01-01T00:00:00Z')`,
    ).run();
    db.prepare(
      `INSERT INTO batch (id, source_id, profile, imported_at, imported_by, files, withdrawn_at)
       VALUES (?, 'hand', 'generic', '2026-01-01T00:00:00Z', ?, '[]', '2026-01-01T00:00:00Z')`,
    ).run(batchId, author);
    for (let row = 0; row < rows; row++) addRecord(db, { name: `Row ${row}` }, batchId);
    db.prepare('UPDATE batch SET withdrawn_at = NULL WHERE id = ?').run(batchId);
  });
}

function isWithdrawn(db: ReturnType<typeof openCopy>['db'], batchId: string): boolean {
  return (
    db
      .prepare<[string], number>('SELECT withdrawn_at IS NOT NULL FROM batch WHERE id = ?')
      .pluck()
      .get(batchId) === 1
  );
}

test('no table of the user’s work can be written without a command, by insert, update, delete or replace', () => {
  const { db, close } = openCopy();
  importBatch(db, 'b1', 2);
  runCommand(db, { name: 'Add by hand', author: USER }, () => {
    addRecord(db, { name: 'Ana' });
    saveView(db, 'a');
  });
  const writes = [
    `INSERT INTO source (id, name, basis, created_at) VALUES ('s2', 'x', 'fact', 't')`,
    `UPDATE source SET name = 'x'`,
    `DELETE FROM batch`,
    `UPDATE batch SET withdrawn_at = 't'`,
    `UPDATE record SET fields = '{}'`,
    `DELETE FROM record`,
    `INSERT INTO record (id, source_id, kind, fields, recorded_at) VALUES ('r', 'hand', 'person', '{}', 't')`,
    `INSERT INTO view (id, state, updated_at) VALUES ('v2', '{}', 't')`,
    `REPLACE INTO view (id, state, updated_at) VALUES ('working', '{}', 't')`,
    `DELETE FROM view`,
    `INSERT INTO view_part (view_id, part, places) VALUES ('working', '00', '[]')`,
  ];
  for (const sql of writes) expect(() => db.exec(sql), sql).toThrow('no command is active');
  expect(viewState(db)).toBe('a');
  close();
});

test('every table that holds the user’s work is in the list of change triggers', () => {
  const { db, close } = openCopy();
  const without = [
    'active_command',
    // Bytes by their hash are added once and never change: undo of an attachment writes none.
    'attachment_content',
    'audit',
    'case_info',
    'change',
    'command',
    'entity',
    'entity_alias',
    // The law as it was on a day: added once and never changed.
    'lever_snapshot',
  ];
  const tables = db
    .prepare<[], string>(
      // The search index and its parts are computed from records, as entities are.
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search*'
       ORDER BY name`,
    )
    .pluck()
    .all();
  expect(tables.filter((name) => !without.includes(name))).toEqual(
    CHANGED_TABLES.map(({ table }) => table).sort(),
  );
  expect(ensureChangeTriggers(db)).toBe(false);
  close();
});

test('an update, a delete and a replaced row are kept before and after, every column of them', () => {
  const { db, close } = openCopy();
  save(db, 'a');
  runCommand(db, { name: 'Replace', author: USER }, () =>
    db
      .prepare(
        `REPLACE INTO view (id, name, state, updated_at) VALUES ('working', 'Named', 'b', 't2')`,
      )
      .run(),
  );
  const changes = db
    .prepare<[], { before: string | null; after: string | null }>(
      'SELECT before, after FROM change ORDER BY sequence',
    )
    .all();
  const unset = { created_at: null, created_by: null, updated_by: null, picture: null };
  const at = '2026-01-01T00:00:00Z';
  const first = { id: 'working', name: null, state: 'a', updated_at: at, ...unset };
  const second = { id: 'working', name: 'Named', state: 'b', updated_at: 't2', ...unset };
  expect(
    changes.map(({ before, after }) => [before && JSON.parse(before), after && JSON.parse(after)]),
  ).toEqual([
    [null, first],
    [first, null],
    [null, second],
  ]);
  undo(db, USER);
  expect(viewState(db)).toBe('a');
  close();
});

test('rows of an import are not written to the change log one by one; the batch stands for them', () => {
  const { db, close } = openCopy();
  importBatch(db, 'b1', 50);
  expect(countOf(db, 'record')).toBe(50);
  expect(db.prepare('SELECT DISTINCT table_name FROM change ORDER BY 1').pluck().all()).toEqual([
    'batch',
    'source',
  ]);
  close();
});

test('undo and redo step through a person’s commands in order, and say what they touched', () => {
  const { db, close } = openCopy();
  for (const state of ['a', 'b', 'c']) save(db, state);
  expect(undo(db, USER)).toMatchObject({
    entry: { name: 'Save c', state: 'undone' },
    touched: [{ table: 'view', rowId: 'working' }],
  });
  expect(undo(db, USER).entry.name).toBe('Save b');
  expect(viewState(db)).toBe('a');
  expect(historyState(db, USER)).toMatchObject({
    undo: { name: 'Save a' },
    redo: { name: 'Save b' },
  });
  expect(redo(db, USER).entry).toMatchObject({ name: 'Save b', state: 'done' });
  expect(redo(db, USER).entry.name).toBe('Save c');
  expect(viewState(db)).toBe('c');
  expect(historyState(db, USER).redo).toBeNull();
  close();
});

test('undoing and redoing many times over leaves exactly the rows there were', () => {
  const { db, close } = openCopy();
  save(db, 'a');
  const record = runCommand(db, { name: 'Add', author: USER }, () =>
    addRecord(db, { name: 'Zoë “Żółć”\n\u0001' }),
  );
  const before = db.prepare('SELECT * FROM record').all();
  for (let round = 0; round < 5; round++) {
    undo(db, USER);
    expect(countOf(db, 'record')).toBe(0);
    redo(db, USER);
  }
  expect(db.prepare('SELECT * FROM record').all()).toEqual(before);
  expect(
    db.prepare<[string], string>('SELECT fields FROM record WHERE id = ?').pluck().get(record),
  ).toContain('Żółć');
  close();
});

test('new work ends the redo of its author and of nobody else', () => {
  const { db, close } = openCopy();
  save(db, 'a', 'Ben');
  undo(db, 'Ben');
  save(db, 'b');
  undo(db, USER);
  save(db, 'c');
  expect(historyState(db, USER).redo).toBeNull();
  expect(historyState(db, 'Ben').redo).toMatchObject({ name: 'Save a' });
  expect(
    listHistory(db, { limit: 10, before: null }).map(({ name, state }) => [name, state]),
  ).toEqual([
    ['Save c', 'done'],
    ['Save b', 'overtaken'],
    ['Save a', 'undone'],
  ]);
  close();
});

test('a person undoes their own work, never another’s', async () => {
  const { db, close } = openCopy();
  save(db, 'a', 'Ben');
  expect(await refusal(() => undo(db, USER))).toBe('nothing-to-undo');
  expect(await refusal(() => redo(db, USER))).toBe('nothing-to-undo');
  close();
});

test('an import is taken back whole and done again, its rows staying as received', () => {
  const { db, close } = openCopy();
  importBatch(db, 'b1', 3);
  expect(undo(db, USER).touched).toEqual([{ table: 'batch', rowId: 'b1' }]);
  expect(isWithdrawn(db, 'b1')).toBe(true);
  expect(countOf(db, 'record')).toBe(3);
  expect(redo(db, USER).touched).toEqual([{ table: 'batch', rowId: 'b1' }]);
  expect(isWithdrawn(db, 'b1')).toBe(false);
  undo(db, USER);
  redo(db, USER);
  expect(isWithdrawn(db, 'b1')).toBe(false);
  close();
});

test('undo and redo survive closing and unlocking', async () => {
  const path = template.copy();
  const first = await openCase(path);
  importBatch(first.connection.db, 'b1', 2);
  save(first.connection.db, 'a');
  save(first.connection.db, 'b');
  undo(first.connection.db, USER);
  first.connection.close();

  const second = await openCase(path);
  const { db } = second.connection;
  expect(viewState(db)).toBe('a');
  redo(db, USER);
  expect(viewState(db)).toBe('b');
  for (let step = 0; step < 3; step++) undo(db, USER);
  expect(viewState(db)).toBeNull();
  expect(isWithdrawn(db, 'b1')).toBe(true);
});

test('what another person changed since is not undone from under them, and nothing of the undo is kept', async () => {
  const { db, close } = openCopy();
  runCommand(db, { name: 'Two writes', author: USER }, () => {
    saveView(db, 'a');
    addRecord(db, { name: 'Ana' });
  });
  save(db, 'b', 'Ben');
  const changesBefore = countOf(db, 'change');
  expect(await refusal(() => undo(db, USER))).toBe('undo-conflict');
  expect(viewState(db)).toBe('b');
  expect(countOf(db, 'record')).toBe(1);
  expect(countOf(db, 'change')).toBe(changesBefore);
  expect(countOf(db, 'active_command')).toBe(0);
  undo(db, 'Ben');
  undo(db, USER);
  expect(countOf(db, 'record')).toBe(0);
  close();
});

test('a row that other work rests on is not undone', async () => {
  const { db, close } = openCopy();
  const id = runCommand(db, { name: 'Add', author: USER }, () => addRecord(db, { name: 'Ana' }));
  runCommand(db, { name: 'Correct', author: 'Ben' }, () => {
    const correction = addRecord(db, { name: 'Anna' });
    db.prepare('UPDATE record SET subject_record_id = ? WHERE id = ?').run(id, correction);
  });
  expect(await refusal(() => undo(db, USER))).toBe('undo-conflict');
  expect(countOf(db, 'record')).toBe(2);
  close();
});

test('a redo is refused when the row came back by another hand', async () => {
  const { db, close } = openCopy();
  save(db, 'a');
  undo(db, USER);
  save(db, 'b', 'Ben');
  expect(await refusal(() => redo(db, USER))).toBe('undo-conflict');
  expect(viewState(db)).toBe('b');
  close();
});

test('work that fails leaves no command, no change and no revision', () => {
  const { db, close } = openCopy();
  expect(() =>
    runCommand(db, { name: 'Fails', author: USER }, () => {
      saveView(db, 'a');
      throw new Error('stopped');
    }),
  ).toThrow('stopped');
  expect([
    countOf(db, 'command'),
    countOf(db, 'change'),
    countOf(db, 'active_command'),
    countOf(db, 'view'),
  ]).toEqual([0, 0, 0, 0]);
  expect(readCaseInfo(db, 'revision')).toBe('0');
  save(db, 'b');
  expect(viewState(db)).toBe('b');
  close();
});

test('work that changes nothing is no step to undo; each change, undo and redo raises the revision', () => {
  const { db, close } = openCopy();
  expect(runCommand(db, { name: 'Nothing', author: USER }, () => 7)).toBe(7);
  expect(historyState(db, USER).undo).toBeNull();
  expect(readCaseInfo(db, 'revision')).toBe('0');
  save(db, 'a');
  undo(db, USER);
  redo(db, USER);
  expect(readCaseInfo(db, 'revision')).toBe('3');
  close();
});

test('work that changes nothing does not end the redo', () => {
  const { db, close } = openCopy();
  save(db, 'a');
  undo(db, USER);
  runCommand(db, { name: 'Nothing', author: USER }, () => {});
  expect(historyState(db, USER).redo).toMatchObject({ name: 'Save a' });
  close();
});

test('a command inside a command is refused', () => {
  const { db, close } = openCopy();
  expect(() => runCommand(db, { name: 'Outer', author: USER }, () => save(db, 'a'))).toThrow(
    'already running',
  );
  expect(countOf(db, 'command')).toBe(0);
  close();
});

test('500 steps can be taken back, the 501st not', async () => {
  const { db, close } = openCopy();
  for (let step = 0; step <= 500; step++) save(db, String(step));
  for (let step = 0; step < 500; step++) undo(db, USER);
  expect(viewState(db)).toBe('0');
  expect(historyState(db, USER).undo).toBeNull();
  expect(await refusal(() => undo(db, USER))).toBe('nothing-to-undo');
  redo(db, USER);
  expect(viewState(db)).toBe('1');
  close();
});

test('logical times rise by one whatever the clock says', () => {
  const { db, close } = openCopy();
  for (const state of ['a', 'b', 'c']) save(db, state);
  undo(db, USER);
  expect(db.prepare('SELECT logical_time FROM command ORDER BY id').pluck().all()).toEqual([
    1, 2, 3, 4,
  ]);
  close();
});

test('a disk that fills up in the middle of a command loses that command alone', () => {
  const { db, close } = openCopy();
  save(db, 'a');
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${pages + 4}`);
  expect(() =>
    runCommand(db, { name: 'Too much', author: USER }, () => {
      saveView(db, 'b');
      for (let row = 0; row < 200; row++) addRecord(db, { note: 'x'.repeat(2000) });
    }),
  ).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(db.inTransaction).toBe(false);
  expect([viewState(db), countOf(db, 'record'), countOf(db, 'active_command')]).toEqual([
    'a',
    0,
    0,
  ]);
  db.pragma('max_page_count = 1000000');
  save(db, 'c');
  undo(db, USER);
  expect(viewState(db)).toBe('a');
  close();
});
