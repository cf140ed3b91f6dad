import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, toleranceOf } from '../../../shared/search/edit-distance.ts';

test.each([
  ['hamilton', 'hamilton', 0],
  ['hamiltn', 'hamilton', 1],
  ['hamiltonn', 'hamilton', 1],
  ['hamiltan', 'hamilton', 1],
  ['hamitlon', 'hamilton', 1],
  ['hamlitan', 'hamilton', 2],
  ['hamster', 'hamilton', 3],
  ['', 'ab', 2],
])('%s is as far from %s as its typing errors', (typed, word, errors) => {
  expect(editDistance(typed, word, 2)).toBe(errors);
});

test('the beginning of a word is as near as its nearest beginning', () => {
  expect(editDistance('hamlt', 'hamilton', 2, { isPrefix: true })).toBe(1);
  expect(editDistance('kowalsk', 'kowalski', 1, { isPrefix: true })).toBe(0);
  expect(editDistance('xyz', 'hamilton', 2, { isPrefix: true })).toBe(3);
});

/** Optimal string alignment straight from its definition, without a bound. */
function plainDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.NaN;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row) row[j] = least;
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

test('it agrees with the definition up to the bound, and with every beginning', () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom(0, 1, 2), (typed, other, most) => {
      const bounded = (errors: number) => Math.min(errors, most + 1);
      expect(editDistance(typed, other, most)).toBe(bounded(plainDistance(typed, other)));
      const beginnings = Array.from({ length: other.length + 1 }, (_, end) =>
        plainDistance(typed, other.slice(0, end)),
      );
      expect(editDistance(typed, other, most, { isPrefix: true })).toBe(
        bounded(Math.min(...beginnings)),
      );
    }),
    { numRuns: 2000 },
  );
});

test('short words are taken as typed, long ones may hold two errors, numbers one', () => {
  expect(['ana', 'bram', 'example', 'hamilton', '07700900123'].map(toleranceOf)).toEqual([
    0, 1, 1, 2, 1,
  ]);
});
