import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '../../../shared/domain/lever.ts';
import { dependentsOf } from '../../../shared/levers/dependents.ts';
import type { FactInput, RelationInput } from '../../../shared/levers/draft.ts';
import {
  answerAll,
  answerEntity,
  evaluateEntity,
  flagsOf,
  type LeverFinding,
  openFindings,
} from '../../../shared/levers/evaluate.ts';
import {
  buildFactStore,
  type FactChange,
  type KeptFactStore,
} from '../../../shared/levers/fact-store.ts';
import type { EntityFacts } from '../../../shared/levers/facts.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { entity, LEVER_FILES, leverAsking, ONTOLOGY, relation, TODAY } from './support.ts';

// After an edit only whoever depends on it is asked again. That must never differ from asking everyone.

const NESTED: Condition = {
  link: 'associate-of',
  to: { link: 'trades-at', to: { all: [{ indicator: 'asb' }, { linkedToOcg: { maxHops: 3 } }] } },
};
const SET = compileLevers(
  [
    ...LEVER_FILES.map(({ examples: _, ...lever }) => lever),
    leverAsking(NESTED, { id: 'nested' }),
    leverAsking({ linkedToOcg: { maxHops: 4 } }, { id: 'far', protectiveForVictims: true }),
  ],
  ONTOLOGY,
);

function finish<T>(steps: Generator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

type Case = { entities: Map<string, FactInput>; relations: Map<string, RelationInput> };

const build = ({ entities, relations }: Case): KeptFactStore =>
  finish(buildFactStore(entities.values(), relations.values(), TODAY));

/** The kind of an entity is told by its id, and never changes. */
const KINDS = ['person', 'person', 'person', 'premises', 'premises', 'business', 'ocg', 'licence'];
const IDS = KINDS.map((kind, index) => `${kind}-${index}`);
const kindOf = (id: string) => id.split('-')[0]!;

const fields: fc.Arbitrary<FactInput['records'][number]['fields']> = fc.oneof(
  fc.constantFrom('asb', 'cuckooing', 'drug-dealing-at-premises', 'stolen-property').map((id) => ({
    indicators: [id],
  })),
  fc
    .constantFrom('core-member', 'exploited-worker', 'landlord-complicit')
    .map((role) => ({ role })),
  fc.constantFrom('traveller-site', 'flat', 'pub-bar').map((premisesType) => ({ premisesType })),
  fc.constantFrom('in force', 'revoked').map((status) => ({
    licenceType: 'premises-licence',
    status,
  })),
  fc.constantFrom(16, 40).map((age) => ({ age })),
  fc.constant({}),
);
const grade = fc.constantFrom('1A', '2B', '3D', '2E', undefined);
const edge = fc.tuple(
  fc.constantFrom(
    'associate-of',
    'family-of',
    'member-of',
    'lives-at',
    'frequents',
    'trades-at',
    'licence-for',
    'controls',
    'exploits',
  ),
  fc.constantFrom(...IDS),
  fc.constantFrom(...IDS),
);
const edit = fc.oneof(
  fc.record({ do: fc.constant('say' as const), id: fc.constantFrom(...IDS), fields, grade }),
  fc.record({ do: fc.constant('delete' as const), id: fc.constantFrom(...IDS) }),
  fc.record({ do: fc.constant('link' as const), edge, grade }),
  fc.record({ do: fc.constant('unlink' as const), edge }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function said(id: string, ...[what, how]: [FactInput['records'][number]['fields'], string?]) {
  return entity(id, kindOf(id), what, how ? { basis: 'intelligence', grade: how } : {});
}

function linked([type, from, to]: readonly [string, string, string], how?: string): RelationInput {
  return relation(type, from, to, how ? { basis: 'intelligence', grade: how } : {});
}

/** Makes an edit in the case, and tells it as the case would. */
function make({ entities, relations }: Case, one: Edit): FactChange {
  const changed = new Map<string, FactInput | null>();
  const ends = new Map<
    string,
    FactChange['relations'] extends ReadonlyMap<string, infer R> ? R : never
  >();
  const tell = (now: RelationInput, isGone: boolean) =>
    ends.set(now.id, { ends: [now.fromId, now.toId], now: isGone ? null : now });
  if (one.do === 'say') {
    const now = said(one.id, one.fields, one.grade);
    if (!entities.has(one.id))
      for (const other of relations.values())
        if (other.fromId === one.id || other.toId === one.id) tell(other, false);
    entities.set(one.id, now);
    changed.set(one.id, now);
  } else if (one.do === 'delete') {
    entities.delete(one.id);
    changed.set(one.id, null);
  } else {
    const now = linked(one.edge, one.do === 'link' ? one.grade : undefined);
    if (one.do === 'link') relations.set(now.id, now);
    else relations.delete(now.id);
    tell(now, one.do === 'unlink');
  }
  return { entities: changed, relations: ends };
}

const told = (findings: Iterable<LeverFinding>) =>
  [...findings]
    .map(({ entityId, leverId, answer, strength, isHeld }) =>
      [entityId, leverId, answer, strength, isHeld].join(' '),
    )
    .sort();

/** Openings with the grade that each rests on, which lists keep too. */
const graded = (entity: EntityFacts) =>
  openFindings(entity, SET)
    .map(({ lever, weakestGrade }) => `${lever.id} ${JSON.stringify(weakestGrade)}`)
    .sort();

/** Flags counted from the answers that are listed. */
function listed(entity: EntityFacts) {
  const flagged = evaluateEntity(entity, SET).filter(({ isFlagged }) => isFlagged);
  const strong = flagged.filter(({ strength }) => strength === 'strong').length;
  return { strong, indicative: flagged.length - strong };
}

/** The way to a group of each entity, as it is told. */
const ways = (store: KeptFactStore) =>
  [...store.entities()]
    .map(({ id, groupByAnyLink, groupByConduct }) =>
      [
        id,
        ...[groupByAnyLink, groupByConduct].map(
          (way) => way && `${way.links} ${way.credibility} ${way.via?.recordId}`,
        ),
      ].join(' | '),
    )
    .sort();

test('after any edits, asking again whoever depends on them answers as asking everyone does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fields, grade), { minLength: IDS.length, maxLength: IDS.length }),
      fc.array(fc.tuple(edge, grade), { maxLength: 14 }),
      fc.array(edit, { minLength: 1, maxLength: 10 }),
      (start, links, edits) => {
        const held: Case = {
          entities: new Map(IDS.map((id, index) => [id, said(id, ...start[index]!)])),
          relations: new Map(links.map(([of, how]) => linked(of, how)).map((one) => [one.id, one])),
        };
        const store = build(held);
        const answers = new Map<string, readonly LeverFinding[]>();
        const grades = new Map<string, readonly string[]>();
        for (const one of store.entities()) answers.set(one.id, answerEntity(one, SET));
        for (const one of store.entities()) grades.set(one.id, graded(one));
        for (const one of edits) {
          store.take(make(held, one));
          finish(store.settle());
          const changed = store.drainChanged();
          for (const id of changed) if (!store.get(id)) answers.delete(id);
          for (const again of dependentsOf(changed, store, SET))
            answers.set(again.id, answerEntity(again, SET));
          for (const again of dependentsOf(changed, store, SET))
            grades.set(again.id, graded(again));
          const anew = build(held);
          expect(ways(store)).toEqual(ways(anew));
          expect(told([...answers.values()].flat())).toEqual(told(answerAll(anew, SET)));
          for (const again of anew.entities())
            expect(grades.get(again.id), again.id).toEqual(graded(again));
          for (const again of anew.entities()) expect(flagsOf(again, SET)).toEqual(listed(again));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('an edit far from everything asks nobody else again', () => {
  const people = Array.from({ length: 50 }, (_, index) => entity(`p${index}`, 'person'));
  const chain = people
    .slice(1)
    .map((_, index) => relation('associate-of', `p${index}`, `p${index + 1}`));
  const store = finish(buildFactStore(people, chain, TODAY));
  store.take({
    entities: new Map([['p25', entity('p25', 'person', { indicators: ['asb'] })]]),
    relations: new Map(),
  });
  finish(store.settle());
  const again = dependentsOf(store.drainChanged(), store, SET);
  // One lever here looks at the associates of whoever it is asked of, and no further.
  expect([...again].map(({ id }) => id).sort()).toEqual(['p24', 'p25']);
  expect(store.drainChanged().size).toBe(0);
});
