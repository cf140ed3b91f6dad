import { useEffect } from 'react';
import type { MouseCoords } from 'sigma/types';
import { useStore } from '../store/store.ts';
import { useCanvas } from './canvas-context.ts';
import { drawnLinks } from './drawn-links.ts';
import type { DrawnLink } from './link-hit.ts';
import { linkAt } from './link-hit.ts';

const REACH_PX = 5;
const MOST_LINKS = 6000;

/** A link under the pointer, and where the pointer is. */
export interface PointedLink {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

interface LinkPointerControllerProps {
  /** Tells the link under the pointer; null: none is. */
  readonly onPoint: (link: PointedLink | null) => void;
}

/** Finds the link under the pointer, and inspects it on a click; the inspector lists the same links. */
export function LinkPointerController({ onPoint }: LinkPointerControllerProps) {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma, model, emphasis } = canvas;
    const captor = sigma.getMouseCaptor();
    const camera = sigma.getCamera();
    let frame = 0;
    let links: readonly DrawnLink[] | null = null;

    // Asked once a frame and not by sigma's picking, which would draw every link twice.
    function look({ x, y }: MouseCoords): void {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (emphasis.hoveredId !== null || captor.isMouseDown || model.graph.size > MOST_LINKS) {
          onPoint(null);
          return;
        }
        links ??= drawnLinks(canvas);
        const found = linkAt(x, y, links, REACH_PX);
        onPoint(found === null ? null : { id: found, x, y });
      });
    }
    function forget(): void {
      links = null;
      cancelAnimationFrame(frame);
      onPoint(null);
    }
    // After the click on the ground, which clears the selection: a link lies on it.
    function pick({ x, y }: MouseCoords): void {
      if (canvas.nodeAt({ x, y }) !== null) return;
      links ??= drawnLinks(canvas);
      const found = linkAt(x, y, links, REACH_PX);
      if (found !== null) useStore.getState().selectRelation(found, model.graph.extremities(found));
    }
    captor.on('mousemove', look);
    captor.on('click', pick);
    captor.on('mouseleave', forget);
    camera.on('updated', forget);
    sigma.on('resize', forget);
    const stop = model.subscribe(forget);
    return () => {
      cancelAnimationFrame(frame);
      captor.off('mousemove', look);
      captor.off('click', pick);
      captor.off('mouseleave', forget);
      camera.off('updated', forget);
      sigma.off('resize', forget);
      stop();
    };
  }, [canvas, onPoint]);

  return null;
}
