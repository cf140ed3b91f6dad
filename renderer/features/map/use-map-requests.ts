import { useEffect } from 'react';
import type { MapTool } from '../../canvas/AreaController.tsx';
import type { Canvas } from '../../canvas/canvas.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import type { MapRequest } from '../../store/map-request.ts';
import { useStore } from '../../store/store.ts';
import { addCallout, addFrame, addNote } from './annotation-acts.ts';
import type { MapActs } from './map-acts.ts';
import type { MapSession } from './map-session.ts';
import type { LookHistory } from './use-look-history.ts';

const ZOOM_STEP = 1.4;

interface MapRequestsOptions {
  readonly session: MapSession;
  readonly acts: MapActs;
  readonly looks: LookHistory;
  /** Something was added to write in; null: nothing could be. */
  readonly onAnnotated: (id: string | null) => void;
  readonly onTool: (tool: MapTool) => void;
  /** Asks what is to be hidden. */
  readonly onHideKinds: () => void;
  /** Asks what is to be let out, and why. */
  readonly onExport: () => void;
}

function annotate(
  { what, at }: Extract<MapRequest, { type: 'annotate' }>,
  canvas: Canvas,
): string | null {
  switch (what) {
    case 'note':
      return addNote(canvas, at ?? null);
    case 'frame':
      return addFrame(canvas);
    case 'callout':
      return addCallout(canvas);
  }
}

/** What is for keeping, and so means nothing where the case can only be read. */
const KEPT_REQUESTS: ReadonlySet<MapRequest['type']> = new Set([
  'annotate',
  'save-view',
  'group',
  'ungroup',
  'rename-group',
]);

function carryOut(
  request: MapRequest,
  { session, acts, looks, onAnnotated, onTool, onHideKinds, onExport }: MapRequestsOptions,
): void {
  const { canvas } = session;
  const { selectedIds, caseState, say } = useStore.getState();
  if (caseState?.isReadOnly && KEPT_REQUESTS.has(request.type)) {
    say(READ_ONLY_WORDS, { tone: 'warning' });
    return;
  }
  switch (request.type) {
    case 'show':
      acts.show(request.ids, request.at ?? null);
      break;
    case 'reveal':
      canvas.reveal(request.ids);
      break;
    case 'look-around':
      session.lookAround(request.id, request.ids);
      break;
    case 'look-back':
      session.endLookAround();
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
    case 'annotate':
      onAnnotated(annotate(request, canvas));
      break;
    case 'save-view':
      session.saveView(request.id, request.name);
      break;
    case 'open-view':
      session.openView(request.id);
      break;
    case 'view-earlier':
      looks.step('earlier');
      break;
    case 'view-later':
      looks.step('later');
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
      acts.layOut(request.shape);
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
    case 'hide-kinds':
      onHideKinds();
      break;
    case 'export':
      onExport();
      break;
    case 'group':
      acts.group(selectedIds);
      break;
    case 'ungroup':
      acts.ungroup(selectedIds);
      break;
    case 'rename-group':
      acts.rename(selectedIds);
      break;
    case 'toggle-group':
      acts.toggleGroups(selectedIds);
      break;
    case 'isolate':
      acts.isolate(selectedIds);
      break;
    case 'show-hidden':
      acts.showPutAway();
      break;
    case 'select':
      acts.select(request.by);
      break;
    case 'align':
      acts.align(selectedIds, request.how);
      break;
    case 'tool':
      onTool(request.tool);
      break;
    case 'pin':
      acts.togglePins(selectedIds);
      break;
  }
}

/** Carries out what commands, the palette and other screens ask of the map. */
export function useMapRequests(options: MapRequestsOptions): void {
  const request = useStore((state) => state.mapRequest);
  const takeMapRequest = useStore((state) => state.takeMapRequest);

  useEffect(() => {
    if (!request) return;
    const taken = takeMapRequest();
    if (taken) carryOut(taken, options);
  }, [request, takeMapRequest, options]);
}
