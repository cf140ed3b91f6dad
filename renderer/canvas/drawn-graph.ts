import type { EdgeAttributes, NodeAttributes } from './canvas-node.ts';
import type { DrawnEdge } from './edge-program.ts';
import type { MapGraph } from './map-graph.ts';
import type { DrawnNode } from './node-program.ts';
import { FRAME_UNITS } from './viewport.ts';

/** What sigma's program for nodes takes: room for so many, and one of them at its place. */
export interface NodeFeed {
  reallocate(count: number): void;
  process(fingerprint: number, place: number, node: DrawnNode): void;
}

/** The same for links, which are drawn from their ends too. */
export interface EdgeFeed {
  reallocate(count: number): void;
  process(
    fingerprint: number,
    place: number,
    source: DrawnNode,
    target: DrawnNode,
    edge: DrawnEdge,
  ): void;
}

/** What a map is drawn from, and what of it the next picture takes anew. */
export interface DrawnGraph {
  /** Nodes in the order in which they are drawn, as of the last picture; hidden ones too. */
  readonly nodes: readonly DrawnNode[];
  /** The same by id. */
  readonly byId: Readonly<Record<string, DrawnNode>>;
  /** Records or links came, went or say something else. */
  takeAll(): void;
  /** Everything is drawn in another way; nothing moved. */
  takeLooks(): void;
  /** These are drawn in another way; their links are not. */
  takeNodes(ids: Iterable<string>): void;
  /** These are elsewhere. */
  takeMoved(ids: Iterable<string>): void;
  /** Brings what the graphics card is given up to date. */
  feed(nodes: NodeFeed, edges: EdgeFeed): void;
}

/** How things are drawn now: sets flags, size, width and whether they are hidden. */
export interface Looks {
  ofNode(node: DrawnNode): void;
  ofEdge(edge: DrawnEdge): void;
}

/** Where more than this share moved, going through all links is sooner done than finding theirs. */
const MANY_SHARE = 0.2;
/** Programs of ours tell nodes apart by their place: sigma's own picking is not used. */
const NO_FINGERPRINT = 0;

function drawnNode(id: string, of: NodeAttributes): DrawnNode {
  return {
    id,
    of,
    x: 0,
    y: 0,
    size: 1,
    flags: 0,
    hidden: false,
    dress: undefined,
    // The rest is what sigma asks of a node that is pointed at.
    type: 'circle',
    color: '',
    label: null,
    highlighted: false,
    forceLabel: false,
    zIndex: 0,
  };
}

function drawnEdge(id: string, of: EdgeAttributes): DrawnEdge {
  return { id, of, flags: 0, hidden: false, widthPx: undefined };
}

/** Where sigma has a node: the frame from 0 to 1. */
function place(node: DrawnNode): void {
  node.x = 0.5 + node.of.x / FRAME_UNITS;
  node.y = 0.5 + node.of.y / FRAME_UNITS;
}

/**
 * Feeds sigma's programs straight from the graph. Sigma itself copies every node and link for each picture that
 * differs, completes the copies, and keeps three tables by id that only its own picking reads: with 5,000 records that
 * is most of the time that selecting all of them, or laying them out, takes.
 */
export function createDrawnGraph(graph: MapGraph, looks: Looks): DrawnGraph {
  let nodes: DrawnNode[] = [];
  let edges: DrawnEdge[] = [];
  let byId: Record<string, DrawnNode> = {};
  let places = new Map<string, number>();
  /** By edge: the places of its ends. */
  let ends = new Int32Array(0);
  /** By node: where its links begin in `incident`, made when first wanted. */
  let incidence: { readonly firsts: Int32Array; readonly incident: Int32Array } | null = null;
  let isAll = true;
  let hasOtherLooks = false;
  const changed = new Set<string>();
  const moved = new Set<string>();

  function readGraph(): void {
    nodes = [];
    byId = {};
    places = new Map();
    graph.forEachNode((id, attributes) => {
      const node = drawnNode(id, attributes);
      place(node);
      looks.ofNode(node);
      places.set(id, nodes.length);
      byId[id] = node;
      nodes.push(node);
    });
    edges = [];
    ends = new Int32Array(graph.size * 2);
    graph.forEachEdge((id, attributes, source, target) => {
      const edge = drawnEdge(id, attributes);
      looks.ofEdge(edge);
      ends[edges.length * 2] = places.get(source)!;
      ends[edges.length * 2 + 1] = places.get(target)!;
      edges.push(edge);
    });
    incidence = null;
  }

  function readIncidence() {
    const firsts = new Int32Array(nodes.length + 1);
    for (const end of ends) firsts[end + 1]!++;
    for (let at = 0; at < nodes.length; at++) firsts[at + 1]! += firsts[at]!;
    const incident = new Int32Array(ends.length);
    const next = firsts.slice(0, nodes.length);
    for (let at = 0; at < ends.length; at++) incident[next[ends[at]!]!++] = at >> 1;
    return { firsts, incident };
  }

  function feedEdge(feed: EdgeFeed, at: number): void {
    const [source, target] = [nodes[ends[at * 2]!]!, nodes[ends[at * 2 + 1]!]!];
    feed.process(NO_FINGERPRINT, at, source, target, edges[at]!);
  }

  function feedAll(nodeFeed: NodeFeed, edgeFeed: EdgeFeed): void {
    for (let at = 0; at < nodes.length; at++) nodeFeed.process(NO_FINGERPRINT, at, nodes[at]!);
    for (let at = 0; at < edges.length; at++) feedEdge(edgeFeed, at);
  }

  function feedSome(nodeFeed: NodeFeed, edgeFeed: EdgeFeed): void {
    for (const id of moved) {
      const at = places.get(id);
      if (at === undefined) continue;
      place(nodes[at]!);
      changed.add(id);
    }
    for (const id of changed) {
      const at = places.get(id);
      if (at === undefined) continue;
      looks.ofNode(nodes[at]!);
      nodeFeed.process(NO_FINGERPRINT, at, nodes[at]!);
    }
    if (moved.size === 0) return;
    if (moved.size > nodes.length * MANY_SHARE) {
      for (let at = 0; at < edges.length; at++) feedEdge(edgeFeed, at);
      return;
    }
    incidence ??= readIncidence();
    const { firsts, incident } = incidence;
    for (const id of moved) {
      const node = places.get(id);
      if (node === undefined) continue;
      for (let at = firsts[node]!; at < firsts[node + 1]!; at++) feedEdge(edgeFeed, incident[at]!);
    }
  }

  return {
    get nodes() {
      return nodes;
    },
    get byId() {
      return byId;
    },
    takeAll() {
      isAll = true;
    },
    takeLooks() {
      hasOtherLooks = true;
    },
    takeNodes(ids) {
      for (const id of ids) changed.add(id);
    },
    takeMoved(ids) {
      for (const id of ids) moved.add(id);
    },
    feed(nodeFeed, edgeFeed) {
      if (isAll) {
        readGraph();
        nodeFeed.reallocate(nodes.length);
        edgeFeed.reallocate(edges.length);
        feedAll(nodeFeed, edgeFeed);
      } else if (hasOtherLooks) {
        for (const node of nodes) {
          place(node);
          looks.ofNode(node);
        }
        for (const edge of edges) looks.ofEdge(edge);
        feedAll(nodeFeed, edgeFeed);
      } else feedSome(nodeFeed, edgeFeed);
      isAll = false;
      hasOtherLooks = false;
      changed.clear();
      moved.clear();
    },
  };
}
