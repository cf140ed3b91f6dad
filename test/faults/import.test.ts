import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCase, type UnlockedCase } from '../../electron/db/open.ts';
import { loadOntology } from '../../electron/db/resources.ts';
import type { ImportFile } from '../../electron/formats/import-file.ts';
import { IMPORT_LIMITS, type ImportLimits } from '../../electron/formats/limits.ts';
import { loadProfiles } from '../../electron/formats/profile.ts';
import { type ImportContext, runImport } from '../../electron/jobs/import-job.ts';
import { AppError } from '../../shared/api/errors.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { sharedData } from '../shared-data.ts';

const RESOURCES = join(import.meta.dirname, '../../resources');
const ontology = loadOntology(RESOURCES);
const profiles = loadProfiles(RESOURCES);

let dir = '';
let opened: UnlockedCase;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'achilles-faults-'));
  opened = await createCase({
    path: join(dir, 'case.achilles'),
    name: 'Faults',
    user: 'Ana Example',
    passphrase: 'seven invented words for the test case',
  });
});

afterAll(() => {
  opened.connection.close();
  rmSync(dir, { recursive: true, force: true });
});

let imports = 0;

function importInto(
  files: readonly ImportFile[],
  options: Partial<ImportOptions> = {},
  more: { readonly limits?: Partial<ImportLimits> } & Partial<
    Pick<ImportContext, 'onProgress' | 'isCancelled'>
  > = {},
) {
  return runImport(
    opened.connection.db,
    {
      files,
      // A source of its own each time, so that no file is an edition of another.
      options: ImportOptions.parse({ sourceName: `source ${imports++}`, ...options }),
      author: 'Ana Example',
      audit: { auditKey: opened.keys.auditKey, role: 'analyst', reason: null },
      today: '2026-11-01',
      limits: { ...IMPORT_LIMITS, ...more.limits },
    },
    { ontology, profiles, onProgress: () => {}, isCancelled: () => false, ...more },
  );
}

function file(name: string, content: string | Uint8Array): ImportFile {
  return { name, bytes: typeof content === 'string' ? Buffer.from(content) : content };
}

function refusal(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function countRows(table: string): number {
  return (
    opened.connection.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  );
}

function everything() {
  return Object.fromEntries(
    ['source', 'batch', 'record', 'relation', 'quarantine', 'entity', 'command', 'change'].map(
      (table) => [table, countRows(table)],
    ),
  );
}

const HEADER = 'id,name,notes\n';

test.each<
  [
    string,
    Record<string, string | Uint8Array>,
    { row: number | null; column?: string | null; reason: RegExp },
  ]
>([
  ['an empty file', { 'x.csv': '' }, { row: null, reason: /empty/ }],
  ['a file of blank lines', { 'x.csv': '\n\n\r\n' }, { row: null, reason: /blank/ }],
  ['a header without rows', { 'x.csv': HEADER }, { row: null, reason: /no rows/ }],
  [
    'nonsense that calls itself a table',
    { 'x.csv': 'lorem ipsum\ndolor, sit "amet\n' },
    // What stands alone in the first row is passed over as a title.
    { row: 2, reason: /none of its columns/ },
  ],
  [
    'bytes at random',
    { 'x.csv': Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251) },
    { row: null, reason: /not text/ },
  ],
  [
    'a workbook called CSV',
    { 'x.csv': Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]) },
    { row: null, reason: /workbook/ },
  ],
  ['an empty header', { 'x.csv': 'id,,name\n1,2,3\n' }, { row: 1, column: '2', reason: /no name/ }],
  [
    'a header that stands twice',
    { 'x.csv': 'id,name,name\n1,2,3\n' },
    { row: 1, column: 'name', reason: /columns 2 and 3/ },
  ],
  [
    'a quote that is never closed',
    { 'x.csv': `${HEADER}1,Ann,x\n2,"Bo,x\n3,Cy,x\n` },
    { row: 3, reason: /never closed/ },
  ],
  [
    'UTF-16 cut in half a character',
    {
      'x.csv': Buffer.concat([
        iconv.encode(`${HEADER}1,Ann,x\n`, 'utf-16le', { addBOM: true }),
        Buffer.from([65]),
      ]),
    },
    { row: null, reason: /cut short/ },
  ],
  ['a NUL in the header', { 'x.csv': 'id,na\0me\n1,2\n' }, { row: 1, column: '2', reason: /NUL/ }],
  [
    'a column name of 1 MB',
    { 'x.csv': `id,${'n'.repeat(1_000_000)}\n1,2\n` },
    { row: 1, column: '2', reason: /1,000,000 characters/ },
  ],
])('%s is refused, says where, and touches nothing', (_name, files, problem) => {
  const before = everything();
  const error = refusal(() =>
    importInto(
      Object.entries(files).map(([name, content]) => file(name, content)),
      { acceptQuarantine: true },
    ),
  );
  expect(error.code).toBe('import-refused');
  expect(error.data.problems).toMatchObject([
    {
      file: 'x.csv',
      row: problem.row,
      ...(problem.column === undefined ? {} : { column: problem.column }),
      reason: expect.stringMatching(problem.reason),
    },
  ]);
  expect(everything()).toEqual(before);
});

test('a million columns are refused with their exact number', () => {
  const header = Array.from({ length: 1_000_000 }, (_, index) => `c${index}`).join(',');
  expect(refusal(() => importInto([file('x.csv', `${header}\n1\n`)])).message).toContain(
    '1,000,000 columns; 2,000 can be imported',
  );
});

test('too many rows are refused with their exact number', () => {
  const rows = Array.from({ length: 31 }, (_, index) => `${index},Ann,x\n`).join('');
  const error = refusal(() =>
    importInto(
      [file('a.csv', `${HEADER}a,Ann,x\n`), file('b.csv', HEADER + rows)],
      {},
      { limits: { rows: 20 } },
    ),
  );
  expect(error.data.problems).toMatchObject([
    {
      file: 'b.csv',
      reason: expect.stringContaining('31 rows here, 32 with the files before; 20 can be imported'),
    },
  ]);
});

test('a file that is too big is refused before it is read', () => {
  expect(
    refusal(() =>
      importInto([file('x.csv', `${HEADER}1,Ann,x\n`)], {}, { limits: { fileBytes: 10 } }),
    ).message,
  ).toContain('divide it');
});

test('a missing file is refused', () => {
  expect(
    refusal(() => importInto([{ name: 'gone.csv', path: join(dir, 'gone.csv') }])).message,
  ).toContain('no longer there');
});

test('one bad file of a folder refuses them all, and every bad file is named', () => {
  const error = refusal(() =>
    importInto([
      file('good.csv', `${HEADER}1,Ann,x\n`),
      file('bad.csv', ''),
      file('worse.csv', 'id,id\n1,2\n'),
    ]),
  );
  expect(error.data.problems?.map((problem) => problem.file)).toEqual(['bad.csv', 'worse.csv']);
});

test('files that are no tables are left out and named, unless there is nothing else', () => {
  const others = [
    file('README.md', '# notes'),
    file('metrics.json', '{}'),
    file('.hidden', 'x'),
    file('notes.txt', 'just words\n'),
  ];
  const report = importInto([...others, file('x.csv', `${HEADER}1,Ann,x\n`)]);
  expect(
    report.files.map(({ profile, problems }) => [
      profile,
      problems.map((problem) => problem.severity),
    ]),
  ).toEqual([...others.map(() => [null, ['warning']]), ['node-table', []]]);
  expect(refusal(() => importInto(others)).message).toContain('none of the files is a table');
});

test('a changed file is refused, and nothing of it stays', () => {
  const path = join(dir, 'changing.csv');
  writeFileSync(path, `${HEADER}1,Ann,x\n`);
  const before = everything();
  const onProgress = ({ phase }: { readonly phase: string }) => {
    if (phase === 'Keeping') writeFileSync(path, `${HEADER}1,Bob,x\n`);
  };
  expect(
    refusal(() => importInto([{ name: 'changing.csv', path }], {}, { onProgress })).message,
  ).toContain('was changed while it was being read');
  expect(everything()).toEqual(before);
});

const SURROGATE = iconv.encode(`${HEADER}1,Ann,x\n2,B`, 'utf-16le', { addBOM: true });

test.each<
  [string, string | Uint8Array, { rows: readonly number[]; column?: string | null; reason: RegExp }]
>([
  ['a NUL character', `${HEADER}1,Ann,x\n2,B\0o,x\n`, { rows: [3], column: 'name', reason: /NUL/ }],
  [
    'half of a character',
    Buffer.concat([SURROGATE, Buffer.from([0x00, 0xd8]), iconv.encode('o,x\n', 'utf-16le')]),
    { rows: [3], column: 'name', reason: /lone surrogate/ },
  ],
  [
    'a row with a cell too many',
    `${HEADER}1,Ann,x\n2,Bo,x,y\n`,
    { rows: [3], column: null, reason: /4 cells, the header 3/ },
  ],
  [
    'a row with a cell too few',
    `${HEADER}1,Ann,x\n2,Bo\n`,
    { rows: [3], column: null, reason: /2 cells, the header 3/ },
  ],
  [
    'a million cells in one row',
    `${HEADER}1,Ann,x\n2${',z'.repeat(999_999)}\n`,
    { rows: [3], column: null, reason: /1,000,000 cells/ },
  ],
  [
    'text after a closing quote',
    `${HEADER}1,Ann,x\n2,"B"o,x\n`,
    { rows: [3], column: null, reason: /closing quote/ },
  ],
  [
    'a name of 1 MB',
    `${HEADER}1,Ann,x\n2,${'B'.repeat(1_000_000)},x\n`,
    { rows: [3], column: 'name', reason: /1,000,000 characters/ },
  ],
  [
    'a note of more than 10 MB',
    `${HEADER}1,Ann,x\n2,Bo,${'n'.repeat(10_000_001)}\n`,
    { rows: [3], column: 'notes', reason: /10,000,001 characters/ },
  ],
  ['no id', `${HEADER}1,Ann,x\n,Bo,x\n`, { rows: [3], column: 'id', reason: /no id/ }],
  [
    'an id that stands twice',
    `${HEADER}1,Ann,x\n2,Bo,x\n2,Bo,y\n`,
    { rows: [3, 4], column: 'id', reason: /row [34]/ },
  ],
  [
    'two equal rows',
    `${HEADER}1,Ann,x\n2,Bo,x\n2,Bo,x\n`,
    { rows: [3, 4], column: 'id', reason: /also stands on/ },
  ],
  [
    'bytes that are not UTF-8 in a UTF-8 file',
    Buffer.concat([
      Buffer.from(`${HEADER}1,Ånn Łódź ŵ,x\n2,B`),
      Buffer.from([0xff]),
      Buffer.from('o,x\n'),
    ]),
    { rows: [3], column: 'name', reason: /mean nothing/ },
  ],
])(
  'a row with %s is set aside with its place, and stored when that is accepted',
  (_name, content, fault) => {
    const before = everything();
    const error = refusal(() => importInto([file('x.csv', content)]));
    expect(error.code).toBe('import-has-quarantine');
    expect(error.data.problems?.map((problem) => problem.row)).toEqual(fault.rows);
    for (const problem of error.data.problems ?? [])
      expect(problem).toMatchObject({
        file: 'x.csv',
        reason: expect.stringMatching(fault.reason),
        ...(fault.column === undefined ? {} : { column: fault.column }),
      });
    expect(everything()).toEqual(before);

    const report = importInto([file('x.csv', content)], { acceptQuarantine: true });
    expect(report.totals).toMatchObject({
      rows: 1 + fault.rows.length,
      kept: 1,
      quarantined: fault.rows.length,
    });
    const stored = opened.connection.db
      .prepare<[string], { row: number; raw: string }>(
        'SELECT row_number AS row, raw FROM quarantine WHERE batch_id = ? ORDER BY row_number',
      )
      .all(report.batchId ?? '');
    expect(stored.map(({ row }) => row)).toEqual(fault.rows);
    for (const { raw } of stored) expect(JSON.parse(raw).length).toBeGreaterThan(0);
  },
);

test('a row longer than the column limit is stored whole in quarantine', () => {
  const report = importInto([file('x.csv', `${HEADER}1,Ann,x\n2${',z'.repeat(2_999)}\n`)], {
    acceptQuarantine: true,
  });
  const raw =
    opened.connection.db
      .prepare<[string], string>('SELECT raw FROM quarantine WHERE batch_id = ?')
      .pluck()
      .get(report.batchId ?? '') ?? '[]';
  expect((JSON.parse(raw) as string[]).join(',')).toBe(`2${',z'.repeat(2_999)}`);
});

const pair = (nodes: string, edges: string) => [file('nodes.csv', nodes), file('edges.csv', edges)];

test.each([
  [
    'links to nodes that are not there',
    pair('id\nA\nB\n', 'source,target\nA,B\nA,Z\n'),
    [['edges.csv', 3, 'target']],
  ],
  [
    'links from an entity to itself',
    pair('id\nA\nB\n', 'source,target\nA,B\nA,A\n'),
    [['edges.csv', 3, 'target']],
  ],
  [
    'links without an end',
    pair('id\nA\nB\n', 'source,target\nA,B\n,B\n'),
    [['edges.csv', 3, 'source']],
  ],
  [
    'links to rows that were set aside',
    pair('id,dob\nA,1980\nB,31/02/1980\n', 'source,target\nA,B\n'),
    [
      ['nodes.csv', 3, 'dob'],
      ['edges.csv', 2, 'target'],
    ],
  ],
  [
    'links beside a table of nodes without rows',
    pair('id\n', 'source,target\nA,B\n'),
    [
      ['edges.csv', 2, 'source'],
      ['edges.csv', 2, 'target'],
    ],
  ],
  [
    'links of a graph export whose nodes are missing',
    [file('rel.csv', ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n')],
    [
      ['rel.csv', 2, ':START_ID'],
      ['rel.csv', 2, ':END_ID'],
    ],
  ],
])('%s are set aside, never dropped', (_name, files, places) => {
  const error = refusal(() => importInto(files));
  expect(error.data.problems?.map(({ file: name, row, column }) => [name, row, column])).toEqual(
    places,
  );
});

test.each([
  ['a byte order mark', iconv.encode(`${HEADER}1,Ann Made,x\n`, 'utf8', { addBOM: true })],
  ['UTF-16 little-endian', iconv.encode(`${HEADER}1,Ann Made,x\n`, 'utf-16le', { addBOM: true })],
  ['UTF-16 big-endian', iconv.encode(`${HEADER}1,Ann Made,x\n`, 'utf-16be', { addBOM: true })],
  ['line ends of three kinds', Buffer.from('id,name,notes\r\n1,Ann Made,x\r2,Bo Made,x\n')],
  ['semicolons', Buffer.from('id;name;notes\n1;Ann Made;x\n')],
  ['tabs', Buffer.from('id\tname\tnotes\n1\tAnn Made\tx\n')],
  ['a note of 10 MB', Buffer.from(`${HEADER}1,Ann Made,${'n'.repeat(10_000_000)}\n`)],
  [
    'a header named after parts of every object',
    Buffer.from('id,name,__proto__,constructor,toString\n1,Ann Made,a,b,c\n'),
  ],
])('%s is kept without a word', (_name, bytes) => {
  const report = importInto([file('x.csv', bytes)]);
  expect(report.files[0]?.problems).toEqual([]);
  expect(report.totals).toMatchObject({ kept: report.totals.rows, quarantined: 0 });
});

test.each([
  ['Windows-1252', iconv.encode(`${HEADER}1,O’Brien £5 –,x\n`, 'windows-1252'), /windows-1252/],
  ['a formula', Buffer.from(`${HEADER}1,"=HYPERLINK(""x"")",x\n`), /formula/],
  ['a two-digit year', Buffer.from('id,name,dob\n1,Ann,01/02/80\n'), /century/],
  ['a damaged phone number', Buffer.from('id,name,phone\n1,Ann,4.47E+12\n'), /spreadsheet/],
  ['text that runs backwards', Buffer.from(`${HEADER}1,Ann\u202Etxt,x\n`), /cannot be seen/],
])('%s is kept with a warning', (_name, bytes, reason) => {
  const report = importInto([file('x.csv', bytes)]);
  expect(report.totals).toMatchObject({ kept: 1, quarantined: 0 });
  expect(report.files[0]?.problems).toMatchObject([
    { severity: 'warning', reason: expect.stringMatching(reason) },
  ]);
});

test('a report lists a thousand faults and counts the rest', () => {
  const rows = Array.from({ length: 1500 }, (_, index) => `${index},Ann,31/02/2020\n`).join('');
  const files = [file('x.csv', `id,name,dob\n${rows}`)];
  const error = refusal(() => importInto(files));
  expect(error.data.problems).toHaveLength(1000);
  expect(error.message).toContain('The first 1,000 of 1,500 faults are listed.');
  const report = importInto(files, { isDryRun: true });
  expect([report.files[0]?.problems.length, report.files[0]?.moreProblems]).toEqual([1000, 500]);
});

test('whatever text a cell holds, the case gives it back as it was received', () => {
  const awkward = fc.string({
    unit: fc.constantFrom(
      'a',
      'ŵ',
      'ł',
      '😀',
      '"',
      ',',
      '\n',
      '\r',
      "'",
      '<',
      '\u202e',
      '\u200b',
      '\u0301',
      '\\',
      '%',
      '\u00a0',
    ),
    maxLength: 12,
  });
  const rows = fc.sample(fc.tuple(awkward, awkward), { numRuns: 400, seed: 20261121 });
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const text = `id,name,other\n${rows.map(([name, other], index) => `${index},${quote(name)},${quote(other)}`).join('\r\n')}\n`;
  const report = importInto([file('x.csv', text)]);
  const stored = opened.connection.db
    .prepare<[string], string>('SELECT raw FROM record WHERE batch_id = ? ORDER BY row_number')
    .pluck()
    .all(report.batchId ?? '');
  expect(stored.map((raw) => JSON.parse(raw))).toEqual(
    rows.map(([name, other], index) => [String(index), name, other]),
  );
});

const naughty = sharedData('naughty_strings');

test.skipIf(naughty === null)('every naughty string is kept as a name and shown as text', () => {
  const strings = (
    JSON.parse(readFileSync(join(naughty ?? '', 'blns.json'), 'utf8')) as string[]
  ).filter((text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0'));
  const text = `id,name\n${strings.map((string, index) => `${index},"${string.replaceAll('"', '""')}"`).join('\n')}\n`;
  const report = importInto([file('x.csv', text)]);
  expect(report.totals).toMatchObject({ kept: strings.length, quarantined: 0 });
  const raws = opened.connection.db
    .prepare<[string], string>('SELECT raw FROM record WHERE batch_id = ? ORDER BY row_number')
    .pluck()
    .all(report.batchId ?? '');
  expect(raws.map((raw) => (JSON.parse(raw) as string[])[1])).toEqual(strings);
});

const pollock = sharedData('pollock_csv_a');

test.skipIf(pollock === null)(
  'polluted files are kept, set aside or refused, and their rows always add up',
  () => {
    const names = [
      'file_double_trailing_newline',
      'file_field_delimiter_0x9',
      'file_record_delimiter_0xD',
      'row_more_sep_row15_col1',
      'row_less_sep_row23_col8',
      'row_extra_quote22_col1',
      'file_field_delimiter_0x2C_0x20',
      'file_one_data_row',
    ];
    const outcomes = names.map((name) => {
      const bytes = readFileSync(join(pollock ?? '', 'csv', `${name}.csv`));
      const report = importInto([file(`${name}.csv`, bytes)], { isDryRun: true, kind: 'event' });
      const { rows, kept, unchanged, quarantined } = report.totals;
      expect(rows, name).toBe(kept + unchanged + quarantined);
      return [name, rows, quarantined];
    });
    expect(outcomes).toEqual([
      ['file_double_trailing_newline', 83, 0],
      ['file_field_delimiter_0x9', 83, 0],
      ['file_record_delimiter_0xD', 83, 0],
      ['row_more_sep_row15_col1', 83, 1],
      ['row_less_sep_row23_col8', 83, 1],
      ['row_extra_quote22_col1', 83, 1],
      ['file_field_delimiter_0x2C_0x20', 83, 0],
      ['file_one_data_row', 1, 0],
    ]);
  },
);
