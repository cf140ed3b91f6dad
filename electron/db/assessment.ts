import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';
import type {
  AssessmentFields,
  AssessmentStatus,
  EvidenceItem,
  EvidenceState,
} from '../../shared/domain/assessment.ts';
import { prepared } from './statement.ts';

/** An assessment as it is kept. */
export interface AssessmentRow extends AssessmentFields {
  readonly id: string;
  readonly recordId: string;
  readonly leverId: string;
  readonly snapshotDigest: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** A line of its checklist as it is kept. */
export interface EvidenceRow extends EvidenceItem {
  readonly id: string;
  readonly assessmentId: string;
  readonly isOwn: boolean;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** A lever as some edition of the catalogue had it. */
export interface LeverSnapshot {
  readonly digest: string;
  readonly leverId: string;
  readonly edition: string;
  /** JSON. */
  readonly body: string;
}

/** Who changes something, and when. */
interface By {
  readonly user: string;
  readonly at: string;
}

const COLUMNS = `id, record_id AS recordId, lever_id AS leverId, snapshot_digest AS snapshotDigest, status, why_not AS whyNot,
  decision_maker_name AS decisionMakerName, decision_maker_role AS decisionMakerRole, rationale,
  deconflicted_with AS deconflictedWith, deconflicted_on AS deconflictedOn, begun_on AS begunOn, review_on AS reviewOn, notes,
  created_at AS createdAt, created_by AS createdBy, updated_at AS updatedAt, updated_by AS updatedBy`;

const EVIDENCE_COLUMNS = `id, assessment_id AS assessmentId, line, is_own AS isOwn, state, asked_of AS askedOf, dated_on AS datedOn,
  note, record_id AS recordId, report_id AS reportId, updated_at AS updatedAt, updated_by AS updatedBy`;

const RECORDS_OF = 'SELECT @id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id';

/** Every assessment of an entity by whatever id it had, the one worked on last first. */
export function assessmentsOf(db: Database, entityId: string): readonly AssessmentRow[] {
  return prepared<{ id: string }, AssessmentRow>(
    db,
    `SELECT ${COLUMNS} FROM lever_assessment WHERE record_id IN (${RECORDS_OF})
     ORDER BY updated_at DESC, id DESC`,
  ).all({ id: entityId });
}

/** @throws {AppError} `not-found` */
export function readAssessment(db: Database, id: string): AssessmentRow {
  const row = prepared<[string], AssessmentRow>(
    db,
    `SELECT ${COLUMNS} FROM lever_assessment WHERE id = ?`,
  ).get(id);
  if (!row) throw notFound('assessment');
  return row;
}

/** What is kept of an assessment's checklist, in the order in which it was begun. */
export function evidenceOf(db: Database, assessmentId: string): readonly EvidenceRow[] {
  return prepared<[string], Omit<EvidenceRow, 'isOwn'> & { readonly isOwn: number }>(
    db,
    `SELECT ${EVIDENCE_COLUMNS} FROM lever_evidence WHERE assessment_id = ? ORDER BY id`,
  )
    .all(assessmentId)
    .map((row) => ({ ...row, isOwn: row.isOwn === 1 }));
}

/** An assessment in a list: whose it is now, and how much evidence is kept as held. */
export interface ListedAssessment {
  readonly id: string;
  readonly entityId: string;
  readonly leverId: string;
  readonly snapshotDigest: string;
  readonly status: AssessmentStatus;
  readonly decisionMakerName: string | null;
  readonly begunOn: string;
  readonly reviewOn: string | null;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** States of the lines that somebody has said something of. */
  readonly evidence: readonly { readonly line: string; readonly state: EvidenceState }[];
}

/** Every assessment of an entity that is there and not protected, the one worked on last first. */
export function listAssessments(db: Database): readonly ListedAssessment[] {
  const evidence = new Map<string, { line: string; state: EvidenceState }[]>();
  const lines = prepared<[], { assessmentId: string; line: string; state: EvidenceState }>(
    db,
    'SELECT assessment_id AS assessmentId, line, state FROM lever_evidence ORDER BY id',
  ).all();
  for (const { assessmentId, ...line } of lines) {
    const known = evidence.get(assessmentId);
    if (known) known.push(line);
    else evidence.set(assessmentId, [line]);
  }
  return prepared<[], Omit<ListedAssessment, 'evidence'>>(
    db,
    `SELECT s.id AS id, e.id AS entityId, s.lever_id AS leverId, s.snapshot_digest AS snapshotDigest, s.status AS status,
       s.decision_maker_name AS decisionMakerName, s.begun_on AS begunOn, s.review_on AS reviewOn,
       s.updated_at AS updatedAt, s.updated_by AS updatedBy
     FROM lever_assessment s LEFT JOIN entity_alias a ON a.record_id = s.record_id
     JOIN entity e ON e.id = COALESCE(a.entity_id, s.record_id)
     WHERE e.is_protected = 0 ORDER BY s.updated_at DESC, s.id DESC`,
  )
    .all()
    .map((row) => ({ ...row, evidence: evidence.get(row.id) ?? [] }));
}

/** Keeps a lever as the catalogue has it now, once; gives nothing away of anybody, and is no step to undo. */
export function keepSnapshot(db: Database, snapshot: LeverSnapshot): void {
  prepared(
    db,
    `INSERT INTO lever_snapshot (digest, lever_id, edition, body) VALUES (@digest, @leverId, @edition, @body)
     ON CONFLICT DO NOTHING`,
  ).run(snapshot);
}

/** The lever as it was when it was assessed. */
export function readSnapshot(db: Database, digest: string): LeverSnapshot {
  const row = prepared<[string], LeverSnapshot>(
    db,
    'SELECT digest, lever_id AS leverId, edition, body FROM lever_snapshot WHERE digest = ?',
  ).get(digest);
  if (!row) throw new Error('An assessment lost the lever that it was made under.');
  return row;
}

/** Begins an assessment. Must run within a command. */
export function insertAssessment(
  db: Database,
  about: { readonly recordId: string; readonly leverId: string; readonly snapshotDigest: string },
  fields: AssessmentFields,
  by: By,
): string {
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO lever_assessment (id, record_id, lever_id, snapshot_digest, status, why_not, decision_maker_name,
       decision_maker_role, rationale, deconflicted_with, deconflicted_on, begun_on, review_on, notes, created_at, created_by,
       updated_at, updated_by)
     VALUES (@id, @recordId, @leverId, @snapshotDigest, @status, @whyNot, @decisionMakerName, @decisionMakerRole, @rationale,
       @deconflictedWith, @deconflictedOn, @begunOn, @reviewOn, @notes, @at, @user, @at, @user)`,
  ).run({ ...fields, ...about, ...by, id });
  return id;
}

/** Writes what an assessment says now. Must run within a command. */
export function updateAssessment(
  db: Database,
  row: Pick<AssessmentRow, 'id' | 'snapshotDigest'>,
  fields: AssessmentFields,
  by: By,
): void {
  prepared(
    db,
    `UPDATE lever_assessment SET snapshot_digest = @snapshotDigest, status = @status, why_not = @whyNot,
       decision_maker_name = @decisionMakerName, decision_maker_role = @decisionMakerRole, rationale = @rationale,
       deconflicted_with = @deconflictedWith, deconflicted_on = @deconflictedOn, begun_on = @begunOn, review_on = @reviewOn,
       notes = @notes, updated_at = @at, updated_by = @user WHERE id = @id`,
  ).run({ ...fields, ...by, id: row.id, snapshotDigest: row.snapshotDigest });
}

/** Writes what is known of one line. Must run within a command. */
export function writeEvidence(
  db: Database,
  assessmentId: string,
  item: EvidenceItem & { readonly isOwn: boolean },
  by: By,
): void {
  prepared(
    db,
    `INSERT INTO lever_evidence (id, assessment_id, line, is_own, state, asked_of, dated_on, note, record_id, report_id,
       updated_at, updated_by)
     VALUES (@id, @assessmentId, @line, @isOwn, @state, @askedOf, @datedOn, @note, @recordId, @reportId, @at, @user)
     ON CONFLICT (assessment_id, line) DO UPDATE SET state = excluded.state, asked_of = excluded.asked_of,
       dated_on = excluded.dated_on, note = excluded.note, record_id = excluded.record_id, report_id = excluded.report_id,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
  ).run({ ...item, ...by, id: uuidv7(), assessmentId, isOwn: item.isOwn ? 1 : 0 });
}

/** Takes a line away. Must run within a command. */
export function removeEvidence(db: Database, assessmentId: string, line: string): void {
  prepared(db, 'DELETE FROM lever_evidence WHERE assessment_id = ? AND line = ?').run(
    assessmentId,
    line,
  );
}

/** Takes an assessment away with its checklist. Must run within a command. */
export function removeAssessment(db: Database, id: string): void {
  prepared(db, 'DELETE FROM lever_evidence WHERE assessment_id = ?').run(id);
  prepared(db, 'DELETE FROM lever_assessment WHERE id = ?').run(id);
}

/** One row of an assessment before and after a command that holds, by the columns' own names. */
export interface AssessmentChange {
  readonly commandId: string;
  readonly at: string;
  readonly author: string;
  readonly table: 'lever_assessment' | 'lever_evidence';
  readonly before: Readonly<Record<string, string | number | null>> | null;
  readonly after: Readonly<Record<string, string | number | null>> | null;
}

/**
 * Everything that was done to the assessments of a lever for an entity and was not undone, oldest first; also to those
 * that are gone.
 */
export function assessmentChanges(
  db: Database,
  about: { readonly entityId: string; readonly leverId: string },
): readonly AssessmentChange[] {
  const ids = prepared<{ id: string; leverId: string }, string>(
    db,
    `SELECT DISTINCT row_id FROM change WHERE table_name = 'lever_assessment'
       AND COALESCE(after, before) ->> 'record_id' IN (${RECORDS_OF})
       AND COALESCE(after, before) ->> 'lever_id' = @leverId`,
  )
    .pluck()
    .all({ id: about.entityId, leverId: about.leverId }) as string[];
  const rows = prepared<
    [string],
    Omit<AssessmentChange, 'before' | 'after'> & { before: string | null; after: string | null }
  >(
    db,
    `SELECT m.id AS commandId, m.at AS at, m.author AS author, c.table_name AS "table", c.before AS before, c.after AS after
     FROM change c JOIN command m ON m.id = c.command_id
     WHERE m.kind = 'do' AND m.state = 'done' AND c.table_name IN ('lever_assessment', 'lever_evidence')
       AND COALESCE(c.after, c.before) ->> iif(c.table_name = 'lever_assessment', 'id', 'assessment_id')
         IN (SELECT value FROM json_each(?))
     ORDER BY c.sequence`,
  ).all(JSON.stringify(ids));
  return rows.map((row) => ({ ...row, before: read(row.before), after: read(row.after) }));
}

function read(image: string | null): Readonly<Record<string, string | number | null>> | null {
  return image === null ? null : JSON.parse(image);
}
