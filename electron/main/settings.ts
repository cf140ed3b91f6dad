import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  ProxyConfig,
  WebPreferences,
} from 'electron';

/** Scheme of the interface's own pages; nothing else is ever loaded. */
export const APP_SCHEME = 'app';
/** The one origin that may talk to the main process. */
export const APP_ORIGIN = 'app://achilles';
/** The one page. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`;
/** Session of every window. Without `persist:` it lives in memory: no cache, cookie or storage reaches the disk. */
export const PARTITION = 'achilles';

/** A proxy name that cannot resolve (RFC 2606), so a request that slips past every other layer goes nowhere. */
const NOWHERE = 'socks5://nowhere.invalid:1';

/** How `app:` behaves: like https, with an origin, and no way around the content policy. */
export function schemePrivileges(): CustomScheme {
  return {
    scheme: APP_SCHEME,
    privileges: {
      standard: true,
      secure: true,
      supportFetchAPI: true,
      bypassCSP: false,
      allowServiceWorkers: false,
      corsEnabled: false,
      stream: false,
      codeCache: false,
      allowExtensions: false,
    },
  };
}

/** Chromium features that fetch, report or listen by themselves. */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'Translate',
];

/** Switches set before Chromium starts; null for a switch without a value. */
export function commandLineSwitches(): ReadonlyMap<string, string | null> {
  return new Map([
    ['host-resolver-rules', 'MAP * ~NOTFOUND'],
    ['proxy-server', NOWHERE],
    ['proxy-bypass-list', '<-loopback>'],
    ['disable-background-networking', null],
    ['disable-component-update', null],
    ['disable-domain-reliability', null],
    ['disable-sync', null],
    ['disable-quic', null],
    ['disable-breakpad', null],
    ['disable-crash-reporter', null],
    ['no-pings', null],
    ['no-first-run', null],
    ['dns-prefetch-disable', null],
    ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
    ['disable-features', FEATURES_OFF.join(',')],
  ]);
}

/** Every request of the session goes to a proxy that does not exist; loopback is no exception. */
export function sessionProxy(): ProxyConfig {
  return { mode: 'fixed_servers', proxyRules: NOWHERE, proxyBypassRules: '<-loopback>' };
}

/** What a page of ours may do; everything dangerous is written out although most are Electron's defaults. */
export function webPreferences(options: {
  readonly preloadPath: string;
  readonly isPackaged: boolean;
}): WebPreferences {
  return {
    preload: options.preloadPath,
    partition: PARTITION,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    plugins: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    enableWebSQL: false,
    safeDialogs: true,
    devTools: !options.isPackaged,
  };
}

/** A window of ours; shown once its page is ready, so that it never flashes white. */
export function windowOptions(options: {
  readonly preloadPath: string;
  readonly isPackaged: boolean;
  readonly isDark: boolean;
}): BrowserWindowConstructorOptions {
  return {
    title: 'Achilles',
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    // The page's own ground in each theme, seen until it has drawn.
    backgroundColor: options.isDark ? '#0F151B' : '#EEF1F4',
    webPreferences: webPreferences(options),
  };
}

const FORBIDDEN_SWITCH =
  /^--?(inspect|inspect-brk|inspect-wait|inspect-port|inspect-publish-uid|debug|debug-brk|remote-debugging-port|remote-debugging-pipe|remote-debugging-address|remote-allow-origins|no-sandbox|disable-gpu-sandbox|disable-web-security|disable-site-isolation-trials|disable-seccomp-filter-sandbox|disable-setuid-sandbox|allow-file-access-from-files|load-extension|js-flags|host-rules|enable-crash-reporter|enable-logging|log-net-log|auto-open-devtools-for-tabs|ignore-certificate-errors)(=|$)/i;

/** Arguments that a packaged build refuses to start with: they open it for inspection or weaken its sandbox. */
export function forbiddenArguments(argv: readonly string[]): readonly string[] {
  return argv
    .filter((argument) => FORBIDDEN_SWITCH.test(argument))
    .map((argument) => argument.split('=')[0] ?? argument);
}
