import { useState } from 'react';
import { type PickKeys, pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { type Cluster, isWithin } from './clusters.ts';
import { fitCamera } from './projection.ts';
import type { PlacePoint } from './use-places.ts';
import type { PlacesView, ScreenPlace } from './use-places-view.ts';

/** Nearer together than this, records are at one place. */
const ONE_PLACE_KM = 0.02;
/** Looking closer is worth it from here on. */
const LEAST_CLOSER = 1.2;

/** What the pointer does on the map of places. */
type PlacesTool = 'pan' | 'lasso';

/** How records are taken from the map of places, and what has been opened on it. */
export interface PlacesPicking {
  readonly tool: PlacesTool;
  setTool(tool: PlacesTool): void;
  /** The line that is being drawn around records. */
  readonly line: readonly { readonly x: number; readonly y: number }[];
  drawLine(place: ScreenPlace): void;
  dropLine(): void;
  /** Selects what is within the line. */
  closeLine(keys: PickKeys): void;
  /** The cluster whose records are listed. */
  readonly opened: Cluster | null;
  close(): void;
  /** A single record is selected; several are looked at closer, or listed where they are at one place. */
  open(cluster: Cluster, keys: PickKeys): void;
  /** Adds what is gathered there to the selection, or takes it away. */
  toggle(cluster: Cluster): void;
  selectInView(): void;
}

/** Keeps the tool, the line and the list of the map of places. */
export function usePlacesPicking(view: PlacesView, points: readonly PlacePoint[]): PlacesPicking {
  const [tool, setTool] = useState<PlacesTool>('pan');
  const [line, setLine] = useState<PlacesPicking['line']>([]);
  const [opened, setOpened] = useState<Cluster | null>(null);
  const { frame } = view;
  const membersOf = ({ members }: Cluster) => members.flatMap((index) => points[index] ?? []);
  const idsOf = (some: readonly PlacePoint[]) => some.map(({ entity }) => entity.id);

  return {
    tool,
    setTool,
    line,
    drawLine: ({ xPx, yPx }) => setLine([...line, { x: xPx, y: yPx }]),
    dropLine: () => setLine([]),
    closeLine(keys) {
      const inside = points.filter((point) => {
        const { xPx, yPx } = view.onScreen(point);
        return isWithin(line, { x: xPx, y: yPx });
      });
      setLine([]);
      if (inside.length > 0 || !keys.shiftKey) pickRecords(idsOf(inside), keys);
    },
    opened,
    close: () => setOpened(null),
    open(cluster, keys) {
      const members = membersOf(cluster);
      view.focus(cluster);
      if (members.length === 1 || keys.shiftKey || keys.ctrlKey || keys.metaKey) {
        pickRecords(idsOf(members), keys);
        return;
      }
      const closer = fitCamera(members, frame);
      const isOnePlace = members.every(
        ({ x, y }) => Math.hypot(x - cluster.x, y - cluster.y) < ONE_PLACE_KM,
      );
      if (isOnePlace || !closer || closer.pxPerKm < view.camera.pxPerKm * LEAST_CLOSER)
        setOpened(cluster);
      else view.look(closer);
    },
    toggle: (cluster) =>
      pickRecords(idsOf(membersOf(cluster)), { ctrlKey: true, metaKey: false, shiftKey: false }),
    selectInView() {
      const inside = points.filter((point) => {
        const { xPx, yPx } = view.onScreen(point);
        return xPx >= 0 && yPx >= 0 && xPx <= frame.widthPx && yPx <= frame.heightPx;
      });
      useStore.getState().select(idsOf(inside));
    },
  };
}
