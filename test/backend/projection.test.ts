import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { quote } from '../../shared/query/lex.ts';
import { sharedData } from '../shared-data.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

/** Everything that is computed from records, without the numbers that rows happen to have. */
function projected(db: Database) {
  return {
    entities: db
      .prepare(
        `SELECT e.id, e.kind, e.label, e.sort_label, e.is_protected, e.category, e.role, e.sector, e.premises_type,
           e.seen_on, e.grades, e.sources, t.code, t.title, t.name, t.body
         FROM entity e LEFT JOIN search_text t ON t.number = e.number ORDER BY e.id`,
      )
      .all(),
    aliases: db.prepare('SELECT * FROM entity_alias ORDER BY record_id').all(),
    words: db.prepare('SELECT term, doc, cnt FROM search_word ORDER BY term').all(),
  };
}

/** That the index holds the words of its texts, no more and no fewer. */
function checkIndex(db: Database): void {
  db.exec(`INSERT INTO search (search, rank) VALUES ('integrity-check', 1)`);
}

test('entities and words that were kept by steps are those that are made anew', async () => {
  const started = await startWithCase();
  const { api, backend } = started;
  const open = backend.connect().session.open();
  const { db } = open.connection;
  const file = (edition: number, count: number) =>
    textFile(
      'people.csv',
      [
        'id,type,name,dateOfBirth,phone,notes',
        ...Array.from(
          { length: count },
          (_, index) =>
            `p${index},person,Example ${index * edition},${index % 9 === 0 ? 2015 : 1980},0770090${1000 + index},Edition ${edition}`,
        ),
      ].join('\n'),
    );
  const steps: (() => Promise<unknown>)[] = [
    () => importFiles(started, [file(1, 60)]),
    () => importFiles(started, [file(2, 40)]),
    () => importFiles(started, [textFile('cars.csv', 'id,type,registration\nc1,vehicle,QA12 ZZZ')]),
    async () => {
      const { items } = await api.entity.query({ filter: 'protected:no type:person', limit: 3 });
      for (const { id } of items) {
        await api.entity.correct({ id, field: 'name', value: 'Corrected Name', reason: 'Test' });
        await api.entity.correct({ id, field: 'vulnerable', value: true, reason: 'Test' });
      }
    },
    () => api.history.undo(),
    () => api.history.undo(),
    () => api.history.redo(),
    async () => {
      const [latest] = await api.import.list();
      await api.import.withdraw({ id: latest?.id ?? '' });
    },
    () => api.history.undo(),
    async () => {
      const imports = await api.import.list();
      for (const { id } of imports.filter(({ withdrawnAt }) => withdrawnAt === null))
        await api.import.withdraw({ id });
    },
    () => api.history.undo(),
  ];
  for (const [index, step] of steps.entries()) {
    await step();
    checkIndex(db);
    const kept = projected(db);
    expect(kept.entities.length, `step ${index}`).toBeGreaterThan(index === 9 ? -1 : 0);
    db.transaction(() => {
      open.projection.rebuild();
      expect(projected(db), `step ${index}`).toEqual(kept);
    })();
  }
});

test('a case that another ontology projected is projected anew, and one that is current is left alone', async () => {
  const started = await startWithCase();
  await importFiles(started, [textFile('people.csv', 'id,type,name\np1,person,Ana Example')]);
  const { projection, connection } = started.backend.connect().session.open();
  expect(projection.ensureCurrent()).toBe(false);
  connection.db.exec(
    `UPDATE case_info SET value = 'another' WHERE key = 'projection'; DELETE FROM search_text; DELETE FROM entity;`,
  );
  expect(projection.ensureCurrent()).toBe(true);
  expect((await started.api.entity.search({ text: 'ana' })).total).toBe(1);
  expect(projection.ensureCurrent()).toBe(false);
});

const naughty = sharedData('naughty_strings');
test.skipIf(naughty === null)(
  'no text breaks the index, the search box or the query',
  { timeout: 120_000 },
  async () => {
    const texts = readFileSync(join(naughty ?? '', 'blns.txt'), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'));
    expect(texts.length).toBeGreaterThan(400);
    const started = await startWithCase();
    const { api, backend } = started;
    await importFiles(started, [textFile('people.csv', 'id,type,name\np1,person,Ana Example')]);
    const { db } = backend.connect().session.open().connection;
    const [{ id = '' } = {}] = (await api.entity.search({ text: 'ana' })).items;
    const lost: string[] = [];
    for (const text of texts) {
      const typed = text.trim().slice(0, 200);
      await expect(api.entity.search({ text: typed }), text).resolves.toBeDefined();
      await expect(
        api.entity
          .query({ filter: quote(text).slice(0, 1999) })
          .catch((error: Error) => error.message),
        text,
      ).resolves.toBeDefined();
    }
    for (const text of texts.filter((_, index) => index % 12 === 0 && index < 500)) {
      const value = text.slice(0, 200);
      if (value.trim() === '' || value.includes('\u0000')) continue;
      await api.entity.correct({ id, field: 'notes', value, reason: 'Test' });
      const { items } = await api.entity.search({ text: value.trim() });
      // What holds no letter, digit or pictogram is not searched by.
      if (items.length === 0 && /[\p{L}\p{N}]/u.test(value)) lost.push(value);
    }
    checkIndex(db);
    expect(lost).toEqual([]);
  },
);
