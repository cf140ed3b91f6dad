/** Rows read at a time: few enough that nobody waits for them. */
const PAGE_ROWS = 800;

/**
 * Goes through rows a page at a time, by a number that grows from row to row. No statement stays open between two
 * pages, so that whoever goes through them may pause for as long as they like while others write.
 */
export function* pages<Row>(
  read: (after: number, limit: number) => readonly Row[],
  numberOf: (row: Row) => number,
): Generator<Row> {
  let after = -1;
  for (;;) {
    const rows = read(after, PAGE_ROWS);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = numberOf(last);
  }
}
