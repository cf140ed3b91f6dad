import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Backend } from '../backend.ts';
import type { Assets } from './assets.ts';
import { readBody } from './body.ts';
import { createDoor } from './door.ts';
import { type HostName, pathOf, REDIRECT_TARGET, refuseRequest, refuseUpgrade } from './guard.ts';
import { createRate } from './rate.ts';
import { type Answer, json, refusal, send, sendRaw } from './response.ts';

const MIB = 1024 * 1024;
const LARGEST_JSON_BYTES = MIB;
const LARGEST_UPLOAD_BYTES = 200 * MIB;
const LONGEST_QUEUE_MS = 2000;
const LONGEST_FILE_NAME = 1000;
const MAX_SOCKETS = 64;

/** Why the host ended. */
export type EndReason = 'closed' | 'idle' | 'bad-tokens' | 'parent-ended' | 'window-closed';

/** What the browser host serves, and its limits where a test shortens them. */
export interface LoopbackOptions {
  readonly backend: Pick<Backend, 'router' | 'connect' | 'registerFiles' | 'lock' | 'close'>;
  readonly assets: Assets;
  readonly idleLimitMs?: number;
  readonly headerTimeoutMs?: number;
  readonly now?: () => number;
}

/** A running browser host. */
export interface LoopbackHost {
  readonly origin: string;
  readonly port: number;
  /** A fresh one-time address for a browser, good for a minute; an earlier unused one stops working. */
  issueAddress(): string;
  /** The same for the owner-only redirect page, whose first step a browser counts as another site's. */
  issueRedirectAddress(): string;
  /** Whether an address is out that nobody has used. */
  isWaiting(): boolean;
  /** Locks the case and ends the host; the first reason stands. */
  end(reason: EndReason): Promise<void>;
  /** Resolves when the case is locked and every connection is closed. */
  readonly ended: Promise<EndReason>;
}

const Exchange = z.strictObject({ token: z.string().max(200) });

function parseExchange(body: Uint8Array): string | null {
  try {
    const parsed = Exchange.safeParse(JSON.parse(Buffer.from(body).toString('utf8')));
    return parsed.success ? parsed.data.token : null;
  } catch {
    return null;
  }
}

/** The name that a person knows a file by: relative, with forward slashes and no odd parts. */
function uploadName(url: string): string | null {
  const query = new URLSearchParams(url.slice(url.indexOf('?')));
  const name = query.get('name');
  const isPlain =
    name !== null &&
    query.size === 1 &&
    name.length > 0 &&
    name.length <= LONGEST_FILE_NAME &&
    !/[\p{Cc}\\]/u.test(name) &&
    name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return isPlain ? name : null;
}

/**
 * Starts the browser host: the built interface and the backend's API, on 127.0.0.1 at a port the system
 * picks, under a random name that no other page can know.
 */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const { backend, assets, now = () => performance.now() } = options;
  const idleLimitMs = options.idleLimitMs ?? 15 * 60_000;
  const name = `${randomBytes(16).toString('hex')}.localhost`;
  const ended = Promise.withResolvers<EndReason>();
  const rate = createRate(now);
  const door = createDoor({ now, onTooManyBadTokens: () => void end('bad-tokens') });
  const api = new RPCHandler(backend.router);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_JSON_BYTES,
    perMessageDeflate: false,
  });
  let lastActivityMs = now();
  let endReason: EndReason | null = null;
  let hostName: HostName = { host: '', origin: '' };

  function isAdmitted(request: IncomingMessage): boolean {
    return door.isAdmitted(request.headers.cookie);
  }

  function touch(): void {
    lastActivityMs = now();
  }

  async function openSession(request: IncomingMessage): Promise<Answer> {
    const lengthBytes = Number(request.headers['content-length']);
    if (lengthBytes > LARGEST_JSON_BYTES) return refusal(413, 'The body is too large.');
    const body = await readBody(request, lengthBytes);
    if (body === null) return refusal(400, 'The body broke off.');
    const token = parseExchange(body);
    if (token === null) return refusal(400, 'The body is not what this address takes.');
    const cookie = door.exchange(token);
    if (cookie === null) {
      return refusal(403, 'This address was used already or has run out. Start Achilles again.');
    }
    touch();
    return json({}, { 'set-cookie': cookie });
  }

  async function takeFile(request: IncomingMessage): Promise<Answer> {
    const lengthBytes = Number(request.headers['content-length']);
    if (lengthBytes > LARGEST_UPLOAD_BYTES) {
      return refusal(413, 'The file is larger than 200 MB. Divide it, then import the parts.');
    }
    const fileName = uploadName(request.url ?? '');
    if (fileName === null) return refusal(400, 'The name of the file cannot be used.');
    // Kept in memory: a temporary file would leave what it holds on the disk unencrypted.
    const bytes = await readBody(request, lengthBytes);
    if (bytes === null) return refusal(400, 'The file broke off.');
    touch();
    const [handle] = backend.registerFiles([{ bytes, name: fileName }]);
    return json({ handle });
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const refused = refuseRequest(request, hostName);
    if (refused) return refused;
    const waitMs = rate.take(isAdmitted(request) ? LONGEST_QUEUE_MS : 0);
    if (waitMs === null) return refusal(429, 'Too many requests at once. Wait a second.');
    if (waitMs > 0) await sleep(waitMs);
    const path = pathOf(request);
    if (request.method === 'POST') {
      if (path === '/session' && request.url === path) return openSession(request);
      if (path !== '/files') return refusal(404, 'There is nothing at this address.');
      if (!isAdmitted(request)) return refusal(401, 'This browser has not been let in.');
      return takeFile(request);
    }
    return assets.get(request.url ?? '') ?? refusal(404, 'There is nothing at this address.');
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    answer(request).then(
      (found) => {
        send(response, found);
        // What is left of a refused body is not waited for.
        if (found.status >= 400) response.once('finish', () => request.socket.destroySoon());
      },
      (error: unknown) => {
        console.error('browser host failure', error instanceof Error ? error.stack : typeof error);
        send(response, refusal(500, 'Something went wrong inside Achilles.'));
      },
    );
  }

  function serve(socket: WebSocket): void {
    socket.on('message', touch);
    // A broken frame ends the connection; the page opens a new one.
    socket.on('error', () => socket.terminate());
    void api.upgrade(socket, { context: backend.connect() });
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    let refused = refuseUpgrade(request, hostName);
    if (!refused && rate.take(0) === null) refused = refusal(429, 'Too many requests at once.');
    if (!refused && !isAdmitted(request))
      refused = refusal(401, 'This browser has not been let in.');
    if (refused) sendRaw(socket, refused);
    else sockets.handleUpgrade(request, socket, head, serve);
  }

  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: options.headerTimeoutMs ?? 10_000,
    requestTimeout: 5 * 60_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: Math.min(1000, options.headerTimeoutMs ?? 1000),
    insecureHTTPParser: false,
  });
  server.maxConnections = MAX_SOCKETS;
  server.on('request', handle);
  server.on('checkContinue', handle);
  server.on('checkExpectation', handle);
  server.on('upgrade', upgrade);
  server.on('connect', (_request, socket: Duplex) =>
    sendRaw(socket, refusal(405, 'Only GET and POST are taken.')),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? 431
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? 408
          : 400;
    sendRaw(socket, refusal(status, 'The request is not well formed.'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  hostName = { host: `${name}:${port}`, origin: `http://${name}:${port}` };

  const idleWatch = setInterval(
    () => {
      if (now() - lastActivityMs >= idleLimitMs) void end('idle');
    },
    Math.min(5000, idleLimitMs / 2),
  );

  async function end(reason: EndReason): Promise<void> {
    if (endReason !== null) return void (await ended.promise);
    endReason = reason;
    clearInterval(idleWatch);
    // New work is refused first, then the case is locked, then the connections go.
    const closed = new Promise((resolve) => server.close(resolve));
    try {
      await backend.lock();
      await backend.close();
    } finally {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await closed;
      ended.resolve(reason);
    }
  }

  return {
    origin: hostName.origin,
    port,
    issueAddress: () => `${hostName.origin}/#${door.issueToken()}`,
    issueRedirectAddress: () => `${hostName.origin}${REDIRECT_TARGET}#${door.issueToken()}`,
    isWaiting: door.isWaiting,
    end,
    ended: ended.promise,
  };
}
