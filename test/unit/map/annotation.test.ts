import { expect, test } from 'vitest';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import { projectionOf } from '../../../renderer/canvas/viewport.ts';
import {
  annotationAct,
  grownBy,
  movedBy,
  nextColour,
} from '../../../renderer/features/map/annotation-edit.ts';
import {
  lineOf,
  placeOfAnnotation,
  targetOf,
} from '../../../renderer/features/map/annotation-place.ts';
import { Annotation } from '../../../shared/domain/annotation.ts';
import { NamedColour } from '../../../shared/domain/view-style.ts';

const SIZE = { width: 1000, height: 1000 };
/** 100%, with the middle of the canvas at the origin of the map. */
const AT_FULL = { projection: projectionOf({ x: 0.5, y: 0.5, ratio: 1 }, SIZE), textScale: 1 };

function model() {
  const made = createMapModel([]);
  const node = (id: string) => ({
    id,
    kind: id === 'car' ? 'vehicle' : 'person',
    label: id,
    isProtected: false,
    role: null,
    levers: null,
    hiddenNeighbours: 0,
  });
  const places = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 200, y: 100 }],
    ['car', { x: 900, y: 900 }],
  ]);
  const edge = {
    id: 'ab',
    source: 'a',
    target: 'b',
    type: null,
    sourceType: 'knows',
    label: 'knows',
    family: 'people',
    isDirected: false,
    certainty: 'reported',
  } as const;
  made.replace(['a', 'b', 'car'].map(node), [edge], places);
  return made;
}

const NOTE = Annotation.parse({
  type: 'note',
  id: 'n',
  text: 'Ask licensing\nabout it',
  x: 10,
  y: 20,
  widthPx: 200,
  heightPx: 80,
});
const FRAME = Annotation.parse({
  type: 'frame',
  id: 'f',
  text: 'Lettings',
  memberIds: ['a', 'b', 'car', 'gone'],
  padding: 30,
});
const CALLOUT = Annotation.parse({
  type: 'callout',
  id: 'c',
  text: 'Here',
  target: { type: 'entity', id: 'b' },
  dxPx: 40,
  dyPx: -90,
  widthPx: 160,
  heightPx: 50,
});

test('a note stays at its place of the map, and shrinks with the records as the camera goes away', () => {
  const near = placeOfAnnotation(NOTE, model(), AT_FULL);
  expect(near).toMatchObject({ left: 510, top: 480, width: 200, scale: 1 });
  const far = placeOfAnnotation(NOTE, model(), {
    projection: projectionOf({ x: 0.5, y: 0.5, ratio: 4 }, SIZE),
    textScale: 1,
  });
  expect(far?.scale).toBeLessThan(0.5);
  expect(far?.left).toBeCloseTo(502.5);
});

test('a frame goes around those of its records that are drawn, wherever they go, and is absent without any', () => {
  const map = model();
  map.setHiddenKinds(['vehicle']);
  const place = placeOfAnnotation(FRAME, map, AT_FULL)!;
  expect(place.left).toBe(470);
  expect(place.left + place.width).toBe(730);
  expect(place.top + place.height).toBe(530);
  map.move(new Map([['b', { x: 400, y: 100 }]]));
  const moved = placeOfAnnotation(FRAME, map, AT_FULL)!;
  expect(moved.left + moved.width).toBe(930);
  map.remove(['a', 'b']);
  expect(placeOfAnnotation(FRAME, map, AT_FULL)).toBeNull();
});

test('a callout points at its record or at the middle of its link, bend and all, and goes with them', () => {
  const map = model();
  const place = placeOfAnnotation(CALLOUT, map, AT_FULL)!;
  expect(place).toMatchObject({ left: 740, top: 310, tip: { x: 700, y: 400 } });
  expect(lineOf(place, 10)).toMatch(/^M70\d/);
  expect(lineOf({ ...place, tip: { x: place.left + 5, y: place.top + 5 } }, 10)).toBe('');
  const middle = targetOf(map, { type: 'relation', id: 'ab' })!;
  expect(Math.hypot(middle.x - 100, middle.y - 50)).toBeGreaterThan(1);
  expect(Math.hypot(middle.x - 100, middle.y - 50)).toBeLessThan(20);
  map.remove(['b']);
  expect(placeOfAnnotation(CALLOUT, map, AT_FULL)).toBeNull();
  expect(targetOf(map, { type: 'relation', id: 'ab' })).toBeNull();
});

test('moving and resizing keep to whole pixels and sensible sizes, and every act is named after the first line', () => {
  expect(movedBy(NOTE, 10, 10, 2)).toMatchObject({ x: 15, y: 15 });
  expect(movedBy(CALLOUT, 5, -5, 2)).toMatchObject({ dxPx: 45, dyPx: -95 });
  expect(movedBy(FRAME, 5, 5, 1)).toBe(FRAME);
  expect(grownBy(NOTE, -5000, -5000)).toMatchObject({ widthPx: 60, heightPx: 30 });
  expect(grownBy(FRAME, 0, 12)).toMatchObject({ padding: 42 });
  expect(annotationAct('Move', NOTE)).toBe('Move note Ask licensing');
  let colour = NamedColour.options[0]!;
  const seen = new Set(NamedColour.options.map(() => (colour = nextColour(colour))));
  expect(seen.size).toBe(NamedColour.options.length);
});
