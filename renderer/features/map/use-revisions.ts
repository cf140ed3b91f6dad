import { useEffect, useRef } from 'react';
import { useStore } from '../../store/store.ts';
import type { MapSession } from './map-session.ts';

/** Calls back when a number has changed, not when it is first seen; not while that is put off. */
function useOnChange(value: number, callBack: () => void, isPutOff = false): void {
  const last = useRef(value);
  useEffect(() => {
    if (isPutOff || last.current === value) return;
    last.current = value;
    callBack();
  }, [value, callBack, isPutOff]);
}

/** Reads the map again when records change, and the saved view when it is undone or redone. */
export function useRevisions(session: MapSession): void {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.caseState?.viewRevision ?? 0);
  // Whoever looks at another screen consults nothing of the map.
  const isElsewhere = useStore((state) => state.screen !== 'map');
  useOnChange(revision, session.reread, isElsewhere);
  useOnChange(viewRevision, session.rereadView);
}
