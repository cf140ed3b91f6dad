import { useStore } from '../store/store.ts';

/** Adds records to the selection, or takes them away where all of them are in it. */
export function toggleAll(ids: readonly string[]): void {
  const { selectedIds, select, toggleSelected } = useStore.getState();
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    toggleSelected(only);
    return;
  }
  const areAll = ids.every((id) => selectedIds.includes(id));
  select(areAll ? selectedIds.filter((id) => !ids.includes(id)) : [...selectedIds, ...ids]);
}
