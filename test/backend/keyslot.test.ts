import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../electron/db/audit.ts';
import { createCase, describeKeyslots, unlockCase } from '../../electron/db/open.ts';
import { AppError } from '../../shared/api/errors.ts';
import {
  openCase,
  PASSPHRASE,
  refusal,
  templateCase,
  temporaryFolder,
  USER,
} from '../fixtures/case.ts';

const WRONG = 'eight other words that open nothing here';

let template: Awaited<ReturnType<typeof templateCase>>;
beforeAll(async () => {
  template = await templateCase();
});
afterAll(() => template.remove());

interface KeyslotJson {
  databaseId: string;
  slots: {
    user: string;
    role: string;
    wrappedKey: string;
    kdf: { cost: number; blockSize: number; parallelization: number; salt: string };
  }[];
}

/** Rewrites both keyslot files with a good checksum, as a forger would. */
function forge(path: string, change: (keyslots: KeyslotJson) => void): void {
  const { checksum: _, ...keyslots } = JSON.parse(readFileSync(`${path}.keys`, 'utf8'));
  change(keyslots);
  const checksum = createHash('sha256').update(JSON.stringify(keyslots)).digest('hex');
  for (const suffix of ['.keys', '.keys2'])
    writeFileSync(path + suffix, JSON.stringify({ ...keyslots, checksum }));
}

function tryWith(path: string, passphrase: string, nowMs: number, user: string | null = USER) {
  return unlockCase({ path, user, passphrase, mode: 'read-write', clock: () => nowMs });
}

/** How an attempt was refused. */
async function refused(
  call: Promise<unknown>,
): Promise<{ code: string; waitMs: number | undefined; message: string }> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('the attempt was not refused as expected');
  return { code: error.code, waitMs: error.data.waitMs, message: error.message };
}

test('both keyslot files are equal, owner-only, and strong: scrypt N=2^17, r=8, p=1', () => {
  const path = template.copy();
  const text = readFileSync(`${path}.keys`, 'utf8');
  expect(readFileSync(`${path}.keys2`, 'utf8')).toBe(text);
  if (process.platform !== 'win32') expect(statSync(`${path}.keys`).mode & 0o777).toBe(0o600);
  const { slots } = JSON.parse(text) as KeyslotJson;
  expect(slots).toMatchObject([
    { user: USER, kdf: { name: 'scrypt', cost: 131_072, blockSize: 8, parallelization: 1 } },
  ]);
  expect(text).not.toContain(template.databaseKey.toString('base64'));
  expect(describeKeyslots(path)).toEqual({ users: [USER], recoveryCodeMadeAt: null });
});

test.each([
  ['the first is missing', (path: string) => rmSync(`${path}.keys`)],
  [
    'the first is cut short',
    (path: string) => writeFileSync(`${path}.keys`, readFileSync(`${path}.keys`).subarray(0, 300)),
  ],
  [
    'one letter of the wrapped key is changed',
    (path: string) => {
      const { slots } = JSON.parse(readFileSync(`${path}.keys`, 'utf8')) as KeyslotJson;
      const wrapped = slots[0]?.wrappedKey ?? '';
      const text = readFileSync(`${path}.keys`, 'utf8').replace(
        wrapped,
        (wrapped.startsWith('A') ? 'B' : 'A') + wrapped.slice(1),
      );
      writeFileSync(`${path}.keys`, text);
    },
  ],
  ['the second is missing', (path: string) => rmSync(`${path}.keys2`)],
  ['the second is empty', (path: string) => writeFileSync(`${path}.keys2`, '')],
])('when %s the other opens the case, and both are whole again', async (_what, damage) => {
  const path = template.copy();
  damage(path);
  const { connection } = await openCase(path);
  connection.close();
  const first = readFileSync(`${path}.keys`, 'utf8');
  expect(readFileSync(`${path}.keys2`, 'utf8')).toBe(first);
  expect((JSON.parse(first) as KeyslotJson).slots).toHaveLength(1);
});

test('with both keyslot files damaged the case is refused and they are left alone', async () => {
  const path = template.copy();
  writeFileSync(`${path}.keys`, 'one');
  writeFileSync(`${path}.keys2`, '{}');
  expect(await refusal(() => tryWith(path, PASSPHRASE, 0))).toBe('keyslot-missing');
  expect(readFileSync(`${path}.keys`, 'utf8')).toBe('one');
  expect(readFileSync(`${path}.keys2`, 'utf8')).toBe('{}');
  expect(describeKeyslots(path)).toEqual({ users: [], recoveryCodeMadeAt: null });
});

test.each([
  [
    'user',
    'Ben Example',
    (keyslots: KeyslotJson) => {
      keyslots.slots[0]!.user = 'Ben Example';
    },
  ],
  [
    'role',
    USER,
    (keyslots: KeyslotJson) => {
      keyslots.slots[0]!.role = 'viewer';
    },
  ],
  [
    'case',
    USER,
    (keyslots: KeyslotJson) => {
      keyslots.databaseId = 'another';
    },
  ],
  [
    'cost',
    USER,
    (keyslots: KeyslotJson) => {
      keyslots.slots[0]!.kdf.cost *= 2;
    },
  ],
])(
  'a slot moved to another %s opens nothing, even with the right passphrase',
  async (_what, user, change) => {
    const path = template.copy();
    forge(path, change);
    expect((await refused(tryWith(path, PASSPHRASE, 0, user))).code).toBe('passphrase-wrong');
  },
);

test.each([
  [
    'cost',
    (keyslots: KeyslotJson) => {
      keyslots.slots[0]!.kdf.cost = 2 ** 14;
    },
  ],
  [
    'block size',
    (keyslots: KeyslotJson) => {
      keyslots.slots[0]!.kdf.blockSize = 4;
    },
  ],
  [
    'salt',
    (keyslots: KeyslotJson) => {
      keyslots.slots[0]!.kdf.salt = 'AAAA';
    },
  ],
])(
  'a keyslot with a weaker %s is refused before the passphrase is tried',
  async (_what, weaken) => {
    const path = template.copy();
    forge(path, weaken);
    expect(await refusal(() => tryWith(path, PASSPHRASE, 0))).toBe('keyslot-weak');
    expect(existsSync(`${path}.attempts`)).toBe(false);
  },
);

test('settings that would take all memory are not run', async () => {
  const path = template.copy();
  forge(path, (keyslots) => {
    keyslots.slots[0]!.kdf.cost = 2 ** 30;
  });
  expect(await refusal(() => tryWith(path, PASSPHRASE, 0))).toBe('keyslot-missing');
});

test('the delay starts at one second, doubles to sixty, and is over exactly when it was said to be', async () => {
  const path = template.copy();
  let nowMs = 1_000_000;
  const delays: (number | undefined)[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    const { code, waitMs = 0 } = await refused(tryWith(path, WRONG, nowMs));
    expect(code).toBe('passphrase-wrong');
    delays.push(waitMs);
    expect(await refused(tryWith(path, PASSPHRASE, nowMs + waitMs - 1))).toMatchObject({
      code: 'passphrase-wait',
      waitMs: 1,
    });
    nowMs += waitMs;
  }
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  const opened = await tryWith(path, PASSPHRASE, nowMs);
  opened.connection.close();
});

test('the count is kept in a file, survives a restart, and ends in the audit when the case is opened', async () => {
  const path = template.copy();
  await refused(tryWith(path, WRONG, 10_000));
  await refused(tryWith(path, WRONG, 20_000));
  expect(JSON.parse(readFileSync(`${path}.attempts`, 'utf8'))).toEqual({
    count: 2,
    firstAtMs: 10_000,
    lastAtMs: 20_000,
    byUser: { [USER]: 2 },
  });
  const { connection } = await tryWith(path, PASSPHRASE, 30_000);
  expect(existsSync(`${path}.attempts`)).toBe(false);
  expect(listAudit(connection.db, 5)).toMatchObject([
    { category: 'access', method: 'case.unlock.refused', author: USER },
  ]);
  expect(
    JSON.parse(connection.db.prepare<[], string>('SELECT detail FROM audit').pluck().get() ?? ''),
  ).toEqual({
    refusedTries: 2,
    firstAt: '1970-01-01T00:00:10.000Z',
    lastAt: '1970-01-01T00:00:20.000Z',
    byUser: { [USER]: 2 },
  });
  connection.close();
});

test('opening at the first try leaves no side file and no audit row', async () => {
  const path = template.copy();
  const { connection } = await tryWith(path, PASSPHRASE, 0);
  expect(existsSync(`${path}.attempts`)).toBe(false);
  expect(listAudit(connection.db, 5)).toEqual([]);
  connection.close();
});

test('an unknown user gets the same answer as a wrong passphrase, and what was typed is not stored', async () => {
  const path = template.copy();
  const other = template.copy();
  const unknown = await refused(tryWith(path, PASSPHRASE, 0, 'my secret typed here'));
  expect(unknown).toEqual(await refused(tryWith(other, WRONG, 0)));
  expect(readFileSync(`${path}.attempts`, 'utf8')).not.toContain('secret');
});

test('a clock moved back makes the delay start again, not last for ever', async () => {
  const path = template.copy();
  await refused(tryWith(path, WRONG, 1_000_000_000));
  await refused(tryWith(path, WRONG, 1_000_010_000));
  expect(await refused(tryWith(path, PASSPHRASE, 5000))).toMatchObject({
    code: 'passphrase-wait',
    waitMs: 2000,
  });
  const { connection } = await tryWith(path, PASSPHRASE, 7000);
  connection.close();
});

test('a second try while the first is still tested must wait: tries are counted before they are tested', async () => {
  const path = template.copy();
  const first = refused(tryWith(path, WRONG, 0));
  expect((await refused(tryWith(path, PASSPHRASE, 0))).code).toBe('passphrase-wait');
  expect((await first).code).toBe('passphrase-wrong');
});

test('a spoiled side file counts as a try and does not lock the user out', async () => {
  const path = template.copy();
  writeFileSync(`${path}.attempts`, 'not json');
  const writtenMs = statSync(`${path}.attempts`).mtimeMs;
  expect((await refused(tryWith(path, PASSPHRASE, writtenMs))).code).toBe('passphrase-wait');
  const { connection } = await tryWith(path, PASSPHRASE, writtenMs + 1001);
  connection.close();
});

test('the same passphrase typed in another Unicode form opens the case', async () => {
  const path = `${temporaryFolder()}/Heron.achilles`;
  const typed = 'Żółte gęsi śpią cicho';
  const made = await createCase({
    path,
    name: 'Heron',
    user: USER,
    passphrase: typed.normalize('NFC'),
  });
  made.connection.close();
  const { connection } = await openCase(path, { passphrase: typed.normalize('NFD') });
  connection.close();
});

test.each([
  'short',
  'thirteen char',
  'aaaaaaaaaaaaaaaa',
  'abababababababab',
  'password123456789',
  'Password-Password-2026',
  'qwertyuiop1234567890',
  '12345678901234567890',
  'iloveyou iloveyou',
])('“%s” is refused as a passphrase, with nothing made', async (passphrase) => {
  const folder = temporaryFolder();
  const path = `${folder}/Heron.achilles`;
  expect(await refusal(() => createCase({ path, name: 'Heron', user: USER, passphrase }))).toBe(
    'passphrase-too-short',
  );
  expect(existsSync(path) || existsSync(`${path}.keys`)).toBe(false);
});
