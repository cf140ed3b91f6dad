import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackend } from '../../electron/backend.ts';
import { type Api, importFiles, PASSPHRASE, RESOURCES_DIR, textFile, USER } from './fixture.ts';

/**
 * Ana and Finn are tied by Vida, who is protected, surely and in two links; by Bram and Cleo, surely and in three; by Dov,
 * of whom little is known; and by Edda, but in the wrong order. They are of one group, and lived in one flat for a while.
 */
const PEOPLE = `id,type,name,role,grade
ana,person,Ana Adder,principal,1A P
bram,person,Bram Bridge,,1A P
cleo,person,Cleo Carter,,1A P
dov,person,Dov Dunnow,,1A P
edda,person,Edda Early,enabler-accountancy,2B P
finn,person,Finn Far,core-member,1A P
gina,person,Gina Adder,,1A P
vida,person,Vida Quillfeather,exploited-child,1A P
harbour,ocg,Harbour group,,1A P
quay,ocg,Quay group,,1A P
flat,premises,"Flat 1, Sample Street",,1A P
yard,premises,Sample Yard,,1A P
phone,phone,07700 900333,,1A P
`;
const FIRMS = `id,type,name,sector,filingStatus,indicators,grade
suds,business,Sample Suds Ltd,car-wash,Accounts overdue,labour-exploitation,1A P
kin,business,Kin Stores Ltd,convenience-store,,,1A P
quiet,business,Quiet Ltd,accountancy,,,1A P
lone,business,Lone Wash Ltd,car-wash,Accounts overdue,,1A P
`;
const LINKS = `source,target,layer,startedon,endedon,observedon,grade
ana,vida,associate of,2024-01-01,,2026-05-01,1A P
vida,finn,associate of,2024-01-01,,2026-05-01,1A P
ana,bram,associate of,2024-01-01,,2026-05-01,1A P
bram,cleo,associate of,2024-02-01,,2026-05-01,1A P
cleo,finn,associate of,2025-06-01,,2026-02-01,2C P
ana,dov,associate of,,,2026-05-01,2D P
dov,finn,associate of,,,2026-05-01,2D P
ana,edda,associate of,2024-05-01,,2026-05-01,1A P
edda,finn,associate of,2022-01-01,2023-01-01,,1A P
bram,finn,associate of,,,,1E P
gina,ana,family of,,,2026-05-01,1A P
ana,harbour,leads,2023-01-01,,2026-05-01,1A P
finn,harbour,member of,2023-01-01,,2026-05-01,1A P
cleo,harbour,member of,,,2026-05-01,1E P
bram,quay,member of,2023-01-01,,2026-05-01,1A P
vida,quay,member of,2023-01-01,,2026-05-01,1A P
ana,flat,lives at,2024-01-01,2024-06-30,,1A P
finn,flat,lives at,2024-03-01,2024-12-31,,1A P
vida,flat,lives at,2024-01-01,2024-12-31,,1A P
bram,phone,uses phone,2026-01-01,,2026-04-01,1A P
vida,phone,uses phone,2026-01-01,,2026-04-01,1A P
ana,suds,director of,2024-01-01,,2026-05-01,1A P
gina,kin,director of,2024-01-01,,2026-05-01,1A P
vida,quiet,director of,2024-01-01,,2026-05-01,1A P
suds,yard,trades at,2024-01-01,,2026-05-01,1A P
bram,yard,occupies,2024-01-01,,2026-05-01,1A P
`;

const folder = mkdtempSync(join(tmpdir(), 'achilles-test-'));
const backend = createBackend({
  resourcesDir: RESOURCES_DIR,
  dataDir: join(folder, 'data'),
  casesDir: join(folder, 'cases'),
  host: 'command-line',
  now: () => Date.parse('2026-06-01T12:00:00Z'),
});
const api: Api = createRouterClient(backend.router, { context: backend.connect() });
const ids = new Map<string, string>();
let hidden = '';

/** Id of a record by the beginning of its label. */
function idOf(label: string): string {
  const found = [...ids].filter(([each]) => each.startsWith(label));
  if (found.length !== 1) throw new Error(`${label}: ${found.length} records`);
  return found[0]?.[1] ?? '';
}

beforeAll(async () => {
  await api.case.create({ handle: null, name: 'Harbour', user: USER, passphrase: PASSPHRASE });
  await importFiles({ backend, api }, [
    textFile('people.csv', PEOPLE),
    textFile('firms.csv', FIRMS),
    textFile('edges.csv', LINKS),
  ]);
  const { items } = await api.entity.list({});
  for (const { id, label, isProtected } of items) {
    if (isProtected) hidden = id;
    else ids.set(label, id);
  }
});
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing in an answer tells who is protected. */
function expectHidden(answer: unknown): void {
  expect(hidden).not.toBe('');
  const text = JSON.stringify(answer);
  expect(text).not.toContain(hidden);
  expect(text).not.toMatch(/quillfeather|Protected person/i);
}

async function routes(asked: Partial<Parameters<Api['analysis']['paths']>[0]> = {}) {
  const answer = await api.analysis.paths({
    from: [idOf('Ana')],
    to: [idOf('Finn')],
    ...asked,
  });
  expectHidden(answer);
  const [pair] = answer.pairs;
  if (!pair) throw new Error('no pair');
  return {
    ...answer,
    ...pair,
    ways: pair.routes.map(({ records }) => records.map(({ label }) => label.split(' ')[0])),
  };
}

test('the surest route comes first, its weakest link is named, and one through somebody protected is withheld', async () => {
  const found = await routes();
  expect(found.isWithheld).toBe(true);
  expect(found.ways[0]).toEqual(['Ana', 'Bram', 'Cleo', 'Finn']);
  const byPeople = found.routes.find(({ records }) => records[1]?.label === 'Bram Bridge');
  expect(byPeople?.weakest).toEqual({ step: 2, daysAgo: 120 });
  expect(byPeople?.steps[2]).toMatchObject({
    lastSeenOn: '2026-02-01',
    moreTies: 0,
    takenOn: null,
    ties: [
      {
        words: 'associate of',
        certainty: 'reported',
        grade: { source: 2, information: 'C' },
      },
    ],
  });
  const likelihoods = found.routes.map(({ likelihood }) => likelihood ?? 0);
  expect(likelihoods).toEqual([...likelihoods].sort((a, b) => b - a));
});

test('routes keep to the links that were asked for', async () => {
  const short = await routes({ by: 'links', mostLinks: 2 });
  expect(short.ways.map((way) => way[1]).sort()).toEqual(['Dov', 'Edda', 'Flat']);
  const sure = await routes({ mostLinks: 3, links: { hasTentative: false } });
  expect(sure.ways.map((way) => way[1])).not.toContain('Dov');
  // Suspected to be false: Bram and Finn are not tied.
  expect(sure.ways).not.toContainEqual(['Ana', 'Bram', 'Finn']);
  const grouped = await routes({ links: { hasMembership: true } });
  expect(grouped.ways).toContainEqual(['Ana', 'Harbour', 'Finn']);
  const around = await routes({
    mostLinks: 3,
    avoid: [idOf('Flat'), idOf('Edda'), idOf('Dov')],
  });
  expect(around.ways).toEqual([['Ana', 'Bram', 'Cleo', 'Finn']]);
  const early = await routes({ by: 'links', links: { to: '2023-06' } });
  expect(early.ways.flat()).not.toContain('Cleo');
});

test('in the order of time no step is over before the one before it began', async () => {
  const found = await routes({ isInTimeOrder: true });
  expect(found.ways).toContainEqual(['Ana', 'Bram', 'Cleo', 'Finn']);
  expect(found.ways).not.toContainEqual(['Ana', 'Edda', 'Finn']);
  const way = found.routes.find(({ records }) => records[2]?.label === 'Cleo Carter');
  expect(way?.steps.map(({ takenOn }) => takenOn)).toEqual([
    '2024-01-01',
    '2024-02-01',
    '2025-06-01',
  ]);
});

test('to avoid somebody protected, or to ask for a way to them, tells nothing', async () => {
  const before = await routes();
  const avoiding = await routes({ avoid: [hidden] });
  expect(avoiding).toEqual(before);
  const { pairs } = await api.analysis.paths({ from: [idOf('Ana')], to: [hidden] });
  // As for somebody whom nobody knows.
  expect(pairs).toMatchObject([{ routes: [], isWithheld: true, to: { isProtected: true } }]);
  expect(JSON.stringify(pairs)).not.toMatch(/quillfeather/i);
  await expect(api.analysis.paths({ from: [idOf('Ana')] })).rejects.toThrow(/one and the same/);
});

test('what ties two together is told with its evidence, nothing of it by somebody protected', async () => {
  const ana = idOf('Ana');
  const answer = await api.analysis.ties({ ids: [ana, idOf('Finn')] });
  expectHidden(answer);
  expect(answer.isWithheld).toBe(true);
  expect(answer.direct).toEqual([]);
  expect(answer.groups.map(({ other }) => other.label)).toEqual(['Harbour group']);
  expect(answer.assets).toMatchObject([
    {
      other: { label: 'Flat 1, Sample Street' },
      overlap: { from: '2024-03-01', to: '2024-06-30' },
      isDated: true,
      isHub: false,
      cells: [[{ words: 'lives at' }], [{ words: 'lives at' }]],
    },
  ]);
  expect(answer.neighbours.map(({ other }) => other.label).sort()).toEqual([
    'Dov Dunnow',
    'Edda Early',
  ]);
  expect(answer.sources.map(({ records }) => records.length)).toEqual([2]);
  expect(answer.routes[0]?.routes).toHaveLength(1);
  // Bram shares a phone with Vida alone: it ties nobody.
  const others = await api.analysis.ties({ ids: [idOf('Bram'), idOf('Cleo')] });
  expectHidden(others);
  expect(others.direct).toHaveLength(1);
  expect(others.assets).toEqual([]);
  expect(others.routes).toEqual([]);
  const withHidden = await api.analysis.ties({ ids: [idOf('Bram'), hidden] });
  expect(withHidden).toMatchObject({ direct: [], groups: [], assets: [], neighbours: [] });
  expect(withHidden.sources).toEqual([]);
});

test('rings around a record count nobody protected, nor whom they alone lead to', async () => {
  const answer = await api.analysis.ego({ id: idOf('Bram'), hops: 2 });
  expectHidden(answer);
  expect(answer.isWithheld).toBe(true);
  const [first, second] = answer.rings;
  const labels = (of: typeof first) =>
    of?.ids.map((id) => [...ids].find(([, each]) => each === id)?.[0] ?? '').sort();
  expect(labels(first)).toEqual(['Ana Adder', 'Cleo Carter', 'Phone', 'Sample Yard']);
  expect(first?.kinds).toContainEqual({ kind: 'person', count: 2 });
  expect(labels(second)).toContain('Finn Far');
  // Led to by Vida alone.
  expect(labels(second)).not.toContain('Quiet Ltd');
  const filtered = await api.analysis.ego({ id: idOf('Bram'), hops: 2, filter: 'type:business' });
  expect(labels(filtered.rings[1])).toEqual(['Sample Suds Ltd']);
  expect(await api.analysis.ego({ id: hidden })).toMatchObject({ rings: [], isWithheld: true });
});

test('signs of a front are present, absent or not checked, each with what it rests on', async () => {
  const { front, enabler, caution } = await api.analysis.signs({ id: idOf('Sample Suds') });
  expectHidden({ front, enabler });
  expect(caution).toMatch(/not proof/);
  const sign = (name: string) => front?.signs.find((one) => one.name === name);
  expect(sign('officer_is_nominal')).toMatchObject({
    state: 'present',
    evidence: [{ about: { label: 'Ana Adder' } }, { about: { label: 'Harbour group' } }],
  });
  // 18 points by a link and a membership of 1A.
  expect(sign('officer_is_nominal')?.counted).toBeCloseTo(18 * 0.95);
  expect(sign('cash_intensive_sector')?.state).toBe('present');
  expect(sign('filing_overdue_or_dormant_but_trading')?.state).toBe('present');
  expect(sign('worker_exploitation_indicator')?.state).toBe('present');
  expect(sign('shared_premises_with_ocg')?.state).toBe('present');
  expect(sign('phoenix_pattern')?.state).toBe('not-checked');
  expect(sign('priority_sector')).toMatchObject({ state: 'not-checked', counted: 0 });
  expect(front?.corroboratedGroups).toBe(5);
  expect(front?.band).toBe('medium');
  // Who is family says nothing.
  const kin = await api.analysis.signs({ id: idOf('Kin Stores') });
  const ofKin = (name: string) => kin.front?.signs.find((one) => one.name === name)?.state;
  expect(ofKin('officer_is_nominal')).toBe('absent');
  expect(ofKin('officer_nominal_hidden')).toBe('not-checked');
});

test('nobody protected is scored, and nothing of theirs makes a sign', async () => {
  const own = await api.analysis.signs({ id: hidden });
  expect(own).toMatchObject({ enabler: null, front: null, isWithheld: true });
  const quiet = await api.analysis.signs({ id: idOf('Quiet') });
  expectHidden(quiet);
  expect(quiet.front?.signs.find(({ name }) => name === 'officer_is_nominal')).toMatchObject({
    state: 'not-checked',
    evidence: [],
  });
  // Bram knows of the Quay group by himself; that Vida is of it reaches nobody.
  const flat = await api.analysis.signs({ id: idOf('Finn') });
  const reach = flat.enabler?.parts.find(({ name }) => name === 'crossOcg');
  expect(reach?.evidence.map(({ about }) => about?.label)).toEqual([]);
  for (const of of ['enablers', 'fronts'] as const)
    expectHidden(await api.analysis.signRanking({ of }));
});

test('an enabler needs a recorded skill, and without one the score speaks of structure alone', async () => {
  const { items, protectedLeftOut } = await api.analysis.signRanking({ of: 'enablers' });
  expect(protectedLeftOut).toBe(1);
  expect(items.find(({ record }) => record.label === 'Edda Early')).toMatchObject({
    isStructureOnly: false,
  });
  const edda = await api.analysis.signs({ id: idOf('Edda') });
  expect(edda.enabler?.parts.find(({ name }) => name === 'role')).toMatchObject({
    state: 'present',
    counted: expect.closeTo(20 * 0.8 * 0.85),
  });
  const bram = await api.analysis.signs({ id: idOf('Bram') });
  expect(bram.enabler?.isStructureOnly).toBe(true);
  expect(bram.enabler?.parts.filter(({ state }) => state === 'not-checked')).toHaveLength(2);
  expect(bram.enabler?.score).toBeLessThanOrEqual(65);
});

test('two dates are compared on the same filter: who came, what it cut, and what is new to us', async () => {
  const change = await api.analysis.compare({ from: '2025-01-15', to: '2026-05-15' });
  expectHidden(change);
  expect(change.isSinceReview).toBe(false);
  expect(change.protectedLeftOut).toBe(1);
  // Finn knew Vida alone on the first date: that he did then is not told.
  expect(change.came.map(({ record }) => record.label)).toEqual([
    'Dov Dunnow',
    'Finn Far',
    'Phone',
  ]);
  expect(change.came[2]?.newness).toEqual({ toTheWorld: true, toUs: true });
  const pair = ({ from, to }: (typeof change.entered)[number]) => [from.label, to.label].sort();
  expect(change.entered.map(pair)).toContainEqual(['Cleo Carter', 'Finn Far']);
  // Over by then: they lived there until the end of 2024.
  expect(change.before.links).toBeLessThan(change.after.links);
  // All of it was recorded when it was imported.
  expect(change.learned.links.length).toBe(change.before.links);
  await expect(api.analysis.compare({ from: '2026-01-01', to: '2025-01-01' })).rejects.toThrow(
    /first date must be before/,
  );
});

test('the last review is a step that can be undone, and a date to compare with', async () => {
  await expect(api.analysis.compare({})).rejects.toThrow(/No review of this case is set/);
  await api.analysis.saveReview({ on: '2026-01-15' });
  expect(await api.analysis.compare({})).toMatchObject({
    from: '2026-01-15',
    to: '2026-06-01',
    isSinceReview: true,
  });
  expect((await api.history.list({}))[0]?.name).toMatch(/^Set the last review to/);
  await api.history.undo();
  expect((await api.analysis.settings()).lastReviewOn).toBeNull();
  await expect(api.analysis.saveReview({ on: '2027-01-01' })).rejects.toThrow(/after today/);
  await api.analysis.savePrioritySectors({ sectors: ['car-wash'] });
  const { front } = await api.analysis.signs({ id: idOf('Sample Suds') });
  expect(front?.signs.find(({ name }) => name === 'priority_sector')?.state).toBe('present');
  await expect(api.analysis.savePrioritySectors({ sectors: ['no such'] })).rejects.toThrow(
    /no sector/,
  );
  await api.history.undo();
});

test('likeness, missing links and worth leave protected people out', async () => {
  const similar = await api.analysis.similar({ id: idOf('Dov'), by: 'links' });
  expectHidden(similar);
  expect(similar.items[0]).toMatchObject({ record: { label: 'Edda Early' }, byLinks: 1 });
  expect(similar.items[0]?.shared.map(({ label }) => label).sort()).toEqual([
    'Ana Adder',
    'Finn Far',
  ]);
  expect(await api.analysis.similar({ id: hidden })).toMatchObject({ items: [], isWithheld: true });
  const missing = await api.analysis.missing({ scope: { projection: 'person-direct' } });
  expectHidden(missing);
  expect(missing.items.length).toBeGreaterThan(0);
  for (const { a, b, shared } of missing.items) {
    expect(a.id).not.toBe(b.id);
    expect(shared.length).toBeGreaterThan(0);
  }
  const { positions } = await api.analysis.positions({ scope: { projection: 'person-direct' } });
  expectHidden(positions);
  const together = positions?.map(({ members }) => members.map(({ label }) => label));
  // Both are tied to Ana and Finn alone.
  expect(together?.find((labels) => labels.includes('Dov Dunnow'))).toContain('Edda Early');
  const calls = await api.analysis.missing({ scope: { projection: 'flow-call' } });
  expect(calls).toMatchObject({ items: [], caution: expect.stringContaining('calls') });
});

test('what people bring is set by an analyst, can be undone, and never of somebody protected', async () => {
  const usual = await api.analysis.capital({ scope: { projection: 'person-direct' } });
  expectHidden(usual);
  expect(usual.items.find(({ record }) => record.label === 'Finn Far')).toMatchObject({
    resource: 0.2,
    isSet: false,
  });
  await api.analysis.saveResource({ id: idOf('Cleo'), weight: 1 });
  const set = await api.analysis.capital({ scope: { projection: 'person-direct' } });
  expect(set.items[0]).toMatchObject({ record: { label: 'Cleo Carter' }, rank: 1, isSet: true });
  expect(set.capital).toBeGreaterThan(usual.capital);
  await api.history.undo();
  expect((await api.analysis.settings()).resources).toEqual([]);
  await expect(api.analysis.saveResource({ id: hidden, weight: 1 })).rejects.toThrow(/protected/i);
});

test('a membership that is suspected to be false makes nobody a member of a group', async () => {
  const members: string[] = [];
  for await (const event of await api.analysis.communities({ scope: {}, runs: 5 })) {
    expectHidden(event);
    if (event.type !== 'answer') continue;
    for (const { ocgs } of event.communities)
      for (const { entity, members: count } of ocgs) members.push(`${count} of ${entity.label}`);
  }
  // Ana and Finn, in one community or in two; never Cleo.
  expect(['2 of Harbour group', '1 of Harbour group,1 of Harbour group']).toContain(
    members.filter((each) => each.endsWith('Harbour group')).join(),
  );
});

test('a business is looked at for signs, though nobody is tied to it', async () => {
  const { items } = await api.analysis.signRanking({ of: 'fronts' });
  expect(items.find(({ record }) => record.label === 'Lone Wash Ltd')).toMatchObject({
    present: ['Accounts overdue or dormant while trading', 'Cash-intensive sector'],
  });
});
