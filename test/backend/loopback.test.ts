import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { CONTENT_SECURITY_POLICY } from '../../electron/content-security-policy.ts';
import { readAssets } from '../../electron/loopback/assets.ts';
import { findBrowser } from '../../electron/loopback/browser.ts';
import { openAppWindow } from '../../electron/loopback/window.ts';
import type { ApiClient } from '../../shared/api/client.ts';
import { PASSPHRASE, temporaryDir, USER } from './fixture.ts';
import {
  exchange,
  freshToken,
  getIn,
  page,
  script,
  sendRaw,
  startHost,
  type TestHost,
  upgrade,
  upload,
} from './loopback-host.ts';

async function openApi(host: TestHost, cookie: string) {
  const websocket = new WebSocket(`ws://127.0.0.1:${host.port}/api`, {
    headers: { host: host.name, cookie },
    origin: host.origin,
  });
  onTestFinished(() => websocket.terminate());
  await new Promise<void>((resolve, reject) => {
    websocket.once('open', () => resolve());
    websocket.once('error', reject);
  });
  const link = new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket });
  return { websocket, api: createORPCClient<ApiClient>(link) };
}

describe('who is let in', () => {
  test('the first page, its script and its style are served, each with its type', async () => {
    const host = await startHost();
    const answers = await Promise.all([
      sendRaw(host, page(host)),
      sendRaw(host, script(host)),
      sendRaw(host, script(host, { path: '/assets/main.css' })),
    ]);
    expect(answers.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
      [200, 'text/html; charset=utf-8'],
      [200, 'text/javascript; charset=utf-8'],
      [200, 'text/css; charset=utf-8'],
    ]);
  });

  test('the redirect page alone may be opened by a local file, and it sends the browser on', async () => {
    const host = await startHost();
    const fromFile = { headers: { 'sec-fetch-site': 'cross-site' } };
    const answer = await sendRaw(host, page(host, { path: '/open', ...fromFile }));
    expect(answer.status).toBe(200);
    const moved = await sendRaw(host, script(host, { path: '/open.js' }));
    expect(moved.text).toContain("location.replace('/' + location.hash)");
    const address = new URL(host.loopback.issueRedirectAddress());
    expect(address.pathname).toBe('/open');
    expect(address.hash).toMatch(/^#[0-9a-f]{64}$/);
  });

  test('a token becomes a cookie that no script reads, no other site sends and no other host gets', async () => {
    const host = await startHost();
    const answer = await sendRaw(host, exchange(host, freshToken(host)));
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-achilles=[0-9a-f]{64}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
  });

  test('the name is 128 random bits below localhost, new with each start', async () => {
    const [first, second] = [await startHost(), await startHost()];
    expect(first.name).toMatch(/^[0-9a-f]{32}\.localhost:\d+$/);
    expect(first.name).not.toBe(second.name);
  });

  test('only the IPv4 loopback address answers', async () => {
    const host = await startHost();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .map(({ address }) => address)
      .filter((address) => address !== '127.0.0.1' && !address.startsWith('fe80'));
    for (const address of [...others, '127.0.0.2']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: address, port: host.port });
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
        onTestFinished(() => {
          socket.destroy();
        });
      });
      expect({ address, reached }).toEqual({ address, reached: false });
    }
  });
});

describe('what every answer carries', () => {
  test.each([
    ['a page', (host: TestHost) => page(host)],
    ['a file that is not there', (host: TestHost) => script(host, { path: '/nothing.js' })],
    ['a foreign name', (host: TestHost) => page(host, { headers: { host: 'evil.example' } })],
    ['a session', (host: TestHost) => exchange(host, freshToken(host))],
    ['a refused token', (host: TestHost) => exchange(host, 'bad')],
    ['a refused WebSocket', (host: TestHost) => upgrade(host, '')],
    ['broken HTTP', () => 'nonsense\r\n\r\n'],
    [
      'headers too large',
      (host: TestHost) => page(host, { headers: { 'x-a': 'a'.repeat(20_000) } }),
    ],
    ['a tunnel', (host: TestHost) => page(host, { method: 'CONNECT', path: 'a:1' })],
  ])('%s is not stored, not guessed at, not referred to and not shared', async (_name, request) => {
    const host = await startHost();
    const { headers } = await sendRaw(host, request(host));
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('an answer never repeats the token or the name of the host', async () => {
    const host = await startHost();
    const token = freshToken(host);
    const answers = [
      await sendRaw(host, exchange(host, `${token}x`)),
      await sendRaw(host, exchange(host, token)),
      await sendRaw(host, page(host)),
    ];
    for (const { text } of answers) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(host.name);
    }
  });
});

describe('the interface', () => {
  test('calls the backend over the WebSocket', async () => {
    const host = await startHost();
    const { api } = await openApi(host, await getIn(host));
    expect(await api.case.state()).toMatchObject({ status: 'closed' });
  });

  test('hands over a file, which the backend then knows by name', async () => {
    const host = await startHost();
    const cookie = await getIn(host);
    const answer = await sendRaw(
      host,
      upload(host, cookie, {
        path: '/files?name=register%2Fpeople%20%C5%81.csv',
        body: 'id,type\n1,person\n',
      }),
    );
    const { handle } = JSON.parse(answer.text.split('\r\n\r\n')[1] ?? '') as { handle: string };
    const { session } = host.backend.connect();
    const file = session.file(handle);
    expect(file.name).toBe('register/people Ł.csv');
    expect('bytes' in file && Buffer.from(file.bytes).toString()).toBe('id,type\n1,person\n');
  });

  test('leaves nothing of an upload on the disk', async () => {
    const host = await startHost();
    const cookie = await getIn(host);
    await sendRaw(host, upload(host, cookie, { body: 'id,name\n1,Zebedee Inventado\n' }));
    const files = readdirSync(host.dir, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      expect(readFileSync(join(file.parentPath, file.name)).includes('Zebedee')).toBe(false);
    }
  });

  test('a message of more than 1 MB ends the connection', async () => {
    const host = await startHost();
    const { websocket } = await openApi(host, await getIn(host));
    const closed = new Promise<number>((resolve) => websocket.once('close', resolve));
    websocket.send('a'.repeat(2 ** 20 + 1));
    expect(await closed).toBe(1009);
  });

  test('a burst of someone who is let in waits its turn and is answered', async () => {
    const host = await startHost();
    const cookie = await getIn(host);
    const requests = Array.from({ length: 60 }, () =>
      sendRaw(host, script(host, { headers: { cookie } })),
    );
    const answers = await Promise.all(requests);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('the end', () => {
  test('idleness locks the case and ends the host', async () => {
    let nowMs = 0;
    const host = await startHost({ idleLimitMs: 200, now: () => nowMs });
    const { api } = await openApi(host, await getIn(host));
    await api.case.create({ handle: null, name: 'Idle', user: USER, passphrase: PASSPHRASE });
    nowMs += 200;
    expect(await host.loopback.ended).toBe('idle');
    expect(host.backend.connect().session.state().status).not.toBe('open');
  });

  test('a call by the interface is activity; a stranger’s request is not', async () => {
    let nowMs = 0;
    const host = await startHost({ idleLimitMs: 200, now: () => nowMs });
    const { api } = await openApi(host, await getIn(host));
    nowMs = 150;
    await api.app.info();
    nowMs = 300;
    // The watch looks every half limit of real time: two looks go by without an end.
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await sendRaw(host, page(host))).status).toBe(200);
    nowMs = 350;
    expect(await host.loopback.ended).toBe('idle');
  });

  test('ending twice ends once, for the first reason', async () => {
    const host = await startHost();
    await Promise.all([host.loopback.end('parent-ended'), host.loopback.end('closed')]);
    expect(await host.loopback.ended).toBe('parent-ended');
  });
});

describe('the window', () => {
  /** A program that writes down how it was started and waits to be ended. */
  function fakeBrowser(): { program: string; started: () => Promise<string[]> } {
    const dir = temporaryDir();
    const program = join(dir, 'browser');
    const output = join(dir, 'arguments.json');
    writeFileSync(
      program,
      `#!${process.execPath}\nconst { renameSync, writeFileSync } = require('node:fs');\nwriteFileSync(${JSON.stringify(`${output}.new`)}, JSON.stringify(process.argv.slice(2)));\nrenameSync(${JSON.stringify(`${output}.new`)}, ${JSON.stringify(output)});\nsetInterval(() => {}, 1000);\n`,
    );
    chmodSync(program, 0o700);
    return {
      program,
      async started() {
        while (!existsSync(output)) await new Promise((resolve) => setTimeout(resolve, 20));
        return JSON.parse(readFileSync(output, 'utf8')) as string[];
      },
    };
  }

  test('is opened through a page that only its owner can read: the command line tells neither name nor token', async () => {
    const host = await startHost();
    const dataDir = temporaryDir();
    const address = host.loopback.issueRedirectAddress();
    const browser = fakeBrowser();
    const window = openAppWindow({ program: browser.program, address, dataDir });
    const args = (await browser.started()).join('\n');
    expect(args).not.toContain(new URL(address).hash.slice(1));
    expect(args).not.toContain(host.name.split('.')[0]);
    const page = new URL(/--app=(file:.*)/.exec(args)?.[1] ?? '');
    expect(readFileSync(page, 'utf8')).toContain(`content="0;url=${address}"`);
    if (process.platform !== 'win32') {
      expect(statSync(page).mode & 0o777).toBe(0o600);
      expect(statSync(join(dataDir, 'browser')).mode & 0o777).toBe(0o700);
    }
    await window.close();
  });

  test('leaves nothing behind when it is closed, nor what an earlier one left that was ended by force', async () => {
    const dataDir = temporaryDir();
    const first = fakeBrowser();
    const window = openAppWindow({
      program: first.program,
      address: 'http://a.localhost/',
      dataDir,
    });
    await first.started();
    await window.close();
    await expect.poll(() => readdirSync(join(dataDir, 'browser'))).toEqual([]);
    // No process has this id: it is above the highest that a system gives out.
    writeFileSync(join(dataDir, 'browser', '99999999-left'), '');
    const second = fakeBrowser();
    const next = openAppWindow({
      program: second.program,
      address: 'http://a.localhost/',
      dataDir,
    });
    expect(readdirSync(join(dataDir, 'browser'))).toEqual([
      expect.stringContaining(`${process.pid}-`),
    ]);
    await second.started();
    await next.close();
  });

  test('a browser is found by name on the path, then among those that Playwright fetched', () => {
    const [bin, home] = [temporaryDir(), temporaryDir()];
    const machine = { environment: { PATH: bin }, platform: 'linux', home } as const;
    expect(findBrowser(machine)).toBeNull();
    writeFileSync(join(bin, 'google-chrome'), '', { mode: 0o700 });
    writeFileSync(join(bin, 'chromium'), 'not a program', { mode: 0o600 });
    expect(findBrowser(machine)).toBe(join(bin, 'google-chrome'));
  });
});

test('a built interface with an unknown kind of file is refused at the start', () => {
  const dir = temporaryDir();
  writeFileSync(join(dir, 'index.html'), '');
  writeFileSync(join(dir, 'notes.docx'), '');
  expect(() => readAssets(dir)).toThrow('/notes.docx');
});
