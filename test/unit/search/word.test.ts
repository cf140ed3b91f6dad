import { expect, test } from 'vitest';
import { compactText, foldText } from '../../../shared/domain/search-text.ts';
import {
  identifierForms,
  identifiersWithin,
  typedDate,
  typedIdentifierForms,
  typedReference,
} from '../../../shared/search/identifier.ts';
import { readSearchText } from '../../../shared/search/search-text.ts';
import { textWords, wordSpans } from '../../../shared/search/word.ts';

test.each([
  ['ÁNA Łukasiewicz', 'ana lukasiewicz'],
  ['Ærø  Straße', 'aero strasse'],
  ['İSTANBUL ılgaz', 'istanbul ilgaz'],
  ['Ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
  ['ﬁnance', 'finance'],
  ['', ''],
])('%s is folded to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('words are parted at marks, and given whole as well', () => {
  expect(textWords('Ana O’Brien-Smith, 14/2 High St')).toEqual({
    words: ['ana', 'o', 'brien', 'smith', '14', '2', 'high', 'st'],
    joined: ['obriensmith', '142'],
  });
  expect(textWords('plain words')).toEqual({ words: ['plain', 'words'], joined: [] });
  expect(textWords('… — !')).toEqual({ words: [], joined: [] });
  expect(compactText('王 小明 🐝')).toBe('王小明🐝');
});

test('words know where they stand in the text as written', () => {
  expect(wordSpans('Zoë O’Brien')).toEqual([
    { word: 'zoe', start: 0, end: 3 },
    { word: 'o', start: 4, end: 5 },
    { word: 'brien', start: 6, end: 11 },
  ]);
});

test('one identifier has one form however it is written', () => {
  const forms = (type: string, texts: string[]) =>
    new Set(texts.flatMap((text) => identifierForms(type, text)));
  expect(
    forms('phone', ['07700 900123', '+44 7700 900 123', '0044 7700-900123', '+44 (0)7700 900123']),
  ).toEqual(new Set(['07700900123']));
  expect(forms('company-number', ['01234567', '1234567'])).toEqual(new Set(['01234567']));
  expect(forms('registration', ['QA12 ZZZ', 'qa12zzz'])).toEqual(new Set(['qa12zzz']));
  expect(typedIdentifierForms('+44 7700 900123')).toContain('07700900123');
  expect(typedIdentifierForms('1234567')).toContain('01234567');
});

test('postcodes, plates and phones are found within a text', () => {
  expect(
    identifiersWithin(foldText('Seen at 1 Invented Row, ZZ1 1AB in QA12 ZZZ, rang 07700 900 123.')),
  ).toEqual(['zz11ab', 'qa12zzz', '07700900123']);
  expect(identifiersWithin('no numbers here')).toEqual([]);
});

test.each([
  ['27/3/1981', '19810327'],
  ['27.03.1981', '19810327'],
  ['27 Mar 1981', '19810327'],
  ['27th March 1981', '19810327'],
  ['1981-03-27', '19810327'],
  ['Mar 1981', '198103'],
  ['03/1981', '198103'],
  ['1981-13-01', null],
  ['may example', null],
  ['32/1/1981', null],
])('%s as a date is %s', (text, word) => {
  expect(typedDate(text)).toBe(word);
});

test('a short reference is known by its mark, not by the first letters of a word', () => {
  expect(typedReference('per7k2q9f')).not.toBeNull();
  expect(typedReference('per7')).not.toBeNull();
  expect(typedReference('per')).toBeNull();
  expect(typedReference('07700900123')).toBeNull();
});

test('neighbours are taken together only where they may be one identifier', () => {
  const readings = (text: string) =>
    readSearchText(text)?.readings.map((words) => words.map(({ compact }) => compact));
  expect(readings('ana example')).toEqual([['ana', 'example']]);
  expect(readings('audi qa12 zzz')).toEqual([
    ['audi', 'qa12', 'zzz'],
    ['audi', 'qa12zzz'],
    ['audiqa12', 'zzz'],
    ['audiqa12zzz'],
  ]);
  expect(readings('12 invented row')).toEqual([['12', 'invented', 'row']]);
  expect(readings('seen 27 march 1981')).toContainEqual(['seen', '27march1981']);
  expect(readSearchText(' & ')).toBeNull();
  expect(
    readSearchText('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17')?.readings.length,
  ).toBeLessThanOrEqual(24);
});
