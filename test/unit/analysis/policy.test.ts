import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { kendallTauB } from '../../../shared/analysis/change.ts';
import { percentileRanks } from '../../../shared/analysis/enabler.ts';
import { DEFAULT_FRONT_POLICY, frontScore } from '../../../shared/analysis/front-company.ts';
import {
  DEFAULT_STRENGTH_POLICY,
  dayNumber,
  type GradedLink,
  linkEvidence,
  pairStrengths,
} from '../../../shared/analysis/link-strength.ts';
import { HUB_CAPS, projectOnPeople } from '../../../shared/analysis/projection.ts';

function golden<T>(name: string): T {
  const path = resolve(import.meta.dirname, `../../fixtures/golden/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

const CLAIM: GradedLink = {
  source: 0,
  target: 1,
  type: 'associate-of',
  credibility: 0.68,
  lastSeenOn: null,
  provenance: 'report 1',
};
const OPTIONS = { policy: DEFAULT_STRENGTH_POLICY, asOf: '2026-06-30' };

test('the policies that a case starts with are those of the reference', () => {
  const { parameters } = golden<{
    parameters: {
      link_types: Record<string, { sigma: number; half_life_days: number | null }>;
      exclude_p_below: number;
    };
  }>('grading_a');
  expect(DEFAULT_STRENGTH_POLICY.leastCredibility).toBe(parameters.exclude_p_below);
  expect(DEFAULT_STRENGTH_POLICY.types.size).toBe(Object.keys(parameters.link_types).length);
  for (const [type, { sigma, half_life_days }] of Object.entries(parameters.link_types))
    expect([type, DEFAULT_STRENGTH_POLICY.types.get(type)]).toEqual([
      type,
      { strength: sigma, halfLifeDays: half_life_days },
    ]);
  const front = golden<{ features: object; group_caps: object; bands: object }>('front_company_a');
  expect(Object.fromEntries(DEFAULT_FRONT_POLICY.signs)).toEqual(front.features);
  expect(Object.fromEntries(DEFAULT_FRONT_POLICY.caps)).toEqual(front.group_caps);
  expect(DEFAULT_FRONT_POLICY.bands).toEqual(front.bands);
});

test('two claims of one report are one piece of evidence, of two reports two', () => {
  const strength = (second: Partial<GradedLink>) =>
    pairStrengths([CLAIM, { ...CLAIM, ...second }], OPTIONS)[0];
  expect(strength({})?.existence).toBeCloseTo(0.68, 12);
  expect(strength({ provenance: 'report 2' })?.existence).toBeCloseTo(1 - 0.32 ** 2, 12);
  expect(strength({ provenance: null })?.existence).toBeCloseTo(1 - 0.32 ** 2, 12);
  expect(strength({ source: 1, target: 0 })?.existence).toBeCloseTo(0.68, 12);
  expect(strength({ type: 'frequents' })?.strength).toBeCloseTo(0.5 * 0.68 + 0.5 * 0.68, 12);
});

test('what is suspected false, ties nobody or leads to itself takes no part', () => {
  const isUsed = (more: Partial<GradedLink>) => linkEvidence({ ...CLAIM, ...more }, OPTIONS).isUsed;
  expect(isUsed({})).toBe(true);
  expect(isUsed({ credibility: 0.05 })).toBe(false);
  expect(isUsed({ type: 'exploits' })).toBe(false);
  expect(isUsed({ target: 0 })).toBe(false);
  expect(isUsed({ credibility: null })).toBe(true);
});

test('claims age by their type from the last day that they may mean', () => {
  const decay = (lastSeenOn: string | null, type: string) =>
    linkEvidence({ ...CLAIM, lastSeenOn, type }, OPTIONS).decay;
  expect(decay('2026-01-01', 'calls')).toBeCloseTo(0.5, 12);
  expect(decay('1990', 'family-of')).toBe(1);
  expect(decay(null, 'calls')).toBe(1);
  expect(decay('2027-01-01', 'calls')).toBe(1);
  expect(dayNumber('2024-02')).toBe(dayNumber('2024-02-29'));
  expect(dayNumber('2023')).toBe(dayNumber('2023-12-31'));
  expect(() => dayNumber('spring')).toThrow('“spring” is no date');
});

test('an asset of very many users ties nobody, and is told', () => {
  const cap = HUB_CAPS.get('phone') ?? null;
  const uses = Array.from({ length: 7 }, (_, person) => ({ person, asset: 0, evidence: 1 }));
  expect(projectOnPeople(uses, { cap: () => cap })).toEqual({ ties: [], hubs: [0] });
  const { ties, hubs } = projectOnPeople(uses.slice(0, 6), { cap: () => cap });
  expect([ties.length, hubs.length]).toEqual([15, 0]);
  // A person's strength is the number of shared assets.
  const strength = ties.filter(({ a }) => a === 0).reduce((sum, tie) => sum + tie.newman, 0);
  expect(strength).toBeCloseTo(1, 12);
  expect(ties[0]?.assets).toEqual([0]);
});

test('a sign is refused when it is none, or is there by more than all', () => {
  const score = (name: string, presence: number) =>
    frontScore([{ name, presence, credibility: 1 }], DEFAULT_FRONT_POLICY);
  expect(() => score('looks_odd', 1)).toThrow('no sign “looks_odd”');
  expect(() => score('priority_sector', Number.NaN)).toThrow('0 to 1');
  expect(score('priority_sector', 1).notChecked).toHaveLength(19);
});

test('rankings agree, are reversed, or tell nothing', () => {
  expect(kendallTauB([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
  expect(kendallTauB([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(kendallTauB([1, 1], [1, 2])).toBeNull();
  expect([...percentileRanks(Float64Array.of(5, 1, 5))]).toEqual([0.75, 0, 0.75]);
  expect([...percentileRanks(Float64Array.of(5))]).toEqual([0]);
});
