import { expect, test } from 'vitest';
import {
  chosenKey,
  measureChoices,
  measuresOf,
} from '../../../../renderer/features/analysis/measure-choices.ts';
import {
  doubtsOf,
  type RankingDoubts,
  rankWords,
  unsafeWords,
} from '../../../../renderer/features/analysis/players.ts';
import { scopeWords } from '../../../../renderer/features/analysis/scope-words.ts';
import { presentWords } from '../../../../renderer/features/analysis/sign-words.ts';
import { ordinal, valueWords } from '../../../../renderer/features/analysis/value-words.ts';
import { measureSteps } from '../../../../renderer/features/map/measure-steps.ts';
import { isPossibleEnabler, isPossibleFront } from '../../../../shared/analysis/sign-badge.ts';

test('values keep as many digits as tell them apart, and a small one is not shown as nothing', () => {
  expect([0, 12, 0.1634, 0.01234, 0.0001, 3.1234, 1234.5].map(valueWords)).toEqual([
    '0',
    '12',
    '0.16',
    '0.012',
    'under 0.001',
    '3.12',
    '1,235',
  ]);
  expect([1, 2, 3, 11, 22].map(ordinal)).toEqual(['1st', '2nd', '3rd', '11th', '22nd']);
});

test('a rank is told with its ties and with where it lies if links are missing', () => {
  const doubt = {
    low: 0,
    high: 1,
    bestRank: 2,
    worstRank: 5,
    shareInTop: 0.5,
    label: 'fragile',
  } as const;
  expect(rankWords({ rank: 3, isTied: true, doubt: null })).toBe('3rd, with others');
  expect(rankWords({ rank: 3, isTied: false, doubt })).toBe('3rd; 2 to 5 if links are missing');
  expect(
    rankWords({ rank: 1, isTied: false, doubt: { ...doubt, bestRank: 1, worstRank: 1 } }),
  ).toBe('1st, also if links are missing');
});

const [A, B, C, D] = ['a', 'b', 'c', 'd'];

function pair(aboveId: string, belowId: string, share: number): RankingDoubts['unsafe'][number] {
  return { aboveId, belowId, share };
}

test('an order that cannot be asserted is said by name, and a long run of them is a top group', () => {
  const nameOf = (id: string) => ({ a: 'Ana', b: 'Bo', c: 'Cy', d: 'Di' })[id];
  expect(unsafeWords([], nameOf, A)).toBeNull();
  expect(unsafeWords([pair(A, B, 0.58)], nameOf, A)).toBe(
    'The order of Ana and Bo is not safe to assert: Ana comes first in 58 of 100 runs.',
  );
  expect(unsafeWords([pair(A, B, 0.58), pair(C, D, 0.5)], nameOf, A)).toBe(
    'The order of Ana and Bo, or of Cy and Di is not safe to assert.',
  );
  const run = [pair(A, B, 0.58), pair(B, C, 0.5), pair(C, D, 0.5)];
  expect(unsafeWords(run, nameOf, A)).toBe(
    'The order of the first 4 is not safe to assert: speak of a top group.',
  );
  // Names that the list does not hold are of others: nothing is said of them.
  expect(unsafeWords([pair('x', 'y', 0.5)], nameOf, A)).toBeNull();
});

test('a run of doubt further down, or with a gap, is not said to be of the first', () => {
  const nameOf = (id: string) => `Record ${id}`;
  const run = [pair('d', 'e', 0.5), pair('e', 'f', 0.5), pair('f', 'g', 0.5)];
  const further = 'The order of 3 pairs of neighbours in this list is not safe to assert';
  expect(unsafeWords(run, nameOf, A)).toContain(further);
  expect(unsafeWords(run, nameOf, A)).not.toContain('top group');
  const withGap = [pair(A, B, 0.5), pair(C, D, 0.5), pair(D, 'e', 0.5)];
  expect(unsafeWords(withGap, nameOf, A)).toContain(further);
});

test('a record without an interval has none, rather than one of zeros', () => {
  const { of } = doubtsOf([A, B], {
    type: 'doubt',
    measure: 'betweenness',
    replicates: 200,
    low: [0.1, null],
    high: [0.3, null],
    bestRank: [1, null],
    worstRank: [2, null],
    shareInTop: [1, null],
    labels: ['stable', null],
    unsafe: [],
    sampled: null,
  });
  expect(of.get(A)).toMatchObject({ low: 0.1, worstRank: 2, label: 'stable' });
  expect(of.has(B)).toBe(false);
});

test('measures that need a direction are offered where links have one, and money flow is a measure of money', () => {
  expect(measuresOf('full')).not.toContain('in_degree');
  expect(measuresOf('flow-money')).toContain('in_degree');
  expect(chosenKey('pagerank', 'flow-money')).toBe('money-flow');
  expect(chosenKey('pagerank', 'full')).toBe('pagerank');
  const { common, others } = measureChoices('flow-money');
  const keys = [...common, ...others].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what a number was computed on names graph, weights, extent and filter', () => {
  const scope = { projection: 'full', weighting: 'strength', filter: '', among: null } as const;
  expect(scopeWords(scope, 'betweenness')).toContain(
    'ties less likely than 25% by grades and age left out; every link alike; the whole case; no filter',
  );
  expect(scopeWords({ ...scope, filter: 'lever>=1', among: [A] }, 'strength')).toMatch(
    /strong and well evidenced.*on the map, as if.*; filter lever>=1$/,
  );
});

test('signs are counted among those that were looked for', () => {
  expect(presentWords(4, 6)).toBe('4 of 6 signs checked are present.');
  expect(presentWords(0, 0)).toBe('No sign was checked.');
});

test('a position alone marks nobody as an enabler, and a low band no business as a front', () => {
  expect(isPossibleEnabler({ score: 64, isStructureOnly: true })).toBe(false);
  expect(isPossibleEnabler({ score: 64, isStructureOnly: false })).toBe(true);
  expect(isPossibleEnabler({ score: 30, isStructureOnly: false })).toBe(false);
  expect((['high', 'medium', 'low', 'minimal', null] as const).map(isPossibleFront)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('steps of a measure part what has a value evenly, and what has none is a step of its own', () => {
  const steps = measureSteps([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(steps.map(({ label }) => label)).toEqual(['0', '1 to 2', '3 to 4', '5 to 6', '7 to 8']);
  expect(measureSteps([0, 0]).map(({ label }) => label)).toEqual(['0']);
  expect(measureSteps([3, 3, 3]).map(({ label }) => label)).toEqual(['3']);
  expect(measureSteps([]).length).toBe(1);
});
