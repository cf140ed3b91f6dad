import { filterOf } from './explore.ts';
import { useStore } from './store.ts';

/** Which records something is done to: those that are selected, or all that are listed. */
export type RecordExtent = 'selected' | 'listed';

/**
 * The selection whatever the filter, else what is listed. On the map and its lenses that is what is on the map and
 * let through; the table heeds the filter and the range of a measure alone.
 */
export function recordsIn(extent: RecordExtent): {
  readonly ids: string[] | null;
  readonly filter: string;
} {
  const state = useStore.getState();
  const { selectedIds, screen, lens, shownIds, sieves } = state;
  if (extent === 'selected') return { ids: [...selectedIds], filter: '' };
  const filter = filterOf(state);
  if (screen === 'records') return { ids: null, filter };
  const { measure, time, compare } = sieves;
  const others = lens === 'table' ? [measure] : [measure, time, compare];
  const ids = shownIds.filter((id) => others.every((sieve) => sieve?.entityIds?.has(id) ?? true));
  return { ids, filter };
}
