import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { buildDesktop } from './desktop-build.ts';
import { type DesktopCommand, desktopCommand } from './desktop-launch.ts';
import { startInBrowser } from './loopback/start.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '..');

async function startDesktop({ command, args, environment }: DesktopCommand): Promise<number> {
  await buildDesktop(PROJECT_DIR);
  const desktop = spawn(command, args, { cwd: PROJECT_DIR, env: environment, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => desktop.kill(signal));
  }
  return new Promise((resolve, reject) => {
    desktop.once('error', reject);
    desktop.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Opens the desktop where Electron's binary is, else a browser; `--browser` always a browser. */
async function start(): Promise<number> {
  const isBrowserChosen = process.argv.includes('--browser');
  const desktop = isBrowserChosen ? null : desktopCommand(PROJECT_DIR);
  if (desktop) return startDesktop(desktop);
  if (!isBrowserChosen) {
    console.log(
      'Electron’s binary is not here ("npx install-electron" fetches it), so Achilles opens in a browser.',
    );
  }
  await startInBrowser(PROJECT_DIR);
  return 0;
}

process.exitCode = await start();
