import { useEffect } from 'react';
import type { MapTool } from '../../canvas/AreaController.tsx';
import type { Canvas } from '../../canvas/canvas.ts';
import type { PointedPlace } from '../../canvas/PointerController.tsx';
import { useStore } from '../../store/store.ts';

interface MapKeysOptions {
  readonly onTool: (tool: MapTool) => void;
  readonly onOpenMenu: (place: PointedPlace) => void;
}

const TOOL_KEYS: Readonly<Record<string, MapTool>> = { v: 'select', q: 'lasso', x: 'pan' };

/** Where the menu opens without a pointer: beside the selected record, else in the middle. */
function placeOfMenu({ model, projection, sigma }: Canvas): PointedPlace {
  const { primaryId } = useStore.getState();
  if (primaryId !== null && model.graph.hasNode(primaryId)) {
    const { x, y } = model.graph.getNodeAttributes(primaryId);
    return { id: primaryId, x: projection.toScreenX(x) + 16, y: projection.toScreenY(y) + 16 };
  }
  const { width, height } = sigma.getDimensions();
  return { id: null, x: width / 2, y: height / 2 };
}

/** Keys of the map that no command has: its tools and its menu. */
export function useMapKeys(canvas: Canvas, { onTool, onOpenMenu }: MapKeysOptions): void {
  useEffect(() => {
    const { region } = canvas;
    function listen(event: KeyboardEvent): void {
      if (event.target !== region || event.defaultPrevented) return;
      const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      const tool =
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        !useStore.getState().settings.hasSingleKeys
          ? null
          : TOOL_KEYS[event.key.toLowerCase()];
      if (isMenuKey) onOpenMenu(placeOfMenu(canvas));
      else if (tool) onTool(tool);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    region.addEventListener('keydown', listen);
    return () => region.removeEventListener('keydown', listen);
  }, [canvas, onTool, onOpenMenu]);
}
