import { expect, test } from 'vitest';
import { describeNode, describePart, nameAct } from '../../../renderer/features/map/map-words.ts';

const vexley = {
  label: 'Dorian Vexley',
  isProtected: false,
  levers: { strong: 1, indicative: 1 },
  hiddenNeighbours: 12,
};

test('a record is read aloud with its kind, links, levers and what is not on the map', () => {
  expect(describeNode(vexley, 'Person', 7, true)).toBe(
    'Dorian Vexley, person, 7 links, 2 levers (1 strong), 12 more not on the map, pinned',
  );
});

test('one link is one link, and levers not worked out yet are not said to be none', () => {
  expect(describeNode({ ...vexley, levers: null, hiddenNeighbours: 0 }, 'Person', 1, false)).toBe(
    'Dorian Vexley, person, 1 link',
  );
});

test('a protected person is said to be protected, and no levers are told', () => {
  const protectedPerson = {
    ...vexley,
    label: 'Protected person PER-7K2Q9F',
    isProtected: true,
    hiddenNeighbours: 0,
  };
  expect(describeNode(protectedPerson, 'Person', 2, false)).toBe(
    'Protected person PER-7K2Q9F, protected, 2 links',
  );
});

test('undo names the act and its record, or how many there were', () => {
  expect(nameAct('Move', ['The Brass Heron'])).toBe('Move The Brass Heron');
  expect(nameAct('Pin', ['a', 'b', 'c'])).toBe('Pin 3 records');
  expect(nameAct('Hide', [])).toBe('Hide 0 records');
  expect(nameAct('Close', ['a', 'b'], ['group', 'groups'])).toBe('Close 2 groups');
});

test('the name of an act is never longer than can be saved', () => {
  expect(nameAct('Put away neighbours of', ['x'.repeat(5000)]).length).toBeLessThanOrEqual(120);
});

test('a map that shows all says nothing; a part says how much is not on it', () => {
  expect(describePart(22, 22, 'whole', null)).toBeNull();
  expect(describePart(86, 61_521, 'ocg', 'OCG-07 Larkspur')).toEqual({
    main: 'Showing 86 of 61,521 records around OCG-07 Larkspur.',
    rest: '61,435 are not on the map.',
  });
  expect(describePart(9, 10, 'chosen', 'anyone')).toEqual({
    main: 'Showing 9 of 10 records.',
    rest: '1 is not on the map.',
  });
});

test('how good the cases are is said in words, as the badge says it without colour', () => {
  const words = (strong: number, indicative: number) =>
    describeNode(
      { ...vexley, levers: { strong, indicative }, hiddenNeighbours: 0 },
      'Person',
      1,
      false,
    );
  expect(words(2, 0)).toMatch(/2 levers \(strong\)$/);
  expect(words(0, 1)).toMatch(/1 lever \(indicative\)$/);
  expect(words(0, 0)).toMatch(/1 link$/);
});
