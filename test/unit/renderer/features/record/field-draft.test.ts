import { expect, test } from 'vitest';
import { gainedEntries, readTyped } from '../../../../../renderer/features/record/field-draft.ts';
import type { FieldDefinition, FieldType } from '../../../../../shared/domain/ontology.ts';

function field(type: FieldType): FieldDefinition {
  return { id: 'one', label: 'One', type, aliases: [], isIdentifier: false, isPersonal: false };
}

test('entries that only joined a list are told apart from a list that was changed otherwise', () => {
  expect(gainedEntries('a\nb', 'a\nb\nc')).toEqual(['c']);
  expect(gainedEntries('a\nb', 'b\nc')).toBeNull();
  expect(gainedEntries('a', 'a')).toBeNull();
  // Nothing was there: the whole list is what is said.
  expect(gainedEntries('', 'a')).toBeNull();
});

test('what was typed becomes a value, and what cannot be one is left for the check to refuse', () => {
  expect(readTyped(field('texts'), ' a \n\n b')).toEqual(['a', 'b']);
  expect(readTyped(field('boolean'), '')).toBeNull();
  expect(readTyped(field('boolean'), 'false')).toBe(false);
  expect(readTyped(field('integer'), ' 12 ')).toBe(12);
  expect(readTyped(field('integer'), 'twelve')).toBe('twelve');
  expect(readTyped(field('name'), '  ')).toBeNull();
});
