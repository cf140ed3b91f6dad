import { expect, test } from 'vitest';
import {
  findPasted,
  MOST_PASTED,
  pasteWords,
  readPasted,
} from '../../../renderer/features/map/pasted.ts';
import type { EntitySummary } from '../../../shared/api/entity.ts';

function record(id: string, label: string, reference: string, isProtected = false): EntitySummary {
  return {
    id,
    kind: 'person',
    label,
    reference,
    isProtected,
    role: null,
    leverCount: null,
  };
}

const ANA = record('a', 'Ana Example', 'PER-7K2Q9F');
const NAMESAKE = record('n', 'Ana  EXAMPLE', 'PER-000001');
const CARY = record('v', 'Protected person PER-00000V', 'PER-00000V', true);

/** A backend that answers everything with everyone. */
const everyone = async () => [ANA, NAMESAKE, CARY];

function find(wanted: readonly string[]) {
  return findPasted(wanted, { search: everyone, onProgress() {} });
}

test('references and names are read one a line, each once, without empty lines', () => {
  expect(readPasted('PER-7K2Q9F\r\n\nAna Example\n  Ana Example \n').wanted).toEqual([
    'PER-7K2Q9F',
    'Ana Example',
  ]);
});

test('a table as it is copied here gives its records, not its marking and heading', () => {
  const rows =
    'Kind\tRecord\tRole\nPerson\tAna Example\tPrincipal\nPerson\tProtected person PER-00000V\t';
  expect(readPasted(`OFFICIAL-SENSITIVE\n${rows}`)).toEqual({
    wanted: ['Ana Example', 'PER-00000V'],
    left: 0,
  });
  expect(readPasted('OFFICIAL-SENSITIVE\nPER-7K2Q9F').wanted).toEqual(['PER-7K2Q9F']);
});

test('what is beyond the most that is looked for is counted, not forgotten', () => {
  const text = Array.from({ length: MOST_PASTED + 3 }, (_, at) => `Name ${at}`).join('\n');
  expect(readPasted(text).left).toBe(3);
});

test('a record is found by its reference or whole name; namesakes are all meant; near misses are not', async () => {
  expect(await find(['per-7k2q9f'])).toMatchObject({ ids: ['a'], missing: 0 });
  expect(await find(['Ana Example'])).toMatchObject({ ids: ['a', 'n'], missing: 0 });
  expect(await find(['a'])).toMatchObject({ ids: ['a'], missing: 0 });
  expect(await find(['Ana'])).toMatchObject({ ids: [], missing: 1 });
});

test('a protected person is found by the reference alone, never by an id or what else a line says', async () => {
  expect(await find(['PER-00000V'])).toMatchObject({ ids: ['v'] });
  expect(await find(['v', 'Protected person', 'Cary'])).toMatchObject({ ids: [], missing: 3 });
});

test('what a paste came to says how much was not found', () => {
  expect(pasteWords(1, 0, 0)).toBe('1 record was pasted.');
  expect(pasteWords(12, 3, 0)).toBe(
    '12 records were pasted. 3 lines were not found: references and whole names are.',
  );
});
