import { expect, test } from 'vitest';
import {
  isAllowedNavigation,
  isAllowedPermission,
  isAllowedRequest,
  isOwnAddress,
  isTrustedSender,
  type Sender,
} from '../../../electron/main/policy.ts';

const FOREIGN = [
  'file:///etc/passwd',
  'http://achilles/index.html',
  'https://achilles/',
  'ws://achilles/',
  'ftp://achilles/',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:app://achilles/1',
  'about:blank',
  'app://other/index.html',
  'app://achilles.evil.example/index.html',
  'app://achilles:81/index.html',
  'app://user@achilles/index.html',
  'app://achilles@evil.example/',
  'app:achilles/index.html',
  'app:///index.html',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu',
  '',
  'nonsense',
];

test.each(FOREIGN)('%s is not an address of ours', (address) => {
  expect(isOwnAddress(address)).toBe(false);
  expect(isAllowedNavigation(address, true)).toBe(false);
});

test('our own page is, and may be gone to by the main frame alone', () => {
  expect(isOwnAddress('app://achilles/index.html')).toBe(true);
  expect(isAllowedNavigation('app://achilles/index.html', true)).toBe(true);
  expect(isAllowedNavigation('app://achilles/index.html', false)).toBe(false);
});

test('a request may go to our files and to pictures that our page made, and nowhere else', () => {
  expect(isAllowedRequest('app://achilles/assets/a.js')).toBe(true);
  expect(isAllowedRequest('blob:app://achilles/0b7c')).toBe(true);
  expect(isAllowedRequest('blob:https://evil.example/0b7c')).toBe(false);
  for (const address of FOREIGN.filter((foreign) => !foreign.startsWith('blob:'))) {
    expect(isAllowedRequest(address), address).toBe(false);
  }
});

test('a page may fill the screen and write plain text to the clipboard, and nothing else', () => {
  const origin = 'app://achilles/';
  expect(isAllowedPermission('fullscreen', origin)).toBe(true);
  expect(isAllowedPermission('clipboard-sanitized-write', origin)).toBe(true);
  for (const permission of [
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'usb',
    'hid',
    'serial',
    'display-capture',
    'idle-detection',
    'local-fonts',
    'unknown',
    'something-new',
  ]) {
    expect(isAllowedPermission(permission, origin), permission).toBe(false);
  }
  expect(isAllowedPermission('fullscreen', 'https://evil.example/')).toBe(false);
});

function sender(
  change: { origin?: string; parent?: unknown; id?: number; isMainFrame?: boolean } = {},
): Sender {
  const frame = { origin: change.origin ?? 'app://achilles', parent: change.parent ?? null };
  return {
    senderFrame: frame,
    sender: { id: change.id ?? 1, mainFrame: change.isMainFrame === false ? {} : frame },
  };
}

test('a message is trusted from the main frame of a window of ours on our page', () => {
  expect(isTrustedSender(sender(), new Set([1]))).toBe(true);
});

test.each([
  ['a frame that has gone', { senderFrame: null, sender: { id: 1, mainFrame: null } }],
  ['a frame within the page', sender({ parent: {} })],
  ['another frame than the main one', sender({ isMainFrame: false })],
  ['another origin', sender({ origin: 'https://evil.example' })],
  ['an origin that begins like ours', sender({ origin: 'app://achilles.evil' })],
  ['a window that the factory did not make', sender({ id: 2 })],
])('a message from %s is not trusted', (_who, event) => {
  expect(isTrustedSender(event, new Set([1]))).toBe(false);
});
