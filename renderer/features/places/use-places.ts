import { useEffect, useMemo, useState } from 'react';
import type { BoundaryArea, PlacedEntity, PlaceFile, Places } from '../../../shared/api/place.ts';
import { api } from '../../api/api.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import type { Rings } from './coastline.ts';
import { askCoastline } from './coastline-client.ts';
import { boxAround, type GlobeBox, type Plane, planeFor } from './projection.ts';

/** Of which records the places are drawn: those on the map, or all of the case. */
export type PlacesScope = 'shown' | 'whole';

/** The places of the records on the map, or of the whole case; read again when records or lookups change. */
export function usePlaces(scope: PlacesScope, filesVersion: number): Loaded<Places> {
  const revision = useStore((state) => state.revision);
  const shownIds = useStore((state) => state.shownIds);
  const ids = useMemo(() => (scope === 'whole' ? null : [...shownIds]), [scope, shownIds]);
  return useApi(() => api.place.read({ ids }), [ids, revision, filesVersion]);
}

/** A placed record on the plane. */
export interface PlacePoint {
  readonly entity: PlacedEntity;
  readonly x: number;
  readonly y: number;
}

/** Where everything is, projected. */
export interface PlaceModel {
  readonly plane: Plane;
  readonly box: GlobeBox | null;
  readonly points: readonly PlacePoint[];
  readonly places: Places;
}

/** Projects places onto the plane that suits them. */
export function createPlaceModel(places: Places): PlaceModel {
  const box = boxAround(places.placed);
  const plane = planeFor(box);
  const points = places.placed.map((entity) => {
    const [x, y] = plane.project(entity.longitude, entity.latitude);
    return { entity, x, y };
  });
  return { plane, box, points, places };
}

/** One outline on the plane, with the box that it lies in: what is out of sight is not drawn. */
export interface Piece {
  /** As fine as can be seen when a kilometre is so large: points nearer than a pixel to the last are left out. */
  pathAt(pxPerKm: number): Path2D;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Outlines on the plane. */
export interface Shape {
  readonly pieces: readonly Piece[];
  /** Names, where they are written, and how wide the area is there, in kilometres. */
  readonly names: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly widthKm: number;
  }[];
}

interface Traced {
  readonly piece: Piece;
  /** The middle of the largest ring. */
  readonly x: number;
  readonly y: number;
  readonly widthKm: number;
}

/** Finer than a pixel nobody sees. */
const FINENESS_PX = 0.7;
/** Doublings of the zoom that one fineness serves. */
const OCTAVES = 2;

function drawn(rings: readonly Float64Array[], finenessKm: number): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    let lastX = Number.NaN;
    let lastY = Number.NaN;
    let count = 0;
    for (let at = 0; at < ring.length; at += 2) {
      const x = ring[at]!;
      const y = ring[at + 1]!;
      if (Math.abs(x - lastX) < finenessKm && Math.abs(y - lastY) < finenessKm) continue;
      if (count++ === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    path.closePath();
  }
  return path;
}

/** Paths of some rings, made for each fineness when it is first drawn. */
function pathsOf(rings: readonly Float64Array[]): Piece['pathAt'] {
  const made = new Map<number, Path2D>();
  return (pxPerKm) => {
    const step = Math.ceil(Math.log2(pxPerKm) / OCTAVES) * OCTAVES;
    let path = made.get(step);
    if (!path) {
      path = drawn(rings, FINENESS_PX / 2 ** step);
      made.set(step, path);
    }
    return path;
  };
}

function trace(rings: Rings, plane: Plane): Traced {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  let largest = { x: 0, y: 0, widthKm: 0, size: 0 };
  const projected = rings.map((ring) => {
    const flat = new Float64Array(ring.length);
    let left = Infinity;
    let right = -Infinity;
    let area = 0;
    let cx = 0;
    let cy = 0;
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = plane.project(ring[at]!, ring[at + 1]!);
      flat[at] = x;
      flat[at + 1] = y;
      if (at > 0) {
        const cross = flat[at - 2]! * y - x * flat[at - 1]!;
        area += cross;
        cx += (flat[at - 2]! + x) * cross;
        cy += (flat[at - 1]! + y) * cross;
      }
      left = Math.min(left, x);
      right = Math.max(right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    box.left = Math.min(box.left, left);
    box.right = Math.max(box.right, right);
    const size = Math.abs(area);
    if (size > largest.size)
      largest = { x: cx / (3 * area), y: cy / (3 * area), widthKm: right - left, size };
    return flat;
  });
  const piece = { pathAt: pathsOf(projected), ...box };
  return { piece, x: largest.x, y: largest.y, widthKm: largest.widthKm };
}

function shapeOf(areas: readonly BoundaryArea[], plane: Plane): Shape {
  const traced = areas.map(({ name, rings }) => ({ name, ...trace(rings, plane) }));
  return {
    pieces: traced.map(({ piece }) => piece),
    names: traced.map(({ name, x, y, widthKm }) => ({ name, x, y, widthKm })),
  };
}

/** The sets of boundaries that are drawn, read one by one as they are wanted. */
export function useBoundaries(files: readonly PlaceFile[], plane: Plane): readonly Shape[] {
  const key = files.map(({ id }) => id).join();
  const loaded = useApi(
    () => Promise.all(files.map(({ id }) => api.place.boundaries({ id }))),
    [key],
  );
  const sets = loaded.status === 'ready' ? loaded.value : null;
  return useMemo(() => sets?.map((areas) => shapeOf(areas, plane)) ?? [], [sets, plane]);
}

/** The coast around what is seen; null until it is read, and where it cannot be. */
export function useCoastline(box: GlobeBox | null, plane: Plane): readonly Piece[] | null {
  const [polygons, setPolygons] = useState<readonly Rings[] | null>(null);
  useEffect(() => {
    if (!box) return;
    let isWanted = true;
    // Without it the places are still drawn.
    void askCoastline(box).then((found) => isWanted && setPolygons(found));
    return () => {
      isWanted = false;
    };
  }, [box]);
  return useMemo(
    () => polygons?.map((rings) => trace(rings, plane).piece) ?? null,
    [polygons, plane],
  );
}
