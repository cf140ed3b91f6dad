import type { StateCreator } from 'zustand';
import type { Store } from './store.ts';

const EARLIER_LIMIT = 100;

/** What is selected, on every screen alike. */
export interface SelectionSlice {
  /** Selected entities, in the order they were picked. */
  readonly selectedIds: readonly string[];
  /** The one picked last, which the inspector shows. */
  readonly primaryId: string | null;
  /** The link that the inspector shows instead, until something else is selected. */
  readonly primaryRelationId: string | null;
  readonly earlierSelections: readonly (readonly string[])[];
  readonly laterSelections: readonly (readonly string[])[];
  /** Replaces the selection; the last id becomes primary. */
  select(ids: readonly string[]): void;
  /** Selects both ends of a link, and shows the link itself in the inspector. */
  selectRelation(id: string, endIds: readonly string[]): void;
  toggleSelected(id: string): void;
  clearSelection(): void;
  /** Goes back to the selection before, or forward again. */
  stepSelection(direction: 'earlier' | 'later'): void;
}

function selectionOf(ids: readonly string[]) {
  const selectedIds = [...new Set(ids)];
  return { selectedIds, primaryId: selectedIds.at(-1) ?? null, primaryRelationId: null };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

/** Selection, with the steps back and forward through it. */
export const createSelectionSlice: StateCreator<Store, [], [], SelectionSlice> = (set) => {
  function replace(ids: readonly string[]): void {
    set((state) => {
      const next = selectionOf(ids);
      if (isSame(next.selectedIds, state.selectedIds)) return { primaryRelationId: null };
      return {
        ...next,
        earlierSelections: [...state.earlierSelections, state.selectedIds].slice(-EARLIER_LIMIT),
        laterSelections: [],
      };
    });
  }

  return {
    selectedIds: [],
    primaryId: null,
    primaryRelationId: null,
    earlierSelections: [],
    laterSelections: [],
    select: replace,
    selectRelation(id, endIds) {
      replace(endIds);
      set({ primaryRelationId: id });
    },
    toggleSelected: (id) =>
      set(({ selectedIds, earlierSelections }) => ({
        ...selectionOf(
          selectedIds.includes(id)
            ? selectedIds.filter((other) => other !== id)
            : [...selectedIds, id],
        ),
        earlierSelections: [...earlierSelections, selectedIds].slice(-EARLIER_LIMIT),
        laterSelections: [],
      })),
    clearSelection: () => replace([]),
    stepSelection: (direction) =>
      set((state) => {
        const { selectedIds, earlierSelections, laterSelections } = state;
        const target = (direction === 'earlier' ? earlierSelections : laterSelections).at(-1);
        if (!target) return {};
        return direction === 'earlier'
          ? {
              ...selectionOf(target),
              earlierSelections: earlierSelections.slice(0, -1),
              laterSelections: [...laterSelections, selectedIds],
            }
          : {
              ...selectionOf(target),
              earlierSelections: [...earlierSelections, selectedIds],
              laterSelections: laterSelections.slice(0, -1),
            };
      }),
  };
};
