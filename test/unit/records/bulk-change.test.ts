import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BulkChange, valueAfter } from '../../../shared/records/bulk-change.ts';

const entries = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
const change: fc.Arbitrary<BulkChange> = fc.record({
  field: fc.constant('indicators'),
  mode: fc.constantFrom('replace', 'add', 'remove'),
  value: entries,
});

test('a change that was made has nothing left to change, whatever was there before', () => {
  fc.assert(
    fc.property(change, fc.option(entries), (wanted, before) => {
      const after = valueAfter(wanted, before);
      if (after) expect(valueAfter(wanted, after.value)).toBeNull();
    }),
  );
});

test('the order of a list is no difference, and nothing said is the same as not known', () => {
  const replace = (value: BulkChange['value']): BulkChange => ({
    field: 'x',
    mode: 'replace',
    value,
  });
  expect(valueAfter(replace(['a', 'b']), ['b', 'a'])).toBeNull();
  expect(valueAfter(replace(['a', 'b']), ['a'])).toEqual({ value: ['a', 'b'] });
  expect(valueAfter(replace(null), undefined)).toBeNull();
  expect(valueAfter(replace(null), 'Driver')).toEqual({ value: null });
  expect(valueAfter(replace(false), null)).toEqual({ value: false });
});

test('entries join a list once and leave it alone', () => {
  const list = (mode: 'add' | 'remove', value: string[]) => ({ field: 'x', mode, value }) as const;
  expect(valueAfter(list('add', ['b', 'c']), ['a', 'b'])).toEqual({ value: ['a', 'b', 'c'] });
  expect(valueAfter(list('add', ['a']), ['a', 'b'])).toBeNull();
  expect(valueAfter(list('remove', ['a', 'z']), ['a', 'b'])).toEqual({ value: ['b'] });
  expect(valueAfter(list('remove', ['z']), null)).toBeNull();
});
