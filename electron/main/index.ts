import * as electron from 'electron';
import { dataFolders } from '../data-folders.ts';
import { type DesktopOptions, prepareStart, runDesktop } from './desktop.ts';
import { blockNodeNetwork } from './network-block.ts';
import { findPlaces } from './places.ts';

// Entry of the main process: the only file that takes Electron itself.
blockNodeNetwork();
const { app } = electron;
const options: DesktopOptions = {
  places: findPlaces({
    appDir: app.getAppPath(),
    resourcesPath: process.resourcesPath,
    isPackaged: app.isPackaged,
    data: dataFolders(),
  }),
  argv: process.argv.slice(1),
  platform: process.platform,
  exit: (code) => app.exit(code),
  monotonicMs: () => performance.now(),
};

if (prepareStart(electron, options)) {
  app
    .whenReady()
    .then(() => runDesktop(electron, options))
    .catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : 'Achilles could not start.');
      app.exit(1);
    });
}
