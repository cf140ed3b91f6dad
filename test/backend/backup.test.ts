import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listDatedBackups, surplusBackups } from '../../electron/db/backup-folder.ts';
import { refuseFullDisk } from '../../electron/db/case-place.ts';
import type { BackupEvent, BackupReport } from '../../shared/api/backup.ts';
import { refusal } from '../fixtures/case.ts';
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
  'name,date of birth\nAna Example,1980-01-02\nBen Invented,1975-04-05\n',
);

async function filled(dir?: string) {
  const started = await startWithCase(dir);
  await importFiles(started, [PEOPLE], {});
  return started;
}

async function outcome(events: AsyncIterable<BackupEvent>) {
  const phases: string[] = [];
  let report: BackupReport | null = null;
  for await (const event of events) {
    if (event.progress) phases.push(event.progress.phase);
    report = event.report ?? report;
  }
  if (!report) throw new Error('no report');
  return { phases, report };
}

async function code(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    return (error as { data: { code: string } }).data.code;
  }
  throw new Error('the call was not refused');
}

test('a backup is read back, named with its day, listed, and restored as a new case beside the old', async () => {
  const { api, backend, dir, path, handle } = await filled();
  expect((await api.backup.list({ handle: null })).lastMadeAt).toBeNull();
  const { phases, report } = await outcome(
    await api.backup.make({ target: null, reason: 'End of the day' }),
  );
  expect(phases).toEqual(['space', 'copy', 'content', 'audit', 'counts']);
  expect(report).toMatchObject({ caseName: 'Test case', records: 2, users: [USER], removed: [] });
  expect(report.name).toMatch(/^Test case \d{4}-\d\d-\d\d \d{6}Z$/);

  const listed = await api.backup.list({ handle: null });
  expect(listed.backups).toMatchObject([{ handle: report.handle, kind: 'dated' }]);
  expect(listed.lastMadeAt).toBe(
    `${listed.backups[0]?.madeAt.slice(0, 19)}${listed.lastMadeAt?.slice(19)}`,
  );
  expect(readdirSync(join(dir, 'cases', 'Backups')).toSorted()).toEqual([
    `${report.name}.achilles`,
    `${report.name}.achilles.keys`,
    `${report.name}.achilles.keys2`,
  ]);

  // The key of the open case is enough for backups of it.
  const verified = await outcome(
    await api.backup.verify({ handle: report.handle, user: null, passphrase: null }),
  );
  expect(verified.report.seal).toBe(report.seal);

  const before = readFileSync(path);
  const restored = await outcome(
    await api.backup.restore({
      handle: report.handle,
      user: null,
      passphrase: null,
      target: null,
      name: 'Test case, restored',
      reason: 'Practice',
    }),
  );
  expect(restored.report).toMatchObject({ caseName: 'Test case, restored', records: 2 });
  expect(readFileSync(path).equals(before)).toBe(true);

  await api.case.unlock({
    handle: restored.report.handle,
    user: null,
    passphrase: PASSPHRASE,
    reason: 'Look',
  });
  expect((await api.case.info()).entities).toEqual({ person: 2 });
  expect(await api.audit.verify()).toMatchObject({ isWhole: true });
  const rows = await api.audit.list({ limit: 20 });
  expect(rows.find(({ method }) => method === 'case.restore')).toMatchObject({
    reason: 'Practice',
    author: USER,
  });
  // Without its case open, the listing is by handle and asks for nothing.
  await backend.close();
  expect((await api.backup.list({ handle })).backups).toHaveLength(1);
});

test('what is done after a backup is not in it', async () => {
  const { api, backend } = await startWithCase();
  const { report } = await outcome(await api.backup.make({ target: null, reason: 'Before' }));
  await importFiles({ api, backend }, [PEOPLE], {});
  const restored = await outcome(
    await api.backup.restore({
      handle: report.handle,
      user: USER,
      passphrase: PASSPHRASE,
      target: null,
      name: 'Earlier',
      reason: 'Back to before the import',
    }),
  );
  expect(restored.report.records).toBe(0);
});

test('neither a backup nor a restoration goes over a file', async () => {
  const { api, backend, dir, handle } = await filled();
  const taken = join(dir, 'taken.achilles');
  writeFileSync(taken, 'mine');
  const target = backend.registerCase(taken);
  expect(await code(async () => outcome(await api.backup.make({ target, reason: 'x' })))).toBe(
    'case-exists',
  );
  const { report } = await outcome(await api.backup.make({ target: null, reason: 'x' }));
  const restore = (to: string | null, name: string) =>
    code(async () =>
      outcome(
        await api.backup.restore({
          handle: report.handle,
          user: null,
          passphrase: null,
          target: to,
          name,
          reason: 'x',
        }),
      ),
    );
  expect(await restore(target, 'Other')).toBe('case-exists');
  expect(await restore(null, 'Test case')).toBe('case-exists');
  // Its own open case least of all.
  expect(await restore(handle, 'Test case')).toBe('case-exists');
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  expect(
    readdirSync(dir).filter((name) => name.includes('.new-') || name.endsWith('.tmp')),
  ).toEqual([]);
});

test('every wrong file is refused with its own words, and nothing is left of it', async () => {
  const { api, backend, dir } = await filled();
  const { report } = await outcome(await api.backup.make({ target: null, reason: 'x' }));
  const folder = join(dir, 'cases', 'Backups');
  const good = join(folder, `${report.name}.achilles`);
  const bad = join(dir, 'bad');
  mkdirSync(bad);
  const place = (name: string, bytes: Uint8Array | string, withKeys = true): string => {
    const file = join(bad, `${name}.achilles`);
    writeFileSync(file, bytes);
    if (withKeys)
      for (const end of ['.keys', '.keys2']) writeFileSync(file + end, readFileSync(good + end));
    return backend.registerCase(file);
  };
  const whole = readFileSync(good);
  const flipped = Buffer.from(whole);
  flipped[Math.floor(flipped.length / 2)]! ^= 1;
  const other = await startWithCase();
  const { report: stranger } = await outcome(
    await other.api.backup.make({ target: null, reason: 'x' }),
  );
  const strangerPath = join(other.dir, 'cases', 'Backups', `${stranger.name}.achilles`);
  const verify = (handle: string, passphrase: string | null = null) =>
    code(async () => outcome(await api.backup.verify({ handle, user: null, passphrase })));

  expect(await verify(backend.registerCase(join(bad, 'gone.achilles')))).toBe('case-missing');
  expect(await verify(place('empty', ''))).toBe('case-empty');
  expect(await verify(place('text', 'name,date\n'.repeat(500)))).toBe('case-not-a-case');
  expect(await verify(place('no-keys', whole, false))).toBe('keyslot-missing');
  expect(await verify(place('cut', whole.subarray(0, whole.length - 4096)))).toBe('case-damaged');
  expect(await verify(place('flipped', flipped))).toBe('case-damaged');
  expect(await verify(backend.registerCase(strangerPath))).toBe('case-not-a-case');
  expect(await verify(report.handle, 'eight other words that open nothing here')).toBe(
    'passphrase-wrong',
  );

  const restore = await code(async () =>
    outcome(
      await api.backup.restore({
        handle: place('flipped-again', flipped),
        user: null,
        passphrase: null,
        target: null,
        name: 'Never',
        reason: 'x',
      }),
    ),
  );
  expect(restore).toBe('case-damaged');
  expect(
    readdirSync(join(dir, 'cases')).filter(
      (name) => name.startsWith('Never') && !name.endsWith('.lock'),
    ),
  ).toEqual([]);
});

test('of today three backups are kept, of earlier days the last, ten in all; those of another case are left alone', async () => {
  const at = (day: string, time: string) => `2026-03-${day}T${time}:00.000Z`;
  expect(
    surplusBackups(
      [
        at('09', '12:00'),
        at('09', '11:00'),
        at('09', '10:00'),
        at('09', '09:00'),
        at('08', '12:00'),
        at('08', '11:00'),
        at('07', '10:00'),
      ],
      at('09', '12:00'),
    ),
  ).toEqual([3, 5]);
  const daily = Array.from({ length: 14 }, (_, index) => at(String(28 - index), '12:00'));
  expect(surplusBackups(daily, at('28', '12:00'))).toEqual([10, 11, 12, 13]);

  const dir = temporaryDir();
  let now = Date.parse('2026-03-09T09:00:00Z');
  const { api, backend } = startBackend(dir, () => now);
  await api.case.create({ handle: null, name: 'Heron', user: USER, passphrase: PASSPHRASE });
  for (let count = 0; count < 5; count++) {
    now += 60_000;
    await outcome(await api.backup.make({ target: null, reason: 'x' }));
  }
  const { backups } = await api.backup.list({ handle: null });
  expect(backups.map(({ madeAt }) => madeAt.slice(11, 16))).toEqual(['09:05', '09:04', '09:03']);

  // Another case takes the name: it neither lists nor removes what was there.
  await backend.close();
  const path = join(dir, 'cases', 'Heron.achilles');
  for (const end of ['', '.keys', '.keys2'])
    renameSync(path + end, join(dir, `Old.achilles${end}`));
  rmSync(`${path}.lock`, { force: true });
  await api.case.create({ handle: null, name: 'Heron', user: USER, passphrase: PASSPHRASE });
  expect((await api.backup.list({ handle: null })).backups).toEqual([]);
  for (let count = 0; count < 4; count++) {
    now += 60_000;
    await outcome(await api.backup.make({ target: null, reason: 'x' }));
  }
  expect(listDatedBackups(path)).toHaveLength(3);
  expect(
    readdirSync(join(dir, 'cases', 'Backups')).filter((name) => name.endsWith('.achilles')),
  ).toHaveLength(6);
});

test('a disk with too little room is said so before anything is written', async () => {
  const folder = temporaryDir();
  expect(await refusal(() => refuseFullDisk(folder, Number.MAX_SAFE_INTEGER))).toBe('disk-full');
  expect(() => refuseFullDisk(folder, 1)).not.toThrow();
});

test('locking stops a backup, and nothing of it is kept', async () => {
  const { api, backend, dir } = await filled();
  onTestFinished(() => backend.close());
  const events = await api.backup.make({ target: null, reason: 'x' });
  const phases: string[] = [];
  let locking: Promise<unknown> | null = null;
  async function follow(): Promise<void> {
    for await (const { progress } of events) {
      phases.push(progress?.phase ?? 'made');
      // The copy is there under its temporary name by then.
      if (progress?.phase === 'content') locking = api.case.lock();
    }
  }
  expect(await code(follow)).toBe('import-cancelled');
  await locking;
  expect(phases).not.toContain('made');
  const folder = join(dir, 'cases', 'Backups');
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});
