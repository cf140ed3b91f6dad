import { useEffect, useMemo, useState } from 'react';
import type { BoundaryArea, PlacedEntity, PlaceFile, Places } from '../../../shared/api/place.ts';
import { api } from '../../api/api.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { type Rings, readCoastline } from './coastline.ts';
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

/** Outlines on the plane. */
export interface Shape {
  readonly path: Path2D;
  /** Names, where they are written, and how wide the area is there, in kilometres. */
  readonly names: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly widthKm: number;
  }[];
}

function trace(
  path: Path2D,
  rings: Rings,
  plane: Plane,
): { x: number; y: number; widthKm: number } | null {
  let largest: { x: number; y: number; widthKm: number; size: number } | null = null;
  for (const ring of rings) {
    let left = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    let area = 0;
    let cx = 0;
    let cy = 0;
    let lastX = 0;
    let lastY = 0;
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = plane.project(ring[at]!, ring[at + 1]!);
      if (at === 0) path.moveTo(x, y);
      else {
        path.lineTo(x, y);
        const cross = lastX * y - x * lastY;
        area += cross;
        cx += (lastX + x) * cross;
        cy += (lastY + y) * cross;
      }
      left = Math.min(left, x);
      right = Math.max(right, x);
      lastX = x;
      lastY = y;
    }
    path.closePath();
    const size = Math.abs(area);
    if (size > (largest?.size ?? 0))
      largest = { x: cx / (3 * area), y: cy / (3 * area), widthKm: right - left, size };
  }
  return largest;
}

function shapeOf(areas: readonly BoundaryArea[], plane: Plane): Shape {
  const path = new Path2D();
  const names = areas.flatMap(({ name, rings }) => {
    const at = trace(path, rings, plane);
    return at ? [{ name, ...at }] : [];
  });
  return { path, names };
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
export function useCoastline(box: GlobeBox | null, plane: Plane): Path2D | null {
  const [rings, setRings] = useState<Rings | null>(null);
  useEffect(() => {
    if (!box) return;
    let isWanted = true;
    // Without it the places are still drawn.
    readCoastline(box).then(
      (found) => isWanted && setRings(found),
      () => isWanted && setRings(null),
    );
    return () => {
      isWanted = false;
    };
  }, [box]);
  return useMemo(() => {
    if (!rings) return null;
    const path = new Path2D();
    trace(path, rings, plane);
    return path;
  }, [rings, plane]);
}
