import { createHash } from 'node:crypto';
import { type CsvRow, createCsvParser } from './csv.ts';
import { type FileBytes, inspectBytes, readText } from './encoding.ts';
import { changedMeanwhile, type ImportFile } from './import-file.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';

/** A file that is a table: how its bytes become rows, and what its columns are called. */
export interface Table {
  readonly file: ImportFile;
  readonly bytes: FileBytes;
  /** Null: the table has one column. */
  readonly separator: string | null;
  readonly headers: readonly string[];
  /** Row of the header, as a spreadsheet counts. */
  readonly headerRow: number;
}

const TABLE_SUFFIXES = new Set(['csv', 'tsv', 'tab', 'psv', 'txt', 'asc', 'dat']);
const SEPARATORS = [',', ';', '\t', '|'];
const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_ROWS = 30;
const HEADER_CHARACTERS = 10_000;

/** Whether a file claims to be a table, by its name. */
export function isTableName(name: string): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return (
    !base.startsWith('.') && (dot === -1 || TABLE_SUFFIXES.has(base.slice(dot + 1).toLowerCase()))
  );
}

/**
 * Reads as much of a file as tells its encoding, separator and columns.
 * @throws {FileRefusal} when it is no table, or its columns cannot be told apart
 */
export function openTable(file: ImportFile, limits: ImportLimits): Table {
  const bytes = inspectBytes(file, limits);
  let sample = '';
  readText(file, { encoding: bytes.encoding, limits }, (text) => {
    sample += text;
    return sample.length < SAMPLE_CHARACTERS;
  });
  const separator = guessSeparator(sample.slice(0, SAMPLE_CHARACTERS), limits);
  const header = readHeader(file, {
    encoding: bytes.encoding,
    separator: separator ?? ',',
    limits,
  });
  return {
    file,
    bytes,
    separator,
    headers: checkHeaders(header, limits),
    headerRow: header.rowNumber,
  };
}

/** What was met while reading the rows of a table. */
export interface RowsRead {
  /** Rows without any value: spreadsheets leave them, they are not rows of the table. */
  readonly emptyRows: number;
  /** Whether some text holds NUL, half characters or bytes that mean nothing. */
  readonly hasBrokenText: boolean;
}

/**
 * Reads every row below the header.
 * @throws {FileRefusal} when a quote is never closed, or the file is not the one that was opened
 */
export function readRows(
  table: Table,
  limits: ImportLimits,
  onRow: (row: CsvRow) => void,
): RowsRead {
  const { file, bytes } = table;
  let emptyRows = 0;
  let hasBrokenText = false;
  const parser = createCsvParser({
    separator: table.separator ?? ',',
    limits,
    onRow(row) {
      if (row.rowNumber <= table.headerRow) return;
      if (row.cells.every((cell) => cell === '')) emptyRows++;
      else onRow(row);
    },
  });
  const hash = createHash('sha256');
  readText(
    file,
    { encoding: bytes.encoding, limits, onChunk: (chunk) => hash.update(chunk) },
    (text) => {
      hasBrokenText ||= isBroken(text, bytes.isLossy);
      parser.write(text);
      return true;
    },
  );
  parser.end();
  if (hash.digest('hex') !== bytes.sha256) throw changedMeanwhile();
  return { emptyRows, hasBrokenText };
}

function isBroken(text: string, isLossy: boolean): boolean {
  return text.includes('\0') || !text.isWellFormed() || (isLossy && text.includes('\uFFFD'));
}

/** What is wrong with the characters of a cell; null: nothing. */
export function brokenText(cell: string, isLossy: boolean): string | null {
  if (cell.includes('\0')) return 'the cell holds a NUL character';
  if (!cell.isWellFormed()) return 'the cell holds half of a character (a lone surrogate)';
  if (isLossy && cell.includes('\uFFFD'))
    return 'the cell holds bytes that mean nothing in the encoding of the file';
  return null;
}

/** The separator that cuts the rows most evenly, and then into most columns; null: one column. */
function guessSeparator(sample: string, limits: ImportLimits): string | null {
  let best: {
    readonly separator: string;
    readonly evenness: number;
    readonly columns: number;
  } | null = null;
  for (const separator of SEPARATORS) {
    const counts = cellCounts(sample, separator, limits);
    const columns = counts[0] ?? 0;
    if (columns < 2) continue;
    const evenness = counts.filter((count) => count === columns).length / counts.length;
    if (
      !best ||
      evenness > best.evenness ||
      (evenness === best.evenness && columns > best.columns)
    ) {
      best = { separator, evenness, columns };
    }
  }
  return best?.separator ?? null;
}

function cellCounts(sample: string, separator: string, limits: ImportLimits): number[] {
  const counts: number[] = [];
  const parser = createCsvParser({
    separator,
    limits,
    onRow(row) {
      if (counts.length < SAMPLE_ROWS) counts.push(row.cellCount);
    },
  });
  parser.write(sample);
  if (sample.length < SAMPLE_CHARACTERS || counts.length === 0) {
    try {
      parser.end();
    } catch (error) {
      // A quote that is never closed is told with its row when the rows are read.
      if (!(error instanceof FileRefusal)) throw error;
    }
  }
  return counts;
}

function readHeader(
  file: ImportFile,
  options: { readonly encoding: string; readonly separator: string; readonly limits: ImportLimits },
): CsvRow {
  let header: CsvRow | null = null;
  const parser = createCsvParser({
    separator: options.separator,
    limits: options.limits,
    onRow(row) {
      if (!header && row.cells.some((cell) => cell.trim() !== '')) header = row;
    },
  });
  readText(file, options, (text) => {
    parser.write(text);
    return header === null;
  });
  if (!header) parser.end();
  if (!header) throw new FileRefusal('the file holds nothing but blank lines');
  return header;
}

function checkHeaders(row: CsvRow, limits: ImportLimits): string[] {
  const place = { row: row.rowNumber };
  if (row.cellCount > limits.columns) {
    const counts = `${displayCount(row.cellCount)} columns; ${displayCount(limits.columns)} can be imported`;
    throw new FileRefusal(`the file has ${counts}`, place);
  }
  if (row.flaw) throw new FileRefusal(`the header cannot be read: ${row.flaw}`, place);
  const headers = row.cells.map((cell) => cell.trim());
  const firstOf = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    const position = displayCount(index + 1);
    if (header === '')
      throw new FileRefusal(`column ${position} has no name`, { ...place, column: position });
    if (header.length > HEADER_CHARACTERS) {
      const counts = `${displayCount(header.length)} characters; ${displayCount(HEADER_CHARACTERS)} are allowed`;
      throw new FileRefusal(`the name of column ${position} has ${counts}`, {
        ...place,
        column: position,
      });
    }
    const broken = brokenText(header, true);
    if (broken)
      throw new FileRefusal(`the header cannot be read: ${broken}`, { ...place, column: position });
    const first = firstOf.get(header);
    if (first !== undefined) {
      throw new FileRefusal(
        `columns ${displayCount(first + 1)} and ${position} have the same name`,
        { ...place, column: header },
      );
    }
    firstOf.set(header, index);
  }
  return headers;
}
