import writeExcelFile from 'write-excel-file/node';
import { withFormulaGuard } from '../../shared/domain/formula-guard.ts';

/** A table that leaves the case: a heading and rows of text. */
export interface WrittenTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Control characters that XML cannot hold; tabs and line ends stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Most characters of a cell that Excel opens. */
const LONGEST_CELL = 32_767;

function csvCell(text: string): string {
  const cell = withFormulaGuard(text);
  return /[",\r\n]|^\s|\s$|^'/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Comma-separated values in UTF-8 with a byte-order mark, which Excel needs. What begins like a formula has an
 * apostrophe before it, which our own import takes away again.
 */
export function writeCsv({ headings, rows }: WrittenTable): Uint8Array {
  const line = (cells: readonly string[]) => cells.map(csvCell).join(',');
  return new TextEncoder().encode(`\ufeff${[headings, ...rows].map(line).join('\r\n')}\r\n`);
}

/** A workbook whose every cell is text: nothing in it is a formula, a number or a date to be read otherwise. */
export async function writeWorkbook(
  { headings, rows }: WrittenTable,
  sheetName: string,
): Promise<Uint8Array> {
  const cell = (text: string) => ({
    value: text.replace(NOT_IN_XML, '').slice(0, LONGEST_CELL),
    type: String,
  });
  const bold = (text: string) => ({ ...cell(text), fontWeight: 'bold' as const });
  const sheet = [headings.map(bold), ...rows.map((row) => row.map(cell))];
  return await writeExcelFile(sheet, { sheet: sheetName, stickyRowsCount: 1 }).toBuffer();
}
