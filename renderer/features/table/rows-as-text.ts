import type { EntityRow } from '../../../shared/api/entity.ts';
import type { ColumnDefinition } from '../../../shared/records/column.ts';

/** Rows parted by tabs, with a heading; what would part cells within one becomes a space. */
export function rowsAsText(
  rows: readonly EntityRow[],
  columns: readonly Pick<ColumnDefinition, 'label' | 'textOf'>[],
): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
  return [
    line(columns.map(({ label }) => label)),
    ...rows.map((row) => line(columns.map(({ textOf }) => textOf(row)))),
  ].join('\n');
}
