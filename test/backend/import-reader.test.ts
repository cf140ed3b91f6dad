import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ImportOptions } from '../../shared/api/import.ts';
import { startWithCase, temporaryDir, textFile } from './fixture.ts';

const OPTIONS = ImportOptions.parse({});
const PEOPLE = 30_000;

/** A list so long that a thread of its own reads it, with one impossible date in it. */
function longList(): string {
  const rows = Array.from({ length: PEOPLE }, (_, index) => {
    const day = index === 700 ? '31/02/1981' : '03/07/1978';
    return `p${index},Ana Example ${index},${day},Invented note number ${index}`;
  });
  return `id,name,date of birth,notes\n${rows.join('\n')}\n`;
}

async function startWithFile(text = longList()) {
  const name = 'people.csv';
  const started = await startWithCase();
  const path = join(temporaryDir(), name);
  writeFileSync(path, text);
  const files = started.backend.registerFiles([{ name, path, isTemporary: false }]);
  const { reader } = started.backend.connect().session.open();
  return { ...started, path, reader, request: { files, options: OPTIONS, table: name } };
}

test('a long list is read by a thread of its own, with the same faults and rows as a short one has, and others are answered meanwhile', async () => {
  const started = await startWithFile();
  const { api, request, reader } = started;
  const order: string[] = [];
  const looking = api.import
    .tables({ files: request.files, options: OPTIONS })
    .finally(() => order.push('tables'));
  await api.case.info();
  order.push('case');
  const [table] = await looking;
  expect(order).toEqual(['case', 'tables']);
  expect(table).toMatchObject({ name: 'people.csv', needsMapping: false, problem: null });
  expect(reader.hasThread()).toBe(true);
  const preview = await api.import.preview(request);
  expect(preview).toMatchObject({ rows: PEOPLE, isWhole: true, moreFaults: 0 });
  const fault = {
    column: 'date of birth',
    reason: expect.stringMatching(/no such day/),
    severity: 'quarantine',
    value: '31/02/1981',
  };
  expect(preview.faults).toEqual([{ at: 700, row: 702, ...fault }]);
  const places = [0, PEOPLE - 1, PEOPLE];
  const rows = await api.import.rows({ ...request, places });
  expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
    [2, 'p0'],
    [PEOPLE + 1, `p${PEOPLE - 1}`],
  ]);

  const short = textFile('short.csv', 'id,name,date of birth\n1,Bo Sample,31/02/1981\n');
  const files = started.backend.registerFiles([short]);
  const told = await api.import.preview({ files, options: OPTIONS, table: 'short.csv' });
  expect(told.faults).toEqual([{ at: 0, row: 2, ...fault }]);
});

test('whoever has gone is read for no longer: the thread ends, and the next question starts another', async () => {
  const { api, request, reader } = await startWithFile();
  const gone = new AbortController();
  const reading = api.import.preview(request, { signal: gone.signal });
  while (!reader.isReading()) await nextTurn();
  // One who waits behind it is not stopped with it.
  const behind = api.import.rows({ ...request, places: [1] });
  gone.abort();
  await expect(reading).rejects.toThrow();
  expect(await behind).toMatchObject([{ row: 3 }]);
  await expect(api.import.preview(request, { signal: gone.signal })).rejects.toThrow();
});

test.each([
  ['left', ({ api }) => api.import.leave()],
  ['locked', ({ api }) => api.case.lock()],
  ['closed', ({ api }) => api.case.close()],
] satisfies readonly [string, (started: Awaited<ReturnType<typeof startWithFile>>) => unknown][])(
  'once the import is %s nothing is read and nothing of it is held',
  async (_, end) => {
    const started = await startWithFile();
    const { api, request, reader } = started;
    await api.import.preview(request);
    expect(reader.hasThread()).toBe(true);
    const options = { ...OPTIONS, headers: [{ table: request.table, row: 1 }] };
    const reading = api.import.preview({ ...request, options });
    const failed = expect(reading).rejects.toMatchObject({ data: { code: 'import-cancelled' } });
    while (!reader.isReading()) await nextTurn();
    await end(started);
    expect(reader.hasThread()).toBe(false);
    await failed;
  },
);

test('what was imported is not held any longer', async () => {
  const { api, request, reader } = await startWithFile();
  await api.import.preview(request);
  const options = { ...OPTIONS, acceptQuarantine: true };
  for await (const _ of await api.import.run({ files: request.files, options }));
  expect(reader.hasThread()).toBe(false);
});

test('a broken file is refused by the thread in the words that are used without one', async () => {
  const { api, request } = await startWithFile(
    `id,name,name\n${'1,Ana Example,Ana\n'.repeat(30_000)}`,
  );
  const refused = { code: 'import-refused' };
  const message = 'The table cannot be read: columns 2 and 3 have the same name.';
  await expect(api.import.preview(request)).rejects.toMatchObject({ data: refused, message });
  const short = { ...request, table: 'other.csv' };
  await expect(api.import.preview(short)).rejects.toMatchObject({
    data: refused,
    message: 'The table cannot be read: no chosen file holds this table.',
  });
});
