import { expect, test } from 'vitest';
import { ImportOptions } from '../../shared/api/import.ts';
import { PASSPHRASE, startWithCase, textFile } from './fixture.ts';

const ROWS = 60_000;

function bigFile() {
  const rows = Array.from({ length: ROWS }, (_, i) => `p${i},person,Invented Person ${i}`);
  return textFile('people.csv', ['id,type,name', ...rows].join('\n'));
}

test('a record can be asked for while an import runs: the answer comes when it has ended', async () => {
  const { backend, api } = await startWithCase();
  const handles = backend.registerFiles([bigFile()]);
  let listed: Promise<{ total: number }> | null = null;
  const ended: string[] = [];
  for await (const { progress, report } of await api.import.run({
    files: handles,
    options: ImportOptions.parse({}),
  })) {
    if (progress && !listed)
      listed = api.entity.list({ limit: 1 }).finally(() => ended.push('list'));
    if (report) ended.push('import');
  }
  expect((await listed)?.total).toBe(ROWS);
  expect(ended).toEqual(['import', 'list']);
});

test('locking stops a running import, and nothing of it is kept', async () => {
  const { backend, api, handle } = await startWithCase();
  const handles = backend.registerFiles([bigFile()]);
  const run = async () => {
    let isLocking = false;
    for await (const { progress } of await api.import.run({
      files: handles,
      options: ImportOptions.parse({}),
    })) {
      if (!progress || isLocking) continue;
      isLocking = true;
      void api.case.lock();
    }
  };
  await expect(run()).rejects.toThrow(/stopped/);
  await expect
    .poll(async () => (await api.case.state()).status, { timeout: 30_000 })
    .toBe('locked');
  await api.case.unlock({ handle, user: null, passphrase: PASSPHRASE, reason: 'Test' });
  expect((await api.case.info()).totals).toMatchObject({ records: 0, imports: 0 });
});

test('a second import does not begin while one runs', async () => {
  const { backend, api } = await startWithCase();
  const [one, two] = backend.registerFiles([bigFile(), bigFile()]);
  const options = ImportOptions.parse({});
  let refusal: unknown = null;
  for await (const { progress } of await api.import.run({ files: [one ?? ''], options })) {
    if (!progress || refusal) continue;
    refusal = await (async () => {
      for await (const _ of await api.import.run({ files: [two ?? ''], options }));
    })().catch((error: unknown) => error);
  }
  expect(refusal).toMatchObject({ data: { code: 'case-busy' } });
});

test('an import that was just stopped can be begun again at once', async () => {
  const { backend, api } = await startWithCase();
  const handles = backend.registerFiles([bigFile()]);
  const options = ImportOptions.parse({ isDryRun: true });
  const stop = new AbortController();
  const first = (async () => {
    for await (const { progress } of await api.import.run(
      { files: handles, options },
      { signal: stop.signal },
    ))
      if (progress) stop.abort();
  })().catch(() => 'stopped');
  await expect.poll(() => stop.signal.aborted, { timeout: 30_000 }).toBe(true);
  let kept = 0;
  for await (const { report } of await api.import.run({ files: handles, options }))
    kept = report?.totals.kept ?? kept;
  expect(kept).toBe(ROWS);
  await first;
});
