import { expect, test } from 'vitest';
import type { Condition } from '../../../shared/domain/lever.ts';
import { openFindings } from '../../../shared/levers/evaluate.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { groupNetwork } from '../../../shared/levers/network.ts';
import { gatherOpenings, openingLevers, rankOpenings } from '../../../shared/levers/opening.ts';
import { factsToFindOut } from '../../../shared/levers/to-find-out.ts';
import { entity, leverAsking, ONTOLOGY, store } from './support.ts';

function whole<T>(steps: Generator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function toFindOut(
  conditions: readonly Condition[],
  subjects: ReturnType<typeof entity>[],
  protectiveForVictims = false,
) {
  const levers = conditions.map((condition, index) =>
    leverAsking(condition, { id: `lever-${index}`, title: `Lever ${index}`, protectiveForVictims }),
  );
  const set = compileLevers(levers, ONTOLOGY);
  const facts = store(subjects, []);
  const findings = new Map([...facts.entities()].map((one) => [one, openFindings(one, set)]));
  const { all } = whole(gatherOpenings(findings, openingLevers(levers)));
  const network = whole(
    groupNetwork([], { maxLinks: 2, through: 'conduct', countedKinds: new Set(['premises']) }),
  );
  return whole(factsToFindOut(whole(rankOpenings(all, network)), ONTOLOGY));
}

const asb: Condition = { indicator: 'asb' };
const noise: Condition = { indicator: 'noise-nuisance' };
const licence: Condition = { attr: 'licences', has: 'premises-licence' };
const noLicence: Condition = { attr: 'licences', lacks: 'premises-licence' };
const shop = (id: string) => entity(id, 'premises', { indicators: ['asb'] });

test('what would open most comes first, on how many records and for which levers', () => {
  const found = toFindOut(
    [{ all: [asb, licence] }, { all: [asb, noise] }, { all: [asb, licence] }],
    [shop('a'), shop('b')],
  );
  expect(found.map(({ question, opens, about }) => [question.id, opens, about.size])).toEqual([
    ['licence:premises-licence', 4, 2],
    ['indicator:noise-nuisance', 2, 2],
  ]);
  expect([...(found[0]?.levers.keys() ?? [])]).toEqual(['lever-0', 'lever-2']);
});

test('what is missing beside something else only helps', () => {
  const [first, second] = toFindOut([{ all: [asb, licence, noise] }], [shop('a')]);
  expect(first).toMatchObject({ opens: 0, helps: 1 });
  expect(second).toMatchObject({ opens: 0, helps: 1 });
});

test('of alternatives each is enough by itself', () => {
  const found = toFindOut([{ all: [asb, { any: [licence, noise] }] }], [shop('a')]);
  expect(found.map(({ opens, helps }) => [opens, helps])).toEqual([
    [1, 0],
    [1, 0],
  ]);
});

test('a fact and its opposite are one question, and each lever says how it must turn out', () => {
  const [only, ...rest] = toFindOut(
    [{ all: [asb, licence] }, { all: [asb, noLicence] }],
    [shop('a')],
  );
  expect(rest).toEqual([]);
  expect(only?.question.words).toBe('Premises licence: held or not, with number, status and dates');
  expect([...(only?.levers.values() ?? [])].map(({ mustBe }) => [...mustBe])).toEqual([
    ['holds premises licence'],
    ['holds no premises licence'],
  ]);
});

test('what is recorded and ungraded wants a grade, and nobody is asked for it', () => {
  const ungraded = entity(
    'a',
    'premises',
    { indicators: ['noise-nuisance'] },
    { basis: 'intelligence' },
  );
  const subject = { ...ungraded, records: [...ungraded.records, ...shop('b').records] };
  const [only] = toFindOut([{ all: [asb, noise] }], [subject]);
  expect(only?.question).toMatchObject({
    id: 'grade:indicator:noise-nuisance',
    holder: { id: 'own-case' },
  });
});

test('protected people are in no question, not even of levers that protect', () => {
  const child = entity('c', 'person', { indicators: ['asb'], age: 12 });
  expect(toFindOut([{ all: [asb, noise] }], [child])).toEqual([]);
  expect(toFindOut([{ all: [asb, noise] }], [child], true)).toEqual([]);
  const adult = entity('d', 'person', { indicators: ['asb'], age: 32 });
  expect(toFindOut([{ all: [asb, noise] }], [adult], true)).toHaveLength(1);
});
