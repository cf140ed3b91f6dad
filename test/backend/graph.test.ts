import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

function star(leaves: number) {
  const nodes = [
    'id,type',
    'hub,person',
    ...Array.from({ length: leaves }, (_, i) => `leaf ${i},person`),
  ];
  const edges = [
    'source,target,layer',
    ...Array.from({ length: leaves }, (_, i) => `hub,leaf ${i},knows`),
  ];
  return [textFile('nodes.csv', nodes.join('\n')), textFile('edges.csv', edges.join('\n'))];
}

test('a small case opens whole, with every relation and nothing hidden', async () => {
  const started = await startWithCase();
  await importFiles(started, star(5));
  const part = await started.api.graph.open({});
  expect(part).toMatchObject({ reason: 'whole', totalEntities: 6, totalRelations: 5 });
  expect(part.nodes).toHaveLength(6);
  expect(part.edges).toHaveLength(5);
  expect(part.nodes.every((node) => node.hiddenNeighbours === 0)).toBe(true);
});

test('an empty case opens empty', async () => {
  const { api } = await startWithCase();
  expect(await api.graph.open({})).toMatchObject({
    reason: 'empty',
    nodes: [],
    edges: [],
    totalEntities: 0,
  });
});

test('a big case opens on its best connected person and says how many neighbours are hidden', async () => {
  const started = await startWithCase();
  await importFiles(started, star(300));
  const part = await started.api.graph.open({ limit: 100 });
  expect(part.reason).toBe('best-connected');
  expect(part.nodes.length).toBeLessThanOrEqual(100);
  const hub = part.nodes.find((node) => node.id === part.focusId);
  expect(hub?.label).toBe('hub');
  expect(hub?.hiddenNeighbours).toBe(300 - (part.nodes.length - 1));
});

test('expanding brings what was hidden and tells the new count', async () => {
  const started = await startWithCase();
  await importFiles(started, star(300));
  const part = await started.api.graph.open({ limit: 100 });
  const shownIds = part.nodes.map((node) => node.id);
  const more = await started.api.graph.expand({ id: part.focusId ?? '', shownIds, limit: 20 });
  const added = more.nodes.filter((node) => !shownIds.includes(node.id));
  expect(added).toHaveLength(20);
  expect(more.edges).toHaveLength(20);
  const hub = more.nodes.find((node) => node.id === part.focusId);
  expect(hub?.hiddenNeighbours).toBe(300 - (shownIds.length - 1) - 20);
});

test('parallel relations all come, in their own direction', async () => {
  const started = await startWithCase();
  await importFiles(started, [
    textFile('nodes.csv', 'id,type\na,person\nb,business\n'),
    textFile('edges.csv', 'source,target,layer\na,b,director of\na,b,shareholder\nb,a,employs\n'),
  ]);
  const { nodes, edges } = await started.api.graph.open({});
  const a = nodes.find((node) => node.label === 'a')?.id;
  expect(edges.map((edge) => [edge.sourceType, edge.source === a ? 'from a' : 'from b'])).toEqual(
    expect.arrayContaining([
      ['director of', 'from a'],
      ['shareholder', 'from a'],
      ['employs', 'from b'],
    ]),
  );
  expect(edges).toHaveLength(3);
});

test('a protected person is drawn as protected: a reference without a role, wherever a part of the map comes from', async () => {
  const started = await startWithCase();
  await importFiles(started, [
    textFile(
      'nodes.csv',
      'id,type,name,role\na,person,Ana Example,principal\nv,person,Cary Quillfeather,exploited-child\n',
    ),
    textFile('edges.csv', 'source,target,layer\na,v,knows\n'),
  ]);
  const { api } = started;
  const opened = await api.graph.open({});
  const ids = opened.nodes.map(({ id }) => id);
  const [anaId = ''] = opened.nodes.flatMap(({ id, label }) => (label === 'Ana Example' ? id : []));
  const parts = [
    opened,
    await api.graph.open({ focusId: anaId }),
    await api.graph.among({ ids }),
    await api.graph.expand({ id: anaId, shownIds: [anaId], limit: 20 }),
  ];
  for (const { nodes } of parts) {
    expect(nodes.find(({ id }) => id !== anaId)).toMatchObject({
      label: expect.stringMatching(/^Protected person PER-/),
      isProtected: true,
      role: null,
    });
    expect(JSON.stringify(nodes)).not.toMatch(/Quillfeather|exploited/);
  }
});
