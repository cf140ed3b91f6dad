import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readAssets } from '../../electron/loopback/assets.ts';
import { type LoopbackOptions, startLoopbackHost } from '../../electron/loopback/server.ts';
import { startBackend, temporaryDir } from './fixture.ts';

/** A browser host that serves three small files, on a backend of its own unless one is given. */
export async function startHost(
  limits: Omit<Partial<LoopbackOptions>, 'backend' | 'assets'> = {},
  given?: Pick<ReturnType<typeof startBackend>, 'backend' | 'dir'>,
) {
  const { backend, dir } = given ?? startBackend();
  const interfaceDir = join(temporaryDir(), 'interface');
  mkdirSync(join(interfaceDir, 'assets'), { recursive: true });
  writeFileSync(join(interfaceDir, 'index.html'), '<!doctype html><title>Achilles</title>');
  writeFileSync(join(interfaceDir, 'assets', 'main.js'), 'void 0;');
  writeFileSync(join(interfaceDir, 'assets', 'main.css'), 'body {}');
  const loopback = await startLoopbackHost({
    ...limits,
    backend,
    assets: readAssets(interfaceDir),
  });
  onTestFinished(() => loopback.end('closed'));
  const { host, port } = new URL(loopback.origin);
  return { loopback, backend, dir, origin: loopback.origin, name: host, port: Number(port) };
}

export type TestHost = Awaited<ReturnType<typeof startHost>>;

/** Everything the host sent on one connection until it was closed. */
export interface RawAnswer {
  /** Status of the first answer; null when there was none. */
  readonly status: number | null;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** How many answers came. */
  readonly count: number;
}

function parseAnswer(text: string): RawAnswer {
  const [head = ''] = text.split('\r\n\r\n', 1);
  const [first = '', ...lines] = head.split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1];
  return {
    status: status === undefined ? null : Number(status),
    headers: new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    text,
    count: text.split(/^HTTP\/1\.1 /m).length - 1,
  };
}

/** Opens a bare connection to the host. */
export async function openSocket(host: TestHost): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: host.port });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  return socket;
}

/** What arrives on a connection until the host closes it. */
export function readToEnd(socket: Socket): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {}); // A reset ends the reading too.
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks).toString('latin1'))));
  });
}

/** Sends bytes as they are and gives everything that came back. */
export async function sendRaw(host: TestHost, bytes: string | Uint8Array): Promise<RawAnswer> {
  const socket = await openSocket(host);
  const answer = readToEnd(socket);
  socket.write(bytes);
  return answer;
}

/** A request in the form that Chromium would send it from the host's own page, unless told otherwise. */
export interface RequestSpec {
  readonly method?: string;
  readonly path?: string;
  readonly version?: string;
  /** Replaces or (null) leaves out a header; a list sends it several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string;
}

function lines(headers: RequestSpec['headers'] & object): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (value === null) return [];
    return typeof value === 'string'
      ? [`${name}: ${value}`]
      : value.map((each) => `${name}: ${each}`);
  });
}

function write(spec: RequestSpec, usual: Record<string, string>): string {
  const start = `${spec.method ?? 'GET'} ${spec.path ?? '/'} ${spec.version ?? 'HTTP/1.1'}`;
  const body = spec.body ?? '';
  return `${[start, ...lines({ ...usual, ...spec.headers }), '', ''].join('\r\n')}${body}`;
}

/** The first page, as typed into the address bar. */
export function page(host: TestHost, spec: RequestSpec = {}): string {
  return write(spec, {
    host: host.name,
    connection: 'close',
    'sec-fetch-site': 'none',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  });
}

/** A script of the interface, asked for by its own page. */
export function script(host: TestHost, spec: RequestSpec = {}): string {
  return write(
    { path: '/assets/main.js', ...spec },
    {
      host: host.name,
      connection: 'close',
      origin: host.origin,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'script',
    },
  );
}

/** The exchange of a token, from the host's own page. */
export function exchange(host: TestHost, token: unknown, spec: RequestSpec = {}): string {
  const body = spec.body ?? JSON.stringify({ token });
  return write(
    { method: 'POST', path: '/session', ...spec, body },
    {
      host: host.name,
      connection: 'close',
      origin: host.origin,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      'x-achilles': '1',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    },
  );
}

/** An upload, from the host's own page. */
export function upload(host: TestHost, cookie: string, spec: RequestSpec = {}): string {
  const body = spec.body ?? 'id,name\n1,Ana Example\n';
  return write(
    { method: 'POST', path: '/files?name=people.csv', ...spec, body },
    {
      host: host.name,
      connection: 'close',
      origin: host.origin,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      'x-achilles': '1',
      'content-type': 'application/octet-stream',
      'content-length': String(Buffer.byteLength(body)),
      cookie,
    },
  );
}

/** The opening of the API's WebSocket, from the host's own page. */
export function upgrade(host: TestHost, cookie: string, spec: RequestSpec = {}): string {
  return write(
    { path: '/api', ...spec },
    {
      host: host.name,
      connection: 'Upgrade',
      upgrade: 'websocket',
      origin: host.origin,
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      cookie,
    },
  );
}

/** The token of a fresh address. */
export function freshToken(host: TestHost): string {
  return new URL(host.loopback.issueAddress()).hash.slice(1);
}

/** Gets in as the interface does; the cookie as a browser would send it. */
export async function getIn(host: TestHost): Promise<string> {
  const answer = await sendRaw(host, exchange(host, freshToken(host)));
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
