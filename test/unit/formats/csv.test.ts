import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { sharedData } from '../../shared-data.ts';
import { parseCsv } from './fixture.ts';

function cellsOf(text: string, options?: Parameters<typeof parseCsv>[1]): string[][] {
  return parseCsv(text, options).map((row) => [...row.cells]);
}

test('quoted cells keep separators, quotes and line ends', () => {
  expect(cellsOf('a,"b,c","say ""hi""","two\r\nlines"\n1,2,3,4')).toEqual([
    ['a', 'b,c', 'say "hi"', 'two\r\nlines'],
    ['1', '2', '3', '4'],
  ]);
});

test('line ends of every kind may be mixed in one file', () => {
  expect(cellsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ]);
});

test('a carriage return and line feed cut apart are still one line end', () => {
  expect(parseCsv('a\r\nb\r\n', { pieceLength: 2 }).map((row) => row.rowNumber)).toEqual([1, 2]);
});

test('blank lines are counted in row numbers but are no rows; a quoted empty cell is one', () => {
  expect(parseCsv('a\n\n\nb\n""\n').map(({ rowNumber, cells }) => [rowNumber, ...cells])).toEqual([
    [1, 'a'],
    [4, 'b'],
    [5, ''],
  ]);
});

test('spaces around quoted cells are allowed, a quote inside a plain cell is itself', () => {
  expect(cellsOf('a, "b, c" ,5" pipe\n')).toEqual([['a', 'b, c', '5" pipe']]);
});

test('text after a closing quote is a flaw of its row alone', () => {
  const rows = parseCsv('a,b\n"x"y,2\n3,4\n');
  expect(rows.map((row) => row.faults)).toEqual([
    [],
    [{ index: null, reason: 'text follows the closing quote of cell 1' }],
    [],
  ]);
  expect(rows[1]?.cells).toEqual(['"x"y', '2']);
});

test('a quote that is never closed is refused with the row in which it opens', () => {
  expect(() => parseCsv('a,b\n1,2\n3,"4\n5,6\n7,8\n')).toThrow(
    expect.objectContaining({ name: 'FileRefusal', row: 3 }),
  );
});

test('a row longer than the limit is refused instead of filling the memory', () => {
  const text = `a\n"${'x'.repeat(500)}`;
  expect(() => parseCsv(text, { pieceLength: 50, limits: { rowCharacters: 200 } })).toThrow(
    expect.objectContaining({ row: 2 }),
  );
});

test('cells beyond the column limit are counted and kept together, none is lost', () => {
  const [row] = parseCsv('1,2,3,4,5', { limits: { columns: 3 } });
  expect(row).toMatchObject({ cellCount: 5, cells: ['1', '2', '3,4,5'] });
});

const cell = fc.string({
  unit: fc.constantFrom('a', 'ŵ', '😀', '"', ',', ';', '\n', '\r', ' ', "'", '=', '\t'),
  maxLength: 6,
});
const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
    minLength: 1,
    maxLength: 6,
  }),
);

test('what was written as CSV is read back cell by cell, however it is cut into pieces', () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.integer({ min: 1, max: 9 }),
      (rows, newline, separator, pieceLength) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator))
          .join(newline);
        expect(cellsOf(text, { separator, pieceLength })).toEqual(rows);
      },
    ),
  );
});

test('a well-known library that writes CSV is understood', () => {
  fc.assert(
    fc.property(table, (rows) => {
      fc.pre(rows.every((row) => row.some((value) => value !== '')));
      expect(cellsOf(Papa.unparse(rows, { newline: '\n' }))).toEqual(rows);
    }),
  );
});

const spectrum = sharedData('csv_spectrum');

test.skipIf(spectrum === null)('csv-spectrum is read as its answers say', () => {
  const folder = spectrum ?? '';
  const names = readdirSync(join(folder, 'csvs')).filter(
    (name) => name !== 'location_coordinates.csv',
  ); // Its answer holds another number.
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const [header = [], ...rows] = cellsOf(readFileSync(join(folder, 'csvs', name), 'utf8'));
    const answer: unknown = JSON.parse(
      readFileSync(join(folder, 'json', name.replace('.csv', '.json')), 'utf8'),
    );
    expect(
      rows.map((row) => Object.fromEntries(header.map((key, index) => [key, row[index]]))),
      name,
    ).toEqual(answer);
  }
});
