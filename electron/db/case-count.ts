import type { Database } from 'better-sqlite3';
import { LIVE_RECORD, RECORD_JOINS } from './record.ts';

/** How much a case holds, beside its entities and relations. */
export interface CaseCount {
  readonly records: number;
  readonly sources: number;
  readonly imports: number;
  readonly quarantined: number;
  /** Records that are not fact and carry no grade. */
  readonly ungraded: number;
}

/** Counts what a case holds; imports that were taken back do not count. */
export function countCase(db: Database): CaseCount {
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    records: count(`SELECT COUNT(*) FROM record r ${RECORD_JOINS} WHERE ${LIVE_RECORD}`),
    sources: count('SELECT COUNT(DISTINCT source_id) FROM batch WHERE withdrawn_at IS NULL'),
    imports: count('SELECT COUNT(*) FROM batch WHERE withdrawn_at IS NULL'),
    quarantined: count(
      'SELECT COUNT(*) FROM quarantine q JOIN batch b ON b.id = q.batch_id WHERE b.withdrawn_at IS NULL',
    ),
    ungraded: count(
      `SELECT COUNT(*) FROM record r ${RECORD_JOINS} WHERE ${LIVE_RECORD} AND COALESCE(r.basis, s.basis) <> 'fact'
         AND COALESCE(r.grade_source, s.grade_source) IS NULL AND COALESCE(r.grade_information, s.grade_information) IS NULL`,
    ),
  };
}
