import type { Sieve } from '../store/explore.ts';
import { isGroupId } from './groups.ts';
import type { MapGraph } from './map-graph.ts';

/** What of the map several sieves keep back together. */
export interface KeptBack {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** Nothing is kept back. */
export const NOTHING_KEPT_BACK: KeptBack = { nodes: new Set(), edges: new Set() };

/**
 * What any of some sieves keeps back: a link goes with either of its ends, and what stands for a closed group
 * only with all that it stands for. `standIn` tells what stands for a record on the map.
 */
export function keptBackBy(
  sieves: readonly Sieve[],
  graph: MapGraph,
  standIn: (id: string) => string,
): KeptBack {
  if (sieves.length === 0) return NOTHING_KEPT_BACK;
  const entitySieves = sieves.flatMap(({ entityIds }) => entityIds ?? []);
  const relationSieves = sieves.flatMap(({ relationIds }) => relationIds ?? []);
  const nodes = new Set(
    graph.filterNodes((id) => !isGroupId(id) && !entitySieves.every((ids) => ids.has(id))),
  );
  const standing = new Set<string>();
  for (const id of graph.nodes()) if (!isGroupId(id) && !nodes.has(id)) standing.add(standIn(id));
  for (const id of graph.nodes()) if (isGroupId(id) && !standing.has(id)) nodes.add(id);
  const edges = new Set(
    graph.filterEdges(
      (id, _attributes, source, target) =>
        nodes.has(source) ||
        nodes.has(target) ||
        (!isGroupId(id) && !relationSieves.every((ids) => ids.has(id))),
    ),
  );
  return { nodes, edges };
}
