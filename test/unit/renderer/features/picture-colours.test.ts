import { expect, test } from 'vitest';
import { drawnColours } from '../../../../renderer/features/map/picture-source.ts';

const TEXTS = new Map([
  ['Around Ana Adder', 'Around Ana Adder'],
  ['Around Cole Carter', 'Around [name withheld]'],
]);
const GROUPS = [
  { label: 'Around Ana Adder', colour: '--c-1', count: 3 },
  { label: 'Around Bo Barrow', colour: '--c-2', count: 2 },
  { label: 'Around Cole Carter', colour: '--c-1', count: 1 },
  { label: 'In none', colour: '--e-other', count: 4 },
];

test('the legend of a picture has each colour that is drawn once, in words that may leave, with the records that may', () => {
  const drawn = ['--c-1', '--c-1', '--e-other', undefined];
  expect(drawnColours({ groups: GROUPS, areCommunities: false }, drawn, TEXTS)).toEqual([
    { label: 'Around Ana Adder, Around [name withheld]', colour: '--c-1', count: 2 },
    { label: 'Withheld', colour: '--e-other', count: 1 },
  ]);
});

test('communities leave as numbers: the name of one may name somebody who stays', () => {
  const drawn = ['--c-2', '--e-other'];
  const told = drawnColours({ groups: GROUPS, areCommunities: true }, drawn, new Map());
  expect(told).toEqual([
    { label: 'Community 2', colour: '--c-2', count: 1 },
    { label: 'In none', colour: '--e-other', count: 1 },
  ]);
});
