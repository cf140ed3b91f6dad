import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkPassphrase } from '../../electron/db/passphrase.ts';
import { suggestPassphrase, WORD_COUNT } from '../../electron/db/passphrase-words.ts';
import { PASSPHRASE, startWithCase, USER } from './fixture.ts';

const NEXT = 'another seven invented words for the case';

async function code(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as { data: { code: string } }).data.code;
  }
  throw new Error('the call was not refused');
}

test('a passphrase is changed by whoever knows it, and the old one no longer opens the case', async () => {
  const { api, handle } = await startWithCase();
  expect(await code(api.user.changePassphrase({ current: NEXT, next: `${NEXT} again` }))).toBe(
    'passphrase-wrong',
  );
  const wait = await code(api.user.changePassphrase({ current: PASSPHRASE, next: NEXT }));
  expect(wait).toBe('passphrase-wait');
  await expect
    .poll(
      () =>
        api.user.changePassphrase({ current: PASSPHRASE, next: NEXT }).then(
          () => 'changed',
          () => 'refused',
        ),
      {
        timeout: 10_000,
      },
    )
    .toBe('changed');
  // What is open stays open.
  expect((await api.case.state()).status).toBe('open');
  await api.case.close();
  expect(
    await code(api.case.unlock({ handle, user: null, passphrase: PASSPHRASE, reason: 'x' })),
  ).toBe('passphrase-wrong');
  await expect
    .poll(
      () =>
        api.case.unlock({ handle, user: null, passphrase: NEXT, reason: 'x' }).then(
          (state) => state.status,
          () => 'refused',
        ),
      { timeout: 10_000 },
    )
    .toBe('open');
  const methods = (await api.audit.list({ limit: 50 })).map(({ method }) => method);
  expect(methods).toContain('user.change-passphrase');
  expect((await api.audit.verify()).isWhole).toBe(true);
}, 40_000);

test('a weak passphrase, or the same again, changes nothing', async () => {
  const { api, path } = await startWithCase();
  copyFileSync(`${path}.keys`, `${path}.before`);
  const change = (next: string) => code(api.user.changePassphrase({ current: PASSPHRASE, next }));
  expect(await change('too short')).toBe('passphrase-too-short');
  expect(await change('password password 1')).toBe('passphrase-too-short');
  expect(await change(PASSPHRASE)).toBe('invalid-value');
  // The same bytes, typed with other code points.
  expect(await change(PASSPHRASE.normalize('NFD'))).toBe('invalid-value');
});

test('a supervisor adds and removes users, who open the case with their own passphrases', async () => {
  const { api, handle } = await startWithCase();
  expect(await api.user.list()).toMatchObject({
    mayChange: true,
    users: [{ user: USER, role: 'supervisor', isYou: true }],
  });
  await api.user.add({
    user: '  Ben   Invented ',
    role: 'analyst',
    passphrase: NEXT,
    reason: 'New to the team',
  });
  expect((await api.user.list()).users).toMatchObject([
    { user: USER },
    { user: 'Ben Invented', role: 'analyst', isYou: false },
  ]);
  expect(
    await code(
      api.user.add({ user: 'ben invented', role: 'analyst', passphrase: NEXT, reason: 'x' }),
    ),
  ).toBe('invalid-value');
  expect(await code(api.user.remove({ user: USER, reason: 'x' }))).toBe('not-permitted');
  expect(await code(api.user.remove({ user: 'Nobody', reason: 'x' }))).toBe('not-found');

  await api.case.close();
  await api.case.unlock({ handle, user: 'Ben Invented', passphrase: NEXT, reason: 'First day' });
  expect(await api.user.list()).toMatchObject({ mayChange: false });
  expect(
    await code(api.user.add({ user: 'Cal', role: 'analyst', passphrase: NEXT, reason: 'x' })),
  ).toBe('not-permitted');
  expect(await code(api.user.remove({ user: USER, reason: 'x' }))).toBe('not-permitted');

  await api.case.close();
  await api.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'x' });
  await api.user.remove({ user: 'Ben Invented', reason: 'Left the team' });
  const rows = await api.audit.list({ limit: 50 });
  expect(rows.find(({ method }) => method === 'user.add')).toMatchObject({
    people: ['Ben Invented'],
    reason: 'New to the team',
  });
  expect(rows.find(({ method }) => method === 'user.remove')).toMatchObject({
    people: ['Ben Invented'],
  });
  await api.case.close();
  expect(
    await code(api.case.unlock({ handle, user: 'Ben Invented', passphrase: NEXT, reason: 'x' })),
  ).toBe('passphrase-wrong');
}, 40_000);

test('six words are drawn anew each time from a list of nearly a thousand, and are strong enough', () => {
  expect(WORD_COUNT).toBeGreaterThan(950);
  const drawn = Array.from({ length: 200 }, suggestPassphrase);
  expect(new Set(drawn).size).toBe(200);
  for (const passphrase of drawn) {
    expect(passphrase.split(' ')).toHaveLength(6);
    expect(() => checkPassphrase(passphrase)).not.toThrow();
  }
  // Every part of the list is met.
  expect(new Set(drawn.flatMap((passphrase) => passphrase.split(' '))).size).toBeGreaterThan(500);
});
