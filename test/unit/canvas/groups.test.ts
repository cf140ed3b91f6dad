import { expect, test } from 'vitest';
import { isGroupId, type MapGroup, newGroupId } from '../../../renderer/canvas/groups.ts';
import { convexHull, hullOfDiscs } from '../../../renderer/canvas/hull.ts';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';
import type { KindDefinition } from '../../../shared/domain/ontology.ts';

function kind(id: string, label: string, plural: string): KindDefinition {
  return {
    id,
    label,
    plural,
    prefix: 'KND',
    shape: 'circle',
    icon: 'user',
    isOnMap: true,
    labelFrom: [['name']],
    aliases: [],
    fields: [],
  };
}

function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'person',
    label: id,
    isProtected: false,
    role: null,
    levers: { strong: 1, indicative: 1 },
    hiddenNeighbours: 0,
    ...more,
  };
}

function edge(
  id: string,
  source: string,
  target: string,
  more: Partial<GraphEdge> = {},
): GraphEdge {
  return {
    id,
    source,
    target,
    type: null,
    sourceType: 'KNOWS',
    label: 'knows',
    family: 'people',
    isDirected: false,
    certainty: 'tentative',
    ...more,
  };
}

const GROUP: MapGroup = {
  id: 'group-1',
  name: 'Supply line',
  memberIds: ['a', 'b', 'f', 'child', 'gone'],
  isClosed: true,
};

/** a, b, the firm f and a protected child in a group; x and y outside. */
function model(groups: readonly MapGroup[]) {
  const made = createMapModel([
    kind('person', 'Person', 'People'),
    kind('business', 'Business', 'Businesses'),
  ]);
  made.replace(
    [
      node('a'),
      node('b'),
      node('f', { kind: 'business' }),
      node('child', { isProtected: true }),
      node('x'),
      node('y'),
    ],
    [
      edge('1', 'a', 'b'),
      edge('2', 'a', 'x', { certainty: 'confirmed' }),
      edge('3', 'x', 'b', { family: 'money' }),
      edge('4', 'f', 'y'),
      edge('5', 'a', 'child'),
    ],
    new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 30, y: 0 }],
      ['f', { x: 0, y: 60 }],
      ['x', { x: 200, y: 0 }],
    ]),
  );
  made.setGroups(groups);
  return made;
}

test('a closed group is one node with its members counted by kind and its levers added up', () => {
  const { graph, recordIds, linkCount } = model([GROUP]);
  const group = graph.getNodeAttributes('group-1');
  expect(group).toMatchObject({ label: 'Supply line', x: 10, y: 20, isProtected: false });
  expect(group.levers).toEqual({ strong: 3, indicative: 3 });
  expect(group.group).toEqual({
    count: 3,
    kinds: [
      { label: 'people', count: 2 },
      { label: 'business', count: 1 },
    ],
  });
  expect(recordIds()).toEqual(['a', 'b', 'f', 'child', 'x', 'y']);
  expect(linkCount()).toBe(5);
});

test('a protected person is never a member, though someone put them there', () => {
  const { standIn, behind, isFolded } = model([GROUP]);
  expect(behind('group-1')).toEqual(['a', 'b', 'f']);
  expect(isFolded('child')).toBe(false);
  expect(standIn('child')).toBe('child');
  expect(standIn('a')).toBe('group-1');
});

test('links to the outside become one for each end, with their number and the surest certainty', () => {
  const { graph } = model([GROUP]);
  const merged = graph
    .mapEdges((id, { mergedCount, certainty, family }, source, target) => ({
      id,
      ends: [source, target].sort().join(' '),
      mergedCount,
      certainty,
      family,
    }))
    .filter(({ id }) => isGroupId(id))
    .sort((one, other) => (one.ends < other.ends ? -1 : 1));
  expect(merged.map(({ id: _id, ...rest }) => rest)).toEqual([
    { ends: 'child group-1', mergedCount: 1, certainty: 'tentative', family: 'people' },
    { ends: 'group-1 x', mergedCount: 2, certainty: 'confirmed', family: 'other' },
    { ends: 'group-1 y', mergedCount: 1, certainty: 'tentative', family: 'people' },
  ]);
});

test('two closed groups are joined by one link for all between them', () => {
  const other = { id: 'group-2', name: 'Others', memberIds: ['x', 'y'], isClosed: true };
  const { graph, degreeOf } = model([GROUP, other]);
  const between = graph.edges('group-1', 'group-2');
  expect(between).toHaveLength(1);
  expect(graph.getEdgeAttribute(between[0], 'mergedCount')).toBe(3);
  // Links of a record are those it has, however they are drawn.
  expect(degreeOf('x')).toBe(2);
});

test('opened again, everything is as it was and where it was', () => {
  const made = model([]);
  const places = () => made.graph.mapNodes((id, { x, y }) => [id, x, y]);
  const [before, links] = [places(), made.graph.edges()];
  made.setGroups([GROUP]);
  made.setGroups([{ ...GROUP, isClosed: false }]);
  expect(places()).toEqual(before);
  expect(made.graph.edges()).toEqual(links);
});

test('what is in a closed group moves and is pinned with it', () => {
  const made = model([GROUP]);
  made.move(new Map([['group-1', { x: 110, y: 20 }]]));
  expect(made.graph.getNodeAttributes('b')).toMatchObject({ x: 130, y: 0 });
  expect(made.graph.getNodeAttributes('x')).toMatchObject({ x: 200, y: 0 });
  made.setPinned(['group-1'], true);
  expect([...made.pinnedIds].sort()).toEqual(['a', 'b', 'f', 'group-1']);
  // Members that are put elsewhere take what stands for them along.
  made.move(
    new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 30, y: 0 }],
      ['f', { x: 0, y: 60 }],
    ]),
  );
  expect(made.graph.getNodeAttributes('group-1')).toMatchObject({ x: 10, y: 20 });
});

test('a closed group follows what becomes of its records', () => {
  const made = model([GROUP]);
  made.remove(['b']);
  expect(made.graph.getNodeAttribute('group-1', 'group')?.count).toBe(2);
  made.merge([node('a', { isProtected: true })], [], new Map());
  expect(made.behind('group-1')).toEqual(['f']);
  made.remove(['f']);
  expect(made.graph.hasNode('group-1')).toBe(false);
});

test('a new group has an id that no other has', () => {
  expect(newGroupId([])).toBe('group-1');
  expect(newGroupId([GROUP, { ...GROUP, id: 'group-7' }])).toBe('group-8');
});

test('a hull holds all of its points and nothing that lies within', () => {
  const hull = convexHull([
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 5, y: 5 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ]);
  expect(hull).toHaveLength(4);
  expect(hull).not.toContainEqual({ x: 5, y: 5 });
  const round = hullOfDiscs([{ x: 3, y: 4, radius: 5 }]);
  for (const { x, y } of round) expect(Math.hypot(x - 3, y - 4)).toBeCloseTo(5);
});
