import type { StateCreator } from 'zustand';
import type { EntitySort } from '../../shared/api/entity.ts';
import type { Store } from './store.ts';

/** A column of the table of records, as this person has it. */
export interface RecordColumn {
  readonly id: string;
  readonly widthPx: number;
  readonly isShown: boolean;
  readonly isPinned: boolean;
}

/** Something about several records that lies over the screen. */
export type TableDialog = 'columns' | 'export';

/** How records are listed, on the screen of records and through the lens alike. */
export interface RecordsSlice {
  /** What the list is ordered by, first things first. */
  readonly recordSort: readonly EntitySort[];
  /** What the list is grouped by; null: by nothing. */
  readonly recordGroup: EntitySort | null;
  /** The saved list that was opened last. */
  readonly openListId: string | null;
  /** How many are listed, and how many there are without the filter; null while no list is on screen. */
  readonly listCounts: { readonly listed: number; readonly total: number } | null;
  readonly tableDialog: TableDialog | null;
  /** The tab that the inspector is asked to show, until it does. */
  readonly askedTab: 'sources' | null;
  setRecordSort(sort: readonly EntitySort[]): void;
  setRecordGroup(group: EntitySort | null): void;
  setOpenListId(id: string | null): void;
  setListCounts(counts: RecordsSlice['listCounts']): void;
  setTableDialog(dialog: TableDialog | null): void;
  askForTab(tab: 'sources' | null): void;
}

/** What a case that is left takes with it. */
export const RECORDS_BEGINNING = {
  recordSort: [{ by: 'best', direction: 'ascending' }],
  recordGroup: null,
  openListId: null,
  listCounts: null,
  tableDialog: null,
  askedTab: null,
} as const satisfies Partial<RecordsSlice>;

/** The list of records. */
export const createRecordsSlice: StateCreator<Store, [], [], RecordsSlice> = (set) => ({
  ...RECORDS_BEGINNING,
  setRecordSort: (recordSort) => set({ recordSort }),
  setRecordGroup: (recordGroup) => set({ recordGroup }),
  setOpenListId: (openListId) => set({ openListId }),
  setListCounts: (listCounts) => set({ listCounts }),
  setTableDialog: (tableDialog) => set({ tableDialog }),
  askForTab: (askedTab) => set({ askedTab }),
});
