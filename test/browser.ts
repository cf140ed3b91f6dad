import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from '../electron/loopback/browser.ts';

function runAptGet(...args: readonly string[]): boolean {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/**
 * A browser for the end-to-end tests: one that is on the machine, or Debian's Chromium, installed now
 * where root runs the tests. Null, with a word on what to do, where neither can be had.
 */
export function getBrowser(): string | null {
  const found = findBrowser();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('No browser here: installing Debian’s Chromium.');
    const isInstalled =
      runAptGet('install', '-y', 'chromium') ||
      (runAptGet('update') && runAptGet('install', '-y', 'chromium'));
    if (isInstalled) return findBrowser();
  }
  console.error(
    'The end-to-end tests need Chromium, Chrome or Edge and none was found. Install one, run "npx playwright install chromium", or name one in ACHILLES_BROWSER.',
  );
  return null;
}
