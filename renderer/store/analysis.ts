import type { StateCreator } from 'zustand';
import {
  type CaseMeasure,
  DIRECTED_MEASURES,
  DIRECTED_PROJECTIONS,
  type Projection,
  type Weighting,
} from '../../shared/analysis/case-measure.ts';
import { measureOfStyle } from '../../shared/analysis/measure-style.ts';
import type { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { filterOf } from './explore.ts';
import type { Store } from './store.ts';

/** The page of a measure that is open. */
export interface MeasurePage {
  readonly measure: CaseMeasure;
  /** The record whose values are told; null: the definition alone. */
  readonly entityId: string | null;
}

/** Which graph is measured, wherever a measure is shown: in lists, on the map and in the inspector. */
export interface MeasuredGraph {
  readonly projection: Projection;
  readonly weighting: Weighting;
  /** Everything in the case that the filter lets through, or what the map shows of it. */
  readonly among: 'case' | 'map';
}

/** What the lists of key players, of possible enablers and fronts ask and show: ids and settings. */
export interface AnalysisSlice {
  readonly measured: MeasuredGraph;
  /** What key players are ranked by. */
  readonly playersBy: CaseMeasure;
  /** Only records with a lever are listed; their ranks stay those among all. */
  readonly arePlayersWithLever: boolean;
  readonly measurePage: MeasurePage | null;
  /** What the list of signs ranks. */
  readonly signsOf: 'enablers' | 'fronts';
  /** A measure that the new graph cannot have is left for brokerage. */
  measureGraph(change: Partial<MeasuredGraph>): void;
  rankPlayersBy(measure: CaseMeasure): void;
  setPlayersWithLever(isOn: boolean): void;
  openMeasure(page: MeasurePage): void;
  closeMeasure(): void;
  listSignsOf(what: 'enablers' | 'fronts'): void;
}

/** What a case that is left takes with it. */
export const ANALYSIS_BEGINNING = {
  measured: { projection: 'full', weighting: 'strength', among: 'map' },
  playersBy: 'betweenness',
  arePlayersWithLever: false,
  measurePage: null,
  signsOf: 'fronts',
} as const satisfies Partial<AnalysisSlice>;

/** Whether a graph has what a measure counts: some need links with a direction. */
export function canMeasure(measure: CaseMeasure, projection: Projection): boolean {
  return !DIRECTED_MEASURES.has(measure) || DIRECTED_PROJECTIONS.has(projection);
}

/**
 * The measure that is looked at: what the map is narrowed, sized or coloured by, else what key players are ranked by
 * while they are in sight; null: none.
 */
export function measureInUse({
  measureRange,
  style,
  dock,
  playersBy,
}: Pick<Store, 'measureRange' | 'style' | 'dock' | 'playersBy'>): CaseMeasure | null {
  return (
    measureRange?.measure ??
    measureOfStyle(style.sizeBy) ??
    measureOfStyle(style.colourBy) ??
    (dock === 'players' ? playersBy : null)
  );
}

/** Key players and the pages of measures. */
export const createAnalysisSlice: StateCreator<Store, [], [], AnalysisSlice> = (set) => ({
  ...ANALYSIS_BEGINNING,
  measureGraph: (change) =>
    set(({ measured: before, playersBy }) => {
      const measured = { ...before, ...change };
      return {
        measured,
        playersBy: canMeasure(playersBy, measured.projection) ? playersBy : 'betweenness',
      };
    }),
  rankPlayersBy: (playersBy) => set({ playersBy }),
  setPlayersWithLever: (arePlayersWithLever) => set({ arePlayersWithLever }),
  openMeasure: (measurePage) => set({ measurePage }),
  closeMeasure: () => set({ measurePage: null }),
  listSignsOf: (signsOf) => set({ signsOf }),
});

/** The graph that is measured now, as calls take it. */
export function scopeOf(
  state: Pick<Store, 'measured' | 'shownIds' | 'filterText' | 'filterDraft'>,
): Pick<AnalysisScope, 'projection' | 'weighting' | 'filter' | 'among'> {
  const { projection, weighting, among } = state.measured;
  return {
    projection,
    weighting,
    filter: filterOf(state),
    among: among === 'map' ? [...state.shownIds] : null,
  };
}
