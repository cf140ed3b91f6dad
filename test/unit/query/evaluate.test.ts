import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FACT_BIT, gradesBetween, UNGRADED_BIT } from '../../../shared/domain/grade-set.ts';
import {
  NOT_ASKED,
  type QueryColumns,
  type QueryLookups,
  type WordColumn,
} from '../../../shared/query/columns.ts';
import { evaluateQuery } from '../../../shared/query/evaluate.ts';
import { countFacet, FACETS } from '../../../shared/query/facet.ts';
import { facetOf, type Query } from '../../../shared/query/query.ts';
import {
  labelOrder,
  QUERY_SORTS,
  type QuerySort,
  sortedPlaces,
} from '../../../shared/query/sort.ts';
import { ONTOLOGY, queryOf } from './support.ts';

/** What work in steps comes to. */
function finish<T>(steps: Generator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

interface Invented {
  readonly label: string;
  readonly kind: string;
  readonly isProtected?: boolean;
  /** Undefined: not asked of this kind. */
  readonly role?: string | null | undefined;
  readonly sector?: string | null | undefined;
  readonly sources?: readonly string[];
  readonly certainties?: number;
  readonly links?: number;
  readonly levers?: number;
  readonly seen?: string | null;
  readonly grades?: number;
}

const GRADE_2B = gradesBetween({ source: 2, information: 'B' }, { source: 2, information: 'B' });

const PEOPLE: readonly Invented[] = [
  {
    label: 'ana example',
    kind: 'person',
    role: 'principal',
    sources: ['Intelligence'],
    certainties: 1,
    links: 3,
    levers: 2,
    seen: '2026-02-03',
    grades: GRADE_2B,
  },
  {
    label: 'bram sample',
    kind: 'person',
    role: null,
    sources: ['Intelligence', 'Register'],
    certainties: 3,
    links: 5,
    levers: 0,
    seen: '2025-12',
    grades: GRADE_2B | FACT_BIT,
  },
  { label: 'per-7k2q9f', kind: 'person', isProtected: true, role: null, links: 9, levers: 1 },
  {
    label: 'example nails',
    kind: 'business',
    sector: 'nail-bar',
    sources: ['Register'],
    certainties: 1,
    links: 3,
    levers: 9,
    seen: '2026',
    grades: FACT_BIT,
  },
  {
    label: 'sample cars',
    kind: 'business',
    sector: null,
    sources: ['Register'],
    certainties: 0,
    links: 0,
    levers: 0,
    seen: null,
    grades: FACT_BIT,
  },
  {
    label: '07700 900001',
    kind: 'phone',
    sources: ['Seizure'],
    certainties: 4,
    links: 1,
    levers: 0,
    seen: '2026-03-01',
    grades: UNGRADED_BIT,
  },
];

function wordColumn(values: readonly (string | null | undefined)[]): WordColumn {
  const words = [null, ...new Set(values.filter((value) => typeof value === 'string'))];
  const codes = values.map((value) => (value === undefined ? NOT_ASKED : words.indexOf(value)));
  return { codes: Uint16Array.from(codes), words };
}

function columnsOf(rows: readonly Invented[]): QueryColumns {
  const sets = [[] as readonly string[], ...rows.map(({ sources = [] }) => sources)];
  return {
    count: rows.length,
    ids: rows.map((_, index) => `id-${index}`),
    numbers: Int32Array.from(rows, (_, index) => index + 1),
    sortLabels: rows.map(({ label }) => label),
    isProtected: Uint8Array.from(rows, ({ isProtected }) => (isProtected ? 1 : 0)),
    type: wordColumn(rows.map(({ kind }) => kind)),
    role: wordColumn(rows.map(({ role }) => role)),
    sector: wordColumn(rows.map(({ sector }) => sector)),
    premises: wordColumn(rows.map(() => undefined)),
    category: wordColumn(rows.map(() => undefined)),
    sources: { codes: Uint16Array.from(rows, (_, index) => index + 1), sets },
    certainties: Uint8Array.from(rows, ({ certainties = 0 }) => certainties),
    links: Int32Array.from(rows, ({ links = 0 }) => links),
    lastSeenOn: rows.map(({ seen = null }) => seen),
    grades: Int32Array.from(rows, ({ grades = 0 }) => grades),
  };
}

function lookupsOf(rows: readonly Invented[]): QueryLookups {
  const placesOf = (isMeant: (row: Invented) => boolean) =>
    rows.flatMap((row, place) => (isMeant(row) && !row.isProtected ? [place] : []));
  return {
    levers: () => Int32Array.from(rows, ({ levers = 0 }) => levers),
    reviews: () => new Map(),
    today: '2026-11-22',
    text: (text) => placesOf(({ label }) => label.includes(text)),
    phrase: (text) => placesOf(({ label }) => label.includes(text)),
    near: () => [1, 3],
    has: () => [0],
    field: () => [],
    fieldWithin: () => [4],
  };
}

const COLUMNS = columnsOf(PEOPLE);
const LOOKUPS = lookupsOf(PEOPLE);

function found(text: string, by: QuerySort = 'label', isDescending = false): string[] {
  const evaluation = finish(evaluateQuery(queryOf(text), COLUMNS, LOOKUPS));
  const ordering = sortedPlaces(evaluation, [{ by, isDescending }], {
    columns: COLUMNS,
    byLabel: finish(labelOrder(COLUMNS)),
    best: () => [3, 0],
    levers: LOOKUPS.levers,
    kindRank: new Map(ONTOLOGY.kinds.map(({ id }, index) => [id, index])),
    roleLabel: (role) => role,
    values: () => new Map(),
  });
  const places = finish(ordering);
  expect(places).toHaveLength(evaluation.total);
  return Array.from(places, (place) => PEOPLE[place]?.label ?? '');
}

test.each([
  [
    '',
    ['07700 900001', 'ana example', 'bram sample', 'example nails', 'sample cars', 'per-7k2q9f'],
  ],
  ['type:business', ['example nails', 'sample cars']],
  ['type:business,phone -sector:nail-bar', ['07700 900001', 'sample cars']],
  ['role:principal', ['ana example']],
  ['role:none', ['bram sample', 'per-7k2q9f']],
  [
    '-role:principal',
    ['07700 900001', 'bram sample', 'example nails', 'sample cars', 'per-7k2q9f'],
  ],
  ['protected:yes', ['per-7k2q9f']],
  ['source:register', ['bram sample', 'example nails', 'sample cars']],
  ['source:intel', ['ana example', 'bram sample']],
  ['source:none', ['per-7k2q9f']],
  ['certainty:reported', ['bram sample']],
  ['certainty:none type:business', ['sample cars']],
  ['lever:1..2', ['ana example', 'per-7k2q9f']],
  ['links<=1', ['07700 900001', 'sample cars']],
  ['seen:2026-02..', ['07700 900001', 'ana example', 'example nails']],
  ['seen:..2025', ['bram sample']],
  ['seen:2026-02', ['ana example', 'example nails']],
  ['seen:none', ['sample cars', 'per-7k2q9f']],
  ['grade:1A..2B', ['ana example', 'bram sample']],
  ['grade:1A..1E', []],
  ['grade:ungraded', ['07700 900001']],
  ['grade:fact', ['bram sample', 'example nails', 'sample cars']],
  ['near:"Ana Example"', ['bram sample', 'example nails']],
  ['has:notes', ['ana example']],
  ['incorporatedOn:2020..', ['sample cars']],
  ['example', ['ana example', 'example nails']],
  ['example -"example nails"', ['ana example']],
])('%s finds what it says', (text, labels) => {
  expect(found(text)).toEqual(labels);
});

test('lists are ordered both ways, with protected people and what is not known last', () => {
  const listed = (by: QuerySort, isDescending: boolean) => found('', by, isDescending);
  expect(listed('levers', true)).toEqual([
    'example nails',
    'ana example',
    '07700 900001',
    'bram sample',
    'sample cars',
    'per-7k2q9f',
  ]);
  expect(listed('links', false)).toEqual([
    'sample cars',
    '07700 900001',
    'ana example',
    'example nails',
    'bram sample',
    'per-7k2q9f',
  ]);
  expect(listed('seen', true)).toEqual([
    '07700 900001',
    'ana example',
    'example nails',
    'bram sample',
    'sample cars',
    'per-7k2q9f',
  ]);
  expect(listed('seen', false)).toEqual([
    'bram sample',
    'example nails',
    'ana example',
    '07700 900001',
    'sample cars',
    'per-7k2q9f',
  ]);
  expect(listed('type', false)[0]).toBe('ana example');
  expect(listed('label', true)).toEqual([
    'sample cars',
    'example nails',
    'bram sample',
    'ana example',
    '07700 900001',
    'per-7k2q9f',
  ]);
  expect(listed('best', false).slice(0, 2)).toEqual(['example nails', 'ana example']);
});

test('a condition says how many it alone keeps out', () => {
  // Of business or phone only Sample Cars has no lever; both businesses have one or none.
  const { hiddenAlone, total } = finish(
    evaluateQuery(queryOf('type:business lever>=1'), COLUMNS, LOOKUPS),
  );
  expect(total).toBe(1);
  expect(hiddenAlone).toEqual([2, 1]);
});

function bucketsOf(
  facet: (typeof FACETS)[number],
  query: Query,
  rows = COLUMNS,
  lookups = LOOKUPS,
) {
  const evaluation = finish(evaluateQuery(query, rows, lookups));
  return countFacet(facet, {
    query,
    columns: rows,
    evaluation,
    levers: lookups.levers,
    reviews: lookups.reviews,
    ontology: ONTOLOGY,
  });
}

test('each facet counts what the other conditions leave, and its conditions read back', () => {
  const query = queryOf('type:person seen:2026');
  expect(bucketsOf('type', query).map(({ value, count }) => [value, count])).toEqual([
    ['person', 1],
    ['business', 1],
    ['phone', 1],
  ]);
  expect(bucketsOf('seen', query).map(({ value, count }) => [value, count])).toEqual([
    ['2025-12', 1],
    ['2026-02', 1],
    [null, 1],
  ]);
  expect(
    bucketsOf('lever', query).map(({ label, count, filter }) => [label, count, filter]),
  ).toEqual([
    ['0', 0, 'lever:0'],
    ['1', 0, 'lever:1'],
    ['2 to 3', 1, 'lever:2..3'],
    ['4 to 7', 0, 'lever:4..7'],
    ['8 or more', 0, 'lever>=8'],
  ]);
  expect(bucketsOf('source', queryOf('')).map(({ label, count }) => [label, count])).toEqual([
    ['Register', 3],
    ['Intelligence', 2],
    ['Seizure', 1],
    ['Not known', 1],
  ]);
  expect(bucketsOf('certainty', queryOf('')).map(({ label, count }) => [label, count])).toEqual([
    ['Confirmed', 3],
    ['Reported', 1],
    ['Tentative', 1],
    ['No links', 2],
  ]);
  // What was chosen stays to be taken back where nothing is left of it.
  expect(
    bucketsOf('role', queryOf('role:facilitator')).find(({ value }) => value === 'facilitator'),
  ).toMatchObject({ count: 0 });
});

const row: fc.Arbitrary<Invented> = fc.record({
  label: fc.constantFrom('ana', 'bram', 'cary', 'example'),
  kind: fc.constantFrom('person', 'business', 'phone'),
  role: fc.constantFrom('principal', 'facilitator', null, undefined),
  sector: fc.constantFrom('nail-bar', null, undefined),
  sources: fc.subarray(['Register', 'Intelligence']),
  certainties: fc.nat(7),
  links: fc.nat(9),
  levers: fc.nat(9),
  seen: fc.constantFrom('2026-01', '2026-02-03', '2025', null),
});

const conditions = fc.subarray(
  [
    'type:person',
    '-type:phone',
    'role:principal',
    'sector:none,nail-bar',
    'source:register',
    'certainty:reported',
    'lever>=1',
    'lever<5',
    'links:2..6',
    'seen:2026..',
    'ana',
    '-bram',
  ],
  { maxLength: 5 },
);

test('a facet counts exactly what is found when its own conditions give way to each of its answers', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 25 }), conditions, (rows, texts) => {
      const columns = columnsOf(rows);
      const lookups = lookupsOf(rows);
      const query = queryOf(texts.join(' '));
      for (const facet of FACETS) {
        const others = query.terms.filter((term) => facetOf(term) !== facet);
        for (const { filter, count } of bucketsOf(facet, query, columns, lookups)) {
          // Months that are not known are met by every month of their year: they have no condition of their own.
          if (facet === 'seen' && rows.some(({ seen }) => seen === '2025')) continue;
          const picked = { terms: [...others, ...queryOf(filter).terms] };
          expect(finish(evaluateQuery(picked, columns, lookups)).total, `${facet} ${filter}`).toBe(
            count,
          );
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('sorting loses nothing and repeats nothing', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 40 }),
      fc.constantFrom(...QUERY_SORTS),
      fc.boolean(),
      (rows, by, isDescending) => {
        const columns = columnsOf(rows);
        const lookups = lookupsOf(rows);
        const evaluation = finish(evaluateQuery(queryOf('-ana'), columns, lookups));
        const ordering = sortedPlaces(
          evaluation,
          [
            { by, isDescending },
            { by: 'field:notes', isDescending: !isDescending },
          ],
          {
            columns,
            byLabel: finish(labelOrder(columns)),
            best: () => [3, 3, 1],
            levers: lookups.levers,
            kindRank: new Map(),
            roleLabel: (role) => role,
            values: () => new Map([[1, 'b']]),
          },
        );
        const places = finish(ordering);
        expect([...places].sort((a, b) => a - b)).toEqual(
          rows.flatMap(({ label }, place) => (label === 'ana' ? [] : [place])),
        );
      },
    ),
  );
});

test('labels are put in order in pauses, and what is called otherwise is put in its new place, as if all were ordered anew', () => {
  const rows = Array.from(
    { length: 9000 },
    (_, place): Invented => ({
      // Some have the same label, and some are protected.
      label: `label ${(place * 7919) % 4501}`,
      kind: 'person',
      isProtected: place % 500 === 0,
    }),
  );
  const before = columnsOf(rows);
  const steps = labelOrder(before);
  let pauses = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) pauses++;
  expect(pauses).toBeGreaterThan(3);
  const order = step.value;
  const byHand = rows
    .map((_, place) => place)
    .sort(
      (a, b) =>
        Number(before.isProtected[a]) - Number(before.isProtected[b]) ||
        [before.sortLabels, before.ids]
          .map((texts) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0))
          .find((sign) => sign !== 0) ||
        0,
    );
  expect([...order]).toEqual(byHand);
  const renamed = columnsOf(
    rows.map((row, place) =>
      place % 997 === 3 ? { ...row, label: `aa ${place}`, isProtected: place === 3 } : row,
    ),
  );
  expect([...finish(labelOrder(renamed, { columns: before, order }))]).toEqual([
    ...finish(labelOrder(renamed)),
  ]);
});

test('what is due for review is counted by month, and what has no date apart', () => {
  const lookups = {
    ...LOOKUPS,
    reviews: () =>
      new Map([
        [0, '2026-12-01'],
        [1, '2026-12'],
        [3, '2027'],
      ]),
  };
  const buckets = bucketsOf('review', queryOf('review:..2026-12'), COLUMNS, lookups);
  expect(buckets.map(({ label, count, filter }) => [label, count, filter])).toEqual([
    ['2026-12', 2, 'review:2026-12'],
    ['2027', 1, 'review:2027'],
    ['No date', 3, 'review:none'],
  ]);
});

test('a long list is put in order step by step, so that others are answered in between', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => ({
    label: `label ${(index * 7919) % 20_000}`,
    kind: 'person',
    links: (index * 31) % 17,
  }));
  const columns = columnsOf(rows);
  const lookups = lookupsOf(rows);
  const evaluation = finish(evaluateQuery(queryOf(''), columns, lookups));
  const ordering = sortedPlaces(evaluation, [{ by: 'links', isDescending: true }], {
    columns,
    byLabel: finish(labelOrder(columns)),
    best: () => [],
    levers: lookups.levers,
    kindRank: new Map(),
    roleLabel: (role) => role,
    values: () => new Map(),
  });
  let pauses = 0;
  let step = ordering.next();
  for (; !step.done; step = ordering.next()) pauses++;
  expect(pauses).toBeGreaterThan(5);
  const links = Array.from(step.value, (place) => columns.links[place] ?? -1);
  expect(links).toEqual(links.toSorted((a, b) => b - a));
});
