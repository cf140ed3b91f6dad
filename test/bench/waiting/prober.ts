import { setTimeout as pause } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ApiClient } from '../../../shared/api/client.ts';

// Asks for a record every so often, from a thread of its own: whoever does the long work must not keep it waiting
// by reading the answer.
const { port, everyMs } = workerData as { readonly port: MessagePort; readonly everyMs: number };
const api = createORPCClient<ApiClient>(new RPCLink({ port }));
port.start();

/** Whether it is still to ask. */
let isAsking = false;

/** What is asked: records, each of which writes a row of the log, or what writes none. */
export type Probe = { readonly ids: readonly string[] } | 'without the log';

async function ask(probe: Probe): Promise<void> {
  const answers: Promise<number>[] = [];
  const startedAt = performance.now();
  for (let turn = 0; isAsking; turn++) {
    const dueAt = startedAt + turn * everyMs;
    const early = dueAt - performance.now();
    if (early > 0) await pause(early);
    const answer =
      probe === 'without the log'
        ? api.history.state()
        : api.entity.get({ id: probe.ids[(turn * 37) % probe.ids.length] ?? '' });
    answers.push(answer.then(() => performance.now() - dueAt));
  }
  parentPort?.postMessage(await Promise.all(answers));
}

parentPort?.on('message', (probe: Probe | null) => {
  isAsking = probe !== null;
  if (probe) void ask(probe);
});
