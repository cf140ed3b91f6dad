import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyChangeReport } from '../../shared/api/key.ts';
import { type Api, PASSPHRASE, startWithCase, USER } from './fixture.ts';

const OTHER = { user: 'Ben Invented', passphrase: 'six other words for the analyst' };

async function changeKey(
  api: Api,
  input: { passphrase?: string; reason?: string } = {},
): Promise<{ report: KeyChangeReport | null; phases: string[] }> {
  let report: KeyChangeReport | null = null;
  const phases: string[] = [];
  const events = await api.key.change({ passphrase: PASSPHRASE, reason: 'A user left', ...input });
  for await (const event of events) {
    report = event.report ?? report;
    if (event.progress) phases.push(event.progress.phase);
  }
  return { report, phases };
}

async function backUp(api: Api): Promise<void> {
  for await (const _ of await api.backup.make({ target: null, reason: 'Practice' }));
}

async function addRecord(api: Api, name: string): Promise<string> {
  const { summary } = await api.entity.create({
    kind: 'person',
    fields: { name },
    origin: {
      source: { name: 'Register' },
      basis: 'fact',
      grade: { source: null, information: null, handling: null, conditions: null },
      observedOn: null,
      reviewOn: null,
      marking: null,
    },
    reason: 'Known to the team',
  });
  return summary.id;
}

/** Ids of what a search finds. */
async function find(api: Api, text: string): Promise<string[]> {
  return (await api.entity.search({ text })).items.map(({ id }) => id);
}

const unlock = (api: Api, handle: string, user: string, passphrase: string) =>
  api.case.unlock({ handle, user, passphrase, reason: 'Test' });

test('the key is changed under an open case: it stays open, keeps its work and its history, and every user opens it', async () => {
  const { api, handle, path } = await startWithCase();
  await api.user.add({ ...OTHER, role: 'analyst', reason: 'Joined' });
  const before = await api.audit.list({ limit: 50 });
  const saltBefore = readFileSync(path).subarray(0, 16);

  const { report, phases } = await changeKey(api);
  expect(report).toMatchObject({ users: [USER, OTHER.user], hadRecoveryCode: false });
  expect(phases).toEqual(['space', 'copy', 'encrypt', 'content', 'audit', 'counts', 'replace']);
  expect(readFileSync(path).subarray(0, 16).equals(saltBefore)).toBe(false);
  expect((await api.case.state()).status).toBe('open');
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'case.change-key',
    author: USER,
    reason: 'A user left',
  });
  // The log goes on from the rows before, under the seals that are in the supervisor's book.
  expect((await api.audit.verify()).isWhole).toBe(true);
  expect((await api.audit.list({ limit: 50 })).slice(-before.length)).toEqual(before);
  expect(readdirSync(dirname(path)).filter((name) => /tmp|next/.test(name))).toEqual([]);

  await api.case.lock();
  expect((await unlock(api, handle, OTHER.user, OTHER.passphrase)).status).toBe('open');
  await api.case.lock();
  expect((await unlock(api, handle, USER, PASSPHRASE)).status).toBe('open');
});

test('keyslots copied before no longer open the case, nor does a recovery code, nor a user who was removed', async () => {
  const { api, handle, path } = await startWithCase();
  await api.user.add({ ...OTHER, role: 'analyst', reason: 'Joined' });
  const { halves } = await api.case.makeRecoveryCode({ reason: 'Practice' });
  const old = readFileSync(`${path}.keys`);
  await api.user.remove({ user: OTHER.user, reason: 'Left' });
  expect((await changeKey(api)).report).toMatchObject({ users: [USER], hadRecoveryCode: true });
  await api.case.close();

  const fresh = readFileSync(`${path}.keys`);
  for (const suffix of ['.keys', '.keys2']) writeFileSync(path + suffix, old);
  await expect(unlock(api, handle, OTHER.user, OTHER.passphrase)).rejects.toMatchObject({
    data: { code: 'case-damaged' },
  });
  const recover = api.case.recover({
    handle,
    halves,
    people: ['Cal Invented', 'Dee Madeup'],
    user: USER,
    passphrase: 'nine fresh words for after the loss',
    reason: 'Test',
  });
  await expect(recover).rejects.toMatchObject({ data: { code: 'case-damaged' } });
  for (const suffix of ['.keys', '.keys2']) writeFileSync(path + suffix, fresh);
  expect((await unlock(api, handle, USER, PASSPHRASE)).status).toBe('open');
});

test('a backup from before stays under its own key: it is checked and restored with a passphrase of its day', async () => {
  const { api, path } = await startWithCase();
  await backUp(api);
  await changeKey(api);
  await backUp(api);
  const { backups } = await api.backup.list({ handle: null });
  expect(backups.map(({ usersOfOtherKey }) => usersOfOtherKey)).toEqual([null, [USER]]);
  const [newer, older] = backups;
  const verify = async (handle: string | undefined, passphrase: string | null) => {
    const access = { user: passphrase && USER, passphrase };
    for await (const _ of await api.backup.verify({ handle: handle ?? '', ...access }));
  };
  await verify(newer?.handle, null);
  await expect(verify(older?.handle, null)).rejects.toMatchObject({
    data: { code: 'not-permitted' },
  });
  await verify(older?.handle, PASSPHRASE);
  let restored: string | null = null;
  for await (const event of await api.backup.restore({
    handle: older?.handle ?? '',
    user: USER,
    passphrase: PASSPHRASE,
    target: null,
    name: 'From before',
    reason: 'Test',
  }))
    restored = event.report?.handle ?? restored;
  expect((await unlock(api, restored ?? '', USER, PASSPHRASE)).name).toBe('From before');
  expect(existsSync(path)).toBe(true);
});

test('a wrong passphrase, or a user who is no supervisor, changes nothing', async () => {
  const { api, handle, path } = await startWithCase();
  await api.user.add({ ...OTHER, role: 'analyst', reason: 'Joined' });
  const before = readFileSync(`${path}.keys`);
  await api.case.lock();
  await unlock(api, handle, OTHER.user, OTHER.passphrase);
  await expect(changeKey(api, { passphrase: OTHER.passphrase })).rejects.toMatchObject({
    data: { code: 'not-permitted' },
  });
  await api.case.lock();
  await unlock(api, handle, USER, PASSPHRASE);
  await expect(
    changeKey(api, { passphrase: 'not the passphrase of this user' }),
  ).rejects.toMatchObject({ data: { code: 'passphrase-wrong' } });
  expect(readFileSync(`${path}.keys`).equals(before)).toBe(true);
});

test('stopped before its last step the case stays open under the key it had, and nothing is left', async () => {
  const { api, path } = await startWithCase();
  const before = readFileSync(`${path}.keys`);
  for (const phase of ['copy', 'encrypt', 'counts', 'replace']) {
    for await (const event of await api.key.change({ passphrase: PASSPHRASE, reason: 'Test' }))
      if (event.progress?.phase === phase) break;
    expect(
      readdirSync(dirname(path)).filter((name) => /tmp|next/.test(name)),
      phase,
    ).toEqual([]);
    expect(readFileSync(`${path}.keys`).equals(before), phase).toBe(true);
    expect((await api.audit.verify()).isWhole, phase).toBe(true);
    expect((await api.audit.list({ limit: 20 })).map(({ method }) => method)).not.toContain(
      'case.change-key',
    );
  }
  expect((await changeKey(api)).report).not.toBeNull();
});

test('a public key that someone without the key put into a slot is not given the new one', async () => {
  const { api, path } = await startWithCase();
  await api.user.add({ ...OTHER, role: 'analyst', reason: 'Joined' });
  const { checksum: _, ...keyslots } = JSON.parse(readFileSync(`${path}.keys`, 'utf8'));
  // Whoever holds the private half of this key waits for the next change, to be given the new one.
  keyslots.slots[1].publicKey = keyslots.slots[0].publicKey;
  const checksum = createHash('sha256').update(JSON.stringify(keyslots)).digest('hex');
  for (const suffix of ['.keys', '.keys2'])
    writeFileSync(path + suffix, JSON.stringify({ ...keyslots, checksum }));
  await expect(changeKey(api)).rejects.toMatchObject({
    data: { code: 'keyslot-missing' },
    message: expect.stringContaining(OTHER.user),
  });
  expect((await api.audit.verify()).isWhole).toBe(true);
});

test('what is found, undone and drawn after the change is what was there before it', async () => {
  const { api } = await startWithCase();
  const [, id] = [await addRecord(api, 'Ana Example'), await addRecord(api, 'Bea Example')];
  await changeKey(api);
  expect(await find(api, 'Bea')).toEqual([id]);
  await api.history.undo();
  expect(await find(api, 'Bea')).toEqual([]);
  await addRecord(api, 'Cal Example');
  expect((await api.audit.verify()).isWhole).toBe(true);
});
