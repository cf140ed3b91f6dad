import { useEffect } from 'react';
import { useCanvas } from './canvas-context.ts';
import { ratioFor } from './viewport.ts';

/** Keeps what is seen the same size and in the middle when panels open, close or the window is resized. */
export function ResizeController() {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma } = canvas;
    const container = sigma.getContainer();
    let { zoom } = canvas.projection;
    const remember = () => {
      zoom = canvas.projection.zoom;
    };
    sigma.getCamera().on('updated', remember);
    const observer = new ResizeObserver(() => {
      const size = { width: container.offsetWidth, height: container.offsetHeight };
      if (size.width === 0 || size.height === 0) return;
      const kept = zoom;
      sigma.resize();
      sigma.getCamera().setState({ ratio: ratioFor(kept, size) });
      sigma.scheduleRefresh();
    });
    observer.observe(container);
    return () => {
      observer.disconnect();
      sigma.getCamera().off('updated', remember);
    };
  }, [canvas]);

  return null;
}
