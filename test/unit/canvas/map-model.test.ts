import { expect, test } from 'vitest';
import { badgeOfRole } from '../../../renderer/canvas/map-graph.ts';
import type { MapChange } from '../../../renderer/canvas/map-model.ts';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';

function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'person',
    label: id,
    isProtected: false,
    role: null,
    levers: null,
    hiddenNeighbours: 0,
    ...more,
  };
}

function edge(id: string, source: string, target: string): GraphEdge {
  return {
    id,
    source,
    target,
    type: null,
    sourceType: 'KNOWS',
    label: 'knows',
    family: 'people',
    isDirected: false,
    certainty: 'reported',
  };
}

const NOWHERE = new Map<string, { x: number; y: number }>();

test('what stays on the map stays where it is when records are read anew', () => {
  const model = createMapModel([]);
  model.replace([node('a'), node('b')], [edge('1', 'a', 'b')], new Map([['a', { x: 5, y: 6 }]]));
  model.replace([node('a', { label: 'renamed' }), node('c')], [], NOWHERE);
  expect(model.graph.nodes().sort()).toEqual(['a', 'c']);
  expect(model.graph.getNodeAttributes('a')).toMatchObject({ x: 5, y: 6, label: 'renamed' });
  expect(model.graph.size).toBe(0);
});

test('links to oneself and to records that are not there are not drawn', () => {
  const model = createMapModel([]);
  model.replace(
    [node('a'), node('b')],
    [edge('1', 'a', 'a'), edge('2', 'a', 'gone'), edge('3', 'a', 'b')],
    NOWHERE,
  );
  expect(model.graph.edges()).toEqual(['3']);
});

test('a link that gains a parallel one is fanned with it', () => {
  const model = createMapModel([]);
  model.replace([node('a'), node('b')], [edge('1', 'a', 'b')], NOWHERE);
  const alone = model.graph.getEdgeAttribute('1', 'curvature');
  model.merge([], [edge('2', 'a', 'b')], NOWHERE);
  const [one, two] = ['1', '2'].map((id) => model.graph.getEdgeAttribute(id, 'curvature'));
  expect(one).not.toBe(alone);
  expect(one).toBe(-(two ?? 0));
});

test('the neighbours of what is taken off the map count one more that is not on it', () => {
  const model = createMapModel([]);
  model.replace(
    [node('hub', { hiddenNeighbours: 2 }), node('a'), node('b')],
    [edge('1', 'hub', 'a'), edge('2', 'hub', 'a'), edge('3', 'hub', 'b'), edge('4', 'a', 'b')],
    NOWHERE,
  );
  model.remove(['a', 'b']);
  expect(model.graph.getNodeAttribute('hub', 'hiddenNeighbours')).toBe(4);
});

test('a record taken off the map is no longer pinned', () => {
  const model = createMapModel([]);
  model.replace([node('a'), node('b')], [], NOWHERE);
  model.setPinned(['a', 'b', 'gone'], true);
  expect([...model.pinnedIds].sort()).toEqual(['a', 'b']);
  model.remove(['a']);
  expect([...model.pinnedIds]).toEqual(['b']);
});

test('few and many nodes are moved alike', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `n${index}`);
  const model = createMapModel([]);
  model.replace(
    ids.map((id) => node(id)),
    [],
    NOWHERE,
  );
  model.move(
    new Map([
      ['n3', { x: 1, y: 2 }],
      ['gone', { x: 9, y: 9 }],
    ]),
  );
  expect(model.graph.getNodeAttributes('n3')).toMatchObject({ x: 1, y: 2 });
  model.move(new Map(ids.map((id, index) => [id, { x: index, y: -index }])));
  expect(model.graph.getNodeAttributes('n199')).toMatchObject({ x: 199, y: -199 });
});

test('listeners hear what changed, until they stop', () => {
  const heard: MapChange[] = [];
  const model = createMapModel([]);
  const stop = model.subscribe((change) => heard.push(change));
  model.replace([node('a')], [], NOWHERE);
  model.move(new Map([['a', { x: 1, y: 1 }]]));
  model.toggleKind('person');
  stop();
  model.showAllKinds();
  expect(heard).toEqual(['records', 'positions', 'kinds']);
});

test('roles earn a badge, and a protected person’s role never shows', () => {
  expect(badgeOfRole('principal', false)).toBe('principal');
  expect(badgeOfRole('enabler-legal', false)).toBe('enabler');
  expect(badgeOfRole('front-business-operator', false)).toBe('front');
  expect(badgeOfRole('runner-mule', false)).toBeNull();
  expect(badgeOfRole(null, false)).toBeNull();
  expect(badgeOfRole('principal', true)).toBeNull();
});

test('a great change is told once, not node by node: whoever draws would go through the whole map for each', () => {
  const model = createMapModel([]);
  const many = Array.from({ length: 300 }, (_, index) => node(`n${index}`));
  const links = many.slice(1).map(({ id }, index) => edge(`l${index}`, id, 'n0'));
  let toldByGraph = 0;
  for (const event of ['nodeAdded', 'nodeDropped', 'edgeAdded', 'edgeDropped'] as const)
    model.graph.on(event, () => {
      toldByGraph++;
    });
  const told: MapChange[] = [];
  model.subscribe((change) => told.push(change));
  model.replace(many, links, NOWHERE);
  model.remove(many.slice(10).map(({ id }) => id));
  expect([model.graph.order, model.graph.size]).toEqual([10, 9]);
  expect(told).toEqual(['records', 'records']);
  expect(toldByGraph).toBe(0);
  // Small ones are told by the graph too.
  model.remove(['n3']);
  expect(toldByGraph).toBe(2);
});

test('who listens hears which nodes moved, and of none that is not there', () => {
  const model = createMapModel([]);
  model.replace([node('a'), node('b'), node('c')], [], NOWHERE);
  const moves: (readonly string[])[] = [];
  model.subscribe((change, moved) => {
    if (change === 'positions') moves.push(moved);
  });
  model.move(
    new Map([
      ['a', { x: 1, y: 2 }],
      ['gone', { x: 0, y: 0 }],
    ]),
  );
  expect(moves).toEqual([['a']]);
  expect(model.graph.getNodeAttributes('a')).toMatchObject({ x: 1, y: 2 });
});

/** What a map holds, told so that two can be compared. */
function told(model: ReturnType<typeof createMapModel>) {
  const { graph } = model;
  return {
    nodes: graph.mapNodes((id, attributes) => ({ id, ...attributes })).sort(byId),
    edges: graph
      .mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes }))
      .sort(byId),
    degrees: graph.nodes().map((id) => graph.degree(id)),
    pinned: [...model.pinnedIds].sort(),
  };
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

test('what was made ready with pauses is what would have been put in place at once', async () => {
  const crowd = (count: number, from = 0) => ({
    nodes: Array.from({ length: count }, (_, index) => node(`n${from + index}`)),
    edges: Array.from({ length: count * 2 }, (_, index) =>
      edge(
        `e${from}-${index}`,
        `n${from + (index % count)}`,
        `n${(from + index * 7 + 3) % (from + count)}`,
      ),
    ),
  });
  const [first, second] = [crowd(300), crowd(200, 250)];
  const places = new Map([['n260', { x: 5, y: 6 }]]);
  const [ready, plain] = [createMapModel([]), createMapModel([])];
  for (const model of [ready, plain]) {
    model.replace(first.nodes, first.edges, new Map([['n7', { x: 70, y: 7 }]]));
    model.setPins(['n7', 'n280']);
  }
  await ready.prepare('merge', second.nodes, second.edges);
  // Moved while it was made ready: it stays where it was put.
  for (const model of [ready, plain]) {
    model.move(new Map([['n8', { x: 80, y: 8 }]]));
    model.merge(second.nodes, second.edges, places);
  }
  expect(told(ready)).toEqual(told(plain));
  expect(ready.graph.getNodeAttributes('n8')).toMatchObject({ x: 80, y: 8 });

  await ready.prepare('replace', second.nodes, second.edges);
  for (const model of [ready, plain]) model.replace(second.nodes, second.edges, new Map());
  expect(told(ready)).toEqual(told(plain));
  expect(ready.graph.order).toBe(200);
  expect([...ready.pinnedIds]).toEqual(['n280']);
});

test('what was made ready of a map that changed since is made anew', async () => {
  const many = Array.from({ length: 200 }, (_, index) => node(`n${index}`));
  const model = createMapModel([]);
  model.replace([node('a'), node('b')], [edge('ab', 'a', 'b')], new Map());
  await model.prepare('merge', many, []);
  model.remove(['b']);
  model.merge(many, [], new Map());
  expect(model.graph.hasNode('b')).toBe(false);
  expect(model.graph.order).toBe(201);
});

test('a link beside another bends away from it, however few are added', () => {
  const model = createMapModel([]);
  const crowd = Array.from({ length: 300 }, (_, index) => node(`n${index}`));
  model.replace(crowd, [edge('one', 'n0', 'n1')], new Map());
  model.merge([], [edge('two', 'n1', 'n0')], new Map());
  const anew = createMapModel([]);
  anew.replace(crowd, [edge('two', 'n1', 'n0'), edge('one', 'n0', 'n1')], new Map());
  for (const id of ['one', 'two'])
    expect(model.graph.getEdgeAttribute(id, 'curvature')).toBe(
      anew.graph.getEdgeAttribute(id, 'curvature'),
    );
});
