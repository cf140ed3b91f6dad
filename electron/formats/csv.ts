import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import { type CellFault, NO_FAULTS, type Row } from './row.ts';

export interface CsvParser {
  /** Takes the next piece of text, cut anywhere. */
  write(text: string): void;
  /** @throws {FileRefusal} when a quote is never closed */
  end(): void;
}

type State = 'plain' | 'quoted' | 'after-quote' | 'after-quote-and-space';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/**
 * Reads comma-separated values (RFC 4180) as they come, in pieces, with any mixture of line ends.
 *
 * No library does this whole job: those at hand want one kind of line end for a whole file, read a long
 * cell anew with each piece, and let a stray quote swallow the rows after it without saying where it began.
 * A quote is special only at the start of a cell; spaces around quoted cells are allowed; lines without
 * any cell are counted but not handed on.
 */
export function createCsvParser(options: {
  readonly separator: string;
  readonly quote?: '"' | "'";
  readonly limits: Pick<ImportLimits, 'columns' | 'rowCharacters'>;
  readonly onRow: (row: Row) => void;
}): CsvParser {
  const { separator, quote = '"', limits, onRow } = options;
  const quoteCode = quote.charCodeAt(0);
  const separatorCode = separator.charCodeAt(0);
  let state: State = 'plain';
  let cells: string[] = [];
  let cellCount = 0;
  let partial = ''; // The cell so far, from pieces before this one or around quotes.
  let rowNumber = 1;
  let rowCharacters = 0;
  let flaw: CellFault | null = null;
  let isQuotedRow = false;
  let isAfterReturn = false;

  function endCell(cell: string): void {
    cellCount++;
    if (cells.length < limits.columns) cells.push(cell);
    else cells[limits.columns - 1] += separator + cell;
    partial = '';
    state = 'plain';
  }

  function endRow(): void {
    const isBlank = cellCount === 1 && cells[0] === '' && !isQuotedRow;
    if (!isBlank) {
      onRow({ cells, rowNumber, cellCount, faults: flaw ? [flaw] : NO_FAULTS, doubts: NO_FAULTS });
    }
    rowNumber++;
    cells = [];
    cellCount = 0;
    rowCharacters = 0;
    flaw = null;
    isQuotedRow = false;
  }

  /** Ends the cell at a separator or line end; returns where to read on. */
  function endCellAt(code: number, cell: string, index: number): number {
    endCell(cell);
    if (code !== separatorCode) {
      endRow();
      isAfterReturn = code === CARRIAGE_RETURN;
    }
    return index + 1;
  }

  function readPlain(text: string, start: number): number {
    let index = start;
    for (; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === separatorCode || code === LINE_FEED || code === CARRIAGE_RETURN) {
        return endCellAt(code, partial + text.slice(start, index), index);
      }
      if (code === quoteCode) {
        const before = partial + text.slice(start, index);
        if (before.trim() === '') {
          partial = '';
          state = 'quoted';
          isQuotedRow = true;
          return index + 1;
        }
      }
    }
    partial += text.slice(start, index);
    return index;
  }

  function readQuoted(text: string, start: number): number {
    const end = text.indexOf(quote, start);
    partial += text.slice(start, end === -1 ? undefined : end);
    if (end === -1) return text.length;
    state = 'after-quote';
    return end + 1;
  }

  function readAfterQuote(text: string, index: number): number {
    const code = text.charCodeAt(index);
    if (code === quoteCode && state === 'after-quote') {
      partial += quote;
      state = 'quoted';
      return index + 1;
    }
    if (code === separatorCode || code === LINE_FEED || code === CARRIAGE_RETURN) {
      return endCellAt(code, partial, index);
    }
    if (code === SPACE) {
      state = 'after-quote-and-space';
      return index + 1;
    }
    flaw ??= {
      index: null,
      reason: `text follows the closing quote of cell ${displayCount(cellCount + 1)}`,
    };
    // The quotes are put back, so that the cell is kept as it stands.
    partial = `${quote}${partial}${quote}`;
    state = 'plain';
    return index;
  }

  return {
    write(text) {
      let index = 0;
      while (index < text.length) {
        if (isAfterReturn) {
          isAfterReturn = false;
          if (text.charCodeAt(index) === LINE_FEED) {
            index++;
            continue;
          }
        }
        if (state === 'plain') index = readPlain(text, index);
        else if (state === 'quoted') index = readQuoted(text, index);
        else index = readAfterQuote(text, index);
      }
      rowCharacters = cellCount === 0 && partial === '' ? 0 : rowCharacters + text.length;
      if (rowCharacters > limits.rowCharacters) {
        throw new FileRefusal(
          `the row is longer than ${displayCount(limits.rowCharacters)} characters: a quote is most likely never closed`,
          { row: rowNumber },
        );
      }
    },
    end() {
      if (state === 'quoted') {
        throw new FileRefusal(
          'a quote is opened in this row and never closed: every row after it would be lost in it',
          {
            row: rowNumber,
          },
        );
      }
      const isInsideRow = cellCount > 0 || partial !== '' || state !== 'plain';
      if (!isInsideRow) return;
      endCell(partial);
      endRow();
    },
  };
}
