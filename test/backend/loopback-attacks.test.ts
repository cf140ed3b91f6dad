import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createBackend } from '../../electron/backend.ts';
import { RESOURCES_DIR } from './fixture.ts';
import {
  exchange,
  freshToken,
  getIn,
  openSocket,
  page,
  type RawAnswer,
  readToEnd,
  script,
  sendRaw,
  startHost,
  type TestHost,
  upgrade,
  upload,
} from './loopback-host.ts';

// Reading the catalogue takes longer than an attack, and no attack here opens a case: one backend serves all.
let shared: ReturnType<typeof createBackend>;

beforeAll(() => {
  const dir = mkdtempSync(join(tmpdir(), 'achilles-test-'));
  shared = createBackend({
    resourcesDir: RESOURCES_DIR,
    dataDir: dir,
    casesDir: dir,
    host: 'browser',
  });
  return () => rmSync(dir, { recursive: true, force: true });
});

function start(limits: Parameters<typeof startHost>[0] = {}): Promise<TestHost> {
  return startHost(limits, { backend: shared, dir: '' });
}

/** One attack: what is sent, and the refusal that must come back. */
interface Attack {
  readonly name: string;
  readonly send: (host: TestHost, cookie: string) => string;
  readonly status: number;
}

const EVIL = 'http://evil.example';

/** Names under which another page could reach the port. */
const NAMES: readonly Attack[] = [
  ['the bare address', (host: TestHost) => `127.0.0.1:${host.port}`],
  ['the IPv6 loopback address', (host: TestHost) => `[::1]:${host.port}`],
  ['localhost', (host: TestHost) => `localhost:${host.port}`],
  ['a rebound name', (host: TestHost) => `rebind.evil.example:${host.port}`],
  [
    'another random name',
    (host: TestHost) => `${randomBytes(16).toString('hex')}.localhost:${host.port}`,
  ],
  ['a name below the host’s own', (host: TestHost) => `a.${host.name}`],
  ['its name without the port', (host: TestHost) => host.name.split(':')[0] ?? ''],
  ['its name with another port', (host: TestHost) => `${host.name.split(':')[0]}:80`],
  ['its name with a final dot', (host: TestHost) => host.name.replace(':', '.:')],
  ['its name in capitals', (host: TestHost) => host.name.toUpperCase()],
  ['its name after a user', (host: TestHost) => `evil@${host.name}`],
  ['its name in a list', (host: TestHost) => `${host.name}, evil.example`],
  ['an empty name', () => ''],
  ['its name twice', (host: TestHost) => [host.name, host.name]],
  ['its name, then another', (host: TestHost) => [host.name, 'evil.example']],
  ['another name, then its own', (host: TestHost) => ['evil.example', host.name]],
].map(([name, value]) => ({
  name: `Host: ${name as string}`,
  send: (host) =>
    page(host, { headers: { host: (value as (host: TestHost) => string | string[])(host) } }),
  status: 421,
}));

const ADDRESSES: readonly Attack[] = [
  {
    name: 'a request without a Host',
    send: (host) => page(host, { headers: { host: null } }),
    status: 400,
  },
  {
    name: 'a forwarded name beside a foreign Host',
    send: (host) =>
      page(host, { headers: { host: 'evil.example', 'x-forwarded-host': host.name } }),
    status: 421,
  },
  {
    name: 'the absolute form of its own address',
    send: (host) => page(host, { path: `${host.origin}/` }),
    status: 400,
  },
  {
    name: 'the absolute form of another address',
    send: (host) => page(host, { path: `${EVIL}/` }),
    status: 400,
  },
  {
    name: 'an address without a scheme',
    send: (host) => page(host, { path: '//evil.example/' }),
    status: 400,
  },
  {
    name: 'the asterisk form',
    send: (host) => page(host, { method: 'OPTIONS', path: '*' }),
    status: 400,
  },
  {
    name: 'a tunnel',
    send: (host) => page(host, { method: 'CONNECT', path: 'evil.example:443' }),
    status: 405,
  },
  {
    name: 'a path that climbs',
    send: (host) => script(host, { path: '/../package.json' }),
    status: 404,
  },
  {
    name: 'an encoded path that climbs',
    send: (host) => script(host, { path: '/%2e%2e/package.json' }),
    status: 404,
  },
  {
    name: 'a path that climbs and returns',
    send: (host) => script(host, { path: '/assets/../assets/main.js' }),
    status: 404,
  },
  {
    name: 'a path with backslashes',
    send: (host) => script(host, { path: '/assets\\main.js' }),
    status: 404,
  },
  {
    name: 'an encoded NUL',
    send: (host) => script(host, { path: '/assets/main.js%00' }),
    status: 404,
  },
  { name: 'a folder', send: (host) => script(host, { path: '/assets/' }), status: 404 },
  {
    name: 'the prototype of a table',
    send: (host) => script(host, { path: '/__proto__' }),
    status: 404,
  },
  {
    name: 'a query that no address takes',
    send: (host) => page(host, { path: '/?token=1' }),
    status: 404,
  },
  {
    name: 'an address of 5,000 characters',
    send: (host) => script(host, { path: `/${'a'.repeat(5000)}` }),
    status: 400,
  },
];

const SITES: readonly Attack[] = [
  {
    name: 'a page opened by another site',
    send: (host) => page(host, { headers: { 'sec-fetch-site': 'cross-site' } }),
    status: 403,
  },
  {
    name: 'a page opened by another port',
    send: (host) => page(host, { headers: { 'sec-fetch-site': 'same-site' } }),
    status: 403,
  },
  {
    name: 'the page inside a frame',
    send: (host) => page(host, { headers: { 'sec-fetch-dest': 'iframe' } }),
    status: 403,
  },
  {
    name: 'the redirect page inside another site’s frame',
    send: (host) =>
      page(host, {
        path: '/open',
        headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' },
      }),
    status: 403,
  },
  { name: 'the page read by a script', send: (host) => script(host, { path: '/' }), status: 403 },
  {
    name: 'a script used by another site',
    send: (host) =>
      script(host, {
        headers: { origin: null, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      }),
    status: 403,
  },
  {
    name: 'a script asked for with another Origin',
    send: (host) => script(host, { headers: { origin: EVIL } }),
    status: 403,
  },
  {
    name: 'a script asked for by a program that is no browser',
    send: (host) => script(host, { headers: { 'sec-fetch-site': null } }),
    status: 403,
  },
  {
    name: 'a script whose site is told twice',
    send: (host) => script(host, { headers: { 'sec-fetch-site': ['cross-site', 'same-origin'] } }),
    status: 400,
  },
  {
    name: 'a permission asked for by another site',
    send: (host) =>
      exchange(host, '', {
        method: 'OPTIONS',
        headers: { origin: EVIL, 'access-control-request-method': 'POST' },
      }),
    status: 405,
  },
  ...['PUT', 'PATCH', 'DELETE', 'HEAD', 'TRACE'].map((method) => ({
    name: `the method ${method}`,
    send: (host: TestHost) => page(host, { method }),
    status: 405,
  })),
];

/** What a token that is good is sent with; each must be refused, and the token not be used up. */
const EXCHANGES: readonly (Omit<Attack, 'send'> & {
  readonly spec: (host: TestHost) => Parameters<typeof exchange>[2];
})[] = [
  { name: 'no Origin', spec: () => ({ headers: { origin: null } }), status: 403 },
  { name: 'a null Origin', spec: () => ({ headers: { origin: 'null' } }), status: 403 },
  { name: 'another Origin', spec: () => ({ headers: { origin: EVIL } }), status: 403 },
  {
    name: 'its own Origin over https',
    spec: (host) => ({ headers: { origin: host.origin.replace('http', 'https') } }),
    status: 403,
  },
  {
    name: 'its own Origin at another port',
    spec: (host) => ({ headers: { origin: `${host.origin}0` } }),
    status: 403,
  },
  {
    name: 'two Origins',
    spec: (host) => ({ headers: { origin: [EVIL, host.origin] } }),
    status: 400,
  },
  {
    name: 'a site that is another',
    spec: () => ({ headers: { 'sec-fetch-site': 'cross-site' } }),
    status: 403,
  },
  {
    name: 'a site that is another port',
    spec: () => ({ headers: { 'sec-fetch-site': 'same-site' } }),
    status: 403,
  },
  { name: 'no site at all', spec: () => ({ headers: { 'sec-fetch-site': 'none' } }), status: 403 },
  {
    name: 'no word on the site',
    spec: () => ({ headers: { 'sec-fetch-site': null } }),
    status: 403,
  },
  { name: 'no header of ours', spec: () => ({ headers: { 'x-achilles': null } }), status: 403 },
  { name: 'a foreign Host', spec: () => ({ headers: { host: 'evil.example' } }), status: 421 },
  {
    name: 'the content type of a plain form',
    spec: () => ({ headers: { 'content-type': 'text/plain' } }),
    status: 415,
  },
  {
    name: 'the content type of a web form',
    spec: () => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    status: 415,
  },
  { name: 'the method GET', spec: () => ({ method: 'GET' }), status: 400 },
  { name: 'the token in the address', spec: () => ({ path: '/session?token=1' }), status: 404 },
  {
    name: 'no length',
    spec: () => ({ headers: { 'content-length': null }, body: '' }),
    status: 411,
  },
  {
    name: 'a body in chunks',
    spec: () => ({
      headers: { 'content-length': null, 'transfer-encoding': 'chunked' },
      body: '2\r\n{}\r\n0\r\n\r\n',
    }),
    status: 411,
  },
  {
    name: 'a length and chunks',
    spec: () => ({ headers: { 'transfer-encoding': 'chunked' }, body: '0\r\n\r\n' }),
    status: 400,
  },
  {
    name: 'an obscured transfer coding',
    spec: () => ({ headers: { 'content-length': null, 'transfer-encoding': 'xchunked' } }),
    status: 400,
  },
  { name: 'two lengths', spec: () => ({ headers: { 'content-length': ['2', '3'] } }), status: 400 },
  { name: 'a signed length', spec: () => ({ headers: { 'content-length': '+2' } }), status: 400 },
  {
    name: 'a hexadecimal length',
    spec: () => ({ headers: { 'content-length': '0x2' } }),
    status: 400,
  },
  {
    name: 'a space before a colon',
    spec: () => ({ headers: { 'content-length ': '2' } }),
    status: 400,
  },
  { name: 'an expectation', spec: () => ({ headers: { expect: '100-continue' } }), status: 417 },
  { name: 'HTTP/1.0', spec: () => ({ version: 'HTTP/1.0' }), status: 505 },
  {
    name: 'a body of more than 1 MB',
    spec: () => ({ headers: { 'content-length': String(2 ** 20 + 1) } }),
    status: 413,
  },
  { name: 'a body that is not JSON', spec: () => ({ body: 'token=1' }), status: 400 },
  { name: 'a list for a token', spec: () => ({ body: '{"token":["a"]}' }), status: 400 },
  { name: 'a key too many', spec: () => ({ body: '{"token":"a","admin":true}' }), status: 400 },
  { name: 'ten thousand nested lists', spec: () => ({ body: '['.repeat(10_000) }), status: 400 },
];

const SOCKETS: readonly (Omit<Attack, 'send'> & {
  readonly spec: (host: TestHost) => Parameters<typeof upgrade>[2];
})[] = [
  { name: 'another Origin', spec: () => ({ headers: { origin: EVIL } }), status: 403 },
  { name: 'a null Origin', spec: () => ({ headers: { origin: 'null' } }), status: 403 },
  { name: 'no Origin', spec: () => ({ headers: { origin: null } }), status: 403 },
  {
    name: 'two Origins',
    spec: (host) => ({ headers: { origin: [EVIL, host.origin] } }),
    status: 400,
  },
  {
    name: 'a site that is another',
    spec: () => ({ headers: { 'sec-fetch-site': 'cross-site' } }),
    status: 403,
  },
  {
    name: 'a rebound name',
    spec: (host) => ({ headers: { host: `rebind.evil.example:${host.port}` } }),
    status: 421,
  },
  { name: 'no cookie', spec: () => ({ headers: { cookie: null } }), status: 401 },
  {
    name: 'an invented cookie',
    spec: () => ({ headers: { cookie: `__Host-achilles=${'a'.repeat(64)}` } }),
    status: 401,
  },
  { name: 'another path', spec: () => ({ path: '/api/' }), status: 404 },
  { name: 'the method POST', spec: () => ({ method: 'POST' }), status: 404 },
  { name: 'another protocol', spec: () => ({ headers: { upgrade: 'h2c' } }), status: 400 },
  {
    name: 'a body',
    spec: () => ({ headers: { 'content-length': '4' }, body: 'evil' }),
    status: 400,
  },
  {
    name: 'an old version of the protocol',
    spec: () => ({ headers: { 'sec-websocket-version': '7' } }),
    status: 400,
  },
  { name: 'no key', spec: () => ({ headers: { 'sec-websocket-key': null } }), status: 400 },
];

const UPLOADS: readonly (Omit<Attack, 'send'> & {
  readonly spec: (host: TestHost) => Parameters<typeof upload>[2];
})[] = [
  { name: 'no cookie', spec: () => ({ headers: { cookie: null } }), status: 401 },
  {
    name: 'an empty cookie',
    spec: () => ({ headers: { cookie: '__Host-achilles=' } }),
    status: 401,
  },
  { name: 'another Origin', spec: () => ({ headers: { origin: EVIL } }), status: 403 },
  {
    name: 'the content type of a form',
    spec: () => ({ headers: { 'content-type': 'multipart/form-data; boundary=a' } }),
    status: 415,
  },
  {
    name: 'more than 200 MB',
    spec: () => ({ headers: { 'content-length': String(200 * 2 ** 20 + 1) } }),
    status: 413,
  },
  {
    name: 'a name that climbs',
    spec: () => ({ path: '/files?name=..%2F..%2Fsettings.json' }),
    status: 400,
  },
  { name: 'an absolute name', spec: () => ({ path: '/files?name=%2Fetc%2Fpasswd' }), status: 400 },
  {
    name: 'a name with a backslash',
    spec: () => ({ path: '/files?name=..%5Csettings.json' }),
    status: 400,
  },
  { name: 'a name with a NUL', spec: () => ({ path: '/files?name=a%00.csv' }), status: 400 },
  { name: 'two names', spec: () => ({ path: '/files?name=a.csv&name=b.csv' }), status: 400 },
  { name: 'no name', spec: () => ({ path: '/files' }), status: 400 },
];

function expectRefusal(answer: RawAnswer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.count).toBe(1);
  expect(answer.headers.get('set-cookie')).toBeUndefined();
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual(
    [],
  );
}

describe('what another site or program can send is refused', () => {
  test.each([...NAMES, ...ADDRESSES, ...SITES])('$name: $status', async ({ send, status }) => {
    const host = await start();
    expectRefusal(await sendRaw(host, send(host, await getIn(host))), status);
  });

  test.each(EXCHANGES)(
    'a good token sent with $name: $status, and it still works afterwards',
    async ({ spec, status }) => {
      const host = await start();
      const token = freshToken(host);
      expectRefusal(await sendRaw(host, exchange(host, token, spec(host))), status);
      expect((await sendRaw(host, exchange(host, token))).headers.get('set-cookie')).toBeDefined();
    },
  );

  test.each(SOCKETS)('a WebSocket with $name: $status', async ({ spec, status }) => {
    const host = await start();
    expectRefusal(await sendRaw(host, upgrade(host, await getIn(host), spec(host))), status);
  });

  test.each(UPLOADS)('an upload with $name: $status', async ({ spec, status }) => {
    const host = await start();
    const cookie = await getIn(host);
    expectRefusal(await sendRaw(host, upload(host, cookie, spec(host))), status);
  });
});

describe('bytes that are not quite HTTP get one refusal and no second look', () => {
  test.each([
    ['HTTP/0.9', 'GET /\r\n\r\n', 421],
    ['the opening of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['the opening of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001', 400],
    ['noise', `${'\u0000'.repeat(64)}\r\n\r\n`, 400],
  ])('%s', async (_name, bytes, status) => {
    const host = await start();
    expectRefusal(await sendRaw(host, Buffer.from(bytes, 'latin1')), status);
  });

  test('a header with a line folded into it, or a bare line feed or NUL, is refused', async () => {
    const host = await start();
    for (const value of ['a\r\n b', 'a\nx-b: c', 'a\u0000b', 'a\rb']) {
      expectRefusal(await sendRaw(host, page(host, { headers: { 'x-a': value } })), 400);
    }
  });

  test('a request hidden in the body of a GET is never answered', async () => {
    const host = await start();
    const hidden = exchange(host, freshToken(host));
    const length = String(hidden.length);
    const bytes = page(host, {
      headers: { connection: 'keep-alive', 'content-length': length },
      body: hidden,
    });
    expectRefusal(await sendRaw(host, bytes), 400);
  });

  test('a request hidden between a length and chunks is never answered', async () => {
    const host = await start();
    const hidden = exchange(host, freshToken(host));
    const bytes = exchange(host, '', {
      headers: { connection: 'keep-alive', 'transfer-encoding': 'chunked' },
      body: `0\r\n\r\n${hidden}`,
    });
    expectRefusal(await sendRaw(host, bytes), 400);
  });

  test('what follows a refused request on the same connection is never answered', async () => {
    const host = await start();
    const refused = page(host, { headers: { host: 'evil.example', connection: 'keep-alive' } });
    expectRefusal(await sendRaw(host, refused + exchange(host, freshToken(host))), 421);
  });
});

describe('tokens', () => {
  test('a token works once', async () => {
    const host = await start();
    const token = freshToken(host);
    expect((await sendRaw(host, exchange(host, token))).status).toBe(200);
    expectRefusal(await sendRaw(host, exchange(host, token)), 403);
  });

  test('a token works for a minute', async () => {
    let nowMs = 0;
    const host = await start({ now: () => nowMs });
    const early = freshToken(host);
    nowMs = 59_999;
    expect((await sendRaw(host, exchange(host, early))).status).toBe(200);
    const late = freshToken(host);
    nowMs += 60_000;
    expectRefusal(await sendRaw(host, exchange(host, late)), 403);
  });

  test('a fresh token ends the one before it', async () => {
    const host = await start();
    const first = freshToken(host);
    freshToken(host);
    expectRefusal(await sendRaw(host, exchange(host, first)), 403);
  });

  test.each([
    ['one that was made up', () => randomBytes(32).toString('hex')],
    ['an empty one', () => ''],
    ['the start of the right one', (token: string) => token.slice(0, -1)],
    ['the right one in capitals', (token: string) => token.toUpperCase()],
  ])('%s is refused', async (_name, change) => {
    const host = await start();
    expectRefusal(await sendRaw(host, exchange(host, change(freshToken(host)))), 403);
  });

  test('the fifth bad token ends the host', async () => {
    const host = await start();
    for (let tries = 1; tries <= 4; tries++) {
      await sendRaw(host, exchange(host, 'bad'));
    }
    // The host is still there: the right token would be taken, but another bad one comes first.
    freshToken(host);
    await sendRaw(host, exchange(host, 'bad'));
    expect(await host.loopback.ended).toBe('bad-tokens');
    await expect(openSocket(host)).rejects.toThrow('ECONNREFUSED');
  });

  test('a session cookie planted beside the true one lets nobody in', async () => {
    const host = await start();
    const cookie = await getIn(host);
    const planted = `__Host-achilles=${'a'.repeat(64)}; ${cookie}`;
    expectRefusal(await sendRaw(host, upload(host, planted)), 401);
    expectRefusal(
      await sendRaw(host, upload(host, cookie, { headers: { cookie: [cookie, cookie] } })),
      400,
    );
  });
});

describe('limits', () => {
  test('headers of more than 16 KB are refused', async () => {
    const host = await start();
    const answer = await sendRaw(host, page(host, { headers: { 'x-a': 'a'.repeat(17 * 1024) } }));
    expectRefusal(answer, 431);
  });

  test('headers that do not end are not waited for', async () => {
    const host = await start({ headerTimeoutMs: 200 });
    expectRefusal(await sendRaw(host, 'GET / HTTP/1.1\r\nhost: '), 408);
  });

  test('a body that breaks off is not used', async () => {
    const host = await start();
    const cookie = await getIn(host);
    const socket = await openSocket(host);
    const answer = readToEnd(socket);
    socket.end(upload(host, cookie, { headers: { 'content-length': '1000' } }));
    expect((await answer).text).not.toContain('handle');
  });

  test('more than fifty strangers’ requests at once are refused', async () => {
    const host = await start({ now: () => 0 });
    const answers = [];
    for (let count = 1; count <= 51; count++) answers.push(await sendRaw(host, script(host)));
    expect(answers.slice(0, 50).map(({ status }) => status)).toEqual(Array(50).fill(200));
    expectRefusal(answers[50] as RawAnswer, 429);
  });

  test('no more than 64 connections are open at once', async () => {
    const host = await start();
    for (let count = 1; count <= 64; count++) await openSocket(host);
    const answer = await sendRaw(host, page(host)).catch(() => null);
    expect(answer?.status ?? null).toBeNull();
  });
});
