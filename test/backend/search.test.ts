import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { APPLICATION_ID, applySettings, openKeyed } from '../../electron/db/connection.ts';
import { MIGRATIONS_FOLDER, migrate } from '../../electron/db/migrate.ts';
import { createCase } from '../../electron/db/open.ts';
import type { EntityMatch } from '../../shared/api/entity.ts';
import {
  importFiles,
  PASSPHRASE,
  startBackend,
  startWithCase,
  temporaryDir,
  textFile,
  USER,
} from './fixture.ts';

const PEOPLE = textFile(
  'people.csv',
  [
    'id,type,name,aliases,dateOfBirth,role,postcode,phone,address,notes,registration,companyNumber,sector',
    'p1,person,Ana Example,Annie O’Brien,1981-03-27,principal,ZZ1 1AA,07700 900123,"1 Invented Row, Heronsford",Drives a white van QA12 ZZZ,,,',
    'p2,person,Bram Kowalski,,1990-01-02,,ZZ1 1AB,+44 7700 900 456,,Ana said so,,,',
    'p3,person,Anabel Sample,,1975-05-05,,,,,,,,',
    'v1,person,Cary Quillfeather,Cazza,2012-05-05,,ZZ1 1AC,07700 900789,"9 Hidden Close",Lives with Ana,,,',
    'b1,business,Zoë’s Nails,,,,ZZ1 1AD,,,,,09900123,nail-bar',
    'c1,vehicle,,,,,,,,,QB34 YYY,,',
  ].join('\n'),
);

async function startWithPeople() {
  const started = await startWithCase();
  await importFiles(started, [PEOPLE]);
  return started;
}

type Started = Awaited<ReturnType<typeof startWithPeople>>;

async function found({ api }: Started, text: string): Promise<EntityMatch[]> {
  return (await api.entity.search({ text })).items;
}

test('an entity is found by any field of any record, in any spacing, case and accents', async () => {
  const started = await startWithPeople();
  const first: Record<string, string> = {};
  for (const text of [
    'ANA EXAMPLE',
    'obrien',
    'O’Brien',
    '07700900123',
    '+44 7700 900123',
    '0770 0900 456',
    'zz11ab',
    'ZZ1 1AA',
    'qa12zzz',
    'QB34YYY',
    'qb3 4yyy',
    '9900123',
    '09900123',
    'zoes nails',
    'Zoe',
    'nail bar',
    '27/3/1981',
    '27 Mar 1981',
    'invented row',
    'white van',
    'heronsf',
    '900456',
    '34yyy',
  ])
    first[text] = (await found(started, text))[0]?.label ?? '';
  expect(first).toEqual({
    'ANA EXAMPLE': 'Ana Example',
    obrien: 'Ana Example',
    'O’Brien': 'Ana Example',
    '07700900123': 'Ana Example',
    '+44 7700 900123': 'Ana Example',
    '0770 0900 456': 'Bram Kowalski',
    zz11ab: 'Bram Kowalski',
    'ZZ1 1AA': 'Ana Example',
    qa12zzz: 'Ana Example',
    QB34YYY: 'QB34 YYY',
    'qb3 4yyy': 'QB34 YYY',
    '9900123': 'Zoë’s Nails',
    '09900123': 'Zoë’s Nails',
    'zoes nails': 'Zoë’s Nails',
    Zoe: 'Zoë’s Nails',
    'nail bar': 'Zoë’s Nails',
    '27/3/1981': 'Ana Example',
    '27 Mar 1981': 'Ana Example',
    'invented row': 'Ana Example',
    'white van': 'Ana Example',
    heronsf: 'Ana Example',
    '900456': 'Bram Kowalski',
    '34yyy': 'QB34 YYY',
  });
});

test('one or two typing errors are forgiven, by length, and what is typed right comes first', async () => {
  const started = await startWithPeople();
  const labels = async (text: string) => (await found(started, text)).map(({ label }) => label);
  expect(await labels('kowalsky')).toEqual(['Bram Kowalski']);
  expect(await labels('kovalksi')).toEqual(['Bram Kowalski']);
  expect(await labels('koalsk')).toEqual(['Bram Kowalski']);
  expect(await labels('qb34yyx')).toEqual(['QB34 YYY']);
  expect(await labels('bam kowalski')).toEqual([]);
  expect(await labels('anx')).toEqual([]);
  // A whole name, then a name that begins so, then a word of another field.
  expect(await labels('ana')).toEqual(['Ana Example', 'Anabel Sample', 'Bram Kowalski']);
  expect(await labels('anna example')).toEqual(['Ana Example']);
});

test('the order does not depend on how many are asked for', async () => {
  const started = await startWithPeople();
  const all = await started.api.entity.search({ text: 'a', limit: 500 });
  for (const limit of [1, 2, 3]) {
    const some = await started.api.entity.search({ text: 'a', limit });
    expect(some.total).toBe(all.total);
    expect(some.items).toEqual(all.items.slice(0, limit));
  }
});

test('each answer says which field matched, with the characters that did', async () => {
  const started = await startWithPeople();
  const matched = async (text: string) => {
    const [item] = await found(started, text);
    const match = item?.matched;
    return (
      match && [
        match.field,
        match.label,
        ...match.highlights.map(([start, end]) => match.text.slice(start, end)),
      ]
    );
  };
  expect(await matched('ana ex')).toEqual(['label', 'Name', 'Ana', 'Ex']);
  expect(await matched('obrien')).toEqual(['aliases', 'Also known as', 'O’Brien']);
  expect(await matched('07700900456')).toEqual(['phone', 'Phone', '+44 7700 900 456']);
  expect(await matched('27/3/1981')).toEqual(['dateOfBirth', 'Date of birth', '27 Mar 1981']);
  expect(await matched('van qa12zzz')).toEqual(['notes', 'Notes', 'van', 'QA12 ZZZ']);
  const [ana] = await found(started, 'ana example');
  expect((await found(started, ana?.reference ?? ''))[0]).toMatchObject({
    id: ana?.id,
    matched: { field: 'reference', text: ana?.reference },
  });
});

test('what was overtaken is still found, and undo takes a correction out again', async () => {
  const started = await startWithPeople();
  const { api } = started;
  const id = (await found(started, 'kowalski'))[0]?.id ?? '';
  await api.entity.correct({
    id,
    field: 'name',
    value: 'Bram Specimen',
    reason: 'Seen his licence',
  });
  expect((await found(started, 'kowalski'))[0]).toMatchObject({
    id,
    label: 'Bram Specimen',
    matched: { field: 'name', text: 'Bram Kowalski' },
  });
  expect((await found(started, 'specimn'))[0]?.id).toBe(id);
  await api.history.undo();
  expect(await found(started, 'specimen')).toEqual([]);
});

test('what no letter or digit is in finds nothing, and no syntax is read from the text', async () => {
  const started = await startWithPeople();
  for (const text of [
    '&',
    '"',
    '" OR "',
    '*',
    'NEAR(ana)',
    'name:ana',
    '{body}:ana',
    '-ana',
    'ana" OR "bram',
  ])
    await expect(started.api.entity.search({ text }), text).resolves.toBeDefined();
  expect((await started.api.entity.search({ text: '&' })).total).toBe(0);
  await expect(started.api.entity.search({ text: '\u0000' })).rejects.toThrow('a NUL character');
  expect((await found(started, 'name:ana')).map(({ label }) => label)).toEqual([]);
});

/** Every block of the index and every word of its texts, as stored. */
function indexed({ backend }: Pick<Started, 'backend'>): string {
  const { db } = backend.connect().session.open().connection;
  const blocks = db.prepare<[], Buffer>('SELECT block FROM search_data').pluck().all();
  const texts = db
    .prepare<[], string>(
      `SELECT code || ' ' || title || ' ' || name || ' ' || body FROM search_text`,
    )
    .pluck()
    .all();
  const words = db.prepare<[], string>('SELECT term FROM search_word').pluck().all();
  return [...blocks.map((block) => block.toString('latin1')), ...texts, ...words].join('\n');
}

test('nothing of a protected person is in the index, and only the whole reference finds them', async () => {
  const started = await startWithPeople();
  const { api } = started;
  const { items } = await api.entity.list({});
  const child = items.find(({ isProtected }) => isProtected);
  const reference = child?.reference ?? '';
  expect(indexed(started)).toMatch(/owalski/);
  // The index keeps words without the beginning that they share with the one before.
  expect(indexed(started)).not.toMatch(/uillfeather|azza|zz11ac|07700900789|idden/);
  for (const text of [
    'Cary Quillfeather',
    'quillfeathr',
    'cazza',
    'ZZ1 1AC',
    '07700900789',
    'hidden close',
    reference.slice(0, 8),
  ])
    expect(JSON.stringify(await api.entity.search({ text })), text).not.toContain(child?.id);
  expect(await api.entity.search({ text: reference.toLowerCase() })).toMatchObject({
    total: 1,
    items: [{ id: child?.id, matched: { field: 'reference', text: reference } }],
  });
});

test('a person who becomes protected leaves no word in the index, and returns with undo', async () => {
  const started = await startWithPeople();
  const { api } = started;
  const id = (await found(started, 'kowalski'))[0]?.id ?? '';
  await api.entity.correct({ id, field: 'vulnerable', value: true, reason: 'Assessed' });
  expect(await found(started, 'kowalski')).toEqual([]);
  expect(indexed(started)).not.toMatch(/owalski|zz11ab|07700900456/);
  await api.history.undo();
  expect((await found(started, 'kowalski'))[0]?.id).toBe(id);
});

test('an import that is taken back leaves no word in the index, large or small', async () => {
  const started = await startWithPeople();
  const more = Array.from(
    { length: 300 },
    (_, index) => `q${index},person,Zebedee Wolverine ${index}`,
  );
  const large = await importFiles(started, [
    textFile('more.csv', ['id,type,name', ...more].join('\n')),
  ]);
  const small = await importFiles(started, [
    textFile('one.csv', 'id,type,name\nr1,person,Ottoline Pangolin'),
  ]);
  for (const [batchId, word] of [
    [small.batchId, 'angolin'],
    [large.batchId, 'olverine'],
  ] as const) {
    expect(indexed(started)).toContain(word);
    await started.api.import.withdraw({ id: batchId ?? '' });
    expect(indexed(started)).not.toContain(word);
  }
  expect((await found(started, 'ana example'))[0]?.label).toBe('Ana Example');
  await started.api.history.undo();
  expect((await found(started, 'zebedee wolverine 299'))[0]?.label).toBe('Zebedee Wolverine 299');
});

test('erased words leave at once because the index is told so', async () => {
  const { backend } = await startWithCase();
  const { db } = backend.connect().session.open().connection;
  expect(
    db.prepare<[], number>(`SELECT v FROM search_config WHERE k = 'secure-delete'`).pluck().get(),
  ).toBe(1);
});

test('a search and the best of its hits are read through the index and by number alone', async () => {
  const { backend } = await startWithPeople();
  const { db } = backend.connect().session.open().connection;
  const plan = (sql: string, ...values: unknown[]) =>
    db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => detail)
      .join('\n');
  const search = plan(
    `SELECT e.number FROM (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT 10) found JOIN entity e ON e.number = found.rowid`,
    '"ana" *',
  );
  expect(search).toMatch(/VIRTUAL TABLE INDEX/);
  expect(search).toMatch(/SEARCH e USING INTEGER PRIMARY KEY/);
  expect(
    plan(`SELECT id FROM entity WHERE kind = ? ORDER BY is_protected, sort_label`, 'person'),
  ).toBe('SEARCH entity USING INDEX entity_by_kind (kind=?)');
  expect(plan(`SELECT id FROM entity WHERE is_protected = 1`)).toMatch(/entity_by_protection/);
});

/** A case as the first version wrote it, with rows in it. */
async function firstVersionCase(path: string): Promise<void> {
  const made = await createCase({ path, name: 'Heron', user: USER, passphrase: PASSPHRASE });
  const databaseKey = Buffer.from(made.keys.databaseKey);
  const { db } = made.connection;
  const info = db.prepare<[], [string, string]>('SELECT key, value FROM case_info').raw().all();
  const audit = db.prepare<[], unknown[]>('SELECT * FROM audit').raw().all();
  made.connection.close();
  rmSync(path);
  const folder = mkdtempSync(join(tmpdir(), 'achilles-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(MIGRATIONS_FOLDER, '0001-create-case.sql'), join(folder, '0001-create-case.sql'));

  closeSync(openSync(path, 'wx', 0o600));
  const old = openKeyed({ path, databaseKey, mode: 'read-write' });
  old.pragma(`application_id = ${APPLICATION_ID}`);
  applySettings(old);
  migrate(old, folder, () => {});
  for (const row of info)
    old.prepare('INSERT INTO case_info (key, value) VALUES (?, ?)').run(...row);
  for (const row of audit)
    old.prepare(`INSERT INTO audit VALUES (${row.map(() => '?').join(', ')})`).run(...row);
  old.exec(`
    INSERT INTO command VALUES ('c1', 1, '2026-01-01T00:00:00Z', '${USER}', 'Import', 'do', NULL, NULL, 'done');
    INSERT INTO active_command VALUES (1, 'c1');
    INSERT INTO source (id, name, basis, created_at) VALUES ('s1', 'Register', 'fact', '2026-01-01T00:00:00Z');
    INSERT INTO batch VALUES ('b1', 's1', 'generic', '2026-01-01T00:00:00Z', '${USER}', '[]', NULL);
    INSERT INTO record (id, source_id, batch_id, kind, fields, observed_on, recorded_at) VALUES
      ('r1', 's1', 'b1', 'person', '{"name":"Ana Example","phone":"07700 900123"}', '2025-12-01', '2026-01-01T00:00:00Z'),
      ('r2', 's1', 'b1', 'person', '{"name":"Cary Quillfeather","age":12}', NULL, '2026-01-01T00:00:00Z');
    INSERT INTO record (id, source_id, kind, fields, subject_record_id, recorded_at) VALUES
      ('r3', 's1', 'person', '{"aliases":["Annie Alias"]}', 'r1', '2026-01-02T00:00:00Z');
    INSERT INTO entity VALUES ('r1', 'person', 'Ana Example', 'ana example', 0, NULL, NULL), ('r2', 'person', 'Cary Quillfeather', '', 1, NULL, NULL);
    INSERT INTO entity_alias VALUES ('r3', 'r1');
    DELETE FROM active_command;
  `);
  old.close();
}

test('a case of the first version is backed up, and finds everything once it is opened', async () => {
  const dir = temporaryDir();
  const path = join(dir, 'Heron.achilles');
  await firstVersionCase(path);
  const started = startBackend(dir);
  const { api, backend } = started;
  await api.case.unlock({
    handle: backend.registerCase(path),
    user: null,
    passphrase: PASSPHRASE,
    reason: 'Test',
  });
  expect(readdirSync(dir)).toContain('Heron.before-version-2.achilles');
  expect((await api.entity.search({ text: 'annie alias' })).items).toMatchObject([
    { id: 'r1', matched: { field: 'aliases' } },
  ]);
  expect((await api.entity.search({ text: '07700900123' })).items.map(({ id }) => id)).toEqual([
    'r1',
  ]);
  expect((await api.entity.search({ text: 'quillfeather' })).total).toBe(0);
  expect((await api.entity.list({})).items.map(({ id, isProtected }) => [id, isProtected])).toEqual(
    [
      ['r1', false],
      ['r2', true],
    ],
  );
  expect(
    (await api.entity.query({ filter: 'seen:2025-12 source:register', fields: ['phone'] })).items,
  ).toMatchObject([{ id: 'r1', values: { phone: '07700 900123' } }]);
});
