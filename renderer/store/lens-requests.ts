import { useEffect, useRef } from 'react';
import { useStore } from './store.ts';

/** What a command can ask of the timeline, the places or the matrix. */
export type LensAct =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'pan'
  | 'lasso'
  | 'play'
  | 'row'
  | 'column'
  | 'add-row'
  | 'add-column';

/** Carries out what is asked of the lens that calls it, while it is on screen. */
export function useLensRequests(acts: Readonly<Partial<Record<LensAct, () => void>>>): void {
  const request = useStore((state) => state.lensRequest);
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const act = request && latest.current[request];
    if (!act) return;
    useStore.getState().requestLens(null);
    act();
  }, [request]);
  // What was asked while nothing here could do it is not done later on.
  useEffect(() => useStore.getState().requestLens(null), []);
}
