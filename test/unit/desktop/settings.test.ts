import { expect, test } from 'vitest';
import {
  APP_ORIGIN,
  commandLineSwitches,
  forbiddenArguments,
  PARTITION,
  schemePrivileges,
  sessionProxy,
  webPreferences,
  windowOptions,
} from '../../../electron/main/settings.ts';

const OPTIONS = { preloadPath: '/product/preload.cjs', isPackaged: true, isDark: true };

test('a page is isolated, sandboxed and without Node, whatever the defaults of Electron become', () => {
  const preferences = webPreferences(OPTIONS);
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    plugins: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
});

test('web security is left alone: no setting that could switch it off is written at all', () => {
  const written = Object.keys(webPreferences(OPTIONS));
  expect(written).not.toContain('webSecurity');
  expect(written).not.toContain('allowRunningInsecureContent');
  expect(written).not.toContain('enableBlinkFeatures');
});

test('developer tools are there while developing and gone in a package', () => {
  expect(webPreferences({ ...OPTIONS, isPackaged: false }).devTools).toBe(true);
  expect(windowOptions(OPTIONS).webPreferences?.devTools).toBe(false);
});

test('the session of every window lives in memory', () => {
  expect(webPreferences(OPTIONS).partition).toBe(PARTITION);
  expect(PARTITION.startsWith('persist:')).toBe(false);
});

test('the scheme has an origin, and neither a way around the content policy nor service workers', () => {
  const { scheme, privileges } = schemePrivileges();
  expect(APP_ORIGIN.startsWith(`${scheme}://`)).toBe(true);
  expect(privileges).toMatchObject({
    standard: true,
    secure: true,
    bypassCSP: false,
    allowServiceWorkers: false,
    allowExtensions: false,
  });
});

test('Chromium is told to resolve nothing, to reach nothing and to report nothing', () => {
  const switches = commandLineSwitches();
  expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect(switches.get('proxy-server')).toMatch(/\.invalid:1$/);
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-breakpad',
  ]) {
    expect(switches.has(name), name).toBe(true);
  }
  expect(switches.get('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp');
  expect(switches.has('no-sandbox')).toBe(false);
});

test('even loopback addresses go to the proxy that is not there', () => {
  expect(sessionProxy()).toMatchObject({ mode: 'fixed_servers', proxyBypassRules: '<-loopback>' });
  expect(sessionProxy().proxyRules).toBe(commandLineSwitches().get('proxy-server'));
});

test.each([
  '--inspect',
  '--inspect-brk=0',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '-inspect',
  '--REMOTE-DEBUGGING-PORT=1',
  '--disable-web-security',
  '--js-flags=--expose-gc',
  '--host-rules=MAP * evil.example',
])('a package refuses to start with %s', (argument) => {
  expect(forbiddenArguments(['app', argument])).toEqual([argument.split('=')[0]]);
});

test('ordinary arguments, and files whose names look like switches, are let through', () => {
  expect(
    forbiddenArguments(['--self-check', 'C:\\cases\\--inspect.achilles', '/x/no-sandbox']),
  ).toEqual([]);
});
