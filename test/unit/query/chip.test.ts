import { expect, test } from 'vitest';
import { chipOf } from '../../../shared/query/chip.ts';
import { completeQuery } from '../../../shared/query/complete.ts';
import { QUERY_KEY_DEFINITIONS } from '../../../shared/query/key.ts';
import { ONTOLOGY, queryOf } from './support.ts';

test.each([
  ['type:business,premises', 'Type', 'Business or Premises'],
  ['-role:none', 'Role', 'not known'],
  ['lever>=1', 'Levers', 'at least 1'],
  ['lever<=3', 'Levers', 'at most 3'],
  ['lever:2', 'Levers', '2'],
  ['seen:2026-02..', 'Last seen', 'since 2026-02'],
  ['seen:2025..2026', 'Last seen', '2025 to 2026'],
  ['grade:1A..2B', 'Grade', '1A to 2B'],
  ['near:"OCG-07"~2', 'Near', 'OCG-07, within 2 links'],
  ['has:licence:premises-licence', 'Has', 'Premises licence'],
  ['status:"in force"', 'Status', 'in force'],
  ['"high street"', 'Phrase', '“high street”'],
  ['high street', 'Text', 'high street'],
])('the chip of %s reads %s: %s', (text, label, words) => {
  const [term] = queryOf(text).terms;
  expect(term && chipOf(term, ONTOLOGY)).toEqual({
    label,
    words,
    isExcluded: text.startsWith('-'),
  });
});

test('every filter’s own example reads without a problem', () => {
  for (const { example } of QUERY_KEY_DEFINITIONS) expect(() => queryOf(example)).not.toThrow();
});

test('what is being typed is completed: filters by name, then their words', () => {
  const inserts = (text: string, caret = text.length) =>
    completeQuery(text, caret, ONTOLOGY).map(({ insert }) => insert);
  expect(inserts('lev')).toEqual(['lever>=']);
  expect(inserts('ana -ty')).toEqual(['type:', 'premises:']);
  expect(inserts('type:bus')).toEqual(['business']);
  expect(inserts('type:person,pre')).toContain('premises');
  expect(inserts('role:princ')[0]).toBe('principal');
  expect(inserts('type:person ')).toEqual([]);
  const [completion] = completeQuery('type:bus lever>=1', 8, ONTOLOGY);
  expect(completion).toMatchObject({ start: 5, end: 8, label: 'Business' });
});
