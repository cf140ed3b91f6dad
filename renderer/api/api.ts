import type { ClientContext, ClientLink } from '@orpc/client';
import { createORPCClient } from '@orpc/client';
import type { ApiClient } from '../../shared/api/client.ts';
import { openMessagePort } from './message-port.ts';
import { openWebSocket } from './websocket.ts';

/** How the page stands with its backend. */
export type ConnectionStatus = 'connecting' | 'ready' | 'lost' | 'refused';

/** One open way to the backend; `closed` resolves when it ends. */
export interface Connection {
  readonly link: ClientLink<ClientContext>;
  readonly closed: Promise<void>;
}

type Listener = (status: ConnectionStatus) => void;

const RETRY_DELAYS_MS = [300, 1000, 2000, 4000, 8000];

let status: ConnectionStatus = 'connecting';
let isStarted = false;
const listeners = new Set<Listener>();
let connection = Promise.withResolvers<Connection>();

function setStatus(next: ConnectionStatus): void {
  status = next;
  for (const listener of listeners) listener(next);
}

/** Calls `listener` now and at each change of the connection; returns how to stop. */
export function onConnection(listener: Listener): () => void {
  listeners.add(listener);
  listener(status);
  return () => listeners.delete(listener);
}

async function openWithRetry(isFirst: boolean): Promise<Connection | null> {
  const open = 'achilles' in window ? openMessagePort : openWebSocket;
  // The first try is not repeated: a host that refuses will not change its mind.
  const delays = isFirst ? [0] : RETRY_DELAYS_MS;
  for (const delayMs of delays) {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    try {
      return await open();
    } catch {
      // Tried again below; the status says so on screen.
    }
  }
  return null;
}

async function keepConnected(): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    const opened = await openWithRetry(isFirst);
    if (!opened) return setStatus('refused');
    connection.resolve(opened);
    setStatus('ready');
    await opened.closed;
    connection = Promise.withResolvers<Connection>();
    setStatus('lost');
  }
}

/** Opens the connection and keeps it open; calls made meanwhile wait. */
export function connect(): void {
  if (isStarted) return;
  isStarted = true;
  void keepConnected();
}

/** The backend, as the contract describes it. */
export const api: ApiClient = createORPCClient<ApiClient>({
  async call(path, input, options) {
    const { link } = await connection.promise;
    return link.call(path, input, options);
  },
});
