import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect } from '@playwright/test';
import { buildDesktop } from '../../../electron/desktop-build.ts';
import { type DesktopCommand, desktopCommand } from '../../../electron/desktop-launch.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '../../..');
const PASSPHRASE = 'seven invented words make a passphrase';
const ABSENT =
  'Electron’s binary is not installed, so nothing of the desktop was tried. "npx install-electron" fetches it.';
const NO_SCREEN =
  'There is no screen for the desktop to draw on, so nothing of it was tried. "xvfb-run npm run e2e" gives it one.';

const found = desktopCommand(PROJECT_DIR);
const hasScreen =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const reasonToSkip = found === null ? ABSENT : hasScreen ? null : NO_SCREEN;
if (reasonToSkip !== null) console.warn(`SKIPPED: ${reasonToSkip}`);

// A package made by electron-builder, for the checks that only a package can pass: its fuses are burnt, so
// nothing can drive it, and it is asked to check itself.
const PACKAGED = process.env.ACHILLES_PACKAGED;

function desktop(): DesktopCommand {
  if (found === null) throw new Error(ABSENT);
  return found;
}

function environmentWith(dataDir: string): Record<string, string> {
  const entries = Object.entries({
    ...(found?.environment ?? process.env),
    ACHILLES_DATA: dataDir,
  });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => !!entry[1]));
}

// Chromium refuses its sandbox to root. Nothing else may switch it off.
const ROOT_ARGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const test = base.extend<{ dataDir: string; desktopApp: ElectronApplication }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from a pattern
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'achilles-desktop-'));
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
  desktopApp: async ({ dataDir }, use) => {
    const { command, args } = desktop();
    const desktopApp = await _electron.launch({
      executablePath: command,
      args: [...args, ...ROOT_ARGS],
      cwd: PROJECT_DIR,
      env: environmentWith(dataDir),
    });
    await use(desktopApp);
    await desktopApp.close();
  },
});

function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((answer, reject) => {
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) => answer({ code, output }));
  });
}

test.describe('a checkout', () => {
  test.skip(reasonToSkip !== null, reasonToSkip ?? '');

  test.beforeAll(async () => {
    await buildDesktop(PROJECT_DIR);
  });

  test('the self-check finds every setting as it should be', async ({ dataDir }) => {
    const { command, args } = desktop();
    const { code, output } = await run(
      command,
      [...args, '--self-check', ...ROOT_ARGS],
      environmentWith(dataDir),
    );
    const report = JSON.parse(output);
    const wrong = report.checks.filter((check: { isAsExpected: boolean }) => !check.isAsExpected);
    expect(wrong).toEqual([]);
    expect(code).toBe(0);
  });

  test('a case is made, and locking it from the menu replaces its window', async ({
    desktopApp,
    dataDir,
  }) => {
    const path = join(dataDir, 'Op Larkspur.achilles');
    await desktopApp.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    const page = await desktopApp.firstWindow();
    expect(page.url()).toBe('app://achilles/index.html');
    await page.getByRole('button', { name: 'New case' }).click();
    await page.getByLabel('Name of the case').fill('Op Larkspur');
    await page.getByLabel('Your name').fill('Ana Example');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Make the case' }).click();
    await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
    expect(existsSync(path)).toBe(true);
    expect(await page.title(), 'titles are read by others').toBe('Achilles');

    const replaced = desktopApp.waitForEvent('window');
    await desktopApp.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? [];
      const items = menus.flatMap((menu) => menu.submenu?.items ?? []);
      items.find((item) => item.label === 'Lock now')?.click();
    });
    const locked = await replaced;
    await expect(locked.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect.poll(() => desktopApp.windows().length).toBe(1);
  });

  test('the page goes nowhere and opens nothing', async ({ desktopApp }) => {
    const page = await desktopApp.firstWindow();
    await expect(page.getByRole('button', { name: 'New case' })).toBeVisible();
    for (const address of ['https://network.invalid/', 'file:///', 'data:text/html,x']) {
      await page.evaluate((to) => {
        window.location.href = to;
      }, address);
      await page.evaluate((to) => window.open(to), address);
    }
    await expect(page.getByRole('button', { name: 'New case' })).toBeVisible();
    expect(page.url()).toBe('app://achilles/index.html');
    expect(desktopApp.windows()).toHaveLength(1);
  });

  test('a second start ends at once and leaves the first alone', async ({
    desktopApp,
    dataDir,
  }) => {
    await desktopApp.firstWindow();
    const { command, args } = desktop();
    const { code } = await run(command, [...args, ...ROOT_ARGS], environmentWith(dataDir));
    expect(code).toBe(0);
    expect(desktopApp.windows()).toHaveLength(1);
  });

  test('the folders are open to their owner alone', async ({ desktopApp, dataDir }) => {
    test.skip(process.platform === 'win32', 'Windows keeps rights otherwise.');
    await desktopApp.firstWindow();
    for (const name of ['cases', 'profile']) {
      expect(statSync(join(dataDir, name)).mode & 0o777, name).toBe(0o700);
    }
  });
});

test.describe('a package', () => {
  test.skip(
    PACKAGED === undefined,
    'No package was named. Make one with electron-builder and set ACHILLES_PACKAGED to its program.',
  );

  test('passes its self-check, fuses and all', async ({ dataDir }) => {
    const { code, output } = await run(PACKAGED ?? '', ['--self-check'], environmentWith(dataDir));
    const report = JSON.parse(output);
    expect(report.checks.filter((check: { isAsExpected: boolean }) => !check.isAsExpected)).toEqual(
      [],
    );
    expect(report.checks.map((check: { name: string }) => check.name)).toContain('fuse: RunAsNode');
    expect(code).toBe(0);
  });

  for (const argument of ['--inspect=0', '--remote-debugging-port=0', '--no-sandbox']) {
    test(`refuses to start with ${argument}`, async ({ dataDir }) => {
      const { code } = await run(PACKAGED ?? '', [argument], environmentWith(dataDir));
      expect(code).toBe(1);
    });
  }
});
