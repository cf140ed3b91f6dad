import type { ImportLimits } from './limits.ts';
import { type CellFault, NO_FAULTS, type Row } from './row.ts';
import { checkHeaders, type RowsRead, type Table, tooManyColumns } from './table.ts';

/** What is wrong with the value under a key, or (key null) with the row as a whole. */
export interface KeyFault {
  readonly key: string | null;
  readonly reason: string;
}

/** A row told as values under keys: it need not have every column. */
export interface KeyedRow {
  readonly values: ReadonlyMap<string, string>;
  /** By default rows are counted from 1. */
  readonly rowNumber?: number;
  readonly faults?: readonly KeyFault[];
  readonly doubts?: readonly KeyFault[];
}

/** Takes what a format reads. */
export interface KeyedSink {
  /** `table` names one of the file's tables. */
  row(table: string, row: KeyedRow): void;
  /** Something that people should know of a table. */
  note(table: string, reason: string): void;
}

/** How a column of a table is called, and its type as the file declares it. */
export interface KeyedColumn {
  readonly name: string;
  readonly type: string | null;
}

/** A file whose rows are told as values under keys. */
export interface KeyedFile
  extends Pick<Table, 'name' | 'origin' | 'sha256' | 'encoding' | 'isLossy'> {
  readonly notes: readonly string[];
  /** Reads the whole file, every time it is called, and tells the same. @throws {FileRefusal} */
  read(sink: KeyedSink): void;
  /** Names and types of the columns of a table, by its keys in the order in which they were met. */
  columns(table: string, keys: readonly string[]): readonly KeyedColumn[];
  readonly holds: (table: string) => Table['holds'];
}

/**
 * The tables of a file: reads it once, to learn what columns there are.
 * @throws {FileRefusal}
 */
export function keyedTables(file: KeyedFile, limits: ImportLimits): Table[] {
  const keysOf = new Map<string, Set<string>>();
  file.read({
    row(table, { values }) {
      let keys = keysOf.get(table);
      if (!keys) {
        keys = new Set();
        keysOf.set(table, keys);
      }
      for (const key of values.keys()) keys.add(key);
    },
    note() {},
  });
  return [...keysOf].map(([table, keys]) => keyedTable(file, table, [...keys], limits));
}

function keyedTable(
  file: KeyedFile,
  table: string,
  keys: readonly string[],
  limits: ImportLimits,
): Table {
  if (keys.length > limits.columns) throw tooManyColumns(keys.length, limits, null);
  const columns = file.columns(table, keys);
  const headers = checkHeaders(
    columns.map(({ name }) => name),
    null,
  );
  const types = columns.map(({ type }) => type);
  const { name, origin, sha256, encoding, isLossy, notes } = file;
  return {
    name: table === '' ? name : `${name}/${table}`,
    origin,
    sha256,
    encoding,
    separator: null,
    isLossy,
    headers,
    headerRow: null,
    header: null,
    types: types.some((type) => type !== null) ? types : null,
    holds: file.holds(table),
    notes,
    read: (onRow) => readTable(file, table, keys, onRow),
  };
}

function readTable(
  file: KeyedFile,
  wanted: string,
  keys: readonly string[],
  onRow: (row: Row) => void,
): RowsRead {
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const notes = new Set<string>();
  const isOptional = file.holds(wanted) === null;
  let rows = 0;
  let emptyRows = 0;
  const named = (faults: readonly KeyFault[] | undefined): readonly CellFault[] =>
    faults?.map(({ key, reason }) => ({
      index: key === null ? null : (indexOf.get(key) ?? null),
      reason,
    })) ?? NO_FAULTS;
  file.read({
    row(table, row) {
      if (table !== wanted) return;
      rows++;
      const cells = keys.map((key) => row.values.get(key) ?? '');
      // In a graph a node that says nothing is a fault; elsewhere it is an item that was left blank.
      if (isOptional && row.faults === undefined && cells.every((cell) => cell === '')) {
        emptyRows++;
        return;
      }
      onRow({
        cells,
        rowNumber: row.rowNumber ?? rows,
        cellCount: cells.length,
        faults: named(row.faults),
        doubts: named(row.doubts),
      });
    },
    note(table, reason) {
      if (table === wanted) notes.add(reason);
    },
  });
  return { emptyRows, hasBrokenText: true, notes: [...notes] };
}

const STEP = '\u001f';

/** Key of a value that lies within others. */
export function keyOf(path: string, name: string): string {
  return path === '' ? name : `${path}${STEP}${name}`;
}

/** Columns of values that lie within others: called by the last name, or by all where two would be called the same. */
export function treeColumns(keys: readonly string[]): KeyedColumn[] {
  const lastNameOf = (key: string) => key.slice(key.lastIndexOf(STEP) + 1).trim();
  const times = new Map<string, number>();
  for (const key of keys) {
    const name = lastNameOf(key);
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return keys.map((key) => {
    const name = lastNameOf(key);
    return { name: times.get(name) === 1 ? name : key.replaceAll(STEP, '.'), type: null };
  });
}
