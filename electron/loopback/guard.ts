import type { IncomingMessage } from 'node:http';
import { type Answer, refusal } from './response.ts';

/** What the guard reads of a request. */
export type GuardedRequest = Pick<
  IncomingMessage,
  'method' | 'url' | 'httpVersion' | 'rawHeaders' | 'headers'
>;

/** Name and origin that the host answers to, and nothing else. */
export interface HostName {
  /** Name and port, as the `Host` header carries them. */
  readonly host: string;
  readonly origin: string;
}

/** Media type that each address takes by POST. */
const POSTED_TYPES: Readonly<Record<string, string>> = {
  '/session': 'application/json',
  '/files': 'application/octet-stream',
};

/** The page that the owner-only redirect page opens. */
export const REDIRECT_TARGET = '/open';

const SINGLE_HEADERS = new Set([
  'host',
  'origin',
  'cookie',
  'content-length',
  'content-type',
  'transfer-encoding',
  'upgrade',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-websocket-key',
  'sec-websocket-version',
  'x-achilles',
]);
const LONGEST_ADDRESS = 4096;

function repeatedHeader(request: GuardedRequest): string | null {
  const seen = new Set<string>();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]?.toLowerCase() ?? '';
    if (SINGLE_HEADERS.has(name) && seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

/** The path of a request, without its query. */
export function pathOf(request: Pick<GuardedRequest, 'url'>): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

/** Refuses what is wrong with any request, whatever it asks for. */
function refuseForm(request: GuardedRequest, name: HostName): Answer | null {
  const { headers, url = '' } = request;
  const repeated = repeatedHeader(request);
  if (repeated === 'host' || headers.host !== name.host) {
    return refusal(421, 'This host does not answer to that name.');
  }
  if (repeated !== null) return refusal(400, 'A header was sent twice.');
  if (request.httpVersion !== '1.1') return refusal(505, 'Only HTTP/1.1 is spoken here.');
  if (!url.startsWith('/') || url.startsWith('//') || url.length > LONGEST_ADDRESS) {
    return refusal(400, 'The address is not one of this host.');
  }
  if (request.method !== 'GET' && request.method !== 'POST') {
    return refusal(405, 'Only GET and POST are taken.');
  }
  if (headers['transfer-encoding'] !== undefined) {
    return refusal(411, 'A body is sent with its length.');
  }
  if (headers.expect !== undefined) return refusal(417, 'Expectations are not met here.');
  return null;
}

/** Refuses what other sites could make a browser send. */
function refuseSite(request: GuardedRequest, name: HostName): Answer | null {
  const { headers } = request;
  const path = pathOf(request);
  const site = headers['sec-fetch-site'];
  const isPage = path === '/' || path === REDIRECT_TARGET;
  const isNavigation =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  // Chromium calls a page that a local file opened "cross-site", the owner-only redirect page too. That
  // one page holds nothing: it sends the browser on to the first page, by then from this very site.
  const isFirstPage =
    request.method === 'GET' &&
    isPage &&
    isNavigation &&
    (site === 'none' || (site === 'cross-site' && path === REDIRECT_TARGET));
  if (site !== 'same-origin' && !isFirstPage) return refusal(403, 'Another site asked for this.');
  if (isPage && !isNavigation) return refusal(403, 'This page is opened in a window of its own.');
  const isOriginNeeded = request.method === 'POST';
  if (headers.origin === undefined ? isOriginNeeded : headers.origin !== name.origin) {
    return refusal(403, 'Another site asked for this.');
  }
  return null;
}

function refuseBody(request: GuardedRequest): Answer | null {
  const { headers } = request;
  if (request.method === 'GET') {
    const length = headers['content-length'];
    return length === undefined || length === '0' ? null : refusal(400, 'A GET has no body.');
  }
  const path = pathOf(request);
  const type = Object.hasOwn(POSTED_TYPES, path) ? POSTED_TYPES[path] : undefined;
  if (type === undefined) return refusal(404, 'There is nothing at this address.');
  if (headers['x-achilles'] !== '1') return refusal(403, 'A header is missing.');
  if (headers['content-type'] !== type) return refusal(415, 'This kind of content is not taken.');
  if (!/^\d{1,12}$/.test(headers['content-length'] ?? '')) {
    return refusal(411, 'A body is sent with its length.');
  }
  return null;
}

/** Why a request is refused before anything is done for it; null when it may go on. */
export function refuseRequest(request: GuardedRequest, name: HostName): Answer | null {
  return refuseForm(request, name) ?? refuseSite(request, name) ?? refuseBody(request);
}

/** Why a WebSocket is refused; null when it may be opened by someone who is admitted. */
export function refuseUpgrade(request: GuardedRequest, name: HostName): Answer | null {
  const { headers } = request;
  const form = refuseForm(request, name);
  if (form) return form;
  if (request.method !== 'GET' || request.url !== '/api') {
    return refusal(404, 'There is nothing at this address.');
  }
  if (headers.upgrade?.toLowerCase() !== 'websocket' || headers['content-length'] !== undefined) {
    return refusal(400, 'Only a WebSocket is opened here.');
  }
  // Chromium sends no Sec-Fetch headers with a WebSocket (measured, 156); its Origin cannot be forged by a page.
  const site = headers['sec-fetch-site'];
  if (headers.origin !== name.origin || (site !== undefined && site !== 'same-origin')) {
    return refusal(403, 'Another site asked for this.');
  }
  return null;
}
