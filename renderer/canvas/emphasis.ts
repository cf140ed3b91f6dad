import type { ExploreSlice, Sieve } from '../store/explore.ts';
import { FLAG } from './canvas-node.ts';
import type { MapGraph } from './map-graph.ts';
import { keptBackBy, NOTHING_KEPT_BACK } from './sieve.ts';

type SieveMode = ExploreSlice['sieveMode'];

/** What is lifted out of the map, the rest being drawn faint: a route. */
export interface Lifted {
  readonly nodeIds: readonly string[];
  readonly edgeIds: readonly string[];
}

/** More than one in so many records selected is much. */
const MANY_PART = 8;

/** What is pointed at, picked and let through, as the flags that nodes and edges are drawn with. */
export interface Emphasis {
  /** Grows with every change. */
  readonly version: number;
  readonly hoveredId: string | null;
  readonly selectedIds: ReadonlySet<string>;
  flagsOfNode(id: string): number;
  flagsOfEdge(id: string): number;
  /** Whether something is selected, and this node is neither that nor linked to it; or a sieve keeps it back. */
  isFaded(id: string): boolean;
  /** Whether a sieve keeps this node back, however it is drawn. */
  isKeptBack(id: string): boolean;
  /** Whether a node is drawn faint: a sieve keeps it back, or something else is lifted. */
  isDimmed(id: string): boolean;
  /** Whether a node or edge that a sieve keeps back is not drawn at all. */
  isNodeRemoved(id: string): boolean;
  isEdgeRemoved(id: string): boolean;
  hover(id: string | null): readonly string[];
  /** What the sieves keep back is drawn faint, or not at all. Says whether anything is drawn differently now. */
  sieve(sieves: readonly Sieve[], mode: SieveMode): boolean;
  /** Null: nothing is lifted any more. Says whether anything is drawn differently now. */
  lift(lifted: Lifted | null): boolean;
  /** Says whether anything is drawn differently now. */
  select(ids: readonly string[]): boolean;
  /** Works out again what hangs on the selection, after the map changed. */
  recompute(): void;
}

/** Nothing hovered, nothing selected. `standIn` tells what stands for a record on the map. */
export function createEmphasis(graph: MapGraph, standIn: (id: string) => string): Emphasis {
  let version = 0;
  let hoveredId: string | null = null;
  let selectedIds: ReadonlySet<string> = new Set();
  let nearIds = new Set<string>();
  let liftedEdges = new Set<string>();
  let sieves: readonly Sieve[] = [];
  let mode: SieveMode = 'fade';
  let keptBack = NOTHING_KEPT_BACK;
  let lifted: Lifted | null = null;
  let above: { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } | null = null;

  function recompute(): void {
    version++;
    nearIds = new Set();
    liftedEdges = new Set();
    keptBack = keptBackBy(sieves, graph, standIn);
    above = lifted && {
      nodes: new Set(lifted.nodeIds.map(standIn)),
      edges: new Set(lifted.edgeIds),
    };
    for (const id of selectedIds) if (graph.hasNode(id)) nearIds.add(id);
    if (nearIds.size === 0) return;
    const lift = (edge: string, _attributes: unknown, source: string, target: string) => {
      if (!selectedIds.has(source) && !selectedIds.has(target)) return;
      liftedEdges.add(edge);
      nearIds.add(source);
      nearIds.add(target);
    };
    // Where much is selected, every link once is sooner done than those of each record.
    if (nearIds.size > graph.order / MANY_PART) graph.forEachEdge(lift);
    else for (const id of [...nearIds]) graph.forEachEdge(id, lift);
  }

  const isDimmed = (id: string) =>
    keptBack.nodes.has(id) || (above !== null && !above.nodes.has(id));

  return {
    get version() {
      return version;
    },
    get hoveredId() {
      return hoveredId;
    },
    get selectedIds() {
      return selectedIds;
    },
    flagsOfNode(id) {
      if (selectedIds.has(id)) return FLAG.selected | (hoveredId === id ? FLAG.hovered : 0);
      if (hoveredId === id) return FLAG.hovered;
      return isDimmed(id) ? FLAG.dimmed : 0;
    },
    flagsOfEdge(id) {
      if (above) return above.edges.has(id) ? FLAG.lifted : FLAG.dimmed;
      if (keptBack.edges.has(id)) return FLAG.dimmed;
      if (liftedEdges.has(id)) return FLAG.lifted;
      return nearIds.size > 0 ? FLAG.dimmed : 0;
    },
    isFaded: (id) => isDimmed(id) || (!above && nearIds.size > 0 && !nearIds.has(id)),
    isDimmed,
    isKeptBack: (id) => keptBack.nodes.has(id),
    isNodeRemoved: (id) => mode === 'remove' && keptBack.nodes.has(id),
    isEdgeRemoved: (id) => mode === 'remove' && keptBack.edges.has(id),
    hover(id) {
      const changed = [hoveredId, id].filter((one) => one !== null);
      hoveredId = id;
      version++;
      return changed;
    },
    select(ids) {
      const before = selectedIds;
      selectedIds = new Set(ids);
      if (before.size === 0 && selectedIds.size === 0) return false;
      recompute();
      return true;
    },
    sieve(next, nextMode) {
      if (next.length === 0 && sieves.length === 0 && mode === nextMode) return false;
      sieves = next;
      mode = nextMode;
      recompute();
      return true;
    },
    lift(next) {
      if (!next && !lifted) return false;
      lifted = next;
      recompute();
      return true;
    },
    recompute,
  };
}
