import type { StateCreator } from 'zustand';
import type { MapRequest } from './map-request.ts';
import type { Store } from './store.ts';

/** How much of the case the map shows. */
export interface MapCounts {
  readonly shownEntities: number;
  readonly totalEntities: number;
  readonly shownRelations: number;
  readonly totalRelations: number;
}

/** What crosses between the map and the rest of the window: ids, counts and requests. */
export interface MapSlice {
  /** The latest request, until the map has taken it. */
  readonly mapRequest: MapRequest | null;
  /** Null while the map has drawn nothing. */
  readonly mapCounts: MapCounts | null;
  /** Whether each selected entity is drawn; those that are not are said to be hidden. */
  readonly hiddenSelectedCount: number;
  requestMap(request: MapRequest): void;
  /** The map takes the request, so that it is carried out once. */
  takeMapRequest(): MapRequest | null;
  setMapCounts(counts: MapCounts | null): void;
  setHiddenSelectedCount(count: number): void;
}

/** Requests to the map and what it tells back. */
export const createMapSlice: StateCreator<Store, [], [], MapSlice> = (set, get) => ({
  mapRequest: null,
  mapCounts: null,
  hiddenSelectedCount: 0,
  requestMap: (mapRequest) => set({ mapRequest }),
  takeMapRequest: () => {
    const { mapRequest } = get();
    if (mapRequest) set({ mapRequest: null });
    return mapRequest;
  },
  setMapCounts: (mapCounts) => set({ mapCounts }),
  setHiddenSelectedCount: (hiddenSelectedCount) => set({ hiddenSelectedCount }),
});
