import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HARDEST, PROBES } from '../fixtures/naughty-probes.ts';
import { NAMES_SOMETHING, REASON, SECRET, textInputs } from '../fixtures/text-inputs.ts';
import { sharedData } from '../shared-data.ts';
import { PASSPHRASE, startBackend, startWithCase, USER } from './fixture.ts';

const folder = sharedData('naughty_strings');

function naughtyStrings(): readonly string[] {
  const strings = JSON.parse(readFileSync(join(folder ?? '', 'blns.json'), 'utf8')) as string[];
  return [...new Set(strings)];
}

/** Inputs that the probes below leave to a test of their own, and which. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  // Names of cases and people, below.
  ...['case.create.name', 'case.create.user', 'case.unlock.user', 'user.add.user'],
  ...['user.remove.user', 'backup.verify.user', 'backup.restore.user', 'backup.restore.name'],
  // The same names of people, written to the log by the function that the others use.
  ...['case.recover.people', 'case.recover.user'],
]);

test('every input of every call that takes text is proved to keep it, or is no text to be kept', () => {
  const covered = new Set([...PROBES.flatMap(([, { covers }]) => covers), ...ELSEWHERE]);
  const isOther = (name: string) =>
    [...NAMES_SOMETHING, SECRET, REASON].some((pattern) => pattern.test(name));
  const inputs = textInputs();
  expect(inputs.length).toBeGreaterThan(200);
  expect(inputs.filter((name) => !covered.has(name) && !isOther(name))).toEqual([]);
  expect([...covered].filter((name) => !inputs.includes(name))).toEqual([]);
});

for (const [name, probe] of PROBES)
  test.skipIf(folder === null)(
    `every naughty string is the same after close and reopen, or refused with a reason: ${name}`,
    { timeout: 120_000 },
    async () => {
      const started = await startWithCase();
      const check = await probe.write(started, naughtyStrings());
      await started.api.case.close();
      const again = startBackend(started.dir).api;
      await again.case.list();
      await again.case.unlock({
        handle: started.handle,
        user: USER,
        passphrase: PASSPHRASE,
        reason: 'Test',
      });
      await check(again);
    },
  );

test('a case and its users may have the hardest of names', { timeout: 120_000 }, async () => {
  const { api } = startBackend();
  const [user = '', other = ''] = HARDEST;
  const name = HARDEST.join(' ');
  const passphrase = PASSPHRASE;
  const { handle } = await api.case.create({ handle: null, name, user, passphrase });
  await api.user.add({ user: other, role: 'supervisor', passphrase, reason: name });
  expect((await api.user.list()).users.map((one) => one.user)).toEqual([user, other]);
  await api.case.close();
  await api.case.unlock({ handle: handle ?? '', user: other, passphrase, reason: name });
  expect((await api.case.info()).name).toBe(name);
  await api.user.remove({ user, reason: name });
  expect((await api.audit.list({ limit: 20 })).map(({ reason }) => reason)).toContain(name);
  expect((await api.audit.verify()).isWhole).toBe(true);
});
