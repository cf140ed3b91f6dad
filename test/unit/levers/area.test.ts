import { expect, test } from 'vitest';
import {
  type AuthorityType,
  type CaseArea,
  UNKNOWN_AREA,
} from '../../../shared/domain/case-area.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import { holdingIn, nationOf, outsideWords } from '../../../shared/levers/area.ts';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { entity, LEVER_FILES, leverAsking, ONTOLOGY, store, TODAY } from './support.ts';

const area = (authorityType: AuthorityType | null, more: Partial<CaseArea> = {}): CaseArea => ({
  ...UNKNOWN_AREA,
  authorityType,
  ...more,
});
const WALES = area('unitary', { nation: 'wales' });
const REPORTED = { indicator: 'asb' } as const;

function answersIn(where: CaseArea, lever: Partial<Lever>) {
  const facts = store([entity('subject', 'premises', { indicators: ['asb'] })]);
  const set = compileLevers([leverAsking(REPORTED, lever)], ONTOLOGY, {
    today: TODAY,
    area: where,
  });
  return evaluateEntity(facts.get('subject')!, set);
}

test('a lever that does not run in the nation of the case is not suggested there', () => {
  expect(answersIn(WALES, { jurisdiction: 'england' })).toEqual([]);
  expect(answersIn(area('county'), { jurisdiction: 'wales' })).toEqual([]);
  for (const jurisdiction of ['england-and-wales', 'gb', 'uk', 'wales'] as const)
    expect(answersIn(WALES, { jurisdiction }), jurisdiction).toHaveLength(1);
  expect(outsideWords({ jurisdiction: 'england' }, WALES)).toBe('does not run in Wales');
  expect(outsideWords({ jurisdiction: 'wales' }, area('district'))).toBe('does not run in England');
});

test('where the area is not told nothing is left out, and that is said', () => {
  for (const jurisdiction of ['england', 'wales'] as const) {
    const [answer] = answersIn(UNKNOWN_AREA, { jurisdiction, heldBy: ['district', 'tfl', 'ciw'] });
    expect(answer?.heldHere).toEqual({
      holders: ['district', 'tfl', 'ciw'],
      byOwnCouncil: null,
      words: 'What kind of council this case’s area has is not told, so every holder is named.',
    });
  }
});

test('a unitary council whose nation is not told may be in either', () => {
  expect(nationOf(area('unitary'))).toBeNull();
  expect(nationOf(area('county'))).toBe('england');
  expect(nationOf(area(null, { nation: 'wales' }))).toBe('wales');
});

const EVERY_COUNCIL = ['district', 'county', 'unitary', 'london-borough', 'police'];
const holding = (authorityType: AuthorityType, heldBy: string[], more: Partial<CaseArea> = {}) =>
  holdingIn({ heldBy, councilHeld: true }, area(authorityType, more));

test('under two tiers the other council is asked for what the own one does not hold', () => {
  const tradingStandards = ['county', 'unitary', 'london-borough'];
  const housing = ['district', 'unitary', 'london-borough'];
  expect(holding('district', tradingStandards)).toEqual({
    holders: ['county'],
    byOwnCouncil: false,
    words: 'Not held by your own council: ask the county council.',
  });
  expect(holding('county', tradingStandards)).toMatchObject({
    byOwnCouncil: true,
    words: 'Held by your own council.',
  });
  expect(holding('county', housing).words).toBe(
    'Not held by your own council: ask the district council.',
  );
  expect(
    holding('district', EVERY_COUNCIL, { authorityName: 'Harrowmere Borough Council' }),
  ).toEqual({
    holders: ['district', 'county', 'police'],
    byOwnCouncil: true,
    words: 'Held by your own council, Harrowmere Borough Council; the county council holds it too.',
  });
});

test('one tier holds what either of two would, in London too', () => {
  for (const [kind, holder] of [
    ['unitary', 'unitary'],
    ['metropolitan-district', 'unitary'],
    ['london-borough', 'london-borough'],
  ] as const) {
    expect(holding(kind, EVERY_COUNCIL), kind).toEqual({
      holders: [holder, 'police'],
      byOwnCouncil: true,
      words: 'Held by your own council.',
    });
  }
});

test('a combined authority asks its member councils', () => {
  expect(holding('combined-authority', ['unitary', 'london-borough'])).toEqual({
    holders: ['unitary'],
    byOwnCouncil: false,
    words:
      'Not held by a combined authority: ask its member councils, the unitary or metropolitan council.',
  });
});

test('a power of others is never said to be the council’s', () => {
  const referral = holdingIn(
    { heldBy: ['hmrc', 'district'], councilHeld: false },
    area('district'),
  );
  expect(referral.byOwnCouncil).toBe(false);
  expect(referral.words).toBe(
    'Not a council’s power: your own council refers it to those who hold it.',
  );
  expect(holdingIn({ heldBy: ['hmrc'], councilHeld: false }, area('district')).words).toBe(
    'Not held by a council: ask those who hold it.',
  );
});

test('regulators of the other nation are left out, and Transport for London outside London', () => {
  const heldBy = ['environment-agency', 'natural-resources-wales', 'cqc', 'ciw', 'tfl', 'hmrc'];
  const holders = (where: CaseArea) => holdingIn({ heldBy, councilHeld: false }, where).holders;
  expect(holders(WALES)).toEqual(['natural-resources-wales', 'ciw', 'hmrc']);
  expect(holders(area('county'))).toEqual(['environment-agency', 'cqc', 'hmrc']);
  expect(holders(area('london-borough'))).toEqual(['environment-agency', 'cqc', 'tfl', 'hmrc']);
});

test('every lever of the catalogue that councils hold has a council to ask in every kind of area', () => {
  const kinds: readonly AuthorityType[] = [
    'district',
    'county',
    'unitary',
    'metropolitan-district',
    'london-borough',
    'combined-authority',
  ];
  for (const file of LEVER_FILES.filter((one) => one.councilHeld)) {
    for (const kind of kinds)
      expect(holdingIn(file, area(kind)).words, `${file.id}, ${kind}`).not.toMatch(
        /those who hold/,
      );
  }
});
