import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Answer } from './response.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The files that the host serves, by exact address. */
export type Assets = ReadonlyMap<string, Answer>;

// Sent by the owner-only redirect page, whose first step a browser counts as another site's. The second
// step starts here. The fragment is passed on untouched.
const REDIRECT_PAGE = `<!doctype html>
<html lang="en-GB">
  <head><meta charset="utf-8"><title>Achilles</title><script src="/open.js"></script></head>
  <body></body>
</html>
`;
const REDIRECT_SCRIPT = "location.replace('/' + location.hash);\n";

function asset(type: string, body: string | Uint8Array): Answer {
  return { status: 200, type, body };
}

/**
 * Reads the built interface into memory, once. A request is looked up in this list, never on the disk.
 * @throws when the build holds a kind of file that has no media type here.
 */
export function readAssets(folder: string): Assets {
  const html = MEDIA_TYPES['.html'] as string;
  const script = MEDIA_TYPES['.js'] as string;
  const assets = new Map<string, Answer>([
    ['/open', asset(html, REDIRECT_PAGE)],
    ['/open.js', asset(script, REDIRECT_SCRIPT)],
  ]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(folder.length).split(sep).join('/');
    const type = MEDIA_TYPES[extname(entry.name)];
    if (type === undefined)
      throw new Error(`The built interface holds an unknown kind of file: ${key}`);
    assets.set(key === '/index.html' ? '/' : key, asset(type, readFileSync(path)));
  }
  if (!assets.has('/')) throw new Error('The interface is not built: run "npm run build".');
  return assets;
}
