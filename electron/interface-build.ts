import { spawn } from 'node:child_process';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['renderer', 'shared', 'package-lock.json'];

function modifiedMs(path: string): number | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? found.mtimeMs : null;
}

function latestChangeMs(path: string): number {
  const own = modifiedMs(path) ?? 0;
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return own;
  // A folder's own time tells of files that were removed.
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, latestChangeMs(join(path, name))),
    own,
  );
}

/** Whether the built interface is there and no older than what it is made from. */
export function isInterfaceBuilt(projectDir: string): boolean {
  const builtMs = modifiedMs(join(projectDir, 'out', 'renderer', 'index.html'));
  if (builtMs === null) return false;
  // A copy without sources (a package) is what it is.
  return SOURCES.every((source) => latestChangeMs(join(projectDir, source)) <= builtMs);
}

/** Runs one of the project's own tools with this Node; what it prints goes to standard error. */
export function runTool(
  projectDir: string,
  script: string,
  args: readonly string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [join(projectDir, 'node_modules', script), ...args], {
      cwd: projectDir,
      stdio: ['ignore', 2, 2],
    });
    tool.once('error', reject);
    tool.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script} ended with code ${code}.`)),
    );
  });
}

/** Builds the interface where it is missing or older than its sources. */
export async function buildInterface(projectDir: string): Promise<void> {
  if (isInterfaceBuilt(projectDir)) return;
  console.error('Building the interface…');
  // Built aside and put in place whole: another host may be starting from the folder at this moment.
  const built = join(projectDir, 'out', 'renderer');
  const made = `${built}-${process.pid}`;
  try {
    await runTool(projectDir, 'vite/bin/vite.js', [
      'build',
      '--config',
      'renderer/vite.config.ts',
      '--logLevel',
      'warn',
      '--outDir',
      made,
      '--emptyOutDir',
    ]);
    rmSync(built, { recursive: true, force: true });
    renameSync(made, built);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
