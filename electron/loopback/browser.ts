import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chrome.exe',
  'msedge.exe',
];

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
];

const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** What the search reads of the machine. */
export interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installedPrograms({ environment, platform, home }: Machine): string[] {
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter(Boolean);
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  if (platform === 'darwin') {
    const roots = ['/Applications', join(home, 'Applications')];
    return [...roots.flatMap((root) => MAC_APPS.map((app) => join(root, app))), ...onPath];
  }
  if (platform === 'win32') {
    const { ProgramFiles, LOCALAPPDATA } = environment;
    const roots = [ProgramFiles, environment['ProgramFiles(x86)'], LOCALAPPDATA];
    return roots.flatMap((root) => (root ? WINDOWS_APPS.map((app) => join(root, app)) : []));
  }
  return onPath;
}

function childFolders(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Not there: nothing was downloaded.
  }
}

/** Browsers that Playwright downloaded, newest first. */
function playwrightPrograms({ environment, platform, home }: Machine): string[] {
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(home, 'Library', 'Caches', 'ms-playwright'),
    win32: join(environment.LOCALAPPDATA ?? home, 'ms-playwright'),
  };
  const cache =
    environment.PLAYWRIGHT_BROWSERS_PATH ||
    (caches[platform] ?? join(home, '.cache', 'ms-playwright'));
  const programs = [
    ['chrome'],
    ['chrome.exe'],
    ['Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ];
  return childFolders(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .flatMap((name) => childFolders(join(cache, name)).map((inner) => join(cache, name, inner)))
    .flatMap((folder) => programs.map((program) => join(folder, ...program)));
}

/**
 * A Chromium, Chrome or Edge on this machine; `ACHILLES_BROWSER` names another. Null: there is none.
 */
export function findBrowser(
  machine: Machine = { environment: process.env, platform: process.platform, home: homedir() },
): string | null {
  const chosen = machine.environment.ACHILLES_BROWSER;
  const candidates = [
    ...(chosen ? [chosen] : []),
    ...installedPrograms(machine),
    ...playwrightPrograms(machine),
  ];
  return candidates.find(isProgram) ?? null;
}
