import { useStore } from './store.ts';

/** Keys held while something is picked. */
export interface PickKeys {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Selects records: alone, beside what is selected (Shift), or on and off (Ctrl). */
export function pickRecords(ids: readonly string[], keys: PickKeys): void {
  const { selectedIds, select } = useStore.getState();
  if (keys.ctrlKey || keys.metaKey) {
    const isOn = ids.every((id) => selectedIds.includes(id));
    select(isOn ? selectedIds.filter((id) => !ids.includes(id)) : [...selectedIds, ...ids]);
  } else if (keys.shiftKey) select([...selectedIds.filter((id) => !ids.includes(id)), ...ids]);
  else select(ids);
}
