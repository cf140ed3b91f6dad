import { expect, test } from 'vitest';
import { bytesInWords, dayInWords } from '../../../shared/domain/words.ts';

test('sizes are told in the unit that suits them', () => {
  expect(bytesInWords(0)).toBe('0 B');
  expect(bytesInWords(999)).toBe('999 B');
  expect(bytesInWords(1500)).toBe('1.5 kB');
  expect(bytesInWords(214_000_000)).toBe('214 MB');
});

test('days are told as people say them', () => {
  const now = new Date(2026, 2, 1, 12, 0);
  expect(dayInWords(new Date(2026, 2, 1, 8, 12).toISOString(), now)).toBe('today at 08:12');
  expect(dayInWords(new Date(2026, 1, 28, 17, 40).toISOString(), now)).toBe('yesterday at 17:40');
  expect(dayInWords(new Date(2025, 2, 1, 8, 12).toISOString(), now)).toBe('on 1 Mar 2025');
});
