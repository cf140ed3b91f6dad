import { useEffect } from 'react';
import type { SigmaNodeEventPayload, SigmaStageEventPayload } from 'sigma/types';
import { toggleAll } from '../store/pick.ts';
import { useStore } from '../store/store.ts';
import { useCanvas } from './canvas-context.ts';
import { drawnLinks } from './drawn-links.ts';
import { linkAt } from './link-hit.ts';

/** What a click with the other button, or a double click, was made on. */
export interface PointedPlace {
  /** Null: the ground between nodes. */
  readonly id: string | null;
  /** The link at that place, where there is no node. */
  readonly linkId?: string | null;
  /** Pixels from the canvas's corner. */
  readonly x: number;
  readonly y: number;
}

interface PointerControllerProps {
  readonly onOpenMenu: (place: PointedPlace) => void;
  readonly onExpand: (id: string) => void;
}

const LINK_REACH_PX = 6;

function holdsCommand(event: MouseEvent | TouchEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

/** Click selects, Ctrl adds and takes away, a click on the ground clears; hover is shown and is never selection. */
export function PointerController({ onOpenMenu, onExpand }: PointerControllerProps) {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma } = canvas;
    const container = sigma.getContainer();
    let lastPicked: string | null = null;

    function enter({ node }: SigmaNodeEventPayload): void {
      canvas.hover(node);
      container.dataset.pointer = 'node';
    }
    function leave(): void {
      canvas.hover(null);
      delete container.dataset.pointer;
    }
    function pick({ node, event }: SigmaNodeEventPayload): void {
      const { select } = useStore.getState();
      lastPicked = node;
      const ids = canvas.model.behind(node);
      if (holdsCommand(event.original) || event.original.shiftKey) toggleAll(ids);
      else select(ids);
    }
    function clear({ event }: SigmaStageEventPayload): void {
      if (!event.original.shiftKey && !holdsCommand(event.original)) {
        useStore.getState().clearSelection();
      }
    }
    function expand(payload: SigmaNodeEventPayload): void {
      payload.preventSigmaDefault();
      // Quick clicks on two nodes, or one with Ctrl, are two clicks, which sigma takes for a double one.
      const isDouble = payload.node === lastPicked && !holdsCommand(payload.event.original);
      if (isDouble) onExpand(payload.node);
      else pick(payload);
    }
    function stopZoom({ preventSigmaDefault }: SigmaStageEventPayload): void {
      preventSigmaDefault();
    }
    function openNodeMenu({ node, event }: SigmaNodeEventPayload): void {
      event.original.preventDefault();
      const { selectedIds, select } = useStore.getState();
      const ids = canvas.model.behind(node);
      if (!ids.every((id) => selectedIds.includes(id))) select(ids);
      onOpenMenu({ id: node, x: event.x, y: event.y });
    }
    function openGroundMenu({ event }: SigmaStageEventPayload): void {
      event.original.preventDefault();
      const linkId = linkAt(event.x, event.y, drawnLinks(canvas), LINK_REACH_PX);
      onOpenMenu({ id: null, linkId, x: event.x, y: event.y });
    }

    sigma.on('enterNode', enter);
    sigma.on('leaveNode', leave);
    sigma.on('clickNode', pick);
    sigma.on('clickStage', clear);
    sigma.on('doubleClickNode', expand);
    sigma.on('doubleClickStage', stopZoom);
    sigma.on('rightClickNode', openNodeMenu);
    sigma.on('rightClickStage', openGroundMenu);
    return () => {
      sigma.off('enterNode', enter);
      sigma.off('leaveNode', leave);
      sigma.off('clickNode', pick);
      sigma.off('clickStage', clear);
      sigma.off('doubleClickNode', expand);
      sigma.off('doubleClickStage', stopZoom);
      sigma.off('rightClickNode', openNodeMenu);
      sigma.off('rightClickStage', openGroundMenu);
    };
  }, [canvas, onExpand, onOpenMenu]);

  return null;
}
