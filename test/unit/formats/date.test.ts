import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDate } from '../../../electron/formats/date.ts';

test.each([
  ['2019-03-27', '2019-03-27'],
  ['2019-03-27T10:15:00Z', '2019-03-27'],
  ['2019/3/7', '2019-03-07'],
  ['01/02/2020', '2020-02-01'],
  ['1.2.2020', '2020-02-01'],
  ['24/08/2017 13:05', '2017-08-24'],
  ['27 March 2019', '2019-03-27'],
  ['27th of Mar 2019', '2019-03-27'],
  ['27-Mar-2019', '2019-03-27'],
  ['March 27, 2019', '2019-03-27'],
  ['Mar 2019', '2019-03'],
  ['03/2019', '2019-03'],
  ['2019-03', '2019-03'],
  ['2019', '2019'],
  ['19081209', '1908-12-09'],
  ['29/02/2024', '2024-02-29'],
])('%s is %s', (text, date) => {
  expect(readDate(text)).toEqual({ date });
});

test.each([
  '2020-02-31',
  '31/02/2020',
  '30.02.2024',
  '12/25/2020',
  '00/01/2020',
  '29/02/2023',
  '2019-13',
  '31 April 2020',
])('%s is on no calendar', (text) => {
  expect(readDate(text)).toHaveProperty('impossible');
});

test.each(['01/02/20', '1-Feb-20', '43831', '29/02/1900', 'last spring', '1 Foo 2020'])(
  '%s is not guessed',
  (text) => {
    expect(readDate(text)).toHaveProperty('doubtful');
  },
);

test('every day of the calendar is read back day first', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1901-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [year, month, date] = iso.split('-');
        expect(readDate(`${date}/${month}/${year}`)).toEqual({ date: iso });
      },
    ),
  );
});
