import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  barsInRange,
  isInRange,
  measureBars,
  rangeWords,
} from '../../../shared/analysis/measure-range.ts';

const RANGE = { measure: 'betweenness', least: null, most: null } as const;

test('bars of whole numbers hold whole numbers, and one each where there are few', () => {
  expect(measureBars([1, 3, 3, 4])).toEqual([
    { label: '1', count: 1, least: 1, most: 1 },
    { label: '2', count: 0, least: 2, most: 2 },
    { label: '3', count: 2, least: 3, most: 3 },
    { label: '4', count: 1, least: 4, most: 4 },
  ]);
  expect(measureBars([0, 100]).map(({ label }) => label)).toEqual(
    Array.from({ length: 21 }, (_, at) => `${at * 5} to ${at * 5 + 4}`),
  );
});

test('bars of other values have round ends that read apart', () => {
  const bars = measureBars([0.013, 0.02, 0.4711]);
  expect(bars[0]).toEqual({ label: '0 to 0.02', count: 1, least: 0, most: 0.02 });
  expect(bars.at(-1)).toMatchObject({ label: '0.46 to 0.48', count: 1 });
  expect(new Set(bars.map(({ label }) => label)).size).toBe(bars.length);
  expect(measureBars([0.25])).toEqual([{ label: '0 to 1', count: 1, least: 0, most: 1 }]);
  expect(measureBars([])).toEqual([]);
});

test('every value counts in one bar, bars are few, and each end of a stretch is found again', () => {
  const values = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 100_000 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.constant(0),
    ),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(), (all, one, other) => {
      const bars = measureBars(all);
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      expect(bars.length).toBeLessThanOrEqual(26);
      const [first, last] = [one % bars.length, other % bars.length].sort((a, b) => a - b) as [
        number,
        number,
      ];
      const range = { least: bars[first]!.least, most: bars[last]!.most };
      expect(barsInRange(bars, range)).toEqual([first, last]);
      expect(barsInRange(bars, { least: null, most: null })).toEqual([0, bars.length - 1]);
      const within = bars.slice(first, last + 1).reduce((sum, { count }) => sum + count, 0);
      // What lies on the line after the last bar counts in the next one, and is in the range as it is said.
      const onLine = all.filter((value) => value === range.most).length;
      const passing = all.filter((value) => isInRange(value, range)).length;
      expect(passing).toBeGreaterThanOrEqual(within);
      expect(passing).toBeLessThanOrEqual(within + onLine);
    }),
  );
});

test('a range is said as the filter says one, with both its ends in it', () => {
  expect(rangeWords({ ...RANGE, least: 0.1 })).toEqual({
    label: 'brokerage',
    words: 'at least 0.1',
  });
  expect(rangeWords({ ...RANGE, most: 3 }).words).toBe('at most 3');
  expect(rangeWords({ ...RANGE, least: 0.012, most: 0.0125 }).words).toBe('0.012 to 0.0125');
  expect([1, 2, 3, 4].filter((value) => isInRange(value, { least: 2, most: 3 }))).toEqual([2, 3]);
});
