import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromNationalGrid } from '../../../electron/formats/national-grid.ts';
import { sharedData } from '../../shared-data.ts';

const METRES_A_DEGREE = 111_200;

function metresBetween(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const north = (a.latitude - b.latitude) * METRES_A_DEGREE;
  const east =
    (a.longitude - b.longitude) * METRES_A_DEGREE * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

/**
 * Points of Ordnance Survey's OSTN15 developer pack, ETRS89 beside OSGB36: name, latitude, longitude, easting,
 * northing. The seven parameters that are used here agree with the exact grid to a few metres.
 */
const POINTS: readonly (readonly [string, number, number, number, number])[] = [
  ['TP01, St Mary’s', 49.922_263_937_3, -6.299_777_520_1, 91_492.146, 11_318.804],
  ['TP04, Isle of Wight', 50.575_636_65, -1.297_822_772_4, 449_816.371, 75_335.861],
  ['TP06, Wales', 51.400_782_202, -3.551_283_492_4, 292_184.87, 168_003.465],
  ['TP09, London', 51.489_365_649_5, -0.119_925_571_8, 530_624.974, 178_388.464],
];

test.each(POINTS)(
  '%s lies within ten metres of where it is published',
  (_name, latitude, longitude, easting, northing) => {
    const found = fromNationalGrid(easting, northing);
    expect(found).not.toBeNull();
    expect(
      metresBetween(found ?? { latitude: 0, longitude: 0 }, { latitude, longitude }),
    ).toBeLessThan(10);
  },
);

test('what lies off the grid has no place', () => {
  expect(fromNationalGrid(0, 0)).toBeNull();
  expect(fromNationalGrid(800_000, 100)).toBeNull();
  expect(fromNationalGrid(100_000, 1_400_000)).toBeNull();
});

const folder = sharedData('uk_outcodes');

test.skipIf(folder === null)(
  'eastings and northings of every British district agree with its degrees',
  () => {
    const [, ...rows] = readFileSync(join(folder ?? '', 'outcodes.csv'), 'utf8')
      .trim()
      .split('\n');
    const distances = rows.flatMap((row) => {
      const [, easting, northing, latitude, longitude, , , , country] = row.split(',');
      // Northern Ireland, the islands and Gibraltar have grids of their own.
      if (!['ENG', 'SCT', 'WLS'].includes(country ?? '')) return [];
      const found = fromNationalGrid(Number(easting), Number(northing));
      const told = { latitude: Number(latitude), longitude: Number(longitude) };
      return found ? [metresBetween(found, told)] : [];
    });
    expect(distances.length).toBeGreaterThan(2500);
    // The list gives eastings and northings to the nearest hundred metres, some of them cut off.
    const sorted = distances.sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN).toBeLessThan(150);
  },
);
