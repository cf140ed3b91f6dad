import { type CellFormat, type DateSystem, numberText, PLAIN } from './cell-format.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import { type CellFault, NO_FAULTS, type Row } from './row.ts';
import { createXmlParser } from './xml.ts';

/** What the cells of every sheet of a workbook refer to. */
export interface WorkbookContext {
  readonly sharedStrings: readonly string[];
  /** By number of style. */
  readonly formats: readonly CellFormat[];
  readonly dateSystem: DateSystem;
  readonly limits: ImportLimits;
}

/** Column XFD. */
const LAST_COLUMN = 16_384;
const LAST_ROW = 1_048_576;

interface Cell {
  readonly index: number;
  readonly type: string;
  readonly format: CellFormat;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}

interface Counts {
  formulas: number;
  hiddenRows: number;
  mergedAreas: number;
  hasHiddenColumns: boolean;
}

/**
 * Reads the rows of a sheet that hold a value: what was last worked out, never a formula.
 * @returns what people should know of the sheet
 * @throws {FileRefusal}
 */
export function readSheet(
  text: string,
  context: WorkbookContext,
  onRow: (row: Row) => void,
): readonly string[] {
  const counts: Counts = { formulas: 0, hiddenRows: 0, mergedAreas: 0, hasHiddenColumns: false };
  const rows = createRows(counts, onRow);
  let cell: Cell | null = null;
  let taking: 'value' | 'text' | null = null;
  let phonetic = 0;
  const parser = createXmlParser(
    {
      open(name, attributes) {
        switch (name) {
          case 'row':
            rows.open(attributes.get('r') ?? null);
            if (isTrue(attributes.get('hidden'))) counts.hiddenRows++;
            break;
          case 'c':
            cell = openCell(rows.nextIndex(attributes.get('r') ?? null), attributes, context);
            break;
          case 'f':
            if (cell) cell.hasFormula = true;
            break;
          case 'v':
            taking = cell && 'value';
            if (cell) cell.hasValue = true;
            break;
          case 't':
            taking = cell && phonetic === 0 ? 'text' : null;
            if (cell && taking) cell.hasValue = true;
            break;
          case 'rPh':
            phonetic++;
            break;
          case 'col':
            if (isTrue(attributes.get('hidden'))) counts.hasHiddenColumns = true;
            break;
          case 'mergeCell':
            counts.mergedAreas++;
        }
      },
      close(name) {
        if (name === 'row') rows.close();
        else if (name === 'v' || name === 't') taking = null;
        else if (name === 'rPh') phonetic--;
        else if (name === 'c' && cell) {
          rows.add(cell, context);
          cell = null;
        }
      },
      text(piece) {
        if (cell && taking) cell.value += piece;
      },
    },
    context.limits,
  );
  parser.write(text);
  parser.end();
  return notesOf(counts);
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

function openCell(
  index: number,
  attributes: ReadonlyMap<string, string>,
  context: WorkbookContext,
): Cell {
  return {
    index,
    type: attributes.get('t') ?? 'n',
    format: context.formats[Number(attributes.get('s') ?? 0)] ?? PLAIN,
    value: '',
    hasValue: false,
    hasFormula: false,
  };
}

/** Collects the cells of one row after another. */
function createRows(counts: Counts, onRow: (row: Row) => void) {
  let rowNumber = 0;
  let cells: string[] = [];
  let doubts: CellFault[] = [];
  let filled = 0;
  let column = 0;
  return {
    open(reference: string | null): void {
      const number = reference === null ? rowNumber + 1 : Number(reference);
      if (!Number.isInteger(number) || number <= rowNumber || number > LAST_ROW)
        throw new FileRefusal('the rows of the sheet are not in order: save it again');
      rowNumber = number;
      cells = [];
      doubts = [];
      filled = 0;
      column = 0;
    },
    nextIndex(reference: string | null): number {
      const index = reference === null ? column : columnOf(reference);
      if (index === null || index < column || index >= LAST_COLUMN)
        throw new FileRefusal('the cells of the sheet are not in order: save it again', {
          row: rowNumber,
        });
      column = index + 1;
      return index;
    },
    add(cell: Cell, context: WorkbookContext): void {
      const { text, doubt } = cellText(cell, context);
      if (cell.hasFormula) counts.formulas++;
      if (doubt !== null) doubts.push({ index: cell.index, reason: doubt });
      if (text === '') return;
      while (cells.length < cell.index) cells.push('');
      cells.push(text);
      filled++;
    },
    close(): void {
      if (filled === 0 && doubts.length === 0) return;
      onRow({
        cells,
        rowNumber,
        cellCount: cells.length,
        faults: NO_FAULTS,
        doubts: doubts.length > 0 ? doubts : NO_FAULTS,
      });
    },
  };
}

/** Index of the column of a reference such as `BC12`; null: it is none. */
function columnOf(reference: string): number | null {
  const letters = /^\$?([A-Za-z]{1,3})\$?\d*$/.exec(reference)?.[1];
  if (letters === undefined) return null;
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function cellText(cell: Cell, context: WorkbookContext) {
  // Some programs write an empty value for one that was never worked out.
  const isMissing = !cell.hasValue || (cell.value === '' && cell.type === 'n');
  if (isMissing) {
    const doubt = cell.hasFormula
      ? 'the formula has no stored value: open the workbook and save it, then import again'
      : null;
    return { text: '', doubt };
  }
  const { value } = cell;
  switch (cell.type) {
    case 's': {
      const text = context.sharedStrings[Number(value)];
      if (text === undefined)
        throw new FileRefusal('the workbook is damaged: a cell names a text that is not there');
      return { text, doubt: null };
    }
    case 'inlineStr':
    case 'str':
      return { text: unescapeText(value), doubt: null };
    case 'b':
      return { text: value.trim() === '1' ? 'TRUE' : 'FALSE', doubt: null };
    case 'e':
      return { text: value, doubt: 'the cell holds the error of a formula and no value' };
    case 'd':
      return { text: value, doubt: null };
    default:
      return numberText(value, cell.format, context.dateSystem);
  }
}

/** Text in which characters that XML has no place for are written as `_x0007_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function notesOf(counts: Counts): string[] {
  const notes: string[] = [];
  const say = (count: number, what: string) => {
    if (count > 0) notes.push(`${what}: ${displayCount(count)}`);
  };
  say(
    counts.formulas,
    'cells with a formula, of which the value last worked out is taken and the formula is not',
  );
  say(counts.hiddenRows, 'hidden rows, read like all others');
  if (counts.hasHiddenColumns) notes.push('the sheet has hidden columns: they are read too');
  say(counts.mergedAreas, 'merged cells, whose value stands in the first of them only');
  return notes;
}
