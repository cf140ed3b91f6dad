import type { StateCreator } from 'zustand';
import type { ChosenFile } from '../../shared/api/shell.ts';
import type { Store } from './store.ts';

/** What a key or the palette asks of the import that is on screen. */
export type ImportAct = 'next' | 'back' | 'next-fault' | 'previous-fault';

/** What the import screen is asked for from elsewhere. */
export interface ImportSlice {
  /** The last thing asked; its number tells two alike apart. */
  readonly importRequest: { readonly act: ImportAct; readonly number: number } | null;
  /** Files dropped on the window, until the import takes them. */
  readonly droppedFiles: readonly ChosenFile[];
  /** Whether the profiles are shown in place of the import that is under way, which waits. */
  readonly isImportProfilesShown: boolean;
  showImportProfiles(isShown: boolean): void;
  requestImport(act: ImportAct): void;
  setDroppedFiles(files: readonly ChosenFile[]): void;
}

/** Requests to the import. */
export const createImportSlice: StateCreator<Store, [], [], ImportSlice> = (set) => ({
  importRequest: null,
  droppedFiles: [],
  isImportProfilesShown: false,
  showImportProfiles: (isImportProfilesShown) => set({ isImportProfilesShown }),
  requestImport: (act) =>
    set(({ importRequest }) => ({
      importRequest: { act, number: (importRequest?.number ?? 0) + 1 },
    })),
  setDroppedFiles: (droppedFiles) => set({ droppedFiles }),
});
