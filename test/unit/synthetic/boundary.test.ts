import { expect, test } from 'vitest';
import { inventDistricts } from '../../../shared/synthetic/boundary.ts';
import { COUNTY_CENTRE, COUNTY_REACH } from '../../../shared/synthetic/invented.ts';

const TOWNS = [
  { name: 'Harrowmere', longitude: 1.6, latitude: 55.2 },
  { name: 'Tannerby', longitude: 2.3, latitude: 55.1 },
  { name: 'Ostlewick', longitude: 2, latitude: 54.7 },
];

/** Whether a point lies within a ring, by counting the sides that a ray crosses. */
function isWithin(ring: readonly number[], x: number, y: number): boolean {
  let isInside = false;
  for (let at = 0; at + 3 < ring.length; at += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ring.slice(at, at + 4);
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
  }
  return isInside;
}

test('each town lies in its own district and in no other', () => {
  const districts = inventDistricts(TOWNS);
  for (const [index, { longitude, latitude }] of TOWNS.entries()) {
    const holding = districts.filter(({ rings }) =>
      rings.some((ring) => isWithin(ring, longitude, latitude)),
    );
    expect(holding.map(({ name }) => name)).toEqual([TOWNS[index]?.name]);
  }
});

test('districts stay in the county, and leave no gap and no overlap between them', () => {
  const districts = inventDistricts(TOWNS);
  const { longitude, latitude } = COUNTY_CENTRE;
  for (let step = 0; step < 400; step++) {
    const x = longitude + (((step * 37) % 100) / 100 - 0.5) * COUNTY_REACH.longitude;
    const y = latitude + (((step * 61) % 100) / 100 - 0.5) * COUNTY_REACH.latitude;
    const holding = districts.filter(({ rings }) => rings.some((ring) => isWithin(ring, x, y)));
    expect(holding, `${x}, ${y}`).toHaveLength(1);
  }
});
