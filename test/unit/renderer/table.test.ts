import { expect, test } from 'vitest';
import { byValue } from '../../../renderer/features/table/by-value.ts';
import {
  changeColumn,
  chosenColumns,
  moveColumn,
} from '../../../renderer/features/table/columns.ts';
import { rowsAsText } from '../../../renderer/features/table/rows-as-text.ts';
import { nextSort } from '../../../renderer/features/table/sort-order.ts';
import type { EntityRow, EntitySort } from '../../../shared/api/entity.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { columnsOf } from '../../../shared/records/column.ts';
import { ONTOLOGY } from '../query/support.ts';

const ROW: EntityRow = {
  id: '018f3c2a-0000-7000-8000-000000000001',
  kind: 'business',
  label: 'Example, "Nails"',
  reference: 'BUS-7K2Q9F',
  isProtected: false,
  role: null,
  leverCount: 2,
  linkCount: 3,
  lastSeenOn: '2026-02-14',
  values: { sector: 'Nail bar', notes: 'one\ttwo\nthree' },
  detail: {
    basis: 'intelligence',
    grade: { source: 2, information: 'B', handling: 'C', conditions: null },
    sourceNames: ['Licensing register'],
    observedOn: '2026-02',
    bestLever: { title: 'Closure notice', strength: 'strong' },
  },
  linkSpan: { firstOn: '2024', lastOn: '2026-03-09', amount: 12_500 },
};

const ALL = columnsOf(ONTOLOGY);
const column = (id: string) => ALL.find((one) => one.id === id)!;

test('every column of the ontology can be chosen, and each condition of a cell reads back', () => {
  expect(ALL.length).toBeGreaterThan(40);
  for (const { filterOf } of ALL) {
    const condition = filterOf(ROW);
    if (condition === null) continue;
    for (const text of [condition, `-${condition}`])
      expect(parseQuery(text, ONTOLOGY).problems, text).toEqual([]);
  }
  expect(column('grade').filterOf(ROW)).toBe('grade:2B');
  expect(column('record').filterOf(ROW)).toBe('"Example, \\"Nails\\""');
  expect(column('role').filterOf(ROW)).toBe('role:none');
});

test('cells of a protected person say nothing and filter by reference alone', () => {
  const hidden: EntityRow = {
    ...ROW,
    kind: 'person',
    label: 'Protected person PER-1',
    reference: 'PER-1',
    isProtected: true,
    values: {},
    detail: null,
  };
  expect(column('record').filterOf(hidden)).toBe('"PER-1"');
  expect(column('field:notes').filterOf(hidden)).toBeNull();
  expect(column('grade').filterOf(hidden)).toBeNull();
  expect(column('role').textOf(hidden)).toBe('Protected');
});

test('columns stay within their widths, and the first neither moves nor gives way', () => {
  const columns = chosenColumns(ALL, []);
  expect(columns[0]).toMatchObject({ id: 'record', isPinned: true, isShown: true });
  const narrow = changeColumn(columns, 'role', { widthPx: 1 });
  expect(narrow.find(({ id }) => id === 'role')?.widthPx).toBe(56);
  expect(moveColumn(columns, 'record', 1)).toEqual(columns);
  expect(moveColumn(columns, 'role', -1)).toEqual(columns);
  const shown = (all: typeof columns) => all.filter(({ isShown }) => isShown).map(({ id }) => id);
  expect(shown(moveColumn(columns, 'role', 1)).slice(0, 3)).toEqual(['record', 'links', 'role']);
  const pinned = chosenColumns(ALL, changeColumn(columns, 'levers', { isPinned: true }));
  expect(shown(pinned).slice(0, 2)).toEqual(['record', 'levers']);
});

test('a column that the ontology no longer has is forgotten, and a new one begins out of sight', () => {
  const kept = [
    { id: 'record', widthPx: 200, isShown: true, isPinned: true },
    { id: 'field:gone', widthPx: 100, isShown: true, isPinned: false },
  ];
  const columns = chosenColumns(ALL, kept);
  expect(columns.some(({ id }) => id === 'field:gone')).toBe(false);
  expect(columns.filter(({ isShown }) => isShown).map(({ id }) => id)).toEqual(['record']);
});

test('a head orders one way, then the other, then not at all; with Shift beside what orders already', () => {
  const first: readonly EntitySort[] = [{ by: 'best', direction: 'ascending' }];
  const levers = nextSort(first, column('levers'), false);
  expect(levers).toEqual([{ by: 'levers', direction: 'descending' }]);
  expect(nextSort(levers, column('levers'), false)).toEqual([
    { by: 'levers', direction: 'ascending' },
  ]);
  expect(nextSort(nextSort(levers, column('levers'), false), column('levers'), false)).toEqual(
    first,
  );
  const both = nextSort(levers, column('role'), true);
  expect(both).toEqual([
    { by: 'levers', direction: 'descending' },
    { by: 'role', direction: 'ascending' },
  ]);
  expect(nextSort(both, column('levers'), true)[0]).toEqual({
    by: 'levers',
    direction: 'ascending',
  });
  expect(nextSort(both, column('best-lever'), false)).toBe(both);
});

test('copied rows keep their columns, whatever stands in a cell', () => {
  const text = rowsAsText([ROW], [column('record'), column('field:notes'), column('links')]);
  expect(text).toBe('Record\tNotes\tLinks\nExample, "Nails"\tone two three\t3');
});

test('a list in order of a measure has those without a value last, whichever way it runs', () => {
  const values = new Map([
    ['ana', 1],
    ['bo', 3],
    ['cy', 1],
  ]);
  const ids = ['hidden', 'ana', 'bo', 'cy', 'ocg'];
  expect(byValue(ids, values, 'descending')).toEqual(['bo', 'ana', 'cy', 'hidden', 'ocg']);
  expect(byValue(ids, values, 'ascending')).toEqual(['ana', 'cy', 'bo', 'hidden', 'ocg']);
});
