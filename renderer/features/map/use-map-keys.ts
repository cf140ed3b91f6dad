import { useEffect } from 'react';
import type { Canvas } from '../../canvas/canvas.ts';
import type { PointedPlace } from '../../canvas/PointerController.tsx';
import { useStore } from '../../store/store.ts';

/** Where the menu opens without a pointer: beside the selected record, else in the middle. */
function placeOfMenu({ model, projection, sigma }: Canvas): PointedPlace {
  const { primaryId, primaryRelationId } = useStore.getState();
  if (primaryRelationId !== null && model.graph.hasEdge(primaryRelationId)) {
    const [from, to] = model.graph.extremities(primaryRelationId);
    const [a, b] = [model.graph.getNodeAttributes(from), model.graph.getNodeAttributes(to)];
    const x = projection.toScreenX((a.x + b.x) / 2);
    return { id: null, linkId: primaryRelationId, x, y: projection.toScreenY((a.y + b.y) / 2) };
  }
  if (primaryId !== null && model.graph.hasNode(primaryId)) {
    const id = model.standIn(primaryId);
    const { x, y } = model.graph.getNodeAttributes(id);
    return { id, x: projection.toScreenX(x) + 16, y: projection.toScreenY(y) + 16 };
  }
  const { width, height } = sigma.getDimensions();
  return { id: null, x: width / 2, y: height / 2 };
}

/** Keys of the map that are the same on every computer, and so no command's: its menu, selecting all, and pasting. */
export function useMapKeys(
  canvas: Canvas,
  onOpenMenu: (place: PointedPlace) => void,
  onPaste: (text: string) => void,
): void {
  useEffect(() => {
    const { region } = canvas;
    // The person's own Ctrl+V hands over the text: no permission is needed.
    function take(event: ClipboardEvent): void {
      if (event.target !== region && document.activeElement !== region) return;
      onPaste(event.clipboardData?.getData('text/plain') ?? '');
      event.preventDefault();
    }
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [canvas, onPaste]);

  useEffect(() => {
    const { region } = canvas;
    function listen(event: KeyboardEvent): void {
      if (event.target !== region || event.defaultPrevented) return;
      const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      const isAll =
        (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'a';
      if (isMenuKey) onOpenMenu(placeOfMenu(canvas));
      else if (isAll) useStore.getState().requestMap({ type: 'select', by: 'all' });
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    region.addEventListener('keydown', listen);
    return () => region.removeEventListener('keydown', listen);
  }, [canvas, onOpenMenu]);
}
