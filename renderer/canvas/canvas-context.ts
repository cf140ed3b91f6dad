import { createContext, useContext } from 'react';
import type { Canvas } from './canvas.ts';

/** The canvas, for the controllers inside it. */
export const CanvasContext = createContext<Canvas | null>(null);

/** The canvas that a controller belongs to. */
export function useCanvas(): Canvas {
  const canvas = useContext(CanvasContext);
  if (!canvas) throw new Error('A controller was used outside of GraphCanvas.');
  return canvas;
}
