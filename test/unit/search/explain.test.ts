import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainMatch, type SearchedText } from '../../../shared/search/explain.ts';
import { readSearchText } from '../../../shared/search/search-text.ts';

const TEXTS: readonly SearchedText[] = [
  { field: 'label', label: 'Name', text: 'Ana Example', forms: [] },
  { field: 'aliases', label: 'Also known as', text: 'Annie O’Brien', forms: [] },
  { field: 'phone', label: 'Phone', text: '+44 7700 900 123', forms: ['07700900123'] },
  {
    field: 'notes',
    label: 'Notes',
    text: `${'Nothing of note. '.repeat(20)}Drives a white van, QA12 ZZZ, at night.`,
    forms: [],
  },
];

function matched(typed: string, texts = TEXTS) {
  const search = readSearchText(typed);
  const match = search && explainMatch(texts, search);
  if (!match) return null;
  const { field, text, highlights } = match;
  return [field, ...highlights.map(([start, end]) => text.slice(start, end))];
}

test.each([
  ['ana example', ['label', 'Ana Example']],
  ['exam', ['label', 'Exam']],
  ['exmaple', ['label', 'Example']],
  ['obrien', ['aliases', 'O’Brien']],
  ['o’brien', ['aliases', 'O’Brien']],
  ['07700 900123', ['phone', '+44 7700 900 123']],
  ['900123', ['phone', '900 123']],
  ['white van', ['notes', 'white', 'van']],
  ['qa12zzz', ['notes', 'QA12 ZZZ']],
  ['van qa12 zzz', ['notes', 'van', 'QA12', 'ZZZ']],
  ['nobody', null],
])('%s is explained by the text that matches best', (typed, wanted) => {
  expect(matched(typed)).toEqual(wanted);
});

test('a long text is cut around its match, and its highlights with it', () => {
  const search = readSearchText('white van');
  const match = search && explainMatch(TEXTS, search);
  expect(match?.text.length).toBeLessThan(170);
  expect(match?.text.startsWith('…')).toBe(true);
});

test('highlights always lie within the text, in order', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      (text, typed) => {
        const search = readSearchText(`${typed} ${text.slice(200, 206)}`);
        const match =
          search && explainMatch([{ field: 'notes', label: 'Notes', text, forms: [] }], search);
        let at = 0;
        for (const [start, end] of match?.highlights ?? []) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(match?.text.length ?? 0);
          at = start;
        }
      },
    ),
    { numRuns: 500 },
  );
});
