import { join } from 'node:path';
import type { DataFolders } from '../data-folders.ts';
import type { BackendFolders } from './backend-messages.ts';

/** Where the parts of the built product are. */
export interface Places {
  readonly preloadPath: string;
  readonly backendPath: string;
  readonly rendererDir: string;
  readonly iconPath: string;
  /** Chromium's own folder. */
  readonly profileDir: string;
  readonly backend: BackendFolders;
}

/**
 * Finds the parts: built files in the application's folder (the archive, when packaged), resources
 * beside the archive when packaged and in the project otherwise.
 */
export function findPlaces(options: {
  readonly appDir: string;
  readonly resourcesPath: string;
  readonly isPackaged: boolean;
  readonly data: DataFolders;
}): Places {
  const { appDir, data } = options;
  const resourcesDir = options.isPackaged
    ? join(options.resourcesPath, 'resources')
    : join(appDir, 'resources');
  return {
    preloadPath: join(appDir, 'out', 'preload', 'preload.cjs'),
    backendPath: join(appDir, 'out', 'main', 'backend-process.js'),
    rendererDir: join(appDir, 'out', 'renderer'),
    iconPath: join(resourcesDir, 'icons', '512x512.png'),
    profileDir: join(data.dataDir, 'profile'),
    backend: { resourcesDir, dataDir: data.dataDir, casesDir: data.casesDir },
  };
}
