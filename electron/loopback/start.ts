import { join } from 'node:path';
import { createBackend } from '../backend.ts';
import { dataFolders, makeDataFolders } from '../data-folders.ts';
import { buildInterface } from '../interface-build.ts';
import { readAssets } from './assets.ts';
import { findBrowser } from './browser.ts';
import { TOKEN_LIFE_MS } from './door.ts';
import { watchParent } from './parent-watch.ts';
import { type EndReason, type LoopbackHost, startLoopbackHost } from './server.ts';
import { openAppWindow } from './window.ts';

const WORDS: Readonly<Record<EndReason, string>> = {
  closed: 'Achilles is closed.',
  idle: 'Achilles was not used for 15 minutes: the case is locked and Achilles is closed.',
  'bad-tokens':
    'Somebody tried to get in with wrong tokens: the case is locked and Achilles is closed.',
  'parent-ended': 'The program that started Achilles has ended, and Achilles with it.',
  'window-closed': 'The window was closed, and Achilles with it.',
};

/** Prints an address to open by hand, and a fresh one whenever a minute goes by unused. */
function offerAddress(host: LoopbackHost): void {
  console.log(
    `Open this address in Chromium, Chrome or Edge within a minute: ${host.issueAddress()}`,
  );
  const renew = setTimeout(() => {
    if (!host.wasEntered()) offerAddress(host);
  }, TOKEN_LIFE_MS - 1000);
  renew.unref();
}

/** Opens the interface in a browser on this machine; resolves when it was closed. */
export async function startInBrowser(projectDir: string): Promise<void> {
  await buildInterface(projectDir);
  const folders = dataFolders();
  makeDataFolders(folders);
  const host = await startLoopbackHost({
    backend: createBackend({
      ...folders,
      resourcesDir: join(projectDir, 'resources'),
      host: 'browser',
    }),
    assets: readAssets(join(projectDir, 'out', 'renderer')),
  });
  watchParent(() => void host.end('parent-ended'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void host.end('closed'));
  }
  const program = process.env.ACHILLES_NO_BROWSER === '1' ? null : findBrowser();
  if (program === null) offerAddress(host);
  else {
    const window = openAppWindow({
      program,
      address: host.issueRedirectAddress(),
      dataDir: folders.dataDir,
    });
    void window.closed.then(() => {
      if (host.wasEntered()) return host.end('window-closed');
      // Without a screen a browser ends at once.
      console.log('The browser ended before it showed anything.');
      offerAddress(host);
    });
    void host.ended.then(() => window.close());
    console.log('Achilles is open in its own window. Close the window or press Ctrl+C to end it.');
  }
  console.log(WORDS[await host.ended]);
}
