import { expect, test } from 'vitest';
import { emptyingSieve } from '../../../renderer/features/map/nothing-left.ts';
import type { Sieve } from '../../../renderer/store/explore.ts';

function through(...ids: readonly string[]): Sieve {
  return { entityIds: new Set(ids), relationIds: null };
}

const ON_MAP = ['ana', 'bo', 'firm'];

test('while a sieve lets anything of the map through, none is blamed', () => {
  expect(emptyingSieve(ON_MAP, {})).toBeNull();
  expect(emptyingSieve(ON_MAP, { filter: through('bo'), time: through('bo', 'firm') })).toBeNull();
  expect(emptyingSieve([], { filter: through() })).toBeNull();
  expect(emptyingSieve(ON_MAP, { time: { entityIds: null, relationIds: new Set() } })).toBeNull();
});

test('the sieve that alone lets nothing through is named before those that only do so together', () => {
  expect(emptyingSieve(ON_MAP, { filter: through('elsewhere') })).toBe('filter');
  expect(emptyingSieve(ON_MAP, { filter: through('ana'), time: through() })).toBe('time');
  expect(emptyingSieve(ON_MAP, { filter: through('ana'), measure: through() })).toBe('measure');
  expect(emptyingSieve(ON_MAP, { filter: through('ana'), compare: through('bo') })).toBe('filter');
});
