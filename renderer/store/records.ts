import type { StateCreator } from 'zustand';
import type { EntitySort } from '../../shared/api/entity.ts';
import { COMPARED } from '../../shared/api/entity-compare.ts';
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
  /** The records that lie side by side over the screen; null: none do. */
  readonly comparedIds: readonly string[] | null;
  /** The tab that the inspector is asked to show, until it does. */
  readonly askedTab: 'sources' | 'levers' | null;
  setRecordSort(sort: readonly EntitySort[]): void;
  setRecordGroup(group: EntitySort | null): void;
  setOpenListId(id: string | null): void;
  setListCounts(counts: RecordsSlice['listCounts']): void;
  setTableDialog(dialog: TableDialog | null): void;
  /** Lays records side by side, where there are two to four of them, or says why it does not. */
  compareRecords(ids: readonly string[]): void;
  closeComparison(): void;
  askForTab(tab: RecordsSlice['askedTab']): void;
}

/** Why so many records cannot be compared; null: they can. */
export function whyNotCompared(count: number): string | null {
  const { min, max } = COMPARED;
  if (count >= min && count <= max) return null;
  const chosen = count === 1 ? 'One is' : `${count.toLocaleString('en-GB')} are`;
  return `Select two to four records to compare. ${chosen} selected.`;
}

/** What a case that is left takes with it. */
export const RECORDS_BEGINNING = {
  recordSort: [{ by: 'best', direction: 'ascending' }],
  recordGroup: null,
  openListId: null,
  listCounts: null,
  tableDialog: null,
  comparedIds: null,
  askedTab: null,
} as const satisfies Partial<RecordsSlice>;

/** The list of records. */
export const createRecordsSlice: StateCreator<Store, [], [], RecordsSlice> = (set, get) => ({
  ...RECORDS_BEGINNING,
  setRecordSort: (recordSort) => set({ recordSort }),
  setRecordGroup: (recordGroup) => set({ recordGroup }),
  setOpenListId: (openListId) => set({ openListId }),
  setListCounts: (listCounts) => set({ listCounts }),
  setTableDialog: (tableDialog) => set({ tableDialog }),
  compareRecords(ids) {
    const refusal = whyNotCompared(ids.length);
    if (refusal === null) set({ comparedIds: ids });
    else get().say(refusal, { tone: 'warning' });
  },
  closeComparison: () => set({ comparedIds: null }),
  askForTab: (askedTab) => set({ askedTab }),
});
