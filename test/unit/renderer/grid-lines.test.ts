import { expect, test } from 'vitest';
import {
  type GridLines,
  gridLines,
  groupKey,
} from '../../../renderer/features/table/grid-lines.ts';

const GROUPS = [
  { key: 'person', label: 'People', count: 3 },
  { key: 'phone', label: 'Phones', count: 2 },
  { key: null, label: 'Not known', count: 1 },
];

function written(lines: GridLines): string[] {
  return Array.from({ length: lines.count }, (_, index) => {
    const line = lines.at(index);
    if (line.type === 'row') return `${line.row}`;
    return `${line.isOpen ? '-' : '+'} ${line.group.label}`;
  });
}

test('heads of groups stand before their rows, and a closed group keeps its rows behind its head', () => {
  expect(written(gridLines(GROUPS, new Set(), 6))).toEqual([
    '- People',
    '0',
    '1',
    '2',
    '- Phones',
    '3',
    '4',
    '- Not known',
    '5',
  ]);
  const lines = gridLines(GROUPS, new Set(['is person', 'not known']), 6);
  expect(written(lines)).toEqual(['+ People', '- Phones', '3', '4', '+ Not known']);
  expect(lines.rowsOf(0)).toEqual([0, 2]);
  expect(lines.rowsOf(1)).toEqual([3, 3]);
  expect(lines.rowsOf(3)).toEqual([4, 4]);
  expect(lines.rowsOf(4)).toEqual([5, 5]);
});

test('without groups each line is its row', () => {
  const lines = gridLines(null, new Set(), 2);
  expect(written(lines)).toEqual(['0', '1']);
  expect(lines.rowsOf(1)).toEqual([1, 1]);
});

test('a hundred thousand rows in a thousand groups are found from any line', () => {
  const groups = Array.from({ length: 1000 }, (_, index) => ({
    key: `${index}`,
    label: `${index}`,
    count: 100,
  }));
  const closed = new Set(groups.filter((_, index) => index % 2 === 1).map(groupKey));
  const lines = gridLines(groups, closed, 100_000);
  expect(lines.count).toBe(1000 + 500 * 100);
  expect(lines.at(lines.count - 1)).toMatchObject({ type: 'group', group: { key: '999' } });
  expect(lines.at(102 * 250 + 1)).toEqual({ type: 'row', row: 50_000 });
});

test('what is not known is told apart from a value that is called so', () => {
  expect(groupKey({ key: null, label: 'Not known', count: 1 })).not.toBe(
    groupKey({ key: 'not known', label: 'not known', count: 1 }),
  );
});
