import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { Marking } from '../../shared/domain/marking.ts';
import type { SubjectCategory } from '../../shared/domain/person.ts';
import { LIVE_RECORD, RECORD_JOINS } from './record.ts';
import { LIVE_RELATION } from './relation.ts';
import { prepared } from './statement.ts';

/** A report as it is kept. */
export interface ReportRow {
  readonly id: string;
  readonly sourceId: string;
  readonly reference: string;
  readonly reportedOn: string | null;
  readonly ownerAgency: string | null;
  readonly marking: Marking;
  readonly reviewOn: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly items: number;
}

/** One item of a report. */
export interface ReportItemRow {
  readonly id: string;
  readonly text: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly observedFrom: string | null;
  readonly observedTo: string | null;
}

const COLUMNS = `p.id AS id, p.source_id AS sourceId, p.reference AS reference, p.reported_on AS reportedOn,
  p.owner_agency AS ownerAgency, p.marking AS marking, p.review_on AS reviewOn, p.created_at AS createdAt,
  p.created_by AS createdBy, (SELECT COUNT(*) FROM report_item i WHERE i.report_id = p.id AND i.removed_at IS NULL) AS items`;

/** Reports that were not taken back, newest first. */
export function listReports(db: Database): readonly ReportRow[] {
  return prepared<[], ReportRow>(
    db,
    `SELECT ${COLUMNS} FROM report p WHERE p.withdrawn_at IS NULL
     ORDER BY COALESCE(p.reported_on, p.created_at) DESC, p.id DESC`,
  ).all();
}

/** The report of this id; null where there is none, or it was taken back. */
export function findReport(db: Database, id: string): ReportRow | null {
  return (
    prepared<[string], ReportRow>(
      db,
      `SELECT ${COLUMNS} FROM report p WHERE p.id = ? AND p.withdrawn_at IS NULL`,
    ).get(id) ?? null
  );
}

/** @throws {AppError} `not-found` */
export function readReport(db: Database, id: string): ReportRow {
  const row = findReport(db, id);
  if (!row) throw notFound('report');
  return row;
}

/** Whether a report of this reference is there already. */
export function hasReport(db: Database, reference: string): boolean {
  return (
    prepared<[string], number>(
      db,
      'SELECT 1 FROM report WHERE reference = ? COLLATE NOCASE AND withdrawn_at IS NULL',
    )
      .pluck()
      .get(reference) !== undefined
  );
}

/** Items of a report, in order. */
export function reportItems(db: Database, reportId: string): readonly ReportItemRow[] {
  return prepared<[string], ReportItemRow>(
    db,
    `SELECT id, body AS text, basis, grade_source AS gradeSource, grade_information AS gradeInformation, handling,
       handling_conditions AS handlingConditions, observed_from AS observedFrom, observed_to AS observedTo
     FROM report_item WHERE report_id = ? AND removed_at IS NULL ORDER BY position, id`,
  ).all(reportId);
}

/** A record that an item made: what it says of one entity. */
export interface ItemRecordRow {
  readonly id: string;
  readonly fields: string;
  readonly kind: string;
  readonly category: SubjectCategory | null;
  /** Whether it still counts: what an item once said of somebody tells whom its text may name. */
  readonly isLive: number;
}

/** Records that an item made, in their order. */
export function itemRecords(db: Database, itemId: string): readonly ItemRecordRow[] {
  return prepared<[string], ItemRecordRow>(
    db,
    `SELECT r.id AS id, r.fields AS fields, r.kind AS kind, r.category AS category, (${LIVE_RECORD}) AS isLive
     FROM record r ${RECORD_JOINS} WHERE r.report_item_id = ? ORDER BY r.id`,
  ).all(itemId);
}

/** What was ever said of whom a record tells, taken back or not. */
export interface SaidOfSubject {
  readonly kind: string;
  readonly category: SubjectCategory | null;
  /** Fields as JSON. */
  readonly fields: string;
}

/** Everything ever recorded of the subject of a record, also where nothing is left of it now. */
export function everSaidOf(db: Database, recordId: string): readonly SaidOfSubject[] {
  return prepared<[string], SaidOfSubject>(
    db,
    `WITH RECURSIVE above (id) AS (
       SELECT ? UNION SELECT r.subject_record_id FROM record r JOIN above a ON r.id = a.id
         WHERE r.subject_record_id IS NOT NULL),
     cluster (id) AS (
       SELECT id FROM above UNION SELECT r.id FROM record r JOIN cluster c ON r.subject_record_id = c.id)
     SELECT r.kind AS kind, r.category AS category, r.fields AS fields FROM record r JOIN cluster c ON c.id = r.id`,
  ).all(recordId);
}

/** A link that an item told. */
export interface ItemRelationRow {
  readonly id: string;
  readonly type: string | null;
  readonly fromRecordId: string;
  readonly toRecordId: string;
}

/** Relations that an item made and that still count. */
export function itemRelations(db: Database, itemId: string): readonly ItemRelationRow[] {
  return prepared<[string], ItemRelationRow>(
    db,
    `SELECT r.id AS id, r.type AS type, r.from_record_id AS fromRecordId, r.to_record_id AS toRecordId
     FROM relation r LEFT JOIN batch b ON b.id = r.batch_id
     WHERE r.report_item_id = ? AND ${LIVE_RELATION} ORDER BY r.id`,
  ).all(itemId);
}

/** Keeps a report. Must run within a command. */
export function insertReport(
  db: Database,
  report: Omit<ReportRow, 'id' | 'items'> & { readonly reason: string },
): string {
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO report (id, source_id, reference, reported_on, owner_agency, marking, review_on, created_at, created_by, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    report.sourceId,
    report.reference,
    report.reportedOn,
    report.ownerAgency,
    report.marking,
    report.reviewOn,
    report.createdAt,
    report.createdBy,
    report.reason,
  );
  return id;
}

/** Keeps one item of a report. Must run within a command. */
export function insertReportItem(
  db: Database,
  item: Omit<ReportItemRow, 'id'> & { readonly reportId: string; readonly position: number },
): string {
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO report_item (id, report_id, position, body, basis, grade_source, grade_information, handling,
       handling_conditions, observed_from, observed_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    item.reportId,
    item.position,
    item.text,
    item.basis,
    item.gradeSource,
    item.gradeInformation,
    item.handling,
    item.handling === 'C' ? item.handlingConditions : null,
    item.observedFrom,
    item.observedTo,
  );
  return id;
}

/** Takes a report back. Must run within a command. */
export function withdrawReport(db: Database, id: string, at: string): void {
  prepared(db, 'UPDATE report SET withdrawn_at = ? WHERE id = ?').run(at, id);
}
