import type { Database } from 'better-sqlite3';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import { pages } from './page.ts';
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

/** Entities whose rows are read at a time: few enough that nobody waits for them. */
const READ_AT_ONCE = 100;

/** Reads many entities at once: their records, and the relations about them. */
export function createBulkRepository(db: Database) {
  const selectAll = db.prepare<[number, number], DatedRelationRow & { readonly number: number }>(
    `${RELATIONS.replace('SELECT', 'SELECT r.rowid AS number,')} AND r.rowid > ? ORDER BY r.rowid LIMIT ?`,
  );
  const selectAbout = db.prepare<[{ ids: string }], DatedRelationRow>(
    // Crossed, so that it begins at the records: the planner would rather go through every relation.
    `WITH ${OWN}, wanted(id) AS (
       SELECT x.id FROM own CROSS JOIN relation x ON x.from_record_id = own.record_id
       UNION SELECT x.id FROM own CROSS JOIN relation x ON x.to_record_id = own.record_id)
     ${RELATIONS.replace('FROM relation r', 'FROM wanted CROSS JOIN relation r ON r.id = wanted.id')}`,
  );
  const selectRecords = db.prepare<[{ ids: string }], RecordRow & { entityId: string }>(
    `WITH ${OWN} SELECT ${RECORD_COLUMNS}, own.entity_id AS entityId
     FROM own JOIN record r ON r.id = own.record_id ${RECORD_JOINS} WHERE ${LIVE_RECORD}`,
  );

  return {
    /** Relations of these entities, or of all, with pauses for others; those within one entity are left out. */
    *relations(ids: Iterable<string> | null): Generator<void, readonly DatedRelationRow[]> {
      const found: DatedRelationRow[] = [];
      if (ids === null) {
        const rows = pages(
          (after, limit) => selectAll.all(after, limit),
          ({ number }) => number,
        );
        let read = 0;
        for (const row of rows) {
          if (row.fromId !== row.toId) found.push(row);
          if (++read % READ_AT_ONCE === 0) yield;
        }
        return found;
      }
      // Both ends of a relation may be asked for, and not at the same time.
      const seen = new Set<string>();
      for (const some of parts(ids)) {
        for (const row of selectAbout.all({ ids: JSON.stringify(some) })) {
          if (row.fromId === row.toId || seen.has(row.id)) continue;
          seen.add(row.id);
          found.push(row);
        }
        yield;
      }
      return found;
    },
    /** Records that count, of these entities, with pauses for others. */
    *records(
      ids: Iterable<string>,
    ): Generator<void, readonly (RecordRow & { readonly entityId: string })[]> {
      const found: (RecordRow & { readonly entityId: string })[] = [];
      for (const some of parts(ids)) {
        for (const row of selectRecords.all({ ids: JSON.stringify(some) })) found.push(row);
        yield;
      }
      return found;
    },
  };
}

function* parts(ids: Iterable<string>): Generator<readonly string[]> {
  const all = [...new Set(ids)];
  for (let at = 0; at < all.length; at += READ_AT_ONCE) yield all.slice(at, at + READ_AT_ONCE);
}

export type BulkRepository = ReturnType<typeof createBulkRepository>;
