import type { Database } from 'better-sqlite3';
import type { HandlingCode } from '../../shared/domain/grade.ts';
import type { Marking } from '../../shared/domain/marking.ts';
import { LIVE_RECORD, RECORD_JOINS } from './record.ts';
import { prepared } from './statement.ts';

/** How something may be handled, on what conditions, and where it comes from. */
export interface Handling {
  readonly code: HandlingCode | null;
  readonly conditions: string | null;
  readonly sourceName: string;
  readonly marking: Marking;
}

const COLUMNS = `COALESCE(x.handling, s.handling) AS code,
  CASE WHEN x.handling IS NULL THEN s.handling_conditions ELSE x.handling_conditions END AS conditions,
  s.name AS sourceName, COALESCE(x.marking, s.marking, 'OFFICIAL') AS marking`;

/** How a record or a relation may be handled, its source's default filled in; null: there is no such one. */
export function handlingOf(db: Database, id: string): Handling | null {
  for (const table of ['record', 'relation'] as const) {
    const found = prepared<[string], Handling>(
      db,
      `SELECT ${COLUMNS} FROM ${table} x JOIN source s ON s.id = x.source_id WHERE x.id = ?`,
    ).get(id);
    if (found) return found;
  }
  return null;
}

/** Whether anything that counts of an entity is coded C. */
export function isEntityCodedC(db: Database, entityId: string): boolean {
  return (
    prepared<[string, string], number>(
      db,
      `SELECT EXISTS (SELECT 1 FROM record r ${RECORD_JOINS}
       WHERE r.id IN (SELECT ? UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = ?)
         AND COALESCE(r.handling, s.handling) = 'C' AND ${LIVE_RECORD})`,
    )
      .pluck()
      .get(entityId, entityId) === 1
  );
}

/** Entities of which anything that counts is coded C. */
export function entitiesCodedC(db: Database): ReadonlySet<string> {
  const ids = prepared<[], string>(
    db,
    `SELECT DISTINCT COALESCE((SELECT a.entity_id FROM entity_alias a WHERE a.record_id = r.id), r.id)
     FROM record r ${RECORD_JOINS} WHERE COALESCE(r.handling, s.handling) = 'C' AND ${LIVE_RECORD}`,
  )
    .pluck()
    .all() as string[];
  return new Set(ids);
}

/** Whether any relation of a case is coded C. */
export function hasRelationCodedC(db: Database): boolean {
  return (
    prepared<[], number>(
      db,
      `SELECT EXISTS (SELECT 1 FROM relation x JOIN source s ON s.id = x.source_id
       WHERE COALESCE(x.handling, s.handling) = 'C')`,
    )
      .pluck()
      .get() === 1
  );
}
