import { expect, test } from 'vitest';
import { createLookSteps, type Look } from '../../../renderer/features/map/look-steps.ts';
import { partsOf, sieveOf } from '../../../renderer/store/comparison.ts';

function look(more: Partial<Look> = {}): Look {
  return {
    lens: 'map',
    filterText: '',
    shownIds: ['a', 'b'],
    places: new Map(),
    camera: { x: 0, y: 0, zoom: 1 },
    ...more,
  };
}

test('steps go back and forward through lens, filter, camera and what is shown; a new look ends the way forward', () => {
  const steps = createLookSteps();
  const all = [
    look(),
    look({ lens: 'table' }),
    look({ filterText: 'type:person' }),
    look({ camera: { x: 0, y: 0, zoom: 2 } }),
    look({ shownIds: ['a'] }),
  ];
  for (const one of all) steps.note(one);
  expect(steps.step('later')).toBeNull();
  for (const one of all.slice(0, -1).reverse()) expect(steps.step('earlier')).toBe(one);
  expect(steps.step('earlier')).toBeNull();
  expect(steps.step('later')).toBe(all[1]);
  steps.note(look({ lens: 'matrix' }));
  expect(steps.step('later')).toBeNull();
  expect(steps.earlierCount).toBe(2);
});

test('a camera that moved a little, or the same records in another order, are no step of their own', () => {
  const steps = createLookSteps();
  steps.note(look());
  steps.note(look({ camera: { x: 20, y: 10, zoom: 1.1 } }));
  steps.note(look({ shownIds: ['b', 'a'] }));
  expect(steps.earlierCount).toBe(0);
  for (let step = 0; step < 200; step++)
    steps.note(look({ camera: { x: step * 500, y: 0, zoom: 1 } }));
  expect(steps.earlierCount).toBe(60);
});

test('a comparison parts two sides, and lets through what is asked to stand out', () => {
  const sides = {
    first: { name: 'One', ids: ['a', 'b'] },
    second: { name: 'Other', ids: ['b', 'c', 'd'] },
  };
  expect(partsOf(sides)).toEqual({ first: ['a'], second: ['c', 'd'], both: ['b'] });
  const through = (bringOut: 'differences' | 'both' | 'all') =>
    [...(sieveOf({ ...sides, bringOut }).entityIds ?? [])].sort();
  expect(through('differences')).toEqual(['a', 'c', 'd']);
  expect(through('both')).toEqual(['b']);
  expect(through('all')).toEqual(['a', 'b', 'c', 'd']);
});
