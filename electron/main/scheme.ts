import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts';
import { isOwnAddress } from './policy.ts';
import { APP_ORIGIN } from './settings.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Files that may be served: exact address to path. */
export type Manifest = ReadonlyMap<string, string>;

/** Lists the built interface once, at start. Only what is listed can be asked for, and only by its exact address. */
export function readManifest(folder: string): Manifest {
  const manifest = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !(extname(entry.name) in TYPES)) continue;
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(folder.length).replaceAll('\\', '/');
    manifest.set(`${APP_ORIGIN}${posix.join('/', key)}`, path);
  }
  return manifest;
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}

/** Answers a request of the page. The key is the address as sent: no decoding, no folders, no query. */
export function respond(
  manifest: Manifest,
  request: { readonly method: string; readonly url: string },
): Response {
  if (!isOwnAddress(request.url)) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  const path = manifest.get(request.url);
  if (path === undefined) return refuse(404);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(readFileSync(path)), {
    status: 200,
    headers: { ...HEADERS, 'content-type': type },
  });
}
