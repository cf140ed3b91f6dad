import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT_DIR = resolve(import.meta.dirname, '..');

/** Electron's program, or null where only its package is. Never found by `require`: that starts a download. */
function findElectron(projectDir: string): string | null {
  const folder = join(projectDir, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

async function startDesktop(program: string): Promise<number> {
  const { buildDesktop } = await import('./desktop-build.ts');
  await buildDesktop(PROJECT_DIR);
  const desktop = spawn(program, ['.'], { cwd: PROJECT_DIR, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => desktop.kill(signal));
  return new Promise((resolve, reject) => {
    desktop.once('error', reject);
    desktop.once('exit', (code) => resolve(code ?? 1));
  });
}

async function start(): Promise<void> {
  const electron = process.argv.includes('--browser') ? null : findElectron(PROJECT_DIR);
  if (electron !== null) {
    process.exitCode = await startDesktop(electron);
    return;
  }
  console.log(
    'Electron is not installed here ("npx install-electron" fetches it): opening Achilles in a browser.',
  );
  const { startInBrowser } = await import('./loopback/start.ts');
  await startInBrowser(PROJECT_DIR);
}

await start();
