import { expect, test } from 'vitest';
import {
  clusterPoints,
  isWithin,
  nextTowards,
} from '../../../renderer/features/places/clusters.ts';
import {
  boxAround,
  fitCamera,
  planeFor,
  scaleLength,
  toScreen,
  zoomCamera,
} from '../../../renderer/features/places/projection.ts';

test('points within reach of each other are one cluster, others keep their own', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
    { x: 50, y: 50 },
    { x: 0.5, y: 0 },
  ];
  const clusters = clusterPoints(points, 10);
  expect(clusters.map(({ members }) => members)).toEqual([[0, 1, 3], [2]]);
  expect(clusters[0]).toMatchObject({ x: 0.5, y: 1 / 3 });
});

test('every point is in one cluster, and those of a cluster lie within reach of where it began', () => {
  const points = Array.from({ length: 3000 }, (_, index) => ({
    x: (index * 7919) % 1000,
    y: (index * 104_729) % 800,
  }));
  const clusters = clusterPoints(points, 40);
  const members = clusters.flatMap((cluster) => cluster.members).sort((a, b) => a - b);
  expect(members).toEqual(points.map((_, index) => index));
  for (const { members: own } of clusters) {
    const first = points[own[0] ?? 0] ?? { x: 0, y: 0 };
    for (const index of own) {
      const point = points[index] ?? first;
      expect(Math.hypot(point.x - first.x, point.y - first.y)).toBeLessThanOrEqual(40);
    }
  }
  // The same points make the same clusters.
  expect(clusterPoints(points, 40)).toEqual(clusters);
});

test('a lasso holds what lies within its line, bays left out', () => {
  const bay = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 5, y: 2 },
    { x: 0, y: 10 },
  ];
  expect(isWithin(bay, { x: 5, y: 1 })).toBe(true);
  expect(isWithin(bay, { x: 5, y: 6 })).toBe(false);
  expect(isWithin(bay, { x: -1, y: 1 })).toBe(false);
});

test('an arrow goes to what is near in its direction, not to what is far aside', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 9 },
    { x: 14, y: 1 },
    { x: -5, y: 0 },
  ];
  expect(nextTowards(points, points[0]!, { dx: 1, dy: 0 })).toBe(2);
  expect(nextTowards(points, points[0]!, { dx: -1, dy: 0 })).toBe(3);
  expect(nextTowards(points, points[3]!, { dx: -1, dy: 0 })).toBeNull();
});

test('distances on the plane of Britain are those on the ground', () => {
  const plane = planeFor({ west: -5, east: 1, south: 50, north: 56 });
  // Greenwich to the Royal Observatory of Edinburgh: 533.4 km on the sphere.
  const [x1, y1] = plane.project(-0.0014, 51.4778);
  const [x2, y2] = plane.project(-3.1882, 55.9228);
  expect(plane.isToScale).toBe(true);
  expect(Math.hypot(x2 - x1, y2 - y1)).toBeCloseTo(
    haversineKm(-0.0014, 51.4778, -3.1882, 55.9228),
    0,
  );
  // South is down.
  expect(y1).toBeGreaterThan(y2);
});

function haversineKm(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(a));
}

test('places all over the world are drawn on a map that is said not to be to scale', () => {
  expect(planeFor({ west: -100, east: 120, south: -30, north: 60 }).isToScale).toBe(false);
});

test('the camera shows every point, and zooming keeps what the pointer is at', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 40, y: 10 },
  ];
  const frame = { widthPx: 800, heightPx: 600 };
  const camera = fitCamera(points, frame);
  if (!camera) throw new Error('there is something to see');
  for (const { x, y } of points) {
    const [px, py] = toScreen(camera, frame, x, y);
    expect(px >= 0 && px <= 800 && py >= 0 && py <= 600).toBe(true);
  }
  const before = toScreen(camera, frame, 40, 10);
  const closer = zoomCamera(camera, frame, 2, { xPx: before[0], yPx: before[1] });
  const after = toScreen(closer, frame, 40, 10);
  expect(after[0]).toBeCloseTo(before[0]);
  expect(after[1]).toBeCloseTo(before[1]);
  expect(fitCamera([], frame)).toBeNull();
});

test('the scale bar has a round length in words', () => {
  expect(scaleLength(10, 110)).toEqual({ km: 10, words: '10 km' });
  expect(scaleLength(100, 110)).toEqual({ km: 1, words: '1 km' });
  expect(scaleLength(2000, 110).words).toBe('50 m');
});

test('no place has no box', () => {
  expect(boxAround([])).toBeNull();
  expect(boxAround([{ latitude: 53, longitude: -2 }])).toEqual({
    west: -2,
    east: -2,
    south: 53,
    north: 53,
  });
});
