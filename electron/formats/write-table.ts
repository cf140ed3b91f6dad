import writeExcelFile from 'write-excel-file/node';
import { withFormulaGuard } from '../../shared/domain/formula-guard.ts';

/** A table that leaves the case: a heading and rows of text. */
export interface WrittenTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Characters that XML has no place for, or the library leaves out: a workbook writes them as `_x0007_`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is written otherwise
const NOT_IN_XML = /[\u0001-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;
/** Text that would be read as such a character. */
const LIKE_AN_ESCAPE = /_x(?=[0-9A-Fa-f]{4}_)/g;
/** Most characters of a cell that Excel opens. */
const LONGEST_CELL = 32_767;

function csvCell(text: string): string {
  const cell = withFormulaGuard(text);
  return /[",\r\n]|^\s|\s$|^'/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Text as a workbook holds it, so that it is read as it was. */
function inWorkbook(text: string): string {
  const kept = text
    .slice(0, LONGEST_CELL)
    // No case holds it, and no spreadsheet reads it.
    .replaceAll('\0', '')
    .replaceAll(LIKE_AN_ESCAPE, '_x005F_x')
    .replaceAll(NOT_IN_XML, escaped);
  // The library looks texts up in a plain object: one called `constructor` would leave a workbook that does not open.
  return Object.hasOwn(Object.prototype, kept) ? escaped(kept) + kept.slice(1) : kept;
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
    value: inWorkbook(text),
    type: String,
  });
  const bold = (text: string) => ({ ...cell(text), fontWeight: 'bold' as const });
  const sheet = [headings.map(bold), ...rows.map((row) => row.map(cell))];
  return await writeExcelFile(sheet, { sheet: sheetName, stickyRowsCount: 1 }).toBuffer();
}
