import { useEffect } from 'react';
import type { MapModel } from '../../canvas/map-model.ts';
import { useStore } from '../../store/store.ts';

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

/** Tells the other lenses which entities are on the map. They keep the last of them when the map is left. */
export function useShownIds(model: MapModel): void {
  const setShownIds = useStore((state) => state.setShownIds);

  useEffect(() => {
    function tell(): void {
      const ids = model
        .recordIds()
        .filter((id) => !model.hiddenKinds.has(model.graph.getNodeAttribute(id, 'kind')));
      // Levers that arrive change nothing here; every lens would read again.
      if (!isSame(ids, useStore.getState().shownIds)) setShownIds(ids);
    }
    // An empty map that is still being read says nothing about what was shown before.
    if (model.graph.order > 0) tell();
    return model.subscribe((change) => {
      if (change === 'records' || change === 'kinds') tell();
    });
  }, [model, setShownIds]);
}
