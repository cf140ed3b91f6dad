import type { MapSigma } from './canvas.ts';

/** A layer of the map that is drawn by hand, beside what sigma draws. */
export interface DrawnLayer {
  /** Wiped and as large as the map; null where the browser gives none. */
  begin(): CanvasRenderingContext2D | null;
  /** sigma may be gone already, and its layers with it. */
  kill(): void;
}

/** Sizes a layer to the map, in pixels of the screen. */
export function fitToScreen(layer: HTMLCanvasElement, width: number, height: number): void {
  const ratio = window.devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (layer.width === across && layer.height === down) return;
  layer.width = across;
  layer.height = down;
  layer.style.width = `${width}px`;
  layer.style.height = `${height}px`;
  layer.getContext('2d')?.scale(ratio, ratio);
}

/** Adds a layer below or above another of sigma's. */
export function addLayer(
  sigma: MapSigma,
  name: string,
  where: { readonly beforeLayer: string } | { readonly afterLayer: string },
): DrawnLayer {
  const layer = sigma.createCanvas(name, { ...where, style: { pointerEvents: 'none' } });
  const context = layer.getContext('2d');
  return {
    begin() {
      const { width, height } = sigma.getDimensions();
      fitToScreen(layer, width, height);
      context?.clearRect(0, 0, width, height);
      return context;
    },
    kill() {
      if (sigma.getCanvases()[name]) sigma.killLayer(name);
    },
  };
}
