import { RPCLink } from '@orpc/client/websocket';
import type { Connection } from './api.ts';

/** Every request that changes something carries this header, which another site cannot send. */
export const REQUEST_HEADERS = { 'x-achilles': '1' } as const;

/** Exchanges the token of the address for a cookie, once, and erases it from the address. */
async function openSession(): Promise<void> {
  const token = window.location.hash.slice(1);
  if (token === '') return; // A page that was loaded again: the cookie is there already.
  window.history.replaceState(null, '', window.location.pathname);
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { ...REQUEST_HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error('The host refused this page.');
}

/** Reaches the browser host over a WebSocket of the page's own origin. */
export async function openWebSocket(): Promise<Connection> {
  await openSession();
  const address = new URL('/api', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const websocket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true });
    websocket.addEventListener('error', () => reject(new Error('The host does not answer.')), {
      once: true,
    });
  });
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true });
  });
  return { link: new RPCLink({ websocket }), closed };
}
