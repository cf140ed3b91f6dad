import { expect, test } from 'vitest';
import { wordsOfNode } from '../../../renderer/features/map/picture-source.ts';

const NODE = { label: 'Ana Umber', badge: 'principal' as const };
const allowed = {
  parts: new Map([['part', { label: 'Ana Example', reference: 'PER-ABC123' }]]),
  texts: new Map([
    ['Ana Umber', 'Ana Umber'],
    ['PER-XYZ789', 'PER-XYZ789'],
    ['Met Cary Quillfeather', 'Met Protected person PER-7K2Q9F'],
  ]),
};

test('a picture names a record as it may leave, and keeps back what style and role say of a part', () => {
  expect(wordsOfNode('whole', NODE, undefined, allowed)).toEqual({
    name: 'Ana Umber',
    note: 'Principal',
  });
  expect(wordsOfNode('part', NODE, { note: 'Seller' }, allowed)).toEqual({
    name: 'Ana Example',
    note: null,
  });
  // Who labels a map by references wants no name to leave.
  const byReference = { label: 'PER-XYZ789' };
  expect(wordsOfNode('whole', NODE, byReference, allowed).name).toBe('PER-XYZ789');
  expect(wordsOfNode('part', NODE, byReference, allowed).name).toBe('PER-ABC123');
});

test('a picture writes notes as they came back masked, and none that did not come back or names others', () => {
  const noteOf = (dress: Parameters<typeof wordsOfNode>[2]) =>
    wordsOfNode('whole', { ...NODE, badge: null }, dress, allowed).note;
  expect(noteOf({ note: 'Met Cary Quillfeather' })).toBe('Met Protected person PER-7K2Q9F');
  expect(noteOf({ note: 'Never asked about' })).toBeNull();
  expect(noteOf({ note: 'Ana Umber', isNoteOfOthers: true })).toBeNull();
});
