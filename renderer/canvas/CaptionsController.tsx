import { useEffect } from 'react';
import { useCanvas } from './canvas-context.ts';
import { createCaptions, REST_MS } from './captions.ts';
import { fitToScreen } from './layer.ts';

interface CaptionsControllerProps {
  readonly icons: ReadonlyMap<string, Path2D>;
}

/** Writes names and badges on a layer above the nodes. */
export function CaptionsController({ icons }: CaptionsControllerProps) {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma } = canvas;
    const captions = createCaptions(canvas, icons);
    const layer = sigma.createCanvas('captions', {
      afterLayer: 'hoverNodes',
      style: { pointerEvents: 'none' },
    });
    // In main memory: names and badges are copied here from small pictures, and cross over as one.
    const context = layer.getContext('2d', { willReadFrequently: true });
    let drawnWith = { theme: canvas.theme, ratio: window.devicePixelRatio };
    let frame = 0;
    let timer = 0;
    function draw(): void {
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
      if (!context) return;
      if (drawnWith.theme !== canvas.theme || drawnWith.ratio !== window.devicePixelRatio) {
        drawnWith = { theme: canvas.theme, ratio: window.devicePixelRatio };
        captions.reset();
      }
      const { width, height } = sigma.getDimensions();
      fitToScreen(layer, width, height);
      // This layer alone: what lies below is drawn already.
      const left = captions.draw(context);
      if (left === 'more') frame = requestAnimationFrame(draw);
      else if (left === 'moving') timer = window.setTimeout(draw, REST_MS);
    }
    sigma.on('afterRender', draw);
    sigma.scheduleRender();
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
      sigma.off('afterRender', draw);
      // sigma may be gone already, and its layers with it.
      if (sigma.getCanvases().captions) sigma.killLayer('captions');
    };
  }, [canvas, icons]);

  return null;
}
