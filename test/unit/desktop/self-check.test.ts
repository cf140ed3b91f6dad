import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackendLink } from '../../../electron/main/backend-link.ts';
import { checkCryptography } from '../../../electron/main/cryptography-check.ts';
import { PAGE_EXPECTED, runSelfCheck } from '../../../electron/main/self-check.ts';
import { commandLineSwitches } from '../../../electron/main/settings.ts';
import { createWindows } from '../../../electron/main/window.ts';
import { createFakeElectron } from './fake-electron.ts';

// Tried once: a key at keyslot cost takes a while.
const CRYPTOGRAPHY = checkCryptography();

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'achilles-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A host on which everything is as it should be, and what a test may spoil. */
function setUp() {
  const fake = createFakeElectron();
  fake.app.isPackaged = false;
  fake.session.isSpellingOn = false;
  for (const [name, value] of commandLineSwitches()) fake.app.switches.set(name, value);
  const page = { answers: { ...PAGE_EXPECTED } };
  const windows = createWindows(fake.electron, {
    preloadPath: '/preload.cjs',
    iconPath: '/icon.png',
    isPackaged: true,
    onInput: () => undefined,
  });
  const opening = {
    ...windows,
    open() {
      const window = windows.open();
      fake.windows.at(-1)!.webContents.answers = page.answers;
      return window;
    },
  };
  const backend = { check: () => Promise.resolve(CRYPTOGRAPHY) } as unknown as BackendLink;
  const check = () => runSelfCheck(fake.electron, { windows: opening, backend });
  return { ...fake, page, check };
}

const wrongOf = (report: Awaited<ReturnType<typeof runSelfCheck>>) =>
  report.checks.filter((check) => !check.isAsExpected).map((check) => check.name);

test('a host as it should be passes, and its cryptography was really tried', async () => {
  const { check, windows } = setUp();
  const report = await check();
  expect(wrongOf(report)).toEqual([]);
  expect(report.isAsExpected).toBe(true);
  const names = report.checks.map(({ name }) => name);
  for (const part of ['scrypt', 'aes-256-gcm', 'x25519', 'ed25519']) {
    expect(names).toContain(`cryptography: ${part}`);
  }
  expect(windows.at(-1)?.isDestroyed, 'the window of the check is gone').toBe(true);
});

test.each(Object.keys(PAGE_EXPECTED))('“%s” other than expected fails the check', async (name) => {
  const { check, page } = setUp();
  page.answers[name] = 'something else';
  const report = await check();
  expect(report.isAsExpected).toBe(false);
  expect(wrongOf(report)).toEqual([name]);
});

test('an answer that the page leaves out fails the check', async () => {
  const { check, page } = setUp();
  delete page.answers['page: eval'];
  expect(wrongOf(await check())).toEqual(['page: eval']);
});

test('a switch that did not reach Chromium, a spelling checker and a session on disk fail the check', async () => {
  const { check, app, session } = setUp();
  app.switches.delete('disable-breakpad');
  app.switches.set('host-resolver-rules', '');
  session.isSpellingOn = true;
  session.isPersistent = () => true;
  session.resolveProxy = () => Promise.resolve('DIRECT');
  expect(wrongOf(await check())).toEqual([
    'switch: host-resolver-rules',
    'switch: disable-breakpad',
    'session: kept on disk',
    'session: spelling checker',
    'session: way to a network',
  ]);
});

test('a package whose binary kept Electron’s own fuses fails the check', async () => {
  const { check, app } = setUp();
  app.isPackaged = true;
  app.exePath = join(folder, 'achilles');
  const mark = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  writeFileSync(app.exePath, Buffer.concat([mark, Buffer.from([1, 9]), Buffer.from('101100011')]));
  expect(wrongOf(await check())).toEqual([
    'fuse: RunAsNode',
    'fuse: EnableCookieEncryption',
    'fuse: EnableNodeOptionsEnvironmentVariable',
    'fuse: EnableNodeCliInspectArguments',
    'fuse: EnableEmbeddedAsarIntegrityValidation',
    'fuse: OnlyLoadAppFromAsar',
    'fuse: GrantFileProtocolExtraPrivileges',
  ]);
});
