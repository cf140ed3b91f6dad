import { resolve } from 'node:path';
import { type MessagePort, workerData } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import { type BackendContext, createBackend } from '../../../electron/backend.ts';

// A backend in a thread of its own, reached as on the desktop: over message ports. Whoever measures it does not
// wait with it.
const { dir, files, ports, filesPort } = workerData as {
  readonly dir: string;
  readonly files: readonly { readonly name: string; readonly path: string }[];
  readonly ports: readonly MessagePort[];
  readonly filesPort: MessagePort;
};
const backend = createBackend({
  resourcesDir: resolve(import.meta.dirname, '../../../resources'),
  dataDir: `${dir}/data`,
  casesDir: `${dir}/cases`,
  host: 'command-line',
});
// Twice: files that were imported are let go, and others are looked at before they are.
const register = () =>
  backend.registerFiles(files.map((file) => ({ ...file, isTemporary: false })));
filesPort.postMessage({ imported: register(), previewed: register() });
const handler = new RPCHandler<BackendContext>(backend.router);
for (const port of ports) {
  handler.upgrade(port, { context: backend.connect() });
  port.start();
}
