import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts';

/** Sent with every answer, refusals included. */
export const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** An answer of the browser host. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal: one plain sentence that repeats nothing of the request. */
export function refusal(status: number, reason: string): Answer {
  return {
    status,
    type: 'text/plain; charset=utf-8',
    body: `${reason}\n`,
    // What follows a refused request on the same connection is not read.
    headers: { connection: 'close', ...(status === 405 ? { allow: 'GET, POST' } : {}) },
  };
}

/** An answer in JSON. */
export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status: 200,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
    headers,
  };
}

function bytesOf({ body }: Answer): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

/** Sends an answer with the headers that every answer carries. */
export function send(response: ServerResponse, answer: Answer): void {
  const body = bytesOf(answer);
  response.writeHead(answer.status, {
    ...RESPONSE_HEADERS,
    ...answer.headers,
    'content-type': answer.type,
    'content-length': body.length,
  });
  response.end(body);
}

/** Sends a refusal on a bare connection: a broken request, or an upgrade that is not granted. */
export function sendRaw(socket: Duplex, answer: Answer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = bytesOf(answer);
  const headers = {
    ...RESPONSE_HEADERS,
    ...answer.headers,
    'content-type': answer.type,
    'content-length': String(body.length),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Refused'}`;
  socket.end(Buffer.concat([Buffer.from([status, ...lines, '', ''].join('\r\n')), body]), () =>
    socket.destroy(),
  );
}
