import { setImmediate as pause } from 'node:timers/promises';
import type { PreviewFault, PreviewRow } from '../../shared/api/import.ts';
import type { ImportFile } from './import-file.ts';
import type { Layout } from './layout.ts';
import { displayCount } from './limits.ts';
import { type OpenOptions, openFile } from './open-file.ts';
import { readUntil } from './outlook.ts';
import { createPartKey } from './plan.ts';
import { FileRefusal } from './refusal.ts';
import { namedFaults, type Row, type RowFault } from './row.ts';
import { createEntityReader } from './stage-entity.ts';
import { createMappedReader } from './stage-mapped.ts';
import { createRelationReader } from './stage-relation.ts';
import { brokenText, type Table } from './table.ts';

/** How much is kept for the preview, in rows and in characters of all of them; an import checks every row. */
const PREVIEW_KEEPS = { rows: 50_000, characters: 64_000_000 };
const LISTED_FAULTS = 20_000;
const ROWS_PER_STEP = 500;

export interface PreviewOptions extends OpenOptions {
  readonly today: string;
  readonly assumedKind: string;
  readonly keeps?: typeof PREVIEW_KEEPS;
}

/** The rows of one table as they are about to be read, with what each of them tells is wrong with it. */
export interface Preview {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly isWhole: boolean;
  readonly faults: readonly PreviewFault[];
  readonly moreFaults: number;
}

/** @throws {FileRefusal} when no file holds the table, or it cannot be read */
export async function previewTable(
  files: readonly ImportFile[],
  tableName: string,
  options: PreviewOptions,
): Promise<Preview> {
  for (const file of files) {
    if (tableName !== file.name && !tableName.startsWith(`${file.name}/`)) continue;
    const opened = openFile(file, options).find(({ name }) => name === tableName);
    if (!opened) continue;
    const { outcome } = opened;
    if (!outcome.table) {
      const reason = outcome.status === 'open' ? 'it cannot be read' : outcome.problem.reason;
      throw new FileRefusal(reason, { file: tableName });
    }
    const layout = outcome.status === 'open' ? outcome.layout : null;
    return await previewOf(outcome.table, layout, options);
  }
  throw new FileRefusal('no chosen file holds this table', { file: tableName });
}

async function previewOf(
  table: Table,
  layout: Layout | null,
  options: PreviewOptions,
): Promise<Preview> {
  const { rows, isWhole } = keptRows(table, options.keeps ?? PREVIEW_KEEPS);
  const check = layout ? createCheck(table, layout, rows, options) : () => [];
  const faults: PreviewFault[] = [];
  let moreFaults = 0;
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_PER_STEP === 0) await pause();
    for (const { column, reason, severity } of check(row)) {
      if (faults.length >= LISTED_FAULTS) {
        moreFaults++;
        continue;
      }
      const index = column === null ? -1 : table.headers.indexOf(column);
      const value = (row.cells[index] ?? '').slice(0, 10_000);
      faults.push({ at, row: row.rowNumber, column, reason, severity, value });
    }
  }
  return { columns: table.headers, rows, isWhole, faults, moreFaults };
}

function keptRows(table: Table, most: typeof PREVIEW_KEEPS): Pick<Preview, 'rows' | 'isWhole'> {
  const rows: Row[] = [];
  let isWhole = true;
  let characters = 0;
  readUntil(table, (row) => {
    isWhole = rows.length < most.rows && characters < most.characters;
    if (!isWhole) return 'enough';
    rows.push(row);
    characters += charactersOf(row.cells) + charactersOf(row.received ?? []);
    return 'more';
  });
  return { rows, isWhole };
}

function charactersOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0);
}

type Told = RowFault & { readonly severity: PreviewFault['severity'] };

function createCheck(
  table: Table,
  layout: Layout,
  rows: readonly Row[],
  options: PreviewOptions,
): (row: Row) => readonly Told[] {
  const read = createReader(table, layout, options);
  const repeated = repeatedKeys(layout, rows);
  return (row) => {
    const broken = structural(row, table);
    if (broken.length > 0) return broken;
    const { faults, warnings } = read(row);
    const again = repeated(row);
    return [
      ...[...faults, ...(again ? [again] : [])].map(
        (fault): Told => ({ ...fault, severity: 'quarantine' }),
      ),
      ...[...warnings, ...namedFaults(row.doubts, table.headers)].map(
        (fault): Told => ({ ...fault, severity: 'warning' }),
      ),
    ];
  };
}

function structural(row: Row, table: Table): Told[] {
  if (row.faults.length > 0)
    return namedFaults(row.faults, table.headers).map((fault) => ({
      ...fault,
      severity: 'quarantine',
    }));
  if (row.cellCount !== table.headers.length) {
    const reason = `the row has ${displayCount(row.cellCount)} cells, the header ${displayCount(table.headers.length)}`;
    return [{ column: null, reason, severity: 'quarantine' }];
  }
  return row.cells.flatMap((cell, index): Told[] => {
    const reason = brokenText(cell, table.isLossy);
    return reason ? [{ column: table.headers[index] ?? null, reason, severity: 'quarantine' }] : [];
  });
}

function createReader(
  table: Table,
  layout: Layout,
  options: PreviewOptions,
): (row: Row) => { readonly faults: readonly RowFault[]; readonly warnings: readonly RowFault[] } {
  const planned = {
    ...table,
    emptyRows: 0,
    hasBrokenText: true,
    fileIndex: 0,
    rowCount: 0,
    sample: [],
  };
  const rules = { ...options, isGuarded: table.isGuarded ?? false };
  switch (layout.rows) {
    case 'mapped':
      return createMappedReader(layout, { ...rules, ordinalOf: () => 1 }).read;
    case 'entities': {
      const kindColumn = layout.kind ?? layout.kindUnlessChosen ?? null;
      return createEntityReader({ ...planned, layout, kindColumn }, layout, rules).read;
    }
    case 'relations':
      // Whether the ends are there is told by the check of the whole import.
      return createRelationReader({ ...planned, layout, kindColumn: null }, layout, {
        ...rules,
        ordinalOf: () => 1,
        kindOfKey: () => options.assumedKind,
      }).read;
  }
}

function repeatedKeys(layout: Layout, rows: readonly Row[]): (row: Row) => RowFault | null {
  if (layout.rows !== 'mapped') return () => null;
  const [own] = layout.mapping.parts;
  if (!own || own.isShared || own.isReference || own.key.length === 0) return () => null;
  const keyOf = createPartKey(own, layout.columns);
  const places = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row.cells);
    if (key === null) continue;
    const known = places.get(key);
    if (known) known.push(row.rowNumber);
    else places.set(key, [row.rowNumber]);
  }
  return (row) => {
    const key = keyOf(row.cells);
    const others = (key === null ? [] : (places.get(key) ?? [])).filter(
      (one) => one !== row.rowNumber,
    );
    if (others.length === 0) return null;
    const named = others.slice(0, 3).map((one) => `row ${displayCount(one)}`);
    return { column: own.key[0] ?? null, reason: `the id also stands on ${named.join(', ')}` };
  };
}

/** Rows of a preview by their places. */
export function previewRows(preview: Preview, places: readonly number[]): PreviewRow[] {
  return places.flatMap((at) => {
    const row = preview.rows[at];
    if (!row) return [];
    const fixed = Object.fromEntries((row.fixes ?? []).map(({ column, from }) => [column, from]));
    return [{ at, row: row.rowNumber, cells: [...row.cells], fixed }];
  });
}
