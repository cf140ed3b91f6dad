import { type Shape, shapeOf } from '../../shared/import/shape.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';
import {
  checkHeaders,
  type HeaderChoice,
  HeaderRefusal,
  type Table,
  tooManyColumns,
} from './table.ts';

/** Rows of a text file or of a sheet, of which it is not yet known which is the header. */
export interface Grid
  extends Pick<
    Table,
    | 'name'
    | 'origin'
    | 'sha256'
    | 'encoding'
    | 'isEncodingOpen'
    | 'separator'
    | 'isGuarded'
    | 'isLossy'
  > {
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

/** A header, and the first row below it. */
interface FoundHeader {
  readonly headers: readonly string[];
  /** Row of the header; 0: there is none, and columns are called by their places. */
  readonly row: number;
  /** Why it was taken for the header; null: it is the first row, or its names are known. */
  readonly reason: string | null;
}

export interface HeaderRules {
  readonly limits: ImportLimits;
  readonly isKnown: (headers: readonly string[]) => boolean;
  /** The row that people say is the header, 0 for none; null: they say nothing. */
  readonly chosenRow: number | null;
}

/**
 * A grid as a table, by its header: the one that people chose; the first row, where that is known; the first known row
 * below a few rows of title; or else the first row that looks like a header. The table may have headers that are not
 * known: the caller decides about it.
 * @throws {FileRefusal} when there is no row
 * @throws {HeaderRefusal} when the header's columns cannot be told apart: another row may be the header
 */
export function tableOf(grid: Grid, rules: HeaderRules): Table {
  const [first] = grid.firstRows;
  if (!first) throw new FileRefusal('the file holds nothing but blank lines');
  try {
    const { chosenRow } = rules;
    const found =
      chosenRow === null ? findHeader(grid, rules) : chosenHeader(grid, chosenRow, rules);
    return withHeader(grid, found);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    const row = error.row ?? rules.chosenRow ?? first.rowNumber;
    throw new HeaderRefusal(error, { row, reason: null, choices: grid.firstRows.map(choiceOf) });
  }
}

function chosenHeader(grid: Grid, chosenRow: number, { limits }: HeaderRules): FoundHeader {
  if (chosenRow === 0) return { headers: placeNames(grid, limits), row: 0, reason: null };
  const row = grid.firstRows.find(({ rowNumber }) => rowNumber === chosenRow);
  if (!row)
    throw new FileRefusal(
      `the header cannot be in row ${displayCount(chosenRow)}: it is blank, or too far down`,
      { row: chosenRow },
    );
  const headers = tryHeader(row, limits);
  if (headers instanceof FileRefusal) throw headers;
  return { headers, row: row.rowNumber, reason: null };
}

function findHeader(grid: Grid, { limits, isKnown }: HeaderRules): FoundHeader {
  const [first, ...rest] = grid.firstRows;
  if (!first) throw new FileRefusal('the file holds nothing but blank lines');
  const plain = tryHeader(first, limits);
  if (!(plain instanceof FileRefusal) && isKnown(plain))
    return { headers: plain, row: first.rowNumber, reason: null };
  let titleCells = valueCount(first);
  let likely: FoundHeader | null = null;
  for (const row of rest) {
    const count = valueCount(row);
    // A title has a cell or two where the header below it has many: a row of values is never taken for a header.
    if (count >= 2 && titleCells * 2 <= count) {
      const headers = tryHeader(row, limits);
      if (!(headers instanceof FileRefusal)) {
        const reason = `the rows above it hold ${displayCount(titleCells)} ${titleCells === 1 ? 'value' : 'values'} at most, as a title does; row ${displayCount(row.rowNumber)} holds ${displayCount(count)}`;
        const header = { headers, row: row.rowNumber, reason };
        if (isKnown(headers)) return header;
        if (!likely && !looksLikeValues(row)) likely = header;
      }
    }
    titleCells = Math.max(titleCells, count);
  }
  if (likely) return likely;
  if (looksLikeValues(first)) {
    const reason = `row ${displayCount(first.rowNumber)} holds dates, numbers and the like, as rows of values do`;
    return { headers: placeNames(grid, limits), row: 0, reason };
  }
  if (plain instanceof FileRefusal) throw plain;
  return { headers: plain, row: first.rowNumber, reason: null };
}

/** Names of columns that have none: `Column 1` and so on. */
function placeNames(grid: Grid, limits: ImportLimits): string[] {
  const columns = grid.isOpenEnded
    ? Math.max(...grid.firstRows.map(({ cellCount }) => cellCount))
    : (grid.firstRows[0]?.cellCount ?? 0);
  if (columns > limits.columns) throw tooManyColumns(columns, limits, null);
  return Array.from({ length: columns }, (_, index) => `Column ${index + 1}`);
}

/** Shapes that names of columns do not have. Numbers alone may be years at the head of columns. */
const VALUE_SHAPES: ReadonlySet<Shape> = new Set([
  ...(['date', 'postcode', 'plate', 'phone', 'email', 'amount'] as const),
]);
const YEAR = /^(?:19|20)\d\d$/;
const NUMBER = /^[-+]?\d[\d,]*(?:\.\d+)?$/;
const CLOCK_TIME = /^\d{1,2}:\d{2}(?::\d{2})?$/;

/** Whether a row says what rows say, not what columns are called: at least a third of its cells, and two. */
function looksLikeValues(row: Row): boolean {
  const cells = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const values = cells.filter((cell) => {
    const shape = shapeOf([cell])?.shape;
    if (shape !== undefined && VALUE_SHAPES.has(shape)) return true;
    return CLOCK_TIME.test(cell) || (NUMBER.test(cell) && !YEAR.test(cell));
  });
  return values.length >= 2 && values.length * 3 >= cells.length;
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

const SHOWN_CELLS = 8;
const SHOWN_CHARACTERS = 40;

function choiceOf({ rowNumber, cells }: Row): HeaderChoice['choices'][number] {
  const shown = cells.filter((cell) => cell.trim() !== '').slice(0, SHOWN_CELLS);
  return { row: rowNumber, cells: shown.map((cell) => cell.trim().slice(0, SHOWN_CHARACTERS)) };
}

function withHeader(grid: Grid, { headers, row: headerRow, reason }: FoundHeader): Table {
  const { name, origin, sha256, encoding, separator, isLossy } = grid;
  const { isEncodingOpen = false, isGuarded = false } = grid;
  const above = grid.firstRows.filter(({ rowNumber }) => rowNumber < headerRow).length;
  const notes =
    above === 0
      ? grid.notes
      : [...grid.notes, `rows above the header, left out: ${displayCount(above)}`];
  return {
    name,
    origin,
    sha256,
    encoding,
    isEncodingOpen,
    separator,
    isGuarded,
    isLossy,
    headers,
    headerRow: headerRow === 0 ? null : headerRow,
    header: { row: headerRow, reason, choices: grid.firstRows.map(choiceOf) },
    types: null,
    holds: null,
    notes,
    read(onRow) {
      let emptyRows = 0;
      const read = grid.read((row) => {
        if (row.rowNumber <= headerRow) return;
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
