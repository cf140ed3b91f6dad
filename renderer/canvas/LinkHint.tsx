import { useEffect, useState } from 'react';
import type { SigmaEdgeEventPayload } from 'sigma/types';
import type { Certainty } from '../../shared/domain/grade.ts';
import { useCanvas } from './canvas-context.ts';

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  confirmed: 'Confirmed',
  reported: 'Reported, not confirmed',
  tentative: 'Tentative',
};

interface Hint {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly certainty: string;
}

/** Says what a link under the pointer is; the inspector lists the same links. */
export function LinkHint() {
  const canvas = useCanvas();
  const [hint, setHint] = useState<Hint | null>(null);

  useEffect(() => {
    const { sigma, model } = canvas;
    function show({ edge, event }: SigmaEdgeEventPayload): void {
      const { label, certainty } = model.graph.getEdgeAttributes(edge);
      const name = (id: string) => model.graph.getNodeAttribute(id, 'label');
      const [source, target] = model.graph.extremities(edge);
      setHint({
        x: event.x,
        y: event.y,
        words: `${name(source)}: ${label} ${name(target)}`,
        certainty: CERTAINTY_WORDS[certainty],
      });
    }
    function clear(): void {
      setHint(null);
    }
    const camera = sigma.getCamera();
    sigma.on('enterEdge', show);
    sigma.on('leaveEdge', clear);
    sigma.on('leaveStage', clear);
    camera.on('updated', clear);
    return () => {
      sigma.off('enterEdge', show);
      sigma.off('leaveEdge', clear);
      sigma.off('leaveStage', clear);
      camera.off('updated', clear);
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
