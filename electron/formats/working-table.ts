import { type CellFix, type Mapping, workingColumns } from '../../shared/import/mapping.ts';
import { createTransformer } from '../../shared/import/transform.ts';
import { displayCount } from './limits.ts';
import type { FixedCell, Row } from './row.ts';
import type { Table } from './table.ts';

/** A table with its columns transformed: those received come first, those made behind them. */
export function transformed(table: Table, mapping: Mapping): Table {
  const transform = createTransformer(mapping);
  const headers = workingColumns(mapping);
  return {
    ...table,
    headers,
    types: null,
    read: (onRow) =>
      table.read((row) => {
        if (row.cellCount !== table.headers.length || row.faults.length > 0) {
          onRow(unsound(row, table.headers.length));
          return;
        }
        onRow({
          ...row,
          cells: transform(row.cells),
          received: row.cells,
          cellCount: headers.length,
        });
      }),
  };
}

/** A row without the cells that its header promises cannot be transformed: it is set aside as it is. */
function unsound(row: Row, promised: number): Row {
  if (row.faults.length > 0) return row;
  const reason = `the row has ${displayCount(row.cellCount)} cells, the header ${displayCount(promised)}`;
  return { ...row, faults: [{ index: null, reason }] };
}

/** A table with the corrections of people put in; what was received stays beside them. */
export function corrected(table: Table, fixes: readonly CellFix[]): Table {
  const indexOf = new Map(table.headers.map((header, index) => [header, index]));
  const byRow = new Map<number, CellFix[]>();
  const byValue = new Map<string, string>();
  for (const fix of fixes) {
    if (fix.table !== table.name || !indexOf.has(fix.column)) continue;
    if (fix.row === null) byValue.set(valueKey(fix.column, fix.from), fix.to);
    else byRow.set(fix.row, [...(byRow.get(fix.row) ?? []), fix]);
  }
  if (byRow.size === 0 && byValue.size === 0) return table;
  const alike = new Set([...byValue.keys()].map((key) => key.slice(0, key.indexOf('\u001f'))));
  const columns = table.headers.filter((header) => alike.has(header));

  function fix(row: Row): Row {
    if (row.cellCount !== table.headers.length) return row;
    const cells = [...row.cells];
    const fixed: FixedCell[] = [];
    const put = (column: string, to: string) => {
      const index = indexOf.get(column) ?? -1;
      const from = row.cells[index] ?? '';
      if (from === to) return;
      cells[index] = to;
      fixed.push({ column, from, to });
    };
    const own = byRow.get(row.rowNumber) ?? [];
    const ownColumns = new Set(own.map(({ column }) => column));
    for (const column of columns) {
      // What is said of one row goes before what is said of all alike.
      if (ownColumns.has(column)) continue;
      const to = byValue.get(valueKey(column, row.cells[indexOf.get(column) ?? -1] ?? ''));
      if (to !== undefined) put(column, to);
    }
    for (const { column, to } of own) put(column, to);
    if (fixed.length === 0) return row;
    return { ...row, cells, received: row.received ?? row.cells, fixes: fixed };
  }

  return { ...table, read: (onRow) => table.read((row) => onRow(fix(row))) };
}

function valueKey(column: string, value: string): string {
  return `${column}\u001f${value}`;
}
