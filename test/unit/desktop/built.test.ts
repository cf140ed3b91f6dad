import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { runTool } from '../../../electron/interface-build.ts';
import { FromBackend, type ToBackend } from '../../../electron/main/backend-messages.ts';
import type { CaseState } from '../../../shared/api/case.ts';
import type { ApiClient } from '../../../shared/api/client.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '../../..');
// Inside the project, so that the database driver is found as it is in the product.
const BUILT_DIR = join(PROJECT_DIR, 'out', 'built-desktop-test');
const PASSPHRASE = 'seven invented words make a passphrase';

beforeAll(async () => {
  await runTool(PROJECT_DIR, 'electron-vite/bin/electron-vite.js', [
    'build',
    ...['--config', 'electron/electron.vite.config.ts'],
    ...['--outDir', BUILT_DIR],
    ...['--logLevel', 'error'],
  ]);
}, 180_000);

afterAll(() => rmSync(BUILT_DIR, { recursive: true, force: true }));

let folder = '';
let worker: Worker;
let told: FromBackend[] = [];
let waiting: ((message: FromBackend) => boolean)[] = [];

function tell(message: ToBackend, ports: MessagePort[] = []): void {
  worker.postMessage({ data: message, ports }, ports);
}

function hear<K extends FromBackend['kind']>(
  kind: K,
  fits: (message: Extract<FromBackend, { kind: K }>) => boolean = () => true,
): Promise<Extract<FromBackend, { kind: K }>> {
  type Wanted = Extract<FromBackend, { kind: K }>;
  const isWanted = (message: FromBackend): message is Wanted =>
    message.kind === kind && fits(message as Wanted);
  const earlier = told.find(isWanted);
  if (earlier) return Promise.resolve(earlier);
  return new Promise((answer) => {
    waiting.push((message) => {
      if (!isWanted(message)) return false;
      answer(message);
      return true;
    });
  });
}

function connect(): ApiClient {
  const { port1, port2 } = new MessageChannel();
  tell({ kind: 'connect' }, [port1]);
  return createORPCClient<ApiClient>(new RPCLink({ port: port2 }));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'achilles-built-'));
  told = [];
  waiting = [];
  worker = new Worker(new URL('./parent-line.ts', import.meta.url), {
    workerData: { entry: pathToFileURL(join(BUILT_DIR, 'main', 'backend-process.js')).href },
  });
  worker.on('message', (input) => {
    const message = FromBackend.parse(input);
    told.push(message);
    waiting = waiting.filter((wait) => !wait(message));
  });
  tell({
    kind: 'start',
    start: {
      resourcesDir: join(PROJECT_DIR, 'resources'),
      dataDir: join(folder, 'data'),
      casesDir: join(folder, 'cases'),
      version: '9.9.9',
    },
  });
});

afterEach(async () => {
  await worker.terminate();
  rmSync(folder, { recursive: true });
});

async function createCase(api: ApiClient, id: number): Promise<CaseState> {
  tell({ kind: 'register-case', id, path: join(folder, `case-${id}.achilles`) });
  const { handles } = await hear('handles', (message) => message.id === id);
  return api.case.create({
    handle: handles[0] ?? '',
    name: 'Larkspur',
    user: 'ana',
    passphrase: PASSPHRASE,
  });
}

test('the built backend answers a call over a message port', async () => {
  expect(await connect().app.info()).toEqual({ version: '9.9.9', host: 'desktop' });
});

test('a case is made where the dialog said, and every page with a port of its own sees it open', async () => {
  const one = connect();
  const other = connect();
  expect((await createCase(one, 1)).status).toBe('open');
  expect(existsSync(join(folder, 'case-1.achilles'))).toBe(true);
  expect((await other.case.state()).status).toBe('open');
  expect((await hear('case', ({ status }) => status === 'open')).status).toBe('open');
});

test('an expected failure arrives as the contract defines it', async () => {
  const failure = await connect()
    .case.info()
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'APP', data: { code: 'case-not-open' } });
});

test('the host locks the open case, and is told that it is locked', async () => {
  const api = connect();
  await createCase(api, 1);
  tell({ kind: 'lock', id: 2 });
  await hear('done', (message) => message.id === 2);
  await hear('case', ({ status }) => status === 'locked');
  expect((await api.case.state()).status).toBe('locked');
});

test('a case that nobody touches is locked at the limit of the settings, and not before', async () => {
  const api = connect();
  await createCase(api, 1);
  await api.app.saveSettings({ ...(await api.app.settings()), lockAfterMinutes: 2 });
  tell({ kind: 'idle', sinceMs: 119_999 });
  expect((await api.case.state()).status).toBe('open');
  tell({ kind: 'idle', sinceMs: 120_000 });
  await hear('case', ({ status }) => status === 'locked');
});

test('a big import runs in its own built thread, from a file that the dialog chose, and built threads measure its graph', async () => {
  const api = connect();
  await createCase(api, 1);
  const rows = Array.from({ length: 9000 }, (_, index) => `P${index},Ana Example ${index},person`);
  const path = join(folder, 'people.csv');
  writeFileSync(path, ['id,name,type', ...rows].join('\n'));
  expect(statSync(path).size, 'too big for the thread of the calls').toBeGreaterThan(256 * 1024);
  tell({ kind: 'register-files', id: 2, files: [{ path, name: 'people.csv' }] });
  const { handles } = await hear('handles', (message) => message.id === 2);

  let progressed = 0;
  let kept: number | null = null;
  for await (const event of await api.import.run({ files: handles, options: {} })) {
    if (event.progress) progressed++;
    if (event.report) kept = event.report.totals.kept;
  }
  expect(progressed).toBeGreaterThan(0);
  expect(kept).toBe(9000);
  expect((await api.case.info()).entities.person).toBe(9000);

  let measured = 0;
  for await (const event of await api.analysis.measure({
    scope: {},
    measures: ['betweenness'],
    replicates: 0,
  }))
    if (event.type === 'values') measured = event.values.length;
  expect(measured).toBe(9000);
});

test('closing ends the process after the case', async () => {
  await createCase(connect(), 1);
  const ended = new Promise((answer) => worker.once('exit', answer));
  tell({ kind: 'close', id: 9 });
  await hear('done', (message) => message.id === 9);
  expect(await ended).toBe(0);
});

test('the cryptography that the product needs works in this runtime', async () => {
  tell({ kind: 'self-check', id: 1 });
  const { checks } = await hear('checks');
  expect(checks.length).toBeGreaterThan(4);
  for (const check of checks) expect(check.actual, check.name).toBe(check.expected);
});

function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  const found = code.matchAll(
    /(?:^|\n)import[^;]*?from ["']([^"']+)["']|\brequire\(["']([^"']+)["']\)/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

test('the package needs nothing but Electron and the database driver: the rest is bundled', () => {
  const main = join(BUILT_DIR, 'main');
  const allowed = new Set(['electron', 'better-sqlite3', ...builtinModules]);
  const foreign = readdirSync(main)
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => importsOf(join(main, name)))
    .filter((name) => !name.startsWith('.') && !allowed.has(name.replace(/^node:/, '')));
  expect([...new Set(foreign)]).toEqual([]);
});

test('the browser host is not in the package', () => {
  const main = join(BUILT_DIR, 'main');
  const code = readdirSync(main).filter((name) => name.endsWith('.js'));
  expect(code).toContain('backend-process.js');
  for (const name of code) {
    const text = readFileSync(join(main, name), 'utf8');
    expect(text.includes('__Host-'), name).toBe(false);
    expect(text.includes('WebSocketServer'), name).toBe(false);
  }
});

test('every thread shuts the network for itself, as its process does', () => {
  const main = join(BUILT_DIR, 'main');
  const starts = readdirSync(main).filter((name) =>
    /^(index|backend-process|.*-worker)\.js$/.test(name),
  );
  expect(starts.length).toBeGreaterThan(2);
  for (const name of starts) {
    expect(readFileSync(join(main, name), 'utf8'), name).toMatch(/^blockNodeNetwork\(\);$/m);
  }
});

test('the migrations lie beside the code that looks for them there', () => {
  expect(readdirSync(join(BUILT_DIR, 'main', 'migrations'))).toEqual(
    readdirSync(join(PROJECT_DIR, 'electron', 'db', 'migrations')),
  );
});

test('the built preload is a script that needs Electron alone, and gives the page six functions', () => {
  const path = join(BUILT_DIR, 'preload', 'preload.cjs');
  expect(importsOf(path)).toEqual(['electron']);

  const given: Record<string, Record<string, (...input: unknown[]) => unknown>> = {};
  const asked: unknown[][] = [];
  const listeners: Record<string, (event: object, ...input: unknown[]) => void> = {};
  const posted: unknown[][] = [];
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: never) => {
        given[name] = api;
      },
    },
    ipcRenderer: {
      send: (...input: unknown[]) => asked.push(input),
      invoke: (...input: unknown[]) => asked.push(input),
      on: (channel: string, listener: never) => {
        listeners[channel] = listener;
      },
    },
  };
  const page = {
    location: { origin: 'app://achilles' },
    postMessage: (...input: unknown[]) => posted.push(input),
  };
  // The preload runs as a script with these two names in reach, which is what Electron gives it.
  new Function('require', 'window', readFileSync(path, 'utf8'))(() => electron, page);

  const bridge = given.achilles ?? {};
  expect(Object.keys(given)).toEqual(['achilles']);
  expect(Object.keys(bridge).sort()).toEqual([
    'onCommand',
    'openWindow',
    'pickCaseToCreate',
    'pickCaseToOpen',
    'pickImportFiles',
    'requestPort',
    'saveFile',
  ]);
  bridge.requestPort?.();
  bridge.pickImportFiles?.('folder', 'more');
  expect(asked).toEqual([['achilles:request-port'], ['achilles:pick-import-files', 'folder']]);

  listeners['achilles:give-port']?.({ ports: ['the port'] });
  expect(posted).toEqual([['achilles:port', 'app://achilles', ['the port']]]);

  const commands: unknown[] = [];
  bridge.onCommand?.((...input: unknown[]) => commands.push(input));
  listeners['achilles:command']?.({ sender: 'never seen by the page' }, 'case.lock');
  expect(commands).toEqual([['case.lock']]);
});
