import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuery } from '../../../shared/query/format.ts';
import { queryFields, queryKeyNamed, wordsOf } from '../../../shared/query/key.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { QueryTerm } from '../../../shared/query/query.ts';
import { chunkWords } from '../../../shared/search/word.ts';
import { ONTOLOGY, queryOf } from './support.ts';

const RUNS = { numRuns: 500 };

/** Fields of these are read as ranges. */
const RANGED: ReadonlySet<string> = new Set(['date', 'integer', 'number', 'money']);

const excluded = fc.boolean();

function someOf<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
}

/** Any text that holds something to look for. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => chunkWords(text).length > 0);

function idsOf(key: 'type' | 'role' | 'sector' | 'has' | 'certainty'): string[] {
  return (wordsOf(ONTOLOGY, key) ?? []).map(({ id }) => id);
}

const wordsTerm = fc
  .oneof(
    fc.tuple(fc.constant('type' as const), someOf<string | null>(idsOf('type'))),
    fc.tuple(fc.constant('role' as const), someOf<string | null>([...idsOf('role'), null])),
    fc.tuple(fc.constant('sector' as const), someOf<string | null>([...idsOf('sector'), null])),
    fc.tuple(fc.constant('has' as const), someOf<string | null>(idsOf('has'))),
    fc.tuple(
      fc.constant('certainty' as const),
      someOf<string | null>([...idsOf('certainty'), null]),
    ),
    fc.tuple(
      fc.constant('source' as const),
      fc.uniqueArray(fc.option(words), { minLength: 1, maxLength: 3 }),
    ),
  )
  .map(([key, values]) => ({ form: 'words' as const, key, values }));

const numberTerm = fc
  .record({
    key: fc.constantFrom('lever' as const, 'links' as const),
    ends: fc.tuple(fc.option(fc.nat(9999)), fc.option(fc.nat(9999))),
  })
  .filter(({ ends: [a, b] }) => a !== null || b !== null)
  .map(({ key, ends: [a, b] }) => {
    const isTurned = a !== null && b !== null && a > b;
    return { form: 'number' as const, key, least: isTurned ? b : a, most: isTurned ? a : b };
  });

const date = fc
  .tuple(
    fc.integer({ min: 1900, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom(4, 7, 10),
  )
  .map(([year, month, day, length]) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`.slice(0, length),
  );

const dateTerm = fc
  .oneof(
    date.map((from) => ({ from, to: null })),
    date.map((to) => ({ from: null, to })),
    date.map((day) => ({ from: day, to: day })),
    fc
      .tuple(fc.integer({ min: 1900, max: 1999 }), fc.integer({ min: 2000, max: 2100 }))
      .map(([from, to]) => ({ from: `${from}`, to: `${to}` })),
  )
  .map((range) => ({ form: 'date' as const, key: 'seen' as const, ...range }));

const gradeTerm = fc
  .tuple(
    fc.constantFrom(1, 2, 3),
    fc.constantFrom(1, 2, 3),
    fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  )
  .map(([s1, s2, i1, i2]) => ({
    form: 'grade' as const,
    key: 'grade' as const,
    from: { source: Math.min(s1, s2) as 1, information: (i1 < i2 ? i1 : i2) as 'A' },
    to: { source: Math.max(s1, s2) as 1, information: (i1 < i2 ? i2 : i1) as 'A' },
  }));

const nearTerm = fc.record({
  form: fc.constant('near' as const),
  key: fc.constant('near' as const),
  name: words,
  links: fc.constantFrom(1 as const, 2 as const, 3 as const),
});

const fieldTerm = fc.record({
  form: fc.constant('field' as const),
  field: fc.constantFrom(
    ...[...queryFields(ONTOLOGY).keys()].filter(
      (id) => queryKeyNamed(id) === null && !RANGED.has(queryFields(ONTOLOGY).get(id)?.type ?? ''),
    ),
  ),
  values: fc.uniqueArray(fc.option(words), { minLength: 1, maxLength: 3 }),
});

const fieldRangeTerm = fc.oneof(
  dateTerm.map(({ from, to }) => ({
    form: 'field-date' as const,
    field: 'incorporatedOn',
    from,
    to,
  })),
  numberTerm.map(({ least, most }) => ({
    form: 'field-number' as const,
    field: 'year',
    least,
    most,
  })),
);

const phraseTerm = words.map((text) => ({ form: 'text' as const, text, isPhrase: true }));

const term: fc.Arbitrary<QueryTerm> = fc
  .tuple(
    excluded,
    fc.oneof(
      wordsTerm,
      numberTerm,
      dateTerm,
      gradeTerm,
      nearTerm,
      fieldTerm,
      fieldRangeTerm,
      phraseTerm,
    ),
  )
  .map(([isExcluded, condition]) => ({ ...condition, isExcluded }));

test('every query reads back from its text as the same query', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
      expect(queryOf(formatQuery({ terms })).terms).toEqual(terms);
    }),
    RUNS,
  );
});

/** Pieces of queries in any order: the more they clash, the better. */
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'type:',
        'lever>=',
        'seen:',
        '-',
        '"',
        '\\',
        ',',
        '..',
        ' ',
        ':',
        '~2',
        'near:',
        'none',
        'grade:1A',
        'business',
        '2026-02',
        '<',
        '=',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

test('any text at all is read without failing, and what was understood reads back as the same', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { query, tokens, problems } = parseQuery(text, ONTOLOGY);
      const again = parseQuery(formatQuery(query), ONTOLOGY);
      expect(again.problems).toEqual([]);
      expect(again.query).toEqual(query);
      expect(tokens.filter(({ kind }) => kind === 'problem')).toHaveLength(problems.length);
    }),
    { numRuns: 2000 },
  );
});

test('tokens lie in order, never overlap, and hold everything but spaces', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { query, tokens } = parseQuery(text, ONTOLOGY);
      let at = 0;
      let outside = '';
      for (const { start, end, term: index } of tokens) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        if (index !== null) expect(query.terms[index]).toBeDefined();
        outside += text.slice(at, start);
        at = end;
      }
      outside += text.slice(at);
      expect(outside.trim()).toBe('');
    }),
    { numRuns: 1000 },
  );
});
