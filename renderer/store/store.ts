import { create } from 'zustand';
import type { AnalysisSlice } from './analysis.ts';
import { createAnalysisSlice } from './analysis.ts';
import type { DressSlice } from './dress.ts';
import { createDressSlice } from './dress.ts';
import type { ExploreSlice } from './explore.ts';
import { createExploreSlice } from './explore.ts';
import type { FormSlice } from './form.ts';
import { createFormSlice } from './form.ts';
import type { ImportSlice } from './importing.ts';
import { createImportSlice } from './importing.ts';
import type { LeversSlice } from './levers.ts';
import { createLeversSlice } from './levers.ts';
import type { MapSlice } from './map.ts';
import { createMapSlice } from './map.ts';
import type { NetworkSlice } from './network.ts';
import { createNetworkSlice } from './network.ts';
import type { OverviewSlice } from './overview.ts';
import { createOverviewSlice } from './overview.ts';
import type { RecordsSlice } from './records.ts';
import { createRecordsSlice } from './records.ts';
import type { SelectionSlice } from './selection.ts';
import { createSelectionSlice } from './selection.ts';
import type { SessionSlice } from './session.ts';
import { createSessionSlice } from './session.ts';
import type { TimelineSlice } from './timeline.ts';
import { createTimelineSlice } from './timeline.ts';
import type { WindowSlice } from './window.ts';
import { createWindowSlice } from './window.ts';

/** Everything the window remembers: ids and settings, never records or the graph. */
export type Store = SelectionSlice &
  SessionSlice &
  MapSlice &
  ExploreSlice &
  DressSlice &
  TimelineSlice &
  OverviewSlice &
  NetworkSlice &
  FormSlice &
  RecordsSlice &
  LeversSlice &
  ImportSlice &
  AnalysisSlice &
  WindowSlice;

/** The store; read it through narrow selectors. */
export const useStore = create<Store>()((...all) => ({
  ...createSelectionSlice(...all),
  ...createSessionSlice(...all),
  ...createMapSlice(...all),
  ...createExploreSlice(...all),
  ...createDressSlice(...all),
  ...createTimelineSlice(...all),
  ...createOverviewSlice(...all),
  ...createNetworkSlice(...all),
  ...createFormSlice(...all),
  ...createRecordsSlice(...all),
  ...createLeversSlice(...all),
  ...createImportSlice(...all),
  ...createAnalysisSlice(...all),
  ...createWindowSlice(...all),
}));
