import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { inspectBytes, readText } from '../../../electron/formats/encoding.ts';
import { IMPORT_LIMITS } from '../../../electron/formats/limits.ts';

function read(bytes: Uint8Array) {
  const file = { name: 'x.csv', bytes };
  const inspected = inspectBytes(file, IMPORT_LIMITS);
  let text = '';
  readText(file, { encoding: inspected.encoding, limits: IMPORT_LIMITS }, (piece) => {
    text += piece;
    return true;
  });
  return { ...inspected, text };
}

const TEXT = 'name,note\nSiân O’Brien ŵ,£5 – 😀\n';

test.each([
  ['UTF-8', iconv.encode(TEXT, 'utf8'), 'utf-8'],
  ['UTF-8 with a byte order mark', iconv.encode(TEXT, 'utf8', { addBOM: true }), 'utf-8'],
  [
    'UTF-16 LE with a byte order mark',
    iconv.encode(TEXT, 'utf-16le', { addBOM: true }),
    'utf-16le',
  ],
  [
    'UTF-16 BE with a byte order mark',
    iconv.encode(TEXT, 'utf-16be', { addBOM: true }),
    'utf-16be',
  ],
  ['UTF-16 LE without one', iconv.encode(TEXT, 'utf-16le'), 'utf-16le'],
  ['UTF-16 BE without one', iconv.encode(TEXT, 'utf-16be'), 'utf-16be'],
])('%s is certain and read exactly', (_name, bytes, encoding) => {
  expect(read(bytes)).toMatchObject({ encoding, guess: null, isLossy: false, text: TEXT });
});

test('Windows-1252 has its quotes, pound and euro where Windows puts them, and is said to be a guess', () => {
  const text = 'name,note\nO’Brien,£5 €6 – “café” Œ Ž\n';
  const result = read(iconv.encode(text, 'windows-1252'));
  expect(result).toMatchObject({ encoding: 'windows-1252', text });
  expect(result.guess).toContain('windows-1252');
});

test('text in another alphabet is told by its bytes', () => {
  const text = `имя,заметка\n${'Иван Петров,живёт в Москве и работает водителем\n'.repeat(20)}`;
  expect(read(iconv.encode(text, 'windows-1251'))).toMatchObject({
    encoding: 'windows-1251',
    text,
  });
});

test('UTF-8 with a few broken bytes stays UTF-8, and is known to be broken', () => {
  const bytes = Buffer.concat([Buffer.from('name\nZoë\nŁukasz\nŵyn\n'), Buffer.from([0xff, 0x0a])]);
  expect(read(bytes)).toMatchObject({ encoding: 'utf-8', isLossy: true });
});

test('a character of several bytes may be cut by a chunk', () => {
  // One byte short of a chunk of 1 MiB, so that the character lies across its end.
  const text = `${'x'.repeat(1024 * 1024 - 1)}€ŵ😀`;
  expect(read(Buffer.from(text)).text).toBe(text);
});

test.each([
  ['an empty file', new Uint8Array(0), /empty/],
  ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), /\.xlsx/],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /picture/],
  [
    'bytes at random',
    Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251),
    /not text/,
  ],
  ['UTF-32', Uint8Array.from([0xff, 0xfe, 0, 0, 97, 0, 0, 0]), /UTF-32/],
  ['UTF-16 that ends in half a character', Uint8Array.from([0xff, 0xfe, 97, 0, 98]), /cut short/],
])('%s is refused with its reason', (_name, bytes, reason) => {
  expect(() => read(bytes)).toThrow(reason);
});
