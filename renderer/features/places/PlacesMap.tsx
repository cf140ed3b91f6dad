import { Hand, Lasso, Maximize, Minus, Plus } from 'lucide-react';
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { useBaseKind } from '../../api/use-ontology.ts';
import { type PickKeys, pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Drawing, type DrawingSize, type DrawingTools, useTextScale } from '../../ui/Drawing.tsx';
import { type Cluster, clusterPoints, isWithin, nextTowards } from './clusters.ts';
import { drawLasso, drawPlaces, markRadius } from './draw-places.ts';
import { PlaceLegend } from './PlaceLegend.tsx';
import { PlaceList } from './PlaceList.tsx';
import { kindCounts, placedWords } from './place-words.ts';
import styles from './places.module.css';
import { type Camera, fitCamera, panCamera, toScreen, zoomCamera } from './projection.ts';
import type { Piece, PlaceModel, PlacePoint, Shape } from './use-places.ts';

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

const REACH_PX = 54;
const ZOOM_STEP = 1.4;
const PAN_PX = 80;
const LEAST_DRAG_PX = 4;
const LIST_LIMIT = 300;
const ARROWS: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};

/** Premises, businesses and events where they are. */
export function PlacesMap(props: PlacesMapProps) {
  const { ontology, model, points, isFaint, coast, shapes, showsLinks } = props;
  const helpId = useId();
  const plot = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<DrawingSize>({ widthPx: 0, heightPx: 0 });
  const [chosen, setChosen] = useState<Camera | null>(null);
  const [tool, setTool] = useState<'pan' | 'lasso'>('pan');
  const [line, setLine] = useState<readonly { x: number; y: number }[]>([]);
  const [hovered, setHovered] = useState<Cluster | null>(null);
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const [opened, setOpened] = useState<Cluster | null>(null);
  const drag = useRef<{ xPx: number; yPx: number; camera: Camera; hasMoved: boolean } | null>(null);
  const selectedIds = useStore((state) => state.selectedIds);
  const textScale = useTextScale();

  const fitted = useMemo(() => fitCamera(model.points, frame), [model, frame]);
  const camera = chosen ?? fitted ?? { x: 0, y: 0, pxPerKm: 1 };
  // Clusters change by steps of the zoom, not with every turn of the wheel.
  const zoomStep = Math.round(Math.log2(camera.pxPerKm) * 3) / 3;
  const clusters = useMemo(
    () => clusterPoints(points, (REACH_PX * textScale) / 2 ** zoomStep),
    [points, zoomStep, textScale],
  );
  const keyOf = useCallback(
    (cluster: Cluster) => points[cluster.members[0] ?? -1]?.entity.id ?? '',
    [points],
  );
  const focused = useMemo(
    () =>
      focusedKey === null
        ? null
        : (clusters.find((each) =>
            each.members.some((index) => points[index]?.entity.id === focusedKey),
          ) ?? null),
    [clusters, focusedKey, points],
  );
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const isSelected = useCallback((point: PlacePoint) => selected.has(point.entity.id), [selected]);
  const links = useMemo(() => {
    if (!showsLinks) return [];
    if (points === model.points) return model.places.links;
    const placeOf = new Map(points.map((point, index) => [point, index]));
    return model.places.links.flatMap(([a, b, count]) => {
      const from = placeOf.get(model.points[a]!);
      const to = placeOf.get(model.points[b]!);
      return from === undefined || to === undefined ? [] : [[from, to, count] as const];
    });
  }, [showsLinks, points, model]);
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

  const live = useRef({ camera, frame });
  live.current = { camera, frame };
  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    function turn(event: WheelEvent): void {
      event.preventDefault();
      const box = element!.getBoundingClientRect();
      const at = { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
      setChosen(zoomCamera(live.current.camera, live.current.frame, 1.0018 ** -event.deltaY, at));
    }
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, []);

  function placeOf(event: MouseEvent): { xPx: number; yPx: number } {
    const box = plot.current?.getBoundingClientRect();
    return { xPx: event.clientX - (box?.left ?? 0), yPx: event.clientY - (box?.top ?? 0) };
  }

  function clusterAt({ xPx, yPx }: { xPx: number; yPx: number }): Cluster | null {
    return (
      clusters.findLast((cluster) => {
        const [cx, cy] = toScreen(camera, frame, cluster.x, cluster.y);
        return Math.hypot(cx - xPx, cy - yPx) <= markRadius(cluster, textScale) + 3;
      }) ?? null
    );
  }

  /** A single record is selected; several are looked at closer, or listed where they are at one place. */
  function open(cluster: Cluster, keys: PickKeys): void {
    const members = cluster.members.flatMap((index) => points[index] ?? []);
    setFocusedKey(keyOf(cluster));
    if (members.length === 1 || keys.shiftKey || keys.ctrlKey || keys.metaKey) {
      pickRecords(
        members.map(({ entity }) => entity.id),
        keys,
      );
      return;
    }
    const closer = fitCamera(members, frame);
    const isOnePlace = members.every(
      (each) => Math.hypot(each.x - cluster.x, each.y - cluster.y) < 0.02,
    );
    if (isOnePlace || !closer || closer.pxPerKm < camera.pxPerKm * 1.2) setOpened(cluster);
    else setChosen(closer);
  }

  function finishLasso(keys: PickKeys): void {
    const inside = points.filter((point) => {
      const [px, py] = toScreen(camera, frame, point.x, point.y);
      return isWithin(line, { x: px, y: py });
    });
    setLine([]);
    if (inside.length > 0 || !keys.shiftKey)
      pickRecords(
        inside.map(({ entity }) => entity.id),
        keys,
      );
  }

  function selectInView(): void {
    const inside = points.filter((point) => {
      const [px, py] = toScreen(camera, frame, point.x, point.y);
      return px >= 0 && py >= 0 && px <= frame.widthPx && py <= frame.heightPx;
    });
    useStore.getState().select(inside.map(({ entity }) => entity.id));
  }

  function travel(direction: { readonly dx: number; readonly dy: number }): void {
    const from = focused ?? { x: camera.x, y: camera.y };
    const next = nextTowards(clusters, from, direction);
    const cluster = next === null ? null : clusters[next];
    if (!cluster) return;
    setFocusedKey(keyOf(cluster));
    const [cx, cy] = toScreen(camera, frame, cluster.x, cluster.y);
    if (cx < 20 || cy < 20 || cx > frame.widthPx - 20 || cy > frame.heightPx - 20)
      setChosen({ ...camera, x: cluster.x, y: cluster.y });
  }

  function act(event: KeyboardEvent): boolean {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== 'Enter')) return false;
    const arrow = ARROWS[event.key];
    if (arrow) {
      if (event.shiftKey) setChosen(panCamera(camera, -arrow.dx * PAN_PX, -arrow.dy * PAN_PX));
      else travel(arrow);
      return true;
    }
    switch (event.key) {
      case 'Enter':
        if (focused) open(focused, event);
        return true;
      case ' ':
        if (focused)
          pickRecords(
            focused.members.flatMap((index) => points[index]?.entity.id ?? []),
            { ctrlKey: true, metaKey: false, shiftKey: false },
          );
        return true;
      case '+':
      case '=':
        setChosen(zoomCamera(camera, frame, ZOOM_STEP));
        return true;
      case '-':
        setChosen(zoomCamera(camera, frame, 1 / ZOOM_STEP));
        return true;
      case '0':
        setChosen(null);
        return true;
      case 'q':
      case 'Q':
        setTool(tool === 'lasso' ? 'pan' : 'lasso');
        return true;
      case 'Escape':
        if (line.length > 0) setLine([]);
        else if (opened) setOpened(null);
        else return false;
        return true;
      default:
        return false;
    }
  }

  const said = focused ? describe(ontology, points, focused, isSelected) : '';
  const tip = hovered ?? focused;
  return (
    <div className={styles.mapFrame}>
      <div
        ref={plot}
        className={styles.plot}
        data-tool={tool}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is travelled by its own keys.
        tabIndex={0}
        aria-label="Places"
        aria-describedby={helpId}
        data-keys="places"
        onKeyDown={(event) => {
          if (act(event)) event.preventDefault();
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = placeOf(event);
          if (tool === 'lasso') setLine([{ x: at.xPx, y: at.yPx }]);
          else drag.current = { ...at, camera, hasMoved: false };
        }}
        onPointerMove={(event: PointerEvent) => {
          const at = placeOf(event);
          if (line.length > 0) {
            setLine([...line, { x: at.xPx, y: at.yPx }]);
            return;
          }
          const now = drag.current;
          if (!now) {
            setHovered(clusterAt(at));
            return;
          }
          const dx = at.xPx - now.xPx;
          const dy = at.yPx - now.yPx;
          if (Math.hypot(dx, dy) >= LEAST_DRAG_PX) now.hasMoved = true;
          if (now.hasMoved) setChosen(panCamera(now.camera, dx, dy));
        }}
        onPointerUp={(event) => {
          if (line.length > 2) finishLasso(event);
          else setLine([]);
          const now = drag.current;
          drag.current = null;
          if (!now || now.hasMoved || tool === 'lasso') return;
          const cluster = clusterAt(placeOf(event));
          setOpened(null);
          if (cluster) open(cluster, event);
          else if (!event.shiftKey && !event.ctrlKey && !event.metaKey)
            useStore.getState().clearSelection();
        }}
        onPointerLeave={() => setHovered(null)}
      >
        <Drawing draw={draw} onSize={setFrame} aria-hidden="true" />
        {tip && !opened && (
          <Tip
            ontology={ontology}
            points={points}
            cluster={tip}
            at={toScreen(camera, frame, tip.x, tip.y)}
            frame={frame}
          />
        )}
      </div>
      <div className={`${styles.float} ${styles.tools}`} role="toolbar" aria-label="Pointer">
        <IconButton
          label="Pan and select"
          tip="right"
          icon={<Hand size={15} />}
          aria-pressed={tool === 'pan'}
          onClick={() => setTool('pan')}
        />
        <IconButton
          label="Lasso"
          keys={['Q']}
          tip="right"
          icon={<Lasso size={15} />}
          aria-pressed={tool === 'lasso'}
          onClick={() => setTool('lasso')}
        />
        <button type="button" className={styles.inView} onClick={selectInView}>
          Select what is in view
        </button>
      </div>
      <div className={`${styles.float} ${styles.zoom}`} role="toolbar" aria-label="Zoom">
        <IconButton
          label="Zoom in"
          keys={['+']}
          tip="above"
          icon={<Plus size={15} />}
          onClick={() => setChosen(zoomCamera(camera, frame, ZOOM_STEP))}
        />
        <IconButton
          label="Zoom out"
          keys={['-']}
          tip="above"
          icon={<Minus size={15} />}
          onClick={() => setChosen(zoomCamera(camera, frame, 1 / ZOOM_STEP))}
        />
        <IconButton
          label="Fit to window"
          keys={['0']}
          tip="above"
          icon={<Maximize size={15} />}
          onClick={() => setChosen(null)}
        />
      </div>
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
            setOpened(null);
            plot.current?.focus();
          }}
        />
      )}
      <p id={helpId} className="visually-hidden">
        Arrow keys go to the nearest place. Enter selects it, or opens what is gathered there. Space
        adds it or takes it away. Shift with an arrow moves the map. Plus, minus and 0 zoom.
      </p>
      <p className="visually-hidden" role="status" aria-label="Where the map of places is">
        {said}
      </p>
    </div>
  );
}

function describe(
  ontology: Ontology,
  points: readonly PlacePoint[],
  cluster: Cluster,
  isSelected: (point: PlacePoint) => boolean,
): string {
  const members = cluster.members.flatMap((index) => points[index] ?? []);
  const [first] = members;
  if (!first) return '';
  const count = members.filter(isSelected).length;
  if (members.length === 1)
    return `${first.entity.label}, ${kindCounts(ontology, [first.entity]).replace('1 ', '')}, ${placedWords(first.entity)}${count > 0 ? ', selected' : ''}`;
  return `${kindCounts(
    ontology,
    members.map(({ entity }) => entity),
  )} together${count > 0 ? `, ${count} selected` : ''}`;
}

interface TipProps {
  readonly ontology: Ontology;
  readonly points: readonly PlacePoint[];
  readonly cluster: Cluster;
  readonly at: readonly [number, number];
  readonly frame: DrawingSize;
}

function Tip({ ontology, points, cluster, at: [xPx, yPx], frame }: TipProps) {
  const members = cluster.members.flatMap((index) => points[index]?.entity ?? []);
  const [first] = members;
  if (!first) return null;
  return (
    <div
      className={styles.tip}
      aria-hidden="true"
      style={{
        left: Math.max(4, Math.min(xPx + 16, frame.widthPx - 284)),
        top: Math.max(4, Math.min(yPx + 12, frame.heightPx - 76)),
      }}
    >
      {members.length === 1 ? (
        <>
          <b>{first.label}</b>
          <span>{placedWords(first)}</span>
        </>
      ) : (
        <>
          <b>{kindCounts(ontology, members)}</b>
          <span>Click to look closer</span>
        </>
      )}
    </div>
  );
}
