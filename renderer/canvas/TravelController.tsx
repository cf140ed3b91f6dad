import { useEffect } from 'react';
import { toggleAll } from '../store/pick.ts';
import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { drawnSelection } from './drawn-selection.ts';
import type { Direction, TravelPoint } from './travel.ts';
import {
  clockwiseAround,
  directionOfKey,
  nearestTo,
  nearestTowards,
  stepRound,
  stepTowards,
} from './travel.ts';

interface TravelControllerProps {
  /** Nodes were moved by key, and are pinned where they are. */
  readonly onMoved: (ids: readonly string[]) => void;
  readonly onInspect: () => void;
  /** The cursor came to a record without selecting it. */
  readonly onVisit: (id: string) => void;
}

const NUDGE_PX = 12;

function shownPoints({ model, isDrawn }: Canvas): readonly TravelPoint[] {
  return model.graph.mapNodes((id, { x, y }) => ({ id, x, y })).filter(({ id }) => isDrawn(id));
}

function pointOf({ model }: Canvas, id: string | null): TravelPoint | null {
  if (id === null || !model.graph.hasNode(id)) return null;
  const { x, y } = model.graph.getNodeAttributes(id);
  return { id, x, y };
}

/** Where a record is drawn: by itself, or by the closed group that it is in. */
function standInOf(canvas: Canvas, id: string | null): TravelPoint | null {
  return id === null ? null : pointOf(canvas, canvas.model.standIn(id));
}

/**
 * Steps from record to record by arrow keys and round links by brackets. With Ctrl the cursor moves alone
 * and Space adds what it is at; with Shift the arrows move what is selected.
 */
export function TravelController({ onMoved, onInspect, onVisit }: TravelControllerProps) {
  const canvas = useCanvas();

  useEffect(() => {
    const { region } = canvas;
    /** Where the cursor is while it is not at the selection. */
    let cursorId: string | null = null;
    /** The record whose links are stepped round, and the link last stood at. */
    let round: { hub: string; at: string | null } | null = null;

    function here(): TravelPoint | null {
      return pointOf(canvas, cursorId) ?? standInOf(canvas, useStore.getState().primaryId);
    }

    function goTo(id: string | null): void {
      if (id === null) return;
      cursorId = null;
      canvas.hover(null);
      useStore.getState().select(canvas.model.behind(id));
      canvas.bringIntoView(id);
    }

    function visit(id: string | null): void {
      if (id === null) return;
      cursorId = id;
      canvas.hover(id);
      canvas.bringIntoView(id);
      onVisit(id);
    }

    function next(direction: Direction): string | null {
      const points = shownPoints(canvas);
      const from = here();
      if (from) return nearestTowards(points, from, direction);
      const { projection, sigma } = canvas;
      const { width, height } = sigma.getDimensions();
      return nearestTo(points, projection.toMapX(width / 2), projection.toMapY(height / 2));
    }

    function stepLinks(step: 1 | -1): void {
      const from = here();
      if (!from) return;
      const { graph } = canvas.model;
      if (round === null || (round.hub !== from.id && round.at !== from.id)) {
        round = { hub: from.id, at: null };
      }
      if (!graph.hasNode(round.hub)) return;
      const neighbours = graph
        .neighbors(round.hub)
        .filter(canvas.isDrawn)
        .map((id) => ({ id, ...graph.getNodeAttributes(id) }));
      const centre = { id: round.hub, ...graph.getNodeAttributes(round.hub) };
      round.at = stepRound(clockwiseAround(centre, neighbours), round.at, step);
      goTo(round.at);
    }

    function nudge(direction: Direction): void {
      const { graph } = canvas.model;
      const ids = drawnSelection(canvas);
      if (ids.length === 0) return;
      const [dx, dy] = stepTowards(direction, NUDGE_PX / canvas.projection.zoom);
      canvas.model.move(
        new Map(
          ids.map((id) => {
            const { x, y } = graph.getNodeAttributes(id);
            return [id, { x: x + dx, y: y + dy }];
          }),
        ),
      );
      canvas.model.setPinned(ids, true);
      onMoved(ids);
    }

    function act(event: KeyboardEvent): boolean {
      const direction = event.altKey ? null : directionOfKey(event.key);
      if (direction) {
        if (event.shiftKey) nudge(direction);
        else if (event.ctrlKey || event.metaKey) visit(next(direction));
        else {
          round = null;
          goTo(next(direction));
        }
        return true;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      switch (event.key) {
        case '[':
          stepLinks(-1);
          return true;
        case ']':
          stepLinks(1);
          return true;
        case 'Enter':
          onInspect();
          return true;
        case ' ': {
          const at = here();
          if (at) toggleAll(canvas.model.behind(at.id));
          return true;
        }
        case 'Escape':
          cursorId = null;
          canvas.hover(null);
          useStore.getState().clearSelection();
          return true;
        default:
          return false;
      }
    }

    function listen(event: KeyboardEvent): void {
      if (event.target !== region || event.defaultPrevented || !act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    }

    region.addEventListener('keydown', listen);
    return () => region.removeEventListener('keydown', listen);
  }, [canvas, onMoved, onInspect, onVisit]);

  return null;
}
