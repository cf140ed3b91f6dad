import { expect, test } from 'vitest';
import { arrangeNew } from '../../../renderer/canvas/layout/arrange.ts';
import { layOutShape } from '../../../renderer/canvas/layout/lay-out-shape.ts';
import { type LayoutOptions, layoutTaskOf } from '../../../renderer/canvas/layout-client.ts';
import type { Position } from '../../../renderer/canvas/map-graph.ts';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';

function node(id: string): GraphNode {
  return {
    id,
    kind: 'person',
    label: id,
    isProtected: false,
    role: null,
    levers: null,
    hiddenNeighbours: 0,
  };
}

function edge(source: string, target: string): GraphEdge {
  return {
    id: `${source}-${target}`,
    source,
    target,
    type: 'knows',
    sourceType: 'knows',
    label: 'knows',
    family: 'people',
    isDirected: false,
    certainty: 'reported',
  };
}

const IDS = ['ana', 'bo', 'cy', 'dee', 'eve', 'fay', 'gus', 'hal'];
const PAIRS: readonly (readonly [string, string])[] = [
  ['ana', 'bo'],
  ['ana', 'cy'],
  ['bo', 'cy'],
  ['cy', 'dee'],
  ['dee', 'eve'],
  ['eve', 'fay'],
  ['fay', 'gus'],
  ['gus', 'hal'],
];

function modelOf(
  ids: readonly string[],
  pairs: typeof PAIRS,
  places: ReadonlyMap<string, Position> = new Map(),
) {
  const model = createMapModel([]);
  const edges = pairs.filter(([from, to]) => ids.includes(from) && ids.includes(to));
  model.replace(
    ids.map(node),
    edges.map(([from, to]) => edge(from, to)),
    places,
  );
  return model;
}

function optionsWith(fixedIds: Iterable<string>): LayoutOptions {
  return {
    fixedIds: new Set(fixedIds),
    aspect: 1.5,
    radiusOf: () => 12,
    shape: 'stress',
    ids: null,
    focusId: null,
  };
}

function placesOf(ids: readonly string[], positions: Float32Array | undefined) {
  return new Map(ids.map((id, at) => [id, [positions?.[at * 2], positions?.[at * 2 + 1]]]));
}

test('records that arrive on the map leave every record that was there where it is', () => {
  const there = new Map(IDS.slice(0, 5).map((id, at) => [id, { x: at * 90, y: (at % 2) * 70 }]));
  const model = modelOf(IDS, PAIRS, there);
  const { ids, task } = layoutTaskOf('new', model, optionsWith(there.keys()));
  const places = placesOf(ids, arrangeNew(task.input));
  for (const [id, { x, y }] of there) expect(places.get(id), id).toEqual([x, y]);
  const arrived = IDS.slice(5).map((id) => places.get(id));
  expect(new Set(arrived.map(String)).size).toBe(3);
  for (const place of arrived)
    for (const taken of there.values()) expect(place).not.toEqual([taken.x, taken.y]);
});

test('the same records are laid out alike, in whatever order they came to the map', () => {
  const laidOut = (order: readonly string[], pairs: typeof PAIRS) => {
    const start = new Map(order.map((id) => [id, { x: id.length, y: id.charCodeAt(0) }]));
    const { ids, task } = layoutTaskOf('all', modelOf(order, pairs, start), optionsWith([]));
    return placesOf(ids, [...layOutShape(task.shape, task.input)].at(-1)?.positions);
  };
  const once = laidOut(IDS, PAIRS);
  expect(laidOut(IDS.toReversed(), PAIRS.toReversed())).toEqual(once);
});
