import { expect, test } from 'vitest';
import { DEFAULT_FRONT_POLICY } from '../../../shared/analysis/front-company.ts';
import type { FactInput } from '../../../shared/levers/draft.ts';
import type { FactStore } from '../../../shared/levers/facts.ts';
import { enablingSkill } from '../../../shared/signs/enabling-skill.ts';
import { scoreOfFindings } from '../../../shared/signs/front-answer.ts';
import { findFrontSigns } from '../../../shared/signs/front-signs.ts';
import { FRONT_SIGN_LABELS } from '../../../shared/signs/front-words.ts';
import type { SignFieldName, SignLink, SignSource } from '../../../shared/signs/sign-source.ts';
import { entity, ONTOLOGY, store, TODAY } from '../levers/support.ts';

type Dates = { readonly startedOn?: string; readonly endedOn?: string; readonly grade?: string };
type Link = readonly [type: string, from: string, to: string, dates?: Dates];

function sourceOf(
  facts: FactStore,
  links: readonly Link[],
  fields: Readonly<Record<string, Partial<Record<SignFieldName, string>>>> = {},
): SignSource {
  const linkOf = ([type, from, to, dates = {}]: Link, near: string): SignLink[] => {
    if (near !== from && near !== to) return [];
    const other = facts.get(near === from ? to : from);
    if (other?.protection !== 'none') return [];
    const { startedOn = null, endedOn = null, grade } = dates;
    return [
      {
        recordId: `${from} ${type} ${to}`,
        grade: {
          basis: grade === undefined ? 'fact' : 'intelligence',
          source: grade && grade !== '--' ? (Number(grade[0]) as 2) : null,
          information: grade && grade !== '--' ? (grade[1] as 'B') : null,
        },
        observedOn: null,
        type,
        direction: near === from ? 'out' : 'in',
        other,
        startedOn,
        endedOn,
      },
    ];
  };
  return {
    asOf: TODAY,
    prioritySectors: new Set(),
    links: (id) => links.flatMap((link) => linkOf(link, id)),
    field(id, name) {
      const value = fields[id]?.[name];
      return value === undefined
        ? null
        : {
            value,
            recordId: `${id} ${name}`,
            grade: { basis: 'fact', source: null, information: null },
            observedOn: null,
          };
    },
  };
}

/** The signs of `firm` among some entities. */
function signsOf(
  entities: FactInput[],
  links: readonly Link[] = [],
  fields: Parameters<typeof sourceOf>[2] = {},
) {
  const facts = store([entity('firm', 'business'), ...entities]);
  const findings = findFrontSigns(facts.get('firm')!, sourceOf(facts, links, fields), ONTOLOGY);
  return { findings, stateOf: (name: string) => findings.get(name)?.state };
}

test('every sign of the policy is looked for and has a name, and what is not recorded is not checked', () => {
  const { findings } = signsOf([]);
  expect([...findings.keys()].sort()).toEqual([...DEFAULT_FRONT_POLICY.signs.keys()].sort());
  expect(Object.keys(FRONT_SIGN_LABELS).sort()).toEqual([...findings.keys()].sort());
  for (const [name, { state }] of findings) expect([name, state]).toEqual([name, 'not-checked']);
  const scored = scoreOfFindings(findings);
  expect(scored).toMatchObject({ score: 0, band: 'minimal', corroboratedGroups: 0 });
  expect(scored.notChecked).toHaveLength(20);
});

test('a nominal among the officers counts as far as the weaker of office and membership is believed', () => {
  const people = [entity('nominal', 'person'), entity('group', 'ocg')];
  const office: Link = ['director-of', 'nominal', 'firm'];
  const { findings } = signsOf(people, [
    office,
    ['member-of', 'nominal', 'group', { grade: '2B' }],
  ]);
  expect(findings.get('officer_is_nominal')?.state).toBe('present');
  expect(scoreOfFindings(findings).contributions.get('officer_is_nominal')).toBeCloseTo(18 * 0.68);
  // Suspected to be false, or not graded: nothing that decides.
  const doubted = signsOf(people, [office, ['member-of', 'nominal', 'group', { grade: '1E' }]]);
  expect(doubted.stateOf('officer_is_nominal')).toBe('absent');
});

test('what nobody has graded leaves a sign not checked, and never absent', () => {
  const people = [
    ...[entity('nominal', 'person'), entity('other', 'person'), entity('group', 'ocg')],
    ...[entity('yard', 'premises'), entity('phone', 'phone')],
  ];
  const ungraded: Dates = { grade: '--' };
  const states = (links: readonly Link[]) => {
    const { stateOf } = signsOf(people, [['director-of', 'other', 'firm'], ...links]);
    return [
      stateOf('officer_is_nominal'),
      stateOf('shared_premises_with_ocg'),
      stateOf('shares_phone_vehicle_account_with_nominal'),
      stateOf('payments_to_from_nominal'),
    ];
  };
  const ties = (how: Dates): Link[] => [
    ['director-of', 'nominal', 'firm', how],
    ...[
      ['trades-at', 'firm', 'yard'] as const,
      ['occupies', 'nominal', 'yard', how] as const,
      ['uses-phone', 'firm', 'phone'] as const,
      ['uses-phone', 'nominal', 'phone', how] as const,
      ['pays', 'firm', 'nominal', how] as const,
    ],
  ];
  const membership = (how: Dates): Link => ['member-of', 'nominal', 'group', how];
  const all = (state: string) => Array.from({ length: 4 }, () => state);
  expect(states([...ties({ grade: '2B' }), membership({ grade: '2B' })])).toEqual(all('present'));
  expect(states([...ties({ grade: '2B' }), membership(ungraded)])).toEqual(all('not-checked'));
  expect(states([...ties(ungraded), membership({ grade: '2B' })])).toEqual(all('not-checked'));
  expect(states(ties({ grade: '2B' }))).toEqual(all('absent'));
});

test('who has left premises, or given a phone away, no longer shares them', () => {
  const entities = [
    entity('nominal', 'person', { role: 'principal' }),
    ...[entity('yard', 'premises'), entity('phone', 'phone')],
  ];
  const gone: Dates = { endedOn: '2020-01-01' };
  const { stateOf } = signsOf(entities, [
    ['trades-at', 'firm', 'yard'],
    ['occupies', 'nominal', 'yard', gone],
    ['uses-phone', 'firm', 'phone'],
    ['uses-phone', 'nominal', 'phone', gone],
  ]);
  expect(stateOf('shared_premises_with_ocg')).toBe('absent');
  expect(stateOf('shares_phone_vehicle_account_with_nominal')).toBe('absent');
});

test('filings are overdue where that is what they say, not where a word merely holds it', () => {
  const filed = (filingStatus: string) =>
    signsOf([], [], { firm: { filingStatus } }).stateOf('filing_overdue_or_dormant_but_trading');
  for (const words of ['Accounts overdue', 'DORMANT', 'Accounts not filed', 'In default, late'])
    expect(filed(words), words).toBe('present');
  for (const words of ['Latest accounts to March 2026', 'Up to date', 'Not overdue'])
    expect(filed(words), words).toBe('absent');
});

test('a former officer and somebody behind a nominee are found, and a relative never is', () => {
  const people = [entity('officer', 'person'), entity('nominal', 'person', { role: 'principal' })];
  const hidden = (links: readonly Link[]) =>
    signsOf(people, [['director-of', 'officer', 'firm'], ...links]).stateOf(
      'officer_nominal_hidden',
    );
  expect(hidden([['director-of', 'nominal', 'firm', { endedOn: '2025-01-01' }]])).toBe('present');
  expect(hidden([['nominee-for', 'officer', 'nominal']])).toBe('present');
  expect(hidden([['controls', 'nominal', 'firm']])).toBe('present');
  expect(hidden([['family-of', 'officer', 'nominal']])).toBe('not-checked');
  expect(hidden([['partner-of', 'officer', 'nominal']])).toBe('not-checked');
});

test('three changes of officers within eighteen months are quick, its founders apart', () => {
  const people = ['a', 'b', 'c'].map((id) => entity(id, 'person'));
  const churn = (links: readonly Link[]) =>
    signsOf(people, links, { firm: { incorporatedOn: '2023-01-01' } }).stateOf(
      'rapid_officer_churn',
    );
  const founder: Link = ['director-of', 'a', 'firm', { startedOn: '2023-01-10' }];
  expect(churn([founder])).toBe('absent');
  expect(
    churn([
      ['director-of', 'a', 'firm', { startedOn: '2023-01-10', endedOn: '2024-01-01' }],
      ['director-of', 'b', 'firm', { startedOn: '2024-01-02', endedOn: '2024-09-01' }],
    ]),
  ).toBe('present');
  expect(
    churn([
      ['director-of', 'a', 'firm', { startedOn: '2023-01-10', endedOn: '2024-01-01' }],
      ['director-of', 'b', 'firm', { startedOn: '2024-01-02', endedOn: '2026-06-01' }],
    ]),
  ).toBe('absent');
});

test('an officer who is owner too, or is told of twice, came once; of whom nothing is dated, nothing is known', () => {
  const people = ['a', 'b'].map((id) => entity(id, 'person'));
  const churn = (links: readonly Link[]) =>
    signsOf(people, links, { firm: { incorporatedOn: '2023-01-01' } }).stateOf(
      'rapid_officer_churn',
    );
  const came: Dates = { startedOn: '2024-01-02' };
  const once: Link[] = [
    ['director-of', 'b', 'firm', came],
    ['psc-of', 'b', 'firm', came],
    ['owns', 'b', 'firm', came],
  ];
  expect(churn(once)).toBe('absent');
  expect(churn([...once, ['director-of', 'a', 'firm']])).toBe('not-checked');
});

test('a company follows a dissolved one of the same officer, trade and time', () => {
  const entities = [
    entity('officer', 'person'),
    entity('old', 'business', { sector: 'car-wash' }),
    entity('firm', 'business', { sector: 'car-wash' }),
  ];
  const links: Link[] = [
    ['director-of', 'officer', 'firm'],
    ['director-of', 'officer', 'old', { endedOn: '2025-02-01' }],
  ];
  const signs = (dissolvedOn: string) =>
    signsOf(entities, links, {
      old: { dissolvedOn },
      firm: { incorporatedOn: '2025-04-01' },
    });
  expect(signs('2025-02-01').stateOf('phoenix_pattern')).toBe('present');
  expect(signs('2025-02-01').stateOf('linked_dissolved_or_disqualified')).toBe('present');
  expect(signs('2019-02-01').stateOf('phoenix_pattern')).toBe('not-checked');
});

test('an indicator is present while it counts, absent where it was looked for, else not checked', () => {
  const firm = (fields: Parameters<typeof entity>[2], observedOn = '2026-05-01') =>
    signsOf([entity('firm', 'business', fields, { observedOn })]);
  const exploited = 'worker_exploitation_indicator';
  expect(firm({ indicators: ['labour-exploitation'] }).stateOf(exploited)).toBe('present');
  expect(firm({ indicatorsAbsent: ['labour-exploitation'] }).stateOf(exploited)).toBe('absent');
  const old = firm({ indicators: ['labour-exploitation'] }, '2020-05-01').findings.get(exploited);
  expect(old).toMatchObject({ state: 'not-checked', words: expect.stringContaining('look again') });
});

test('premises that many use are no sign, however many nominals are among them', () => {
  const users = Array.from({ length: 14 }, (_, at) => entity(`user ${at}`, 'person'));
  const links: Link[] = [
    ['trades-at', 'firm', 'hall'],
    ...users.map(({ id }): Link => ['occupies', id, 'hall']),
    ['member-of', 'user 0', 'group'],
  ];
  const others = [entity('hall', 'premises'), entity('group', 'ocg')];
  const crowded = signsOf([...users, ...others], links);
  expect(crowded.stateOf('shared_premises_with_ocg')).toBe('not-checked');
  const few = signsOf(
    [...users.slice(0, 3), ...others],
    links.filter(([, from]) => !/\d/.test(from) || Number(from.slice(5)) < 3),
  );
  expect(few.stateOf('shared_premises_with_ocg')).toBe('present');
});

test('to be an accountant is no skill, to be recorded as one who serves is', () => {
  const facts = store([
    entity('firm', 'business', { sector: 'accountancy' }),
    entity('client', 'business'),
    entity('person', 'person', { role: 'enabler-legal' }, { basis: 'intelligence', grade: '2B' }),
    entity('mule', 'person', { role: 'money-mule' }),
  ]);
  const skill = (id: string, links: readonly Link[] = []) =>
    enablingSkill(facts.get(id)!, sourceOf(facts, links), ONTOLOGY);
  expect(skill('firm')).toBeNull();
  expect(skill('firm', [['professional-adviser-to', 'client', 'firm']])).toBeNull();
  expect(
    skill('firm', [['professional-adviser-to', 'firm', 'client', { grade: '2C' }]]),
  ).toMatchObject({ skill: 'accountancy', credibility: 0.52 });
  expect(skill('person')).toMatchObject({ skill: 'enabler-legal', credibility: 0.68 });
  // They may have been exploited.
  expect(skill('mule')).toBeNull();
});
