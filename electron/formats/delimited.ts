import { createCsvParser } from './csv.ts';
import { type FileBytes, inspectBytes, readSameText, readText } from './encoding.ts';
import { type Grid, HEADER_ROWS } from './grid.ts';
import type { ImportFile } from './import-file.ts';
import type { ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';

const SEPARATORS = [',', ';', '\t', '|'];
const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_ROWS = 30;
/** Rows as even as this are a table, though its first row is no row of it. */
const EVEN_ENOUGH = 0.5;
/** A line above everything else with which a spreadsheet program says its separator. */
const SEPARATOR_LINE = /^sep=(.)\r?(?:\n|$)/i;

interface DelimitedOptions {
  readonly origin: string;
  readonly limits: ImportLimits;
  /** What people chose where the file does not say its encoding; null: it is guessed. */
  readonly chosenEncoding: string | null;
}

/**
 * Reads as much of a text file as tells its encoding and separator.
 * @throws {FileRefusal} when it is no text, or holds nothing
 */
export function openDelimited(
  file: ImportFile,
  { origin, limits, chosenEncoding }: DelimitedOptions,
): Grid {
  const inspected = inspectBytes(file, limits);
  // A file that says its encoding is read in it, whatever is chosen.
  const isChosen = inspected.guess !== null && chosenEncoding !== null;
  const bytes = isChosen
    ? { ...inspected, encoding: chosenEncoding, isLossy: true, guess: null }
    : inspected;
  let sample = '';
  readText(file, { encoding: bytes.encoding, limits }, (text) => {
    sample += text;
    return sample.length < SAMPLE_CHARACTERS;
  });
  const told = SEPARATOR_LINE.exec(sample)?.[1] ?? null;
  const separators = told === null ? SEPARATORS : [told];
  const guess = guessStyle(sample.slice(0, SAMPLE_CHARACTERS), separators, limits);
  const separator = told ?? guess?.separator ?? null;
  const style = { separator: separator ?? ',', quote: guess?.quote ?? '"' } as const;
  const reading = { bytes, style, limits, firstRow: told === null ? 1 : 2 };
  return {
    name: file.name,
    origin,
    sha256: bytes.sha256,
    encoding: bytes.encoding,
    isEncodingOpen: inspected.guess !== null,
    separator,
    isGuarded: style.separator === ',',
    isLossy: bytes.isLossy,
    notes: bytes.guess === null ? [] : [bytes.guess],
    firstRows: readFirstRows(file, reading),
    isOpenEnded: false,
    read: (onRow) => readRows(file, reading, onRow),
  };
}

interface Reading {
  readonly bytes: FileBytes;
  readonly style: Style;
  readonly limits: ImportLimits;
  /** Rows before it are no part of the table. */
  readonly firstRow: number;
}

function readRows(file: ImportFile, reading: Reading, onRow: (row: Row) => void) {
  const { bytes, style, limits, firstRow } = reading;
  let hasBrokenText = false;
  const parser = createCsvParser({
    ...style,
    limits,
    onRow(row) {
      if (row.rowNumber >= firstRow) onRow(row);
    },
  });
  readSameText(file, { bytes, limits }, (text) => {
    hasBrokenText ||= isBroken(text, bytes.isLossy);
    parser.write(text);
  });
  parser.end();
  return { hasBrokenText, notes: [] };
}

function isBroken(text: string, isLossy: boolean): boolean {
  return text.includes('\0') || !text.isWellFormed() || (isLossy && text.includes('\uFFFD'));
}

function readFirstRows(file: ImportFile, reading: Reading): Row[] {
  const { bytes, style, limits, firstRow } = reading;
  const rows: Row[] = [];
  let characters = 0;
  const parser = createCsvParser({
    ...style,
    limits,
    onRow(row) {
      const isWanted = row.rowNumber >= firstRow && rows.length < HEADER_ROWS;
      if (isWanted && row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    },
  });
  readText(file, { encoding: bytes.encoding, limits }, (text) => {
    parser.write(text);
    characters += text.length;
    return rows.length === 0 || (rows.length < HEADER_ROWS && characters < SAMPLE_CHARACTERS);
  });
  if (rows.length === 0 || characters < SAMPLE_CHARACTERS) endSample(parser, rows.length > 0);
  return rows;
}

/** Ends the reading of a sample: a quote that is never closed is told with its row when the rows are read. */
function endSample(parser: { end(): void }, isForgiving: boolean): void {
  try {
    parser.end();
  } catch (error) {
    if (!(isForgiving && error instanceof FileRefusal)) throw error;
  }
}

/** What divides cells, and what stands around those that hold it. */
interface Style {
  readonly separator: string;
  readonly quote: '"' | "'";
}

interface Evenness extends Style {
  readonly evenness: number;
  readonly columns: number;
}

/** The style that cuts the rows most evenly, and then into most columns; null: one column. */
function guessStyle(
  sample: string,
  separators: readonly string[],
  limits: ImportLimits,
): Style | null {
  const tried = separators.flatMap((separator) => {
    const style: Style = { separator, quote: '"' };
    const other: Style = { separator, quote: "'" };
    const counts = cellCounts(sample, style, limits);
    const otherCounts = cellCounts(sample, other, limits);
    // Apostrophes stand in names: they are no quotes where rows would be swallowed by them.
    return otherCounts.length * 10 >= counts.length * 9
      ? [
          { style, counts },
          { style: other, counts: otherCounts },
        ]
      : [{ style, counts }];
  });
  const evennessOf = (columnsOf: (counts: readonly number[]) => number) =>
    tried.flatMap(({ style, counts }): Evenness[] => {
      const columns = columnsOf(counts);
      const even = counts.filter((count) => count === columns).length;
      return columns < 2 ? [] : [{ ...style, columns, evenness: even / counts.length }];
    });
  const byFirst = best(evennessOf((counts) => counts[0] ?? 0));
  if (byFirst && byFirst.evenness >= EVEN_ENOUGH) return byFirst;
  // The first row may be a title, even one with a comma in it: then most rows tell.
  const byMost = best(evennessOf(mostFrequent));
  if (byMost && byMost.evenness >= EVEN_ENOUGH) return byMost;
  return byFirst ?? spacedStyle(sample, limits);
}

/** Spaces divide cells only where nothing else does, all rows have as many, and cells stand in quotes. */
function spacedStyle(sample: string, limits: ImportLimits): Style | null {
  if (!sample.startsWith('"')) return null;
  const style: Style = { separator: ' ', quote: '"' };
  const [first = 0, ...rest] = cellCounts(sample, style, limits);
  return first > 1 && rest.every((count) => count === first) ? style : null;
}

function best(candidates: readonly Evenness[]): Evenness | null {
  return candidates.reduce<Evenness | null>(
    (found, candidate) =>
      !found ||
      candidate.evenness > found.evenness ||
      // Of two that cut alike, the one with double quotes comes first and stays.
      (candidate.evenness === found.evenness && candidate.columns > found.columns)
        ? candidate
        : found,
    null,
  );
}

/** The number of cells that most rows of more than one cell have. */
function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) if (count > 1) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0];
}

function cellCounts(sample: string, style: Style, limits: ImportLimits): number[] {
  const counts: number[] = [];
  const parser = createCsvParser({
    ...style,
    limits,
    onRow(row) {
      if (counts.length < SAMPLE_ROWS) counts.push(row.cellCount);
    },
  });
  parser.write(sample);
  if (sample.length < SAMPLE_CHARACTERS || counts.length === 0) endSample(parser, true);
  return counts;
}
