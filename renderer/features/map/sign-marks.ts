import type { SignMarks } from '../../api/use-sign-marks.ts';
import type { MapDress } from '../../canvas/dress.ts';
import type { MapGraph } from '../../canvas/map-graph.ts';

/** Puts a briefcase or a mask on records whose signs say so. Protected people and groups have none. */
export function withSignMarks(dress: MapDress, marks: SignMarks, graph: MapGraph): MapDress {
  if (marks.size === 0) return dress;
  const nodes = new Map(dress.nodes);
  graph.forEachNode((id, { isProtected, group }) => {
    const sign = marks.get(id);
    if (sign && !isProtected && !group) nodes.set(id, { ...nodes.get(id), sign });
  });
  return { ...dress, nodes };
}
