import { expect, test } from 'vitest';
import type { Condition, Lever } from '../../../shared/domain/lever.ts';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import type { FactInput, RelationInput } from '../../../shared/levers/fact-store.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
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

test('no fact exists by which a lever could ask for origin or belief', async () => {
  const { FACTS } = await import('../../../shared/levers/facts.ts');
  const words = /ethnic|national|religio|belief|faith|race|origin|community/i;
  expect(FACTS.filter((fact) => words.test(`${fact.id} ${fact.words}`))).toEqual([]);
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
