import type { Certainty } from '../../../shared/domain/grade.ts';
import type { KindDefinition, RelationFamily } from '../../../shared/domain/ontology.ts';
import type { MapGraph } from '../../canvas/map-graph.ts';

/** How much of everything the legend explains is on the map. */
export interface LegendCounts {
  /** In the order of the ontology; kinds that are absent are left out. */
  readonly kinds: readonly { readonly kind: KindDefinition; readonly count: number }[];
  readonly protectedCount: number;
  /** Nodes with a strong flag, and with none but indicative ones. */
  readonly strongCount: number;
  readonly indicativeCount: number;
  readonly families: ReadonlyMap<RelationFamily, number>;
  readonly certainties: ReadonlyMap<Certainty, number>;
}

/** Counts what is on the map. */
export function countLegend(graph: MapGraph, kinds: readonly KindDefinition[]): LegendCounts {
  const byKind = new Map<string, number>();
  let protectedCount = 0;
  let strongCount = 0;
  let indicativeCount = 0;
  graph.forEachNode((_id, { kind, isProtected, levers, group }) => {
    if (group) return;
    byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    if (isProtected) protectedCount++;
    if (isProtected || !levers) return;
    if (levers.strong > 0) strongCount++;
    else if (levers.indicative > 0) indicativeCount++;
  });
  const families = new Map<RelationFamily, number>();
  const certainties = new Map<Certainty, number>();
  graph.forEachEdge((_id, { family, certainty, mergedCount }) => {
    if (mergedCount) return;
    families.set(family, (families.get(family) ?? 0) + 1);
    certainties.set(certainty, (certainties.get(certainty) ?? 0) + 1);
  });
  return {
    kinds: kinds.flatMap((kind) => {
      const count = byKind.get(kind.id);
      return count ? [{ kind, count }] : [];
    }),
    protectedCount,
    strongCount,
    indicativeCount,
    families,
    certainties,
  };
}
