import { expect, test } from 'vitest';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import { countLegend } from '../../../renderer/features/map/legend-counts.ts';
import type { GraphNode } from '../../../shared/api/graph.ts';
import type { KindDefinition } from '../../../shared/domain/ontology.ts';

function kind(id: string): KindDefinition {
  return {
    id,
    label: id,
    plural: `${id}s`,
    prefix: 'XXX',
    shape: 'circle',
    icon: 'user',
    isOnMap: true,
    labelFrom: [['name']],
    aliases: [],
    fields: [],
  };
}

function node(id: string, more: Partial<GraphNode>): GraphNode {
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

test('the legend counts kinds in the order of the ontology, and leaves out those that are absent', () => {
  const kinds = ['ocg', 'person', 'vehicle'].map(kind);
  const model = createMapModel(kinds);
  const nodes = [
    node('a', { levers: { strong: 1, indicative: 0 } }),
    node('b', { isProtected: true, levers: { strong: 0, indicative: 0 } }),
    node('c', { kind: 'ocg' }),
  ];
  const edge = (id: string, family: 'member' | 'people', certainty: 'confirmed' | 'tentative') => ({
    id,
    source: 'a',
    target: 'c',
    type: null,
    sourceType: 'X',
    label: 'x',
    family,
    isDirected: false,
    certainty,
  });
  model.replace(
    nodes,
    [
      edge('1', 'member', 'confirmed'),
      edge('2', 'people', 'tentative'),
      edge('3', 'member', 'confirmed'),
    ],
    new Map(),
  );
  const counts = countLegend(model.graph, kinds);
  expect(counts.kinds.map(({ kind: { id }, count }) => [id, count])).toEqual([
    ['ocg', 1],
    ['person', 2],
  ]);
  expect(counts.protectedCount).toBe(1);
  expect(counts.strongCount + counts.indicativeCount).toBe(1);
  expect([...counts.families]).toEqual([
    ['member', 2],
    ['people', 1],
  ]);
  expect(counts.certainties.get('confirmed')).toBe(2);
  expect(counts.certainties.has('reported')).toBe(false);
});
