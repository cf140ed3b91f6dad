import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where this person's settings and cases are kept. */
export interface DataFolders {
  /** Settings, recent cases and what a host needs while it runs. */
  readonly dataDir: string;
  /** Cases that were not given a place of their own. */
  readonly casesDir: string;
}

function systemDataDir(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Achilles');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Achilles');
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'achilles');
}

/** The data folders by the system's convention, or below `ACHILLES_DATA` where that is set. */
export function dataFolders(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): DataFolders {
  const chosen = environment.ACHILLES_DATA;
  const dataDir = chosen
    ? resolve(environment.INIT_CWD ?? '.', chosen)
    : systemDataDir(environment, platform);
  return { dataDir, casesDir: join(dataDir, 'cases') };
}

/** Makes the data folders, open to their owner alone. */
export function makeDataFolders(folders: DataFolders): void {
  for (const folder of [folders.dataDir, folders.casesDir]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
}
