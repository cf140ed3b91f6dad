import { useEffect } from 'react';
import { useStore } from '../store/store.ts';
import { useCanvas } from './canvas-context.ts';

/** Draws what the filter, the span of time and a comparison leave out: faint, or not at all. */
export function SieveController() {
  const canvas = useCanvas();
  const sieves = useStore((state) => state.sieves);
  const mode = useStore((state) => state.sieveMode);

  useEffect(() => canvas.sieve(Object.values(sieves), mode), [canvas, sieves, mode]);

  return null;
}
