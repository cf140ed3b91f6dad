import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type DrawingSize, useTextScale } from '../../ui/Drawing.tsx';
import { type Cluster, clusterPoints, nextTowards } from './clusters.ts';
import { markRadius } from './draw-places.ts';
import { type Camera, fitCamera, panCamera, toScreen, zoomCamera } from './projection.ts';
import type { PlaceModel, PlacePoint } from './use-places.ts';

const REACH_PX = 54;
const ZOOM_STEP = 1.4;
/** A cluster that the keyboard comes to is brought into sight from so near the edge. */
const EDGE_PX = 20;

/** A place of the screen, from the corner of the plot. */
export interface ScreenPlace {
  readonly xPx: number;
  readonly yPx: number;
}

/** What of the map of places is in sight, how it is gathered there, and where the keyboard is. */
export interface PlacesView {
  readonly frame: DrawingSize;
  readonly camera: Camera;
  readonly clusters: readonly Cluster[];
  /** The cluster that the keyboard is at. */
  readonly focused: Cluster | null;
  readonly textScale: number;
  setFrame(frame: DrawingSize): void;
  /** Null: everything in sight. */
  look(camera: Camera | null): void;
  zoom(direction: 1 | -1): void;
  pan(dxPx: number, dyPx: number): void;
  focus(cluster: Cluster): void;
  /** Goes to the nearest cluster in a direction. */
  travel(direction: { readonly dx: number; readonly dy: number }): void;
  clusterAt(place: ScreenPlace): Cluster | null;
  onScreen(point: PlacePoint): ScreenPlace;
}

/** Turns of the wheel over the plot zoom at the pointer. */
function useWheelZoom(
  plot: RefObject<HTMLDivElement | null>,
  zoomAt: (factor: number, place: ScreenPlace) => void,
): void {
  const latest = useRef(zoomAt);
  latest.current = zoomAt;
  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    function turn(event: WheelEvent): void {
      event.preventDefault();
      const box = element!.getBoundingClientRect();
      const at = { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
      latest.current(1.0018 ** -event.deltaY, at);
    }
    // React's own listener could not keep the page from scrolling.
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [plot]);
}

/** Keeps what of the map of places is in sight. */
export function usePlacesView(
  plot: RefObject<HTMLDivElement | null>,
  model: PlaceModel,
  points: readonly PlacePoint[],
): PlacesView {
  const [frame, setFrame] = useState<DrawingSize>({ widthPx: 0, heightPx: 0 });
  const [chosen, setChosen] = useState<Camera | null>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const textScale = useTextScale();
  const fitted = useMemo(() => fitCamera(model.points, frame), [model, frame]);
  const camera = chosen ?? fitted ?? { x: 0, y: 0, pxPerKm: 1 };
  useWheelZoom(plot, (factor, at) => setChosen(zoomCamera(camera, frame, factor, at)));

  // Clusters change by steps of the zoom, not with every turn of the wheel.
  const zoomStep = Math.round(Math.log2(camera.pxPerKm) * 3) / 3;
  const clusters = useMemo(
    () => clusterPoints(points, (REACH_PX * textScale) / 2 ** zoomStep),
    [points, zoomStep, textScale],
  );
  const idAt = useCallback((index: number) => points[index]?.entity.id, [points]);
  const focused = useMemo(
    () =>
      focusedId === null
        ? null
        : (clusters.find(({ members }) => members.some((index) => idAt(index) === focusedId)) ??
          null),
    [clusters, focusedId, idAt],
  );

  function focus(cluster: Cluster): void {
    setFocusedId(idAt(cluster.members[0] ?? -1) ?? null);
  }

  return {
    frame,
    camera,
    clusters,
    focused,
    textScale,
    setFrame,
    look: setChosen,
    zoom: (direction) => setChosen(zoomCamera(camera, frame, ZOOM_STEP ** direction)),
    pan: (dxPx, dyPx) => setChosen(panCamera(camera, dxPx, dyPx)),
    focus,
    travel(direction) {
      const next = nextTowards(clusters, focused ?? { x: camera.x, y: camera.y }, direction);
      const cluster = next === null ? null : clusters[next];
      if (!cluster) return;
      focus(cluster);
      const [cx, cy] = toScreen(camera, frame, cluster.x, cluster.y);
      const isInSight =
        cx >= EDGE_PX &&
        cy >= EDGE_PX &&
        cx <= frame.widthPx - EDGE_PX &&
        cy <= frame.heightPx - EDGE_PX;
      if (!isInSight) setChosen({ ...camera, x: cluster.x, y: cluster.y });
    },
    clusterAt: ({ xPx, yPx }) =>
      clusters.findLast((cluster) => {
        const [cx, cy] = toScreen(camera, frame, cluster.x, cluster.y);
        return Math.hypot(cx - xPx, cy - yPx) <= markRadius(cluster, textScale) + 3;
      }) ?? null,
    onScreen({ x, y }) {
      const [xPx, yPx] = toScreen(camera, frame, x, y);
      return { xPx, yPx };
    },
  };
}
