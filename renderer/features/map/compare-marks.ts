import type { MapDress, NodeDress } from '../../canvas/dress.ts';
import { toneName } from '../../canvas/HullsController.tsx';
import type { MapGraph } from '../../canvas/map-graph.ts';
import type { Comparison } from '../../store/comparison.ts';
import type { ChangeMarks, Hull } from '../../store/network.ts';
import { type ColourGroup, NEUTRAL_COLOUR } from './colour-groups.ts';

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

const CAME: NodeDress = { ring: 'teal', badge: 'came' };
const LEFT: NodeDress = { ring: 'rose', badge: 'left' };

/** Marks what came and what left between two dates. Protected people are left out. */
export function withChange(dress: MapDress, marks: ChangeMarks | null, graph: MapGraph): MapDress {
  if (!marks) return dress;
  const nodes = new Map(dress.nodes);
  const mark = (ids: ReadonlySet<string>, as: NodeDress) => {
    for (const id of ids) {
      if (graph.hasNode(id) && !graph.getNodeAttribute(id, 'isProtected'))
        nodes.set(id, { ...nodes.get(id), ...as });
    }
  };
  mark(marks.leftIds, LEFT);
  mark(marks.cameIds, CAME);
  return { ...dress, nodes };
}

/** What the legend says of the colours of communities: how many of each are on the map. */
export function legendOfCommunities(
  hulls: readonly Hull[],
  graph: MapGraph,
): readonly ColourGroup[] {
  const isTold = (id: string) => graph.hasNode(id) && !graph.getNodeAttribute(id, 'isProtected');
  const groups = hulls
    .map(({ name, tone, memberIds }) => ({
      label: name,
      colour: toneName(tone),
      count: memberIds.filter(isTold).length,
    }))
    .filter(({ count }) => count > 0);
  const rest =
    graph.filterNodes((_id, node) => !node.isProtected && !node.group).length -
    groups.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...groups, { label: 'In none', colour: NEUTRAL_COLOUR, count: rest }] : groups;
}

/** Colours records as the ground of their community. Protected people are in none. */
export function withCommunities(
  dress: MapDress,
  hulls: readonly Hull[] | null,
  graph: MapGraph,
  /** Whether the name of the community stands below that of the record: no ground says it. */
  isNamed: boolean,
): MapDress {
  if (!hulls) return dress;
  const nodes = new Map(dress.nodes);
  graph.forEachNode((id, { isProtected, group }) => {
    if (!isProtected && !group) nodes.set(id, { ...nodes.get(id), colour: NEUTRAL_COLOUR });
  });
  for (const { tone, name, memberIds } of hulls) {
    for (const id of memberIds) {
      if (!graph.hasNode(id) || graph.getNodeAttribute(id, 'isProtected')) continue;
      nodes.set(id, {
        ...nodes.get(id),
        colour: toneName(tone),
        ...(isNamed && { note: name, isNoteOfOthers: true }),
      });
    }
  }
  return { ...dress, nodes };
}
