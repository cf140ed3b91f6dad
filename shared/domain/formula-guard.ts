/** What makes a spreadsheet take a cell for a formula, or a command of another program. */
const DANGER = /^'*[=+\-@\t\r\n]/;
const GUARDED = /^'+[=+\-@\t\r\n]/;

/**
 * A cell that no spreadsheet takes for a formula: an apostrophe stands before it where it begins like one. A cell that
 * begins with apostrophes and then like a formula gets one more, so that {@link withoutFormulaGuard} gives it back as
 * it was.
 */
export function withFormulaGuard(cell: string): string {
  return DANGER.test(cell) ? `'${cell}` : cell;
}

/** A cell as it was before it was guarded. */
export function withoutFormulaGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
