import { parseArgs } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CommandInput } from '../../electron/cli/command.ts';
import { commands } from '../../electron/cli/commands.ts';
import type { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { type Api, importFiles, type Started, startWithCase, textFile } from './fixture.ts';

/**
 * Two rings of people that Brook joins, Fern who hangs on Ezra, a flat and a phone that are shared, and two protected
 * people: Vida joins the rings as well, and Wren hangs on Cass alone.
 */
const NODES = `id,type,name,address,number,role
a1,person,Ana Adder,,,principal
a2,person,Abe Adder,,,
a3,person,Ada Adder,,,
b,person,Brook Bridge,,,
c1,person,Cole Carter,,,
c2,person,Cleo Carter,,,
c3,person,Cass Carter,,,
e,person,Ezra End,,,
f,person,Fern Far,,,
v,person,Vida Quillfeather,,,exploited-child
w,person,Wren Quillfeather,,,exploited-child
p,premises,,Flat 3,,
t,phone,,,07700 900123,
g,ocg,Harbour group,,,
`;
const LINKS = `source,target,layer
a1,a2,associate of
a2,a3,associate of
a3,a1,associate of
a1,b,associate of
b,c1,associate of
c1,c2,associate of
c2,c3,associate of
c3,c1,associate of
c3,e,associate of
e,f,associate of
v,a2,associate of
v,e,associate of
w,c3,associate of
c1,v,exploits
f,p,lives at
b,p,lives at
v,p,lives at
w,t,uses phone
a3,t,uses phone
a1,g,member of
a2,g,member of
`;

const ALL_MEASURES = [
  ...['degree', 'strength', 'betweenness', 'betweenness_weighted', 'closeness', 'harmonic'],
  ...['eigenvector', 'pagerank', 'hubs', 'authorities', 'core_number', 'clustering'],
  ...['eccentricity', 'constraint', 'effective_size', 'burt_efficiency', 'collective_influence'],
  ...['cut_off', 'participation', 'within_module', 'in_degree'],
] as Parameters<Api['analysis']['measure']>[0]['measures'];

async function eventsOf<T>(stream: Promise<AsyncIterable<T>>): Promise<T[]> {
  const events: T[] = [];
  for await (const event of await stream) events.push(event);
  return events;
}

async function answerOf<T extends { readonly type: string }>(stream: Promise<AsyncIterable<T>>) {
  const answer = (await eventsOf(stream)).at(-1);
  if (answer?.type !== 'answer') throw new Error('There was no answer.');
  return answer as Extract<T, { readonly type: 'answer' }>;
}

/** A case of the two rings. */
async function withRings() {
  const started = await startWithCase();
  await importFiles(started, [textFile('nodes.csv', NODES), textFile('edges.csv', LINKS)]);
  const { nodes } = await started.api.graph.open({});
  const idOf = (label: string) => {
    const found = nodes.find((node) => node.label === label);
    if (!found) throw new Error(`There is no ${label}.`);
    return found.id;
  };
  return { ...started, idOf, hidden: nodes.filter((node) => node.isProtected).map(({ id }) => id) };
}

type Rings = Awaited<ReturnType<typeof withRings>>;
type Scope = Partial<AnalysisScope>;

const players = (api: Api, scope: Scope = {}, more = {}) =>
  answerOf(api.analysis.keyPlayers({ scope, ...more }));
const communities = (api: Api, scope: Scope = {}, more = {}) =>
  answerOf(api.analysis.communities({ scope, runs: 20, ...more }));

test('a case is measured: graph, ranks, intervals, reasons, communities and what lies under a number', async () => {
  const rings = await withRings();
  await ranksAndReasons(rings);
  await intervals(rings);
  await scopes(rings);
  await communitiesAndNames(rings);
  await numbersOpen(rings);
  await revisions(rings);
});

async function ranksAndReasons({ api, idOf }: Rings): Promise<void> {
  const { head, kinds } = await api.analysis.scope({ scope: {} });
  expect(head).toMatchObject({ records: 11, links: 13, protectedLeftOut: 2, isDirected: false });
  expect(kinds[0]).toEqual({ kind: 'person', count: 9 });

  const answer = await players(api);
  expect(answer.head).toEqual({ ...head, seed: 1 });
  expect(answer).toMatchObject({ ranked: 11, found: 11, sampled: null });
  const ranks = answer.players.map(({ rank }) => rank);
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  // Ties share a rank, which is 1 and how many stand higher.
  const { players: linked } = await players(api, {}, { measure: 'degree' });
  for (const { value, rank } of linked)
    expect(rank).toBe(1 + linked.filter((other) => other.value > value).length);
  expect(new Set(linked.map(({ rank }) => rank)).size).toBeLessThan(linked.length);
  const cass = answer.players.find(({ entity }) => entity.id === idOf('Cass Carter'));
  expect(cass?.reason[0]?.kind).not.toBe('links');
  expect(await players(api, {}, { withLever: true })).toMatchObject({ ranked: 11, found: 0 });

  const sets = await answerOf(api.analysis.keyPlayerSets({ scope: {}, size: 2 }));
  expect(sets.isExact).toBe(true);
  expect(sets.sets[0]).toHaveLength(2);
}

async function intervals({ api }: Rings): Promise<void> {
  const input = { scope: {}, measures: ALL_MEASURES, replicates: 40, seed: 7 };
  const events = await eventsOf(api.analysis.measure(input));
  expect(events[0]).toMatchObject({ type: 'records', head: { seed: 7 } });
  const values = events.flatMap((event) => (event.type === 'values' ? [event] : []));
  expect(values.map(({ measure }) => measure)).toEqual(ALL_MEASURES);
  for (const { values: column, ranks } of values) {
    expect(column).toHaveLength(11);
    expect(ranks.map((rank) => rank === null)).toEqual(column.map((value) => value === null));
  }
  // No link of this case has a direction.
  expect(values.at(-1)).toMatchObject({ measure: 'in_degree', caution: 'needs-direction' });
  const doubts = events.flatMap((event) => (event.type === 'doubt' ? [event] : []));
  expect(doubts).toHaveLength(ALL_MEASURES.length - 1);
  for (const { measure, bestRank, worstRank, replicates, unsafe } of doubts) {
    expect(replicates, measure).toBe(40);
    for (const [at, best] of bestRank.entries())
      expect(best ?? 0, measure).toBeLessThanOrEqual(worstRank[at] ?? 99);
    for (const { share } of unsafe) expect(share, measure).toBeLessThan(0.9);
  }
  expect(doubts.some(({ unsafe }) => unsafe.length > 0)).toBe(true);
  // The same seed gives the same draws, and another others.
  const again = await eventsOf(api.analysis.measure({ ...input, measures: ['degree'] }));
  expect(again.at(-1)).toEqual(doubts[0]);
}

async function scopes({ api, idOf }: Rings): Promise<void> {
  const people = await api.analysis.scope({ scope: { projection: 'person-direct' } });
  expect(people.head).toMatchObject({ records: 9, links: 10, protectedLeftOut: 2 });
  // Brook and Fern share a flat; what ties others to protected people is not counted.
  const shared = await api.analysis.scope({ scope: { projection: 'person-all' } });
  expect(shared.head).toMatchObject({ records: 9, links: 11 });
  expect(shared.head.scopeKey).not.toBe(people.head.scopeKey);
  const evidence = await api.analysis.evidence({
    scope: { projection: 'person-all' },
    id: idOf('Brook Bridge'),
    measure: 'degree',
  });
  const flat = evidence.ties.find(({ other }) => other.id === idOf('Fern Far'));
  expect(flat?.assets).toMatchObject([{ entity: { id: idOf('Flat 3') } }]);
  expect(flat?.assets[0]?.relationIds).toHaveLength(2);

  const ring = [idOf('Cole Carter'), idOf('Cleo Carter'), idOf('Cass Carter')];
  const among = await api.analysis.scope({ scope: { among: ring } });
  expect(among.head).toMatchObject({ records: 3, links: 3, protectedLeftOut: 0 });
  const found = await api.analysis.scope({ scope: { filter: 'type:phone' } });
  expect(found.head).toMatchObject({ records: 1, links: 0 });
  const ocg = { id: idOf('Harbour group'), links: 1 };
  expect((await api.analysis.scope({ scope: { ocg } })).head).toMatchObject({
    records: 2,
    links: 1,
  });
  await expect(api.analysis.scope({ scope: { filter: 'type:' } })).rejects.toMatchObject({
    data: { code: 'invalid-value' },
  });
  // What nobody has graded counts, and weighs nothing: said, with how many.
  const { leftOut } = await api.analysis.scope({ scope: {} });
  expect(leftOut).toContainEqual({ reason: 'ungraded', claims: 13 });
}

async function communitiesAndNames({ api, idOf }: Rings): Promise<void> {
  const before = await communities(api);
  expect(before).toMatchObject({ runs: 20, resolution: 1 });
  const of = (answer: typeof before, label: string) =>
    answer.communities.find(({ memberIds }) => memberIds.includes(idOf(label)));
  const adders = of(before, 'Abe Adder');
  expect(adders).toMatchObject({ nameId: null, name: expect.stringMatching(/^Around /) });
  expect(adders?.foundIn).toBeGreaterThan(0);
  expect(adders?.ocgs).toMatchObject([{ entity: { label: 'Harbour group' }, members: 2 }]);

  const named = { id: null, name: 'Harbour crew', memberIds: adders?.memberIds ?? [] };
  const { id } = await api.analysis.nameCommunity(named);
  expect(of(await communities(api), 'Abe Adder')).toMatchObject({
    nameId: id,
    name: 'Harbour crew',
  });
  // It is told in the reasons of key players too.
  expect(JSON.stringify((await players(api)).players)).toContain('Harbour crew');
  const hard = `Ĥarbour “crew” 👩‍👩‍👧 \u202e'; DROP TABLE 港`;
  await api.analysis.nameCommunity({ ...named, id, name: hard });
  expect(of(await communities(api), 'Abe Adder')?.name).toBe(hard);
  await api.history.undo();
  expect(of(await communities(api), 'Abe Adder')?.name).toBe('Harbour crew');
  await api.analysis.forgetCommunityName({ id });
  expect(of(await communities(api), 'Abe Adder')?.nameId).toBeNull();
  await api.history.undo();
  await api.history.undo();
  expect(of(await communities(api), 'Abe Adder')?.nameId).toBeNull();
  await expect(
    api.analysis.nameCommunity({ ...named, memberIds: [idOf('Ana Adder'), 'nobody'] }),
  ).rejects.toMatchObject({ data: { code: 'invalid-value' } });
}

async function numbersOpen({ api, idOf }: Rings): Promise<void> {
  const { head } = await players(api);
  const brook = await api.analysis.evidence({ scope: {}, id: idOf('Brook Bridge') });
  expect(brook.head).toEqual(head);
  expect(brook.total).toBe(3);
  expect(brook.ties.map(({ other }) => other.label)).toEqual(
    expect.arrayContaining(['Ana Adder', 'Cole Carter', 'Flat 3']),
  );
  const shares = brook.ties.map(({ share }) => share ?? 0);
  expect(shares).toEqual(shares.toSorted((one, other) => other - one));
  for (const { relationIds } of brook.ties)
    for (const id of relationIds) expect((await api.relation.get({ id })).id).toBe(id);
  // Each of three links adds as much to how many there are; what is cut off does not add up over links.
  const asked = { scope: {}, id: idOf('Brook Bridge') };
  const linked = await api.analysis.evidence({ ...asked, measure: 'degree' });
  for (const { share } of linked.ties) expect(share).toBeCloseTo(1 / 3);
  const cut = await api.analysis.evidence({ ...asked, measure: 'cut_off' });
  expect(cut.ties.map(({ share }) => share)).toEqual([null, null, null]);
  // What is not in the graph has no number.
  const group = await api.analysis.evidence({ scope: {}, id: idOf('Harbour group') });
  expect(group).toMatchObject({ value: null, rank: null, ties: [] });
}

async function revisions({ api, idOf }: Rings): Promise<void> {
  const before = await players(api);
  await api.entity.remove({ ids: [idOf('Brook Bridge')], reason: 'A mistake' });
  const after = await players(api);
  expect(after.head.revision).toBeGreaterThan(before.head.revision);
  expect(after.head).toMatchObject({ records: 10, scopeKey: before.head.scopeKey });
  expect((await api.case.state()).revision).toBe(after.head.revision);
}

describe('protected people', () => {
  test('come back in no answer, and neither does what only they tie', async () => {
    const rings = await withRings();
    const { api, idOf, hidden } = rings;
    const scope = {};
    const measured = await eventsOf(
      api.analysis.measure({ scope, measures: ALL_MEASURES, replicates: 20 }),
    );
    const ranked = await players(api);
    const sets = await answerOf(
      api.analysis.keyPlayerSets({ scope, goal: 'reach', size: 1, steps: 1 }),
    );
    const groups = await communities(api, scope, { resolution: 0.5 });
    const under = await Promise.all(
      ['Cass Carter', 'Ezra End', 'Abe Adder', 'Flat 3', '07700 900123'].map((label) =>
        api.analysis.evidence({ scope, id: idOf(label), measure: 'degree' }),
      ),
    );
    const projected = await eventsOf(
      api.analysis.measure({ scope: { projection: 'person-all' }, measures: ['degree'] }),
    );
    const told = JSON.stringify([measured, ranked, sets, groups, under, projected]);
    for (const id of hidden) expect(told).not.toContain(id);
    expect(told).not.toMatch(/Quillfeather|exploited/);
    // Whom a set reaches is counted without them: Cass and three more, and not Wren.
    expect(sets.value).toBe(4);
    // Links to them are in none of the lists, that there are some is said, and how many is not.
    expect(under.map(({ isWithheld }) => isWithheld)).toEqual([true, true, true, true, true]);
    expect(under[0]?.ties.map(({ other }) => other.label).sort()).toEqual([
      'Cleo Carter',
      'Cole Carter',
      'Ezra End',
    ]);
    // Wren hangs on Cass alone, which is no reason for Cass.
    const cass = ranked.players.find(({ entity }) => entity.id === idOf('Cass Carter'));
    expect(cass?.reason.some(({ kind }) => kind === 'cuts-off')).toBe(false);
    const cut = await players(api, {}, { measure: 'cut_off' });
    expect(cut.players.find(({ entity }) => entity.id === idOf('Cass Carter'))?.value).toBe(0);
    // Ada and Wren share a phone: nobody is tied to Ada by it.
    const ada = await api.analysis.evidence({
      scope: { projection: 'person-all' },
      id: idOf('Ada Adder'),
      measure: 'degree',
    });
    expect(ada.ties.map(({ other }) => other.label).sort()).toEqual(['Abe Adder', 'Ana Adder']);
    await asked(rings);
  });

  /** Asked for by name, as a scope, and as members. */
  async function asked({ api, idOf, hidden }: Rings): Promise<void> {
    for (const id of hidden)
      await expect(api.analysis.evidence({ scope: {}, id })).rejects.toMatchObject({
        data: { code: 'protected-person' },
      });
    for (const id of hidden)
      await expect(api.analysis.scope({ scope: { ocg: { id, links: 1 } } })).rejects.toMatchObject({
        data: { code: 'not-found' },
      });
    const alone = await players(api, { among: hidden });
    expect(alone).toMatchObject({ ranked: 0, players: [], head: { records: 0, links: 0 } });
    expect((await communities(api, { among: hidden })).communities).toEqual([]);
    // A pair that only one of them joins is no community, and no link.
    const between = [idOf('Abe Adder'), idOf('Ezra End')];
    const joined = await communities(api, { among: [...between, ...hidden] });
    expect(joined.links).toEqual([]);
    expect(joined.head.links).toBe(0);
    // Claims about them are in no count of what was left out: Cole exploits Vida.
    const { leftOut } = await api.analysis.scope({ scope: {} });
    expect(leftOut.find(({ reason }) => reason === 'ties-nobody')).toBeUndefined();
    // Named among the members of a community, they are not kept.
    await api.analysis.nameCommunity({
      id: null,
      name: 'Crew of Vida Quillfeather',
      memberIds: [idOf('Ana Adder'), idOf('Abe Adder'), idOf('Ada Adder'), ...hidden],
    });
    const told = JSON.stringify([await communities(api), await players(api)]);
    expect(told).not.toContain('Quillfeather');
    // Nor is it in the steps that name or forget it, which everyone reads.
    const kept = (await communities(api)).communities.find(({ nameId }) => nameId !== null);
    await api.analysis.forgetCommunityName({ id: kept?.nameId ?? '' });
    const steps = (await api.history.list({})).slice(0, 2).map(({ name }) => name);
    expect(steps.join(' ')).toMatch(/^Forget the name.*Name community/);
    expect(steps.join(' ')).not.toContain('Quillfeather');
    // Ezra is within three links of the group by Vida alone: no way leads on through her.
    const near = await api.analysis.scope({
      scope: { ocg: { id: idOf('Harbour group'), links: 3 }, projection: 'person-direct' },
    });
    expect(near.head.records).toBe(5);
    await protectedMeanwhile({ api, idOf });
    await expect(
      api.analysis.nameCommunity({ id: null, name: 'Two', memberIds: [...hidden] }),
    ).rejects.toMatchObject({ data: { code: 'invalid-value' } });
  }
});

/** Whoever becomes protected while something is worked out is told of no more. */
async function protectedMeanwhile({ api, idOf }: Pick<Rings, 'api' | 'idOf'>): Promise<void> {
  const events = await api.analysis.measure({ scope: {}, measures: ['degree'], replicates: 20 });
  const seen: string[] = [];
  const read = (async () => {
    for await (const { type } of events) {
      seen.push(type);
      if (type === 'records')
        await api.entity.correct({
          id: idOf('Abe Adder'),
          field: 'vulnerable',
          value: true,
          reason: 'Adult at risk',
        });
    }
  })();
  await expect(read).rejects.toMatchObject({ data: { code: 'case-busy' } });
  expect(seen).toEqual(['records']);
  const again = await players(api);
  expect(again.head.protectedLeftOut).toBe(3);
  expect(JSON.stringify(again)).not.toContain('Abe Adder');
}

/** A ring of rings: enough nodes that threads measure them. */
function manyRings(rings: number, size: number) {
  const nodes = ['id,type,name'];
  const links = ['source,target,layer'];
  for (let ring = 0; ring < rings; ring++) {
    for (let at = 0; at < size; at++) {
      nodes.push(`${ring}-${at},person,Person ${ring} ${at}`);
      links.push(`${ring}-${at},${ring}-${(at + 1) % size},associate of`);
      links.push(`${ring}-${at},${ring}-${(at + 2) % size},associate of`);
    }
    links.push(`${ring}-0,${(ring + 1) % rings}-0,associate of`);
  }
  return [
    textFile('nodes.csv', `${nodes.join('\n')}\n`),
    textFile('edges.csv', `${links.join('\n')}\n`),
  ];
}

test('a larger case is measured by threads, which stop when nobody waits, and end when the case is locked', async () => {
  const started: Started = await startWithCase();
  await importFiles(started, manyRings(40, 8));
  const { api } = started;
  const scope = {};
  const found = await communities(api, scope, { runs: 30 });
  expect(found.communities.length).toBeGreaterThan(10);
  expect(found.agreement).toBeGreaterThan(0.8);
  const phases = await eventsOf(api.analysis.measure({ scope, measures: ['degree'] }));
  const steps = phases.flatMap((event) =>
    event.type === 'progress' && event.phase === 'intervals' ? [event.done / event.total] : [],
  );
  expect(steps.length).toBeGreaterThan(1);
  expect(steps).toEqual(steps.toSorted((one, other) => one - other));

  // Left after the first event, it begins nothing more; the next is answered as ever.
  for await (const event of await api.analysis.measure({ scope, measures: ALL_MEASURES, seed: 2 }))
    if (event.type === 'values') break;
  expect((await players(api, scope, { seed: 2 })).ranked).toBe(320);

  const running = eventsOf(api.analysis.measure({ scope, measures: ALL_MEASURES, seed: 3 }));
  await api.case.lock();
  await expect(running).rejects.toMatchObject({ data: { code: 'case-not-open' } });
});

test('the command line measures a case and leaves protected people out', async () => {
  const { backend, api, hidden, idOf } = await withRings();
  /** What a command answers of the case that is open, and how it reads. */
  async function achilles(name: string, ...words: string[]) {
    const command = commands.find((known) => known.name === name)!;
    const { values, positionals } = parseArgs({
      args: ['Test case.achilles', ...words],
      options: command.options,
      allowPositionals: true,
    });
    const notNeeded = () => Promise.reject(new Error('The case is open.'));
    const answer = await command.run({
      backend,
      api,
      positionals,
      values: values as CommandInput['values'],
      resolvePath: (path) => path,
      unlock: () => Promise.resolve(),
      passphrase: notNeeded,
      newPassphrase: notNeeded,
      recoveryHalf: notNeeded,
      warn() {},
      progress() {},
    });
    const text = command.text(answer);
    for (const told of [JSON.stringify(answer), text])
      for (const id of [...hidden, 'Quillfeather']) expect(told).not.toContain(id);
    return { answer, text };
  }
  const { answer } = await achilles('measure');
  expect(answer).toMatchObject({
    protected_left_out: 2,
    scalars: { n: 11, m_simple: 13, component_sizes: [11] },
  });
  const told = answer as {
    nodes: { degree: number[] };
    simple_edges: unknown[];
    components: string[][];
    linkpred: { top: Record<string, [string, string, number][]> };
  };
  expect(told.components.map((members) => members.length)).toEqual([11]);
  // Abe and Ezra share Vida alone, and Ada and Cass nobody.
  const pairs = Object.values(told.linkpred.top).flat();
  expect(pairs.length).toBeGreaterThan(0);
  const isPair = (one: string, other: string) =>
    pairs.some(
      ([a, b, likeness]) => likeness > 0 && [a, b].sort().join() === [one, other].sort().join(),
    );
  expect(isPair(idOf('Abe Adder'), idOf('Ezra End'))).toBe(false);
  expect(told.nodes.degree).toHaveLength(11);
  expect(told.simple_edges).toHaveLength(13);
  expect(Object.keys(answer).slice(3, 9)).toEqual([
    ...['simple_edges', 'articulation_points', 'bridges', 'components', 'scalars', 'nodes'],
  ]);
  expect((await achilles('communities', '--runs', '5')).text).toContain(
    '2 protected records left out',
  );
  const sets = await achilles('key-players', '--size', '1', '--projection', 'person-direct');
  expect(sets.text).toContain('2 protected records left out');
  expect(sets.text).toMatch(/^1 {2}0\.\d{4} {2}\w+ \w+: /);
  const log = await api.audit.list({});
  expect(log.map(({ method }) => method)).toContain('analysis.measure');
});
