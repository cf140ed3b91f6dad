import { expect, test } from 'vitest';
import type { GraphScope } from '../../shared/api/graph.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const ALL: GraphScope = { among: null, steps: [] };

/** Three gangs of nine people, each with its OCG, one link from each gang to the next, and two loners. */
function gangs() {
  const nodes = ['id,name,type,vulnerable'];
  const edges = ['source,target,layer'];
  for (const gang of [0, 1, 2]) {
    nodes.push(`g${gang},Invented Gang ${gang},ocg,`);
    for (let member = 0; member < 9; member++) {
      // The best linked of the first gang is a protected person.
      const isProtected = gang === 0 && member === 0;
      nodes.push(`p${gang}-${member},Person ${gang} ${member},person,${isProtected ? 'yes' : ''}`);
      edges.push(`p${gang}-${member},g${gang},member of`);
      for (let other = 0; other < member; other += 2)
        edges.push(`p${gang}-${member},p${gang}-${other},associate`);
    }
    edges.push(`p${gang}-3,p${(gang + 1) % 3}-4,associate`);
  }
  nodes.push('l1,Loner One,person,', 'l2,Loner Two,person,');
  return [textFile('nodes.csv', nodes.join('\n')), textFile('edges.csv', edges.join('\n'))];
}

async function start() {
  const started = await startWithCase();
  await importFiles(started, gangs(), { basis: 'fact' });
  return started.api;
}

test('a case is parted into its groups, each called after its OCG, with kinds, links and the rest', async () => {
  const api = await start();
  const { total, bubbles, rest, links } = await api.graph.communities({ scope: ALL });
  expect(bubbles.map(({ name, size }) => [name, size]).sort()).toEqual([
    ['Invented Gang 0', 9],
    ['Invented Gang 1', 10],
    ['Invented Gang 2', 10],
  ]);
  expect(total).toBe(31);
  expect(rest).toEqual({ communities: 2, size: 2 });
  expect(links.map(({ count }) => count)).toEqual([1, 1, 1]);
  const second = bubbles.find(({ name }) => name === 'Invented Gang 1');
  expect(second?.kinds).toEqual([
    { kind: 'person', count: 9 },
    { kind: 'ocg', count: 1 },
  ]);
  expect(second?.linksWithin).toBeGreaterThan(9);
});

test('the same case is parted the same way', async () => {
  const api = await start();
  const once = await api.graph.communities({ scope: ALL });
  await api.view.saveWorking({
    name: 'Arrange',
    state: { shownIds: [], positions: {}, pinnedIds: [] },
  });
  expect(await api.graph.communities({ scope: ALL })).toEqual(once);
});

test('a community opens into its members, best linked first, and the rest into what has no links', async () => {
  const api = await start();
  const { bubbles } = await api.graph.communities({ scope: ALL });
  const gang = bubbles.find(({ name }) => name === 'Invented Gang 2');
  const scope: GraphScope = { ...ALL, steps: [{ type: 'community', id: gang?.id ?? '' }] };
  const { total, ids } = await api.graph.members({ scope });
  expect(total).toBe(10);
  const part = await api.graph.among({ ids });
  expect(part.nodes.map(({ label }) => label)).toContain('Invented Gang 2');
  expect(part.nodes.every(({ label }) => /Gang 2|Person 2/.test(label))).toBe(true);
  expect(await api.graph.size({ scope })).toEqual({
    total: 10,
    names: ['Around Invented Gang 2'],
  });
  const loners = await api.graph.members({ scope: { ...ALL, steps: [{ type: 'rest' }] } });
  expect(
    (await api.graph.among({ ids: loners.ids })).nodes.map(({ label }) => label).sort(),
  ).toEqual(['Loner One', 'Loner Two']);
});

test('protected people are not counted, listed, nor what a community is called after', async () => {
  const api = await start();
  const hidden = (await api.entity.queryIds({ filter: 'protected:yes' })).ids;
  expect(hidden).toHaveLength(1);
  const answers = [
    await api.graph.communities({ scope: ALL }),
    await api.graph.members({ scope: ALL }),
    await api.graph.members({ scope: { among: hidden, steps: [] } }),
    await api.graph.communities({ scope: { among: hidden, steps: [] } }),
    await api.graph.members({
      scope: { among: null, steps: [{ type: 'cell', by: 'ocg', kind: 'person', column: null }] },
    }),
    await api.graph.grid({ scope: ALL, by: 'ocg' }),
  ];
  for (const answer of answers) {
    expect(JSON.stringify(answer)).not.toContain(hidden[0]);
    expect(JSON.stringify(answer)).not.toContain('Protected person');
  }
  expect(answers[2]).toEqual({ total: 0, ids: [] });
  const { rows } = await api.graph.grid({ scope: ALL, by: 'links' });
  // Twenty-nine people of whom one is protected.
  expect(rows.find(({ kind }) => kind === 'person')?.total).toBe(28);
  await expect(
    api.graph.members({
      scope: { ...ALL, steps: [{ type: 'community', id: '00000000-0000-7000-8000-000000000000' }] },
    }),
  ).rejects.toMatchObject({ data: { code: 'not-found' } });
});

test('every cell of a grid opens as many records as it counts, whatever it tells apart', async () => {
  const api = await start();
  for (const by of ['source', 'seen', 'links', 'levers', 'ocg'] as const) {
    const grid = await api.graph.grid({ scope: ALL, by });
    expect(grid.total).toBe(31);
    for (const { kind, counts, total } of grid.rows) {
      expect(counts).toHaveLength(grid.columns.length);
      const row = await api.graph.size({
        scope: { among: null, steps: [{ type: 'cell', by, kind, column: null }] },
      });
      expect(row.total).toBe(total);
      for (const [index, { id }] of grid.columns.entries()) {
        const scope: GraphScope = { among: null, steps: [{ type: 'cell', by, kind, column: id }] };
        expect(await api.graph.size({ scope })).toMatchObject({ total: counts[index] });
      }
    }
  }
});

test('levers are told as they were worked out', async () => {
  const started = await startWithCase();
  const premises = [
    'id,type,name,premisesType,indicators',
    'm1,premises,The Invented Arms,pub-bar,drug-dealing-at-premises',
    'm2,premises,Sample House,dwelling,',
  ];
  const links = ['source,target,layer', 'm1,m2,knows'];
  await importFiles(
    started,
    [textFile('nodes.csv', premises.join('\n')), textFile('edges.csv', links.join('\n'))],
    { basis: 'fact' },
  );
  const { api } = started;
  const { items } = await api.entity.list({ limit: 100 });
  const all = items
    .filter(({ isProtected }) => !isProtected)
    .reduce((sum, { leverCount }) => sum + (leverCount ?? 0), 0);
  const { bubbles } = await api.graph.communities({ scope: ALL });
  expect(bubbles.every(({ levers, flagged }) => levers !== null && flagged !== null)).toBe(true);
  expect(all).toBeGreaterThan(0);
  expect(bubbles.reduce((sum, { levers }) => sum + (levers ?? 0), 0)).toBe(all);
});

test('an edit is seen by the next overview', async () => {
  const api = await start();
  const { ids } = await api.graph.members({ scope: ALL });
  const people = await api.entity.queryIds({ filter: 'type:person', among: ids });
  await api.entity.correct({
    id: people.ids[0] ?? '',
    field: 'vulnerable',
    value: true,
    reason: 'Assessed',
  });
  expect(await api.graph.size({ scope: ALL })).toEqual({ total: 30, names: [] });
});
