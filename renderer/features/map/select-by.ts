import type { MapGraph } from '../../canvas/map-graph.ts';
import { typeOfLink } from '../../canvas/map-model.ts';
import type { SelectBy } from '../../store/map-request.ts';

/** The map as selecting sees it: what is drawn of it alone. */
export interface SelectableMap {
  readonly graph: MapGraph;
  readonly isDrawn: (id: string) => boolean;
  readonly isLinkDrawn: (id: string) => boolean;
}

function drawnNeighbours({ graph, isLinkDrawn }: SelectableMap, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  graph.forEachEdge(id, (edge, _attributes, source, target) => {
    if (isLinkDrawn(edge)) found.add(source === id ? target : source);
  });
  return found;
}

function drawnNodes({ graph, isDrawn }: SelectableMap): readonly string[] {
  return graph.filterNodes(isDrawn);
}

/** Records at the ends of links of the types that lie within the selection. */
function endsOfSameTypes(map: SelectableMap, selected: ReadonlySet<string>): ReadonlySet<string> {
  const types = new Set<string>();
  const found = new Set<string>();
  map.graph.forEachEdge((id, link, source, target) => {
    if (map.isLinkDrawn(id) && selected.has(source) && selected.has(target)) {
      types.add(typeOfLink(link));
    }
  });
  map.graph.forEachEdge((id, link, source, target) => {
    if (!map.isLinkDrawn(id) || !types.has(typeOfLink(link))) return;
    found.add(source);
    found.add(target);
  });
  return found;
}

/** What a selection becomes. What stays selected keeps its order; what is new comes after it. */
export function selectBy(
  map: SelectableMap,
  selectedIds: readonly string[],
  by: SelectBy,
): readonly string[] {
  const shown = drawnNodes(map);
  const kept = selectedIds.filter(map.isDrawn);
  const selected = new Set(kept);
  const rest = () => shown.filter((id) => !selected.has(id));
  switch (by) {
    case 'all':
      return [...kept, ...rest()];
    case 'invert':
      return rest();
    case 'grow':
      return [...new Set([...kept, ...kept.flatMap((id) => [...drawnNeighbours(map, id)])])];
    case 'shrink':
      return kept.filter((id) => {
        const neighbours = [...drawnNeighbours(map, id)];
        return neighbours.length > 0 && neighbours.every((next) => selected.has(next));
      });
    case 'same-kind': {
      const kinds = new Set(kept.map((id) => map.graph.getNodeAttribute(id, 'kind')));
      return [...kept, ...rest().filter((id) => kinds.has(map.graph.getNodeAttribute(id, 'kind')))];
    }
    case 'same-type': {
      const ends = endsOfSameTypes(map, selected);
      return [...kept, ...rest().filter((id) => ends.has(id))];
    }
    case 'linked':
      return shown.filter((id) => drawnNeighbours(map, id).size > 0);
    case 'unlinked':
      return shown.filter((id) => drawnNeighbours(map, id).size === 0);
  }
}
