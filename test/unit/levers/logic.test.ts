import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNKNOWN_AREA } from '../../../shared/domain/case-area.ts';
import type { Condition, Lever, LeverEvaluation, Truth } from '../../../shared/domain/lever.ts';
import { and, not, or } from '../../../shared/levers/condition.ts';
import type { FactInput, RelationInput } from '../../../shared/levers/draft.ts';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { entity, leverAsking, ONTOLOGY, record, relation, store, TODAY } from './support.ts';

// What must hold of three-valued answers whatever the lever asks and whatever is recorded.

const TRUTHS: readonly Truth[] = ['true', 'false', 'unknown'];
const TRIPLES = TRUTHS.flatMap((a) => TRUTHS.flatMap((b) => TRUTHS.map((c) => [a, b, c] as const)));

test('and and or are commutative, associative and distributive, and take in what they already hold', () => {
  for (const [a, b, c] of TRIPLES) {
    for (const [join, other] of [
      [and, or],
      [or, and],
    ] as const) {
      expect(join([a, b])).toBe(join([b, a]));
      expect(join([join([a, b]), c])).toBe(join([a, join([b, c])]));
      expect(join([a, b, c])).toBe(join([a, join([b, c])]));
      expect(join([a, other([b, c])])).toBe(other([join([a, b]), join([a, c])]));
      expect(join([a, other([a, b])])).toBe(a);
      expect(join([a, a])).toBe(a);
    }
    expect(not(and([a, b]))).toBe(or([not(a), not(b)]));
    expect(not(or([a, b]))).toBe(and([not(a), not(b)]));
    expect(not(not(a))).toBe(a);
  }
});

test('nothing that is known becomes another thing when more is learnt', () => {
  const knowsNoLess = (before: Truth, after: Truth) => before === 'unknown' || before === after;
  for (const [a, b, c] of TRIPLES) {
    if (!knowsNoLess(a, b)) continue;
    expect(knowsNoLess(not(a), not(b))).toBe(true);
    for (const join of [and, or]) expect(knowsNoLess(join([a, c]), join([b, c]))).toBe(true);
  }
});

const INDICATORS = ['asb', 'fly-tipping', 'burning-waste', 'illicit-vapes'] as const;
const LICENCES = ['premises-licence', 'waste-carrier-registration'] as const;

const leaf = fc.oneof(
  fc.constantFrom(...INDICATORS).map((indicator): Condition => ({ indicator })),
  fc.constantFrom(...LICENCES).map((has): Condition => ({ attr: 'licences', has })),
  fc.constantFrom(...LICENCES).map((lacks): Condition => ({ attr: 'licences', lacks })),
  fc.constant<Condition>({ attr: 'sector', in: ['car-wash', 'skip-hire'] }),
  fc.constant<Condition>({ attr: 'councilSupplier', eq: true }),
  fc.constantFrom(1, 2).map((maxHops): Condition => ({ linkedToOcg: { maxHops } })),
  fc.constant<Condition>({ link: 'trades-at' }),
  fc
    .constantFrom(...INDICATORS)
    .map((indicator): Condition => ({ link: 'trades-at', to: { indicator } })),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('node').map((part): Condition => ({ not: part })),
  ),
})).node;

/** One thing to be known of a firm, of the place it trades at, or of who they are linked to. */
type Fact =
  | { is: 'reported' | 'absent'; of: 'firm' | 'place'; indicator: (typeof INDICATORS)[number] }
  | { is: 'looked-up' | 'held'; licence: (typeof LICENCES)[number] }
  | { is: 'sector'; sector: string }
  | { is: 'supplier'; value: boolean }
  | { is: 'trades' | 'near-group' };

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    is: fc.constantFrom('reported', 'absent'),
    of: fc.constantFrom('firm', 'place'),
    indicator: fc.constantFrom(...INDICATORS),
  }),
  fc.record({ is: fc.constantFrom('looked-up', 'held'), licence: fc.constantFrom(...LICENCES) }),
  fc.record({
    is: fc.constant('sector'),
    sector: fc.constantFrom('car-wash', 'haulage-logistics'),
  }),
  fc.record({ is: fc.constant('supplier'), value: fc.boolean() }),
  fc.record({ is: fc.constantFrom('trades', 'near-group') }),
);

/** What two facts must not differ in, or the second would contradict the first. */
function subjectOf(one: Fact): string {
  if ('indicator' in one) return `${one.of} ${one.indicator}`;
  return 'licence' in one ? one.licence : one.is;
}

const facts = fc.uniqueArray(fact, { selector: subjectOf, maxLength: 8 });

function recordOf(id: string, one: Fact) {
  switch (one.is) {
    case 'reported':
      return record(id, { indicators: [one.indicator] });
    case 'absent':
      return record(id, { indicatorsAbsent: [one.indicator] });
    case 'looked-up':
      return record(id, { licencesChecked: [`${one.licence}=2026-06-01`] });
    case 'sector':
      return record(id, { sector: one.sector });
    case 'supplier':
      return record(id, { councilSupplier: one.value });
    default:
      return null;
  }
}

/** A case in which just these facts are known. `name` makes its ids. */
function caseOf(known: readonly Fact[], name: (id: string) => string = (id) => id) {
  const recordsOf = (of: 'firm' | 'place') =>
    known.flatMap((one, index) => {
      if (of !== ('of' in one ? one.of : 'firm')) return [];
      return recordOf(name(`${of}-${index}`), one) ?? [];
    });
  const entities: FactInput[] = [
    { ...entity(name('firm'), 'business'), label: 'The firm', records: recordsOf('firm') },
    { ...entity(name('place'), 'premises'), label: 'The place', records: recordsOf('place') },
    { ...entity(name('group'), 'ocg'), label: 'The group' },
  ];
  const relations: RelationInput[] = [];
  const join = (type: string, from: string, to: string) =>
    relations.push({ ...relation(type, name(from), name(to)), id: name(`${from} ${type} ${to}`) });
  for (const one of known) {
    if (one.is === 'trades') join('trades-at', 'firm', 'place');
    if (one.is === 'near-group') join('controls', 'group', 'firm');
    if (one.is !== 'held') continue;
    const id = name(one.licence);
    const licence = { licenceType: one.licence, status: 'in force' };
    const records = [record(name(`${one.licence}-record`), licence)];
    entities.push({ ...entity(id, 'licence'), label: one.licence, records });
    join('licence-for', one.licence, 'firm');
  }
  return { entities, relations };
}

function answerFor(
  asked: Condition,
  { entities, relations }: ReturnType<typeof caseOf>,
  id = 'firm',
): LeverEvaluation | undefined {
  const lever: Lever = leverAsking(asked);
  const set = compileLevers([lever], ONTOLOGY, { today: TODAY, area: UNKNOWN_AREA });
  return evaluateEntity(store(entities, relations).get(id)!, set)[0];
}

test('learning a fact that contradicts nothing never takes back an answer', () => {
  fc.assert(
    fc.property(condition, facts, fact, (asked, known, learnt) => {
      fc.pre(!known.some((one) => subjectOf(one) === subjectOf(learnt)));
      const before = answerFor(asked, caseOf(known));
      const after = answerFor(asked, caseOf([...known, learnt]));
      if (before?.answer === 'applies') expect(after?.answer).toBe('applies');
      if (before?.answer === 'ruled-out') expect(after?.answer).toBe('ruled-out');
      const [one, other] = [before, after].map((of) => of?.triggers[0]?.tests ?? []);
      for (const [index, found] of (one ?? []).entries()) {
        const now = other?.[index]?.result;
        if (now && found.result !== 'unknown') expect(now, found.test).toBe(found.result);
      }
    }),
    { numRuns: 500 },
  );
});

test('what has nothing to do with the question changes no word of the answer', () => {
  const unrelated = record('unrelated', { indicators: ['noise-nuisance'], name: 'Another name' });
  const others = [
    entity('stranger', 'business', { indicators: [...INDICATORS], councilSupplier: true }),
    entity('yard', 'premises', { indicators: [...INDICATORS] }),
  ];
  fc.assert(
    fc.property(condition, facts, (asked, known) => {
      const { entities, relations } = caseOf(known);
      const more = {
        entities: [
          ...others,
          ...entities.map((one) =>
            one.id === 'firm' ? { ...one, records: [...one.records, unrelated] } : one,
          ),
        ],
        relations: [relation('trades-at', 'stranger', 'yard'), ...relations],
      };
      expect(answerFor(asked, more)).toEqual(answerFor(asked, { entities, relations }));
    }),
  );
});

test('the order of facts and the ids of records and entities change nothing', () => {
  const renamed = (id: string) => `z${[...id].reverse().join('')}`;
  const ids = (evaluation: LeverEvaluation | undefined, rename: (id: string) => string) =>
    evaluation && {
      ...evaluation,
      entityId: rename(evaluation.entityId),
      triggers: evaluation.triggers.map((trigger) => ({
        ...trigger,
        tests: trigger.tests.map((one) => ({
          ...one,
          recordIds: one.recordIds.map(rename).sort(),
        })),
      })),
    };
  fc.assert(
    fc.property(condition, facts, (asked, known) => {
      const { entities, relations } = caseOf(known, renamed);
      const other = answerFor(
        asked,
        { entities: entities.toReversed(), relations: relations.toReversed() },
        renamed('firm'),
      );
      expect(ids(answerFor(asked, caseOf(known)), renamed)).toEqual(ids(other, (id) => id));
    }),
  );
});
