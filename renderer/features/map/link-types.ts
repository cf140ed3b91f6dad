import { type Ontology, relationTypeOf } from '../../../shared/domain/ontology.ts';
import type { MapGraph } from '../../canvas/map-graph.ts';
import { typeOfLink } from '../../canvas/map-model.ts';

/** One type of link on the map, as it is shown and hidden by. */
export interface LinkTypeCount {
  readonly type: string;
  readonly label: string;
  readonly count: number;
}

/** Types of the links on the map with how many there are, by what they are called. */
export function countLinkTypes(graph: MapGraph, ontology: Ontology): readonly LinkTypeCount[] {
  const found = new Map<string, LinkTypeCount>();
  graph.forEachEdge((_id, link) => {
    // A line of a closed group stands for links that are counted by themselves.
    if (link.mergedCount) return;
    const type = typeOfLink(link);
    const words = relationTypeOf(ontology, type)?.label ?? link.label;
    const label = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
    found.set(type, { type, label, count: (found.get(type)?.count ?? 0) + 1 });
  });
  return [...found.values()].sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}
