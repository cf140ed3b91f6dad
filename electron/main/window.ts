import type { BrowserWindow, Rectangle, Session } from 'electron';
import type { Electron } from './electron-module.ts';
import { isAllowedNavigation, isAllowedPermission, isAllowedRequest } from './policy.ts';
import { type Manifest, respond } from './scheme.ts';
import { APP_PAGE, APP_SCHEME, PARTITION, sessionProxy, windowOptions } from './settings.ts';

/** The windows of the host: all made here, all alike. */
export interface Windows {
  open(bounds?: Rectangle): BrowserWindow;
  /** Ids of the web contents of the windows that are open. */
  ids(): ReadonlySet<number>;
  all(): readonly BrowserWindow[];
  /** Replaces each window by a new one in its place, so that nothing of the old page stays in memory. */
  renew(): void;
  focus(): void;
}

/** What the factory needs. */
export interface WindowsOptions {
  readonly preloadPath: string;
  readonly iconPath: string;
  readonly isPackaged: boolean;
  /** Someone typed, moved or clicked in a window. */
  readonly onInput: () => void;
}

/** Hardens the one session: our files only, no permission beyond two, no way out. */
export async function prepareSession(session: Session, manifest: Manifest): Promise<void> {
  session.protocol.handle(APP_SCHEME, (request) => respond(manifest, request));
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url) });
  });
  session.setPermissionRequestHandler((_page, permission, answer, details) => {
    answer(isAllowedPermission(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_page, permission, origin) =>
    isAllowedPermission(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setCertificateVerifyProc((_request, answer) => answer(-2)); // -2: refused, whatever it is
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  // Dictionaries were once fetched with the checker off (electron#22995): the address leads nowhere.
  session.setSpellCheckerDictionaryDownloadURL('app://nowhere.invalid/');
  await session.setProxy(sessionProxy());
}

function harden(window: BrowserWindow): void {
  const page = window.webContents;
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
  page.on('will-frame-navigate', (event) => {
    if (!isAllowedNavigation(event.url, event.isMainFrame)) event.preventDefault();
  });
  page.on('will-redirect', (event) => event.preventDefault());
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // Titles are read by other programs and kept by the system: ours never names a case.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.setContentProtection(true);
}

/** The one window factory. */
export function createWindows(
  electron: Pick<Electron, 'BrowserWindow' | 'nativeTheme' | 'session'>,
  options: WindowsOptions,
): Windows {
  const windows = new Set<BrowserWindow>();

  function open(bounds?: Rectangle): BrowserWindow {
    const isDark = electron.nativeTheme.shouldUseDarkColors;
    const window = new electron.BrowserWindow({
      ...windowOptions({ ...options, isDark }),
      ...bounds,
      icon: options.iconPath,
    });
    windows.add(window);
    harden(window);
    window.webContents.on('input-event', options.onInput);
    window.once('ready-to-show', () => window.show());
    window.once('closed', () => windows.delete(window));
    void window.loadURL(APP_PAGE);
    return window;
  }

  return {
    open,
    ids: () => new Set([...windows].map((window) => window.webContents.id)),
    all: () => [...windows],
    renew() {
      for (const old of [...windows]) {
        open(old.getBounds());
        old.destroy();
      }
    },
    focus() {
      const [window] = windows;
      if (!window) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}

/** The in-memory session of every window. */
export function appSession(electron: Pick<Electron, 'session'>): Session {
  return electron.session.fromPartition(PARTITION, { cache: false });
}
