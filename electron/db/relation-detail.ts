import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { Origin } from '../../shared/domain/origin.ts';
import { sourceOf } from './hand-source.ts';
import { gradingColumns } from './record.ts';
import { LIVE_RELATION } from './relation.ts';
import { prepared } from './statement.ts';

/** A relation with its ends as entities and everything of its origin. */
export interface LinkDetailRow {
  readonly id: string;
  readonly type: string | null;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly fromRecordId: string;
  readonly toRecordId: string;
  readonly fields: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
  readonly reviewOn: string | null;
  readonly recordedAt: string;
  readonly reason: string | null;
  readonly sourceName: string;
  readonly ownerAgency: string | null;
  readonly batchId: string | null;
  readonly fileIndex: number | null;
  readonly rowNumber: number | null;
  readonly files: string | null;
  readonly reportId: string | null;
  readonly reportReference: string | null;
}

/** What speaks against a relation, as it is kept. */
export interface DisputeRow {
  readonly id: string;
  readonly sourceName: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly observedOn: string | null;
  readonly text: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

const COLUMNS = `r.id AS id, r.type AS type, r.source_type AS sourceType, r.source_id AS sourceId, fe.id AS fromId, te.id AS toId,
  r.from_record_id AS fromRecordId, r.to_record_id AS toRecordId, r.fields AS fields, ${gradingColumns('r')},
  r.started_on AS startedOn, r.ended_on AS endedOn, r.observed_on AS observedOn, COALESCE(r.review_on, s.review_on) AS reviewOn,
  r.recorded_at AS recordedAt, r.reason AS reason, s.name AS sourceName, s.owner_agency AS ownerAgency, r.batch_id AS batchId,
  r.file_index AS fileIndex, r.row_number AS rowNumber, b.files AS files, p.id AS reportId, p.reference AS reportReference`;

const JOINS = `JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id
  LEFT JOIN report_item i ON i.id = r.report_item_id LEFT JOIN report p ON p.id = i.report_id
  LEFT JOIN entity_alias fa ON fa.record_id = r.from_record_id LEFT JOIN entity_alias ta ON ta.record_id = r.to_record_id
  JOIN entity fe ON fe.id = COALESCE(fa.entity_id, r.from_record_id)
  JOIN entity te ON te.id = COALESCE(ta.entity_id, r.to_record_id)`;

/** One relation that counts. One that another took the place of gives that. @throws {AppError} `not-found` */
export function readLink(db: Database, id: string): LinkDetailRow {
  const newest = prepared<[string], string>(
    db,
    `WITH RECURSIVE chain (id, depth) AS (
       SELECT ?, 0 UNION SELECT n.id, c.depth + 1 FROM relation n JOIN chain c ON n.supersedes_id = c.id)
     SELECT c.id FROM chain c JOIN relation r ON r.id = c.id LEFT JOIN batch b ON b.id = r.batch_id
     WHERE ${LIVE_RELATION} ORDER BY c.depth DESC LIMIT 1`,
  )
    .pluck()
    .get(id) as string | undefined;
  const row =
    newest === undefined
      ? undefined
      : prepared<[string], LinkDetailRow>(
          db,
          `SELECT ${COLUMNS} FROM relation r ${JOINS} WHERE r.id = ?`,
        ).get(newest);
  if (!row) throw notFound('link');
  return row;
}

/** Every relation that counts between two entities, in either direction. */
export function linksBetween(db: Database, one: string, other: string): readonly LinkDetailRow[] {
  return prepared<{ one: string; other: string }, LinkDetailRow>(
    db,
    `WITH ones (id) AS (SELECT @one UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @one),
       others (id) AS (SELECT @other UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @other),
       between_them (id) AS (
         SELECT r.id FROM ones o JOIN relation r ON r.from_record_id = o.id WHERE r.to_record_id IN (SELECT id FROM others)
         UNION SELECT r.id FROM ones o JOIN relation r ON r.to_record_id = o.id WHERE r.from_record_id IN (SELECT id FROM others))
     SELECT ${COLUMNS} FROM between_them x JOIN relation r ON r.id = x.id ${JOINS} WHERE ${LIVE_RELATION}`,
  ).all({ one, other });
}

/** What speaks against a relation or those whose place it took, newest first. */
export function disputesOf(db: Database, relationId: string): readonly DisputeRow[] {
  return prepared<[string], DisputeRow>(
    db,
    `WITH RECURSIVE chain (id) AS (
       SELECT ? UNION SELECT r.supersedes_id FROM relation r JOIN chain c ON r.id = c.id WHERE r.supersedes_id IS NOT NULL)
     SELECT d.id AS id, s.name AS sourceName, d.basis AS basis, d.grade_source AS gradeSource,
       d.grade_information AS gradeInformation, d.handling AS handling, d.handling_conditions AS handlingConditions,
       d.observed_on AS observedOn, d.body AS text, d.recorded_at AS recordedAt, d.recorded_by AS recordedBy
     FROM chain c JOIN relation_dispute d ON d.relation_id = c.id JOIN source s ON s.id = d.source_id
     WHERE d.withdrawn_at IS NULL
     ORDER BY d.recorded_at DESC, d.id DESC`,
  ).all(relationId);
}

/** The relation that a dispute speaks against. @throws {AppError} `not-found` */
export function relationOfDispute(db: Database, id: string): string {
  const relationId = prepared<[string], string>(
    db,
    'SELECT relation_id FROM relation_dispute WHERE id = ? AND withdrawn_at IS NULL',
  )
    .pluck()
    .get(id);
  if (relationId === undefined) throw notFound('dispute');
  return relationId as string;
}

/** Takes back what was recorded against a relation; it is kept. Must run within a command. */
export function withdrawDispute(
  db: Database,
  id: string,
  by: { readonly at: string; readonly author: string; readonly reason: string },
): void {
  prepared(
    db,
    'UPDATE relation_dispute SET withdrawn_at = ?, withdrawn_by = ?, withdrawal_reason = ? WHERE id = ?',
  ).run(by.at, by.author, by.reason, id);
}

/** Keeps what speaks against a relation. Must run within a command. */
export function insertDispute(
  db: Database,
  dispute: {
    readonly relationId: string;
    readonly text: string;
    readonly origin: Origin;
    readonly at: string;
    readonly author: string;
  },
): string {
  const id = uuidv7();
  const { origin, at } = dispute;
  const { grade } = origin;
  prepared(
    db,
    `INSERT INTO relation_dispute (id, relation_id, source_id, body, basis, grade_source, grade_information, handling,
       handling_conditions, observed_on, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    dispute.relationId,
    sourceOf(db, origin.source, { at, basis: origin.basis }),
    dispute.text,
    origin.basis,
    grade.source,
    grade.information,
    grade.handling,
    grade.handling === 'C' ? grade.conditions : null,
    origin.observedOn,
    at,
    dispute.author,
  );
  return id;
}
