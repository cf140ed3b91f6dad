import { expect, test } from 'vitest';
import {
  blocksOf,
  cellOf,
  createMatrixModel,
  orderNodes,
} from '../../../renderer/features/matrix/matrix-model.ts';
import { cellWords } from '../../../renderer/features/matrix/matrix-words.ts';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';
import type { Certainty } from '../../../shared/domain/grade.ts';

function node(id: string, kind = 'person', isProtected = false): GraphNode {
  const label = isProtected ? `Protected person ${id}` : id;
  return { id, kind, label, isProtected, role: null, levers: null, hiddenNeighbours: 0 };
}

function edge(source: string, target: string, certainty: Certainty = 'confirmed'): GraphEdge {
  return {
    id: `${source} ${target} ${certainty}`,
    source,
    target,
    type: 'associate-of',
    sourceType: 'associate',
    label: 'associate of',
    family: 'people',
    isDirected: false,
    certainty,
  };
}

const NODES = [
  node('Cy'),
  node('PER-1', 'person', true),
  node('Ana'),
  node('Bo'),
  node('Moon Nails', 'business'),
];
const EDGES = [
  edge('Ana', 'Bo', 'tentative'),
  edge('Bo', 'Ana', 'reported'),
  edge('Ana', 'PER-1'),
  edge('Bo', 'PER-1'),
  edge('Cy', 'PER-1'),
  edge('Ana', 'Moon Nails'),
];

function labels(order: readonly number[]): string[] {
  return order.map((place) => NODES[place]?.label ?? '');
}

test('a cell holds every link of its pair in either direction, and is as sure as the surest', () => {
  const model = createMatrixModel({ nodes: NODES, edges: EDGES });
  const cell = cellOf(model, 2, 3);
  expect(cell).toBe(cellOf(model, 3, 2));
  expect(cell?.edges).toHaveLength(2);
  expect(cell?.certainty).toBe('reported');
  expect(cellOf(model, 0, 2)).toBeNull();
});

test('protected people are never ranked: by links they come last, however many they have', () => {
  const model = createMatrixModel({ nodes: NODES, edges: EDGES });
  expect(labels(orderNodes(model, 'links'))).toEqual([
    'Ana',
    'Bo',
    'Cy',
    'Moon Nails',
    'Protected person PER-1',
  ]);
  expect(labels(orderNodes(model, 'name')).at(-1)).toBe('Protected person PER-1');
});

test('every order holds every record once, and does not hang on how they came', () => {
  const model = createMatrixModel({ nodes: NODES, edges: EDGES });
  const turned = createMatrixModel({ nodes: [...NODES].reverse(), edges: [...EDGES].reverse() });
  for (const order of ['cluster', 'community', 'kind', 'name', 'links'] as const) {
    const one = orderNodes(model, order).map((place) => model.nodes[place]?.id);
    expect([...one].sort()).toEqual(NODES.map(({ id }) => id).sort());
    expect(orderNodes(turned, order).map((place) => turned.nodes[place]?.id)).toEqual(one);
  }
});

test('a cell is said with both ends and each link', () => {
  const model = createMatrixModel({ nodes: NODES, edges: EDGES });
  expect(cellWords(cellOf(model, 2, 3), NODES[2]!, NODES[3]!)).toBe(
    'Ana and Bo: 2 links. Ana associate of Bo, tentative; Bo associate of Ana, reported',
  );
  expect(cellWords(null, NODES[0]!, NODES[2]!)).toBe('Cy and Ana: no link');
});

test('an order by community keeps members together; protected people are in none, whatever a list says', () => {
  const model = createMatrixModel({ nodes: NODES, edges: EDGES });
  const idOf = (label: string) => NODES.find((node) => node.label === label)?.id ?? '';
  const hidden = NODES.find(({ isProtected }) => isProtected)?.id ?? '';
  const communities = [
    { name: 'Around Cy', memberIds: [idOf('Cy'), idOf('Moon Nails'), hidden] },
    { name: 'Around Ana', memberIds: [idOf('Ana'), idOf('Bo')] },
  ];
  const order = orderNodes(model, 'community', communities);
  expect(labels(order).slice(0, 2).sort()).toEqual(['Cy', 'Moon Nails']);
  expect(labels(order).at(-1)).toBe('Protected person PER-1');
  expect(blocksOf(model, order, communities)).toEqual([
    { first: 0, count: 2, name: 'Around Cy' },
    { first: 2, count: 2, name: 'Around Ana' },
    { first: 4, count: 1, name: null },
  ]);
});
