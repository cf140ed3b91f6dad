import type { KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { useBaseKind } from '../../api/use-ontology.ts';
import { useLensRequests } from '../../store/lens-requests.ts';
import { useStore } from '../../store/store.ts';
import { Drawing, type DrawingTools } from '../../ui/Drawing.tsx';
import lens from '../../ui/Lens.module.css';
import type { Cluster } from './clusters.ts';
import { drawLasso, drawPlaces } from './draw-places.ts';
import { PlaceLegend } from './PlaceLegend.tsx';
import { PlaceList } from './PlaceList.tsx';
import { PlaceTip } from './PlaceTip.tsx';
import { PlaceTools } from './PlaceTools.tsx';
import { clusterWords } from './place-words.ts';
import styles from './places.module.css';
import { type Camera, panCamera } from './projection.ts';
import type { Piece, PlaceModel, PlacePoint, Shape } from './use-places.ts';
import { type PlacesPicking, usePlacesPicking } from './use-places-picking.ts';
import { type PlacesView, type ScreenPlace, usePlacesView } from './use-places-view.ts';

interface PlacesMapProps {
  readonly ontology: Ontology;
  readonly model: PlaceModel;
  /** What the sieves let through, or all where they only fade. */
  readonly points: readonly PlacePoint[];
  /** Null: no sieve is set. */
  readonly isFaint: ((point: PlacePoint) => boolean) | null;
  readonly coast: readonly Piece[] | null;
  readonly shapes: readonly Shape[];
  readonly showsLinks: boolean;
}

const PAN_PX = 80;
const LEAST_DRAG_PX = 4;
const LIST_LIMIT = 300;
const ARROWS: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};

/** Lines between places that are drawn, by their places in the list of points. */
function useLinks({ model, points, showsLinks }: PlacesMapProps) {
  return useMemo(() => {
    if (!showsLinks) return [];
    if (points === model.points) return model.places.links;
    const placeOf = new Map(points.map((point, index) => [point, index]));
    return model.places.links.flatMap(([a, b, count]) => {
      const from = placeOf.get(model.points[a]!);
      const to = placeOf.get(model.points[b]!);
      return from === undefined || to === undefined ? [] : [[from, to, count] as const];
    });
  }, [showsLinks, points, model]);
}

/** Keys that move within the map of places; those that can be changed are commands. */
function actByKey(event: KeyboardEvent, view: PlacesView, picking: PlacesPicking): boolean {
  const { focused } = view;
  if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== 'Enter')) return false;
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) view.pan(-arrow.dx * PAN_PX, -arrow.dy * PAN_PX);
  else if (arrow) view.travel(arrow);
  else if (event.key === 'Enter') {
    if (focused) picking.open(focused, event);
  } else if (event.key === ' ') {
    if (focused) picking.toggle(focused);
  } else if (event.key === 'Escape' && picking.line.length > 0) picking.dropLine();
  else if (event.key === 'Escape' && picking.opened) picking.close();
  else return false;
  return true;
}

/** What the pointer does on the plot: drags the map, draws a line around records, or opens what it is at. */
function usePointer(
  plot: RefObject<HTMLDivElement | null>,
  view: PlacesView,
  picking: PlacesPicking,
) {
  const [hovered, setHovered] = useState<Cluster | null>(null);
  const drag = useRef<(ScreenPlace & { camera: Camera; hasMoved: boolean }) | null>(null);
  const isDrawing = picking.line.length > 0;

  function placeOf(event: MouseEvent): ScreenPlace {
    const box = plot.current?.getBoundingClientRect();
    return { xPx: event.clientX - (box?.left ?? 0), yPx: event.clientY - (box?.top ?? 0) };
  }

  return {
    hovered,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = placeOf(event);
        if (picking.tool === 'lasso') picking.drawLine(at);
        else drag.current = { ...at, camera: view.camera, hasMoved: false };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const at = placeOf(event);
        const now = drag.current;
        if (isDrawing) picking.drawLine(at);
        else if (!now) setHovered(view.clusterAt(at));
        else {
          const dx = at.xPx - now.xPx;
          const dy = at.yPx - now.yPx;
          if (Math.hypot(dx, dy) >= LEAST_DRAG_PX) now.hasMoved = true;
          if (now.hasMoved) view.look(panCamera(now.camera, dx, dy));
        }
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        if (picking.line.length > 2) picking.closeLine(event);
        else picking.dropLine();
        const now = drag.current;
        drag.current = null;
        if (!now || now.hasMoved || picking.tool === 'lasso') return;
        const cluster = view.clusterAt(placeOf(event));
        picking.close();
        if (cluster) picking.open(cluster, event);
        else if (!event.shiftKey && !event.ctrlKey && !event.metaKey)
          useStore.getState().clearSelection();
      },
      onPointerLeave: () => setHovered(null),
    },
  };
}

/** Premises, businesses and events where they are. */
export function PlacesMap(props: PlacesMapProps) {
  const { ontology, model, points, isFaint, coast, shapes } = props;
  const helpId = useId();
  const plot = useRef<HTMLDivElement>(null);
  const view = usePlacesView(plot, model, points);
  const picking = usePlacesPicking(view, points);
  const { hovered, handlers } = usePointer(plot, view, picking);
  const selectedIds = useStore((state) => state.selectedIds);
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const links = useLinks(props);
  const { camera, clusters, focused } = view;
  const { tool, line, opened } = picking;

  useLensRequests({
    'zoom-in': () => view.zoom(1),
    'zoom-out': () => view.zoom(-1),
    fit: () => view.look(null),
    pan: () => picking.setTool('pan'),
    lasso: () => picking.setTool(tool === 'lasso' ? 'pan' : 'lasso'),
  });

  const isSelected = useCallback((point: PlacePoint) => selected.has(point.entity.id), [selected]);
  const { x, y, pxPerKm } = camera;
  const baseOf = useBaseKind();
  const draw = useCallback(
    (tools: DrawingTools) => {
      drawPlaces(tools, {
        camera: { x, y, pxPerKm },
        coast,
        shapes,
        points,
        clusters,
        links,
        baseOf,
        isSelected: selected.size > 0 ? isSelected : null,
        isFaint,
        focused,
        hovered,
      });
      drawLasso(tools, line);
    },
    [
      x,
      y,
      pxPerKm,
      coast,
      shapes,
      points,
      clusters,
      links,
      baseOf,
      isSelected,
      selected,
      isFaint,
      focused,
      hovered,
      line,
    ],
  );

  const tip = hovered ?? focused;
  return (
    <div className={styles.mapFrame}>
      <div
        ref={plot}
        className={`${lens.drawn} ${styles.plot}`}
        data-tool={tool}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is travelled by its own keys.
        tabIndex={0}
        aria-label="Places"
        aria-describedby={helpId}
        data-keys="places"
        data-region=""
        onKeyDown={(event) => {
          if (actByKey(event, view, picking)) event.preventDefault();
        }}
        {...handlers}
      >
        <Drawing draw={draw} onSize={view.setFrame} aria-hidden="true" />
        {tip && !opened && (
          <PlaceTip ontology={ontology} points={points} cluster={tip} view={view} />
        )}
      </div>
      <PlaceTools view={view} picking={picking} />
      <PlaceLegend
        ontology={ontology}
        points={points}
        pxPerKm={model.plane.isToScale ? camera.pxPerKm : null}
      />
      {opened && (
        <PlaceList
          ontology={ontology}
          entities={opened.members
            .slice(0, LIST_LIMIT)
            .flatMap((index) => points[index]?.entity ?? [])}
          total={opened.members.length}
          onClose={() => {
            picking.close();
            plot.current?.focus();
          }}
        />
      )}
      <p id={helpId} className="visually-hidden">
        Arrow keys go to the nearest place. Enter selects it, or opens what is gathered there. Space
        adds it or takes it away. Shift with an arrow moves the map. F1 lists the other keys.
      </p>
      <p className="visually-hidden" role="status" aria-label="Where the map of places is">
        {focused ? clusterWords(ontology, points, focused, isSelected) : ''}
      </p>
    </div>
  );
}
