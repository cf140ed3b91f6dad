import { useEffect } from 'react';
import { forgetSignMarks, readSignMarks } from '../../api/use-sign-marks.ts';
import { useStore } from '../../store/store.ts';

/** How long the case must have been left alone before its signs are asked for again. */
const PAUSE_MS = 1200;

/** Keeps the marks of possible enablers and fronts current while the map is on screen; they end with the open case. */
export function SignMarksKeeper() {
  const handle = useStore((state) => state.caseState?.handle ?? null);
  const revision = useStore((state) => state.revision);
  const isMap = useStore((state) => state.screen === 'map');

  // biome-ignore lint/correctness/useExhaustiveDependencies: those of one case mean nothing in another.
  useEffect(() => forgetSignMarks, [handle]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit of the case is read anew.
  useEffect(() => {
    if (!isMap) return;
    const stop = new AbortController();
    // A mark that is missing is no failure to speak of: the inspector says what is wrong.
    const timer = setTimeout(
      () => void readSignMarks(stop.signal).catch(() => undefined),
      PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [handle, revision, isMap]);
  return null;
}
