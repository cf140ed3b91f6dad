import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';

/** What was met while reading the rows of a table. */
export interface RowsRead {
  /** Rows without any value: spreadsheets leave them, they are not rows of the table. */
  readonly emptyRows: number;
  /** Whether some text may hold NUL, half characters or bytes that mean nothing. */
  readonly hasBrokenText: boolean;
  /** What people should know of the table as a whole. */
  readonly notes: readonly string[];
}

/** Which row of a text file or a sheet is its header, why, and which could be. */
export interface HeaderChoice {
  /** 0: none is. */
  readonly row: number;
  readonly reason: string | null;
  readonly choices: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** A header cannot be read: people may say that another row is the header. */
export class HeaderRefusal extends FileRefusal {
  readonly header: HeaderChoice;

  constructor(refusal: FileRefusal, header: HeaderChoice) {
    super(refusal.message, { row: refusal.row, column: refusal.column });
    this.header = header;
  }
}

/** A table, whatever the format of its file: what its columns are called, and its rows as often as they are wanted. */
export interface Table {
  /** As shown and reported: `folder/nodes.csv`, or a part of a file: `people.xlsx/Sheet1`. */
  readonly name: string;
  /** Name of the chosen file that it is in. */
  readonly origin: string;
  /** Hash of the file that it is in. */
  readonly sha256: string;
  /** Null: the format leaves no choice. */
  readonly encoding: string | null;
  /** Whether the file does not say its encoding, so that it is guessed or chosen. */
  readonly isEncodingOpen?: boolean;
  /** Null: the table has one column, or its format has no separators. */
  readonly separator: string | null;
  /** Whether it may have been written by our CSV export, with an apostrophe before what begins like a formula. */
  readonly isGuarded?: boolean;
  /** Whether bytes that mean nothing in the encoding are read as U+FFFD. */
  readonly isLossy: boolean;
  readonly headers: readonly string[];
  /** Row of the header, as a spreadsheet counts; null: the format has none. */
  readonly headerRow: number | null;
  /** Null: the format leaves no choice. */
  readonly header: HeaderChoice | null;
  /** Type of each column as the file declares it; null: it declares none. */
  readonly types: readonly (string | null)[] | null;
  /** What one row is, where the format says so. */
  readonly holds: 'nodes' | 'links' | null;
  /** What people should know of the table before its rows are read. */
  readonly notes: readonly string[];
  /**
   * Reads every row below the header.
   * @throws {FileRefusal} when the file is broken, or is not the one that was opened
   */
  read(onRow: (row: Row) => void): RowsRead;
}

const HEADER_CHARACTERS = 10_000;

/** What is wrong with the characters of a cell; null: nothing. */
export function brokenText(cell: string, isLossy: boolean): string | null {
  if (cell.includes('\0')) return 'the cell holds a NUL character';
  if (!cell.isWellFormed()) return 'the cell holds half of a character (a lone surrogate)';
  if (isLossy && cell.includes('\uFFFD'))
    return 'the cell holds bytes that mean nothing in the encoding of the file';
  return null;
}

/** The refusal of a table with more columns than can be imported. */
export function tooManyColumns(
  count: number,
  limits: Pick<ImportLimits, 'columns'>,
  row: number | null,
): FileRefusal {
  return new FileRefusal(
    `the file has ${displayCount(count)} columns; ${displayCount(limits.columns)} can be imported`,
    { row },
  );
}

/**
 * Names of columns from the cells of a header, without outer blanks.
 * @throws {FileRefusal} when columns could not be told apart by them
 */
export function checkHeaders(cells: readonly string[], row: number | null): string[] {
  const headers = cells.map((cell) => cell.trim());
  const firstOf = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    const position = displayCount(index + 1);
    const fault = headerFault(header, position);
    if (fault) throw new FileRefusal(fault, { row, column: position });
    const first = firstOf.get(header);
    if (first !== undefined) {
      throw new FileRefusal(
        `columns ${displayCount(first + 1)} and ${position} have the same name`,
        { row, column: header },
      );
    }
    firstOf.set(header, index);
  }
  return headers;
}

function headerFault(header: string, position: string): string | null {
  if (header === '') return `column ${position} has no name`;
  if (header.length > HEADER_CHARACTERS) {
    const counts = `${displayCount(header.length)} characters; ${displayCount(HEADER_CHARACTERS)} are allowed`;
    return `the name of column ${position} has ${counts}`;
  }
  const broken = brokenText(header, true);
  return broken && `the header cannot be read: ${broken}`;
}
