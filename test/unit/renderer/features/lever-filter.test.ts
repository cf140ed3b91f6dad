import { expect, test } from 'vitest';
import {
  countLevers,
  facetsOf,
  mostHiding,
  passesFilter,
  toggleFacet,
} from '../../../../renderer/features/levers/lever-filter.ts';
import { libraryOf } from '../../../../renderer/features/levers/library.ts';
import type { LeverFilter } from '../../../../renderer/store/levers.ts';
import type { Lever } from '../../../../shared/domain/lever.ts';
import { leadTimeWords } from '../../../../shared/levers/lead-time.ts';

function lever(id: string, more: Partial<Lever> = {}): Lever {
  return {
    id,
    title: `Lever ${id}`,
    summary: 'Something.',
    category: 'planning',
    jurisdiction: 'england',
    jurisdictionNote: null,
    legalStatus: 'in-force',
    legalBasis: [{ act: 'Invented Act', year: 2020, provision: 's.1', note: null }],
    heldBy: ['unitary'],
    councilHeld: true,
    service: 'Planning',
    appliesTo: ['premises'],
    protectiveForVictims: false,
    triggers: [{ description: 'x', strength: 'strong', condition: { indicator: 'cuckooing' } }],
    threshold: 'x',
    evidence: ['x'],
    rightsOfEntry: { has: false, basis: 'x', warrantNeeded: false, notice: 'x' },
    process: ['x'],
    durationOrPenalty: 'x',
    appeal: 'x',
    typicalLeadTimeDays: { min: 1, max: 5, estimate: true },
    costBand: { band: 'low', estimate: true },
    disruptionEffect: ['premises'],
    intrusiveness: 2,
    fourP: ['pursue'],
    threatCategories: ['drugs'],
    safeguards: ['x'],
    confidence: 'high',
    asAt: '2026-07',
    sourceHint: 'x',
    ...more,
  };
}

const LEVERS = [
  lever('a'),
  lever('b', { fourP: ['protect'] }),
  lever('c', { fourP: ['protect'], councilHeld: false, intrusiveness: 4 }),
];

function countsOf(filter: LeverFilter, key: string) {
  const facets = facetsOf(countLevers(LEVERS, filter), filter, null);
  return facets
    .find((one) => one.key === key)
    ?.buckets.map(({ value, count }) => `${value} ${count}`);
}

test('choices of one facet add up, facets narrow one another', () => {
  const ids = (filter: LeverFilter) =>
    LEVERS.filter((one) => passesFilter(one, filter)).map(({ id }) => id);
  expect(ids({ fourP: ['pursue', 'protect'] })).toEqual(['a', 'b', 'c']);
  expect(ids({ fourP: ['protect'], councilHeld: ['no'] })).toEqual(['c']);
  expect(ids({ intrusiveness: ['3'] })).toEqual(['a', 'b']);
});

test('counts of a facet ignore its own choice and heed all others', () => {
  const filter = { fourP: ['protect'] };
  expect(countsOf(filter, 'fourP')).toEqual(['pursue 1', 'protect 2']);
  expect(countsOf(filter, 'councilHeld')).toEqual(['yes 1', 'no 1']);
});

test('a limit counts all that has as much or less, and holds one value', () => {
  expect(countsOf({}, 'intrusiveness')).toEqual(['2 2', '3 2', '4 3']);
  expect(toggleFacet({ intrusiveness: ['4'] }, 'intrusiveness', '2')).toEqual({
    intrusiveness: ['2'],
  });
});

test('a chosen value stays to be taken back though nothing has it', () => {
  expect(countsOf({ holder: ['hmrc'] }, 'holder')).toContain('hmrc 0');
});

test('the filter that hides most is named', () => {
  const filter = { fourP: ['pursue'], councilHeld: ['no'] };
  expect(LEVERS.filter((one) => passesFilter(one, filter))).toEqual([]);
  expect(mostHiding([...LEVERS, lever('d')], filter)?.key).toBe('councilHeld');
});

test('choosing twice takes the choice back', () => {
  const once = toggleFacet({}, 'fourP', 'protect');
  expect(once).toEqual({ fourP: ['protect'] });
  expect(toggleFacet(once, 'fourP', 'protect')).toEqual({});
});

test('lead times read as people say them', () => {
  const words = (min: number, max: number) => leadTimeWords({ min, max, estimate: true });
  expect(words(0, 0)).toBe('The same day');
  expect(words(1, 1)).toBe('1 day');
  expect(words(2, 14)).toBe('2 to 14 days');
  expect(words(50, 75)).toBe('7 to 11 weeks');
  expect(words(28, 28)).toBe('4 weeks');
  expect(words(0, 28)).toBe('Up to 4 weeks');
});

test('the library puts what is flagged first, and finds by act', () => {
  const levers = [
    lever('a'),
    lever('b', { service: 'Licensing' }),
    lever('c', {
      service: 'Trading Standards / Police',
      legalBasis: [{ act: 'Tobacco Act', year: 2016, provision: 's.1', note: null }],
    }),
  ];
  const counted = libraryOf(levers, new Map([['c', 4]]), '');
  expect(counted.map(({ name, count }) => `${name} ${count}`)).toEqual([
    'Trading standards 4',
    'Licensing 0',
    'Planning 0',
  ]);
  expect(libraryOf(levers, null, 'tobacco').map(({ name }) => name)).toEqual(['Trading standards']);
});
