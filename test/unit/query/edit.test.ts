import { expect, test } from 'vitest';
import {
  chosenWords,
  clearKey,
  setDates,
  setNumbers,
  toggleWord,
  withoutTerm,
} from '../../../shared/query/edit.ts';
import { formatQuery } from '../../../shared/query/format.ts';
import { queryOf } from './support.ts';

const read = queryOf;

test('a word is let through and kept out again, and the place of the condition stays', () => {
  const one = toggleWord(read('type:person lever>=1'), 'type', 'business');
  expect(formatQuery(one)).toBe('type:person,business lever>=1');
  expect([...chosenWords(one, 'type')]).toEqual(['person', 'business']);
  expect(formatQuery(toggleWord(one, 'type', 'person'))).toBe('type:business lever>=1');
  expect(formatQuery(toggleWord(read('type:person'), 'type', 'person'))).toBe('');
  expect(formatQuery(toggleWord(read(''), 'role', null))).toBe('role:none');
});

test('what is left out stays left out when another word is let through', () => {
  expect(formatQuery(toggleWord(read('-type:phone'), 'type', 'person'))).toBe(
    '-type:phone type:person',
  );
});

test('a range takes the place of the one before, and goes when it holds everything', () => {
  const some = setNumbers(read('type:person lever>=1'), 'lever', { least: 2, most: 3 });
  expect(formatQuery(some)).toBe('type:person lever:2..3');
  expect(formatQuery(setNumbers(some, 'lever', { least: 0, most: null }))).toBe('type:person');
  const dated = setDates(some, 'seen', { from: '2026-02', to: null });
  expect(formatQuery(dated)).toBe('type:person lever:2..3 seen:2026-02..');
  expect(formatQuery(setDates(dated, 'seen', { from: null, to: null }))).toBe(
    'type:person lever:2..3',
  );
});

test('one condition, or all of one filter, can be taken away', () => {
  const query = read('type:person heron lever>=1');
  expect(formatQuery(withoutTerm(query, 1))).toBe('type:person lever>=1');
  expect(formatQuery(clearKey(query, 'type'))).toBe('heron lever>=1');
});
