import { WindowMessage } from '../../shared/domain/window-message.ts';

/** Reaches the windows of this origin alone: those of this host, or of this program. */
const channel = new BroadcastChannel('achilles');

/** Tells every other window. */
export function tellWindows(message: WindowMessage): void {
  channel.postMessage(message);
}

/** Calls `listener` with what other windows tell; anything else is left alone. Returns how to stop. */
export function onWindowMessage(listener: (message: WindowMessage) => void): () => void {
  function receive(event: MessageEvent): void {
    const parsed = WindowMessage.safeParse(event.data);
    if (parsed.success) listener(parsed.data);
  }
  channel.addEventListener('message', receive);
  return () => channel.removeEventListener('message', receive);
}
