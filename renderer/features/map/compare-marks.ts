import type { MapDress, NodeDress } from '../../canvas/dress.ts';
import type { MapGraph } from '../../canvas/map-model.ts';
import type { Comparison } from '../../store/comparison.ts';

const FIRST: NodeDress = { ring: 'teal', badge: 'first' };
const SECOND: NodeDress = { ring: 'violet', badge: 'second' };

/** Marks what only one of two views has: a ring and a number, over whatever rules say. Protected people are left out. */
export function withComparison(
  dress: MapDress,
  comparison: Comparison | null,
  graph: MapGraph,
): MapDress {
  if (!comparison) return dress;
  const first = new Set(comparison.first.ids);
  const second = new Set(comparison.second.ids);
  const nodes = new Map(dress.nodes);
  graph.forEachNode((id, { isProtected, group }) => {
    if (group) return;
    if (isProtected || first.has(id) === second.has(id)) return;
    nodes.set(id, { ...nodes.get(id), ...(first.has(id) ? FIRST : SECOND) });
  });
  return { ...dress, nodes };
}
