import { useMemo, useRef } from 'react';
import type { PickKeys } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import type { Rows } from './use-rows.ts';

/** The window's selection, as rows are chosen. */
export interface GridSelection {
  readonly selectedCount: number;
  has(id: string): boolean;
  /** Alone; one more or less with Ctrl; everything from the row before with Shift. */
  choose(index: number, id: string, keys: PickKeys): void;
  all(): Promise<void>;
  clear(): void;
}

/** Chooses rows as lists do. A stretch that is not read yet is asked for. */
export function useGridSelection(rows: Rows, total: number): GridSelection {
  const selectedIds = useStore((state) => state.selectedIds);
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const anchor = useRef<number | null>(null);
  /** What was selected when the stretch began: a longer or shorter one takes its place. */
  const before = useRef<readonly string[]>([]);

  async function stretchTo(index: number, id: string): Promise<void> {
    const from = anchor.current ?? index;
    const ids = await rows.idsBetween(Math.min(from, index), Math.max(from, index));
    // The row that was chosen comes last, and so is the primary one.
    const others = [...before.current, ...ids].filter((other) => other !== id);
    useStore.getState().select([...others, id]);
  }

  return {
    selectedCount: selectedIds.length,
    has: (id) => selected.has(id),
    choose(index, id, keys) {
      const { select, toggleSelected } = useStore.getState();
      if (keys.shiftKey && anchor.current !== null) {
        void stretchTo(index, id);
        return;
      }
      anchor.current = index;
      if (keys.ctrlKey || keys.metaKey) toggleSelected(id);
      else select([id]);
      const now = useStore.getState().selectedIds;
      before.current = keys.ctrlKey || keys.metaKey ? now.filter((other) => other !== id) : [];
    },
    async all() {
      if (total === 0) return;
      useStore.getState().select(await rows.idsBetween(0, total - 1));
    },
    clear: () => useStore.getState().clearSelection(),
  };
}
