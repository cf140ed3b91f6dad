import type { KindDefinition } from '../../shared/domain/ontology.ts';
import type { EdgeAttributes, GroupSummary, NodeAttributes } from './canvas-node.ts';
import type { MapGraph } from './map-graph.ts';

/** The kind of the node that stands for a closed group; no record has it. */
export const GROUP_KIND = 'group';

const ID_START = 'group-';

/** Whether a node or a link stands for a closed group, and is no record. */
export function isGroupId(id: string): boolean {
  return id.startsWith(ID_START);
}

/** An id that no group has yet. */
export function newGroupId(groups: readonly MapGroup[]): string {
  const numbers = groups.map(({ id }) => Number.parseInt(id.slice(ID_START.length), 10) || 0);
  return `${ID_START}${Math.max(0, ...numbers) + 1}`;
}

/** Records that a person put together under a name; closed, one node stands for them. */
export interface MapGroup {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly isClosed: boolean;
}

/** What of a group is drawn: protected people are never members, whoever put them there. */
export function membersOnMap({ memberIds }: MapGroup, graph: MapGraph): readonly string[] {
  return memberIds.filter((id) => graph.hasNode(id) && !graph.getNodeAttribute(id, 'isProtected'));
}

function summaryOf(
  graph: MapGraph,
  members: readonly string[],
  kinds: readonly KindDefinition[],
): GroupSummary {
  const counts = new Map<string, number>();
  for (const id of members) {
    const kind = graph.getNodeAttribute(id, 'kind');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return {
    count: members.length,
    kinds: kinds.flatMap(({ id, label, plural }) => {
      const count = counts.get(id);
      return count ? [{ label: (count === 1 ? label : plural).toLowerCase(), count }] : [];
    }),
  };
}

function leversOf(graph: MapGraph, members: readonly string[]): NodeAttributes['levers'] {
  let [strong, indicative] = [0, 0];
  for (const id of members) {
    const levers = graph.getNodeAttribute(id, 'levers');
    strong += levers?.strong ?? 0;
    indicative += levers?.indicative ?? 0;
  }
  return { strong, indicative };
}

function middleOf(graph: MapGraph, members: readonly string[]): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (const id of members) {
    const node = graph.getNodeAttributes(id);
    x += node.x / members.length;
    y += node.y / members.length;
  }
  return { x, y };
}

/** The node that stands for a closed group. */
function nodeOf(
  graph: MapGraph,
  { name }: MapGroup,
  members: readonly string[],
  kinds: readonly KindDefinition[],
): NodeAttributes {
  return {
    ...middleOf(graph, members),
    size: 1,
    kind: GROUP_KIND,
    shape: 'rounded-square',
    icon: 'boxes',
    label: name,
    isProtected: false,
    role: null,
    badge: null,
    levers: leversOf(graph, members),
    hiddenNeighbours: 0,
    group: summaryOf(graph, members, kinds),
  };
}

interface Merged {
  readonly source: string;
  readonly target: string;
  readonly links: EdgeAttributes[];
}

function linkOf({ links }: Merged): EdgeAttributes {
  const [first] = links;
  const families = new Set(links.map(({ family }) => family));
  const isSure = (certainty: EdgeAttributes['certainty']) =>
    links.some((link) => link.certainty === certainty);
  return {
    label: links.length === 1 ? '1 link' : `${links.length.toLocaleString('en-GB')} links`,
    relationType: null,
    family: families.size === 1 && first ? first.family : 'other',
    certainty: isSure('confirmed') ? 'confirmed' : isSure('reported') ? 'reported' : 'tentative',
    isDirected: false,
    curvature: 0,
    mergedCount: links.length,
  };
}

/** Takes what stands for groups out of a graph. */
function unfold(graph: MapGraph): void {
  for (const id of graph.nodes()) if (isGroupId(id)) graph.dropNode(id);
}

/**
 * Puts a node in for each closed group, and one link for all between it and each record, or other group,
 * outside. Returns by record which group stands for it.
 */
export function foldGroups(
  graph: MapGraph,
  groups: readonly MapGroup[],
  kinds: readonly KindDefinition[],
): ReadonlyMap<string, string> {
  unfold(graph);
  const groupOf = new Map<string, string>();
  const closed = groups
    .filter(({ isClosed }) => isClosed)
    .map((group) => ({ group, members: membersOnMap(group, graph) }))
    .filter(({ members }) => members.length > 0);
  for (const { group, members } of closed) {
    graph.addNode(group.id, nodeOf(graph, group, members, kinds));
    for (const id of members) groupOf.set(id, group.id);
  }
  const merged = new Map<string, Merged>();
  graph.forEachEdge((_id, link, from, to) => {
    const [source, target] = [groupOf.get(from) ?? from, groupOf.get(to) ?? to];
    if (source === target || (source === from && target === to)) return;
    const [one = '', other = ''] = [source, target].sort();
    const known = merged.get(`${one}~${other}`);
    if (known) known.links.push(link);
    else merged.set(`${one}~${other}`, { source: one, target: other, links: [link] });
  });
  for (const [key, links] of merged) {
    graph.addDirectedEdgeWithKey(`${ID_START}${key}`, links.source, links.target, linkOf(links));
  }
  return groupOf;
}
