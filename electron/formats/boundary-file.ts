import type { BoundaryArea } from '../../shared/api/place.ts';
import { displayCount } from './limits.ts';
import { fromNationalGrid } from './national-grid.ts';
import { FileRefusal } from './refusal.ts';

/** A set of boundaries with more points than this is drawn too slowly: it is made coarser. */
const MOST_POINTS = 250_000;
/** Fineness that is kept at first: about a metre. Degrees. */
const FINEST_DEGREES = 1e-5;
const MOST_AREAS = 50_000;
const LONGEST_NAME = 200;

type Ring = readonly (readonly number[])[];

interface RawArea {
  readonly name: string;
  readonly rings: readonly Ring[];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the areas of a GeoJSON file (RFC 7946).
 * @throws {FileRefusal} with the number of the area that cannot be read
 */
export function readBoundaries(text: string): readonly BoundaryArea[] {
  const root = parse(text);
  if (!isObject(root) || root.type !== 'FeatureCollection' || !Array.isArray(root.features))
    throw new FileRefusal('this is not a GeoJSON feature collection');
  const features: readonly unknown[] = root.features;
  if (features.length === 0) throw new FileRefusal('the file holds no area');
  if (features.length > MOST_AREAS)
    throw new FileRefusal(
      `the file holds ${displayCount(features.length)} areas; ${displayCount(MOST_AREAS)} can be kept`,
    );
  const nameKey = findNameKey(features);
  const isOnGrid = JSON.stringify(root.crs ?? null).includes('27700');
  const areas = features.map((feature, index) =>
    readArea(feature, index + 1, { nameKey, isOnGrid }),
  );
  return coarsen(areas.filter((area) => area.rings.length > 0));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const position = Number(
      /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1],
    );
    const row = Number.isFinite(position) ? text.slice(0, position).split('\n').length : null;
    throw new FileRefusal('the file is not whole JSON: it breaks off or has a stray character', {
      row,
    });
  }
}

/** The property that names the areas: called a name, and different for nearly all. */
function findNameKey(features: readonly unknown[]): string | null {
  const first = features[0];
  const properties = isObject(first) && isObject(first.properties) ? first.properties : {};
  const scored = Object.keys(properties).flatMap((key) => {
    const values = features.map((feature) =>
      isObject(feature) && isObject(feature.properties) ? feature.properties[key] : null,
    );
    const texts = values.filter((value) => typeof value === 'string' && value.trim() !== '');
    if (texts.length < features.length / 2) return [];
    const isNamed = /name|nm$|nme$/i.test(key) ? 2 : 0;
    const isCode = /cd$|code|id$/i.test(key) ? -1 : 0;
    // A Welsh name beside the English one ends in W.
    const isSecond = /nmw$/i.test(key) ? -1 : 0;
    return { key, score: isNamed + isCode + isSecond + new Set(texts).size / features.length };
  });
  return scored.sort((a, b) => b.score - a.score)[0]?.key ?? null;
}

function readArea(
  feature: unknown,
  number: number,
  of: { readonly nameKey: string | null; readonly isOnGrid: boolean },
): RawArea {
  const refuse = (reason: string) => new FileRefusal(`area ${number}: ${reason}`, { row: number });
  if (!isObject(feature)) throw refuse('this is not a GeoJSON feature');
  const properties = isObject(feature.properties) ? feature.properties : {};
  const named = of.nameKey === null ? null : properties[of.nameKey];
  const name = typeof named === 'string' ? named.slice(0, LONGEST_NAME) : `Area ${number}`;
  const { geometry } = feature;
  // An area without a shape is allowed by the format: it is not drawn.
  if (geometry === null || geometry === undefined) return { name, rings: [] };
  if (!isObject(geometry) || !Array.isArray(geometry.coordinates))
    throw refuse('its shape cannot be read');
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : null;
  if (!polygons) throw refuse(`its shape is a ${String(geometry.type)}; polygons can be drawn`);
  const rings = (polygons as readonly unknown[]).flatMap((polygon) => {
    if (!Array.isArray(polygon)) throw refuse('its shape cannot be read');
    return polygon.map((ring: unknown) => readRing(ring, of.isOnGrid, refuse));
  });
  return { name, rings };
}

function readRing(ring: unknown, isOnGrid: boolean, refuse: (reason: string) => FileRefusal): Ring {
  if (!Array.isArray(ring) || ring.length < 4)
    throw refuse('a ring of its outline has fewer than four points');
  return ring.map((point: unknown) => {
    if (!Array.isArray(point)) throw refuse('a point of its outline cannot be read');
    const [x, y]: readonly unknown[] = point;
    if (
      typeof x !== 'number' ||
      typeof y !== 'number' ||
      !Number.isFinite(x) ||
      !Number.isFinite(y)
    )
      throw refuse('a point of its outline is not a pair of numbers');
    if (isOnGrid) {
      const degrees = fromNationalGrid(x, y);
      if (!degrees) throw refuse(`the point ${x}, ${y} does not lie on the National Grid`);
      return [degrees.longitude, degrees.latitude];
    }
    if (Math.abs(x) > 180 || Math.abs(y) > 90)
      throw refuse(`the point ${x}, ${y} is not in degrees. Save the file in WGS 84 (EPSG:4326)`);
    return [x, y];
  });
}

/** Puts points on a grid as fine as their number allows: borders that two areas share stay shared. */
function coarsen(areas: readonly RawArea[]): readonly BoundaryArea[] {
  for (let fineness = FINEST_DEGREES; ; fineness *= 2) {
    const snapped = areas.map(({ name, rings }) => ({
      name,
      rings: rings.map((ring) => snap(ring, fineness)).filter((ring) => ring.length >= 8),
    }));
    const points = snapped.reduce(
      (sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.length / 2, 0),
      0,
    );
    if (points <= MOST_POINTS || fineness > 1)
      return snapped.filter(({ rings }) => rings.length > 0);
  }
}

function snap(ring: Ring, fineness: number): number[] {
  const flat: number[] = [];
  for (const [x = 0, y = 0] of ring) {
    const nextX = Math.round(Math.round(x / fineness) * fineness * 1e6) / 1e6;
    const nextY = Math.round(Math.round(y / fineness) * fineness * 1e6) / 1e6;
    if (flat.at(-2) !== nextX || flat.at(-1) !== nextY) flat.push(nextX, nextY);
  }
  return flat;
}
