import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { findBrowser } from '../../electron/loopback/browser.ts';
import { PROJECT_DIR, startHost } from './host.ts';

/** The browser of this machine, without a screen and with a way in for the test. */
async function writeHeadlessBrowser(dir: string): Promise<string> {
  const program = join(dir, 'headless-browser');
  const flags =
    '--headless=new --remote-debugging-port=0 --use-angle=swiftshader --enable-unsafe-swiftshader';
  await writeFile(program, `#!/bin/sh\nexec "${findBrowser()}" ${flags} "$@"\n`);
  await chmod(program, 0o700);
  return program;
}

/** The debugging port that the browser chose, once it has written it down. */
async function debuggingPort(dataDir: string): Promise<number | null> {
  try {
    const [own = ''] = await readdir(join(dataDir, 'browser'));
    const file = join(dataDir, 'browser', own, 'profile', 'DevToolsActivePort');
    return Number((await readFile(file, 'utf8')).split('\n')[0]);
  } catch {
    return null; // Not written yet.
  }
}

test('npm start opens the product in a browser window of its own, and ends with it', async () => {
  test.skip(process.platform === 'win32', 'the stand-in browser is a shell script');
  const dir = await mkdtemp(join(tmpdir(), 'achilles-start-'));
  const product = spawn('npm', ['start', '--', '--browser'], {
    cwd: PROJECT_DIR,
    env: {
      ...process.env,
      ACHILLES_DATA: dir,
      ACHILLES_BROWSER: await writeHeadlessBrowser(dir),
      ACHILLES_NO_BROWSER: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => product.once('exit', resolve));
  let output = '';
  product.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  try {
    await expect.poll(() => debuggingPort(dir), { timeout: 60_000 }).not.toBeNull();
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(dir)}`);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('The browser has no page.');
    await expect(page).toHaveURL(/^http:\/\/[0-9a-f]{32}\.localhost:\d+\/$/);
    await expect(page.getByRole('button', { name: /demonstration/i })).toBeVisible();
    // The address is in no output: only the owner-only page had it.
    expect(output).not.toContain('localhost');

    await page.close();
    // The browser may have ended with its last page already.
    await browser
      .newBrowserCDPSession()
      .then((session) => session.send('Browser.close'))
      .catch(() => undefined);
    expect(await ended).toBe(0);
    expect(output).toContain('The window was closed');
    // The profile and the page that carried the address are gone.
    expect(await readdir(join(dir, 'browser'))).toEqual([]);
  } finally {
    product.kill('SIGINT');
    await ended;
    await rm(dir, { recursive: true, force: true });
  }
});

test('where the browser cannot show a window, an address to open by hand is printed instead', async () => {
  test.skip(process.platform === 'win32', 'the stand-in browser is a program of Unix');
  const dir = await mkdtemp(join(tmpdir(), 'achilles-start-'));
  const host = await startHost(dir, { ACHILLES_NO_BROWSER: '', ACHILLES_BROWSER: '/bin/false' });
  expect(host.output()).toContain('The browser ended before it showed anything.');
  expect(await host.stop()).toBe(0);
  await rm(dir, { recursive: true, force: true });
});
