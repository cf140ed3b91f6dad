import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { CaptionsController } from './CaptionsController.tsx';
import type { Canvas } from './canvas.ts';
import { createCanvas } from './canvas.ts';
import { CanvasContext } from './canvas-context.ts';
import type { MapModel } from './map-model.ts';
import { pictures } from './pictures.tsx';
import { ResizeController } from './ResizeController.tsx';
import { ThemeController } from './ThemeController.tsx';
import './canvas.css';

interface Drawn {
  readonly canvas: Canvas;
  readonly icons: ReadonlyMap<string, Path2D>;
}

interface GraphCanvasProps {
  readonly model: MapModel;
  /** Accessible name of the part that takes the keyboard. */
  readonly label: string;
  /** Id of a text that tells the keys. */
  readonly describedBy?: string;
  /** Controllers: each adds one behaviour and renders nothing, or what lies over the map. */
  readonly children?: ReactNode;
}

/** The one place that creates sigma. Draws a model; everything that can be done with it is added by controllers. */
export function GraphCanvas({ model, label, describedBy, children }: GraphCanvasProps) {
  const region = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);

  useEffect(() => {
    let canvas: Canvas | null = null;
    let isGone = false;
    void pictures().then(({ icons, atlas }) => {
      if (isGone || !region.current || !stage.current) return;
      canvas = createCanvas({ region: region.current, stage: stage.current }, model, atlas);
      setDrawn({ canvas, icons });
    });
    return () => {
      isGone = true;
      setDrawn(null);
      canvas?.kill();
    };
  }, [model]);

  return (
    <div className="graph-canvas">
      <div
        ref={region}
        className="graph-canvas-region"
        role="application"
        aria-label={label}
        aria-describedby={describedBy}
        data-keys="map"
        data-region=""
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is travelled by keys of its own.
        tabIndex={0}
      >
        <div ref={stage} className="graph-canvas-stage" aria-hidden="true" />
      </div>
      {drawn && (
        <CanvasContext value={drawn.canvas}>
          <ThemeController />
          <ResizeController />
          <CaptionsController icons={drawn.icons} />
          {children}
        </CanvasContext>
      )}
    </div>
  );
}
