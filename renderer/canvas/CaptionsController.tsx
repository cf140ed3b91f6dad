import { useEffect } from 'react';
import { useCanvas } from './canvas-context.ts';
import { createCaptions } from './captions.ts';
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
    function draw(): void {
      if (!context) return;
      if (drawnWith.theme !== canvas.theme || drawnWith.ratio !== window.devicePixelRatio) {
        drawnWith = { theme: canvas.theme, ratio: window.devicePixelRatio };
        captions.reset();
      }
      const { width, height } = sigma.getDimensions();
      fitToScreen(layer, width, height);
      captions.draw(context);
    }
    sigma.on('afterRender', draw);
    sigma.scheduleRender();
    return () => {
      sigma.off('afterRender', draw);
      // sigma may be gone already, and its layers with it.
      if (sigma.getCanvases().captions) sigma.killLayer('captions');
    };
  }, [canvas, icons]);

  return null;
}
