import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendAudit, listAudit, verifyAudit } from '../../electron/db/audit.ts';
import { runCommand } from '../../electron/db/command.ts';
import { openCase, refusal, saveView, tamper, templateCase, USER } from '../fixtures/case.ts';

const ENTRY = {
  author: USER,
  role: 'supervisor',
  category: 'consultation',
  method: 'entity.get',
  recordIds: ['r1', 'r2'],
  detail: null,
  reason: 'Weekly review',
} as const;

const ROWS = 12;
let template: Awaited<ReturnType<typeof templateCase>>;
let auditKey: Buffer;

beforeAll(async () => {
  template = await templateCase(({ connection, keys }) => {
    auditKey = Buffer.from(keys.auditKey);
    for (let row = 0; row < ROWS; row++)
      appendAudit(connection.db, keys.auditKey, { ...ENTRY, reason: `Reason ${row}` });
  });
});
afterAll(() => template.remove());

/** Alters the log past its guards, as someone with the database key could, and replays it. */
function verdictAfter(sql: string) {
  const path = template.copy();
  let verdict: ReturnType<typeof verifyAudit> | null = null;
  tamper(path, template.databaseKey, (db) => {
    db.exec('DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete');
    db.exec(sql);
    verdict = verifyAudit(db, auditKey);
  });
  return { path, verdict };
}

test('an untouched log is whole, and its seal is the same each time it is read', () => {
  const first = verdictAfter('').verdict;
  expect(first).toMatchObject({ isWhole: true, rows: ROWS, brokenAt: null });
  expect(first).toHaveProperty('seal', expect.stringMatching(/^12(-[0-9A-F]{4}){4}$/));
  expect(verdictAfter('').verdict).toEqual(first);
});

test.each([
  ['a changed author', `UPDATE audit SET author = 'Ben' WHERE number = 5`, 5],
  ['a changed time', `UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE number = 5`, 5],
  ['a changed role', `UPDATE audit SET role = 'viewer' WHERE number = 5`, 5],
  ['a changed category', `UPDATE audit SET category = 'access' WHERE number = 5`, 5],
  ['a changed method', `UPDATE audit SET method = 'entity.list' WHERE number = 5`, 5],
  ['changed record ids', `UPDATE audit SET record_ids = '["r1"]' WHERE number = 5`, 5],
  ['added detail', `UPDATE audit SET detail = '{}' WHERE number = 5`, 5],
  ['a removed reason', `UPDATE audit SET reason = NULL WHERE number = 5`, 5],
  [
    'a changed hash',
    `UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE number = 5`,
    5,
  ],
  ['a row removed from the middle', `DELETE FROM audit WHERE number = 5`, 5],
  ['the first row removed', `DELETE FROM audit WHERE number = 1`, 1],
  ['the last row removed', `DELETE FROM audit WHERE number = ${ROWS}`, ROWS],
  ['all rows removed', `DELETE FROM audit`, 1],
  ['a later number on the last row', `UPDATE audit SET number = 40 WHERE number = ${ROWS}`, ROWS],
  [
    'a row added without the key',
    `INSERT INTO audit SELECT ${ROWS + 1}, at, author, role, category, method, record_ids, detail, reason, hash FROM audit WHERE number = ${ROWS}`,
    ROWS + 1,
  ],
  [
    'two rows exchanged',
    `UPDATE audit SET number = 99 WHERE number = 5; UPDATE audit SET number = 5 WHERE number = 6; UPDATE audit SET number = 6 WHERE number = 99`,
    5,
  ],
  ['the signed head removed', `DELETE FROM case_info WHERE key = 'audit_head'`, ROWS + 1],
  ['another case’s id', `UPDATE case_info SET value = 'other' WHERE key = 'id'`, 1],
])('%s shows', (_what, sql, brokenAt) => {
  expect(verdictAfter(sql).verdict).toMatchObject({ isWhole: false, brokenAt });
});

test('a log signed with another key is not taken for this one', () => {
  const path = template.copy();
  tamper(path, template.databaseKey, (db) => {
    expect(verifyAudit(db, Buffer.alloc(32, 1))).toMatchObject({ isWhole: false, brokenAt: 1 });
  });
});

test('a case whose last audit rows were cut off is not opened', async () => {
  const { path } = verdictAfter(`DELETE FROM audit WHERE number > 9`);
  expect(await refusal(() => openCase(path))).toBe('case-damaged');
});

test('rows cannot be changed or removed through the case’s own connection', async () => {
  const { connection } = await openCase(template.copy());
  expect(() => connection.db.exec(`UPDATE audit SET author = 'Ben'`)).toThrow('never changed');
  expect(() => connection.db.exec('DELETE FROM audit')).toThrow('never removed');
  expect(() =>
    connection.db.exec('REPLACE INTO audit SELECT * FROM audit WHERE number = 1'),
  ).toThrow('never removed');
});

test('rows list latest first, with how many records each names and not which', async () => {
  const { connection } = await openCase(template.copy());
  const [latest, ...others] = listAudit(connection.db, 3);
  expect(latest).toMatchObject({
    number: ROWS,
    author: USER,
    category: 'consultation',
    recordCount: 2,
    reason: 'Reason 11',
  });
  expect(others).toHaveLength(2);
});

test('a command and its audit row are kept together or not at all', async () => {
  const { connection, keys } = await openCase(template.copy());
  const { db } = connection;
  const audit = {
    auditKey: keys.auditKey,
    role: 'supervisor',
    category: 'alteration',
    method: 'view.saveWorking',
    detail: null,
  } as const;
  runCommand(db, { name: 'Arrange', author: USER, reason: 'Tidy', audit }, () => saveView(db, 'a'));
  expect(listAudit(db, 1)).toMatchObject([
    { number: ROWS + 1, method: 'view.saveWorking', recordCount: 1, reason: 'Tidy' },
  ]);

  const unwritable = { ...audit, category: 'nonsense' as 'alteration' };
  expect(() =>
    runCommand(db, { name: 'Arrange', author: USER, audit: unwritable }, () => saveView(db, 'b')),
  ).toThrow();
  expect(db.prepare(`SELECT state FROM view`).pluck().all()).toEqual(['a']);
  expect(verifyAudit(db, keys.auditKey)).toMatchObject({ isWhole: true, rows: ROWS + 1 });
});

test('what cannot be recorded is refused: a read-only case takes no audit row', async () => {
  const { connection, keys } = await openCase(template.copy(), { mode: 'read-only' });
  expect(await refusal(() => appendAudit(connection.db, keys.auditKey, ENTRY))).toBe(
    'case-read-only',
  );
});

test('replaying the tail alone needs the rows before it only for their last hash', () => {
  const path = template.copy();
  tamper(path, template.databaseKey, (db) => {
    db.exec('DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete');
    db.exec(`UPDATE audit SET author = 'Ben' WHERE number = 2`);
    expect(verifyAudit(db, auditKey, { lastRows: 5 }).isWhole).toBe(true);
    expect(verifyAudit(db, auditKey, { lastRows: 11 }).isWhole).toBe(false);
  });
});
