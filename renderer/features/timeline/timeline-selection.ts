import { useCallback, useMemo } from 'react';
import { type PickKeys, pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import type { Entry, TimelineModel } from './timeline-model.ts';

/** What picking a dated thing selects: the event or licence, or both ends of a link. */
function idsOf({ entities }: TimelineModel, { item }: Entry): readonly string[] {
  if (item.subject === 'entity') return [item.id];
  return item.entities.flatMap((place) => entities[place]?.id ?? []);
}

/** Selects a dated thing: alone, beside what is selected (Shift), or on and off (Ctrl). */
export function selectEntry(model: TimelineModel, entry: Entry, keys: PickKeys): void {
  pickRecords(idsOf(model, entry), keys);
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
