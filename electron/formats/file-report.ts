import type { FileReport } from '../../shared/api/import.ts';
import { displayCount } from './limits.ts';
import type { ImportPlan, PlannedTable } from './plan.ts';
import type { ProblemLog } from './problem-log.ts';

/** What became of the rows of one file, as it is counted. */
export interface Tally {
  rows: number;
  kept: number;
  unchanged: number;
  quarantined: number;
  readonly log: ProblemLog;
}

function sampleRow({ rowNumber, cells }: PlannedTable['sample'][number]) {
  return { row: rowNumber, cells: [...cells] };
}

/** Rows that a sheet can have: a longer list was cut off there without a word. */
const SHEET_ROWS: readonly number[] = [65_536, 1_048_576];

/** The report of a table whose rows were read. */
export function reportOf(table: PlannedTable, tally: Tally): FileReport {
  const { log } = tally;
  for (const reason of table.notes) log.warn({ row: null, column: null, reason });
  if (tally.rows === 0)
    log.warn({ row: null, column: null, reason: 'the file has a header but no rows' });
  const lines = (table.headerRow ?? 0) + tally.rows + table.emptyRows;
  if (SHEET_ROWS.includes(lines))
    log.warn({
      row: null,
      column: null,
      reason: `the file ends where spreadsheets end, at row ${displayCount(lines)}: look whether rows were cut off`,
    });
  if (table.emptyRows > 0)
    log.warn({
      row: null,
      column: null,
      reason: `rows without any value, left out: ${displayCount(table.emptyRows)}`,
    });
  return {
    name: table.name,
    profile: table.layout.profile.id,
    encoding: table.encoding,
    separator: table.separator,
    columns: [...table.headers],
    rows: tally.rows,
    kept: tally.kept,
    unchanged: tally.unchanged,
    quarantined: tally.quarantined,
    problems: log.problems(),
    moreProblems: log.more(),
    sample: table.sample.map(sampleRow),
  };
}

/** The report of a file of which no row was taken. */
export function unreadReport(
  name: string,
  outcome: ImportPlan['files'][number]['outcome'],
): FileReport {
  const table = outcome.status === 'left-out' ? null : outcome.table;
  const planned = outcome.status === 'table' ? outcome.table : null;
  return {
    name,
    profile: planned?.layout.profile.id ?? null,
    encoding: table?.encoding ?? null,
    separator: table?.separator ?? null,
    columns: [...(table?.headers ?? [])],
    rows: 0,
    kept: 0,
    unchanged: 0,
    quarantined: 0,
    problems: outcome.status === 'table' ? [] : [outcome.problem],
    moreProblems: 0,
    sample: (planned?.sample ?? []).map(sampleRow),
  };
}
