import type { GraphNode } from '../../../shared/api/graph.ts';

/** Records as a comparison lists them, by name: protected people are in no list and no count. */
export function listed(
  ids: readonly string[],
  nodes: ReadonlyMap<string, GraphNode>,
): readonly GraphNode[] {
  return ids
    .flatMap((id) => nodes.get(id) ?? [])
    .filter(({ isProtected }) => !isProtected)
    .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}
