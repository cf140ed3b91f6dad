import { MultiGraph } from 'graphology';
import type { GraphEdge, GraphNode } from '../../shared/api/graph.ts';
import type { KindDefinition } from '../../shared/domain/ontology.ts';
import type { EdgeAttributes, NodeAttributes, RoleBadge } from './canvas-node.ts';
import { fanLinks } from './curvature.ts';

export type MapGraph = MultiGraph<NodeAttributes, EdgeAttributes>;

/** Where a node is, in map units. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Nodes and links as the backend tells them. */
export interface MapContent {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const ENABLER_ROLES: ReadonlySet<string> = new Set([
  'facilitator',
  'nominee-director',
  'landlord-complicit',
  'corrupt-insider',
]);

/** The mark of a role; most roles have none. Roles of protected people never show. */
export function badgeOfRole(role: string | null, isProtected: boolean): RoleBadge | null {
  if (!role || isProtected) return null;
  if (role === 'principal') return 'principal';
  if (role.startsWith('front')) return 'front';
  return role.startsWith('enabler') || ENABLER_ROLES.has(role) ? 'enabler' : null;
}

/** What the canvas keeps of a node. */
export function attributesOfNode(
  node: GraphNode,
  kind: KindDefinition | undefined,
  { x, y }: Position,
): NodeAttributes {
  return {
    x,
    y,
    size: 1,
    kind: node.kind,
    ...(kind?.base ? { base: kind.base } : {}),
    shape: kind?.shape ?? 'dot',
    icon: kind?.icon ?? '',
    label: node.label,
    isProtected: node.isProtected,
    role: node.role,
    badge: badgeOfRole(node.role, node.isProtected),
    levers: node.levers,
    hiddenNeighbours: node.hiddenNeighbours,
  };
}

/** What the canvas keeps of a link, save for its bend. */
export function attributesOfEdge(edge: GraphEdge): EdgeAttributes {
  return {
    label: edge.label,
    relationType: edge.type,
    family: edge.family,
    certainty: edge.certainty,
    isDirected: edge.isDirected,
    curvature: 0,
  };
}

/** Nodes or links between two pauses. */
const AT_ONCE = 250;
const ORIGIN: Position = { x: 0, y: 0 };

/**
 * A graph of these, with pauses for whoever waits. Of what is there already, that which is not told anew stays where
 * `kept` is given, and is left out where it is not.
 */
export function* buildGraph(
  { nodes, edges }: MapContent,
  kinds: ReadonlyMap<string, KindDefinition>,
  kept: MapGraph | null,
): Generator<void, MapGraph> {
  const graph: MapGraph = new MultiGraph();
  let done = 0;
  const isPause = () => ++done % AT_ONCE === 0;

  const told = new Map(nodes.map((node) => [node.id, node]));
  for (const id of kept?.nodes() ?? []) {
    const node = told.get(id);
    const before = kept!.getNodeAttributes(id);
    graph.addNode(id, node ? attributesOfNode(node, kinds.get(node.kind), before) : { ...before });
    if (isPause()) yield;
  }
  for (const node of nodes) {
    if (!graph.hasNode(node.id))
      graph.addNode(node.id, attributesOfNode(node, kinds.get(node.kind), ORIGIN));
    if (isPause()) yield;
  }

  const links: { readonly source: string; readonly target: string }[] = [];
  const attributes: EdgeAttributes[] = [];
  const add = (id: string, source: string, target: string, of: EdgeAttributes) => {
    graph.addDirectedEdgeWithKey(id, source, target, of);
    links.push({ source, target });
    attributes.push(of);
  };
  for (const edge of edges) {
    const { id, source, target } = edge;
    // A link to oneself arises from merged records and has nothing to show on a map.
    const isDrawn = source !== target && graph.hasNode(source) && graph.hasNode(target);
    if (isDrawn && !graph.hasEdge(id)) add(id, source, target, attributesOfEdge(edge));
    if (isPause()) yield;
  }
  for (const id of kept?.edges() ?? []) {
    if (!graph.hasEdge(id))
      add(id, kept!.source(id), kept!.target(id), { ...kept!.getEdgeAttributes(id) });
    if (isPause()) yield;
  }
  yield;
  const bends = fanLinks(links);
  attributes.forEach((of, index) => {
    of.curvature = bends[index]!;
  });
  return graph;
}

/** What graphology keeps of a graph without undirected links and loops: it has no other way to exchange it whole. */
const HELD = ['_nodes', '_edges', '_directedSize'] as const;

/** Makes a graph hold what another does, whatever it held before. The other is not to be used any more. */
export function exchangeContent(graph: MapGraph, other: MapGraph): void {
  for (const part of HELD) Reflect.set(graph, part, Reflect.get(other, part));
}
