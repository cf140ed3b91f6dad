import { expect, test } from 'vitest';
import { plainWorkbook, type SheetCell, styled, workbook } from '../../fixtures/workbook.ts';
import { zip } from '../../fixtures/zip.ts';
import { problemsOf, stage } from './fixture.ts';

const HEADER = ['id', 'name', 'date of birth', 'notes'];

function stageRows(rows: SheetCell[][], more: Parameters<typeof plainWorkbook>[1] = {}) {
  return stage({ 'people.xlsx': plainWorkbook([HEADER, ...rows], more) });
}

test.each([true, false])('a sheet is read like a table (texts shared: %s)', (isShared) => {
  const result = stageRows(
    [
      ['1', 'Siân O’Brien', '1980-03-04', ' two\nlines '],
      ['2', '<Bo & "Co">', null, 'x'],
    ],
    { isShared },
  );
  expect(result.files).toMatchObject([
    {
      name: 'people.xlsx',
      profile: 'node-table',
      encoding: null,
      rows: 2,
      kept: 2,
      columns: HEADER,
    },
  ]);
  expect(result.records.map(({ raw }) => raw)).toEqual([
    ['1', 'Siân O’Brien', '1980-03-04', ' two\nlines '],
    ['2', '<Bo & "Co">', '', 'x'],
  ]);
  expect(result.records.map(({ rowNumber }) => rowNumber)).toEqual([2, 3]);
  expect(problemsOf(result)).toEqual([]);
});

test.each([false, true])(
  'dates are told by their style, whichever day they count from (1904: %s)',
  (is1904) => {
    const { records } = stageRows([['1', 'Ann Made', styled(is1904 ? 28187 : 29649, 1)]], {
      is1904,
      formats: ['dd/mm/yyyy'],
    });
    expect(records).toMatchObject([{ fields: { dateOfBirth: '1981-03-04' } }]);
  },
);

test('a day that never was and a number without a date’s style are pointed out, never guessed', () => {
  const result = stageRows(
    [
      ['1', 'Ann Made', styled(60, 1)],
      ['2', 'Bo Made', 29649],
    ],
    {
      formats: ['dd/mm/yyyy'],
    },
  );
  expect(problemsOf(result)).toEqual([
    expect.stringContaining('2 date of birth: 29 February 1900'),
    expect.stringContaining('3 date of birth: this is a spreadsheet’s number for a date'),
  ]);
});

test('of a formula the stored value is taken, and that is said; without one there is none', () => {
  const result = stageRows([
    ['1', { xml: '<c t="str"><f>CONCAT("a","b")</f><v>Ann Made</v></c>' }, null, 'x'],
    [
      '2',
      { xml: "<c><f>cmd|'/C calc'!A0</f></c>" },
      null,
      { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
    ],
  ]);
  expect(result.records.map(({ fields }) => fields.name)).toEqual(['Ann Made', undefined]);
  expect(problemsOf(result)).toEqual([
    expect.stringContaining('3 name: the formula has no stored value'),
    expect.stringContaining('3 notes: the cell holds the error of a formula'),
    expect.stringContaining('cells with a formula, of which the value last worked out is taken'),
  ]);
  expect(problemsOf(result).every((problem) => problem.startsWith('warning'))).toBe(true);
});

test('an empty value of a formula is none', () => {
  const result = stageRows([['1', { xml: '<c><f>1+1</f><v></v></c>' }]]);
  expect(problemsOf(result)[0]).toMatch(/2 name: the formula has no stored value/);
});

test('formula text that was typed stays text', () => {
  const { records } = stageRows([['1', '=1+1', null, '@SUM(1)']]);
  expect(records).toMatchObject([{ fields: { name: '=1+1', notes: '@SUM(1)' } }]);
});

test('several sheets are several tables, links find their nodes across them', () => {
  const result = stage({
    'case.xlsx': workbook({
      sheets: [
        {
          name: 'People',
          rows: [
            ['id', 'name'],
            ['1', 'Ann Made'],
            ['2', 'Bo Made'],
          ],
        },
        { name: 'Cover', rows: [['Register of made-up people']] },
        { name: 'Empty', rows: [] },
        {
          name: 'Links',
          rows: [
            ['from', 'to', 'type'],
            ['1', '2', 'knows'],
          ],
        },
      ],
    }),
  });
  expect(result.files.map(({ name, profile, kept }) => [name, profile, kept])).toEqual([
    ['case.xlsx/People', 'node-table', 2],
    ['case.xlsx/Cover', null, 0],
    ['case.xlsx/Links', 'edge-table', 1],
  ]);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^warning case\.xlsx\/Cover .*not a table: left out/),
  ]);
});

test('a title above the header is passed over, and said', () => {
  const result = stage({
    'register.xlsx': plainWorkbook([
      ['Register of made-up people'],
      [],
      ['As at', 'May'],
      ['Reference', 'Full name', 'DOB', 'Postcode'],
      ['7', 'Ann Made', '1980', 'ZZ1 1AA'],
    ]),
  });
  expect(result.records).toMatchObject([
    { fields: { name: 'Ann Made', postcode: 'ZZ1 1AA' }, rowNumber: 5 },
  ]);
  expect(problemsOf(result)).toEqual([
    'warning register.xlsx - -: rows above the header, left out: 2',
  ]);
});

test('what is hidden is read and pointed out', () => {
  const rows = [
    ['id', 'name'],
    ['1', 'Ann Made'],
  ];
  const result = stage({
    'a.xlsx': workbook({
      sheets: [
        { name: 'One', rows },
        {
          name: 'Two',
          state: 'veryHidden',
          rows: [
            ['id', 'name'],
            ['2', 'Bo Made'],
          ],
          before: '<cols><col min="2" max="2" hidden="1"/></cols>',
        },
      ],
    }),
  });
  expect(result.records).toHaveLength(2);
  expect(problemsOf(result)).toEqual([
    expect.stringContaining('the sheet is hidden'),
    expect.stringContaining('hidden columns'),
  ]);
});

test('links to other workbooks are not followed, and are pointed out', () => {
  const result = stageRows([['1', 'Ann Made']], { relationships: ['externalLink'] });
  expect(problemsOf(result)).toEqual([expect.stringContaining('links to other workbooks')]);
});

test.each<[string, () => Uint8Array, RegExp]>([
  [
    'with macros',
    () => plainWorkbook([HEADER], { files: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
    /macros/,
  ],
  [
    'that says it may have macros',
    () =>
      plainWorkbook([HEADER], {
        contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      }),
    /macros/,
  ],
  [
    'with old macro sheets',
    () =>
      plainWorkbook([HEADER], { files: [{ name: 'xl/macrosheets/sheet1.xml', content: '<a/>' }] }),
    /macros/,
  ],
  ['with a password', () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), /password/],
  [
    'of another program',
    () =>
      zip([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: '<a/>' },
      ]),
    /OpenDocument/,
  ],
  ['that is another archive', () => zip([{ name: 'a.csv', content: 'x' }]), /no workbook/],
  ['cut short', () => plainWorkbook([HEADER]).subarray(0, 900), /cut short/],
  ['that is text', () => Buffer.from('id,name\n1,Ann\n'), /no workbook/],
  [
    'whose sheet is broken',
    () => workbook({ sheets: [{ name: 'A', rows: [HEADER], after: '<open>' }] }),
    /not sound XML/,
  ],
  [
    'whose sheet declares a document type',
    () =>
      workbook({
        sheets: [{ name: 'A', rows: [HEADER], before: '<!DOCTYPE a [<!ENTITY b "c">]>' }],
      }),
    /DOCTYPE|doctype/,
  ],
  [
    'whose cells name a text that is not there',
    () => plainWorkbook([[{ xml: '<c t="s"><v>9</v></c>' }]]),
    /damaged/,
  ],
  ['without cells', () => plainWorkbook([]), /blank/],
])('a workbook %s is refused', (_name, bytes, reason) => {
  expect(problemsOf(stage({ 'a.xlsx': bytes() }))).toEqual([
    expect.stringMatching(new RegExp(`^refuse a.xlsx .*(?:${reason.source})`, 's')),
  ]);
});

test.each(['xlsm', 'xls', 'xlsb', 'ods'])(
  'a file .%s is refused with what to do about it',
  (suffix) => {
    expect(problemsOf(stage({ [`a.${suffix}`]: 'x' }))).toEqual([
      expect.stringMatching(/^refuse .*save it as XLSX/),
    ]);
  },
);

test('a row with more cells than the header is set aside with its place', () => {
  const result = stageRows([
    ['1', 'Ann Made'],
    ['2', 'Bo Made', null, 'x', 'y'],
  ]);
  expect(problemsOf(result)).toEqual([
    'quarantine people.xlsx 3 -: the row has 5 cells, the header 4',
  ]);
});

test('characters that XML has no place for come as workbooks write them', () => {
  const result = stageRows([
    ['1', 'a_x0041_\u0007b', null, 'x'],
    ['2', 'a\0b', null, 'x'],
    ['3', 'a\ud800b', null, 'x'],
  ]);
  expect(result.records.map(({ raw }) => raw[1])).toEqual(['a_x0041_\u0007b']);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine .* 3 name: .*NUL/),
    expect.stringMatching(/^quarantine .* 4 name: .*lone surrogate/),
  ]);
});
