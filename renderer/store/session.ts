import type { StateCreator } from 'zustand';
import type { CaseState } from '../../shared/api/case.ts';
import { ANALYSIS_BEGINNING } from './analysis.ts';
import { DRESS_BEGINNING } from './dress.ts';
import { EXPLORE_BEGINNING } from './explore.ts';
import { LEVERS_BEGINNING } from './levers.ts';
import { NETWORK_BEGINNING } from './network.ts';
import { OVERVIEW_BEGINNING } from './overview.ts';
import { RECORDS_BEGINNING } from './records.ts';
import type { Store } from './store.ts';
import { TIMELINE_BEGINNING } from './timeline.ts';

/** The case of this window, and how the window stands with its backend. */
export interface SessionSlice {
  /** Null until the backend has said. */
  readonly caseState: CaseState | null;
  /** Changes whenever the case does; in the dependencies of `useApi` it makes a component read again. */
  readonly revision: number;
  /** Changes whenever the saved map does: moved, pinned, hidden, undone. */
  readonly viewRevision: number;
  /** Changes whenever the types of the case do: its kinds, fields, links and words. */
  readonly typesRevision: number;
  /** Whether it locked because nobody was there. */
  readonly isIdleLock: boolean;
  readonly connection: 'connecting' | 'ready' | 'lost' | 'refused';
  setCaseState(caseState: CaseState): void;
  setIdleLock(isIdleLock: boolean): void;
  setConnection(connection: SessionSlice['connection']): void;
}

/** What lies over the screen or tells of the case goes when the case is locked. */
const PUT_AWAY = { messages: [], overlay: null, form: null, tableDialog: null, measurePage: null };

/** What was pointed at in one case means nothing in another. */
const FORGOTTEN = {
  selectedIds: [],
  primaryId: null,
  primaryRelationId: null,
  earlierSelections: [],
  laterSelections: [],
  mapRequest: null,
  mapCounts: null,
  screen: 'map',
  isImportProfilesShown: false,
  ...EXPLORE_BEGINNING,
  ...DRESS_BEGINNING,
  ...TIMELINE_BEGINNING,
  ...OVERVIEW_BEGINNING,
  ...NETWORK_BEGINNING,
  ...RECORDS_BEGINNING,
  ...LEVERS_BEGINNING,
  ...ANALYSIS_BEGINNING,
} as const;

/** The session; leaving a case forgets what was selected and asked of it. */
export const createSessionSlice: StateCreator<Store, [], [], SessionSlice> = (set) => ({
  caseState: null,
  revision: 0,
  viewRevision: 0,
  typesRevision: 0,
  isIdleLock: false,
  connection: 'connecting',
  setCaseState: (caseState) =>
    set((state) => {
      const isOtherCase = state.caseState !== null && state.caseState.handle !== caseState.handle;
      const { revision, viewRevision, typesRevision } = caseState;
      return {
        caseState,
        revision,
        viewRevision,
        typesRevision,
        ...(caseState.status === 'open' ? {} : PUT_AWAY),
        ...(isOtherCase ? FORGOTTEN : {}),
      };
    }),
  setIdleLock: (isIdleLock) => set({ isIdleLock }),
  setConnection: (connection) => set({ connection }),
});
