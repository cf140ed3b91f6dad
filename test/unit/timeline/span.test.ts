import { expect, test } from 'vitest';
import {
  dateOfDay,
  extentOf,
  readTypedDate,
  spanOfDate,
  whenWords,
} from '../../../shared/timeline/span.ts';

function dates(span: { readonly from: number; readonly to: number } | null) {
  return span && [dateOfDay(span.from), dateOfDay(span.to - 1)];
}

test('a whole date is one day, a month all of its days, a year all of its', () => {
  expect(dates(spanOfDate('2026-03-27'))).toEqual(['2026-03-27', '2026-03-27']);
  expect(dates(spanOfDate('2024-02'))).toEqual(['2024-02-01', '2024-02-29']);
  expect(dates(spanOfDate('2025-12'))).toEqual(['2025-12-01', '2025-12-31']);
  expect(dates(spanOfDate('1969'))).toEqual(['1969-01-01', '1969-12-31']);
});

test('what is not on the calendar is no date', () => {
  for (const text of ['2026-02-30', '2026-13', '2026-00-01', '', 'March', '0026', '2026-3'])
    expect(spanOfDate(text), text).toBeNull();
});

const TODAY = spanOfDate('2026-11-01')?.from ?? 0;
const NOTHING = { when: 'period', from: null, to: null, seenOn: null } as const;

test('a period between a month and a year holds surely only between them', () => {
  const extent = extentOf({ ...NOTHING, from: '2024-03', to: '2025' }, TODAY);
  expect(dates(extent)).toEqual(['2024-03-01', '2025-12-31']);
  expect(dateOfDay(extent?.surelyFrom ?? 0)).toBe('2024-04-01');
  expect(dateOfDay(extent?.surelyTo ?? 0)).toBe('2025-01-01');
});

test('a period whose end is not known goes on to today and says so', () => {
  const extent = extentOf({ ...NOTHING, from: '2024-03-05' }, TODAY);
  expect(dates(extent)).toEqual(['2024-03-05', '2026-11-01']);
  expect(extent).toMatchObject({ isBeginningKnown: true, isEndKnown: false });
});

test('a period whose beginning is not known is not drawn into the past', () => {
  const ended = extentOf({ ...NOTHING, to: '2024-03-05' }, TODAY);
  expect(dates(ended)).toEqual(['2024-03-05', '2024-03-05']);
  expect(ended).toMatchObject({ isBeginningKnown: false, isEndKnown: true });
});

test('without a date that can be read there is no extent', () => {
  expect(extentOf(NOTHING, TODAY)).toBeNull();
  expect(extentOf({ ...NOTHING, when: 'point', from: '31/02/2020' }, TODAY)).toBeNull();
});

test('words claim no more than is known', () => {
  expect(whenWords({ ...NOTHING, when: 'point', from: '2026-03' })).toBe('Mar 2026');
  expect(whenWords({ ...NOTHING, from: '2026-03-27' })).toBe(
    'since 27 Mar 2026, not known to have ended',
  );
  expect(whenWords({ ...NOTHING, to: '2025' })).toBe('until 2025, not known since when');
  expect(whenWords({ ...NOTHING, from: '2024', to: '2025-02', seenOn: '2024-06-01' })).toBe(
    '2024 to Feb 2025, seen 1 Jun 2024',
  );
});

test('typed dates are read the British way, in parts too', () => {
  expect(dates(readTypedDate('27/3/2026'))).toEqual(['2026-03-27', '2026-03-27']);
  expect(dates(readTypedDate(' 3/2026 '))).toEqual(['2026-03-01', '2026-03-31']);
  expect(dates(readTypedDate('2026'))).toEqual(['2026-01-01', '2026-12-31']);
  expect(readTypedDate('31/2/2026')).toBeNull();
  expect(readTypedDate('soon')).toBeNull();
});
