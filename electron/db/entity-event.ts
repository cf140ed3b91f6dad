import type { Database } from 'better-sqlite3';
import type { MergeRecord } from '../../shared/domain/merge.ts';
import { RECORD_COLUMNS, RECORD_JOINS, type RecordRow, readRecord } from './record.ts';
import { prepared } from './statement.ts';

/** A record of an entity, whether or not it counts now, with when it began and ceased to. */
export interface RecordLife {
  readonly record: MergeRecord;
  readonly sourceName: string;
  readonly isImported: boolean;
  readonly isStatement: boolean;
  readonly reportReference: string | null;
  readonly reason: string | null;
  readonly author: string | null;
  readonly supersedesId: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
}

/** A relation of an entity, whether or not it counts now. */
export interface RelationLife {
  readonly id: string;
  readonly type: string | null;
  readonly sourceType: string;
  readonly direction: 'out' | 'in';
  readonly otherId: string;
  readonly sourceName: string;
  readonly isImported: number;
  readonly recordedAt: string;
  readonly reason: string | null;
  readonly author: string | null;
  readonly supersedesId: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** JSON, with those of the relation whose place it took; null: it took none. */
  readonly fields: string;
  readonly fieldsBefore: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
}

/** Who made a row by hand: whoever ran the command that inserted it. */
const authorOf = (table: 'record' | 'relation') =>
  `(SELECT k.author FROM change c JOIN command k ON k.id = c.command_id
    WHERE c.table_name = '${table}' AND c.row_id = r.id AND c.before IS NULL ORDER BY c.sequence LIMIT 1)`;

const OWN = 'SELECT @id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id';

type LifeRow = RecordRow & {
  readonly sourceName: string;
  readonly importedBy: string | null;
  readonly author: string | null;
  readonly supersedesId: string | null;
  readonly reason: string | null;
  readonly reportReference: string | null;
  readonly batchWithdrawnAt: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
};

/** Every record that an entity ever rested on and that was not undone. */
export function recordLives(db: Database, entityId: string): readonly RecordLife[] {
  const rows = prepared<{ id: string }, LifeRow>(
    db,
    `SELECT ${RECORD_COLUMNS}, s.name AS sourceName, b.imported_by AS importedBy, b.withdrawn_at AS batchWithdrawnAt,
       ${authorOf('record')} AS author, r.supersedes_id AS supersedesId, r.reason AS reason, p.reference AS reportReference,
       w.withdrawn_at AS withdrawnAt, w.withdrawn_by AS withdrawnBy, w.reason AS withdrawalReason
     FROM record r ${RECORD_JOINS} LEFT JOIN record_withdrawal w ON w.record_id = r.id
     LEFT JOIN report_item i ON i.id = r.report_item_id LEFT JOIN report p ON p.id = i.report_id
     WHERE r.id IN (${OWN}) ORDER BY r.recorded_at, r.id`,
  ).all({ id: entityId });
  return rows.map((row) => ({
    record: readRecord(row),
    sourceName: row.sourceName,
    isImported: row.batchId !== null,
    isStatement: row.isStatement === 1,
    reportReference: row.reportReference,
    reason: row.reason,
    author: row.importedBy ?? row.author,
    supersedesId: row.supersedesId,
    withdrawnAt: row.withdrawnAt ?? row.batchWithdrawnAt,
    withdrawnBy: row.withdrawnBy,
    withdrawalReason: row.withdrawalReason,
  }));
}

/** The latest relations of an entity, whether or not they count now. */
export function relationLives(
  db: Database,
  entityId: string,
  limit: number,
): readonly RelationLife[] {
  const side = (near: string, far: string, direction: string) =>
    `SELECT r.id, r.type, r.source_type AS sourceType, '${direction}' AS direction, COALESCE(a.entity_id, r.${far}) AS otherId,
       s.name AS sourceName, r.batch_id IS NOT NULL AS isImported, r.recorded_at AS recordedAt, r.reason AS reason,
       COALESCE(b.imported_by, ${authorOf('relation')}) AS author, r.supersedes_id AS supersedesId,
       r.started_on AS startedOn, r.ended_on AS endedOn, r.fields AS fields,
       (SELECT o.fields FROM relation o WHERE o.id = r.supersedes_id) AS fieldsBefore,
       COALESCE(w.withdrawn_at, b.withdrawn_at) AS withdrawnAt, w.withdrawn_by AS withdrawnBy, w.reason AS withdrawalReason
     FROM relation r JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id
     LEFT JOIN relation_withdrawal w ON w.relation_id = r.id LEFT JOIN entity_alias a ON a.record_id = r.${far}
     WHERE r.${near} IN (${OWN})`;
  return prepared<{ id: string; limit: number }, RelationLife>(
    db,
    `SELECT * FROM (${side('from_record_id', 'to_record_id', 'out')} UNION ALL ${side('to_record_id', 'from_record_id', 'in')})
     ORDER BY recordedAt DESC, id DESC LIMIT @limit`,
  ).all({ id: entityId, limit });
}

/** The record that a relation leads from, whether or not it counts now; null: there is no such relation. */
export function recordOfRelation(db: Database, relationId: string): string | null {
  return (
    prepared<[string], string>(db, 'SELECT from_record_id FROM relation WHERE id = ?')
      .pluck()
      .get(relationId) ?? null
  );
}
