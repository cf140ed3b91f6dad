import { COUNTY_CENTRE, COUNTY_REACH } from './invented.ts';
import type { Town } from './world.ts';

type Point = readonly [longitude: number, latitude: number];

/** An invented district with its one ring: longitude, latitude, longitude… */
export interface InventedDistrict {
  readonly name: string;
  readonly rings: number[][];
}

const OUTLINE_POINTS = 48;
/** Halvings of each border, and how far from its line the middle is drawn, as a share of its length. */
const HALVINGS = 4;
const WOBBLE = 0.16;

/** A number from 0 to 1 that a place always gives: borders that two districts share stay shared. */
function noiseAt(x: number, y: number): number {
  const wave = Math.sin(x * 127.1 + y * 311.7) * 43_758.5453;
  return wave - Math.floor(wave);
}

/** Towns lie in a box: a coast squarer than round keeps those in its corners dry. */
const SQUARENESS = 0.42;

function squared(value: number): number {
  return Math.sign(value) * Math.abs(value) ** SQUARENESS;
}

/** The coast of the county, with bays. */
function outline(): Point[] {
  return Array.from({ length: OUTLINE_POINTS }, (_, index) => {
    const angle = (index / OUTLINE_POINTS) * 2 * Math.PI;
    const bay = 1.05 + 0.03 * Math.sin(angle * 3 + 1) + 0.03 * Math.sin(angle * 7 + 2);
    return [
      COUNTY_CENTRE.longitude + squared(Math.cos(angle)) * COUNTY_REACH.longitude * bay,
      COUNTY_CENTRE.latitude + squared(Math.sin(angle)) * COUNTY_REACH.latitude * bay,
    ];
  });
}

/** The part of a polygon that is nearer to one point than to another. */
function nearer(polygon: readonly Point[], to: Point, than: Point): Point[] {
  const middle: Point = [(to[0] + than[0]) / 2, (to[1] + than[1]) / 2];
  const side = ([x, y]: Point) =>
    (x - middle[0]) * (to[0] - than[0]) + (y - middle[1]) * (to[1] - than[1]);
  const kept: Point[] = [];
  for (let index = 0; index < polygon.length; index++) {
    const here = polygon[index]!;
    const next = polygon[(index + 1) % polygon.length]!;
    const a = side(here);
    const b = side(next);
    if (a >= 0) kept.push(here);
    if (a >= 0 !== b >= 0) {
      const share = a / (a - b);
      kept.push([here[0] + (next[0] - here[0]) * share, here[1] + (next[1] - here[1]) * share]);
    }
  }
  return kept;
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** The way from one corner to the next as a river would take it; the same from either end. */
function wander(from: Point, to: Point, halvings: number): Point[] {
  if (halvings === 0) return [from];
  const isForward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
  const [start, end] = isForward ? [from, to] : [to, from];
  const middleX = (start[0] + end[0]) / 2;
  const middleY = (start[1] + end[1]) / 2;
  const aside = (noiseAt(round(middleX), round(middleY)) - 0.5) * 2 * WOBBLE;
  const middle: Point = [
    round(middleX - (end[1] - start[1]) * aside),
    round(middleY + (end[0] - start[0]) * aside),
  ];
  return [...wander(from, middle, halvings - 1), ...wander(middle, to, halvings - 1)];
}

/** Districts of an invented county, one around each town, that leave no gap between them. */
export function inventDistricts(
  towns: readonly Pick<Town, 'name' | 'latitude' | 'longitude'>[],
): readonly InventedDistrict[] {
  const centres = towns.map(({ longitude, latitude }): Point => [longitude, latitude]);
  return towns.map(({ name }, index) => {
    const centre = centres[index]!;
    const cell = centres.reduce(
      (polygon, other) => (other === centre ? polygon : nearer(polygon, centre, other)),
      outline(),
    );
    const corners = cell.map(([x, y]): Point => [round(x), round(y)]);
    const ring = corners.flatMap((corner, at) =>
      wander(corner, corners[(at + 1) % corners.length]!, HALVINGS),
    );
    return { name, rings: [[...ring, ring[0]!].flat()] };
  });
}
