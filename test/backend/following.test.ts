import { expect, test } from 'vitest';
import { createLeverIndex } from '../../electron/api/lever-index.ts';
import { createQueryIndex } from '../../electron/api/query-index.ts';
import { createEntityRepository } from '../../electron/db/entity.ts';
import type { EntityColumns } from '../../electron/db/entity-column.ts';
import { loadLevers } from '../../electron/db/lever-catalogue.ts';
import { createRelationRepository } from '../../electron/db/relation.ts';
import { createSafeguardingReader } from '../../electron/db/safeguarding.ts';
import { createSearchRepository } from '../../electron/db/search.ts';
import { createTouchedReader } from '../../electron/db/touched.ts';
import { UNKNOWN_AREA } from '../../shared/domain/case-area.ts';
import { UNGRADED } from '../../shared/domain/grade.ts';
import type { EntityFacts } from '../../shared/levers/facts.ts';
import { createRandom, type Random } from '../../shared/synthetic/random.ts';
import { type Api, importFiles, RESOURCES_DIR, startWithCase, textFile } from './fixture.ts';

// What levers and filters work with follows the case edit by edit. It must never differ from what is read anew.

const NETWORK = [
  textFile(
    'network/nodes.csv',
    [
      'id,name,type,indicators',
      'g1,Invented Gang,ocg,',
      ...Array.from({ length: 9 }, (_, index) => `p${index},Sample Person ${index},person,`),
      'm1,The Invented Arms,premises,drug-dealing-at-premises',
      'm2,Sample House,premises,',
      'b1,Invented Cars,business,',
    ].join('\n'),
  ),
  textFile(
    'network/edges.csv',
    [
      'source,target,layer',
      'p0,g1,member of',
      'p1,p0,associate',
      'p2,p1,associate',
      'p3,m1,occupies',
      'p3,p2,associate',
      'b1,m1,occupies',
      'p4,b1,works at',
    ].join('\n'),
  ),
];

/** Facts as they can be compared: links lead to entities, which lead back. */
function told(entities: Iterable<EntityFacts>) {
  return [...entities].map(({ links, groupByAnyLink, groupByConduct, ...own }) => ({
    ...own,
    links: links.map(({ other, ...link }) => ({ ...link, other: [other.id, other.label] })),
    closeness: [groupByAnyLink, groupByConduct].map(
      (way) => way && { ...way, via: way.via && [way.via.recordId, way.via.other.id] },
    ),
  }));
}

/** Columns as they can be compared: links stand in any order, and nothing rests on it. */
function toldColumns({ placeOf: _, placeOfNumber: __, linkEnds, ...columns }: EntityColumns) {
  const links = Array.from({ length: linkEnds.length / 2 }, (_, link) =>
    [...linkEnds.subarray(link * 2, link * 2 + 2)].join(),
  );
  return { ...columns, links: links.sort(), linkCounts: columns.links };
}

/** Compares what the open case works with to the same read anew. */
async function expectAsReadAnew({
  backend,
  api,
}: Pick<Awaited<ReturnType<typeof startWithCase>>, 'backend' | 'api'>) {
  const { session } = backend.connect();
  const open = session.open();
  const { db } = open.connection;
  const { ontology, today } = session;
  const entities = createEntityRepository(db);
  const relations = createRelationRepository(db);
  const touched = createTouchedReader(db);
  const levers = createLeverIndex(
    { entities, relations, touched, decisions: createSafeguardingReader(db) },
    {
      ontology,
      catalogue: loadLevers(RESOURCES_DIR, ontology),
      today: today(),
      area: () => UNKNOWN_AREA,
    },
  );
  const search = createSearchRepository(db);
  const queries = createQueryIndex(
    { connection: open.connection, entities, relations, touched, search, levers },
    { ontology, today: today() },
  );
  expect(told(open.levers.facts().entities())).toEqual(told(levers.facts().entities()));
  const { items } = await api.entity.query({ filter: '', limit: 200 });
  expect(toldColumns(open.queries.columns())).toEqual(toldColumns(queries.columns()));
  const places = queries.ask('').places([{ by: 'label', isDescending: false }], 0, 200);
  expect(items.map(({ id }) => queries.columns().placeOf(id))).toEqual([...places]);
  const counted = await api.lever.counts({ ids: items.map(({ id }) => id) });
  expect(counted).toEqual(counted.map(({ id }) => ({ id, ...levers.counts(id) })));
}

/** One act of a person on the case, chosen by chance; what cannot be done now is passed over. */
async function act(api: Api, random: Random, round: number) {
  const { items } = await api.entity.query({ filter: '', limit: 200 });
  const any = (kind?: string) => {
    const some = kind ? items.filter((item) => item.kind === kind) : items;
    return some.length === 0 ? '' : random.pick(some).id;
  };
  const links = async () => (await api.graph.among({ ids: items.map(({ id }) => id) })).edges;
  const anyLink = async () => {
    const all = await links();
    return all.length === 0 ? '' : random.pick(all).id;
  };
  const reason = 'By chance';
  const origin = { basis: 'fact' } as const;
  const acts: readonly (() => Promise<unknown>)[] = [
    () => api.entity.correct({ id: any('person'), field: 'notes', value: `Note ${round}`, reason }),
    () =>
      api.entity.correct({ id: any('person'), field: 'name', value: `Person ${round}`, reason }),
    () => api.entity.correct({ id: any('person'), field: 'vulnerable', value: true, reason }),
    () =>
      api.entity.correct({
        id: any('premises'),
        field: 'premisesType',
        value: round % 2 ? 'traveller-site' : 'pub-bar',
        reason,
      }),
    () =>
      api.entity.create({
        kind: 'licence',
        fields: { licenceType: 'premises-licence', status: 'granted' },
        origin,
        links: [],
        reason,
      }),
    () =>
      api.relation.create({
        fromId: any('licence'),
        toId: any('premises'),
        type: 'licence-for',
        origin,
        reason,
      }),
    () => api.entity.correct({ id: any('licence'), field: 'status', value: 'revoked', reason }),
    () =>
      api.entity.create({
        kind: 'person',
        fields: { name: `New Person ${round}` },
        origin,
        links: [],
        reason,
      }),
    () =>
      api.relation.create({
        fromId: any('person'),
        toId: any('person'),
        type: 'associate-of',
        origin,
        reason,
      }),
    async () =>
      api.relation.edit({
        id: await anyLink(),
        type: null,
        startedOn: null,
        endedOn: round % 2 ? '2020-01-01' : null,
        observedOn: null,
        basis: 'fact',
        grade: UNGRADED,
        reason,
      }),
    async () => api.relation.remove({ ids: [await anyLink()], reason }),
    () => api.entity.remove({ ids: [any()], reason }),
    () => api.history.undo(),
    () => api.history.undo(),
    () => api.history.redo(),
  ];
  try {
    await random.pick(acts)();
    return true;
  } catch {
    return false;
  }
}

test('after every edit, undo and redo levers and filters know what they would if everything were read anew', async () => {
  const started = await startWithCase();
  await importFiles(started, NETWORK, { basis: 'fact' });
  await expectAsReadAnew(started);
  const random = createRandom(11);
  let done = 0;
  for (let round = 0; round < 50; round++) {
    if (!(await act(started.api, random, round))) continue;
    done++;
    await expectAsReadAnew(started);
  }
  expect(done).toBeGreaterThan(25);
}, 120_000);

test('an import, and taking it back, are followed too', async () => {
  const started = await startWithCase();
  await importFiles(started, NETWORK, { basis: 'fact' });
  await expectAsReadAnew(started);
  await importFiles(
    started,
    [textFile('premises.csv', 'id,type,name\nm8,premises,Another Invented House')],
    { basis: 'fact' },
  );
  await expectAsReadAnew(started);
  await started.api.history.undo();
  await expectAsReadAnew(started);
});

test('a mistyped word of an edit is found at once, and no longer when the edit is undone', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, NETWORK, { basis: 'fact' });
  // The words of the case are in memory from here on.
  expect((await api.entity.search({ text: 'Sampel Person' })).items.length).toBeGreaterThan(0);
  const { items } = await api.entity.list({ kind: 'person' });
  const id = items[3]?.id ?? '';
  const found = async () =>
    (await api.entity.search({ text: 'Quorlington' })).items.map((item) => item.id);
  expect(await found()).toEqual([]);
  await api.entity.correct({ id, field: 'name', value: 'Zan Quorlingten', reason: 'Told' });
  expect(await found()).toEqual([id]);
  await api.history.undo();
  expect(await found()).toEqual([]);
  await api.history.redo();
  expect(await found()).toEqual([id]);
  await importFiles(started, [textFile('people.csv', 'id,type,name\nx1,person,Bo Quorlingtun')], {
    basis: 'fact',
  });
  expect(await found()).toHaveLength(2);
});

test('an edit is told by the entities and links that it touched; an import is told as everything', async () => {
  const { api, backend } = await startWithCase();
  await importFiles({ api, backend }, NETWORK, { basis: 'fact' });
  const { db } = backend.connect().session.open().connection;
  const touched = createTouchedReader(db);
  const { items } = await api.entity.list({ kind: 'person' });
  const [first, second] = items.map(({ id }) => id);
  if (!first || !second) throw new Error('There are no people.');
  let sequence = touched.newest();
  await api.entity.correct({ id: first, field: 'notes', value: 'A note', reason: 'Seen' });
  expect([...(touched.since(sequence)?.entityIds ?? [])]).toEqual([first]);
  sequence = touched.newest();
  await api.history.undo();
  expect([...(touched.since(sequence)?.entityIds ?? [])]).toContain(first);
  sequence = touched.newest();
  const link = await api.relation.create({
    fromId: first,
    toId: second,
    type: 'associate-of',
    origin: {},
    reason: 'Seen',
  });
  const told = touched.since(sequence);
  expect(told?.entityIds.size).toBe(0);
  expect([...(told?.relationEnds.values() ?? [])].map((ends) => [...ends].sort())).toEqual([
    [first, second].sort(),
  ]);
  expect(link.sightings).toHaveLength(1);
  sequence = touched.newest();
  await importFiles(
    { api, backend },
    [textFile('premises.csv', 'id,type,name\nm8,premises,Another Invented House')],
    { basis: 'fact' },
  );
  expect(touched.since(sequence)).toBeNull();
});
