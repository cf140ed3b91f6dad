import type { Database } from 'better-sqlite3';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import {
  gradingColumns,
  LIVE_RECORD,
  RECORD_COLUMNS,
  RECORD_JOINS,
  type RecordRow,
} from './record.ts';
import { LIVE_RELATION } from './relation.ts';

/** A relation between two entities, with its dates. */
export interface DatedRelationRow {
  readonly id: string;
  readonly type: string | null;
  readonly sourceType: string;
  readonly fromId: string;
  readonly toId: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
}

const RELATIONS = `SELECT r.id AS id, r.type AS type, r.source_type AS sourceType,
    COALESCE(fa.entity_id, r.from_record_id) AS fromId, COALESCE(ta.entity_id, r.to_record_id) AS toId,
    ${gradingColumns('r')}, r.started_on AS startedOn, r.ended_on AS endedOn, r.observed_on AS observedOn
  FROM relation r JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id
  LEFT JOIN entity_alias fa ON fa.record_id = r.from_record_id
  LEFT JOIN entity_alias ta ON ta.record_id = r.to_record_id
  WHERE ${LIVE_RELATION}`;

/** Records of some entities: those of their own ids, and their aliases. */
const OWN = `own(record_id, entity_id) AS (
  SELECT value, value FROM json_each(@ids)
  UNION ALL SELECT a.record_id, a.entity_id FROM json_each(@ids) j JOIN entity_alias a ON a.entity_id = j.value)`;

/** Reads many entities at once: their records, and the relations about them. */
export function createBulkRepository(db: Database) {
  const selectAll = db.prepare<[], DatedRelationRow>(RELATIONS);
  const selectAbout = db.prepare<[{ ids: string }], DatedRelationRow>(
    `WITH ${OWN} ${RELATIONS} AND r.id IN (
       SELECT x.id FROM own JOIN relation x ON x.from_record_id = own.record_id
       UNION SELECT x.id FROM own JOIN relation x ON x.to_record_id = own.record_id)`,
  );
  const selectRecords = db.prepare<[{ ids: string }], RecordRow & { entityId: string }>(
    `WITH ${OWN} SELECT ${RECORD_COLUMNS}, own.entity_id AS entityId
     FROM own JOIN record r ON r.id = own.record_id ${RECORD_JOINS} WHERE ${LIVE_RECORD}`,
  );

  return {
    /** Relations of these entities, or of all; those within one entity are left out. */
    relations(ids: Iterable<string> | null): readonly DatedRelationRow[] {
      const rows =
        ids === null ? selectAll.all() : selectAbout.all({ ids: JSON.stringify([...ids]) });
      return rows.filter((row) => row.fromId !== row.toId);
    },
    /** Records that count, of these entities. */
    records(ids: Iterable<string>): readonly (RecordRow & { readonly entityId: string })[] {
      return selectRecords.all({ ids: JSON.stringify([...ids]) });
    },
  };
}

export type BulkRepository = ReturnType<typeof createBulkRepository>;
