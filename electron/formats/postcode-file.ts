import { readPostcode } from '../../shared/place/postcode.ts';
import { fromNationalGrid } from './national-grid.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';

/** A postcode, or a district of them, with its middle. */
export interface PostcodePlace {
  readonly code: string;
  readonly isWhole: boolean;
  readonly latitude: number;
  readonly longitude: number;
}

/** Columns of a lookup, by position. */
interface PostcodeLayout {
  readonly code: number;
  readonly north: number;
  readonly east: number;
  readonly isDegrees: boolean;
}

/** What each column is called in ONSPD, Code-Point Open and lists of districts: letters and digits only. */
const NAMES = {
  code: ['pcds', 'pcd', 'pcd7', 'pcd8', 'pcd2', 'postcode', 'outcode', 'district', 'pc'],
  latitude: ['lat', 'latitude'],
  longitude: ['long', 'lon', 'lng', 'longitude'],
  northing: ['northings', 'northing', 'osnrth1m', 'north1m', 'y'],
  easting: ['eastings', 'easting', 'oseast1m', 'east1m', 'x'],
} as const;

/** Code-Point Open has no header: postcode, quality, easting, northing. */
const CODE_POINT: PostcodeLayout = { code: 0, north: 3, east: 2, isDegrees: false };

function columnOf(headers: readonly string[], names: readonly string[]): number {
  const plain = headers.map((header) => header.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  for (const name of names) {
    const at = plain.indexOf(name);
    if (at !== -1) return at;
  }
  return -1;
}

function layoutOf(headers: readonly string[]): PostcodeLayout | null {
  const code = columnOf(headers, NAMES.code);
  if (code === -1) return null;
  const latitude = columnOf(headers, NAMES.latitude);
  const longitude = columnOf(headers, NAMES.longitude);
  if (latitude !== -1 && longitude !== -1)
    return { code, north: latitude, east: longitude, isDegrees: true };
  const northing = columnOf(headers, NAMES.northing);
  const easting = columnOf(headers, NAMES.easting);
  return northing === -1 || easting === -1
    ? null
    : { code, north: northing, east: easting, isDegrees: false };
}

/** Reads the rows of a lookup one after another. */
export interface PostcodeReader {
  /** The place of a row; null for the header, and for postcodes that have no place. A text says what is wrong. */
  read(row: Row): PostcodePlace | string | null;
}

/**
 * A reader that knows the layout from the first row.
 * @throws {FileRefusal} from its first row, when that is of no layout that is known
 */
export function createPostcodeReader(): PostcodeReader {
  let layout: PostcodeLayout | null = null;
  return {
    read(row) {
      if (layout) return readRow(row.cells, layout);
      layout = layoutOf(row.cells);
      if (layout) return null;
      const isCodePoint =
        readPostcode(row.cells[0] ?? '')?.isWhole === true &&
        isNumber(row.cells[2]) &&
        isNumber(row.cells[3]);
      if (!isCodePoint)
        throw new FileRefusal(
          'no column of postcodes with latitude and longitude, or eastings and northings, was found',
          { row: row.rowNumber },
        );
      layout = CODE_POINT;
      return readRow(row.cells, layout);
    },
  };
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text.trim());
}

/** What the Postcode Directory gives for postcodes without a place. */
const NO_LATITUDE = 99.999999;

function readRow(cells: readonly string[], layout: PostcodeLayout): PostcodePlace | string | null {
  const text = (cells[layout.code] ?? '').trim();
  const postcode = readPostcode(text);
  if (!postcode)
    return text === '' ? 'the postcode is missing' : `“${text.slice(0, 20)}” is no postcode`;
  const north = (cells[layout.north] ?? '').trim();
  const east = (cells[layout.east] ?? '').trim();
  if (north === '' && east === '') return null;
  if (!isNumber(north) || !isNumber(east)) return `“${north}, ${east}” is no pair of coordinates`;
  const { code, isWhole } = postcode;
  if (layout.isDegrees) {
    const latitude = Number(north);
    const longitude = Number(east);
    if (latitude === NO_LATITUDE || (latitude === 0 && longitude === 0)) return null;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
      return `“${north}, ${east}” is not a latitude and a longitude`;
    return { code, isWhole, latitude, longitude };
  }
  if (Number(north) === 0 && Number(east) === 0) return null;
  const degrees = fromNationalGrid(Number(east), Number(north));
  return degrees
    ? { code, isWhole, ...degrees }
    : `“${east}, ${north}” does not lie on the National Grid`;
}
