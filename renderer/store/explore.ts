import type { StateCreator } from 'zustand';
import type { MeasureRange } from '../../shared/analysis/measure-range.ts';
import type { LensAct } from './lens-requests.ts';
import type { Store } from './store.ts';

/** Ways of looking at what is on the map; all share one selection and one filter. */
export type Lens = 'map' | 'table' | 'timeline' | 'places' | 'matrix';

/** What can stand at the left of the map and of the records. */
export type LeftPanel =
  | 'filters'
  | 'views'
  | 'style'
  | 'history'
  | 'signs'
  | 'path'
  | 'communities'
  | 'ties'
  | 'ego'
  | 'change'
  | 'similar'
  | 'missing'
  | 'positions'
  | 'capital';

/** What can stand below the map. */
export type Dock = 'timeline' | 'players';

/** What lets some records through and not others: the query, values of a measure, a stretch of time, a comparison. */
export type SieveName = 'filter' | 'measure' | 'time' | 'compare';

/** What a sieve lets through; null: everything. */
export interface Sieve {
  readonly entityIds: ReadonlySet<string> | null;
  readonly relationIds: ReadonlySet<string> | null;
}

/** How one part of the case is looked at. What several sieves let through is what all of them do. */
export interface ExploreSlice {
  readonly lens: Lens;
  readonly leftPanel: LeftPanel | null;
  /** Opened again by the command of the left panel. */
  readonly lastLeftPanel: LeftPanel;
  readonly dock: Dock | null;
  /** Entities on the map, which the other lenses show too; kept while the map is not on screen. */
  readonly shownIds: readonly string[];
  /** The typed query over every lens and the records, `type:business lever>=1`; empty: no filter. */
  readonly filterText: string;
  /** What is being typed beside it, as far as it can be read: it holds already, and is no condition yet. */
  readonly filterDraft: string;
  /** Whether what a sieve leaves out is drawn faint or not at all. */
  readonly sieveMode: 'fade' | 'remove';
  readonly sieves: Readonly<Partial<Record<SieveName, Sieve>>>;
  /** Which values of a measure the map is narrowed to; null: any. */
  readonly measureRange: MeasureRange | null;
  /** What a command asks of the timeline, the places or the matrix, until it is done. */
  readonly lensRequest: LensAct | null;
  requestLens(act: LensAct | null): void;
  /** Shows the map screen through this lens. */
  lookThrough(lens: Lens): void;
  /** Opens a panel, or closes it where it is open already. */
  toggleLeftPanel(panel: LeftPanel): void;
  /** Opens a panel beside the map, or leaves it open; goes to the map from screens without panels. */
  openLeftPanel(panel: LeftPanel): void;
  closeLeftPanel(): void;
  /** Opens the panel that was open last, or closes the one that is. */
  toggleLeft(): void;
  setDock(dock: Dock | null): void;
  setShownIds(ids: readonly string[]): void;
  setFilterText(text: string): void;
  setFilterDraft(text: string): void;
  setSieveMode(mode: 'fade' | 'remove'): void;
  /** A range without ends is none. */
  setMeasureRange(range: MeasureRange | null): void;
  /** Null takes the sieve away. */
  setSieve(name: SieveName, sieve: Sieve | null): void;
}

/** What a case that is left takes with it. */
export const EXPLORE_BEGINNING = {
  lens: 'map',
  leftPanel: null,
  lastLeftPanel: 'filters',
  dock: null,
  shownIds: [],
  filterText: '',
  filterDraft: '',
  sieveMode: 'fade',
  sieves: {},
  measureRange: null,
  lensRequest: null,
} as const satisfies Partial<ExploreSlice>;

/** Lens, panels, filter and sieves. */
export const createExploreSlice: StateCreator<Store, [], [], ExploreSlice> = (set) => ({
  ...EXPLORE_BEGINNING,
  lookThrough: (lens) => set({ lens, screen: 'map' }),
  toggleLeftPanel: (panel) =>
    set(({ leftPanel }) =>
      leftPanel === panel ? { leftPanel: null } : { leftPanel: panel, lastLeftPanel: panel },
    ),
  openLeftPanel: (panel) => set({ screen: 'map', leftPanel: panel, lastLeftPanel: panel }),
  closeLeftPanel: () => set({ leftPanel: null }),
  toggleLeft: () =>
    set(({ leftPanel, lastLeftPanel }) => ({ leftPanel: leftPanel ? null : lastLeftPanel })),
  setDock: (dock) => set({ dock }),
  requestLens: (lensRequest) => set({ lensRequest }),
  setShownIds: (shownIds) => set({ shownIds }),
  setFilterText: (filterText) => set({ filterText }),
  setFilterDraft: (filterDraft) => set({ filterDraft }),
  setSieveMode: (sieveMode) => set({ sieveMode }),
  setMeasureRange: (range) =>
    set({ measureRange: range?.least == null && range?.most == null ? null : range }),
  setSieve: (name, sieve) =>
    set(({ sieves }) => {
      const { [name]: _before, ...others } = sieves;
      return { sieves: sieve ? { ...others, [name]: sieve } : others };
    }),
});

/** The filter that holds now: its conditions and what is being typed. */
export function filterOf({
  filterText,
  filterDraft,
}: Pick<ExploreSlice, 'filterText' | 'filterDraft'>): string {
  return [filterText, filterDraft].filter(Boolean).join(' ');
}
