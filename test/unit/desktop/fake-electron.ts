import { EventEmitter } from 'node:events';
import type { Electron } from '../../../electron/main/electron-module.ts';

type Listener = (...input: never[]) => unknown;

/** A page of a fake window: what was asked of it is kept. */
export class FakePage extends EventEmitter {
  readonly id: number;
  readonly mainFrame: {
    origin: string;
    parent: unknown;
    posted: unknown[][];
    postMessage: Listener;
  };
  readonly sent: unknown[][] = [];
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  webRtcPolicy: string | null = null;

  constructor(id: number) {
    super();
    this.id = id;
    const posted: unknown[][] = [];
    this.mainFrame = {
      origin: 'app://achilles',
      parent: null,
      posted,
      postMessage: (...input: unknown[]) => posted.push(input),
    };
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }
  send(...input: unknown[]): void {
    this.sent.push(input);
  }
  isLoading(): boolean {
    return false;
  }
  /** What the page answers to a probe. */
  answers: Record<string, string> = {};
  executeJavaScript(): Promise<Record<string, string>> {
    return Promise.resolve(this.answers);
  }
}

/** A fake window. */
export class FakeWindow extends EventEmitter {
  readonly webContents: FakePage;
  readonly options: Record<string, unknown>;
  address: string | null = null;
  isShown = false;
  isFocused = false;
  isProtected = false;
  isDestroyed = false;
  isSmall = false;

  constructor(id: number, options: Record<string, unknown>) {
    super();
    this.webContents = new FakePage(id);
    this.options = options;
  }

  loadURL(address: string): Promise<void> {
    this.address = address;
    return Promise.resolve();
  }
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.isFocused = true;
  }
  isMinimized(): boolean {
    return this.isSmall;
  }
  restore(): void {
    this.isSmall = false;
  }
  setContentProtection(isProtected: boolean): void {
    this.isProtected = isProtected;
  }
  getBounds(): object {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
  destroy(): void {
    this.isDestroyed = true;
    this.emit('closed');
  }
}

/** A fake backend process: what it was sent is kept, and the test answers. */
export class FakeChild extends EventEmitter {
  readonly sent: { message: Record<string, unknown>; ports: unknown[] }[] = [];
  isKilled = false;

  postMessage(message: Record<string, unknown>, ports: unknown[] = []): void {
    this.sent.push({ message, ports });
    this.emit('asked', message);
  }
  kill(): boolean {
    this.isKilled = true;
    this.emit('exit', 1);
    return true;
  }
}

function fakeApp(calls: string[]) {
  const switches = new Map<string, string | null>();
  const events = new EventEmitter();
  return Object.assign(events, {
    exePath: '/fake/exe',
    switches,
    paths: new Map<string, string>(),
    isPackaged: true,
    isFirstInstance: true,
    quits: 0,
    commandLine: {
      appendSwitch: (name: string, value?: string) => {
        calls.push(`switch ${name}`);
        switches.set(name, value ?? null);
      },
      hasSwitch: (name: string) => switches.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? '',
    },
    setPath(name: string, path: string) {
      calls.push(`path ${name}`);
      this.paths.set(name, path);
    },
    getPath(_name: 'exe'): string {
      return this.exePath;
    },
    getVersion: () => '9.9.9',
    enableSandbox: () => calls.push('sandbox'),
    requestSingleInstanceLock() {
      calls.push('single instance');
      return this.isFirstInstance;
    },
    configureHostResolver: (options: object) => calls.push(`resolver ${JSON.stringify(options)}`),
    quit() {
      this.quits++;
      const event = { isPrevented: false, preventDefault: () => undefined as unknown };
      event.preventDefault = () => {
        event.isPrevented = true;
      };
      events.emit('before-quit', event);
      calls.push(event.isPrevented ? 'quit put off' : 'quit');
    },
  });
}

function fakeSession() {
  const handlers: Record<string, Listener> = {};
  const keep = (name: string) => (handler: Listener) => {
    handlers[name] = handler;
  };
  return Object.assign(new EventEmitter(), {
    handlers,
    proxy: null as unknown,
    isSpellingOn: true,
    dictionaryAddress: null as string | null,
    protocol: { handle: (scheme: string, handler: Listener) => keep(`scheme ${scheme}`)(handler) },
    webRequest: { onBeforeRequest: keep('request') },
    setPermissionRequestHandler: keep('permission request'),
    setPermissionCheckHandler: keep('permission check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('screen'),
    setBluetoothPairingHandler: keep('bluetooth'),
    setCertificateVerifyProc: keep('certificate'),
    setSpellCheckerEnabled(isOn: boolean) {
      this.isSpellingOn = isOn;
    },
    setSpellCheckerDictionaryDownloadURL(address: string) {
      this.dictionaryAddress = address;
    },
    isPersistent: (): boolean => false,
    isSpellCheckerEnabled() {
      return this.isSpellingOn;
    },
    resolveProxy: () => Promise.resolve('SOCKS5 nowhere.invalid:1'),
    setProxy(proxy: unknown) {
      this.proxy = proxy;
      return Promise.resolve();
    },
  });
}

/** Stands in for Electron: keeps the order of what the host asks and lets a test play the other side. */
export function createFakeElectron() {
  const calls: string[] = [];
  const app = fakeApp(calls);
  const session = fakeSession();
  const windows: FakeWindow[] = [];
  const children: FakeChild[] = [];
  const channels: Record<string, Listener> = {};
  const menus: unknown[] = [];
  const errors: string[] = [];
  const partitions: unknown[][] = [];
  const dialog = {
    open: { canceled: false, filePaths: [] as string[] },
    save: { canceled: false, filePath: '' },
    asked: [] as Record<string, unknown>[],
    showOpenDialog(_window: unknown, options: Record<string, unknown>) {
      this.asked.push(options);
      return Promise.resolve(this.open);
    },
    showSaveDialog(_window: unknown, options: Record<string, unknown>) {
      this.asked.push(options);
      return Promise.resolve(this.save);
    },
    showErrorBox: (title: string) => errors.push(title),
  };

  function BrowserWindow(options: Record<string, unknown>): FakeWindow {
    const window = new FakeWindow(windows.length + 1, options);
    windows.push(window);
    return window;
  }
  BrowserWindow.fromWebContents = (page: FakePage) =>
    windows.find((window) => window.webContents === page) ?? null;
  BrowserWindow.getFocusedWindow = () => null;

  const powerMonitor = new EventEmitter();
  const fake = {
    app,
    BrowserWindow,
    dialog,
    ipcMain: {
      on: (channel: string, listener: Listener) => {
        channels[channel] = listener;
      },
      handle: (channel: string, listener: Listener) => {
        channels[channel] = listener;
      },
    },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => menus.push(menu),
    },
    MessageChannelMain: function MessageChannelMain() {
      return { port1: { end: 1 }, port2: { end: 2 } };
    },
    nativeTheme: { shouldUseDarkColors: true },
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) =>
        calls.push(`schemes ${JSON.stringify(schemes)}`),
    },
    session: {
      fromPartition: (...input: unknown[]) => {
        partitions.push(input);
        return session;
      },
    },
    utilityProcess: {
      fork: (...input: unknown[]) => {
        calls.push(`fork ${JSON.stringify(input)}`);
        const child = new FakeChild();
        children.push(child);
        return child;
      },
    },
  };
  return {
    electron: fake as unknown as Electron,
    app,
    session,
    windows,
    children,
    channels,
    menus,
    errors,
    calls,
    dialog,
    powerMonitor,
    partitions,
  };
}
