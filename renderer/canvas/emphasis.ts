import { FLAG } from './canvas-node.ts';
import type { MapGraph } from './map-model.ts';

/** What is pointed at and picked, as the flags that nodes and edges are drawn with. */
export interface Emphasis {
  /** Grows with every change. */
  readonly version: number;
  readonly hoveredId: string | null;
  readonly selectedIds: ReadonlySet<string>;
  flagsOfNode(id: string): number;
  flagsOfEdge(id: string): number;
  /** Whether something is selected, and this node is neither that nor linked to it. */
  isFaded(id: string): boolean;
  hover(id: string | null): readonly string[];
  /** Returns the nodes that are drawn differently now; links change too. */
  select(ids: readonly string[]): readonly string[];
  /** Works out again what hangs on the selection, after the map changed. */
  recompute(): void;
}

/** Nothing hovered, nothing selected. */
export function createEmphasis(graph: MapGraph): Emphasis {
  let version = 0;
  let hoveredId: string | null = null;
  let selectedIds: ReadonlySet<string> = new Set();
  let nearIds = new Set<string>();
  let liftedEdges = new Set<string>();

  function recompute(): void {
    version++;
    nearIds = new Set();
    liftedEdges = new Set();
    for (const id of selectedIds) {
      if (!graph.hasNode(id)) continue;
      nearIds.add(id);
      graph.forEachEdge(id, (edge, _attributes, source, target) => {
        liftedEdges.add(edge);
        nearIds.add(source === id ? target : source);
      });
    }
  }

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
    flagsOfNode: (id) =>
      (selectedIds.has(id) ? FLAG.selected : 0) | (hoveredId === id ? FLAG.hovered : 0),
    flagsOfEdge: (id) => (liftedEdges.has(id) ? FLAG.lifted : nearIds.size > 0 ? FLAG.dimmed : 0),
    isFaded: (id) => nearIds.size > 0 && !nearIds.has(id),
    hover(id) {
      const changed = [hoveredId, id].filter((one) => one !== null);
      hoveredId = id;
      version++;
      return changed;
    },
    select(ids) {
      const changed = new Set([...selectedIds, ...ids]);
      selectedIds = new Set(ids);
      recompute();
      return [...changed];
    },
    recompute,
  };
}
