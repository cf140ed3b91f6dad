// biome-ignore lint/style/noRestrictedImports: the format of the coastline, which is drawn here alone.
import { feature } from 'topojson-client';
// biome-ignore lint/style/noRestrictedImports: the coastline that ships with a package (decision 17).
import fineUrl from 'world-atlas/countries-10m.json?url';
// biome-ignore lint/style/noRestrictedImports: the same, coarser: what the world is found by.
import coarseUrl from 'world-atlas/countries-110m.json?url';
import type { GlobeBox } from './projection.ts';

type Topology = Parameters<typeof feature>[0];
type Geometries = Extract<Parameters<typeof feature>[1], { type: 'GeometryCollection' }>;

/** Rings of longitude and latitude, one after the other: an outline and its holes. */
export type Rings = readonly ArrayLike<number>[];

/** Too small for the coarse map of the world: the islands around Britain. */
const BRITISH_ISLANDS = ['833', '831', '832', '234'];
const BRITAIN_ID = '826';
/** What lies so far outside what is seen is still drawn, as one pans. Degrees. */
const AROUND = 6;
const HALF_THE_WORLD = 180;
/** Wider than this, the coarse coastline is fine enough. Degrees. */
const COARSE_DEGREES = 30;

const read = new Map<string, Promise<Topology>>();

function readTopology(url: string): Promise<Topology> {
  let known = read.get(url);
  if (!known) {
    known = fetch(url).then(async (answer) => {
      if (!answer.ok) throw new Error('The coastline could not be read.');
      return (await answer.json()) as Topology;
    });
    known.catch(() => read.delete(url));
    read.set(url, known);
  }
  return known;
}

function countriesOf(topology: Topology): Geometries['geometries'] {
  return (topology.objects.countries as Geometries).geometries;
}

function polygonsOf(
  topology: Topology,
  country: Geometries['geometries'][number],
): readonly Rings[] {
  const shape = feature(topology, country);
  const geometry = 'geometry' in shape ? shape.geometry : null;
  const polygons =
    geometry?.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  return polygons.map((polygon) => polygon.map((ring) => ring.flatMap(([x = 0, y = 0]) => [x, y])));
}

function touches(rings: Rings, box: GlobeBox): boolean {
  return rings.some((ring) => {
    let west = 180;
    let east = -180;
    let south = 90;
    let north = -90;
    for (let at = 0; at < ring.length; at += 2) {
      west = Math.min(west, ring[at]!);
      east = Math.max(east, ring[at]!);
      south = Math.min(south, ring[at + 1]!);
      north = Math.max(north, ring[at + 1]!);
    }
    // A coast that crosses the date line goes round the world: drawn on a plane of one region it would take seconds.
    if (east - west > HALF_THE_WORLD && box.east - box.west < HALF_THE_WORLD) return false;
    return west < box.east && east > box.west && south < box.north && north > box.south;
  });
}

/**
 * The coast of the countries around a part of the globe, read when it is first wanted. The fine outlines of the whole
 * world would take too long: the coarse ones tell which are needed.
 */
export async function readCoastline(seen: GlobeBox): Promise<readonly Rings[]> {
  const box = {
    west: seen.west - AROUND,
    east: seen.east + AROUND,
    south: seen.south - AROUND,
    north: seen.north + AROUND,
  };
  const coarse = await readTopology(coarseUrl);
  const near = countriesOf(coarse).flatMap((country) => {
    const polygons = polygonsOf(coarse, country).filter((rings) => touches(rings, box));
    return polygons.length > 0 ? [{ id: String(country.id), polygons }] : [];
  });
  if (seen.east - seen.west > COARSE_DEGREES) return near.flatMap(({ polygons }) => polygons);
  const ids = new Set(near.map(({ id }) => id));
  if (ids.has(BRITAIN_ID)) for (const id of BRITISH_ISLANDS) ids.add(id);
  const fine = await readTopology(fineUrl);
  return countriesOf(fine).flatMap((country) =>
    ids.has(String(country.id))
      ? polygonsOf(fine, country).filter((rings) => touches(rings, box))
      : [],
  );
}
