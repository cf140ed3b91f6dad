import { MultiGraph } from 'graphology';
import type { GraphEdge, GraphNode } from '../../shared/api/graph.ts';
import type { KindDefinition } from '../../shared/domain/ontology.ts';
import type { EdgeAttributes } from './canvas-node.ts';
import { fanLinks } from './curvature.ts';
import { foldGroups, isGroupId, type MapGroup } from './groups.ts';
import {
  attributesOfEdge,
  attributesOfNode,
  buildGraph,
  exchangeContent,
  type MapGraph,
  type Position,
} from './map-graph.ts';
import { finish, inPauses } from './pauses.ts';

/** What of the map changed: its records, where they are, what is pinned or which kinds are left out. */
export type MapChange = 'records' | 'positions' | 'pins' | 'kinds';

/** Hears what changed, and which nodes moved. */
export type MapListener = (change: MapChange, moved: readonly string[]) => void;

/** How many levers apply to a node. */
export interface LeverCount {
  readonly id: string;
  readonly strong: number;
  readonly indicative: number;
}

/** The records on the map, where they are, what is pinned and which kinds are left out. */
export interface MapModel {
  readonly graph: MapGraph;
  readonly pinnedIds: ReadonlySet<string>;
  readonly hiddenKinds: ReadonlySet<string>;
  /** Types of link that are left out, by `typeOfLink`. */
  readonly hiddenRelationTypes: ReadonlySet<string>;
  /** Grows with every change. */
  readonly version: number;
  /** Records put together under a name; the graph holds a node more for each that is closed. */
  readonly groups: readonly MapGroup[];
  setGroups(groups: readonly MapGroup[]): void;
  /** Every record on the map, those in closed groups too. */
  recordIds(): readonly string[];
  /** Links among records on the map. */
  linkCount(): number;
  /** Whether a record is in a closed group, and so not drawn itself. */
  isFolded(id: string): boolean;
  /** The node that stands for a record: itself, or the closed group that it is in. */
  standIn(id: string): string;
  /** The records that a node stands for. */
  behind(id: string): readonly string[];
  /** Links of a record, whether they are drawn or stood for by a group's. */
  degreeOf(id: string): number;
  /**
   * Makes ready, with pauses for whoever waits, what `replace` or `merge` of these very lists will put in place; without
   * it they do the same at once.
   */
  prepare(
    how: 'replace' | 'merge',
    nodes: readonly GraphNode[],
    edges: readonly GraphEdge[],
  ): Promise<void>;
  /** Draws exactly these; what was there stays where it was. */
  replace(
    nodes: readonly GraphNode[],
    edges: readonly GraphEdge[],
    places: ReadonlyMap<string, Position>,
  ): void;
  /** Adds these, and takes anew those that are there. */
  merge(
    nodes: readonly GraphNode[],
    edges: readonly GraphEdge[],
    places: ReadonlyMap<string, Position>,
  ): void;
  /** Takes nodes off the map; their neighbours have so many more that are not on it. */
  remove(ids: Iterable<string>): void;
  setLevers(counts: Iterable<LeverCount>): void;
  move(places: ReadonlyMap<string, Position>): void;
  setPinned(ids: Iterable<string>, isPinned: boolean): void;
  setPins(ids: Iterable<string>): void;
  toggleKind(kind: string): void;
  setHiddenKinds(kinds: Iterable<string>): void;
  toggleRelationType(type: string): void;
  setHiddenRelationTypes(types: Iterable<string>): void;
  /** Shows every kind of record and every type of link. */
  showAllKinds(): void;
  subscribe(listener: MapListener): () => void;
}

/** Up to so many nodes and links are told to sigma one by one. */
const FEW = 60;
/** From this share of what is on the map on, building it anew is sooner done than changing it. */
const MUCH_SHARE = 0.25;

/** Letters of a type's name that a view keeps. */
const TYPE_LETTERS = 60;

/** What links are shown and hidden by: their type, or, where it is not known, what they are called. */
export function typeOfLink({
  relationType,
  label,
}: Pick<EdgeAttributes, 'relationType' | 'label'>): string {
  return relationType ?? label.slice(0, TYPE_LETTERS);
}

/** An empty map. */
export function createMapModel(kinds: readonly KindDefinition[]): MapModel {
  const graph: MapGraph = new MultiGraph();
  const kindOf = new Map(kinds.map((kind) => [kind.id, kind]));
  const listeners = new Set<MapListener>();
  const pinnedIds = new Set<string>();
  const hiddenKinds = new Set<string>();
  const hiddenRelationTypes = new Set<string>();
  let groups: readonly MapGroup[] = [];
  /** By record, the closed group that it is in. */
  let folded: ReadonlyMap<string, string> = new Map();
  let membersOf = new Map<string, string[]>();
  let version = 0;

  function tell(change: MapChange, moved: readonly string[] = []): void {
    version++;
    for (const listener of listeners) listener(change, moved);
  }

  function tellRecords(): void {
    contentVersion++;
    tell('records');
  }

  function isMuch(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): boolean {
    return nodes.length + edges.length > FEW + (graph.order + graph.size) * MUCH_SHARE;
  }

  /** Puts in anew what stands for closed groups, after anything of what it stands for changed. */
  function fold(): void {
    if (groups.length === 0 && folded.size === 0) return;
    folded = foldGroups(graph, groups, kinds);
    membersOf = new Map();
    for (const [member, group] of folded) {
      const members = membersOf.get(group);
      if (members) members.push(member);
      else membersOf.set(group, [member]);
    }
    pinGroups();
  }

  /** A closed group is pinned when all in it are. */
  function pinGroups(): void {
    for (const id of pinnedIds) if (isGroupId(id)) pinnedIds.delete(id);
    for (const [group, members] of membersOf) {
      if (members.every((id) => pinnedIds.has(id))) pinnedIds.add(group);
    }
  }

  /** What is in a closed group moves with it. */
  function withMembers(places: ReadonlyMap<string, Position>): ReadonlyMap<string, Position> {
    if (folded.size === 0) return places;
    const all = new Map(places);
    for (const [group, members] of membersOf) {
      if (places.has(group) || !members.some((id) => places.has(id))) continue;
      // What stands for a group stays in the middle of it.
      let [x, y] = [0, 0];
      for (const member of members) {
        const at = places.get(member) ?? graph.getNodeAttributes(member);
        x += at.x / members.length;
        y += at.y / members.length;
      }
      all.set(group, { x, y });
    }
    for (const [id, { x, y }] of places) {
      const members = membersOf.get(id);
      if (!members || !graph.hasNode(id)) continue;
      const from = graph.getNodeAttributes(id);
      for (const member of members) {
        const at = graph.getNodeAttributes(member);
        all.set(member, { x: at.x + x - from.x, y: at.y + y - from.y });
      }
    }
    return all;
  }

  const behind = (id: string): readonly string[] => membersOf.get(id) ?? [id];

  function putNodes(nodes: readonly GraphNode[], places: ReadonlyMap<string, Position>): void {
    for (const node of nodes) {
      const known = graph.hasNode(node.id) ? graph.getNodeAttributes(node.id) : null;
      const place = places.get(node.id) ?? known ?? { x: 0, y: 0 };
      const attributes = attributesOfNode(node, kindOf.get(node.kind), place);
      if (known) graph.replaceNodeAttributes(node.id, attributes);
      else graph.addNode(node.id, attributes);
    }
  }

  function putEdges(edges: readonly GraphEdge[]): void {
    const put = edges.filter(
      ({ source, target }) => source !== target && graph.hasNode(source) && graph.hasNode(target),
    );
    const putIds = new Set(put.map(({ id }) => id));
    const links = put.map(({ id, source, target }) => ({ id, source, target }));
    // Links beside them bend away from them.
    const besides = new Set<string>();
    for (const { source, target } of put)
      for (const id of graph.edges(source, target)) if (!putIds.has(id)) besides.add(id);
    for (const id of besides)
      links.push({ id, source: graph.source(id), target: graph.target(id) });
    for (const edge of put) {
      const { id, source, target } = edge;
      const attributes = attributesOfEdge(edge);
      if (graph.hasEdge(id)) graph.replaceEdgeAttributes(id, attributes);
      else graph.addDirectedEdgeWithKey(id, source, target, attributes);
    }
    const bends = fanLinks(links);
    links.forEach(({ id }, index) => {
      const bend = bends[index]!;
      if (graph.getEdgeAttribute(id, 'curvature') !== bend)
        graph.setEdgeAttribute(id, 'curvature', bend);
    });
  }

  /** What was made ready for these lists, and is still true. */
  let ready: {
    readonly nodes: readonly GraphNode[];
    readonly edges: readonly GraphEdge[];
    readonly contentVersion: number;
    readonly graph: MapGraph;
  } | null = null;
  /** Rises whenever nodes or links come or go. */
  let contentVersion = 0;

  /** Builds all anew and puts it in place; places that are told go before those that nodes have. */
  function exchange(
    how: 'replace' | 'merge',
    nodes: readonly GraphNode[],
    edges: readonly GraphEdge[],
    places: ReadonlyMap<string, Position>,
  ): void {
    const isReady =
      ready?.nodes === nodes &&
      ready.edges === edges &&
      (how === 'replace' || ready.contentVersion === contentVersion);
    const built = isReady
      ? ready!.graph
      : finish(buildGraph({ nodes, edges }, kindOf, how === 'merge' ? graph : null));
    ready = null;
    built.forEachNode((id, attributes) => {
      const place = places.get(id) ?? (graph.hasNode(id) ? graph.getNodeAttributes(id) : null);
      if (place) Object.assign(attributes, { x: place.x, y: place.y });
    });
    quietly(Number.POSITIVE_INFINITY, () => {
      exchangeContent(graph, built);
      for (const id of pinnedIds) if (!graph.hasNode(id)) pinnedIds.delete(id);
      fold();
    });
  }

  function remove(ids: ReadonlySet<string>): void {
    for (const id of ids) {
      if (!graph.hasNode(id)) continue;
      for (const neighbour of graph.neighbors(id)) {
        if (ids.has(neighbour)) continue;
        graph.updateNodeAttribute(neighbour, 'hiddenNeighbours', (count) => (count ?? 0) + 1);
      }
      graph.dropNode(id);
      pinnedIds.delete(id);
    }
  }

  /**
   * Changes much of the graph without telling sigma of each node and link: it would go through the whole map for
   * every one that is dropped. The canvas has it take everything anew when it hears that records changed.
   */
  function quietly(count: number, work: () => void): void {
    if (count <= FEW) {
      work();
      return;
    }
    Object.assign(graph, { emit: () => false });
    try {
      work();
    } finally {
      Reflect.deleteProperty(graph, 'emit');
    }
  }

  return {
    graph,
    pinnedIds,
    hiddenKinds,
    hiddenRelationTypes,
    get version() {
      return version;
    },
    async prepare(how, nodes, edges) {
      if (how === 'merge' && !isMuch(nodes, edges)) return;
      const begun = contentVersion;
      const built = await inPauses(
        buildGraph({ nodes, edges }, kindOf, how === 'merge' ? graph : null),
      );
      ready = { nodes, edges, contentVersion: begun, graph: built };
    },
    replace(nodes, edges, places) {
      exchange('replace', nodes, edges, places);
      tellRecords();
    },
    merge(nodes, edges, places) {
      if (isMuch(nodes, edges)) exchange('merge', nodes, edges, places);
      else
        quietly(nodes.length + edges.length, () => {
          putNodes(nodes, places);
          putEdges(edges);
          fold();
        });
      tellRecords();
    },
    remove(ids) {
      quietly(graph.order, () => {
        remove(new Set(ids));
        fold();
      });
      tellRecords();
    },
    setLevers(counts) {
      for (const { id, ...levers } of counts)
        if (graph.hasNode(id)) graph.getNodeAttributes(id).levers = levers;
      quietly(graph.order, fold);
      tellRecords();
    },
    move(places) {
      const moved: string[] = [];
      for (const [id, { x, y }] of withMembers(places)) {
        if (!graph.hasNode(id)) continue;
        Object.assign(graph.getNodeAttributes(id), { x, y });
        moved.push(id);
      }
      tell('positions', moved);
    },
    setPinned(ids, isPinned) {
      for (const id of [...ids].flatMap(behind)) {
        if (isPinned && graph.hasNode(id)) pinnedIds.add(id);
        else pinnedIds.delete(id);
      }
      pinGroups();
      tell('pins');
    },
    setPins(ids) {
      pinnedIds.clear();
      for (const id of ids) if (graph.hasNode(id)) pinnedIds.add(id);
      pinGroups();
      tell('pins');
    },
    toggleKind(kind) {
      if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
      tell('kinds');
    },
    setHiddenKinds(kinds) {
      hiddenKinds.clear();
      for (const kind of kinds) hiddenKinds.add(kind);
      tell('kinds');
    },
    toggleRelationType(type) {
      if (!hiddenRelationTypes.delete(type)) hiddenRelationTypes.add(type);
      tell('kinds');
    },
    setHiddenRelationTypes(types) {
      hiddenRelationTypes.clear();
      for (const type of types) hiddenRelationTypes.add(type);
      tell('kinds');
    },
    showAllKinds() {
      hiddenKinds.clear();
      hiddenRelationTypes.clear();
      tell('kinds');
    },
    get groups() {
      return groups;
    },
    setGroups(next) {
      groups = next;
      quietly(graph.order, fold);
      tellRecords();
    },
    recordIds: () =>
      folded.size === 0 ? graph.nodes() : graph.filterNodes((id) => !isGroupId(id)),
    linkCount: () =>
      folded.size === 0 ? graph.size : graph.filterEdges((id) => !isGroupId(id)).length,
    isFolded: (id) => folded.has(id),
    standIn: (id) => folded.get(id) ?? id,
    behind,
    degreeOf: (id) =>
      folded.size === 0
        ? graph.degree(id)
        : graph.filterEdges(id, (edge) => !isGroupId(edge) || isGroupId(id)).length,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
