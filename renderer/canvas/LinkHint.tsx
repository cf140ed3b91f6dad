import { useEffect, useState } from 'react';
import type { MouseCoords } from 'sigma/types';
import type { Certainty } from '../../shared/domain/grade.ts';
import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';
import { useCanvas } from './canvas-context.ts';
import { drawnBend } from './curvature.ts';
import type { DrawnLink } from './link-hit.ts';
import { linkAt } from './link-hit.ts';

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  confirmed: 'Confirmed',
  reported: 'Reported, not confirmed',
  tentative: 'Tentative',
};
const REACH_PX = 5;
const MOST_LINKS = 6000;

interface Hint {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly certainty: string;
}

function drawnLinks({ model, projection, emphasis, isDrawn }: Canvas): readonly DrawnLink[] {
  return model.graph
    .mapEdges((id, { curvature }, source, target, from, to) => {
      if (emphasis.isEdgeRemoved(id) || !isDrawn(source) || !isDrawn(target)) return null;
      return {
        id,
        fromX: projection.toScreenX(from.x),
        fromY: projection.toScreenY(from.y),
        toX: projection.toScreenX(to.x),
        toY: projection.toScreenY(to.y),
        bend: drawnBend(curvature, Math.hypot(to.x - from.x, to.y - from.y)),
      };
    })
    .filter((link) => link !== null);
}

function describe({ model }: Canvas, id: string): Pick<Hint, 'words' | 'certainty'> {
  const { label, certainty } = model.graph.getEdgeAttributes(id);
  const name = (node: string) => model.graph.getNodeAttribute(node, 'label');
  const [source, target] = model.graph.extremities(id);
  return {
    words: `${name(source)}: ${label} ${name(target)}`,
    certainty: CERTAINTY_WORDS[certainty],
  };
}

/** Says what a link under the pointer is, and inspects it on a click; the inspector lists the same links. */
export function LinkHint() {
  const canvas = useCanvas();
  const [hint, setHint] = useState<Hint | null>(null);

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
          setHint(null);
          return;
        }
        links ??= drawnLinks(canvas);
        const found = linkAt(x, y, links, REACH_PX);
        setHint(found === null ? null : { x, y, ...describe(canvas, found) });
      });
    }
    function forget(): void {
      links = null;
      cancelAnimationFrame(frame);
      setHint(null);
    }
    // After the click on the ground, which clears the selection: a link lies on it.
    function pick({ x, y }: MouseCoords): void {
      if (emphasis.hoveredId !== null) return;
      links ??= drawnLinks(canvas);
      const found = linkAt(x, y, links, REACH_PX);
      if (found !== null) useStore.getState().selectRelation(found, model.graph.extremities(found));
    }
    captor.on('mousemove', look);
    captor.on('click', pick);
    captor.on('mouseleave', forget);
    camera.on('updated', forget);
    const stop = model.subscribe(forget);
    return () => {
      cancelAnimationFrame(frame);
      captor.off('mousemove', look);
      captor.off('click', pick);
      captor.off('mouseleave', forget);
      camera.off('updated', forget);
      stop();
    };
  }, [canvas]);

  if (!hint) return null;
  return (
    <div className="graph-canvas-hint" style={{ left: hint.x + 14, top: hint.y + 14 }}>
      {hint.words}
      <span>{hint.certainty}</span>
    </div>
  );
}
