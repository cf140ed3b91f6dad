import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Backend, BackendContext } from '../backend.ts';
import type { Assets } from './assets.ts';
import { createDoor, type Door } from './door.ts';
import { type HostName, REDIRECT_TARGET, refuseRequest, refuseUpgrade } from './guard.ts';
import { createRate, type Rate } from './rate.ts';
import { type Answer, refusal, send, sendRaw } from './response.ts';
import { createRoutes, LARGEST_JSON_BYTES, type Routes } from './routes.ts';

const IDLE_LIMIT_MS = 15 * 60_000;
const HEADER_TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 5 * 60_000;
const LONGEST_QUEUE_MS = 2000;
const LARGEST_HEADERS_BYTES = 16 * 1024;
const MAX_SOCKETS = 64;

/** Why the host ended. */
export type EndReason = 'closed' | 'idle' | 'bad-tokens' | 'parent-ended' | 'window-closed';

/** What the browser host serves, and its limits where a test shortens them. */
export interface LoopbackOptions {
  readonly backend: Backend;
  readonly assets: Assets;
  readonly idleLimitMs?: number;
  readonly headerTimeoutMs?: number;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/** A running browser host. */
export interface LoopbackHost {
  readonly origin: string;
  /** A fresh one-time address for a browser, good for a minute; an earlier unused one stops working. */
  issueAddress(): string;
  /** The same for the owner-only redirect page, whose first step a browser counts as another site's. */
  issueRedirectAddress(): string;
  /** Whether a browser was let in since the start. */
  wasEntered(): boolean;
  /** Locks the case and ends the host; the first reason stands. */
  end(reason: EndReason): Promise<void>;
  /** Resolves when the case is locked and every connection is closed. */
  readonly ended: Promise<EndReason>;
}

/** What deciding on a request needs. */
interface Gate {
  readonly name: HostName;
  readonly door: Door;
  readonly rate: Rate;
}

async function answer(request: IncomingMessage, gate: Gate, routes: Routes): Promise<Answer> {
  const refused = refuseRequest(request, gate.name);
  if (refused) return refused;
  // A burst from the page itself waits its turn; from anyone else it is refused.
  const isAdmitted = gate.door.isAdmitted(request.headers.cookie);
  const waitMs = gate.rate.take(isAdmitted ? LONGEST_QUEUE_MS : 0);
  if (waitMs === null) return refusal(429, 'Too many requests at once. Wait a second.');
  if (waitMs > 0) await sleep(waitMs);
  return routes(request);
}

function handle(request: IncomingMessage, response: ServerResponse, found: Promise<Answer>): void {
  found
    .catch((error: unknown) => {
      console.error('browser host failure', error instanceof Error ? error.stack : typeof error);
      return refusal(500, 'Something went wrong inside Achilles.');
    })
    .then((given) => {
      // What is left of a refused body is not waited for.
      if (given.status >= 400) response.once('finish', () => request.socket.destroySoon());
      send(response, given);
    });
}

function refuseSocket(request: IncomingMessage, gate: Gate): Answer | null {
  const refused = refuseUpgrade(request, gate.name);
  if (refused) return refused;
  if (gate.rate.take(0) === null) return refusal(429, 'Too many requests at once. Wait a second.');
  if (gate.door.isAdmitted(request.headers.cookie)) return null;
  return refusal(401, 'This browser has not been let in.');
}

function refuseBroken(error: NodeJS.ErrnoException): Answer {
  if (error.code === 'HPE_HEADER_OVERFLOW') return refusal(431, 'The headers are too large.');
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return refusal(408, 'The request took too long.');
  return refusal(400, 'The request is not well formed.');
}

function createLimitedServer(headerTimeoutMs: number): Server {
  const server = createServer({
    maxHeaderSize: LARGEST_HEADERS_BYTES,
    headersTimeout: headerTimeoutMs,
    requestTimeout: UPLOAD_TIMEOUT_MS,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: Math.min(1000, headerTimeoutMs),
    insecureHTTPParser: false,
  });
  server.maxConnections = MAX_SOCKETS;
  server.on('connect', (_request, socket) =>
    sendRaw(socket, refusal(405, 'Only GET and POST are taken.')),
  );
  server.on('clientError', (error, socket) => sendRaw(socket, refuseBroken(error)));
  return server;
}

async function listen(server: Server): Promise<HostName> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  // On 127.0.0.1 a browser sends cookies to every port; under a name of its own it sends them here alone.
  const { port } = server.address() as AddressInfo;
  const host = `${randomBytes(16).toString('hex')}.localhost:${port}`;
  return { host, origin: `http://${host}` };
}

/**
 * Starts the browser host: the built interface and the backend's API, on 127.0.0.1 at a port the system
 * picks, under a random name that no other page can know.
 */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const { backend, assets, now = () => performance.now(), idleLimitMs = IDLE_LIMIT_MS } = options;
  const ended = Promise.withResolvers<EndReason>();
  const api = new RPCHandler<BackendContext>(backend.router);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_JSON_BYTES,
    perMessageDeflate: false,
  });
  let lastActivityMs = now();
  let isEnding = false;

  function noteActivity(): void {
    lastActivityMs = now();
  }

  function serveSocket(socket: WebSocket): void {
    socket.on('message', noteActivity);
    // A broken frame ends the connection; the page opens a new one.
    socket.on('error', () => socket.terminate());
    void api.upgrade(socket, { context: backend.connect() });
  }

  const server = createLimitedServer(options.headerTimeoutMs ?? HEADER_TIMEOUT_MS);
  const door = createDoor({ now, onTooManyBadTokens: () => void end('bad-tokens') });
  const routes = createRoutes({ assets, door, backend, onActivity: noteActivity });
  const name = await listen(server);
  const gate: Gate = { name, door, rate: createRate(now) };
  for (const event of ['request', 'checkContinue', 'checkExpectation']) {
    server.on(event, (request: IncomingMessage, response: ServerResponse) =>
      handle(request, response, answer(request, gate, routes)),
    );
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = refuseSocket(request, gate);
    if (refused) sendRaw(socket, refused);
    else sockets.handleUpgrade(request, socket, head, serveSocket);
  });
  const idleWatch = setInterval(
    () => {
      if (now() - lastActivityMs >= idleLimitMs) void end('idle');
    },
    Math.min(5000, idleLimitMs / 2),
  );

  async function end(reason: EndReason): Promise<void> {
    if (isEnding) return void (await ended.promise);
    isEnding = true;
    clearInterval(idleWatch);
    // No new connection from here on; the answer that is on its way still leaves.
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
    origin: name.origin,
    issueAddress: () => `${name.origin}/#${door.issueToken()}`,
    issueRedirectAddress: () => `${name.origin}${REDIRECT_TARGET}#${door.issueToken()}`,
    wasEntered: door.wasEntered,
    end,
    ended: ended.promise,
  };
}
