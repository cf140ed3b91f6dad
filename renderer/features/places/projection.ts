// biome-ignore lint/style/noRestrictedImports: projections are a library's work, and places alone are projected.
import { geoEqualEarth, geoTransverseMercator } from 'd3-geo';

/** Mean radius of the earth: planes are measured in kilometres. */
const EARTH_KM = 6371.0088;
/** The meridian that the National Grid stands on. Degrees. */
const BRITAIN_MERIDIAN = -2;
const BRITAIN = { west: -9, east: 3.5, south: 49, north: 61 } as const;
/** Places farther apart than this are drawn on a map of the world, which is not to scale. Degrees. */
const WORLD_DEGREES = 25;

/** A stretch of the globe. Degrees. */
export interface GlobeBox {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** A flat map: kilometres east and south of somewhere. */
export interface Plane {
  project(longitude: number, latitude: number): readonly [x: number, y: number];
  /** Whether a kilometre is as long everywhere on it. */
  readonly isToScale: boolean;
}

/** The smallest box around some places; null around none. */
export function boxAround(
  places: Iterable<{ readonly latitude: number; readonly longitude: number }>,
): GlobeBox | null {
  let west = 180;
  let east = -180;
  let south = 90;
  let north = -90;
  for (const { latitude, longitude } of places) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west > east ? null : { west, east, south, north };
}

/** The plane that suits what is to be seen: Britain on its own meridian, other regions on theirs, else the world. */
export function planeFor(box: GlobeBox | null): Plane {
  const seen = box ?? BRITAIN;
  const isBritain =
    seen.west >= BRITAIN.west &&
    seen.east <= BRITAIN.east &&
    seen.south >= BRITAIN.south &&
    seen.north <= BRITAIN.north;
  const isWorld = seen.east - seen.west > WORLD_DEGREES || seen.north - seen.south > WORLD_DEGREES;
  const meridian = isBritain ? BRITAIN_MERIDIAN : Math.round((seen.west + seen.east) / 2);
  const projection = isWorld ? geoEqualEarth() : geoTransverseMercator();
  projection.scale(EARTH_KM).translate([0, 0]).rotate([-meridian, 0]);
  return {
    isToScale: !isWorld,
    project: (longitude, latitude) => projection([longitude, latitude]) ?? [0, 0],
  };
}

/** What is in sight: the middle in kilometres, and how large a kilometre is drawn. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly pxPerKm: number;
}

interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
}

const LEAST_PX_PER_KM = 0.02;
const MOST_PX_PER_KM = 6000;
const LONELY_KM = 1.5;
const MARGIN_PX = 70;

/** Where a point of the plane is drawn. */
export function toScreen(
  camera: Camera,
  frame: Frame,
  x: number,
  y: number,
): readonly [number, number] {
  return [
    (x - camera.x) * camera.pxPerKm + frame.widthPx / 2,
    (y - camera.y) * camera.pxPerKm + frame.heightPx / 2,
  ];
}

/** The camera that shows all points; null for none. */
export function fitCamera(
  points: readonly { readonly x: number; readonly y: number }[],
  frame: Frame,
): Camera | null {
  if (points.length === 0 || frame.widthPx === 0) return null;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const widthKm = Math.max(right - left, LONELY_KM);
  const heightKm = Math.max(bottom - top, LONELY_KM);
  const pxPerKm = Math.min(
    (Math.max(frame.widthPx, 3 * MARGIN_PX) - 2 * MARGIN_PX) / widthKm,
    (Math.max(frame.heightPx, 3 * MARGIN_PX) - 2 * MARGIN_PX) / heightKm,
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2, pxPerKm: clampZoom(pxPerKm) };
}

function clampZoom(pxPerKm: number): number {
  return Math.min(MOST_PX_PER_KM, Math.max(LEAST_PX_PER_KM, pxPerKm));
}

/** Nearer or farther, with one place of the screen kept where it is. */
export function zoomCamera(
  camera: Camera,
  frame: Frame,
  factor: number,
  at: { readonly xPx: number; readonly yPx: number } = {
    xPx: frame.widthPx / 2,
    yPx: frame.heightPx / 2,
  },
): Camera {
  const pxPerKm = clampZoom(camera.pxPerKm * factor);
  const dx = at.xPx - frame.widthPx / 2;
  const dy = at.yPx - frame.heightPx / 2;
  return {
    x: camera.x + dx / camera.pxPerKm - dx / pxPerKm,
    y: camera.y + dy / camera.pxPerKm - dy / pxPerKm,
    pxPerKm,
  };
}

/** The camera moved by pixels. */
export function panCamera(camera: Camera, dxPx: number, dyPx: number): Camera {
  return { ...camera, x: camera.x - dxPx / camera.pxPerKm, y: camera.y - dyPx / camera.pxPerKm };
}

/** A round length for the scale bar, in kilometres, that is at most so many pixels long. */
export function scaleLength(
  pxPerKm: number,
  mostPx: number,
): { readonly km: number; readonly words: string } {
  const mostKm = mostPx / pxPerKm;
  const power = 10 ** Math.floor(Math.log10(mostKm));
  const km = power * (mostKm >= 5 * power ? 5 : mostKm >= 2 * power ? 2 : 1);
  return {
    km,
    words: km >= 1 ? `${km.toLocaleString('en-GB')} km` : `${Math.round(km * 1000)} m`,
  };
}
