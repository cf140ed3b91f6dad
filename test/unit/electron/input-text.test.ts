import { expect, test } from 'vitest';
import { refuseUnkeepableText } from '../../../electron/api/input-text.ts';

test.each([
  [{ name: 'a\0b' }, /“name” holds a NUL/],
  [{ items: [{ text: 'a\ud800b' }] }, /“text” holds half of a character/],
  [{ fields: { 'a\0': 'b' } }, /“fields” holds a NUL/],
  ['\udc00', /A text holds half/],
])('text that could not be kept is refused with its place: %j', (input, reason) => {
  expect(() => refuseUnkeepableText(input)).toThrow(reason);
});

test('all other input passes, bytes and files unread', () => {
  const input = {
    text: '\u202e\u200b😀 <script>',
    list: ['x', 1, true, null, undefined],
    bytes: new Uint8Array([0]),
    file: new File(['\0'], 'a'),
  };
  expect(() => refuseUnkeepableText(input)).not.toThrow();
});
