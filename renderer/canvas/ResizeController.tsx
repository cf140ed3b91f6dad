import { useEffect } from 'react';
import { useStore } from '../store/store.ts';
import { useCanvas } from './canvas-context.ts';
import { cameraAt } from './viewport.ts';

/** Longer than a double click: what is under the pointer must not move before it. */
const PAUSE_MS = 450;

/**
 * Keeps everything where it is on the screen when panels open, close or the window is resized; only when
 * that covers the selected record, the map moves over to show it.
 */
export function ResizeController() {
  const canvas = useCanvas();

  useEffect(() => {
    const { sigma } = canvas;
    const container = sigma.getContainer();
    let { zoom } = canvas.projection;
    let corner = { x: canvas.projection.toMapX(0), y: canvas.projection.toMapY(0) };
    let last = { width: container.offsetWidth, height: container.offsetHeight };
    let timer = 0;

    function remember(): void {
      const { projection } = canvas;
      zoom = projection.zoom;
      corner = { x: projection.toMapX(0), y: projection.toMapY(0) };
    }

    function showSelected(): void {
      const { primaryId } = useStore.getState();
      if (primaryId !== null) canvas.bringIntoView(primaryId);
    }

    function resize(): void {
      const size = { width: container.offsetWidth, height: container.offsetHeight };
      if (size.width === 0 || size.height === 0) return;
      // sigma sizes itself at each frame, so its own size does not tell whether this one is new.
      if (size.width === last.width && size.height === last.height) return;
      last = size;
      const kept = { ...corner, zoom };
      sigma.resize();
      const [x, y] = [kept.x + size.width / 2 / kept.zoom, kept.y - size.height / 2 / kept.zoom];
      sigma.getCamera().setState(cameraAt(x, y, kept.zoom, size));
      sigma.scheduleRender();
      window.clearTimeout(timer);
      timer = window.setTimeout(showSelected, PAUSE_MS);
    }

    sigma.getCamera().on('updated', remember);
    const observer = new ResizeObserver(resize);
    observer.observe(container);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      sigma.getCamera().off('updated', remember);
    };
  }, [canvas]);

  return null;
}
