import { expect, test } from 'vitest';
import { firstOf } from '../../../shared/levers/first-of.ts';

test('the first of some are those that sorting all of them would put first, equals as they come', () => {
  let seed = 5;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let turn = 0; turn < 40; turn++) {
    const items = Array.from({ length: random(60) }, (_, place) => ({ rank: random(12), place }));
    const most = random(15);
    const byRank = (one: { rank: number }, other: { rank: number }) => one.rank - other.rank;
    expect(firstOf(items, most, byRank)).toEqual(items.toSorted(byRank).slice(0, most));
  }
});
