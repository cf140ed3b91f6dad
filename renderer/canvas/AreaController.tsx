import { useEffect, useState } from 'react';
import type { SigmaStageEventPayload } from 'sigma/types';
import { useStore } from '../store/store.ts';
import type { ScreenPoint } from './area.ts';
import { isInside, outlineAsPath, rectangleBetween } from './area.ts';
import { useCanvas } from './canvas-context.ts';

/** What dragging over the ground does. */
export type MapTool = 'select' | 'lasso' | 'pan';

interface AreaControllerProps {
  readonly tool: MapTool;
}

const STEP_PX = 3;

/**
 * Adds everything inside a rectangle (Shift and drag) or a drawn loop (lasso) to the selection, and takes it
 * away with Alt.
 */
export function AreaController({ tool }: AreaControllerProps) {
  const canvas = useCanvas();
  const [outline, setOutline] = useState<readonly ScreenPoint[] | null>(null);

  useEffect(() => {
    const { sigma, model } = canvas;
    const captor = sigma.getMouseCaptor();
    const container = sigma.getContainer();
    let start: ScreenPoint | null = null;
    let takesAway = false;
    let drawn: readonly ScreenPoint[] = [];
    container.dataset.tool = tool;

    function begin({ event }: SigmaStageEventPayload): void {
      const { original } = event;
      if (!(original instanceof MouseEvent) || original.button !== 0) return;
      // Alt takes away, and draws a rectangle as Shift does.
      if (tool !== 'lasso' && !original.shiftKey && !original.altKey) return;
      takesAway = original.altKey;
      start = { x: event.x, y: event.y };
      drawn = [start];
    }

    function extend({ event, preventSigmaDefault }: SigmaStageEventPayload): void {
      if (!start) return;
      preventSigmaDefault();
      event.original.preventDefault();
      const here = { x: event.x, y: event.y };
      const last = drawn.at(-1) ?? start;
      if (tool !== 'lasso') drawn = rectangleBetween(start, here);
      else if (Math.hypot(here.x - last.x, here.y - last.y) >= STEP_PX) drawn = [...drawn, here];
      setOutline(drawn);
    }

    function finish(): void {
      if (!start) return;
      start = null;
      setOutline(null);
      if (drawn.length < 3) return;
      captor.draggedEvents = Number.MAX_SAFE_INTEGER;
      const { projection } = canvas;
      const found = model.graph.filterNodes(
        (id, { x, y }) =>
          canvas.isDrawn(id) &&
          isInside({ x: projection.toScreenX(x), y: projection.toScreenY(y) }, drawn),
      );
      const { selectedIds, select } = useStore.getState();
      const inside = new Set(found.flatMap(model.behind));
      select(takesAway ? selectedIds.filter((id) => !inside.has(id)) : [...selectedIds, ...inside]);
    }

    sigma.on('downStage', begin);
    sigma.on('moveBody', extend);
    captor.on('mouseup', finish);
    return () => {
      delete container.dataset.tool;
      sigma.off('downStage', begin);
      sigma.off('moveBody', extend);
      captor.off('mouseup', finish);
    };
  }, [canvas, tool]);

  if (!outline) return null;
  return (
    <svg className="graph-canvas-area" aria-hidden="true">
      <path d={outlineAsPath(outline)} />
    </svg>
  );
}
