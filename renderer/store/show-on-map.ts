import { useStore } from './store.ts';

/** Selects records, brings them onto the map and goes there. */
export function showOnMap(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const { select, lookThrough, requestMap } = useStore.getState();
  select(ids);
  lookThrough('map');
  requestMap({ type: 'show', ids });
}
