import type { Database } from 'better-sqlite3';
import { LIVE_RECORD, RECORD_JOINS } from './record.ts';
import { LIVE_RELATION } from './relation.ts';
import { prepared } from './statement.ts';

/** Who takes something back, when and why. */
export interface Withdrawal {
  readonly at: string;
  readonly author: string;
  readonly reason: string;
}

/** Records of an entity: the one of its id, and its aliases. */
const OWN = 'SELECT ? UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = ?';

/** Records of an entity that count. */
export function liveRecordIds(db: Database, entityId: string): readonly string[] {
  return prepared<[string, string], string>(
    db,
    `SELECT r.id FROM record r ${RECORD_JOINS} WHERE r.id IN (${OWN}) AND ${LIVE_RECORD} ORDER BY r.id`,
  )
    .pluck()
    .all(entityId, entityId) as string[];
}

/** Relations that count and have an end among the records of an entity. */
export function liveRelationIds(db: Database, entityId: string): readonly string[] {
  return prepared<[string, string, string, string], string>(
    db,
    `SELECT r.id FROM relation r LEFT JOIN batch b ON b.id = r.batch_id
     WHERE (r.from_record_id IN (${OWN}) OR r.to_record_id IN (${OWN})) AND ${LIVE_RELATION} ORDER BY r.id`,
  )
    .pluck()
    .all(entityId, entityId, entityId, entityId) as string[];
}

/** Takes records back; what was received stays. Must run within a command. */
export function withdrawRecords(db: Database, ids: Iterable<string>, by: Withdrawal): void {
  const insert = prepared(
    db,
    'INSERT INTO record_withdrawal (record_id, withdrawn_at, withdrawn_by, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const id of ids) insert.run(id, by.at, by.author, by.reason);
}

/** Takes relations back; what was received stays. Must run within a command. */
export function withdrawRelations(db: Database, ids: Iterable<string>, by: Withdrawal): void {
  const insert = prepared(
    db,
    'INSERT INTO relation_withdrawal (relation_id, withdrawn_at, withdrawn_by, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const id of ids) insert.run(id, by.at, by.author, by.reason);
}
