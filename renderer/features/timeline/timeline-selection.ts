import { useCallback, useMemo } from 'react';
import { useStore } from '../../store/store.ts';
import type { Entry, TimelineModel } from './timeline-model.ts';

/** Keys held while something is picked. */
export interface PickKeys {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** What picking a dated thing selects: the event or licence, or both ends of a link. */
function idsOf({ entities }: TimelineModel, { item }: Entry): readonly string[] {
  if (item.subject === 'entity') return [item.id];
  return item.entities.flatMap((place) => entities[place]?.id ?? []);
}

/** Selects a dated thing: alone, beside what is selected (Shift), or on and off (Ctrl). */
export function selectEntry(model: TimelineModel, entry: Entry, keys: PickKeys): void {
  const { selectedIds, select } = useStore.getState();
  const ids = idsOf(model, entry);
  if (keys.ctrlKey || keys.metaKey) {
    const isOn = ids.every((id) => selectedIds.includes(id));
    select(isOn ? selectedIds.filter((id) => !ids.includes(id)) : [...selectedIds, ...ids]);
  } else if (keys.shiftKey) select([...selectedIds.filter((id) => !ids.includes(id)), ...ids]);
  else select(ids);
}

/** Whether a dated thing is, or speaks of, what is selected. Both ends of a link must be, where several are. */
export function useEntrySelection(model: TimelineModel): (entry: Entry) => boolean {
  const selectedIds = useStore((state) => state.selectedIds);
  const places = useMemo(() => {
    const selected = new Set(selectedIds);
    const found = new Set<number>();
    for (const [place, { id }] of model.entities.entries()) if (selected.has(id)) found.add(place);
    return found;
  }, [model, selectedIds]);
  const isOne = selectedIds.length === 1;
  return useCallback(
    ({ item }: Entry) => {
      if (places.size === 0) return false;
      if (item.subject === 'relation' && !isOne)
        return item.entities.every((place) => places.has(place));
      return item.entities.some((place) => places.has(place));
    },
    [places, isOne],
  );
}
