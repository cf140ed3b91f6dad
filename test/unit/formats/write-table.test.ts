import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCsvParser } from '../../../electron/formats/csv.ts';
import { writeCsv, writeWorkbook } from '../../../electron/formats/write-table.ts';
import { withFormulaGuard, withoutFormulaGuard } from '../../../shared/domain/formula-guard.ts';
import { stage } from './fixture.ts';

function readBack(bytes: Uint8Array): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const parser = createCsvParser({
    separator: ',',
    limits: { columns: 100, rowCharacters: 1_000_000 },
    onRow: ({ cells }) => rows.push(cells),
  });
  parser.write(new TextDecoder().decode(bytes));
  parser.end();
  return rows;
}

test.each(['=1+1', '+44 7700 900123', '-5', '@sum', '\tx', '\rx', '\nx', "'=x", "''-1"])(
  'a cell that begins like a formula is guarded and comes back as it was: %j',
  (cell) => {
    expect(withFormulaGuard(cell)).toBe(`'${cell}`);
    expect(withoutFormulaGuard(withFormulaGuard(cell))).toBe(cell);
  },
);

test('cells of any text come back from our own reader as they were, and none begins a formula', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 2, maxLength: 2 }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      (rows) => {
        const read = readBack(writeCsv({ headings: ['a', 'b'], rows })).slice(1);
        // Lines without any cell are not handed on.
        const written = rows.filter((cells) => cells.some((cell) => cell !== ''));
        const kept = read.filter((cells) => cells.some((cell) => cell !== ''));
        expect(kept.map((cells) => cells.map(withoutFormulaGuard))).toEqual(written);
        for (const cell of kept.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      },
    ),
  );
});

test('a workbook holds text alone: no formula, no number, nothing that XML refuses', async () => {
  const bytes = await writeWorkbook(
    {
      headings: ['id', 'name'],
      rows: [
        ['1', '=HYPERLINK("x")'],
        ['2', '5'],
        ['3', 'a\u0000b\u0008c'],
        ['4', 'constructor'],
        ['5', '_x0041_'],
        ['6', '2026-01-01'],
      ],
    },
    'OFFICIAL-SENSITIVE',
  );
  const { records } = stage({ 'people.xlsx': bytes });
  expect(records.map(({ raw }) => raw)).toEqual([
    ['1', '=HYPERLINK("x")'],
    ['2', '5'],
    ['3', 'ab\u0008c'],
    ['4', 'constructor'],
    ['5', '_x0041_'],
    ['6', '2026-01-01'],
  ]);
});
