import { expect, test } from 'vitest';
import {
  clockwiseAround,
  directionOfKey,
  nearestTo,
  nearestTowards,
  stepRound,
  stepTowards,
} from '../../../renderer/canvas/travel.ts';

const here = { id: 'here', x: 0, y: 0 };

test('an arrow goes to the nearest record in its direction', () => {
  const points = [
    here,
    { id: 'near', x: 10, y: 1 },
    { id: 'far', x: 20, y: 0 },
    { id: 'behind', x: -1, y: 0 },
  ];
  expect(nearestTowards(points, here, 'right')).toBe('near');
  expect(nearestTowards(points, here, 'left')).toBe('behind');
});

test('a record straight ahead goes before a nearer one off to the side', () => {
  const points = [
    { id: 'ahead', x: 0, y: 20 },
    { id: 'aside', x: 12, y: 10 },
  ];
  expect(nearestTowards(points, here, 'up')).toBe('ahead');
});

test('what lies more to the side than ahead is not in that direction', () => {
  expect(nearestTowards([{ id: 'aside', x: 10, y: 5 }], here, 'up')).toBeNull();
  expect(nearestTowards([here], here, 'up')).toBeNull();
});

test('records on one spot are chosen by id, so that travel repeats', () => {
  const twins = [
    { id: 'b', x: 0, y: -9 },
    { id: 'a', x: 0, y: -9 },
  ];
  expect(nearestTowards(twins, here, 'down')).toBe('a');
});

test('travel begins at the record nearest to the middle of the view', () => {
  expect(
    nearestTo(
      [
        { id: 'a', x: 9, y: 9 },
        { id: 'b', x: 4, y: 4 },
      ],
      5,
      5,
    ),
  ).toBe('b');
  expect(nearestTo([], 0, 0)).toBeNull();
});

test('links are stepped round clockwise from the top', () => {
  const around = clockwiseAround(here, [
    { id: 'left', x: -5, y: 0 },
    { id: 'top', x: 0, y: 5 },
    { id: 'right', x: 5, y: 0 },
    { id: 'bottom', x: 0, y: -5 },
  ]);
  expect(around).toEqual(['top', 'right', 'bottom', 'left']);
});

test('stepping goes round and round, both ways', () => {
  const around = ['a', 'b', 'c'];
  expect(stepRound(around, null, 1)).toBe('a');
  expect(stepRound(around, null, -1)).toBe('c');
  expect(stepRound(around, 'c', 1)).toBe('a');
  expect(stepRound(around, 'a', -1)).toBe('c');
  expect(stepRound(around, 'gone', 1)).toBe('a');
  expect(stepRound([], null, 1)).toBeNull();
});

test('arrow keys are directions, and other keys are not', () => {
  expect(directionOfKey('ArrowUp')).toBe('up');
  expect(directionOfKey('a')).toBeNull();
  expect(stepTowards('down', 4)).toEqual([0, -4]);
});
