// biome-ignore lint/style/noRestrictedImports: the one place that knows about coordinate systems.
import proj4 from 'proj4';

/** OSGB36, with the seven parameters that Ordnance Survey publishes: within about five metres everywhere. */
const NATIONAL_GRID =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';

const toDegrees = proj4(NATIONAL_GRID, 'EPSG:4326');

/** The eastings and northings that lie in Great Britain. Metres. */
const MOST_EAST = 700_000;
const MOST_NORTH = 1_300_000;

/** Degrees of a point of the National Grid; null where it lies outside Great Britain. */
export function fromNationalGrid(
  easting: number,
  northing: number,
): { readonly latitude: number; readonly longitude: number } | null {
  const isOnGrid = easting > 0 && easting < MOST_EAST && northing > 0 && northing < MOST_NORTH;
  if (!isOnGrid) return null;
  const [longitude, latitude] = toDegrees.forward([easting, northing]);
  return { latitude, longitude };
}
