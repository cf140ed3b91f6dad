import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { listAudit, verifyAudit } from '../../electron/db/audit.ts';
import { backUpCase, backupPath } from '../../electron/db/backup.ts';
import { MIGRATIONS_FOLDER, schemaVersion } from '../../electron/db/migrate.ts';
import { describeKeyslots, type UnlockedCase } from '../../electron/db/open.ts';
import { makeRecoveryCode, recoverCase } from '../../electron/db/recovery.ts';
import { AppError } from '../../shared/api/errors.ts';
import { readHalf, writeHalf } from '../../shared/domain/recovery-code.ts';
import { filesOf, openCase, PASSPHRASE, templateCase, USER } from '../fixtures/case.ts';
import { startWithCase } from './fixture.ts';

const NEW_PASSPHRASE = 'nine fresh words for after the loss';
const PEOPLE: [string, string] = ['Cal Invented', 'Dee Madeup'];

type Halves = [string, string];

/** A whole code that is of no case here. */
const STRANGE: Halves = [
  writeHalf('A', new Uint8Array(16).fill(7)),
  writeHalf('B', new Uint8Array(16).fill(9)),
];

let halves: Halves;
let template: Awaited<ReturnType<typeof templateCase>>;
beforeAll(async () => {
  template = await templateCase(async (made) => {
    halves = await makeRecoveryCode(made, 'Kept in two safes');
  });
});
afterAll(() => template.remove());

type Change = Partial<Parameters<typeof recoverCase>[0]>;

/** Recovers a case as the two people would; it is closed when the test ends. */
async function recover(path: string, change: Change = {}): Promise<UnlockedCase> {
  const recovered = await recoverCase({
    path,
    halves,
    people: PEOPLE,
    user: 'Eve Newcomer',
    passphrase: NEW_PASSPHRASE,
    reason: 'The passphrase left with its owner',
    ...change,
  });
  onTestFinished(() => recovered.connection.close());
  return recovered;
}

/** How a recovery was refused. */
async function refused(path: string, change: Change): Promise<Partial<AppError['data']>> {
  const error = await recover(path, change).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('the recovery was not refused as expected');
  return { ...error.data };
}

function keyslots(path: string) {
  return JSON.parse(readFileSync(`${path}.keys`, 'utf8'));
}

/** Rewrites both keyslot files with a good checksum, as a forger would. */
function forge(path: string, change: (slots: ReturnType<typeof keyslots>) => void): void {
  const { checksum: _, ...content } = keyslots(path);
  change(content);
  const checksum = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  for (const suffix of ['.keys', '.keys2'])
    writeFileSync(path + suffix, JSON.stringify({ ...content, checksum }));
}

test('both halves together open the case, and a new user gets a way in that lasts', async () => {
  const path = template.copy();
  const [a, b] = halves;
  const { connection, user, role } = await recover(path, {
    halves: [a.toLowerCase().replaceAll('-', ' '), b.replaceAll('-', '')],
  });
  expect({ user, role }).toEqual({ user: 'Eve Newcomer', role: 'supervisor' });
  expect(connection.db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
  connection.close();

  expect(describeKeyslots(path).users).toEqual([USER, 'Eve Newcomer']);
  const byNewcomer = await openCase(path, { user: 'Eve Newcomer', passphrase: NEW_PASSPHRASE });
  byNewcomer.connection.close();
  // Who had a way in still has it.
  await openCase(path, { user: USER, passphrase: PASSPHRASE });
});

test('a user who comes back gets a new passphrase in place of the old one, and keeps the role', async () => {
  const path = template.copy();
  forge(path, (slots) => {
    slots.slots[0].role = 'analyst';
  });
  const { connection, role } = await recover(path, { user: `  ${USER} ` });
  connection.close();
  expect(role).toBe('analyst');
  expect(describeKeyslots(path).users).toEqual([USER]);
  await expect(openCase(path, { passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'passphrase-wrong',
  });
  await openCase(path, { passphrase: NEW_PASSPHRASE, clock: () => Date.now() + 60_000 });
});

test('the code still opens the case after it was used once', async () => {
  const path = template.copy();
  (await recover(path)).connection.close();
  (await recover(path, { user: USER })).connection.close();
  expect(describeKeyslots(path).users).toEqual([USER, 'Eve Newcomer']);
});

test.each([
  ['half A alone', (): Halves => [halves[0], STRANGE[1]]],
  ['half B alone', (): Halves => [STRANGE[0], halves[1]]],
  [
    'halves whose letters were exchanged',
    (): Halves => {
      const [a, b] = [readHalf('A', halves[0]), readHalf('B', halves[1])];
      if (a.fault !== null || b.fault !== null) throw new Error('the halves do not read');
      return [writeHalf('A', b.secret), writeHalf('B', a.secret)];
    },
  ],
])(
  '%s opens nothing, is counted like a wrong passphrase, and changes no keyslot',
  async (_what, wrong) => {
    const path = template.copy();
    const before = readFileSync(`${path}.keys`, 'utf8');
    const clock = () => 10_000;
    expect(await refused(path, { halves: wrong(), clock })).toEqual({
      code: 'passphrase-wrong',
      waitMs: 1000,
    });
    expect(JSON.parse(readFileSync(`${path}.attempts`, 'utf8'))).toEqual({
      count: 1,
      firstAtMs: 10_000,
      lastAtMs: 10_000,
      byUser: {},
      byRecoveryCode: 1,
    });
    expect(readFileSync(`${path}.keys`, 'utf8')).toBe(before);
  },
);

test('the delay after a wrong code holds for passphrases too, and the other way round', async () => {
  const path = template.copy();
  await refused(path, { halves: STRANGE, clock: () => 0 });
  await expect(openCase(path, { clock: () => 999 })).rejects.toMatchObject({
    code: 'passphrase-wait',
    data: { waitMs: 1 },
  });
  await expect(
    openCase(path, { passphrase: 'none of the right words', clock: () => 1000 }),
  ).rejects.toMatchObject({ code: 'passphrase-wrong', data: { waitMs: 2000 } });
  expect(await refused(path, { clock: () => 2999 })).toEqual({
    code: 'passphrase-wait',
    waitMs: 1,
  });
  await recover(path, { clock: () => 3000 });
});

test.each<[string, string, () => Change]>([
  ['the halves are swapped', 'invalid-value', () => ({ halves: [halves[1], halves[0]] })],
  ['the same half is typed twice', 'invalid-value', () => ({ halves: [halves[0], halves[0]] })],
  [
    'one digit is mistyped',
    'invalid-value',
    () => ({
      halves: [halves[0], halves[1].slice(0, -1) + (halves[1].endsWith('7') ? '8' : '7')],
    }),
  ],
  ['a half is missing', 'invalid-value', () => ({ halves: [halves[0], ''] })],
  [
    'one person typed both',
    'invalid-value',
    () => ({ people: ['Cal Invented', ' cal  invented'] }),
  ],
  ['the new passphrase is weak', 'passphrase-too-short', () => ({ passphrase: 'short' })],
])('when %s nothing is tried, and no try is counted', async (_what, code, change) => {
  const path = template.copy();
  const before = filesOf(dirname(path));
  expect(await refused(path, change())).toEqual({ code });
  expect(filesOf(dirname(path))).toEqual(before);
});

test('a typing mistake is named with its half and group', async () => {
  const digits = halves[1].split('');
  digits[20] = digits[20] === '7' ? '8' : '7';
  await expect(recover(template.copy(), { halves: [halves[0], digits.join('')] })).rejects.toThrow(
    /^Half B has a typing mistake in group 4\./,
  );
});

test('a new code puts the old one out of force', async () => {
  const path = template.copy();
  const opened = await openCase(path);
  const madeAt = describeKeyslots(path).recoveryCodeMadeAt;
  const fresh = await makeRecoveryCode(opened, 'A holder left');
  opened.connection.close();
  expect(fresh[0]).not.toBe(halves[0]);
  expect(describeKeyslots(path).recoveryCodeMadeAt).not.toBe(madeAt);
  for (const mixed of [halves, [fresh[0], halves[1]], [halves[0], fresh[1]]] as Halves[]) {
    const nowMs = Date.now() + 3_600_000;
    expect(await refused(path, { halves: mixed, clock: () => nowMs })).toMatchObject({
      code: 'passphrase-wrong',
    });
    writeFileSync(
      `${path}.attempts`,
      JSON.stringify({ count: 1, firstAtMs: 0, lastAtMs: 0, byUser: {} }),
    );
  }
  await recover(path, { halves: fresh });
});

test('a case without a code says so before anything is tried', async () => {
  const path = template.copy();
  forge(path, (slots) => {
    delete slots.recovery;
  });
  expect(describeKeyslots(path)).toEqual({ users: [USER], recoveryCodeMadeAt: null });
  expect(await refused(path, {})).toEqual({ code: 'not-found' });
  expect(existsSync(`${path}.attempts`)).toBe(false);
});

test.each<[string, string, (slots: ReturnType<typeof keyslots>) => void]>([
  ['moved to another case', 'passphrase-wrong', (slots) => (slots.databaseId = 'another')],
  ['of another cost', 'passphrase-wrong', (slots) => (slots.recovery.kdf.cost *= 2)],
  ['made weaker', 'keyslot-weak', (slots) => (slots.recovery.kdf.cost = 2 ** 14)],
])('a recovery slot %s opens nothing, even with the right code', async (_what, code, change) => {
  const path = template.copy();
  forge(path, change);
  expect(await refused(path, {})).toMatchObject({ code });
});

test.each(['.keys', '.keys2'])(
  'with %s damaged the other gives the recovery slot, and both are whole again',
  async (suffix) => {
    const path = template.copy();
    const { recovery } = keyslots(path);
    writeFileSync(path + suffix, readFileSync(path + suffix).subarray(0, 500));
    const { connection } = await openCase(path);
    connection.close();
    expect(keyslots(path).recovery).toEqual(recovery);
    expect(readFileSync(`${path}.keys2`, 'utf8')).toBe(readFileSync(`${path}.keys`, 'utf8'));

    writeFileSync(path + suffix, '');
    await recover(path);
    expect(keyslots(path).slots).toHaveLength(2);
    expect(readFileSync(`${path}.keys2`, 'utf8')).toBe(readFileSync(`${path}.keys`, 'utf8'));
  },
);

test('a backup carries the recovery slot of its day', async () => {
  const path = template.copy();
  const opened = await openCase(path);
  backUpCase(opened.connection.db, { path, databaseKey: opened.keys.databaseKey });
  opened.connection.close();
  await recover(backupPath(path, schemaVersion(MIGRATIONS_FOLDER), 1));
});

test('the audit tells who made the code, who typed it, for whom and why, and of the tries before', async () => {
  const path = template.copy();
  await refused(path, { halves: STRANGE, clock: () => 10_000 });
  const { connection, keys } = await recover(path, { clock: () => 20_000 });
  const rows = listAudit(connection.db, 10);
  expect(rows).toMatchObject([
    {
      category: 'access',
      method: 'case.recover',
      author: 'Eve Newcomer',
      people: PEOPLE,
      reason: 'The passphrase left with its owner',
    },
    { category: 'access', method: 'case.unlock.refused', author: 'Eve Newcomer', people: [] },
    {
      category: 'access',
      method: 'case.recovery-code.make',
      author: USER,
      people: [],
      reason: 'Kept in two safes',
    },
  ]);
  const details = connection.db
    .prepare<[], string>('SELECT detail FROM audit WHERE detail IS NOT NULL ORDER BY number')
    .pluck()
    .all();
  expect(details.map((detail) => JSON.parse(detail))).toEqual([
    {
      refusedTries: 1,
      firstAt: '1970-01-01T00:00:10.000Z',
      lastAt: '1970-01-01T00:00:10.000Z',
      byUser: {},
      byRecoveryCode: 1,
    },
    { people: PEOPLE, isNewUser: true },
  ]);
  expect(verifyAudit(connection.db, keys.auditKey).isWhole).toBe(true);
});

test('a case that is locked while its code is made keeps the code from before', async () => {
  const path = template.copy();
  const opened = await openCase(path);
  const making = makeRecoveryCode(opened, 'Too late');
  opened.connection.close();
  opened.keys.databaseKey.fill(0);
  await expect(making).rejects.toMatchObject({ code: 'case-not-open' });
  await recover(path);
});

test('no half, whole or in groups or bytes, is in any file, log line or audit row', async () => {
  const printed: string[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...words) => {
      printed.push(words.join(' '));
    });
    onTestFinished(() => spy.mockRestore());
  }
  const { api, dir, handle } = await startWithCase();
  const made = await api.case.makeRecoveryCode({ reason: 'Kept in two safes' });
  const rows = await api.audit.list({});
  await api.case.close();
  const request = {
    handle,
    people: PEOPLE,
    user: USER,
    passphrase: NEW_PASSPHRASE,
    reason: 'Lost',
  };
  const [a, b] = made.halves;
  await expect(api.case.recover({ ...request, halves: [b, a] })).rejects.toThrow('This is half B');
  const state = await api.case.recover({ ...request, halves: made.halves });
  expect(state).toMatchObject({ status: 'open', handle, user: USER });
  rows.push(...(await api.audit.list({})));
  expect(rows.map(({ method }) => method)).toContain('case.recover');

  const [readA, readB] = [readHalf('A', a), readHalf('B', b)];
  if (readA.fault !== null || readB.fault !== null) throw new Error('the halves do not read');
  const secrets = [readA.secret, readB.secret].map((secret) => Buffer.from(secret));
  const needles = [
    ...made.halves.flatMap((half) => [half, half.replaceAll('-', ''), half.slice(2, 13)]),
    ...secrets.flatMap((secret) => [secret.toString('hex'), secret.toString('base64')]),
  ];
  for (const text of [...printed, JSON.stringify(rows)])
    expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
  const files = filesOf(dir);
  expect([...files.keys()].some((name) => name.endsWith('.keys'))).toBe(true);
  for (const [name, bytes] of files) {
    for (const needle of [...needles.map((text) => Buffer.from(text)), ...secrets])
      expect(bytes.includes(needle), name).toBe(false);
  }
});

test('a code is made with the case open alone, and the list of cases tells when', async () => {
  const { api, handle } = await startWithCase();
  const madeAt = async () =>
    (await api.case.list()).find((listing) => listing.handle === handle)?.recoveryCodeMadeAt;
  expect(await madeAt()).toBeNull();
  await api.case.makeRecoveryCode({ reason: 'Kept in two safes' });
  expect(await madeAt()).toMatch(/^\d{4}-\d\d-\d\dT/);
  await api.case.lock();
  await expect(api.case.makeRecoveryCode({ reason: 'Again' })).rejects.toThrow('No case is open');
});
