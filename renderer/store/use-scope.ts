import { useMemo } from 'react';
import { scopeOf } from './analysis.ts';
import { useStore } from './store.ts';

/** A graph of the case, as calls take it. */
export type Scope = ReturnType<typeof scopeOf>;

const NO_IDS: readonly string[] = [];

/** The graph that is measured now. */
export function useScope(): Scope {
  const measured = useStore((state) => state.measured);
  const filterText = useStore((state) => state.filterText);
  const shownIds = useStore((state) => (state.measured.among === 'map' ? state.shownIds : NO_IDS));
  return useMemo(
    // What is being typed would have everything computed anew with each letter.
    () => scopeOf({ measured, filterText, filterDraft: '', shownIds }),
    [measured, filterText, shownIds],
  );
}
