import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { ReportItemRow, ReportRow } from './report.ts';
import { prepared } from './statement.ts';

/** What of a report's head can be changed. */
export type ReportHead = Pick<
  ReportRow,
  'sourceId' | 'reference' | 'reportedOn' | 'ownerAgency' | 'marking' | 'reviewOn'
>;

/** A report at one time: what the history compares. */
export interface ReportState {
  readonly head: ReportHead;
  readonly items: readonly (ReportItemRow & {
    /** Records that say what it says of each entity, and what they say. */
    readonly mentions: readonly { readonly recordId: string; readonly fields: string }[];
    readonly links: readonly {
      readonly type: string | null;
      readonly fromRecordId: string;
      readonly toRecordId: string;
    }[];
  })[];
}

/** One change of a report, with how it was before. */
export interface ReportEditRow {
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly reason: string;
  readonly before: ReportState;
}

/** Changes of a report that were not undone, newest first. */
export function reportEdits(db: Database, reportId: string): readonly ReportEditRow[] {
  return prepared<[string], Omit<ReportEditRow, 'before'> & { readonly before: string }>(
    db,
    `SELECT id, edited_at AS at, edited_by AS author, reason, before FROM report_edit
     WHERE report_id = ? ORDER BY id DESC`,
  )
    .all(reportId)
    .map((row) => ({ ...row, before: JSON.parse(row.before) as ReportState }));
}

/** Keeps that a report is changed, and how it was. Must run within a command. */
export function insertReportEdit(
  db: Database,
  edit: Omit<ReportEditRow, 'id'> & { readonly reportId: string },
): void {
  prepared(
    db,
    'INSERT INTO report_edit (id, report_id, edited_at, edited_by, reason, before) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(uuidv7(), edit.reportId, edit.at, edit.author, edit.reason, JSON.stringify(edit.before));
}

/** Changes the head of a report. Must run within a command. */
export function updateReport(db: Database, id: string, head: ReportHead): void {
  prepared(
    db,
    `UPDATE report SET source_id = @sourceId, reference = @reference, reported_on = @reportedOn,
       owner_agency = @ownerAgency, marking = @marking, review_on = @reviewOn WHERE id = @id`,
  ).run({ id, ...head });
}

/** Changes an item of a report. Must run within a command. */
export function updateReportItem(
  db: Database,
  item: ReportItemRow & { readonly position: number },
): void {
  prepared(
    db,
    `UPDATE report_item SET position = @position, body = @text, basis = @basis, grade_source = @gradeSource,
       grade_information = @gradeInformation, handling = @handling, handling_conditions = @handlingConditions,
       observed_from = @observedFrom, observed_to = @observedTo WHERE id = @id`,
  ).run({ ...item, handlingConditions: item.handling === 'C' ? item.handlingConditions : null });
}

/** Leaves an item out of its report; its text is kept. Must run within a command. */
export function removeReportItem(db: Database, id: string, at: string): void {
  prepared(db, 'UPDATE report_item SET removed_at = ? WHERE id = ?').run(at, id);
}
