import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the desktop is started from a checkout. */
export interface DesktopCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The environment without what would make Electron run as plain Node. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The command that opens the desktop, or null where only Electron's package is there and its binary is not
 * (`npx install-electron` fetches it). Found by the files that its installer leaves: requiring the package
 * would start a download.
 */
export function desktopCommand(
  projectDir: string,
  environment: NodeJS.ProcessEnv = process.env,
): DesktopCommand | null {
  const folder = join(projectDir, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const dist = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const command = join(dist, readFileSync(pathFile, 'utf8').trim());
  if (!existsSync(command)) return null;
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...rest } = environment;
  return { command, args: [projectDir], environment: rest };
}
