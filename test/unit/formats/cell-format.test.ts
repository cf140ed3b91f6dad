import { expect, test } from 'vitest';
import {
  builtInFormat,
  type CellFormat,
  type DateSystem,
  numberText,
  readFormat,
} from '../../../electron/formats/cell-format.ts';

const DATE: CellFormat = { kind: 'date' };

// Days as spreadsheets themselves show them.
test.each<[number, DateSystem, string]>([
  [1, 1900, '1900-01-01'],
  [59, 1900, '1900-02-28'],
  [60, 1900, '1900-02-29'], // There was no such day: the reader of dates says so.
  [61, 1900, '1900-03-01'],
  [25569, 1900, '1970-01-01'],
  [43831, 1900, '2020-01-01'],
  [43890, 1900, '2020-02-29'],
  [2958465, 1900, '9999-12-31'],
  [43831.5, 1900, '2020-01-01T12:00'],
  [43831.999994, 1900, '2020-01-01T23:59:59'],
  [0, 1904, '1904-01-01'],
  [1462, 1904, '1908-01-02'],
  [42369, 1904, '2020-01-01'],
  [42369.25, 1904, '2020-01-01T06:00'],
])('day %d counted from %d is %s', (serial, system, date) => {
  expect(numberText(String(serial), DATE, system)).toEqual({ text: date, doubt: null });
});

test.each([-1, 0, 0.5, 3_000_000])(
  '%d counted from 1900 is no date: kept as a number, and said so',
  (serial) => {
    expect(numberText(String(serial), DATE, 1900)).toEqual({
      text: String(serial),
      doubt: expect.stringContaining('no date'),
    });
  },
);

test.each<[string, CellFormat['kind']]>([
  ['General', 'plain'],
  ['0.00', 'plain'],
  ['#,##0;[Red]-#,##0', 'plain'],
  ['0.00E+00', 'plain'],
  ['"day "0', 'plain'],
  ['[$£-809]#,##0.00', 'plain'],
  ['[>100]0;0', 'plain'],
  ['dd/mm/yyyy', 'date'],
  ['[$-809]dd mmmm yyyy', 'date'],
  ['yyyy\\-mm\\-dd hh:mm:ss', 'date'],
  ['mmm', 'date'],
  ['d/m/yy;@', 'date'],
  ['hh:mm', 'time'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss', 'time'],
  ['[h]:mm', 'duration'],
  ['[mm]:ss', 'duration'],
  ['00000000', 'zeros'],
])('the format %s is one of kind %s', (code, kind) => {
  expect(readFormat(code).kind).toBe(kind);
});

test('formats that every workbook has are known by their numbers', () => {
  const kinds = [0, 1, 4, 9, 14, 17, 18, 21, 22, 45, 46, 49].map((id) => builtInFormat(id).kind);
  expect(kinds).toEqual([
    ...['plain', 'plain', 'plain', 'plain', 'date', 'date', 'time', 'time', 'date'],
    ...['time', 'duration', 'plain'],
  ]);
});

test('leading zeros that only a format holds are kept, as company numbers and phones need them', () => {
  expect(numberText('1234567', readFormat('00000000'), 1900).text).toBe('01234567');
  expect(numberText('1234567890', readFormat('00000000'), 1900).text).toBe('1234567890');
});

test('times of day and lengths of time are told apart', () => {
  expect(numberText('0.75', { kind: 'time' }, 1900)).toEqual({ text: '18:00', doubt: null });
  expect(numberText('43831.75', { kind: 'time' }, 1900)).toEqual({
    text: '18:00',
    doubt: expect.stringContaining('a date too'),
  });
  expect(numberText('1.25', { kind: 'duration' }, 1900)).toEqual({ text: '30:00', doubt: null });
});

test('numbers come without the noise of their storage, and long ones are pointed out', () => {
  const textOf = (raw: string) => numberText(raw, { kind: 'plain' }, 1900);
  expect(textOf('0.10000000000000001').text).toBe('0.1');
  expect(textOf('4.4791112345600002E+11').text).toBe('447911123456');
  expect(textOf('1E3')).toEqual({ text: '1000', doubt: null });
  expect(textOf('12345678901234567000').doubt).toMatch(/15 digits/);
  expect(textOf('abc')).toMatchObject({
    text: 'abc',
    doubt: expect.stringContaining('not a number'),
  });
});
