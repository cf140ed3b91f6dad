import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Truth } from '../../../shared/domain/lever.ts';
import { askAll, truthOfNode } from '../../../shared/levers/ask.ts';
import { and, compileCondition, not, or } from '../../../shared/levers/condition.ts';
import { entity, ONTOLOGY, store } from './support.ts';

const truth = fc.constantFrom<Truth>('true', 'false', 'unknown');
const truths = fc.array(truth, { maxLength: 6 });

/** Every way of learning what is not known. */
function completions(of: readonly Truth[]): boolean[][] {
  return of.reduce<boolean[][]>(
    (ways, one) =>
      ways.flatMap((way) =>
        one === 'unknown'
          ? [
              [...way, true],
              [...way, false],
            ]
          : [[...way, one === 'true']],
      ),
    [[]],
  );
}

function agreed(values: readonly boolean[]): Truth {
  if (values.every((value) => value)) return 'true';
  return values.some((value) => value) ? 'unknown' : 'false';
}

test('joined truths are decided exactly when learning the rest could not change them', () => {
  fc.assert(
    fc.property(truths, (all) => {
      const ways = completions(all);
      expect(and(all)).toBe(agreed(ways.map((way) => way.every((value) => value))));
      expect(or(all)).toBe(agreed(ways.map((way) => way.some((value) => value))));
    }),
  );
});

test('not undoes itself and keeps what is not known', () => {
  fc.assert(
    fc.property(truth, (one) => {
      expect(not(not(one))).toBe(one);
      expect(not(one) === 'unknown').toBe(one === 'unknown');
    }),
  );
});

test('not over all is any of the nots, and over any all of them', () => {
  fc.assert(
    fc.property(truths, (all) => {
      expect(not(and(all))).toBe(or(all.map(not)));
      expect(not(or(all))).toBe(and(all.map(not)));
    }),
  );
});

const INDICATORS = ['asb', 'fly-tipping', 'burning-waste', 'illicit-vapes'] as const;

const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...INDICATORS).map((indicator): Condition => ({ indicator })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('node').map((part): Condition => ({ not: part })),
  ),
})).node;

function meaning(of: Condition, known: Readonly<Record<string, Truth>>): Truth {
  if ('indicator' in of) return known[of.indicator] ?? 'unknown';
  if ('all' in of) return and(of.all.map((part) => meaning(part, known)));
  if ('any' in of) return or(of.any.map((part) => meaning(part, known)));
  if ('not' in of) return not(meaning(of.not, known));
  throw new Error('not asked here');
}

test('a compiled condition means what it says, however its nots are nested', () => {
  fc.assert(
    fc.property(condition, fc.tuple(truth, truth, truth, truth), (asked, values) => {
      const known = Object.fromEntries(INDICATORS.map((id, index) => [id, values[index]!]));
      const having = (wanted: Truth) => INDICATORS.filter((id) => known[id] === wanted);
      const subject = entity('subject', 'business', {
        indicators: having('true'),
        indicatorsAbsent: having('false'),
      });
      const node = compileCondition(ONTOLOGY, asked);
      const outcomes = askAll(node, store([subject]).get('subject')!, {
        ontology: ONTOLOGY,
        isProtective: false,
        window: null,
      });
      expect(truthOfNode(node, outcomes)).toBe(meaning(asked, known));
    }),
  );
});

test('tests are worded for people', () => {
  const wordsOf = (asked: Condition) => {
    const node = compileCondition(ONTOLOGY, asked);
    return node.type === 'test' ? node.words : '';
  };
  expect(wordsOf({ indicator: 'asb' })).toBe('reported: anti-social behaviour');
  expect(wordsOf({ indicator: 'tax-check-missing' })).toBe('reported: HMRC tax check missing');
  expect(wordsOf({ attr: 'premisesType', in: ['flat', 'hmo'] })).toBe(
    'type of premises is flat or house in multiple occupation',
  );
  expect(wordsOf({ attr: 'licences', lacks: 'hmo-licence' })).toBe(
    'holds no HMO or selective licence',
  );
  expect(wordsOf({ attr: 'age', lt: 18 })).toBe('age under 18');
  expect(wordsOf({ attr: 'vulnerable', eq: true })).toBe('assessed or reported as vulnerable');
  expect(wordsOf({ linkedToOcg: { maxHops: 2 } })).toBe(
    'within 2 links of an organised crime group',
  );
  expect(wordsOf({ not: { link: 'trades-at' } })).toBe('not: trades at premises');
  expect(wordsOf({ link: 'controls', dir: 'in', to: { linkedToOcg: { maxHops: 1 } } })).toBe(
    'controlled by: directly linked to an organised crime group',
  );
});
