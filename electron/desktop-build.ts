import { buildInterface, runTool } from './interface-build.ts';

/** Builds what the desktop runs: the interface, and its main process, preload and backend beside it. */
export async function buildDesktop(projectDir: string): Promise<void> {
  await buildInterface(projectDir);
  console.error('Building the desktop…');
  await runTool(projectDir, 'electron-vite/bin/electron-vite.js', [
    'build',
    '--config',
    'electron/electron.vite.config.ts',
    '--logLevel',
    'warn',
  ]);
}
