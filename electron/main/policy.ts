import { APP_ORIGIN, APP_SCHEME } from './settings.ts';

/** Whether an address is a page or file of ours: the exact scheme and host, no user, no port. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return (
    url.protocol === `${APP_SCHEME}:` &&
    `${url.protocol}//${url.host}` === APP_ORIGIN &&
    url.username === '' &&
    url.password === ''
  );
}

/** Whether a request may go on. Pictures made in the page have `blob:` addresses of our origin. */
export function isAllowedRequest(address: string): boolean {
  if (address.startsWith('blob:')) return isOwnAddress(address.slice('blob:'.length));
  return isOwnAddress(address);
}

/** Whether a frame may go to an address: only the main frame, only to the page it is already on. */
export function isAllowedNavigation(address: string, isMainFrame: boolean): boolean {
  return isMainFrame && isOwnAddress(address);
}

const PERMISSIONS: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write']);

/** Whether a page may use a browser ability: full screen and writing plain text to the clipboard, nothing else. */
export function isAllowedPermission(permission: string, origin: string): boolean {
  return PERMISSIONS.has(permission) && isOwnAddress(origin);
}

/** What is known about the sender of a message, as far as trust goes. */
export interface Sender {
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
}

/** Whether a message comes from the main frame of a window of ours that shows our own page. */
export function isTrustedSender(event: Sender, windowIds: ReadonlySet<number>): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame.parent === null &&
    frame === event.sender.mainFrame &&
    frame.origin === APP_ORIGIN &&
    windowIds.has(event.sender.id)
  );
}
