import { expect, test } from 'vitest';
import { DEFAULT_STRENGTH_POLICY } from '../../../shared/analysis/link-strength.ts';
import { projectOnPeople } from '../../../shared/analysis/projection.ts';
import {
  type DatedLink,
  graphOfRelations,
  holdsOn,
  type RelationGraphOptions,
} from '../../../shared/analysis/relation-graph.ts';

const CLAIM: DatedLink = {
  source: 0,
  target: 1,
  type: 'associate-of',
  credibility: 0.5,
  firstSeenOn: null,
  lastSeenOn: null,
  provenance: null,
};

const OPTIONS: RelationGraphOptions = {
  nodeCount: 3,
  isDirected: false,
  weighting: 'existence',
  policy: DEFAULT_STRENGTH_POLICY,
  asOf: '2026-06-30',
  window: null,
  leastExistence: 0,
};

test('claims of a pair are one link that knows what it rests on, weighted as asked', () => {
  const claims = [
    { ...CLAIM, source: 1, target: 2 },
    CLAIM,
    { ...CLAIM, credibility: 0.05 },
    { ...CLAIM, source: 1, target: 0 },
  ];
  const { graph, pairs } = graphOfRelations(claims, OPTIONS);
  expect([...graph.weights]).toEqual([0.5, 0.75]);
  expect(pairs.map((pair) => pair.claims)).toEqual([[0], [1, 3]]);
  const weights = (more: Partial<RelationGraphOptions>) => [
    ...graphOfRelations(claims, { ...OPTIONS, ...more }).graph.weights,
  ];
  expect(weights({ weighting: 'count' })).toEqual([1, 2]);
  expect(weights({ weighting: 'strength' })).toEqual([0.25, 0.375]);
  expect(weights({ leastExistence: 0.6 })).toEqual([0.75]);
  expect(weights({ isDirected: true })).toEqual([0.5, 0.5, 0.5]);
});

test('a window leaves what was seen within it, and what may have been', () => {
  const count = (from: string | null, to: string | null, more: Partial<DatedLink>) =>
    graphOfRelations([{ ...CLAIM, ...more }], { ...OPTIONS, window: { from, to } }).pairs.length;
  const seen = { firstSeenOn: '2025-03', lastSeenOn: '2025-06-10' };
  expect(count('2025-06-10', null, seen)).toBe(1);
  expect(count('2025-06-11', null, seen)).toBe(0);
  expect(count(null, '2025-03-01', seen)).toBe(1);
  expect(count(null, '2025-02-28', seen)).toBe(0);
  expect(count('2025-01-01', '2025-01-02', {})).toBe(1);
});

test('what has wholly aged away is left out, not refused', () => {
  const old = { ...CLAIM, type: 'calls', lastSeenOn: '1900-01-01' };
  expect(graphOfRelations([old], OPTIONS).graph.linkCount).toBe(0);
});

test('a claim holds from when it was first seen until two half-lives after it was last', () => {
  const calls = { ...CLAIM, type: 'calls', firstSeenOn: '2025-01-01', lastSeenOn: '2025-01-05' };
  const holds = (claim: DatedLink, date: string) => holdsOn(claim, date, DEFAULT_STRENGTH_POLICY);
  expect(holds(calls, '2024-12-31')).toBe(false);
  expect(holds(calls, '2025-12-31')).toBe(true);
  expect(holds(calls, '2026-01-01')).toBe(false);
  expect(holds({ ...calls, lastSeenOn: null }, '2030-01-01')).toBe(true);
  expect(holds({ ...calls, type: 'family-of' }, '2030-01-01')).toBe(true);
});

test('those who shared premises for a part of the time are tied less, and one after the other not at all', () => {
  const tie = (period: readonly [number, number] | null) =>
    projectOnPeople([
      { person: 0, asset: 0, evidence: 0.9, period: [1, 10] },
      { person: 1, asset: 0, evidence: 0.5, period },
    ]).ties[0];
  expect(tie([1, 10])?.credibility).toBeCloseTo(0.45, 12);
  expect(tie([6, 100])?.credibility).toBeCloseTo(0.225, 12);
  expect(tie([11, 20])).toBeUndefined();
  expect(tie(null)).toMatchObject({ credibility: 0.45, isUndated: true });
});
