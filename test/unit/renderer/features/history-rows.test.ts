import { expect, test } from 'vitest';
import {
  canStepTo,
  dayOf,
  rowsOf,
  touchedInWords,
} from '../../../../renderer/features/history/history-rows.ts';
import type { HistoryLine } from '../../../../shared/api/history.ts';

const NOW = new Date('2026-03-10T12:00:00');

function line(id: string, more: Partial<HistoryLine> = {}): HistoryLine {
  return {
    id,
    at: '2026-03-10T09:00:00',
    author: 'Ana Example',
    name: `Change ${id}`,
    state: 'done',
    time: 1,
    isYours: true,
    touched: [],
    ...more,
  };
}

test('changes stand under their days, and one mark says where the person is', () => {
  const rows = rowsOf(
    [
      line('d', { isYours: false }),
      line('c', { state: 'undone' }),
      line('b'),
      line('a', { at: '2026-03-09T09:00:00' }),
    ],
    { now: NOW, hasMore: false },
  );
  expect(
    rows.map((row) =>
      row.type === 'day'
        ? row.day
        : row.type === 'change'
          ? `${row.line.id}${row.isHere ? ' here' : ''}`
          : 'beginning',
    ),
  ).toEqual(['Today', 'd', 'c', 'b here', 'Yesterday', 'a', 'beginning']);
});

test('with everything undone the person stands at the beginning, which is shown once all was read', () => {
  const lines = [line('a', { state: 'undone' })];
  expect(rowsOf(lines, { now: NOW, hasMore: false }).at(-1)).toEqual({
    type: 'beginning',
    isHere: true,
  });
  expect(rowsOf(lines, { now: NOW, hasMore: true }).at(-1)?.type).toBe('change');
  expect(rowsOf([line('a', { isYours: false })], { now: NOW, hasMore: false }).at(-1)?.type).toBe(
    'change',
  );
});

test('days are told as people call them', () => {
  expect(dayOf('2026-03-10T00:01:00', NOW)).toBe('Today');
  expect(dayOf('2026-03-09T23:59:00', NOW)).toBe('Yesterday');
  expect(dayOf('2026-02-02T10:00:00', NOW)).toBe('Monday, 2 February 2026');
});

test('what was touched is told in words, one and several', () => {
  expect(
    touchedInWords([
      { kind: 'record', count: 1 },
      { kind: 'link', count: 1200 },
    ]),
  ).toBe('1 record, 1,200 links');
});

test('only one’s own changes that were not overtaken can be stepped to', () => {
  expect(canStepTo({ isYours: true, state: 'undone' })).toBe(true);
  expect(canStepTo({ isYours: false, state: 'done' })).toBe(false);
  expect(canStepTo({ isYours: true, state: 'overtaken' })).toBe(false);
});
