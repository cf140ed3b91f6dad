import type { Position } from '../../canvas/map-graph.ts';
import type { Alignment } from '../../store/map-request.ts';

/** Side of the squares that places snap to, in map units. */
export const GRID_UNITS = 24;

type Places = ReadonlyMap<string, Position>;

function span(values: readonly number[]): readonly [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}

function distribute(places: Places, axis: 'x' | 'y'): Places {
  const sorted = [...places].sort(
    ([a, one], [b, other]) => one[axis] - other[axis] || (a < b ? -1 : 1),
  );
  const [least, most] = span(sorted.map(([, place]) => place[axis]));
  const step = (most - least) / Math.max(1, sorted.length - 1);
  return new Map(
    sorted.map(([id, place], index) => [id, { ...place, [axis]: least + step * index }]),
  );
}

function setAll(places: Places, axis: 'x' | 'y', value: number): Places {
  return new Map([...places].map(([id, place]) => [id, { ...place, [axis]: value }]));
}

/** Where records go when they are lined up, spaced evenly or snapped to the grid; y runs upwards. */
export function align(places: Places, how: Alignment): Places {
  if (places.size === 0) return places;
  const xs = span([...places.values()].map(({ x }) => x));
  const ys = span([...places.values()].map(({ y }) => y));
  switch (how) {
    case 'left':
      return setAll(places, 'x', xs[0]);
    case 'centre':
      return setAll(places, 'x', (xs[0] + xs[1]) / 2);
    case 'right':
      return setAll(places, 'x', xs[1]);
    case 'top':
      return setAll(places, 'y', ys[1]);
    case 'middle':
      return setAll(places, 'y', (ys[0] + ys[1]) / 2);
    case 'bottom':
      return setAll(places, 'y', ys[0]);
    case 'across':
      return distribute(places, 'x');
    case 'down':
      return distribute(places, 'y');
    case 'snap': {
      const snap = (value: number) => Math.round(value / GRID_UNITS) * GRID_UNITS;
      return new Map([...places].map(([id, { x, y }]) => [id, { x: snap(x), y: snap(y) }]));
    }
  }
}
