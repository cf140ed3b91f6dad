import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRunning } from './parent-watch.ts';

/** An app window of the browser that shows the interface. */
export interface AppWindow {
  /** Resolves when the window was closed. */
  readonly closed: Promise<void>;
  /** Closes the window and removes what the browser kept. */
  close(): Promise<void>;
}

/**
 * Flags of the browser: nothing of its own on the network, and no host but this machine's IPv4 loopback
 * (a name below `localhost` may otherwise be asked for at ::1, where another program could listen).
 */
export const BROWSER_FLAGS: readonly string[] = [
  '--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-features=AutofillServerCommunication,MediaRouter,OptimizationHints,Translate',
  '--disable-sync',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-proxy-server',
  '--password-store=basic',
];

/** Removes what hosts left behind that were ended by force. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = /^(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && isRunning(Number(owner))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function ended(browser: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    browser.once('exit', () => resolve());
    browser.once('error', () => resolve());
  });
}

/**
 * Opens `address` in an app window with a fresh profile. Command lines are visible to every user of the
 * machine, so the browser is given an owner-only page that sends it on to the address.
 */
export function openAppWindow(options: {
  readonly program: string;
  readonly address: string;
  /** Owner-only folder for the page and the profile. */
  readonly dataDir: string;
  readonly extraFlags?: readonly string[];
}): AppWindow {
  const folder = join(options.dataDir, 'browser');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  removeLeftovers(folder);
  const own = mkdtempSync(join(folder, `${process.pid}-`));
  const page = join(own, 'open.html');
  const refresh = `<meta http-equiv="refresh" content="0;url=${options.address}">`;
  writeFileSync(page, `<!doctype html>${refresh}<title>Achilles</title>\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  const browser = spawn(
    options.program,
    [
      `--user-data-dir=${join(own, 'profile')}`,
      '--window-size=1440,900',
      ...BROWSER_FLAGS,
      // Chromium refuses to start its sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.extraFlags ?? []),
      `--app=${pathToFileURL(page).href}`,
    ],
    { stdio: 'ignore' },
  );
  const closed = ended(browser);
  void closed.then(() =>
    rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  );
  return {
    closed,
    async close() {
      browser.kill();
      await closed;
    },
  };
}
