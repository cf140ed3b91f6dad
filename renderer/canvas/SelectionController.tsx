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
    const isDrawn = (id: string) =>
      model.graph.hasNode(id) && !model.hiddenKinds.has(model.graph.getNodeAttribute(id, 'kind'));
    const count = () => setHiddenSelectedCount(selectedIds.filter((id) => !isDrawn(id)).length);
    canvas.select(selectedIds);
    count();
    const stop = model.subscribe(count);
    return () => {
      stop();
      setHiddenSelectedCount(0);
    };
  }, [canvas, selectedIds, setHiddenSelectedCount]);

  return null;
}
