import { expect, test } from 'vitest';
import { ageOn } from '../../../shared/levers/age.ts';

test('age changes on the birthday, and on 1 March for those born on 29 February', () => {
  expect(ageOn('2008-07-02', '2026-07-01')).toEqual({ least: 17, most: 17 });
  expect(ageOn('2008-07-01', '2026-07-01')).toEqual({ least: 18, most: 18 });
  expect(ageOn('2008-02-29', '2026-02-28')).toEqual({ least: 17, most: 17 });
  expect(ageOn('2008-02-29', '2026-03-01')).toEqual({ least: 18, most: 18 });
});

test('a partial date of birth gives a range, whole again once the year or month is over', () => {
  expect(ageOn('2008', '2026-07-01')).toEqual({ least: 17, most: 18 });
  expect(ageOn('2008-07', '2026-07-15')).toEqual({ least: 17, most: 18 });
  expect(ageOn('2008-06', '2026-07-15')).toEqual({ least: 18, most: 18 });
});

test('what is no date, or lies ahead, gives no age', () => {
  for (const text of ['', 'yesterday', '01/02/1990', '2027-01-01', '2026-08']) {
    expect(ageOn(text, '2026-07-01'), text).toBeNull();
  }
});
