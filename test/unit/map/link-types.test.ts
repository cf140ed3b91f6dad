import { expect, test } from 'vitest';
import { loadOntology } from '../../../electron/db/resources.ts';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import { countLinkTypes } from '../../../renderer/features/map/link-types.ts';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';
import { RESOURCES_DIR } from '../../backend/fixture.ts';

const ONTOLOGY = loadOntology(RESOURCES_DIR);

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

function edge(id: string, type: string | null, label: string): GraphEdge {
  return {
    id,
    source: 'a',
    target: 'b',
    type,
    sourceType: 'X',
    label,
    family: 'people',
    isDirected: false,
    certainty: 'confirmed',
  };
}

test('types of link are counted by what they are called, those that no type claims too', () => {
  const model = createMapModel(ONTOLOGY.kinds);
  model.replace(
    [node('a'), node('b')],
    [
      edge('1', 'family-of', 'family of'),
      edge('2', 'family-of', 'family of'),
      edge('3', null, 'WAS SEEN WITH'),
    ],
    new Map(),
  );
  expect(countLinkTypes(model.graph, ONTOLOGY).map(({ label, count }) => [label, count])).toEqual([
    ['Family of', 2],
    ['WAS SEEN WITH', 1],
  ]);
});
