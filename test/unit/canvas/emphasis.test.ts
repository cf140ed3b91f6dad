import { expect, test } from 'vitest';
import { FLAG } from '../../../renderer/canvas/canvas-node.ts';
import { createEmphasis } from '../../../renderer/canvas/emphasis.ts';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import type { GraphNode } from '../../../shared/api/graph.ts';

function triangleWithTail() {
  const model = createMapModel([]);
  const node = (id: string): GraphNode => ({
    id,
    kind: 'person',
    label: id,
    isProtected: false,
    role: null,
    levers: null,
    hiddenNeighbours: 0,
  });
  const edge = (id: string, source: string, target: string) => ({
    id,
    source,
    target,
    type: null,
    sourceType: 'X',
    label: 'x',
    family: 'people' as const,
    isDirected: false,
    certainty: 'confirmed' as const,
  });
  model.replace(
    ['a', 'b', 'c', 'd'].map(node),
    [edge('ab', 'a', 'b'), edge('bc', 'b', 'c'), edge('cd', 'c', 'd')],
    new Map(),
  );
  return { model, emphasis: createEmphasis(model.graph, model.standIn) };
}

test('with nothing selected, nothing fades', () => {
  const { emphasis } = triangleWithTail();
  expect(emphasis.flagsOfEdge('cd')).toBe(0);
  expect(emphasis.isFaded('d')).toBe(false);
});

test('a selected record lifts its links and neighbours, and the rest fades', () => {
  const { emphasis } = triangleWithTail();
  emphasis.select(['a']);
  expect(emphasis.flagsOfNode('a')).toBe(FLAG.selected);
  expect(emphasis.flagsOfEdge('ab')).toBe(FLAG.lifted);
  expect(emphasis.flagsOfEdge('cd')).toBe(FLAG.dimmed);
  expect(['a', 'b', 'c', 'd'].map(emphasis.isFaded)).toEqual([false, false, true, true]);
});

test('hover is never selection', () => {
  const { emphasis } = triangleWithTail();
  expect(emphasis.hover('b')).toEqual(['b']);
  expect(emphasis.flagsOfNode('b')).toBe(FLAG.hovered);
  expect(emphasis.isFaded('d')).toBe(false);
  expect(emphasis.hover('c')).toEqual(['b', 'c']);
});

test('a selected record that is not on the map fades nothing', () => {
  const { emphasis } = triangleWithTail();
  emphasis.select(['gone']);
  expect(emphasis.isFaded('a')).toBe(false);
});

test('nothing is drawn again where nothing was selected before or after', () => {
  const { emphasis } = triangleWithTail();
  expect(emphasis.select([])).toBe(false);
  expect(emphasis.select(['a', 'b'])).toBe(true);
  expect(emphasis.select([])).toBe(true);
});

test('much that is selected lifts the same links as little does, and keeps the same neighbours', () => {
  const { emphasis } = triangleWithTail();
  const stateFor = (ids: readonly string[]) => {
    emphasis.select(ids);
    return {
      links: ['ab', 'bc', 'cd'].map(emphasis.flagsOfEdge),
      faded: ['a', 'b', 'c', 'd'].filter(emphasis.isFaded),
    };
  };
  expect(stateFor(['a', 'b', 'c', 'd'])).toEqual({
    links: [FLAG.lifted, FLAG.lifted, FLAG.lifted],
    faded: [],
  });
  expect(stateFor(['a', 'b'])).toEqual({
    links: [FLAG.lifted, FLAG.lifted, FLAG.dimmed],
    faded: ['d'],
  });
});

test('links that arrive are lifted with a selected end', () => {
  const { model, emphasis } = triangleWithTail();
  emphasis.select(['d']);
  model.merge(
    [],
    [
      {
        id: 'ad',
        source: 'a',
        target: 'd',
        type: null,
        sourceType: 'X',
        label: 'x',
        family: 'people',
        isDirected: false,
        certainty: 'confirmed',
      },
    ],
    new Map(),
  );
  emphasis.recompute();
  expect(emphasis.flagsOfEdge('ad')).toBe(FLAG.lifted);
  expect(emphasis.isFaded('a')).toBe(false);
});

test('what a sieve keeps back fades with its links, however much else is selected', () => {
  const { emphasis } = triangleWithTail();
  emphasis.sieve([{ entityIds: new Set(['a', 'b', 'c']), relationIds: null }], 'fade');
  expect(emphasis.flagsOfNode('d')).toBe(FLAG.dimmed);
  expect(emphasis.flagsOfNode('a')).toBe(0);
  expect(emphasis.flagsOfEdge('cd')).toBe(FLAG.dimmed);
  expect(emphasis.flagsOfEdge('bc')).toBe(0);
  emphasis.select(['c']);
  expect(emphasis.flagsOfEdge('cd')).toBe(FLAG.dimmed);
  expect(emphasis.isFaded('d')).toBe(true);
  expect([emphasis.isNodeRemoved('d'), emphasis.isEdgeRemoved('cd')]).toEqual([false, false]);
});

test('of several sieves, what any keeps back is kept back; links too', () => {
  const { emphasis } = triangleWithTail();
  emphasis.sieve(
    [
      { entityIds: new Set(['a', 'b', 'c']), relationIds: null },
      { entityIds: new Set(['b', 'c', 'd']), relationIds: null },
      { entityIds: null, relationIds: new Set(['ab', 'cd']) },
    ],
    'remove',
  );
  expect(['a', 'b', 'c', 'd'].map(emphasis.isNodeRemoved)).toEqual([true, false, false, true]);
  expect(['ab', 'bc', 'cd'].map(emphasis.isEdgeRemoved)).toEqual([true, true, true]);
});

test('a selected record that a sieve keeps back is drawn as selected where it is drawn', () => {
  const { emphasis } = triangleWithTail();
  emphasis.select(['a']);
  emphasis.sieve([{ entityIds: new Set(['b']), relationIds: null }], 'fade');
  expect(emphasis.flagsOfNode('a')).toBe(FLAG.selected);
  expect(emphasis.isKeptBack('a')).toBe(true);
});

test('records that arrive are sieved as well, and without sieves all is as before', () => {
  const { model, emphasis } = triangleWithTail();
  emphasis.sieve([{ entityIds: new Set(['a']), relationIds: null }], 'remove');
  model.remove(['b']);
  emphasis.recompute();
  expect(emphasis.isNodeRemoved('c')).toBe(true);
  expect(emphasis.sieve([], 'remove')).toBe(true);
  expect(emphasis.isNodeRemoved('c')).toBe(false);
  expect(emphasis.sieve([], 'remove')).toBe(false);
});

test('a closed group is kept back only when everything in it is', () => {
  const { model, emphasis } = triangleWithTail();
  model.setGroups([{ id: 'group-1', name: 'Pair', memberIds: ['a', 'b'], isClosed: true }]);
  const through = (...ids: string[]) => [{ entityIds: new Set(ids), relationIds: null }];
  emphasis.sieve(through('a', 'c'), 'fade');
  expect(['group-1', 'c', 'd'].map(emphasis.isKeptBack)).toEqual([false, false, true]);
  emphasis.sieve(through('c'), 'fade');
  expect(['group-1', 'c'].map(emphasis.isKeptBack)).toEqual([true, false]);
});

test('a route that is lifted stands out from all else, selected records included in it or not', () => {
  const { emphasis } = triangleWithTail();
  expect(emphasis.lift(null)).toBe(false);
  emphasis.select(['d']);
  expect(emphasis.lift({ nodeIds: ['a', 'b'], edgeIds: ['ab'] })).toBe(true);
  expect(emphasis.flagsOfEdge('ab')).toBe(FLAG.lifted);
  expect(emphasis.flagsOfEdge('cd')).toBe(FLAG.dimmed);
  expect(['a', 'b', 'c', 'd'].map(emphasis.isDimmed)).toEqual([false, false, true, true]);
  expect(emphasis.flagsOfNode('d')).toBe(FLAG.selected);
  expect(emphasis.isKeptBack('c')).toBe(false);
  expect(emphasis.lift(null)).toBe(true);
  expect(emphasis.isDimmed('c')).toBe(false);
});
