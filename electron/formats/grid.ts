import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';
import { checkHeaders, type Table, tooManyColumns } from './table.ts';

/** Rows of a text file or of a sheet, of which it is not yet known which is the header. */
export interface Grid
  extends Pick<Table, 'name' | 'origin' | 'sha256' | 'encoding' | 'separator' | 'isLossy'> {
  readonly notes: readonly string[];
  /** The first rows that hold anything. */
  readonly firstRows: readonly Row[];
  /** Whether a row ends at its last value, as in a sheet; otherwise every row has all its cells. */
  readonly isOpenEnded: boolean;
  /** Reads every row, the header too. @throws {FileRefusal} */
  read(onRow: (row: Row) => void): {
    readonly hasBrokenText: boolean;
    readonly notes: readonly string[];
  };
}

/** Rows in which a header is looked for. */
export const HEADER_ROWS = 20;

/**
 * A grid as a table, by its header: the first row; or, where that is not known, the first known one below a few rows
 * of title. The table may have headers that are not known: the caller decides about it.
 * @throws {FileRefusal} when there is no header, or its columns cannot be told apart
 */
export function tableOf(
  grid: Grid,
  limits: ImportLimits,
  isKnown: (headers: readonly string[]) => boolean,
): Table {
  const [first, ...rest] = grid.firstRows;
  if (!first) throw new FileRefusal('the file holds nothing but blank lines');
  const plain = tryHeader(first, limits);
  if (!(plain instanceof FileRefusal) && isKnown(plain)) return withHeader(grid, plain, first);
  let titleCells = valueCount(first);
  for (const row of rest) {
    const count = valueCount(row);
    // A title has a cell or two where the header below it has many: a row of values is never taken for a header.
    if (count >= 2 && titleCells * 2 <= count) {
      const headers = tryHeader(row, limits);
      if (!(headers instanceof FileRefusal) && isKnown(headers))
        return withHeader(grid, headers, row);
    }
    titleCells = Math.max(titleCells, count);
  }
  if (plain instanceof FileRefusal) throw plain;
  return withHeader(grid, plain, first);
}

function valueCount(row: Row): number {
  return row.cells.filter((cell) => cell.trim() !== '').length;
}

function tryHeader(row: Row, limits: ImportLimits): string[] | FileRefusal {
  if (row.cellCount > limits.columns) return tooManyColumns(row.cellCount, limits, row.rowNumber);
  const [fault] = row.faults;
  if (fault)
    return new FileRefusal(`the header cannot be read: ${fault.reason}`, { row: row.rowNumber });
  try {
    return checkHeaders(row.cells, row.rowNumber);
  } catch (error) {
    if (error instanceof FileRefusal) return error;
    throw error;
  }
}

function withHeader(grid: Grid, headers: readonly string[], header: Row): Table {
  const { name, origin, sha256, encoding, separator, isLossy } = grid;
  const above = grid.firstRows.indexOf(header);
  const notes =
    above === 0
      ? grid.notes
      : [...grid.notes, `rows above the header, left out: ${displayCount(above)}`];
  return {
    name,
    origin,
    sha256,
    encoding,
    separator,
    isLossy,
    headers,
    headerRow: header.rowNumber,
    types: null,
    holds: null,
    notes,
    read(onRow) {
      let emptyRows = 0;
      const read = grid.read((row) => {
        if (row.rowNumber <= header.rowNumber) return;
        if (row.cells.every((cell) => cell === '')) emptyRows++;
        else onRow(checked(grid.isOpenEnded ? filled(row, headers.length) : row, headers));
      });
      return { ...read, emptyRows };
    },
  };
}

/** A row that says what the header says is no row of values: tables were put one below another. */
function checked(row: Row, headers: readonly string[]): Row {
  const isHeader =
    headers.length > 1 &&
    row.cellCount === headers.length &&
    row.cells.every((cell, index) => cell.trim() === headers[index]);
  if (!isHeader) return row;
  return { ...row, faults: [...row.faults, { index: null, reason: HEADER_AGAIN }] };
}

const HEADER_AGAIN = 'the row is the header again: tables may have been put one below another';

/** A row with blank cells up to the last column. */
function filled(row: Row, columns: number): Row {
  if (row.cellCount >= columns) return row;
  const cells = [...row.cells];
  while (cells.length < columns) cells.push('');
  return { ...row, cells, cellCount: columns };
}
