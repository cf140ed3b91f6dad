import { useEffect } from 'react';
import type { SigmaNodeEventPayload, SigmaStageEventPayload } from 'sigma/types';
import { useCanvas } from './canvas-context.ts';
import { drawnSelection } from './drawn-selection.ts';
import type { Position } from './map-graph.ts';

interface DragControllerProps {
  /** Nodes were moved by hand, and are pinned where they were put. */
  readonly onMoved: (ids: readonly string[]) => void;
}

interface Drag {
  readonly ids: readonly string[];
  readonly starts: ReadonlyMap<string, Position>;
  readonly x: number;
  readonly y: number;
  hasMoved: boolean;
}

const SLACK_PX = 3;

/** Drags a node, or all selected ones with it, and pins what was moved. */
export function DragController({ onMoved }: DragControllerProps) {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma, model } = canvas;
    const container = sigma.getContainer();
    const captor = sigma.getMouseCaptor();
    let drag: Drag | null = null;

    function start({ node, event }: SigmaNodeEventPayload): void {
      const { original } = event;
      if (!(original instanceof MouseEvent) || original.button !== 0 || original.shiftKey) return;
      const selected = drawnSelection(canvas);
      const ids = selected.includes(node) ? selected : [node];
      const starts = new Map(
        ids.map((id) => {
          const { x, y } = model.graph.getNodeAttributes(id);
          return [id, { x, y }];
        }),
      );
      drag = { ids, starts, x: event.x, y: event.y, hasMoved: false };
    }

    function move({ event, preventSigmaDefault }: SigmaStageEventPayload): void {
      if (!drag) return;
      preventSigmaDefault();
      event.original.preventDefault();
      const [dx, dy] = [event.x - drag.x, event.y - drag.y];
      if (!drag.hasMoved && Math.hypot(dx, dy) < SLACK_PX) return;
      drag.hasMoved = true;
      container.dataset.pointer = 'moving';
      const { zoom } = canvas.projection;
      model.move(
        new Map(
          [...drag.starts].map(([id, { x, y }]) => [id, { x: x + dx / zoom, y: y - dy / zoom }]),
        ),
      );
    }

    function end(): void {
      if (drag?.hasMoved) {
        delete container.dataset.pointer;
        // sigma would take the release for a click.
        captor.draggedEvents = Number.MAX_SAFE_INTEGER;
        model.setPinned(drag.ids, true);
        onMoved(drag.ids);
      }
      drag = null;
    }

    sigma.on('downNode', start);
    sigma.on('moveBody', move);
    captor.on('mouseup', end);
    return () => {
      sigma.off('downNode', start);
      sigma.off('moveBody', move);
      captor.off('mouseup', end);
    };
  }, [canvas, onMoved]);

  return null;
}
