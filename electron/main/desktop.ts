import { chmodSync, mkdirSync } from 'node:fs';
import type { IpcMainEvent } from 'electron';
import { type KeyChoices, STANDARD_KEYS } from '../../shared/shortcuts.ts';
import { type BackendLink, startBackend } from './backend-link.ts';
import { CHANNELS } from './channels.ts';
import { createDialogs } from './dialogs.ts';
import type { Electron } from './electron-module.ts';
import { registerIpc } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import type { Places } from './places.ts';
import { readManifest } from './scheme.ts';
import { runSelfCheck } from './self-check.ts';
import { commandLineSwitches, forbiddenArguments, schemePrivileges } from './settings.ts';
import { appSession, createWindows, prepareSession, type Windows } from './window.ts';

/** How often the backend is told how long nobody has touched a window. */
const IDLE_REPORT_MS = 15_000;

/** What the host is started with. */
export interface DesktopOptions {
  readonly places: Places;
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly exit: (code: number) => void;
  /** Milliseconds from a clock that never goes back. */
  readonly monotonicMs: () => number;
}

/**
 * What has to happen before Electron is ready: the profile's place, the sandbox, Chromium's switches, the
 * scheme. False when this start must not go on.
 */
export function prepareStart(electron: Electron, options: DesktopOptions): boolean {
  const { app, protocol } = electron;
  const refused = app.isPackaged ? forbiddenArguments(options.argv) : [];
  if (refused.length > 0) {
    console.error(`Achilles does not start with ${refused.join(', ')}. Leave it out.`);
    options.exit(1);
    return false;
  }
  const { profileDir, backend } = options.places;
  for (const folder of [backend.dataDir, backend.casesDir, profileDir]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
  app.setPath('userData', profileDir);
  app.enableSandbox();
  for (const [name, value] of commandLineSwitches()) {
    if (value === null) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
  protocol.registerSchemesAsPrivileged([schemePrivileges()]);
  if (!app.requestSingleInstanceLock()) {
    options.exit(0); // The first instance has been told and shows its window.
    return false;
  }
  return true;
}

function givePort(event: IpcMainEvent, backend: BackendLink): void {
  event.senderFrame?.postMessage(CHANNELS.port, null, [backend.openPort()]);
}

/** Locks when the machine is put to sleep, locked, shut or left; the backend knows how long is too long. */
function watchForAbsence(
  electron: Electron,
  backend: BackendLink,
  options: DesktopOptions,
): { readonly onInput: () => void; readonly stop: () => void } {
  let lastInputAtMs = options.monotonicMs();
  // A refused lock is a backend that has just ended, and with it the key.
  const lock = () => void backend.lock().catch(() => undefined);
  electron.powerMonitor.on('suspend', lock);
  electron.powerMonitor.on('lock-screen', lock);
  electron.powerMonitor.on('user-did-resign-active', lock);
  electron.powerMonitor.on('shutdown', lock);
  const timer = setInterval(
    () => backend.reportIdle(options.monotonicMs() - lastInputAtMs),
    IDLE_REPORT_MS,
  );
  return {
    onInput() {
      lastInputAtMs = options.monotonicMs();
    },
    stop: () => clearInterval(timer),
  };
}

function drawMenu(
  electron: Electron,
  windows: Windows,
  shown: { readonly isCaseOpen: boolean; readonly keys: KeyChoices },
  platform: NodeJS.Platform,
) {
  const template = menuTemplate({
    platform,
    ...shown,
    run(id) {
      const window = electron.BrowserWindow.getFocusedWindow() ?? windows.all()[0];
      window?.webContents.send(CHANNELS.command, id);
    },
  });
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template));
}

/** More windows than this on one case are a fault, or a page gone wild. */
const MOST_WINDOWS = 6;
/** How far a further window stands from the one it was opened from. */
const OFFSET_PX = 32;

/** Opens a further window beside the one in front. */
function openAnother(electron: Electron, windows: Windows): void {
  const all = windows.all();
  if (all.length >= MOST_WINDOWS) return;
  const front = electron.BrowserWindow.getFocusedWindow() ?? all[0];
  const bounds = front?.getBounds();
  windows.open(bounds && { ...bounds, x: bounds.x + OFFSET_PX, y: bounds.y + OFFSET_PX });
}

/** Everything from *ready* on: session, backend, channels, window, and how it all ends. */
export async function runDesktop(electron: Electron, options: DesktopOptions): Promise<void> {
  const { app, ipcMain, dialog } = electron;
  const { places, platform } = options;
  await prepareSession(appSession(electron), readManifest(places.rendererDir));
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });

  let isCaseOpen = false;
  let isQuitting = false;
  let keys = STANDARD_KEYS;
  const redrawMenu = () => drawMenu(electron, windows, { isCaseOpen, keys }, platform);
  const backend = startBackend(electron, {
    entryPath: places.backendPath,
    start: { ...places.backend, version: app.getVersion() },
    onCaseStatus(status) {
      const wasOpen = isCaseOpen;
      isCaseOpen = status === 'open';
      if (wasOpen === isCaseOpen || isQuitting) return;
      redrawMenu();
      if (wasOpen) windows.renew();
    },
    onKeys(chosen) {
      keys = chosen;
      if (!isQuitting) redrawMenu();
    },
    onGivenUp() {
      dialog.showErrorBox(
        'Achilles has to close',
        'The part that keeps the case has stopped several times. Nothing that was saved is lost. Start Achilles again.',
      );
      options.exit(1);
    },
  });
  const absence = watchForAbsence(electron, backend, options);
  const windows = createWindows(electron, {
    preloadPath: places.preloadPath,
    iconPath: places.iconPath,
    isPackaged: app.isPackaged,
    onInput: absence.onInput,
  });

  registerIpc(ipcMain, {
    windowIds: windows.ids,
    givePort: (event) => givePort(event, backend),
    openWindow: () => openAnother(electron, windows),
    dialogs: createDialogs(electron, backend, places.backend.casesDir),
  });
  app.on('second-instance', windows.focus);
  app.on('activate', () => {
    if (windows.all().length === 0) windows.open();
  });
  app.on('window-all-closed', () => app.quit());

  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    isQuitting = true;
    absence.stop();
    void backend.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });

  if (options.argv.includes('--self-check')) {
    const report = await runSelfCheck(electron, { windows, backend });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    await backend.close();
    options.exit(report.isAsExpected ? 0 : 1);
    return;
  }
  redrawMenu();
  windows.open();
}
