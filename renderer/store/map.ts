import type { StateCreator } from 'zustand';
import type { Store } from './store.ts';

/** Something asked of the map from outside it: a command, the palette, another screen. */
export type MapRequest =
  /** Show these, with what is there already, and bring them into view. */
  | { readonly type: 'show'; readonly ids: readonly string[] }
  /** Begin again at this entity and its neighbours. */
  | { readonly type: 'focus'; readonly id: string }
  /** Begin again at exactly these, under this name for undo. */
  | { readonly type: 'begin'; readonly ids: readonly string[]; readonly name: string }
  /** Begin again at the part of the case that the backend thinks sensible. */
  | { readonly type: 'open' }
  /** Write on the map: at a place in map units, else where it makes sense. */
  | {
      readonly type: 'annotate';
      readonly what: 'note' | 'frame' | 'callout';
      readonly at?: { readonly x: number; readonly y: number };
    }
  /** Keep the map as it is under a name: as a new view, or as the one of this id. */
  | { readonly type: 'save-view'; readonly id: string | null; readonly name: string }
  /** Make the map what a named view is. */
  | { readonly type: 'open-view'; readonly id: string }
  | {
      readonly type:
        | 'view-earlier'
        | 'view-later'
        | 'zoom-in'
        | 'zoom-out'
        | 'fit'
        | 'layout'
        | 'expand'
        | 'collapse'
        | 'hide'
        | 'pin';
    };

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
