import { expect, test } from 'vitest';
import { createMapModel } from '../../../../renderer/canvas/map-model.ts';
import { align, GRID_UNITS } from '../../../../renderer/features/map/align.ts';
import { broughtAlone, noteExpansion } from '../../../../renderer/features/map/expansion.ts';
import { type SelectableMap, selectBy } from '../../../../renderer/features/map/select-by.ts';
import type { GraphEdge, GraphNode } from '../../../../shared/api/graph.ts';

function node(id: string, kind = 'person'): GraphNode {
  return {
    id,
    kind,
    label: id,
    isProtected: false,
    role: null,
    levers: null,
    hiddenNeighbours: 0,
  };
}

function edge(source: string, target: string, type = 'knows'): GraphEdge {
  return {
    id: `${source}-${target}-${type}`,
    source,
    target,
    type,
    sourceType: type,
    label: type,
    family: 'people',
    isDirected: false,
    certainty: 'reported',
  };
}

/** a – b – c – d in a row, e by itself, and the firm f run by b. */
function row(hiddenIds: readonly string[] = []): SelectableMap {
  const { graph, ...model } = createMapModel([]);
  model.replace(
    [node('a'), node('b'), node('c'), node('d'), node('e'), node('f', 'business')],
    [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('b', 'f', 'runs')],
    new Map(),
  );
  const isDrawn = (id: string) => !hiddenIds.includes(id);
  return {
    graph,
    isDrawn,
    isLinkDrawn: (id) => graph.extremities(id).every(isDrawn),
  };
}

test('a selection grows by its neighbours and shrinks by its rim', () => {
  expect(selectBy(row(), ['b'], 'grow')).toEqual(['b', 'a', 'c', 'f']);
  expect(selectBy(row(), ['a', 'b', 'c', 'f'], 'shrink')).toEqual(['a', 'b', 'f']);
  // What hangs on nothing has no inside.
  expect(selectBy(row(), ['e'], 'shrink')).toEqual([]);
});

test('all, inverted, linked and unlinked are of what is drawn', () => {
  expect(selectBy(row(['d']), ['c'], 'all')).toEqual(['c', 'a', 'b', 'e', 'f']);
  expect(selectBy(row(['d']), ['c'], 'invert')).toEqual(['a', 'b', 'e', 'f']);
  expect(selectBy(row(['c']), [], 'linked')).toEqual(['a', 'b', 'f']);
  expect(selectBy(row(['c']), [], 'unlinked')).toEqual(['d', 'e']);
});

test('a selection spreads to all of its kinds, and to all ends of its types of link', () => {
  expect(selectBy(row(), ['f'], 'same-kind')).toEqual(['f']);
  expect(selectBy(row(), ['a'], 'same-kind')).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(selectBy(row(), ['a', 'b'], 'same-type')).toEqual(['a', 'b', 'c', 'd']);
  expect(selectBy(row(), ['b', 'f'], 'same-type')).toEqual(['b', 'f']);
});

const SCATTERED = new Map([
  ['a', { x: 0, y: 10 }],
  ['b', { x: 100, y: -30 }],
  ['c', { x: 20, y: 50 }],
]);

test('records line up at an edge or the middle, and keep the other axis', () => {
  expect([...align(SCATTERED, 'left').values()]).toEqual([
    { x: 0, y: 10 },
    { x: 0, y: -30 },
    { x: 0, y: 50 },
  ]);
  expect(align(SCATTERED, 'right').get('a')).toEqual({ x: 100, y: 10 });
  expect(align(SCATTERED, 'centre').get('b')).toEqual({ x: 50, y: -30 });
  // y runs upwards: the top is the largest.
  expect(align(SCATTERED, 'top').get('a')).toEqual({ x: 0, y: 50 });
  expect(align(SCATTERED, 'bottom').get('c')).toEqual({ x: 20, y: -30 });
  expect(align(SCATTERED, 'middle').get('c')).toEqual({ x: 20, y: 10 });
});

test('distributing spaces evenly between the outermost, in the order they stand', () => {
  const across = align(SCATTERED, 'across');
  expect(['a', 'c', 'b'].map((id) => across.get(id)?.x)).toEqual([0, 50, 100]);
  const down = align(SCATTERED, 'down');
  expect(['b', 'a', 'c'].map((id) => down.get(id)?.y)).toEqual([-30, 10, 50]);
});

test('snapping goes to the nearest corner of the grid', () => {
  const places = new Map([['a', { x: GRID_UNITS * 2 + 5, y: -GRID_UNITS + 7 }]]);
  expect(align(places, 'snap').get('a')).toEqual({ x: GRID_UNITS * 2, y: -GRID_UNITS });
});

const EVERYTHING = { isOnMap: () => true, isPinned: () => false };

test('putting neighbours away takes exactly what one expansion brought', () => {
  const one = noteExpansion([], 'hub', { addedIds: ['x', 'y'], neighbourIds: ['old', 'x', 'y'] });
  expect(broughtAlone(one, 'hub', EVERYTHING)).toEqual(['x', 'y']);
  expect(broughtAlone(one, 'other', EVERYTHING)).toEqual([]);
  expect(broughtAlone(one, 'hub', { isOnMap: (id) => id !== 'y', isPinned: () => false })).toEqual([
    'x',
  ]);
  expect(broughtAlone(one, 'hub', { ...EVERYTHING, isPinned: (id) => id === 'x' })).toEqual(['y']);
});

test('what two expansions share stays until the second is put away too', () => {
  const one = noteExpansion([], 'a', { addedIds: ['x', 'y'], neighbourIds: ['x', 'y'] });
  const two = noteExpansion(one, 'b', { addedIds: ['z'], neighbourIds: ['x', 'z', 'old'] });
  expect(broughtAlone(two, 'a', EVERYTHING)).toEqual(['y']);
  const left = two.filter(({ id }) => id !== 'a');
  expect(broughtAlone(left, 'b', EVERYTHING)).toEqual(['z', 'x']);
});

test('a neighbour that was itself expanded holds on while others hang on it', () => {
  const one = noteExpansion([], 'a', { addedIds: ['x', 'y'], neighbourIds: ['x', 'y'] });
  const two = noteExpansion(one, 'x', { addedIds: ['z'], neighbourIds: ['a', 'z'] });
  expect(broughtAlone(two, 'a', EVERYTHING)).toEqual(['y']);
});
