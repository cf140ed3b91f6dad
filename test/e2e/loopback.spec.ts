import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, PROJECT_DIR, test } from './host.ts';

test('a page that was let in keeps no token, is not asked for one again, and leaves nothing in the browser', async ({
  page,
  host,
}) => {
  expect(await page.evaluate(() => window.location.hash)).toBe('');
  await page.reload();
  await expect(page).toHaveTitle(/Achilles/);
  const status = await page.evaluate(async () => {
    const socket = new WebSocket(`ws://${window.location.host}/api`);
    return new Promise((resolve) => {
      socket.addEventListener('open', () => resolve('open'));
      socket.addEventListener('error', () => resolve('refused'));
    });
  });
  expect(status).toBe('open');
  expect(host.origin).toMatch(/^http:\/\/[0-9a-f]{32}\.localhost:\d+$/);

  // The session is a cookie of this host alone that no script can read.
  const [cookie, ...others] = await page.context().cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({
    name: '__Host-achilles',
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    domain: new URL(host.origin).hostname,
    path: '/',
  });
  expect(await page.evaluate(() => document.cookie)).toBe('');

  const kept = await page.evaluate(async () => ({
    local: window.localStorage.length,
    session: window.sessionStorage.length,
    databases: (await window.indexedDB.databases()).length,
    caches: (await window.caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
});

test.describe('the content security policy', () => {
  test.use({ expectedFaults: /Content Security Policy|Trusted|left the host|net::ERR/i });

  test('lets no text become markup or script, and nothing reach another address', async ({
    page,
  }) => {
    const outcome = await page.evaluate(async () => {
      function attempt(act: () => unknown): string {
        try {
          act();
          return 'allowed';
        } catch {
          return 'refused';
        }
      }
      // The browser lets a debugger's own step evaluate text; the steps after it are the page's.
      await new Promise((resolve) => setTimeout(resolve));
      const inline = document.createElement('script');
      const button = document.createElement('button');
      return {
        markup: attempt(() => {
          document.body.innerHTML = '<b>text</b>';
        }),
        evaluation: attempt(() => new Function('return 1')()),
        script: attempt(() => {
          inline.text = 'window.wasRun = true';
          document.body.append(inline);
        }),
        handler: attempt(() => button.setAttribute('onclick', 'window.wasRun = true')),
        policy: attempt(() =>
          (
            window as unknown as {
              trustedTypes: { createPolicy(name: string, rules: object): void };
            }
          ).trustedTypes.createPolicy('other', {}),
        ),
        request: await fetch('http://127.0.0.1:9/').then(
          () => 'allowed',
          () => 'refused',
        ),
        wasRun: 'wasRun' in window,
      };
    });
    expect(outcome).toEqual({
      markup: 'refused',
      evaluation: 'refused',
      script: 'refused',
      handler: 'refused',
      policy: 'refused',
      request: 'refused',
      wasRun: false,
    });
  });
});

test('Ctrl+C closes the host and ends with success', async ({ host }) => {
  expect(await host.stop()).toBe(0);
  expect(host.output()).toContain('Achilles is closed.');
});

for (const command of [
  ['npm', 'start', '--', '--browser'],
  [process.execPath, 'electron/start.ts', '--browser'],
]) {
  test(`the host ends by itself when what started it is killed: ${command.includes('npm') ? 'npm' : 'another program'}`, async () => {
    test.skip(process.platform === 'win32', 'Windows keeps no family of processes');
    const dataDir = await mkdtemp(join(tmpdir(), 'achilles-e2e-'));
    // A program of its own, so that its end is not the end of the test.
    const words = JSON.stringify(command);
    const starter = spawn(
      process.execPath,
      [
        '-e',
        `const [file, ...args] = ${words}; const child = require('node:child_process').spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] }); console.log('started ' + child.pid); setInterval(() => {}, 1000);`,
      ],
      {
        cwd: PROJECT_DIR,
        env: { ...process.env, ACHILLES_NO_BROWSER: '1', ACHILLES_DATA: dataDir },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    // The pipe closes when the last process that holds it has ended: starter, npm, shell and host.
    const allEnded = new Promise<void>((resolve) => starter.stdout.once('close', () => resolve()));
    starter.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output).toContain('Open this address');
    const started = Number(/started (\d+)/.exec(output)?.[1]);
    // Under npm it is npm that is killed; otherwise the program that started Node.
    process.kill(command.includes('npm') ? started : (starter.pid ?? 0), 'SIGKILL');
    starter.kill('SIGKILL');
    await allEnded;
    expect(output).toContain('The program that started Achilles has ended');
    await rm(dataDir, { recursive: true, force: true });
  });
}
