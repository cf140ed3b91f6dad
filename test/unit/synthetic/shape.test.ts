import { describe, expect, test } from 'vitest';
import { shapeOf } from './network.ts';
import { SEEDS, sharedCounty } from './sample.ts';

test('the measures behind the bands are right on a graph worked by hand', () => {
  // Two triangles, joined by one link: the ends of the link hold the pieces together.
  const nominals = ['a', 'b', 'c', 'd', 'e', 'f', 'alone'];
  const ties = ['ab', 'bc', 'ca', 'de', 'ef', 'fd', 'cd'].map((pair) => ({
    fromKey: pair.charAt(0),
    toKey: pair.charAt(1),
    type: 'associate-of',
  }));
  const shape = shapeOf({ nominals, ties }, 100);
  expect(shape).toMatchObject({ nodes: 7, links: 7, components: 2, degrees: { p50: 2, most: 3 } });
  expect(shape.largestShare).toBeCloseTo(6 / 7);
  expect(shape.articulationShare).toBeCloseTo(2 / 6);
  // Two nodes of degree three close one pair in three; the four others close theirs; one is alone.
  expect(shape.clustering).toBeCloseTo((4 + 2 / 3) / 7);
  expect(shape.meanPath).toBeCloseTo((7 * 1 + 4 * 2 + 4 * 3) / 15);
  expect(shape.modularity).toBeCloseTo(5 / 14);
});

/**
 * What analytics.md 5.3 found for three seeds of a county, widened by about a fifth on either side:
 * a county is small, so another seed falls outside what three happened to span.
 */
const BANDS = {
  nodes: [212, 245],
  links: [290, 350],
  meanDegree: [2.5, 3.1],
  largestShare: [0.28, 0.92],
  components: [4, 16],
  clustering: [0.34, 0.52],
  modularity: [0.8, 0.94],
  meanPath: [5, 18],
  articulationShare: [0.18, 0.5],
} as const;

describe.each(SEEDS)('person network of seed %i', (seed) => {
  test('looks as the prototype did', () => {
    const shape = shapeOf(sharedCounty(seed).truth, 400);
    for (const [measure, [least, most]] of Object.entries(BANDS)) {
      const value = shape[measure as keyof typeof BANDS];
      expect(value, measure).toBeGreaterThanOrEqual(least);
      expect(value, measure).toBeLessThanOrEqual(most);
    }
    expect(shape.degrees.p50).toBeGreaterThanOrEqual(2);
    expect(shape.degrees.p50).toBeLessThanOrEqual(3);
    expect(shape.degrees.p90).toBeGreaterThanOrEqual(4);
    expect(shape.degrees.p90).toBeLessThanOrEqual(6);
    expect(shape.degrees.p99).toBeLessThanOrEqual(11);
  });
});
