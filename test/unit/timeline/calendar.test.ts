import { expect, test } from 'vitest';
import { addUnits, binUnit, startOfUnit, ticksOf } from '../../../shared/timeline/calendar.ts';
import { dateOfDay, spanOfDate } from '../../../shared/timeline/span.ts';

function day(date: string): number {
  return spanOfDate(date)?.from ?? Number.NaN;
}

test('weeks begin on Monday, months and years on their first', () => {
  expect(dateOfDay(startOfUnit(day('2026-11-22'), 'week'))).toBe('2026-11-16');
  expect(dateOfDay(startOfUnit(day('1969-12-31'), 'week'))).toBe('1969-12-29');
  expect(dateOfDay(startOfUnit(day('2026-11-22'), 'month'))).toBe('2026-11-01');
  expect(dateOfDay(startOfUnit(day('2026-11-22'), 'quarter'))).toBe('2026-10-01');
  expect(dateOfDay(startOfUnit(day('2026-11-22'), 'year'))).toBe('2026-01-01');
});

test('a month after the last of a long month is the last of the short one', () => {
  expect(dateOfDay(addUnits(day('2024-01-31'), 'month', 1))).toBe('2024-02-29');
  expect(dateOfDay(addUnits(day('2024-03-31'), 'month', -1))).toBe('2024-02-29');
  expect(dateOfDay(addUnits(day('2024-12-05'), 'month', 1))).toBe('2025-01-05');
});

test('marks of the axis keep their distance and lie in sight', () => {
  for (const to of ['2026-01-20', '2026-06-01', '2028-01-01', '2090-01-01']) {
    const span = { from: day('2026-01-03'), to: day(to) };
    const ticks = ticksOf(span, 1000, 60);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(1000 / 60 + 2);
    for (const tick of ticks) expect(tick.day >= span.from && tick.day < span.to).toBe(true);
  }
  expect(
    ticksOf({ from: day('2025-11-01'), to: day('2026-04-01') }, 800, 60).map(({ label }) => label),
  ).toEqual(['Nov', 'Dec', '2026', 'Feb', 'Mar']);
});

test('a histogram counts by the shortest unit that is wide enough', () => {
  expect(binUnit({ from: 0, to: 100 }, 1000, 6)).toBe('day');
  expect(binUnit({ from: 0, to: 3650 }, 1000, 6)).toBe('month');
  expect(binUnit({ from: 0, to: 36_500 }, 1000, 6)).toBe('year');
});
