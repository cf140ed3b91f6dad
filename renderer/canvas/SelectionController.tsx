import { useEffect } from 'react';
import { useStore } from '../store/store.ts';
import { useCanvas } from './canvas-context.ts';

/** Shows the selection of the window on the map, and says how much of it is not drawn. */
export function SelectionController() {
  const canvas = useCanvas();
  const selectedIds = useStore((state) => state.selectedIds);
  const setHiddenSelectedCount = useStore((state) => state.setHiddenSelectedCount);

  useEffect(() => {
    const { model } = canvas;
    const count = () =>
      setHiddenSelectedCount(
        selectedIds.filter((id) => !canvas.isDrawn(canvas.model.standIn(id))).length,
      );
    canvas.select(selectedIds);
    count();
    const stops = [
      model.subscribe((change) => {
        if (change === 'positions' || change === 'pins') return;
        // A group that was closed or opened stands for what is selected, or no longer does.
        if (change === 'records' && model.groups.length > 0) canvas.select(selectedIds);
        count();
      }),
      canvas.onSieve(count),
    ];
    return () => {
      for (const stop of stops) stop();
      setHiddenSelectedCount(0);
    };
  }, [canvas, selectedIds, setHiddenSelectedCount]);

  return null;
}
