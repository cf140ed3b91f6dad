import type { ColumnDefinition } from '../../../shared/records/column.ts';
import type { RecordColumn } from '../../store/records.ts';

/** Width of the boxes that pick rows. */
export const TICK_PX = 34;

/** A column that is shown: what it says and how this person has it. */
export interface ShownColumn {
  readonly definition: ColumnDefinition;
  readonly choice: RecordColumn;
  /** Pixels from the left edge where it is pinned. */
  readonly leftPx: number | null;
  /** How it orders the list where that is not asked of the backend; null: it could. */
  readonly order?: 'ascending' | 'descending' | null;
}

/** The cell that the keyboard is at; row -1 is the head. */
export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

/** Where pinned columns lie: after the boxes and the pinned ones before. */
export function withPlaces(
  columns: readonly Omit<ShownColumn, 'leftPx'>[],
): readonly ShownColumn[] {
  let nextPx = TICK_PX;
  return columns.map((column) => {
    if (!column.choice.isPinned) return { ...column, leftPx: null };
    const leftPx = nextPx;
    nextPx += column.choice.widthPx;
    return { ...column, leftPx };
  });
}

/** A width that grows with the text: it was chosen at its usual size. */
export function withText(widthPx: number): string {
  return `${widthPx / 16}rem`;
}
