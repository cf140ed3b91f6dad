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

/** What of the map changed: its records, where they are, what is pinned or which kinds are left out. */
export type MapChange = 'records' | 'positions' | 'pins' | 'kinds';

/** The records on the map, where they are, what is pinned and which kinds are left out. */
export interface MapModel {
  readonly graph: MapGraph;
  readonly pinnedIds: ReadonlySet<string>;
  readonly hiddenKinds: ReadonlySet<string>;
  /** Grows with every change. */
  readonly version: number;
  /** Draws exactly these; what was there stays where it was. */
  show(
    nodes: readonly GraphNode[],
    edges: readonly GraphEdge[],
    places: ReadonlyMap<string, Position>,
  ): void;
  remove(ids: Iterable<string>): void;
  move(places: ReadonlyMap<string, Position>): void;
  setPinned(ids: Iterable<string>, isPinned: boolean): void;
  setPins(ids: Iterable<string>): void;
  toggleKind(kind: string): void;
  subscribe(listener: (change: MapChange) => void): () => void;
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

function attributesOf(
  node: GraphNode,
  kind: KindDefinition | undefined,
  { x, y }: Position,
): NodeAttributes {
  return {
    x,
    y,
    size: 1,
    kind: node.kind,
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

/** An empty map. */
export function createMapModel(kinds: readonly KindDefinition[]): MapModel {
  const graph: MapGraph = new MultiGraph();
  const kindOf = new Map(kinds.map((kind) => [kind.id, kind]));
  const listeners = new Set<(change: MapChange) => void>();
  const pinnedIds = new Set<string>();
  const hiddenKinds = new Set<string>();
  let version = 0;

  function tell(change: MapChange): void {
    version++;
    for (const listener of listeners) listener(change);
  }

  function putNodes(nodes: readonly GraphNode[], places: ReadonlyMap<string, Position>): void {
    const kept = new Set(nodes.map(({ id }) => id));
    for (const id of graph.nodes()) {
      if (kept.has(id)) continue;
      graph.dropNode(id);
      pinnedIds.delete(id);
    }
    for (const node of nodes) {
      const known = graph.hasNode(node.id) ? graph.getNodeAttributes(node.id) : null;
      const place = places.get(node.id) ?? known ?? { x: 0, y: 0 };
      const attributes = attributesOf(node, kindOf.get(node.kind), place);
      if (known) graph.replaceNodeAttributes(node.id, attributes);
      else graph.addNode(node.id, attributes);
    }
  }

  function putEdges(edges: readonly GraphEdge[]): void {
    // A link to oneself arises from merged records and has nothing to show on a map.
    const drawn = edges.filter(
      ({ source, target }) => source !== target && graph.hasNode(source) && graph.hasNode(target),
    );
    const kept = new Set(drawn.map(({ id }) => id));
    for (const id of graph.edges()) if (!kept.has(id)) graph.dropEdge(id);
    const bends = fanLinks(drawn);
    drawn.forEach((edge, index) => {
      const attributes: EdgeAttributes = {
        label: edge.label,
        relationType: edge.type,
        family: edge.family,
        certainty: edge.certainty,
        isDirected: edge.isDirected,
        curvature: bends[index]!,
      };
      if (graph.hasEdge(edge.id)) graph.replaceEdgeAttributes(edge.id, attributes);
      else graph.addDirectedEdgeWithKey(edge.id, edge.source, edge.target, attributes);
    });
  }

  return {
    graph,
    pinnedIds,
    hiddenKinds,
    get version() {
      return version;
    },
    show(nodes, edges, places) {
      putNodes(nodes, places);
      putEdges(edges);
      tell('records');
    },
    remove(ids) {
      for (const id of ids) {
        if (graph.hasNode(id)) graph.dropNode(id);
        pinnedIds.delete(id);
      }
      tell('records');
    },
    move(places) {
      graph.updateEachNodeAttributes(
        (id, attributes) => {
          const place = places.get(id);
          return place ? { ...attributes, x: place.x, y: place.y } : attributes;
        },
        { attributes: ['x', 'y'] },
      );
      tell('positions');
    },
    setPinned(ids, isPinned) {
      for (const id of ids) {
        if (isPinned && graph.hasNode(id)) pinnedIds.add(id);
        else pinnedIds.delete(id);
      }
      tell('pins');
    },
    setPins(ids) {
      pinnedIds.clear();
      for (const id of ids) if (graph.hasNode(id)) pinnedIds.add(id);
      tell('pins');
    },
    toggleKind(kind) {
      if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
      tell('kinds');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
