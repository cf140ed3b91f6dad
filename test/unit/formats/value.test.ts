import { expect, test } from 'vitest';
import { IMPORT_LIMITS } from '../../../electron/formats/limits.ts';
import {
  type Doubt,
  isDoubt,
  type ReadableField,
  readValue,
} from '../../../electron/formats/value.ts';
import { ontology } from './fixture.ts';

const RULES = { ontology, limits: IMPORT_LIMITS, today: '2026-11-01', isGuarded: false };

function read(type: ReadableField['type'], cell: string, more: Partial<ReadableField> = {}) {
  return readValue({ id: 'x', type, ...more }, cell, RULES);
}

function doubt(reading: ReturnType<typeof read>): Doubt {
  if (!isDoubt(reading)) throw new Error(`no doubt about ${JSON.stringify(reading)}`);
  return reading;
}

test('a blank cell is not known, whatever its field', () => {
  for (const type of ['text', 'date', 'integer', 'boolean', 'latitude', 'terms'] as const)
    expect(read(type, ' \u00a0')).toBeNull();
});

test('words for not known count in numbers and dates, never in names', () => {
  expect([read('integer', 'N/A'), read('date', 'unknown'), read('latitude', 'null')]).toEqual([
    null,
    null,
    null,
  ]);
  expect([read('name', 'Null'), read('name', 'True'), read('text', 'NA')]).toEqual([
    'Null',
    'True',
    'NA',
  ]);
});

test.each([
  ['integer', '1,234', 1234],
  ['integer', '12.0', 12],
  ['number', '-0.5', -0.5],
  ['money', '£1,200.50', 1200.5],
  ['money', '(£300)', -300],
  ['latitude', '53.530988', 53.530988],
  ['boolean', 'Yes', true],
  ['boolean', '0', false],
  ['time', '9:05 pm', '21:05'],
  ['postcode', 'ol113ha', 'OL11 3HA'],
  ['postcode', 'BL9\u00a0OBH', 'BL9 0BH'],
  ['postcode', '90210', '90210'],
  ['registration', 'ry52  apf', 'RY52 APF'],
  ['company-number', 'sc123456', 'SC123456'],
  ['texts', 'Ace; The Hat', ['Ace', 'The Hat']],
  ['text', "'=SUM(A1)", "'=SUM(A1)"],
  ['long-text', ' two\nlines ', 'two\nlines'],
] as const)('%s %j is %j', (type, cell, value) => {
  expect(read(type, cell)).toEqual(value);
});

test.each([
  ['date', '2020-02-31'],
  ['latitude', '91'],
  ['longitude', '-180.5'],
  ['latitude', 'north'],
  ['integer', 'forty'],
  ['integer', '1.5'],
  ['number', '1e400'],
  ['number', '0x10'],
  ['time', '25:00'],
  ['name', 'x'.repeat(10_001)],
] as const)('%s %s sets its row aside', (type, cell) => {
  expect(doubt(read(type, cell)).doubt).toBe('quarantine');
});

test.each([
  ['phone', '4.47E+12', '4.47E+12'],
  ['phone', '7700900123', '7700900123'],
  ['registration', '1E10', '1E10'],
  ['company-number', '1234567', '1234567'],
  ['text', '03-Apr', '03-Apr'],
  ['text', '=HYPERLINK("x")', '=HYPERLINK("x")'],
  ['date', '01/02/20', '01/02/20'],
  ['date', '43831', '43831'],
  ['integer', '12345678901234567890', '12345678901234567890'],
  ['name', 'Eve\u202Etxt', 'Eve\u202Etxt'],
  ['name', 'Z\u0301\u0302\u0303\u0304\u0305algo', 'Z\u0301\u0302\u0303\u0304\u0305algo'],
  ['name', 'P\u0430ul Made', 'P\u0430ul Made'],
  ['boolean', 'perhaps', null],
] as const)('%s %s is kept as it is, with a warning', (type, cell, value) => {
  expect(doubt(read(type, cell))).toMatchObject({ doubt: 'warning', value });
});

test('a date of birth in the future is kept and doubted', () => {
  expect(doubt(read('date', '01/01/2031', { id: 'dateOfBirth' }))).toMatchObject({
    doubt: 'warning',
    value: '2031-01-01',
  });
  expect(read('date', '01/01/2031', { id: 'reviewOn' })).toBe('2031-01-01');
});

test('words of a vocabulary become its ids, other words are kept and doubted', () => {
  expect(read('term', 'Core member', { vocabulary: 'roles' })).toBe('core-member');
  expect(doubt(read('term', 'tea maker', { vocabulary: 'roles' })).value).toBe('tea maker');
  expect(read('terms', 'Principal; Storer', { vocabulary: 'roles' })).toEqual([
    'principal',
    'storer',
  ]);
  expect(read('term', 'Landlord, complicit', { vocabulary: 'roles' })).toBe('landlord-complicit');
  expect(doubt(read('terms', 'Principal, tea maker', { vocabulary: 'roles' })).value).toEqual([
    'principal',
    'tea maker',
  ]);
});

test('a hostile word is no term of any vocabulary', () => {
  for (const word of ['__proto__', 'constructor', 'toString'])
    expect(doubt(read('term', word, { vocabulary: 'roles' })).value).toBe(word);
});

test('names in one alphabet, with the marks of their language, are not doubted', () => {
  for (const name of [
    'Siân ŵ Łódź',
    'Иван Петров',
    'Νίκος',
    'Nguyễn Thị Minh',
    'Ivan Петров',
    '山田太郎',
    "O’Brien-N'Diaye",
  ]) {
    expect(read('name', name)).toBe(name);
  }
});

test.each([
  ['text', "'=SUM(A1)", '=SUM(A1)'],
  ['text', "''=SUM(A1)", "'=SUM(A1)"],
  ['text', "'twas", "'twas"],
  ['long-text', "'-5", '-5'],
  ['phone', "'+44 7700 900123", '+44 7700 900123'],
  ['texts', "'=cmd; '=x", ['=cmd', "'=x"]],
  ['longitude', "'-2.24", -2.24],
  ['integer', "'-", null],
] as const)('a guarded %s %j was %j, and nothing is said about it', (type, cell, value) => {
  expect(readValue({ id: 'x', type }, cell, { ...RULES, isGuarded: true })).toEqual(value);
});

test('a blank that is no typing error is kept as the text it is', () => {
  expect(read('name', '\u2003')).toBe('\u2003');
});
