import { createRouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Settings } from '../../shared/api/app.ts';
import type { Backend, BackendContext } from '../backend.ts';
import { type BackendStart, type Check, type FromBackend, ToBackend } from './backend-messages.ts';

/** A message port, as the backend's process receives it. */
export type ApiPort = Parameters<RPCHandler<BackendContext>['upgrade']>[0] & { start(): void };

/** The line to the main process: Electron's `parentPort`, or a stand-in. */
export interface ParentLine {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ApiPort[] }) => void,
  ): unknown;
  postMessage(message: FromBackend): void;
}

/** What the backend's process needs besides its line. */
export interface BackendService {
  readonly open: (start: BackendStart) => Backend;
  readonly check: () => readonly Check[];
  readonly exit: () => void;
}

/** One open backend, with the calls that the host itself makes of it. */
function host(backend: Backend, parent: ParentLine) {
  const handler = new RPCHandler<BackendContext>(backend.router);
  const client = createRouterClient(backend.router, { context: backend.connect() });

  async function tellCaseStatus(): Promise<void> {
    for await (const state of await client.case.events()) {
      parent.postMessage({ kind: 'case', status: state.status });
    }
  }

  function tellKeys({ shortcuts, hasSingleKeys }: Settings): void {
    parent.postMessage({ kind: 'keys', shortcuts, hasSingleKeys });
  }

  async function followKeys(): Promise<void> {
    backend.onSettings(tellKeys);
    tellKeys(await client.app.settings());
  }

  return {
    tellCaseStatus,
    followKeys,
    connect(port: ApiPort): void {
      handler.upgrade(port, { context: backend.connect() });
      port.start();
    },
    async lockWhenIdle(sinceMs: number): Promise<void> {
      const { lockAfterMinutes } = await client.app.settings();
      if (sinceMs >= lockAfterMinutes * 60_000) await backend.lock();
    },
  };
}

/**
 * Runs the backend behind the line to the main process. Every page gets a port of its own;
 * the line itself carries only what the host knows and the page must not: paths, locking, ending.
 */
export function serveBackend(parent: ParentLine, service: BackendService): void {
  let backend: Backend | null = null;
  let hosted: ReturnType<typeof host> | null = null;

  function start(options: BackendStart): void {
    if (backend) return;
    backend = service.open(options);
    hosted = host(backend, parent);
    // Ends with the backend; the main process learns of a failure from the exit.
    hosted.tellCaseStatus().catch(() => service.exit());
    hosted.followKeys().catch(() => service.exit());
  }

  async function answer(
    message: ToBackend,
    ports: readonly ApiPort[],
  ): Promise<FromBackend | null> {
    if (message.kind === 'self-check') {
      return { kind: 'checks', id: message.id, checks: [...service.check()] };
    }
    if (message.kind === 'start') {
      start(message.start);
      return null;
    }
    if (!backend || !hosted) throw new Error('The backend has not been started.');
    switch (message.kind) {
      case 'connect':
        for (const port of ports) hosted.connect(port);
        return null;
      case 'register-case':
        return { kind: 'handles', id: message.id, handles: [backend.registerCase(message.path)] };
      case 'register-files': {
        const files = message.files.map((file) => ({ ...file, isTemporary: false }));
        return { kind: 'handles', id: message.id, handles: backend.registerFiles(files) };
      }
      case 'lock':
        await backend.lock();
        return { kind: 'done', id: message.id };
      case 'idle':
        await hosted.lockWhenIdle(message.sinceMs);
        return null;
      case 'close':
        await backend.close();
        return { kind: 'done', id: message.id };
    }
  }

  parent.on('message', async ({ data, ports }) => {
    const message = ToBackend.parse(data);
    try {
      const reply = await answer(message, ports);
      if (reply) parent.postMessage(reply);
    } catch (error) {
      if (!('id' in message)) throw error; // Nobody waits for an answer: the process ends and is started again.
      const reason = error instanceof Error ? error.message : 'The backend failed.';
      parent.postMessage({ kind: 'failed', id: message.id, message: reason });
    }
    if (message.kind === 'close') service.exit();
  });
}
