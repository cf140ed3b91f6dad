import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Backend } from '../backend.ts';
import type { Assets } from './assets.ts';
import { readBody } from './body.ts';
import type { Door } from './door.ts';
import { pathOf } from './guard.ts';
import { type Answer, json, refusal } from './response.ts';

const MIB = 1024 * 1024;
/** Largest JSON that the host takes, in a body or in a message of its socket. */
export const LARGEST_JSON_BYTES = MIB;
const LARGEST_UPLOAD_BYTES = 200 * MIB;
const LONGEST_FILE_NAME = 1000;

/** Answers requests that the guard let through. */
export type Routes = (request: IncomingMessage) => Promise<Answer>;

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

function lengthOf(request: IncomingMessage): number {
  return Number(request.headers['content-length']);
}

/** The addresses of the host: the interface's files, `/session` for a token, `/files` for uploads. */
export function createRoutes(options: {
  readonly assets: Assets;
  readonly door: Door;
  readonly backend: Pick<Backend, 'registerFiles'>;
  /** Called when somebody who is let in does something. */
  readonly onActivity: () => void;
}): Routes {
  const { assets, door, backend, onActivity } = options;

  async function openSession(request: IncomingMessage): Promise<Answer> {
    if (lengthOf(request) > LARGEST_JSON_BYTES) return refusal(413, 'The body is too large.');
    const body = await readBody(request, lengthOf(request));
    if (body === null) return refusal(400, 'The body broke off.');
    const token = parseExchange(body);
    if (token === null) return refusal(400, 'The body is not what this address takes.');
    const cookie = door.exchange(token);
    if (cookie === null) {
      return refusal(403, 'This address was used already or has run out. Start Achilles again.');
    }
    onActivity();
    return json({}, { 'set-cookie': cookie });
  }

  async function takeFile(request: IncomingMessage): Promise<Answer> {
    if (!door.isAdmitted(request.headers.cookie)) {
      return refusal(401, 'This browser has not been let in.');
    }
    if (lengthOf(request) > LARGEST_UPLOAD_BYTES) {
      return refusal(413, 'The file is larger than 200 MB. Divide it, then import the parts.');
    }
    const name = uploadName(request.url ?? '');
    if (name === null) return refusal(400, 'The name of the file cannot be used.');
    // Kept in memory: a temporary file would leave what it holds on the disk unencrypted.
    const bytes = await readBody(request, lengthOf(request));
    if (bytes === null) return refusal(400, 'The file broke off.');
    onActivity();
    const [handle] = backend.registerFiles([{ bytes, name }]);
    return json({ handle });
  }

  return async (request) => {
    if (request.method === 'POST') {
      if (request.url === '/session') return openSession(request);
      if (pathOf(request) === '/files') return takeFile(request);
      return refusal(404, 'There is nothing at this address.');
    }
    return assets.get(request.url ?? '') ?? refusal(404, 'There is nothing at this address.');
  };
}
