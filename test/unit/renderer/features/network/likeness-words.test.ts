import { expect, test } from 'vitest';
import {
  bringsWords,
  placeWords,
  sharedWords,
  shareWords,
  weightOf,
  wholeWords,
} from '../../../../../renderer/features/network/likeness-words.ts';

const EFFECT = { topKept: 1, communityAgreement: 1, joinsParts: false };

test('whom two share is named up to four, and the rest is counted', () => {
  const labels = ['Ana', 'Bo', 'Cleo', 'Dov', 'Edda', 'Finn'].map((label) => ({ label }));
  expect(sharedWords(labels.slice(0, 2))).toBe('Both are linked to Ana, Bo.');
  expect(sharedWords(labels)).toBe('Both are linked to Ana, Bo, Cleo, Dov and 2 more.');
  expect(sharedWords([])).toBeNull();
});

test('what a missing link would change is told of people, of the first ten and of communities', () => {
  const record = {
    id: 'ana',
    kind: 'person',
    label: 'Ana',
    reference: 'P-1',
    isProtected: false,
    role: null,
    leverCount: null,
  };
  expect(placeWords({ record, before: 9, after: 3 })).toBe('Ana: place 9 to 3');
  expect(wholeWords(EFFECT)).toBe(
    'The first ten stay the first ten. Communities stay as they are.',
  );
  expect(wholeWords({ ...EFFECT, topKept: 0.9, communityAgreement: 0.874, joinsParts: true })).toBe(
    '90% of the first ten stay. Communities agree with today’s by 87%. It would join two parts that do not hang together.',
  );
});

test('communities that would change hardly are not said to stay as they are', () => {
  expect(wholeWords({ ...EFFECT, communityAgreement: 0.999 })).toContain('by 99%');
});

test('what somebody brings says who set it', () => {
  expect(bringsWords({ resource: 0.6, isSet: true })).toBe('Brings 0.6, as an analyst set');
  expect(bringsWords({ resource: 0, isSet: true })).toBe('Brings 0, as an analyst set');
  expect(bringsWords({ resource: 0.2, isSet: false })).toBe('Brings 0.2, as any known member');
  expect(bringsWords({ resource: 0, isSet: false })).toMatch(/no known group/);
});

test('a weight is a number from 0 to 1, with a point or a comma', () => {
  expect(['0', '1', '0.6', ' 0,25 ', '.5', '1.0'].map(weightOf)).toEqual([0, 1, 0.6, 0.25, 0.5, 1]);
  for (const text of ['', '1.1', '-0.2', '0.2.1', 'much', '1e-1', '٠'])
    expect(weightOf(text), text).toBeNull();
});

test('a share that is hardly any is not told as none', () => {
  expect(shareWords(0.004)).toBe('under 1%');
  expect(shareWords(0.126)).toBe('13%');
});
