import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { damagedLogPath } from '../../electron/db/damaged-log.ts';
import { unlockCase } from '../../electron/db/open.ts';
import type { ErrorData } from '../../shared/api/errors.ts';
import { tamper } from '../fixtures/case.ts';
import { importFiles, PASSPHRASE, startWithCase, textFile, USER } from './fixture.ts';

const PAGE_BYTES = 4096;
const REASON = 'To see what is left';
const PEOPLE = textFile(
  'people.csv',
  'id,type,name,dateOfBirth,role\np1,person,Ana Example,1981-03-27,principal\nv1,person,Cary Quillfeather,2012-05-05,exploited-child\n',
);

type Started = Awaited<ReturnType<typeof startWithCase>>;

/** A closed case with a backup, two changes after it, and free pages at its end. */
async function closedCase(options: { readonly backUp?: boolean } = {}) {
  const started = await startWithCase();
  const { api, path } = started;
  await importFiles(started, [PEOPLE], { sourceName: 'Register', basis: 'fact' });
  if (options.backUp !== false)
    for await (const _event of await api.backup.make({ target: null, reason: 'Evening' }));
  for (const authorityName of ['Harrowmere', 'Harrowmere County Council'])
    await api.case.saveArea({ ...(await api.case.area()), authorityName });
  await api.case.close();
  const roots = await rootsOf(path);
  return { ...started, roots };
}

async function rootsOf(path: string) {
  const { connection, keys } = await unlockCase({
    path,
    user: USER,
    passphrase: PASSPHRASE,
    mode: 'read-write',
  });
  const key = Buffer.from(keys.databaseKey);
  connection.close();
  const roots = new Map<string, number>();
  tamper(path, key, (db) => {
    for (const { name, rootpage } of db
      .prepare<[], { name: string; rootpage: number }>('SELECT name, rootpage FROM sqlite_schema')
      .all())
      roots.set(name, rootpage);
    roots.set('free', Number(db.pragma('page_count', { simple: true })) + 1);
    db.exec(
      'CREATE TABLE spare (content BLOB); INSERT INTO spare VALUES (zeroblob(40000)); DROP TABLE spare',
    );
  });
  return roots;
}

/** Overwrites pages of a closed case, by what they hold. */
function overwrite(
  { path, roots }: { readonly path: string; readonly roots: ReadonlyMap<string, number> },
  ...names: string[]
): void {
  const handle = openSync(path, 'r+');
  for (const name of names) {
    const page = roots.get(name);
    if (page === undefined) throw new Error(`There is no ${name}.`);
    const count = name === 'free' ? statSync(path).size / PAGE_BYTES - page + 1 : 1;
    if (count < 1) throw new Error('There is nothing to overwrite.');
    const [at, bytes] = [(page - 1) * PAGE_BYTES, Buffer.alloc(count * PAGE_BYTES)];
    readSync(handle, bytes, 0, bytes.length, at);
    writeSync(
      handle,
      bytes.map((byte) => byte ^ 0xff),
      0,
      bytes.length,
      at,
    );
  }
  closeSync(handle);
}

const CREDENTIALS = { user: null, passphrase: PASSPHRASE, reason: REASON };

async function failureOf(call: () => Promise<unknown>): Promise<ErrorData & { message: string }> {
  try {
    await call();
  } catch (error) {
    const { data, message } = error as { data: ErrorData; message: string };
    return { ...data, message };
  }
  throw new Error('the call was not refused');
}

const unlock = ({ api, handle }: Pick<Started, 'api' | 'handle'>) =>
  failureOf(() => api.case.unlock({ handle, ...CREDENTIALS }));

/** What is in the folder of the case besides the log of what was done in it. */
const namesBeside = (path: string) =>
  readdirSync(dirname(path))
    .filter((name) => !name.endsWith('.damaged-log'))
    .sort();

test.for([
  ['a table', ['record_list']],
  ['an index', ['command_by_author']],
  ['the list of free pages', ['free']],
  ['a table and an index', ['attachment', 'command_by_author']],
] as const)(
  'a case whose damage is in %s opens for reading, refuses every change, and its bytes stay as they were',
  async ([, names]) => {
    const started = await closedCase();
    const { api, path, handle } = started;
    overwrite(started, ...names);
    const before = readFileSync(path);
    const beside = namesBeside(path);

    const refused = await unlock(started);
    expect(refused.code).toBe('case-damaged');
    expect(refused.damage).toMatchObject({ passedOver: 0, lost: { changes: 2 } });
    expect(refused.damage?.backupMadeAt).toMatch(/^\d{4}-/);
    expect(
      refused.damage?.lost?.firstAt?.localeCompare(refused.damage.lost.lastAt ?? ''),
    ).toBeLessThan(0);

    const state = await api.case.openDamaged({ handle, ...CREDENTIALS });
    expect(state).toMatchObject({
      status: 'open',
      name: 'Test case',
      isReadOnly: true,
      isDamaged: true,
    });
    const listed = await api.entity.list({});
    expect(JSON.stringify(listed)).toContain('Ana Example');
    expect(JSON.stringify(listed)).not.toContain('Quillfeather');
    const area = await api.case.area();
    for (const change of [
      () => api.case.saveArea(area),
      () => api.history.undo(),
      () => api.backup.make({ target: null, reason: REASON }),
      () => api.key.change({ passphrase: PASSPHRASE, reason: REASON }),
      () => api.case.makeRecoveryCode({ reason: REASON }),
      () => importFiles(started, [PEOPLE]),
    ])
      expect((await failureOf(change)).code).toBe('case-read-only');
    await api.case.close();

    expect(readFileSync(path).equals(before)).toBe(true);
    expect(namesBeside(path)).toEqual(beside);
  },
);

test('a call that meets a damaged page says so, and the others go on', async () => {
  const started = await closedCase();
  const { api, handle } = started;
  overwrite(started, 'command_by_author');
  await api.case.openDamaged({ handle, ...CREDENTIALS });
  const failed = await failureOf(() => api.history.state());
  expect(failed).toMatchObject({
    code: 'case-damaged',
    message: expect.stringContaining('a part of the case file that is damaged'),
  });
  expect((await api.entity.list({})).items).toHaveLength(2);
  expect((await api.case.state()).status).toBe('open');
  await api.case.close();
  overwrite(started, 'record');
  await api.case.openDamaged({ handle, ...CREDENTIALS });
  expect((await failureOf(() => api.entity.list({}))).code).toBe('case-damaged');
  expect(await api.case.area()).toMatchObject({ authorityName: 'Harrowmere County Council' });
});

test('a case that is found damaged while it is open goes on for reading, and neither its file nor what was committed beside it is written any more', async () => {
  const started = await closedCase();
  const { api, handle, path } = started;
  await api.case.unlock({ handle, ...CREDENTIALS });
  const area = await api.case.area();
  const [person] = (await api.entity.list({})).items;
  const get = () => api.entity.get({ id: person?.id ?? '' });
  expect((await get()).summary.label).toBe(person?.label);
  overwrite(started, 'command_by_author');
  // What was logged since the case was unlocked is committed beside the file.
  const files = () => [path, `${path}-wal`].map((file) => readFileSync(file));
  const before = files();

  const broken = () => failureOf(() => api.history.state());
  expect((await broken()).code).toBe('case-damaged');
  expect(await api.case.state()).toMatchObject({
    status: 'open',
    isDamaged: true,
    isReadOnly: true,
  });
  expect((await failureOf(() => api.case.saveArea(area))).code).toBe('case-read-only');
  expect(await api.case.area()).toEqual(area);
  expect((await get()).summary.label).toBe(person?.label);
  expect((await broken()).code).toBe('case-damaged');
  await api.case.close();
  expect(files()).toEqual(before);

  expect((await unlock(started)).code).toBe('case-damaged');
  await api.case.openDamaged({ handle, ...CREDENTIALS });
  // Both readings are in the log: the first in the case, the second beside it.
  const methods = (await api.audit.list({})).map(({ method }) => method);
  expect(methods.filter((method) => method === 'entity.get')).toHaveLength(2);
  await api.case.close();
});

test('a page that holds the beginning of a case leaves nothing to open, and says so', async () => {
  const started = await closedCase();
  const { api, handle, path } = started;
  overwrite({ path, roots: new Map([['first', 1]]) }, 'first');
  const before = readFileSync(path);
  expect((await unlock(started)).damage).toMatchObject({ lost: null, passedOver: 0 });
  const refused = await failureOf(() => api.case.openDamaged({ handle, ...CREDENTIALS }));
  expect(refused.code).toBe('case-damaged');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('records of a damaged case can still be exported, and the log beside it tells of the opening, the export and the closing', async () => {
  const started = await closedCase();
  const { api, handle, path } = started;
  overwrite(started, 'command_by_author');
  await api.case.openDamaged({ handle, ...CREDENTIALS });
  const file = await api.entity.export({
    format: 'csv',
    columns: ['record'],
    sort: { by: 'label', direction: 'ascending' },
    reason: 'Kept for the record',
  });
  expect(await file.text()).toContain('Ana Example');
  await api.case.close();
  await api.case.openDamaged({ handle, ...CREDENTIALS });
  const rows = await api.audit.list({});
  expect(rows.map(({ method, reason }) => [method, reason]).slice(0, 4)).toEqual([
    ['case.openDamaged', REASON],
    ['case.close', null],
    ['entity.export', 'Kept for the record'],
    ['case.openDamaged', REASON],
  ]);
  expect(rows.map(({ number }) => number)).toEqual(
    rows.map((_, at) => (rows[0]?.number ?? 0) - at),
  );
  const log = readFileSync(damagedLogPath(path), 'latin1');
  expect(log).not.toContain(REASON);
  expect(log).not.toContain(USER);
});

test('a case whose opening cannot be recorded beside it stays closed, and says why', async () => {
  const started = await closedCase();
  const { api, handle, path } = started;
  overwrite(started, 'record');
  mkdirSync(damagedLogPath(path));
  const refused = await failureOf(() => api.case.openDamaged({ handle, ...CREDENTIALS }));
  expect(refused).toMatchObject({
    code: 'case-read-only',
    message: expect.stringContaining('could not be recorded'),
  });
  expect((await api.case.state()).status).not.toBe('open');
});

test('what would be lost is counted without its days where only the index of the changes can be read, and else cannot be told', async () => {
  const started = await closedCase();
  overwrite(started, 'command');
  expect((await unlock(started)).damage?.lost).toEqual({ changes: 2, firstAt: null, lastAt: null });
  overwrite(started, 'sqlite_autoindex_command_2');
  const { damage } = await unlock(started);
  expect(damage?.lost).toBeNull();
  expect(damage?.backupMadeAt).not.toBeNull();
});

test('a damaged backup is passed over, and without a whole one none is offered', async () => {
  const started = await closedCase();
  overwrite(started, 'record');
  const folder = join(dirname(started.path), 'Backups');
  const backup = readdirSync(folder).find((name) => name.endsWith('.achilles')) ?? '';
  const handle = openSync(join(folder, backup), 'r+');
  writeSync(handle, Buffer.alloc(PAGE_BYTES, 7), 0, PAGE_BYTES, 4 * PAGE_BYTES);
  closeSync(handle);
  expect((await unlock(started)).damage).toEqual({ backupMadeAt: null, passedOver: 1, lost: null });
  rmSync(folder, { recursive: true });
  expect((await unlock(started)).damage).toEqual({ backupMadeAt: null, passedOver: 0, lost: null });
});

test('a whole case does not open as a damaged one, nor a damaged one with a wrong passphrase', async () => {
  const started = await closedCase({ backUp: false });
  const { api, handle, path } = started;
  expect(await failureOf(() => api.case.openDamaged({ handle, ...CREDENTIALS }))).toMatchObject({
    code: 'bad-request',
  });
  overwrite(started, 'record');
  const before = readFileSync(path);
  const wrong = { handle, ...CREDENTIALS, passphrase: 'six words that open nothing here' };
  expect((await failureOf(() => api.case.openDamaged(wrong))).code).toBe('passphrase-wrong');
  expect(readFileSync(path).equals(before)).toBe(true);
});
