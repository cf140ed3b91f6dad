import { RPCLink } from '@orpc/client/message-port';
import type { DesktopBridge } from '../../shared/api/shell.ts';
import { PORT_MESSAGE } from '../../shared/api/shell.ts';
import type { Connection } from './api.ts';

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in a browser. */
    readonly achilles?: DesktopBridge;
  }
}

function receivePort(bridge: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    function receive(event: MessageEvent): void {
      const port = event.ports[0];
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
      window.removeEventListener('message', receive);
      resolve(port);
    }
    window.addEventListener('message', receive);
    bridge.requestPort();
  });
}

/** Reaches the desktop's backend over the message port that its preload hands over. */
export async function openMessagePort(): Promise<Connection> {
  if (!window.achilles) throw new Error('This page has no desktop host.');
  const port = await receivePort(window.achilles);
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve()));
  const link = new RPCLink({ port });
  port.start();
  return { link, closed };
}
