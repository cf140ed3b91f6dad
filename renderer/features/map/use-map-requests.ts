import { useEffect } from 'react';
import type { MapRequest } from '../../store/map.ts';
import { useStore } from '../../store/store.ts';
import type { MapActs } from './map-acts.ts';
import type { MapSession } from './map-session.ts';

const ZOOM_STEP = 1.4;

function carryOut(request: MapRequest, session: MapSession, acts: MapActs): void {
  const { canvas } = session;
  const { selectedIds } = useStore.getState();
  switch (request.type) {
    case 'show':
      acts.show(request.ids);
      break;
    case 'focus':
      session.focus(request.id);
      break;
    case 'begin':
      session.begin(request.ids, request.name);
      break;
    case 'open':
      session.open();
      break;
    case 'save-view':
      session.saveView(request.id, request.name);
      break;
    case 'open-view':
      session.openView(request.id);
      break;
    case 'zoom-in':
      canvas.zoomBy(ZOOM_STEP);
      break;
    case 'zoom-out':
      canvas.zoomBy(1 / ZOOM_STEP);
      break;
    case 'fit':
      canvas.fit();
      break;
    case 'layout':
      acts.layOut();
      break;
    case 'expand':
      acts.expand(selectedIds);
      break;
    case 'collapse':
      acts.collapse(selectedIds);
      break;
    case 'hide':
      acts.hide(selectedIds);
      break;
    case 'pin':
      acts.togglePins(selectedIds);
      break;
  }
}

/** Carries out what commands, the palette and other screens ask of the map. */
export function useMapRequests(session: MapSession, acts: MapActs): void {
  const request = useStore((state) => state.mapRequest);
  const takeMapRequest = useStore((state) => state.takeMapRequest);

  useEffect(() => {
    if (!request) return;
    const taken = takeMapRequest();
    if (taken) carryOut(taken, session, acts);
  }, [request, takeMapRequest, session, acts]);
}
