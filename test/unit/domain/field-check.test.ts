import { expect, test } from 'vitest';
import { fieldFault, fieldWarning, isRealDate } from '../../../shared/domain/field-check.ts';
import type { FieldDefinition, FieldType, Ontology } from '../../../shared/domain/ontology.ts';

const ONTOLOGY: Ontology = {
  kinds: [],
  relationTypes: [],
  vocabularyList: [],
  vocabularies: {
    roles: [{ id: 'principal', label: 'Principal', isProtected: false, aliases: [] }],
  },
};

function field(type: FieldType): FieldDefinition {
  return {
    id: 'one',
    label: 'One',
    type,
    vocabulary: 'roles',
    aliases: [],
    isIdentifier: false,
    isPersonal: false,
  };
}

test('a fault names the field and says what would be right; not known is never one', () => {
  const fault = (type: FieldType, value: Parameters<typeof fieldFault>[2]) =>
    fieldFault(ONTOLOGY, field(type), value);
  expect(fault('date', '2020-02-31')).toBe(
    'One: enter a real date such as 1981-03-27, or a part of one such as 1981-03.',
  );
  expect(fault('integer', 1.5)).toBe('One: enter a whole number.');
  expect(fault('term', 'villain')).toBe('One: enter one of the listed words.');
  expect(fault('term', 'principal')).toBeNull();
  expect(fault('dated-terms', ['principal=2026-02-30'])).toMatch(/date it was checked/);
  expect(fault('dated-terms', ['principal=2026-02'])).toBeNull();
  expect(fault('name', 'a\u0000b')).toBe('One: enter text without control characters.');
  expect(fault('name', 'a\ud800b')).toBe('One: enter text without broken characters.');
  expect(fault('name', '😀')).toBeNull();
  expect(fault('name', 'x'.repeat(20_001))).toMatch(/no more than 20,000 characters/);
  expect(fault('long-text', 'x'.repeat(20_001))).toBeNull();
  expect(fault('name', ' ')).toMatch(/mark it as not known/);
  for (const type of ['date', 'term', 'name', 'boolean', 'terms'] as const)
    expect(fault(type, null)).toBeNull();
});

test('what is odd is said, and is no fault', () => {
  const warning = (type: FieldType, value: string) => fieldWarning(field(type), value);
  expect(warning('postcode', 'nonsense')).toMatch(/Does not look like a postcode/);
  expect(fieldFault(ONTOLOGY, field('postcode'), 'nonsense')).toBeNull();
  expect(warning('postcode', 'zz1 1aa')).toBeNull();
  expect(warning('registration', 'ZZ99 ZZZ')).toBeNull();
  expect(warning('phone', '+44 (0)7700 900123')).toBeNull();
  expect(warning('phone', 'call me')).not.toBeNull();
  expect(warning('company-number', 'SC123456')).toBeNull();
  expect(warning('company-number', '12')).not.toBeNull();
  expect(warning('time', '25:00')).not.toBeNull();
  expect(warning('name', 'anything')).toBeNull();
});

test('only days that are on the calendar are dates', () => {
  expect(['2024-02-29', '2024', '2024-12'].every(isRealDate)).toBe(true);
  expect(['2023-02-29', '2024-13', '24-01-01', '2024-1-1', ''].some(isRealDate)).toBe(false);
});
