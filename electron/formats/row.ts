/** A reason why a row cannot be kept, or should be looked at. */
export interface RowFault {
  readonly column: string | null;
  readonly reason: string;
}

/** What is wrong with one cell of a row, or (index null) with the row as a whole. */
export interface CellFault {
  readonly index: number | null;
  readonly reason: string;
}

/** One row as it stands in the file. */
export interface Row {
  readonly cells: readonly string[];
  /** Cells as received, where transforms or corrections made others of them. */
  readonly received?: readonly string[];
  /** Cells that people corrected before the row was read. */
  readonly fixes?: readonly FixedCell[];
  /**
   * As a spreadsheet counts, blank lines included: the first line is row 1. In files that have no lines of
   * their own, such as graph files, the first item is row 1.
   */
  readonly rowNumber: number;
  /** Cells in the row. Beyond the column limit `cells` holds the rest of the row in its last cell. */
  readonly cellCount: number;
  /** Why the row cannot be kept, as far as its format tells. */
  readonly faults: readonly CellFault[];
  /** What is kept, but should be looked at. */
  readonly doubts: readonly CellFault[];
}

/** A corrected cell: what it would have said, and what it was made to say. */
export interface FixedCell {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

export const NO_FAULTS: readonly CellFault[] = [];

/** Faults of cells as they are told to people: by the name of their column. */
export function namedFaults(
  faults: readonly CellFault[],
  headers: readonly string[],
): readonly RowFault[] {
  return faults.map(({ index, reason }) => ({
    column: index === null ? null : (headers[index] ?? null),
    reason,
  }));
}
