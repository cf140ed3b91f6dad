import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MessageChannel as NodeChannel, Worker } from 'node:worker_threads';
import type { Page } from '@playwright/test';
import { FromBackend, type ToBackend } from '../../../electron/main/backend-messages.ts';
import { readManifest, respond } from '../../../electron/main/scheme.ts';
import { APP_ORIGIN } from '../../../electron/main/settings.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '../../..');

/** The desktop without Electron: the scheme's answers, the bridge and the backend's process, round a browser's page. */
export interface StandIn {
  readonly address: string;
  readonly folder: string;
  tell(message: ToBackend): void;
  stop(): Promise<void>;
}

/** A message of the port as text, which is all that a binding of Playwright carries. */
type Carried = { readonly text: string } | { readonly base64: string };

async function serveScheme(): Promise<{ readonly address: string; readonly close: () => void }> {
  const manifest = readManifest(join(PROJECT_DIR, 'out', 'renderer'));
  const server = createServer(async (request, reply) => {
    const answer = respond(manifest, {
      method: request.method ?? '',
      url: `${APP_ORIGIN}${request.url}`,
    });
    reply.writeHead(answer.status, Object.fromEntries(answer.headers));
    reply.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { address: `http://desktop.localhost:${port}/index.html`, close: () => server.close() };
}

function startBackend(folder: string) {
  const worker = new Worker(new URL('../../unit/desktop/parent-line.ts', import.meta.url), {
    workerData: {
      entry: new URL('../../../electron/main/backend-process.ts', import.meta.url).href,
    },
  });
  const waiting = new Map<number, (handles: readonly string[]) => void>();
  worker.on('message', (input) => {
    const message = FromBackend.parse(input);
    if (message.kind === 'handles') waiting.get(message.id)?.(message.handles);
  });
  const tell = (message: ToBackend) => worker.postMessage({ data: message, ports: [] });
  tell({
    kind: 'start',
    start: {
      resourcesDir: join(PROJECT_DIR, 'resources'),
      dataDir: join(folder, 'data'),
      casesDir: join(folder, 'cases'),
      version: '0.0.0',
    },
  });
  let lastId = 0;
  return {
    worker,
    tell,
    registerCase(path: string): Promise<string> {
      const id = ++lastId;
      tell({ kind: 'register-case', id, path });
      return new Promise((answer) => waiting.set(id, ([handle]) => answer(handle ?? '')));
    },
  };
}

/** Puts on the page what the preload would, with the two ends of each port joined through Playwright. */
async function bridge(page: Page, backend: ReturnType<typeof startBackend>, folder: string) {
  await page.exposeFunction('standInOpenPort', async () => {
    const { port1, port2 } = new NodeChannel();
    backend.worker.postMessage({ data: { kind: 'connect' }, ports: [port1] }, [port1]);
    port2.on('message', (data: string | Uint8Array) => {
      const carried: Carried =
        typeof data === 'string'
          ? { text: data }
          : { base64: Buffer.from(data).toString('base64') };
      // The page may have gone: then nobody waits for the answer.
      page
        .evaluate((input) => Reflect.get(window, 'standInGive')(input), carried)
        .catch(() => null);
    });
    await page.exposeFunction('standInTake', (carried: Carried) =>
      port2.postMessage('text' in carried ? carried.text : Buffer.from(carried.base64, 'base64')),
    );
  });
  await page.exposeFunction('standInRegister', (name: string) =>
    backend.registerCase(join(folder, `${name}.achilles`)),
  );
  await page.addInitScript(() => {
    const host = window as unknown as Record<string, (input?: unknown) => Promise<never>>;
    Object.assign(window, {
      achilles: {
        async requestPort() {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => host.standInTake?.({ text: data });
          Object.assign(window, {
            standInGive: (carried: { text?: string; base64?: string }) =>
              port1.postMessage(
                carried.text ?? Uint8Array.from(atob(carried.base64 ?? ''), (c) => c.charCodeAt(0)),
              ),
          });
          await host.standInOpenPort?.();
          window.postMessage('achilles:port', window.location.origin, [port2]);
        },
        onCommand: (listener: unknown) => Object.assign(window, { standInCommand: listener }),
        openWindow: () => {},
        saveFile: async () => false,
        pickImportFiles: async () => [],
        pickCaseToOpen: async () => null,
        pickCaseToCreate: (name: string) => host.standInRegister?.(name),
      },
    });
  });
}

/** Starts a stand-in round a page that has not gone anywhere yet. */
export async function startStandIn(page: Page): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'achilles-stand-in-'));
  const scheme = await serveScheme();
  const backend = startBackend(folder);
  await bridge(page, backend, folder);
  return {
    address: scheme.address,
    folder,
    tell: backend.tell,
    async stop() {
      scheme.close();
      await backend.worker.terminate();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
