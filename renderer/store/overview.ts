import type { StateCreator } from 'zustand';
import type { GraphScope, GraphStep } from '../../shared/api/graph.ts';
import type { Store } from './store.ts';

/** How more records than can be drawn are looked at: which part, and whether that lies on the map meanwhile. */
export interface OverviewSlice {
  /** The part that is looked at; null: no overview. */
  readonly overviewScope: GraphScope | null;
  /** False while what was opened lies on the map; the way back stays at hand. */
  readonly isOverviewShown: boolean;
  /** Begins at these records, or at everything. */
  openOverview(among: readonly string[] | null): void;
  /** Goes on into a part of what is shown. */
  enterOverview(step: GraphStep): void;
  /** Goes back to the part so many steps in. */
  leaveOverviewTo(depth: number): void;
  /** What the overview is of lies on the map now. */
  putOverviewOnMap(): void;
  closeOverview(): void;
}

/** What a case that is left takes with it. */
export const OVERVIEW_BEGINNING = {
  overviewScope: null,
  isOverviewShown: false,
} as const satisfies Partial<OverviewSlice>;

/** The overview. */
export const createOverviewSlice: StateCreator<Store, [], [], OverviewSlice> = (set) => ({
  ...OVERVIEW_BEGINNING,
  openOverview: (among) =>
    set({
      overviewScope: { among: among && [...among], steps: [] },
      isOverviewShown: true,
    }),
  enterOverview: (step) =>
    set(({ overviewScope: scope }) =>
      scope ? { overviewScope: { ...scope, steps: [...scope.steps, step] } } : {},
    ),
  leaveOverviewTo: (depth) =>
    set(({ overviewScope: scope }) =>
      scope
        ? {
            overviewScope: { ...scope, steps: scope.steps.slice(0, depth) },
            isOverviewShown: true,
          }
        : {},
    ),
  putOverviewOnMap: () => set({ isOverviewShown: false }),
  closeOverview: () => set(OVERVIEW_BEGINNING),
});
