import { expect, test } from 'vitest';
import type { Condition, Lever } from '../../../shared/domain/lever.ts';
import type { FactInput, RelationInput } from '../../../shared/levers/draft.ts';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import { FACT_FIELDS, FACTS } from '../../../shared/levers/facts.ts';
import { isOriginOrBelief } from '../../../shared/levers/guard.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { checkLeverFile } from '../../../shared/levers/schema.ts';
import { entity, LEVER_FILES, leverAsking, ONTOLOGY, record, relation, store } from './support.ts';

const REPORTED = { indicator: 'asb' } as const;
const harsh = leverAsking(REPORTED, { id: 'a-harsh-lever', intrusiveness: 5 });
const kind = leverAsking(REPORTED, { id: 'z-kind-lever', protectiveForVictims: true });

function answers(
  subject: FactInput,
  levers: Lever[] = [harsh, kind],
  relations: RelationInput[] = [],
  others: FactInput[] = [],
) {
  const facts = store([subject, ...others], relations).get(subject.id)!;
  return evaluateEntity(facts, compileLevers(levers, ONTOLOGY));
}

function idsFor(subject: FactInput): string[] {
  return answers(subject).map((one) => one.leverId);
}

const indicators = ['asb'];
const person = (fields: object = {}) => entity('subject', 'person', { indicators, ...fields });

test('anyone may be told of both', () => {
  expect(idsFor(person())).toEqual(['a-harsh-lever', 'z-kind-lever']);
});

test('a protected person is told of protective levers alone, whatever the sign and however weak', () => {
  for (const category of ['victim', 'witness'] as const) {
    const records = person().records.map((one) => ({ ...one, category }));
    expect(idsFor({ ...person(), records }), category).toEqual(['z-kind-lever']);
  }
  for (const fields of [
    { role: 'cuckooed-occupant' },
    { role: 'family-uninvolved' },
    { vulnerable: true },
  ]) {
    expect(idsFor(person(fields))).toEqual(['z-kind-lever']);
    const doubted = record('doubted', fields, { basis: 'intelligence', grade: '3E' });
    expect(idsFor({ ...person(), records: [...person().records, doubted] })).toEqual([
      'z-kind-lever',
    ]);
  }
  expect(idsFor({ ...person(), isProtected: true })).toEqual(['z-kind-lever']);
});

test('a sign of protection holds after another record overtakes it', () => {
  const records = [
    record('old', { indicators, role: 'exploited-worker' }, { observedOn: '2020-01-01' }),
    record('new', { role: 'core-member' }, { observedOn: '2026-01-01' }),
  ];
  expect(idsFor({ ...person(), records })).toEqual(['z-kind-lever']);
});

test('a correction takes back the sign that it corrects, as it does where names are masked', () => {
  const said = record('said', { indicators, role: 'exploited-worker' });
  const corrected = { ...record('corrected', { role: 'core-member' }), isCorrection: true };
  expect(idsFor({ ...person(), records: [said, corrected] })).toHaveLength(2);
  const harm = { ...record('corrected', { role: 'exploited-worker' }), isCorrection: true };
  const suspected = record('said', { indicators, role: 'core-member' });
  expect(idsFor({ ...person(), records: [suspected, harm] })).toEqual(['z-kind-lever']);
});

test('for a child protective levers come first and every other is held for a safeguarding decision', () => {
  for (const fields of [{ age: 17 }, { dateOfBirth: '2009' }, { dateOfBirth: '2008' }]) {
    const [first, second] = answers(person(fields));
    expect(first).toMatchObject({
      leverId: 'z-kind-lever',
      guards: { heldForSafeguarding: false },
    });
    expect(second).toMatchObject({
      leverId: 'a-harsh-lever',
      guards: { heldForSafeguarding: true },
    });
  }
  expect(answers(person({ age: 18 })).some((one) => one.guards.heldForSafeguarding)).toBe(false);
});

test('a child marked as protected for being one is still told of held levers, a child victim is not', () => {
  expect(idsFor({ ...person({ age: 15 }), isProtected: true })).toEqual([
    'z-kind-lever',
    'a-harsh-lever',
  ]);
  expect(idsFor(person({ age: 15, role: 'exploited-child' }))).toEqual(['z-kind-lever']);
});

const byId = (id: string): Lever => {
  const { examples: _, ...lever } = LEVER_FILES.find((file) => file.id === id)!;
  return lever;
};
const HOME_LEVERS = [
  'closure-notice-and-order',
  'social-tenancy-absolute-possession',
  'cuckooed-tenant-protective-response',
].map(byId);
const HOME = {
  premisesType: 'flat',
  tenure: 'council-tenancy',
  indicators: ['drug-dealing-at-premises', 'closure-order-made'],
};

test('where the occupant is at risk the protective response comes before possession and closure', () => {
  const first = (subject: FactInput, relations: RelationInput[] = [], others: FactInput[] = []) =>
    answers(subject, HOME_LEVERS, relations, others)[0]?.leverId;
  const home = (fields: object) => entity('subject', 'premises', { ...HOME, ...fields });
  expect(first(home({}))).toBe('closure-notice-and-order');
  expect(first(home({ vulnerableOccupant: true }))).toBe('cuckooed-tenant-protective-response');
  const cuckooed = [...HOME.indicators, 'cuckooing'];
  expect(answers(home({ indicators: cuckooed }), HOME_LEVERS).map((one) => one.leverId)).toEqual([
    'cuckooed-tenant-protective-response',
    'closure-notice-and-order',
    'social-tenancy-absolute-possession',
  ]);
  const occupant = entity('occupant', 'person', { role: 'cuckooed-occupant' });
  expect(first(home({}), [relation('lives-at', 'occupant', 'subject')], [occupant])).toBe(
    'cuckooed-tenant-protective-response',
  );
});

test('every answer says to deconflict and that it is no evidence, whatever the file says', () => {
  const [answer] = answers(person(), [leverAsking(REPORTED, { safeguards: ['Only this.'] })]);
  expect(answer?.guards.safeguards).toEqual([
    'Deconflict with the LRO before acting.',
    'This is a suggestion, not evidence: check the facts and record the reasons before acting.',
    'Only this.',
  ]);
  const [plain] = answers(person(), [
    leverAsking(REPORTED, { safeguards: ['Deconflict with the LRO before acting.'] }),
  ]);
  expect(plain?.guards.safeguards).toHaveLength(2);
});

test('intrusiveness 4 and 5 need a named decision-maker, 3 does not', () => {
  const needs = (intrusiveness: number) =>
    answers(person(), [leverAsking(REPORTED, { intrusiveness })])[0]?.guards.needsDecisionMaker;
  expect([3, 4, 5].map(needs)).toEqual([false, true, true]);
});

test('low confidence, or law not yet in force, asks to check the law; the latter is not usable', () => {
  const guards = (more: Partial<Lever>) =>
    answers(person(), [leverAsking(REPORTED, more)])[0]?.guards;
  expect(guards({})).toMatchObject({ checkTheLaw: false, notYetUsable: false });
  expect(guards({ confidence: 'low' })).toMatchObject({ checkTheLaw: true, notYetUsable: false });
  expect(guards({ legalStatus: 'awaiting-commencement' })).toMatchObject({
    checkTheLaw: true,
    notYetUsable: true,
  });
});

test('where the occupant is at risk every lever that could cost them the home says to protect them first', () => {
  const FIRST = /^Someone at risk may live here/;
  const saysSo = (vulnerableOccupant: boolean) =>
    answers(entity('subject', 'premises', { ...HOME, vulnerableOccupant }), HOME_LEVERS)
      .filter(({ guards }) => guards.safeguards.some((one) => FIRST.test(one)))
      .map(({ leverId }) => leverId)
      .sort();
  expect(saysSo(true)).toEqual(['closure-notice-and-order', 'social-tenancy-absolute-possession']);
  expect(saysSo(false)).toEqual([]);
});

const holdOf = (subject: FactInput, levers = [harsh, kind]) =>
  Object.fromEntries(
    answers(subject, levers).map(({ leverId, guards }) => [
      leverId,
      guards.heldForSafeguarding ? guards.hold : null,
    ]),
  );

test('someone of unknown age with a sign of a child is held as one, assessed or not, until the age is known', () => {
  const missing = { indicators: ['asb', 'missing-child'] };
  expect(holdOf(person(missing))).toEqual({
    'a-harsh-lever': 'may-be-child',
    'z-kind-lever': null,
  });
  expect(holdOf(person({ ...missing, role: 'core-member' }))['a-harsh-lever']).toBe('may-be-child');
  expect(holdOf(person({ ...missing, role: 'core-member', age: 30 }))['a-harsh-lever']).toBeNull();
  expect(holdOf(person({ ...missing, age: 15 }))['a-harsh-lever']).toBe('under-18');
  for (const how of [{ basis: 'intelligence' }, { basis: 'intelligence', grade: '2E' }] as const) {
    const records = [...person(missing).records, record('rumour', { age: 30 }, how)];
    expect(holdOf({ ...person(), records })['a-harsh-lever']).toBe('may-be-child');
  }
  expect(holdOf(person({ ...missing, age: -1 }))['a-harsh-lever']).toBe('may-be-child');
});

test('whoever may be a victim, and was not assessed, is held for every lever that does not protect', () => {
  const signs = [
    'scam-victim',
    'financial-exploitation',
    'debt-bondage',
    'cse-concern',
    'modern-slavery-signs',
    'domestic-abuse',
    'child-present-at-risk-address',
    'doorstep-fraud',
    'cuckooing',
    'labour-exploitation',
  ];
  for (const sign of signs) {
    const held = { indicators: ['asb', sign], age: 40 };
    expect(holdOf(person(held)), sign).toEqual({
      'a-harsh-lever': 'may-be-victim',
      'z-kind-lever': null,
    });
  }
  expect(holdOf(person({ age: 40 }))['a-harsh-lever']).toBeNull();
  const firm = entity('subject', 'business', { indicators: ['asb', 'modern-slavery-signs'] });
  expect(holdOf(firm)['a-harsh-lever']).toBeNull();
});

test('a sign of a victim holds however weak or old it is, and an assessment lifts it only by information that counts', () => {
  const base = person({ age: 40 });
  const sign = record(
    'sign',
    { indicators: ['modern-slavery-signs'] },
    { basis: 'intelligence', grade: '3E', observedOn: '2009-01-01' },
  );
  const assessed = (role: string, grade?: string) =>
    record(
      'assessed',
      { role },
      grade ? { basis: 'intelligence', grade } : { basis: 'assessment' },
    );
  const harshHold = (...records: FactInput['records']) =>
    holdOf({ ...base, records: [...base.records, sign, ...records] })['a-harsh-lever'];
  expect(harshHold()).toBe('may-be-victim');
  expect(harshHold(assessed('core-member', '2B'))).toBeNull();
  expect(harshHold(assessed('core-member', '2E'))).toBe('may-be-victim');
  expect(harshHold(assessed('core-member'))).toBe('may-be-victim');
  for (const role of [
    'associate-unassessed',
    'runner-mule',
    'money-mule',
    'storer',
    'landlord-unwitting',
  ])
    expect(harshHold(assessed(role, '1A')), role).toBe('may-be-victim');
  expect(harshHold({ ...assessed('runner-mule', '1A'), category: 'suspect' })).toBeNull();
  for (const grade of [undefined, '3E'])
    expect(
      harshHold({
        ...record('told', {}, { basis: 'intelligence', ...(grade ? { grade } : {}) }),
        category: 'suspect',
      }),
    ).toBe('may-be-victim');
});

test('an unassessed person with the marks of a victim meets none of the powers against offenders', () => {
  const levers = [
    'slavery-and-trafficking-orders',
    'doorstep-crime-and-rogue-trading',
    'illegal-money-lending',
    'taxi-driver-licence-action',
  ].map(byId);
  const victim = entity('subject', 'person', {
    indicators: ['modern-slavery-signs', 'doorstep-fraud', 'illegal-lending', 'cse-concern'],
  });
  const found = answers(victim, levers);
  expect(found.map(({ leverId }) => leverId)).toEqual(
    expect.arrayContaining(['slavery-and-trafficking-orders', 'doorstep-crime-and-rogue-trading']),
  );
  for (const { leverId, guards, isFlagged } of found) {
    expect(guards.hold, leverId).toBe('may-be-victim');
    expect(guards.safeguards, leverId).toContain(
      'May be a victim: assess first, or record a safeguarding decision.',
    );
    expect({ held: guards.heldForSafeguarding, isFlagged }, leverId).toEqual({
      held: true,
      isFlagged: false,
    });
  }
});

const DECISION = {
  decision: 'allow',
  decidedBy: 'Sample Lead',
  decidedByRole: 'Safeguarding lead',
  decidedOn: '2026-06-20',
  reviewOn: '2026-12-20',
} as const;

test('a recorded decision that allows it lifts the hold, and says who decided and when', () => {
  const guardsWith = (more: Partial<FactInput>, fields: object = { age: 16 }) =>
    answers({ ...person(fields), ...more }).find(({ leverId }) => leverId === 'a-harsh-lever')
      ?.guards;
  expect(guardsWith({ decision: DECISION })).toMatchObject({
    heldForSafeguarding: false,
    hold: 'under-18',
    allowedBy: { name: 'Sample Lead', role: 'Safeguarding lead', decidedOn: '2026-06-20' },
  });
  for (const [why, decision] of [
    ['none', null],
    ['it says to hold', { ...DECISION, decision: 'hold' }],
    ['its review is due', { ...DECISION, reviewOn: '2026-07-01' }],
  ] as const) {
    expect(guardsWith({ decision }), why).toMatchObject({
      heldForSafeguarding: true,
      allowedBy: null,
    });
  }
  const signs = { indicators: ['asb', 'domestic-abuse'], age: 40 };
  expect(guardsWith({ decision: DECISION }, signs)).toMatchObject({
    heldForSafeguarding: false,
    hold: 'may-be-victim',
  });
});

test('a recorded decision to hold binds until its review, whatever was assessed since', () => {
  const hold = { ...DECISION, decision: 'hold' } as const;
  const assessed = { indicators: ['asb', 'domestic-abuse'], role: 'core-member', age: 40 };
  expect(holdOf({ ...person(assessed), decision: null })['a-harsh-lever']).toBeNull();
  expect(holdOf({ ...person(assessed), decision: hold })).toEqual({
    'a-harsh-lever': 'decided',
    'z-kind-lever': null,
  });
  const reviewed = { ...hold, reviewOn: '2026-07-01' };
  expect(holdOf({ ...person(assessed), decision: reviewed })['a-harsh-lever']).toBeNull();
});

test('no decision opens a lever that does not protect for a protected person', () => {
  const victim = person({ role: 'trafficking-victim' });
  expect(idsFor({ ...victim, decision: DECISION })).toEqual(['z-kind-lever']);
});

/** Every fact, field and word that the conditions of the catalogue ask. */
function askedIds(condition: Condition): string[] {
  if ('attr' in condition) return [condition.attr];
  if ('indicator' in condition) return [condition.indicator];
  if ('link' in condition) return condition.to ? askedIds(condition.to) : [];
  if ('not' in condition) return askedIds(condition.not);
  if ('all' in condition) return condition.all.flatMap(askedIds);
  return 'any' in condition ? condition.any.flatMap(askedIds) : [];
}

test('no fact and no lever asks for ethnicity, nationality, religion or belief', () => {
  const asked = LEVER_FILES.flatMap(({ triggers }) =>
    triggers.flatMap(({ condition }) => askedIds(condition)),
  );
  const facts = [...FACT_FIELDS, ...FACTS.flatMap(({ id, words }) => [id, words])];
  const indicators = ONTOLOGY.vocabularies.indicators?.map(({ id }) => id) ?? [];
  expect(asked.length).toBeGreaterThan(400);
  expect([...asked, ...facts, ...indicators].filter(isOriginOrBelief)).toEqual([]);
});

const FILE = LEVER_FILES.find(({ id }) => id === 'community-protection-notice')!;

/** What is wrong with a council's own lever that asks this. */
function faultsOf(condition: Condition, appliesTo: string[]): string[] {
  const triggers = [{ description: 'Asked', strength: 'strong' as const, condition }];
  return checkLeverFile({ ...FILE, appliesTo, triggers, examples: [] }, ONTOLOGY).map(
    ({ reason }) => reason,
  );
}

test('a council’s own lever that asks for origin or belief is refused, wherever it asks', () => {
  for (const id of ['ethnicity', 'nationality', 'religion', 'Faith', 'ethnicAppearance', 'race']) {
    for (const asking of [{ attr: id, eq: 'x' }, { indicator: id }] as const) {
      const nested: Condition = { any: [REPORTED, { link: 'lives-at', to: { not: asking } }] };
      expect(faultsOf(nested, ['person']), id).toEqual([
        `“${id}” is never asked: nobody is scored on origin, nationality or belief`,
      ]);
    }
  }
});

test('a lever that reaches people by the address of a community site is refused, one about the site is not', () => {
  const site: Condition = { attr: 'premisesType', in: ['dwelling', 'traveller-site'] };
  const refused = ['nobody is scored on the address of a community site'];
  const livesThere: Condition = { all: [REPORTED, { link: 'lives-at', to: site }] };
  expect(faultsOf(livesThere, ['person'])).toEqual(refused);
  expect(faultsOf({ all: [REPORTED, { link: 'owns', to: { not: site } }] }, ['person'])).toEqual(
    refused,
  );
  const byOccupant: Condition = { link: 'drives', dir: 'in', to: livesThere };
  expect(faultsOf(byOccupant, ['vehicle'])).toEqual(refused);
  expect(faultsOf({ all: [REPORTED, site] }, ['premises'])).toEqual([]);
  expect(faultsOf({ all: [REPORTED, { link: 'stored-at', to: site }] }, ['vehicle'])).toEqual([]);
});

test('what is kept on a community site is suggested for nothing by that alone', () => {
  const lever = leverAsking({
    all: [{ link: 'stored-at', to: { attr: 'premisesType', in: ['traveller-site'] } }, REPORTED],
  });
  const site = entity('site', 'premises', { premisesType: 'traveller-site' });
  const kept = relation('stored-at', 'subject', 'site');
  const found = (fields: Parameters<typeof entity>[2]) =>
    answers(entity('subject', 'vehicle', fields), [lever], [kept], [site]).map(
      ({ answer }) => answer,
    );
  expect(found({})).toEqual([]);
  expect(found({ indicators })).toEqual(['applies']);
});

test('an age alone suggests no lever but one that protects', () => {
  const asking: Condition = { all: [{ attr: 'age', lt: 25 }, REPORTED] };
  const levers = [
    leverAsking(asking, { id: 'a-harsh-lever' }),
    leverAsking(asking, { id: 'z-kind-lever', protectiveForVictims: true }),
  ];
  const idsOf = (subject: FactInput) => answers(subject, levers).map((one) => one.leverId);
  expect(idsOf(entity('subject', 'person', { age: 20 }))).toEqual(['z-kind-lever']);
  expect(idsOf(entity('subject', 'person', { age: 20, indicators }))).toEqual([
    'a-harsh-lever',
    'z-kind-lever',
  ]);
});

test('the address of a community site suggests nothing', () => {
  const asking: Condition = {
    all: [{ attr: 'premisesType', in: ['traveller-site', 'caravan-site'] }, REPORTED],
  };
  const levers = [leverAsking(asking, { id: 'a-pitch-lever' })];
  const idsOf = (premisesType: string) =>
    answers(entity('subject', 'premises', { premisesType }), levers).map((one) => one.leverId);
  expect(idsOf('traveller-site')).toEqual([]);
  expect(idsOf('caravan-site')).toEqual(['a-pitch-lever']);
});
