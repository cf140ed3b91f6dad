import { expect, test } from 'vitest';
import {
  agoWords,
  barsOf,
  byWayOf,
  stepWords,
  weakestWords,
} from '../../../../../renderer/features/network/path-words.ts';
import type { Route, RouteStep } from '../../../../../shared/api/analysis-path.ts';

function record(label: string): Route['records'][number] {
  return {
    id: label,
    kind: 'person',
    label,
    reference: label,
    isProtected: false,
    role: null,
    leverCount: null,
  };
}

function tie(words: string): RouteStep['ties'][number] {
  return {
    id: words,
    words,
    type: null,
    direction: 'out',
    certainty: 'reported',
    basis: 'intelligence',
    grade: { source: null, information: null, handling: null, conditions: null },
    startedOn: null,
    endedOn: null,
    observedOn: null,
    sourceName: 'Reports',
  };
}

function routeOf(labels: readonly string[], weakest: Route['weakest'] = null): Route {
  return {
    records: labels.map(record),
    steps: labels.slice(1).map((to, at) => ({
      from: labels[at]!,
      to,
      likelihood: 0.5,
      strength: 1,
      lastSeenOn: null,
      ties: [tie('associate of')],
      moreTies: 0,
      takenOn: null,
    })),
    likelihood: 0.5,
    weakest,
  };
}

test('a route is told by what sets it apart from the best one', () => {
  const best = routeOf(['Ana', 'Bo', 'Cy', 'Di']);
  expect(byWayOf(routeOf(['Ana', 'Bo', 'Moon Nails', 'Di']), best)).toBe('By way of Moon Nails');
  expect(byWayOf(routeOf(['Ana', 'Ed', 'Flo', 'Gus', 'Di']), best)).toBe('By way of Ed and Flo');
  expect(byWayOf(best, best)).toBe('By way of Bo and Cy');
  expect(byWayOf(routeOf(['Ana', 'Di']), best)).toBe('Directly');
});

test('the weakest link is named with when it was seen last; what has no date is undated', () => {
  const labels = ['Ana', 'Bo', 'Cy'];
  expect(weakestWords(routeOf(labels, { step: 1, daysAgo: 77 }), 1)).toBe(
    'Weakest link on route 1: Bo to Cy, last seen 11 weeks ago.',
  );
  expect(weakestWords(routeOf(labels, { step: 0, daysAgo: null }), 2)).toContain('undated');
  expect(weakestWords(routeOf(labels), 1)).toBeNull();
});

test('time that has passed is told in the unit that says it well', () => {
  expect([0, 1, 13, 14, 99, 100, 730].map(agoWords)).toEqual([
    'today',
    '1 day ago',
    '13 days ago',
    '2 weeks ago',
    '14 weeks ago',
    '3 months ago',
    '2 years ago',
  ]);
});

test('however unlikely, a way that is there fills one bar', () => {
  expect([0, 0.05, 0.5, 0.94, 1].map(barsOf)).toEqual([1, 1, 3, 5, 5]);
});

test('a step says its surest tie, and how many others of other kinds there are', () => {
  const [step] = routeOf(['Ana', 'Bo']).steps;
  expect(stepWords(step!)).toBe('Associate of');
  const ties = [tie('associate of'), tie('calls'), tie('calls')];
  expect(stepWords({ ...step!, ties })).toBe('Associate of, and 1 more');
  expect(stepWords({ ...step!, ties: [] })).toBe('Linked');
});
