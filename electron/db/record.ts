import type { Fields } from '../../shared/domain/field.ts';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { MergeRecord } from '../../shared/domain/merge.ts';
import type { SubjectCategory } from '../../shared/domain/person.ts';

/** A record with its source's defaults filled in, as SQLite gives it. */
export interface RecordRow {
  readonly id: string;
  readonly sourceId: string;
  readonly kind: string;
  readonly sourceLabel: string | null;
  readonly fields: string;
  readonly subjectRecordId: string | null;
  readonly batchId: string | null;
  readonly isStatement: number;
  readonly basis: Basis;
  readonly category: SubjectCategory | null;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly observedOn: string | null;
  readonly recordedAt: string;
}

/**
 * Effective grading of a row `x` beside its source `s`: the row's own where it has any of it, else the source's.
 * A grade is taken whole, so that half of one is never joined to half of another.
 */
export function gradingColumns(x: string): string {
  return `COALESCE(${x}.basis, s.basis) AS basis,
  CASE WHEN ${x}.grade_source IS NULL AND ${x}.grade_information IS NULL AND ${x}.basis IS NULL
    THEN s.grade_source ELSE ${x}.grade_source END AS gradeSource,
  CASE WHEN ${x}.grade_source IS NULL AND ${x}.grade_information IS NULL AND ${x}.basis IS NULL
    THEN s.grade_information ELSE ${x}.grade_information END AS gradeInformation,
  COALESCE(${x}.handling, s.handling) AS handling,
  CASE WHEN ${x}.handling IS NULL THEN s.handling_conditions ELSE ${x}.handling_conditions END AS handlingConditions`;
}

/** Columns of {@link RecordRow}; needs `record r` and {@link RECORD_JOINS}. */
export const RECORD_COLUMNS = `r.id AS id, r.source_id AS sourceId, r.kind AS kind, r.source_label AS sourceLabel, r.fields AS fields,
  r.subject_record_id AS subjectRecordId, r.batch_id AS batchId, r.is_statement AS isStatement, ${gradingColumns('r')},
  r.category AS category, r.observed_on AS observedOn, r.recorded_at AS recordedAt`;

export const RECORD_JOINS =
  'JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id';

/** A row counts while neither it nor its batch is taken back, and no row that counts supersedes it. */
export const LIVE_RECORD = `b.withdrawn_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM record n LEFT JOIN batch nb ON nb.id = n.batch_id
  WHERE n.supersedes_id = r.id AND nb.withdrawn_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM record_withdrawal w WHERE w.record_id = r.id)`;

/** Whether a record was made by hand about one that was there before, and overtakes what that says. */
export function isCorrection(
  row: Pick<RecordRow, 'batchId' | 'subjectRecordId' | 'isStatement'>,
): boolean {
  return row.batchId === null && row.subjectRecordId !== null && row.isStatement === 0;
}

/** The grade of a row. */
export function gradeOf(
  row: Pick<RecordRow, 'gradeSource' | 'gradeInformation' | 'handling' | 'handlingConditions'>,
): Grade {
  return {
    source: row.gradeSource,
    information: row.gradeInformation,
    handling: row.handling,
    conditions: row.handlingConditions,
  };
}

/** The record as merging takes it. */
export function readRecord(row: RecordRow): MergeRecord {
  return {
    id: row.id,
    basis: row.basis,
    grade: gradeOf(row),
    category: row.category,
    observedOn: row.observedOn,
    recordedAt: row.recordedAt,
    isCorrection: isCorrection(row),
    fields: JSON.parse(row.fields) as Fields,
  };
}
