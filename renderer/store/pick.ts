import { useStore } from './store.ts';

/** Keys held while something is picked. */
export interface PickKeys {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

function without(ids: readonly string[], left: readonly string[]): readonly string[] {
  const gone = new Set(left);
  return ids.filter((id) => !gone.has(id));
}

/** Adds records to the selection, or takes them away where all of them are in it. */
export function toggleAll(ids: readonly string[]): void {
  const { selectedIds, select } = useStore.getState();
  const selected = new Set(selectedIds);
  const isOn = ids.every((id) => selected.has(id));
  select(isOn ? without(selectedIds, ids) : [...selectedIds, ...ids]);
}

/** Selects records: alone, beside what is selected (Shift), or on and off (Ctrl). */
export function pickRecords(ids: readonly string[], keys: PickKeys): void {
  const { selectedIds, select } = useStore.getState();
  if (keys.ctrlKey || keys.metaKey) toggleAll(ids);
  else if (keys.shiftKey) select([...without(selectedIds, ids), ...ids]);
  else select(ids);
}
