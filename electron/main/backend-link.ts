import type { MessagePortMain, UtilityProcess } from 'electron';
import type { KeyChoices } from '../../shared/shortcuts.ts';
import { type BackendStart, type Check, FromBackend, type ToBackend } from './backend-messages.ts';
import type { Electron } from './electron-module.ts';

/** The main process's end of the line to the backend's process. */
export interface BackendLink {
  /** A new port to the API, for one page. */
  openPort(): MessagePortMain;
  registerCase(path: string): Promise<string>;
  registerFiles(files: readonly { path: string; name: string }[]): Promise<readonly string[]>;
  lock(): Promise<void>;
  /** Says how long nobody has touched a window; the backend knows the limit and locks. */
  reportIdle(sinceMs: number): void;
  check(): Promise<readonly Check[]>;
  /** Closes the case and ends the process. */
  close(): Promise<void>;
}

/** What the link needs of the host. */
export interface BackendLinkOptions {
  readonly entryPath: string;
  readonly start: BackendStart;
  readonly onCaseStatus: (status: 'closed' | 'locked' | 'open') => void;
  readonly onKeys: (keys: KeyChoices) => void;
  /** The process ended more often than it is worth starting again. */
  readonly onGivenUp: () => void;
}

/** A process that ends this often by itself is not started again. */
const MOST_RESTARTS = 3;

/** How long closing may take before the process is ended; the case file survives that too. */
const CLOSE_LIMIT_MS = 10_000;

type Reply = Extract<FromBackend, { id: number }>;
type Asking = Extract<ToBackend, { id: number }>;
type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** Variables that the backend has a use for; the rest of the environment stays outside. */
const ENVIRONMENT = [
  'HOME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TZ',
  'USER',
  'USERNAME',
];

/** The part of an environment that the backend's process is given. */
export function backendEnvironment(from: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    ENVIRONMENT.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Starts the backend's process, and starts it again should it fall. */
export function startBackend(
  electron: Pick<Electron, 'utilityProcess' | 'MessageChannelMain'>,
  options: BackendLinkOptions,
): BackendLink {
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let lastId = 0;
  let restarts = 0;
  let closing: Promise<void> | null = null;
  let child = fork();

  function fork(): UtilityProcess {
    const started = electron.utilityProcess.fork(options.entryPath, [], {
      serviceName: 'Achilles backend',
      env: backendEnvironment(process.env),
      execArgv: [],
      stdio: 'inherit',
      allowLoadingUnsignedLibraries: false,
    });
    started.on('message', receive);
    started.once('exit', fallen);
    started.postMessage({ kind: 'start', start: options.start } satisfies ToBackend);
    return started;
  }

  function receive(data: unknown): void {
    const message = FromBackend.parse(data);
    if (message.kind === 'case') {
      options.onCaseStatus(message.status);
      return;
    }
    if (message.kind === 'keys') {
      options.onKeys(message);
      return;
    }
    waiting.get(message.id)?.resolve(message);
    waiting.delete(message.id);
  }

  function fallen(): void {
    for (const wait of waiting.values()) wait.reject(new Error('The backend stopped.'));
    waiting.clear();
    if (closing) return;
    // The key was in its memory only, so whatever was open is shut: pages start from a closed case.
    options.onCaseStatus('closed');
    restarts++;
    if (restarts > MOST_RESTARTS) options.onGivenUp();
    else child = fork();
  }

  async function ask(message: WithoutId<Asking>): Promise<Reply> {
    const id = ++lastId;
    const wait = Promise.withResolvers<Reply>();
    waiting.set(id, wait);
    child.postMessage({ ...message, id });
    const reply = await wait.promise;
    if (reply.kind === 'failed') throw new Error(reply.message);
    return reply;
  }

  async function end(): Promise<void> {
    const limit = setTimeout(() => child.kill(), CLOSE_LIMIT_MS);
    // A process that has gone already is closed.
    await ask({ kind: 'close' }).catch(() => undefined);
    clearTimeout(limit);
  }

  async function askForHandles(message: WithoutId<Asking>): Promise<readonly string[]> {
    const reply = await ask(message);
    return reply.kind === 'handles' ? reply.handles : [];
  }

  return {
    openPort() {
      const { port1, port2 } = new electron.MessageChannelMain();
      child.postMessage({ kind: 'connect' } satisfies ToBackend, [port1]);
      return port2;
    },
    async registerCase(path) {
      const [handle] = await askForHandles({ kind: 'register-case', path });
      if (handle === undefined) throw new Error('The backend gave no handle.');
      return handle;
    },
    registerFiles: (files) => askForHandles({ kind: 'register-files', files: [...files] }),
    async lock() {
      await ask({ kind: 'lock' });
    },
    reportIdle(sinceMs) {
      child.postMessage({ kind: 'idle', sinceMs } satisfies ToBackend);
    },
    async check() {
      const reply = await ask({ kind: 'self-check' });
      return reply.kind === 'checks' ? reply.checks : [];
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}
