import { expect, test } from 'vitest';
import { CASE_MEASURES } from '../../../shared/analysis/case-measure.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import { reasonWords } from '../../../shared/analysis/reason-words.ts';
import type { ReasonPart } from '../../../shared/api/analysis.ts';

test('every measure that a case offers is defined in words and symbols, with a caution and a dated source', () => {
  for (const measure of CASE_MEASURES) {
    const words = MEASURE_WORDS[measure];
    const texts = [words.name, words.formalName, words.counts, words.formula, words.meaning];
    for (const text of [...texts, words.symbols, words.where, words.unit])
      expect(text.trim(), `${measure} leaves nothing out`).not.toBe('');
    for (const sentence of [words.counts, words.formula, words.meaning, ...words.cautions])
      expect(sentence, `${measure} speaks in sentences`).toMatch(/^\p{Lu}.*[.]$/u);
    for (const source of words.sources)
      expect(source, `${measure} names author and year`).toMatch(/^\p{Lu}.*\((19|20)\d\d\)/u);
  }
});

test('no two measures share a name, so that a number is never opened under the wrong definition', () => {
  const names = CASE_MEASURES.map((measure) => MEASURE_WORDS[measure].name);
  expect(new Set(names).size).toBe(names.length);
});

test('what counts links says that they follow attention', () => {
  for (const measure of ['degree', 'strength', 'core_number', 'eigenvector'] as const)
    expect(MEASURE_WORDS[measure].cautions.join(' ')).toContain('attention');
});

function community(name: string): Extract<ReasonPart, { kind: 'joins' }>['one'] {
  return { key: '0190a000-0000-7000-8000-000000000001', name, role: null, size: 5 };
}

test('what flows is called by its name, and a record is not counted among its own others', () => {
  expect(reasonWords([{ kind: 'flow', what: 'calls', from: 3, to: 1 }])).toBe(
    'Calls come from 3 records and go to 1',
  );
  expect(reasonWords([{ kind: 'flow', what: 'money', from: 1, to: 2 }])).toBe(
    'Money comes from 1 record and goes to 2',
  );
  expect(reasonWords([{ kind: 'links', count: 3, of: 10 }])).toBe(
    'Linked to 3 of 10 other records',
  );
});

test('scores that every record has are not said to be told in one part alone', () => {
  for (const measure of ['hubs', 'authorities'] as const)
    expect(MEASURE_WORDS[measure].cautions.join(' ')).not.toContain('have no value');
});

test('reasons make one sentence of what a record joins, cuts off and carries', () => {
  expect(
    reasonWords([
      { kind: 'joins', one: community('Control'), other: community('the supply line') },
      { kind: 'cuts-off', count: 8, records: [] },
    ]),
  ).toBe('Joins Control to the supply line; without it 8 records are cut off');
  const id = '0190a000-0000-7000-8000-000000000002';
  expect(
    reasonWords([
      {
        kind: 'cuts-off',
        count: 2,
        records: [
          { id, label: 'Unit 6' },
          { id, label: 'FK00 XAM' },
        ],
      },
    ]),
  ).toBe('Only way to Unit 6 and FK00 XAM');
  expect(reasonWords([{ kind: 'routes', share: 0.004 }])).toBe(
    'On under 1% of the shortest routes between others',
  );
  expect(
    reasonWords(
      [
        {
          kind: 'joins',
          one: community('Around Ana Example'),
          other: community('Around Bo Example'),
        },
      ],
      'Ana Example',
    ),
  ).toBe('Joins its own circle to the circle around Bo Example');
  expect(reasonWords([])).toBe('');
});
