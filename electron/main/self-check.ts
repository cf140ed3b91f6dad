import type { BackendLink } from './backend-link.ts';
import type { Check } from './backend-messages.ts';
import type { Electron } from './electron-module.ts';
import { readFuses, SHIPPED_FUSES } from './fuses.ts';
import { APP_ORIGIN, commandLineSwitches } from './settings.ts';
import { appSession, type Windows } from './window.ts';

/** Effective settings of this build on this machine, each beside what it should be. */
export interface SelfCheckReport {
  readonly isAsExpected: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly checks: readonly (Check & { readonly isAsExpected: boolean })[];
}

/**
 * Asked of the page itself, because what a page can reach is the setting that counts. Every answer is text.
 */
export const PAGE_PROBE = `(async () => {
  const refused = async (act) => { try { await act(); return 'allowed'; } catch { return 'refused'; } };
  const violated = (act) => { try { act(); return 'allowed'; } catch { return 'refused'; } };
  // Past the call that brought this in, which a tool may have let do more than the page may.
  await new Promise((resolve) => setTimeout(resolve));
  const permission = async (name) => (await navigator.permissions.query({ name })).state;
  return {
    'page: origin': location.origin,
    'page: node in the page': typeof require + ' ' + typeof process,
    'page: bridge': Object.keys(window.achilles ?? {}).sort().join(' '),
    'page: webview': String(typeof document.createElement('webview').loadURL),
    'page: eval': violated(() => eval('1')),
    'page: markup from text': violated(() => { document.createElement('div').innerHTML = '<b>x</b>'; }),
    'page: request to a network': await refused(() => fetch('https://network.invalid/')),
    'page: request to this computer': await refused(() => fetch('http://127.0.0.1:9/')),
    'page: new window': String(window.open('about:blank')),
    'page: camera': await permission('camera'),
    'page: place': await permission('geolocation'),
  };
})()`;

/** What the page has to answer. */
export const PAGE_EXPECTED: Readonly<Record<string, string>> = {
  'page: origin': APP_ORIGIN,
  'page: node in the page': 'undefined undefined',
  'page: bridge':
    'onCommand openWindow pickCaseToCreate pickCaseToOpen pickImportFiles requestPort saveFile',
  'page: webview': 'undefined',
  'page: eval': 'refused',
  'page: markup from text': 'refused',
  'page: request to a network': 'refused',
  'page: request to this computer': 'refused',
  'page: new window': 'null',
  'page: camera': 'denied',
  'page: place': 'denied',
};

async function checkPage(windows: Windows): Promise<readonly Check[]> {
  const window = windows.open();
  const { webContents } = window;
  if (webContents.isLoading()) {
    await new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
  }
  const answers: Record<string, unknown> = await webContents.executeJavaScript(PAGE_PROBE);
  const checks = Object.entries(PAGE_EXPECTED).map(([name, expected]) => ({
    name,
    expected,
    actual: String(answers[name]),
  }));
  window.destroy();
  return checks;
}

function checkSwitches(electron: Electron): readonly Check[] {
  const { commandLine } = electron.app;
  return [...commandLineSwitches()].map(([name, value]) => ({
    name: `switch: ${name}`,
    expected: value ?? 'set',
    actual:
      value === null
        ? commandLine.hasSwitch(name)
          ? 'set'
          : 'not set'
        : commandLine.getSwitchValue(name),
  }));
}

async function checkSession(electron: Electron): Promise<readonly Check[]> {
  const session = appSession(electron);
  return [
    {
      name: 'session: kept on disk',
      expected: 'no',
      actual: session.isPersistent() ? 'yes' : 'no',
    },
    {
      name: 'session: spelling checker',
      expected: 'off',
      actual: session.isSpellCheckerEnabled() ? 'on' : 'off',
    },
    {
      name: 'session: way to a network',
      expected: 'SOCKS5 nowhere.invalid:1',
      actual: await session.resolveProxy('https://network.invalid/'),
    },
  ];
}

async function checkFuses(electron: Electron): Promise<readonly Check[]> {
  // Fuses are burnt when the product is packaged; the binary of a checkout has Electron's own.
  if (!electron.app.isPackaged) return [];
  const fuses = await readFuses(electron.app.getPath('exe'));
  return Object.entries(SHIPPED_FUSES).map(([name, isOn]) => ({
    name: `fuse: ${name}`,
    expected: isOn ? 'on' : 'off',
    actual: fuses[name] ?? 'absent',
  }));
}

/** Looks at everything that can be looked at from inside and says whether it is as it should be. */
export async function runSelfCheck(
  electron: Electron,
  parts: { readonly windows: Windows; readonly backend: BackendLink },
): Promise<SelfCheckReport> {
  const checks = [
    ...checkSwitches(electron),
    ...(await checkSession(electron)),
    ...(await checkFuses(electron)),
    ...(await checkPage(parts.windows)),
    ...(await parts.backend.check()),
  ].map((check) => ({ ...check, isAsExpected: check.expected === check.actual }));
  return {
    isAsExpected: checks.every((check) => check.isAsExpected),
    versions: {
      product: electron.app.getVersion(),
      electron: process.versions.electron ?? 'absent',
      chromium: process.versions.chrome ?? 'absent',
      node: process.versions.node,
    },
    checks,
  };
}
