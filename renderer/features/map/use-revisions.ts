import { useEffect, useRef } from 'react';
import { useStore } from '../../store/store.ts';
import type { MapSession } from './map-session.ts';

/** Calls back when a number changes, not when it is first seen. */
function useOnChange(value: number, callBack: () => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    callBack();
  }, [value, callBack]);
}

/** Reads the map again when records change, and the saved view when it is undone or redone. */
export function useRevisions(session: MapSession): void {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.caseState?.viewRevision ?? 0);
  useOnChange(revision, session.reread);
  useOnChange(viewRevision, session.rereadView);
}
