import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { AreaController, type MapTool } from '../../canvas/AreaController.tsx';
import { ChangeSides } from '../../canvas/ChangeSides.tsx';
import { useCanvas } from '../../canvas/canvas-context.ts';
import { DragController } from '../../canvas/DragController.tsx';
import { GroupsController } from '../../canvas/GroupsController.tsx';
import { isGroupId } from '../../canvas/groups.ts';
import { HullsController } from '../../canvas/HullsController.tsx';
import { Overview } from '../../canvas/Overview.tsx';
import { type PointedPlace, PointerController } from '../../canvas/PointerController.tsx';
import { RouteController } from '../../canvas/RouteController.tsx';
import { SelectionController } from '../../canvas/SelectionController.tsx';
import { SieveController } from '../../canvas/SieveController.tsx';
import { TravelController } from '../../canvas/TravelController.tsx';
import { UnseenLinkController } from '../../canvas/UnseenLinkController.tsx';
import { useStore } from '../../store/store.ts';
import { AnnotationLayer } from './AnnotationLayer.tsx';
import { CanvasTools } from './CanvasTools.tsx';
import { GroupDialog } from './GroupDialog.tsx';
import { HideKindsDialog } from './HideKindsDialog.tsx';
import { HoverCard } from './HoverCard.tsx';
import { Legend } from './Legend.tsx';
import { MapExportDialog } from './MapExportDialog.tsx';
import { MapMenu } from './MapMenu.tsx';
import { MapNotice } from './MapNotice.tsx';
import { MapOutline } from './MapOutline.tsx';
import { MapToolRow } from './MapToolRow.tsx';
import styles from './map.module.css';
import { createMapActs } from './map-acts.ts';
import type { BegunReading } from './map-reading.ts';
import { createMapSession } from './map-session.ts';
import { useDress } from './use-dress.ts';
import { useFlush } from './use-flush.ts';
import { useLookHistory } from './use-look-history.ts';
import { useMapCounts } from './use-map-counts.ts';
import { useMapKeys } from './use-map-keys.ts';
import { useMapRequests } from './use-map-requests.ts';
import { useRevisions } from './use-revisions.ts';
import { useShownIds } from './use-shown-ids.ts';

interface MapWorkspaceProps {
  readonly ontology: Ontology;
  /** What the map opens with, asked for before the canvas was there. */
  readonly reading: BegunReading;
  /** Where the tools of the map go; null until it is there. */
  readonly toolRow: HTMLElement | null;
}

/** Everything on and around the canvas: what part of the case it shows, and what can be done with it. */
export function MapWorkspace({ ontology, reading, toolRow }: MapWorkspaceProps) {
  const canvas = useCanvas();
  const session = useMemo(() => createMapSession(canvas), [canvas]);
  const acts = useMemo(() => createMapActs(session), [session]);
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const [tool, setTool] = useState<MapTool>('select');
  const [menu, setMenu] = useState<PointedPlace | null>(null);
  const [visitedId, setVisitedId] = useState<string | null>(null);

  useEffect(() => {
    session.resume(reading);
    return () => session.close();
  }, [session, reading]);
  const dressed = useDress(canvas, ontology);
  useRevisions(session);
  const [newAnnotationId, setNewAnnotationId] = useState<string | null>(null);
  const [isHiding, setHiding] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const isHere = useStore((store) => store.screen === 'map');
  const isOverviewOpen = useStore((store) => store.settings.panels.isOverviewOpen);
  const closeOverview = useCallback(() => {
    useStore.getState().setPanels({ isOverviewOpen: false });
    canvas.region.focus();
  }, [canvas]);
  const forgetNew = useCallback(() => setNewAnnotationId(null), []);
  const looks = useLookHistory(session);
  const requests = useMemo(
    () => ({
      session,
      acts,
      looks,
      onAnnotated: setNewAnnotationId,
      onTool: setTool,
      onHideKinds: () => setHiding(true),
      onExport: () => setExporting(true),
    }),
    [session, acts, looks],
  );
  useMapRequests(requests);
  useMapCounts(session);
  useShownIds(canvas.model);

  const inspect = useCallback(() => useStore.getState().setPanels({ isInspectorOpen: true }), []);
  const expandOne = useCallback(
    (id: string) =>
      isGroupId(id) ? acts.toggleGroups(canvas.model.behind(id)) : acts.expand([id]),
    [acts, canvas],
  );
  const noteDragged = useCallback((ids: readonly string[]) => acts.noteMoved(ids, false), [acts]);
  const noteNudged = useCallback((ids: readonly string[]) => acts.noteMoved(ids, true), [acts]);
  const primaryId = useStore((store) => store.primaryId);
  // Whatever was selected since is where the map is now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new selection counts.
  useEffect(() => setVisitedId(null), [primaryId]);
  useFlush(session.saver);
  useMapKeys(canvas, setMenu, acts.paste);

  return (
    <section
      className={styles.workspace}
      aria-label="Map"
      data-layout={state.status === 'ready' ? state.layout.type : state.status}
    >
      <SieveController />
      <GroupsController />
      <HullsController />
      <RouteController />
      <UnseenLinkController />
      <SelectionController />
      <PointerController onOpenMenu={setMenu} onExpand={expandOne} />
      <AreaController tool={tool} />
      {tool !== 'pan' && <DragController onMoved={noteDragged} />}
      <TravelController onMoved={noteNudged} onInspect={inspect} onVisit={setVisitedId} />
      {/* Below another screen nothing is told of the map: neither to eyes nor to ears. */}
      {isHere && (
        <>
          <HoverCard ontology={ontology} visitedId={visitedId} />
          <ChangeSides />
          {isOverviewOpen && <Overview onClose={closeOverview} />}
          {toolRow &&
            createPortal(
              <MapToolRow ontology={ontology} session={session} acts={acts} state={state} />,
              toolRow,
            )}
          <AnnotationLayer acts={acts} newId={newAnnotationId} onWritten={forgetNew} />
          <CanvasTools acts={acts} tool={tool} onTool={setTool} />
          <MapNotice session={session} state={state} />
          {state.status === 'ready' && (
            <Legend ontology={ontology} model={canvas.model} dressed={dressed} />
          )}
          <MapOutline ontology={ontology} model={canvas.model} visitedId={visitedId} />
          {state.groupForm && (
            <GroupDialog
              key={state.groupForm.groupId ?? 'new'}
              form={state.groupForm}
              acts={acts}
            />
          )}
          {isHiding && <HideKindsDialog ontology={ontology} onClose={() => setHiding(false)} />}
          {isExporting && (
            <MapExportDialog
              ontology={ontology}
              colours={dressed.colours}
              onClose={() => setExporting(false)}
            />
          )}
          {menu && <MapMenu place={menu} acts={acts} onClose={() => setMenu(null)} />}
        </>
      )}
    </section>
  );
}
