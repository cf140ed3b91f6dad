import { expect, test } from 'vitest';
import { createRandom } from '../../../shared/synthetic/random.ts';

const DRAWS = 20_000;

function meanOf(draw: () => number): number {
  let sum = 0;
  for (let count = 0; count < DRAWS; count++) sum += draw();
  return sum / DRAWS;
}

test('the same seed gives the same draws, and another seed gives others', () => {
  const draws = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 20 }, () => random.next());
  };
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
});

test('a fork does not move when its parent draws, and each name has a stream of its own', () => {
  const fresh = createRandom(3);
  const used = createRandom(3);
  used.next();
  expect(used.fork('towns').next()).toBe(fresh.fork('towns').next());
  expect(fresh.fork('towns').next()).not.toBe(fresh.fork('groups').next());
});

test('draws have the means they are asked for', () => {
  const random = createRandom(11);
  expect(meanOf(() => random.next())).toBeCloseTo(0.5, 1);
  expect(meanOf(() => random.poisson(0.8))).toBeCloseTo(0.8, 1);
  expect(meanOf(() => random.geometric(0.45))).toBeCloseTo(0.55 / 0.45, 1);
  expect(Math.abs(meanOf(() => random.exponential(400)) - 400)).toBeLessThan(15);
  expect(Math.abs(meanOf(() => random.negativeBinomial(5.6, 1.3)) - 5.6)).toBeLessThan(0.25);
});

test('a negative binomial is spread wider than a Poisson of the same mean', () => {
  const random = createRandom(5);
  const mean = 5.6;
  const variance = meanOf(() => (random.negativeBinomial(mean, 1.3) - mean) ** 2);
  expect(Math.abs(variance - (mean + mean ** 2 / 1.3))).toBeLessThan(3);
});

test('whole numbers reach both ends and no farther', () => {
  const random = createRandom(2);
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
  expect([...seen].sort()).toEqual([3, 4, 5, 6]);
});

test('weights are kept, and a weight of nought is never drawn', () => {
  const random = createRandom(9);
  let common = 0;
  for (let count = 0; count < DRAWS; count++) {
    const drawn = random.weighted([
      ['common', 3],
      ['rare', 1],
      ['never', 0],
    ] as const);
    expect(drawn).not.toBe('never');
    if (drawn === 'common') common++;
  }
  expect(common / DRAWS).toBeCloseTo(0.75, 1);
});

test('a sample has no value twice and is no longer than what there is', () => {
  const random = createRandom(4);
  expect(new Set(random.sample([1, 2, 3, 4, 5], 3)).size).toBe(3);
  expect(random.sample([1, 2], 9).sort()).toEqual([1, 2]);
  expect(random.sample([], 2)).toEqual([]);
});

test('picking from nothing is refused', () => {
  expect(() => createRandom(1).pick([])).toThrow('nothing to pick');
});
