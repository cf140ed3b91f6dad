import { expect, test } from 'vitest';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import type { FactStore } from '../../../shared/levers/facts.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { entity, leverAsking, ONTOLOGY, relation, store } from './support.ts';

const GROUP = entity('group', 'ocg');
const member = relation('member-of', 'member', 'group');

function hops(facts: FactStore, id = 'subject'): [conduct: number | null, any: number | null] {
  const found = facts.get(id)!;
  return [found.groupByConduct?.links ?? null, found.groupByAnyLink?.links ?? null];
}

test('closeness counts the links of the shortest way', () => {
  const facts = store(
    [
      GROUP,
      entity('member', 'person'),
      entity('firm', 'business'),
      entity('subject', 'premises'),
      entity('far', 'person'),
    ],
    [
      member,
      relation('director-of', 'member', 'firm'),
      relation('trades-at', 'firm', 'subject'),
      relation('works-at', 'far', 'firm'),
    ],
  );
  expect(hops(facts, 'group')).toEqual([0, 0]);
  expect(hops(facts, 'member')).toEqual([1, 1]);
  expect(hops(facts, 'firm')).toEqual([2, 2]);
  expect(hops(facts)).toEqual([3, 3]);
  expect(hops(facts, 'far')).toEqual([3, 3]);
});

test('kinship, care and exploitation carry closeness to protective levers alone', () => {
  for (const type of ['family-of', 'partner-of', 'cares-for', 'exploits']) {
    const facts = store(
      [GROUP, entity('member', 'person'), entity('subject', 'person')],
      [member, relation(type, 'member', 'subject')],
    );
    expect(hops(facts), type).toEqual([null, 2]);
    const near = { linkedToOcg: { maxHops: 2 } };
    const set = compileLevers(
      [
        leverAsking(near, { id: 'harsh' }),
        leverAsking(near, { id: 'kind', protectiveForVictims: true }),
      ],
      ONTOLOGY,
    );
    expect(
      evaluateEntity(facts.get('subject')!, set).map((one) => one.leverId),
      type,
    ).toEqual(['kind']);
  }
  const friends = store(
    [GROUP, entity('member', 'person'), entity('subject', 'person')],
    [member, relation('associate-of', 'member', 'subject')],
  );
  expect(hops(friends)).toEqual([2, 2]);
});

test('living on a Traveller site where a member lives is no closeness; sharing any other address is', () => {
  const sharing = (premisesType: string, type = 'lives-at') =>
    hops(
      store(
        [
          GROUP,
          entity('member', 'person'),
          entity('site', 'premises', { premisesType }),
          entity('subject', 'person'),
        ],
        [member, relation('lives-at', 'member', 'site'), relation(type, 'subject', 'site')],
      ),
    );
  expect(sharing('dwelling')).toEqual([3, 3]);
  expect(sharing('traveller-site')).toEqual([null, 3]);
  expect(sharing('traveller-site', 'tenant-of')).toEqual([null, 3]);
  expect(sharing('traveller-site', 'owns')).toEqual([3, 3]);
});

test('ungraded, suspected-false, ended and untyped links are no way to a group', () => {
  const through = (how: Parameters<typeof relation>[3], type: string | null = 'member-of') =>
    hops(store([GROUP, entity('subject', 'person')], [relation(type, 'subject', 'group', how)]));
  expect(through({ basis: 'intelligence', grade: '3D' })).toEqual([1, 1]);
  expect(through({ basis: 'intelligence' })).toEqual([null, null]);
  expect(through({ basis: 'intelligence', grade: '1E' })).toEqual([null, null]);
  expect(through({ endedOn: '2026-06-30' })).toEqual([null, null]);
  expect(through({ endedOn: '2026' })).toEqual([1, 1]);
  expect(through({}, null)).toEqual([null, null]);
});

test('of equal ways the one whose weakest link is best is shown, with every relation on it', () => {
  const graded = (type: string, from: string, to: string, grade: string) =>
    relation(type, from, to, { basis: 'intelligence', grade });
  const facts = store(
    [GROUP, entity('weak', 'person'), entity('sound', 'person'), entity('subject', 'person')],
    [
      graded('member-of', 'weak', 'group', '3D'),
      graded('member-of', 'sound', 'group', '1B'),
      graded('associate-of', 'subject', 'weak', '1A'),
      graded('associate-of', 'subject', 'sound', '2B'),
    ],
  );
  const set = compileLevers([leverAsking({ linkedToOcg: { maxHops: 2 } })], ONTOLOGY);
  const [answer] = evaluateEntity(facts.get('subject')!, set);
  expect(answer?.triggers[0]?.tests[0]).toMatchObject({
    actual: 'associate of sound, member of group',
    recordIds: ['subject associate-of sound', 'sound member-of group'],
    grade: { basis: 'intelligence', source: 2, information: 'B' },
  });
  expect(answer?.weakestGrade).toEqual({ basis: 'intelligence', source: 2, information: 'B' });
});

test('a group further away than was asked is not close', () => {
  const facts = store(
    [GROUP, entity('member', 'person'), entity('subject', 'person')],
    [member, relation('associate-of', 'member', 'subject')],
  );
  const set = compileLevers(
    [leverAsking({ any: [{ linkedToOcg: { maxHops: 1 } }, { indicator: 'asb' }] })],
    ONTOLOGY,
  );
  expect(evaluateEntity(facts.get('subject')!, set)).toEqual([]);
});
