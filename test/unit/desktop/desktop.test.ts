import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DesktopOptions, prepareStart, runDesktop } from '../../../electron/main/desktop.ts';
import { findPlaces } from '../../../electron/main/places.ts';
import { createFakeElectron, type FakeWindow } from './fake-electron.ts';

let folder = '';
let exits: number[] = [];
let nowMs = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  folder = mkdtempSync(join(tmpdir(), 'achilles-desktop-'));
  mkdirSync(join(folder, 'out', 'renderer'), { recursive: true });
  writeFileSync(join(folder, 'out', 'renderer', 'index.html'), '<!doctype html>');
  exits = [];
  nowMs = 1000;
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function optionsWith(change: Partial<DesktopOptions> = {}): DesktopOptions {
  const dataDir = join(folder, 'data');
  return {
    places: findPlaces({
      appDir: folder,
      resourcesPath: join(folder, 'resources-of-electron'),
      isPackaged: false,
      data: { dataDir, casesDir: join(dataDir, 'cases') },
    }),
    argv: [],
    platform: 'linux',
    exit: (code) => exits.push(code),
    monotonicMs: () => nowMs,
    ...change,
  };
}

async function run() {
  const fake = createFakeElectron();
  await runDesktop(fake.electron, optionsWith());
  const [window] = fake.windows;
  const [child] = fake.children;
  if (!window || !child) throw new Error('The host opened no window or no backend.');
  return { ...fake, window, child };
}

function messages(child: { sent: { message: Record<string, unknown> }[] }, kind: string) {
  return child.sent.map((sent) => sent.message).filter((message) => message.kind === kind);
}

test('before Electron is ready: profile, sandbox, switches, scheme, then the single instance', () => {
  const { electron, calls, app } = createFakeElectron();
  expect(prepareStart(electron, optionsWith())).toBe(true);
  const order = ['path userData', 'sandbox', 'switch host-resolver-rules', 'single instance'];
  expect(calls.filter((call) => order.includes(call))).toEqual(order);
  expect(calls.some((call) => call.startsWith('schemes [{"scheme":"app"'))).toBe(true);
  expect(app.paths.get('userData')).toBe(join(folder, 'data', 'profile'));
});

test.skipIf(process.platform === 'win32')(
  'the folders are open to their owner alone, also when they were not',
  () => {
    mkdirSync(join(folder, 'data'), { mode: 0o755 });
    prepareStart(createFakeElectron().electron, optionsWith());
    for (const name of ['data', 'data/cases', 'data/profile']) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o700);
    }
  },
);

test('a package started for inspection says which argument to leave out and ends', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { electron, calls } = createFakeElectron();
  expect(prepareStart(electron, optionsWith({ argv: ['--inspect=0'] }))).toBe(false);
  expect(exits).toEqual([1]);
  expect(said.mock.calls[0]?.[0]).toContain('--inspect');
  expect(calls).toEqual([]);
});

test('a checkout may be inspected', () => {
  const { electron, app } = createFakeElectron();
  app.isPackaged = false;
  expect(prepareStart(electron, optionsWith({ argv: ['--inspect=0'] }))).toBe(true);
});

test('a second start ends, and the first brings its window to the front', async () => {
  const second = createFakeElectron();
  second.app.isFirstInstance = false;
  expect(prepareStart(second.electron, optionsWith())).toBe(false);
  expect(exits).toEqual([0]);

  const first = await run();
  first.window.isSmall = true;
  first.app.emit('second-instance');
  expect(first.window).toMatchObject({ isSmall: false, isFocused: true });
});

test('the window shows our page from a session in memory, and is kept out of screen captures', async () => {
  const { window, partitions } = await run();
  expect(window.address).toBe('app://achilles/index.html');
  expect(partitions[0]).toEqual(['achilles', { cache: false }]);
  expect(window.isProtected).toBe(true);
  expect(window.isShown).toBe(false);
  window.emit('ready-to-show');
  expect(window.isShown).toBe(true);
});

test('new windows, other pages, redirects, web views and titles are denied', async () => {
  const { window } = await run();
  const page = window.webContents;
  expect(page.windowOpenHandler?.({ url: 'https://evil.example' })).toEqual({ action: 'deny' });
  expect(page.webRtcPolicy).toBe('disable_non_proxied_udp');

  function isDenied(
    source: { emit(name: string, event: object): boolean },
    name: string,
    event = {},
  ) {
    const preventDefault = vi.fn();
    source.emit(name, { ...event, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }
  const elsewhere = { url: 'https://evil.example/', isMainFrame: true };
  expect(isDenied(page, 'will-frame-navigate', elsewhere)).toBe(true);
  const ours = { url: 'app://achilles/index.html', isMainFrame: true };
  expect(isDenied(page, 'will-frame-navigate', ours)).toBe(false);
  expect(isDenied(page, 'will-redirect')).toBe(true);
  expect(isDenied(page, 'will-attach-webview')).toBe(true);
  expect(isDenied(window, 'page-title-updated')).toBe(true);
});

test('the session lets nothing out, grants nothing and downloads nothing', async () => {
  const { session, calls } = await run();
  const ask = (name: string, ...input: unknown[]) =>
    (session.handlers[name] as ((...all: unknown[]) => unknown) | undefined)?.(...input);
  const answer = vi.fn();
  ask('request', { url: 'https://evil.example/' }, answer);
  ask('request', { url: 'app://achilles/index.html' }, answer);
  expect(answer.mock.calls).toEqual([[{ cancel: true }], [{ cancel: false }]]);

  const grant = vi.fn();
  ask('permission request', null, 'media', grant, { requestingUrl: 'app://achilles/index.html' });
  ask('permission request', null, 'fullscreen', grant, {
    requestingUrl: 'app://achilles/index.html',
  });
  expect(grant.mock.calls).toEqual([[false], [true]]);
  expect(ask('permission check', null, 'clipboard-read', 'app://achilles')).toBe(false);
  expect(ask('device', {})).toBe(false);

  const verdict = vi.fn();
  ask('certificate', {}, verdict);
  expect(verdict).toHaveBeenCalledWith(-2);
  const download = { preventDefault: vi.fn() };
  session.emit('will-download', download);
  expect(download.preventDefault).toHaveBeenCalled();

  expect(session.isSpellingOn).toBe(false);
  expect(session.dictionaryAddress).toMatch(/invalid/);
  expect(session.proxy).toMatchObject({ proxyBypassRules: '<-loopback>' });
  expect(calls).toContain('resolver {"enableBuiltInResolver":false,"secureDnsMode":"off"}');
});

test('the backend is started with its folders and without what the environment holds besides', async () => {
  vi.stubEnv('NODE_OPTIONS', '--require=/evil.js');
  const { child, calls } = await run();
  expect(messages(child, 'start')[0]).toMatchObject({
    start: { dataDir: join(folder, 'data'), version: '9.9.9' },
  });
  const fork = calls.find((call) => call.startsWith('fork')) ?? '';
  expect(fork).toContain('backend-process.js');
  expect(fork).not.toContain('NODE_OPTIONS');
  vi.unstubAllEnvs();
});

test('a page of ours that asks gets one end of a new port, and the backend the other', async () => {
  const { child, channels, window } = await run();
  const frame = window.webContents.mainFrame;
  const ask = channels['achilles:request-port'] as (event: object, ...input: unknown[]) => void;
  const event = { sender: window.webContents, senderFrame: frame };
  ask(event);
  expect(frame.posted).toEqual([['achilles:give-port', null, [{ end: 2 }]]]);
  expect(child.sent.at(-1)).toEqual({ message: { kind: 'connect' }, ports: [{ end: 1 }] });

  ask({ ...event, senderFrame: { ...frame } });
  ask(event, 'more than was asked for');
  expect(frame.posted).toHaveLength(1);
});

test.each(['suspend', 'lock-screen', 'user-did-resign-active', 'shutdown'])(
  'the case is locked on %s',
  async (happening) => {
    const { child, powerMonitor } = await run();
    powerMonitor.emit(happening);
    expect(messages(child, 'lock')).toHaveLength(1);
  },
);

test('the backend is told how long nobody has touched a window', async () => {
  const { child, window } = await run();
  nowMs += 60_000;
  vi.advanceTimersByTime(15_000);
  expect(messages(child, 'idle').at(-1)).toEqual({ kind: 'idle', sinceMs: 60_000 });
  window.webContents.emit('input-event');
  nowMs += 4_000;
  vi.advanceTimersByTime(15_000);
  expect(messages(child, 'idle').at(-1)).toEqual({ kind: 'idle', sinceMs: 4_000 });
});

function say(child: { emit(name: string, message: object): boolean }, status: string): void {
  child.emit('message', { kind: 'case', status });
}

test('when an open case is locked, its window is replaced by a new one in the same place', async () => {
  const { child, windows, window, app } = await run();
  say(child, 'open');
  expect(windows).toHaveLength(1);
  say(child, 'locked');
  expect(window.isDestroyed).toBe(true);
  const next = windows[1] as FakeWindow;
  expect(next.address).toBe('app://achilles/index.html');
  expect(next.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
  expect(app.quits).toBe(0);
  say(child, 'locked');
  expect(windows).toHaveLength(2);
});

test('the menu follows the keys that the person chose', async () => {
  const { child, menus } = await run();
  const before = menus.length;
  child.emit('message', {
    kind: 'keys',
    shortcuts: { 'case.lock': 'Ctrl+Shift+K' },
    hasSingleKeys: true,
  });
  expect(menus).toHaveLength(before + 1);
  expect(JSON.stringify(menus.at(-1))).toContain('CmdOrCtrl+Shift+K');
});

test('a further window is made by the same factory beside the one in front, locks with it, and outlives it', async () => {
  const { windows, channels, child } = await run();
  const [first] = windows;
  const frame = { origin: 'app://achilles', parent: null };
  const event = { sender: { id: first?.webContents.id, mainFrame: frame }, senderFrame: frame };
  channels['achilles:open-window']?.(event as never);
  expect(windows).toHaveLength(2);
  const second = windows[1];
  expect(second?.address).toBe('app://achilles/index.html');
  expect(second?.isProtected).toBe(true);
  expect(second?.options).toMatchObject({ x: 42, y: 52, width: 1000, height: 700 });
  expect(second?.webContents.windowOpenHandler?.({ url: 'x' })).toEqual({ action: 'deny' });

  say(child, 'open');
  say(child, 'locked');
  expect(windows.map(({ isDestroyed }) => isDestroyed)).toEqual([true, true, false, false]);
  windows[2]?.destroy();
  expect(windows[3]?.isDestroyed).toBe(false);

  // A page gone wild does not fill the screen.
  const last = windows[3]?.webContents.id;
  for (let count = 0; count < 10; count++) {
    const again = { sender: { id: last, mainFrame: frame }, senderFrame: frame };
    channels['achilles:open-window']?.(again as never);
  }
  expect(windows.filter(({ isDestroyed }) => !isDestroyed)).toHaveLength(6);
});

test('the menu follows whether a case is open, and a picked command goes to the page', async () => {
  const { child, menus, window } = await run();
  type Item = { label?: string; enabled?: boolean; click?: () => void };
  const item = (label: string) =>
    (menus.at(-1) as { submenu: Item[] }[])
      .flatMap((menu) => menu.submenu)
      .find((entry) => entry.label === label);
  expect(item('Lock now')?.enabled).toBe(false);
  say(child, 'open');
  expect(item('Lock now')?.enabled).toBe(true);
  item('Lock now')?.click?.();
  expect(window.webContents.sent).toEqual([['achilles:command', 'case.lock']]);
});

test('a backend that falls is started again, three times, and then the host says so and ends', async () => {
  const { children, errors } = await run();
  for (let falls = 1; falls <= 3; falls++) {
    children.at(-1)?.emit('exit', 1);
    expect(children).toHaveLength(falls + 1);
    expect(errors).toEqual([]);
  }
  children.at(-1)?.emit('exit', 1);
  expect(errors).toEqual(['Achilles has to close']);
  expect(exits).toEqual([1]);
});

test('a page of an open case is renewed when its backend falls', async () => {
  const { child, window } = await run();
  say(child, 'open');
  child.emit('exit', 1);
  expect(window.isDestroyed).toBe(true);
});

test('quitting waits for the case to be closed', async () => {
  const { child, app, calls } = await run();
  child.once('asked', (message: { kind: string; id: number }) => {
    expect(message.kind).toBe('close');
    child.emit('message', { kind: 'done', id: message.id });
  });
  app.quit();
  expect(calls.at(-1)).toBe('quit put off');
  await vi.waitFor(() => expect(calls.at(-1)).toBe('quit'));
});

test('quitting twice neither cuts the closing short nor opens a window for the case that closes', async () => {
  const { child, app, calls, windows } = await run();
  say(child, 'open');
  app.quit();
  app.quit();
  await Promise.resolve();
  expect(messages(child, 'close')).toHaveLength(1);
  expect(calls).not.toContain('quit');
  say(child, 'closed');
  expect(windows).toHaveLength(1);
});

test('a backend that does not close is ended, and the host with it', async () => {
  const { child, app, calls } = await run();
  app.quit();
  vi.advanceTimersByTime(10_000);
  expect(child.isKilled).toBe(true);
  await vi.waitFor(() => expect(calls.at(-1)).toBe('quit'));
});
