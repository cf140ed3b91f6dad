import type { Database } from 'better-sqlite3';
import type { Marking } from '../../shared/domain/marking.ts';
import { LIVE_RECORD, RECORD_JOINS } from './record.ts';
import { prepared } from './statement.ts';

const SENSITIVE = `'OFFICIAL-SENSITIVE'`;

/** The highest marking of anything that counts in a case. */
export function markingHeld(db: Database): Marking {
  const isSensitive = prepared<[], number>(
    db,
    `SELECT EXISTS (SELECT 1 FROM record r ${RECORD_JOINS}
         WHERE COALESCE(r.marking, s.marking) = ${SENSITIVE} AND ${LIVE_RECORD})
       OR EXISTS (SELECT 1 FROM report WHERE marking = ${SENSITIVE} AND withdrawn_at IS NULL)
       OR EXISTS (SELECT 1 FROM attachment WHERE marking = ${SENSITIVE} AND removed_at IS NULL)
       OR EXISTS (SELECT 1 FROM relation r JOIN source s ON s.id = r.source_id
         LEFT JOIN batch b ON b.id = r.batch_id
         WHERE COALESCE(r.marking, s.marking) = ${SENSITIVE} AND b.withdrawn_at IS NULL)`,
  )
    .pluck()
    .get();
  return isSensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL';
}

/** The highest marking of what is known of an entity. */
export function markingOfEntity(db: Database, entityId: string): Marking {
  const isSensitive = prepared<[string, string], number>(
    db,
    `SELECT EXISTS (SELECT 1 FROM record r ${RECORD_JOINS}
       WHERE r.id IN (SELECT ? UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = ?)
         AND COALESCE(r.marking, s.marking) = ${SENSITIVE} AND ${LIVE_RECORD})`,
  )
    .pluck()
    .get(entityId, entityId);
  return isSensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL';
}
