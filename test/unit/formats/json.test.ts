import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJsonReader, type JsonValue } from '../../../electron/formats/json.ts';
import { IMPORT_LIMITS } from '../../../electron/formats/limits.ts';
import { problemsOf, stage } from './fixture.ts';

function read(text: string): JsonValue {
  const reader = createJsonReader(text, IMPORT_LIMITS);
  const value = reader.value();
  reader.end();
  return value;
}

/** What `JSON.parse` would give, for values in which the two agree. */
function plain(value: JsonValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  switch (value.kind) {
    case 'number':
      return Number(value.text);
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.properties].map(([name, item]) => [name, plain(item)]));
  }
}

test('sound JSON is read as JSON.parse reads it, however it is spaced', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(value, fc.constantFrom(0, 1, '\t', '\r\n'), (made, indent) => {
      const text = JSON.stringify(made, null, indent);
      fc.pre(!/"(?:__proto__|constructor|prototype)"/.test(text));
      expect(plain(read(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('whatever JSON.parse refuses is refused, and nothing else but what is dangerous or lossy', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '"b"',
      '1',
      '-',
      '0',
      '.5',
      '1e5',
      'true',
      'null',
    ],
    ...['\\', '\\u00e9', ' ', '\n', '\t', "'", 'NaN', '//', '\u0001', '\ufeff'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const isSound = isRead(() => JSON.parse(text));
      // Two properties of one name are all that can differ among these pieces.
      if (/("[ab]").*\1\s*:/s.test(text)) return;
      expect(
        isRead(() => read(text)),
        text,
      ).toBe(isSound);
    }),
    { numRuns: 2000 },
  );
});

function isRead(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['__proto__', '[{"id":"1","__proto__":{"isAdmin":true}}]', /“__proto__”/],
  ['an escaped __proto__', '[{"id":"1","__pr\\u006fto__":1}]', /“__proto__”/],
  ['constructor', '[{"id":"1","constructor":{"prototype":{}}}]', /“constructor”/],
  ['a property twice', '[{"id":"1","id":"2"}]', /two properties of one name/],
  ['a property twice, once escaped', '[{"id":"1","\\u0069d":"2"}]', /two properties of one name/],
  ['65 things in one another', `${'['.repeat(65)}${']'.repeat(65)}`, /more than 64 deep/],
  ['a hundred thousand brackets', '['.repeat(100_000), /more than 64 deep/],
  ['1e400', '[{"id":1e400}]', /too large/],
  ['-1e400', '[{"id":-1e400}]', /too large/],
  ['NaN', '[{"id":NaN}]', /NaN is not a number/],
  ['-Infinity', '[{"id":-Infinity}]', /-Infinity is not a number/],
  ['a leading zero', '[{"id":012}]', /not written as JSON/],
  ['a comma too many', '[{"id":"1",}]', /name in quotes/],
  ['single quotes', "[{'id':'1'}]", /name in quotes/],
  ['a comment', '[{"id":"1"}] // end', /more follows/],
  ['two documents', '[{"id":"1"}]\n[{"id":"2"}]', /more follows after its end \(line 2\)/],
  ['an end in the middle', '[{"id":"1"', /ends too early/],
  ['a text never closed', '[{"id":"1}]', /never closed/],
  ['a line end in a text', '[{"id":"1\n"}]', /line end/],
  ['half a file of UTF-16', 'id', /value is expected/],
])('JSON with %s is refused before a row of it is read', (_name, text, reason) => {
  expect(problemsOf(stage({ 'a.json': text }))).toEqual([
    expect.stringMatching(new RegExp(`^refuse a.json .*(?:${reason.source})`)),
  ]);
});

test('64 things in one another are not too many', () => {
  expect(() => read(`${'['.repeat(64)}${']'.repeat(64)}`)).not.toThrow();
});

test('a list of objects is a table; values keep their spelling', () => {
  const result = stage({
    'people.json': JSON.stringify([
      { id: '01', name: 'Ann Made', height: 1.8, isTall: true, tags: ['a', 'b'], notes: null },
      { id: '2', name: 'Bo Made', address: { line: '1 Made Street', postcode: 'ZZ1 1AA' } },
    ]).replace('1.8', '1.80'),
  });
  expect(result.files[0]?.columns).toEqual([
    ...['id', 'name', 'height', 'isTall', 'tags', 'notes', 'line', 'postcode'],
  ]);
  expect(result.records.map(({ raw, rowNumber }) => [rowNumber, ...raw])).toEqual([
    [1, '01', 'Ann Made', '1.80', 'true', 'a; b', '', '', ''],
    [2, '2', 'Bo Made', '', '', '', '', '1 Made Street', 'ZZ1 1AA'],
  ]);
  expect(result.records[1]?.fields).toMatchObject({ name: 'Bo Made', postcode: 'ZZ1 1AA' });
});

test('a number of twenty digits is set aside, as text it is kept', () => {
  const digits = '12345678901234567890';
  const result = stage({
    'a.json': `[{"id":"${digits}","name":"Ann Made"},{"id":${digits},"name":"Bo Made"},{"id":9007199254740991,"name":"Cy Made"}]`,
  });
  expect(result.records.map(({ naturalKey }) => naturalKey)).toEqual([digits, '9007199254740991']);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine a\.json 2 id: the number has more digits/),
  ]);
  expect(result.quarantined).toMatchObject([{ raw: [digits, 'Bo Made'] }]);
});

test.each([
  [
    'lists beside each other',
    { nodes: [{ id: 'a' }, { id: 'b' }], links: [{ source: 'a', target: 'b', weight: 2 }] },
  ],
  [
    'elements with data of their own',
    {
      elements: {
        nodes: [{ data: { id: 'a' } }, { data: { id: 'b' } }],
        edges: [{ data: { id: 'e', source: 'a', target: 'b', weight: 2 } }],
      },
    },
  ],
  [
    'keys and attributes',
    {
      options: { type: 'mixed' },
      nodes: [{ key: 'a', attributes: { label: 'A' } }, { key: 'b' }],
      edges: [{ key: 'e', source: 'a', target: 'b', attributes: { weight: 2 } }],
    },
  ],
])('a graph told as %s gives nodes and links', (_name, graph) => {
  const { records, relations } = stage({ 'g.json': JSON.stringify(graph) });
  expect(records.map(({ naturalKey }) => naturalKey)).toEqual(['a', 'b']);
  expect(relations).toMatchObject([
    { fromKey: 'a', toKey: 'b', sourceType: 'linked-to', fields: { weight: 2 } },
  ]);
});

test('two values that would be called alike are called by where they are', () => {
  const { files } = stage({
    'a.json': '[{"id":"1","name":"Ann Made","car":{"name":"x"},"cat":{"name":"y"}}]',
  });
  expect(files[0]?.columns).toEqual(['id', 'name', 'car.name', 'cat.name'].map((name) => name));
});

test('JSON without a list of objects is left out, and a list of unlike things refused', () => {
  expect(problemsOf(stage({ 'a.json': '{"nodes":22,"top":[["a",1],["b",2]]}' }))).toEqual([
    'warning a.json - -: there is no table in it: left out',
  ]);
  expect(problemsOf(stage({ 'a.json': '[{"id":"1"},2]' }))).toEqual([
    expect.stringMatching(/^refuse a\.json 2 -: a list has objects and other things/),
  ]);
  expect(problemsOf(stage({ 'a.json': '[{"lorem":"1"}]' }))).toEqual([
    expect.stringMatching(/^refuse a\.json - -: none of its columns is known/),
  ]);
});

test.each(['a.jsonl', 'a.ndjson', 'a.json'])(
  'one object a line is read by line numbers (%s)',
  (name) => {
    const { records } = stage({
      [name]: '{"id":"1","name":"Ann Made"}\r\n\n{"name":"Bo Made","id":"2"}',
    });
    expect(records.map(({ rowNumber, raw }) => [rowNumber, ...raw])).toEqual([
      [1, '1', 'Ann Made'],
      [3, '2', 'Bo Made'],
    ]);
  },
);

test.each([
  ['{"id":"1"}\n{"id":"2"', /^refuse a\.jsonl 2 -: .*ends too early$/],
  ['{"id":"1"}\n[1]\n', /^refuse a\.jsonl 2 -: the line is not an object/],
  ['{"id":"1"}\n{"id":"2"}{"id":"3"}\n', /^refuse a\.jsonl 2 -: .*more follows/],
  ['{"id":"1"}\n{"__proto__":"2"}\n', /^refuse a\.jsonl 2 -: .*__proto__/],
])('JSON lines are refused by the line that is wrong: %j', (text, problem) => {
  expect(problemsOf(stage({ 'a.jsonl': text }))).toEqual([expect.stringMatching(problem)]);
});

test('text that cannot be kept sets its row aside', () => {
  const result = stage({
    'a.json':
      '[{"id":"1","name":"a\\u0000b"},{"id":"2","name":"a\\ud800b"},{"id":"3","name":"a\\ud83d\\ude00b"}]',
  });
  expect(result.records.map(({ fields }) => fields.name)).toEqual(['a😀b']);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine a\.json 1 name: .*NUL/),
    expect.stringMatching(/^quarantine a\.json 2 name: .*lone surrogate/),
  ]);
});

test('too many columns are refused with their number', () => {
  const wide = JSON.stringify([
    Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`c${index}`, 1])),
  ]);
  expect(problemsOf(stage({ 'a.json': wide }))).toEqual([
    expect.stringContaining('2,001 columns; 2,000 can be imported'),
  ]);
});
