import { expect, test } from 'vitest';
import { countGrid, sortByLinks, sortByNames, sortBySeen } from '../../../shared/overview/grid.ts';
import { MOST_BUBBLED, MOST_DRAWN, overviewFor } from '../../../shared/overview/limits.ts';

const KINDS = ['person', 'person', 'premises', 'event'];
const kindOf = (place: number) => KINDS[place] ?? '';

test('how many there are decides what is shown first', () => {
  expect(overviewFor(MOST_DRAWN)).toBe('records');
  expect(overviewFor(MOST_DRAWN + 1)).toBe('communities');
  expect(overviewFor(MOST_BUBBLED)).toBe('communities');
  expect(overviewFor(MOST_BUBBLED + 1)).toBe('grid');
});

test('kinds that nothing is of have no row; rows come in the order of the kinds', () => {
  const grid = countGrid([0, 1, 2], {
    sorter: sortByLinks([0, 1, 60]),
    kinds: ['premises', 'vehicle', 'person'],
    kindOf,
  });
  expect(grid.rows.map(({ kind, total }) => [kind, total])).toEqual([
    ['premises', 1],
    ['person', 2],
  ]);
  expect(grid.columns.map(({ label }) => label)).toEqual([
    'No links',
    '1 link',
    '2 to 4 links',
    '5 to 9 links',
    '10 to 49 links',
    '50 or more links',
  ]);
  expect(grid.rows[1]?.counts).toEqual([1, 1, 0, 0, 0, 0]);
});

test('what has two names is counted under each, and once in the total', () => {
  const names = [['a', 'b'], ['a'], [], ['a']];
  const sorter = sortByNames([0, 1, 2, 3], (place) => names[place] ?? [], {
    labelOf: (name) => name.toUpperCase(),
    others: 'Others',
    none: 'None',
  });
  const grid = countGrid([0, 1, 2, 3], { sorter, kinds: ['person', 'premises', 'event'], kindOf });
  expect(grid.columns.map(({ label }) => label)).toEqual(['A', 'B', 'None']);
  expect(grid.rows).toEqual([
    { kind: 'person', total: 2, counts: [2, 1, 0] },
    { kind: 'premises', total: 1, counts: [0, 0, 1] },
    { kind: 'event', total: 1, counts: [1, 0, 0] },
  ]);
});

test('names beyond the twelfth are told together, once each', () => {
  const names = [Array.from({ length: 15 }, (_, index) => `n${String(index).padStart(2, '0')}`)];
  const sorter = sortByNames([0], (place) => names[place] ?? [], {
    labelOf: (name) => name,
    others: 'Others',
    none: 'None',
  });
  expect(sorter.columns).toHaveLength(14);
  expect(sorter.columnsOf(0)).toHaveLength(13);
});

test('few months are told one by one; many years by year, the oldest together; unknown dates last', () => {
  const months = sortBySeen([0, 1, 2], ['2026-03-02', '2026-01', null]);
  expect(months.columns.map(({ label }) => label)).toEqual(['2026-01', '2026-03', 'Not known']);
  expect([0, 1, 2].map((place) => months.columnsOf(place))).toEqual([[1], [0], [2]]);

  const dates = Array.from({ length: 20 }, (_, index) => `${2000 + index}-05-01`);
  const years = sortBySeen(dates.keys(), dates);
  expect(years.columns.map(({ label }) => label)).toEqual([
    'Before 2008',
    ...Array.from({ length: 12 }, (_, index) => `${2008 + index}`),
    'Not known',
  ]);
  expect(years.columnsOf(3)).toEqual([0]);
});
