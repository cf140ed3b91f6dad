import type { Database } from 'better-sqlite3';
import { prepared } from './statement.ts';

/** Keys of `case_info`. */
export type CaseInfoKey =
  | 'id'
  | 'name'
  | 'created_at'
  | 'created_by'
  | 'marking'
  | 'is_demonstration'
  | 'revision'
  | 'fully_checked_at'
  | 'audit_head'
  | 'backed_up_at'
  /** The newest catalogue of levers that it was used with. */
  | 'levers'
  /** What the projection was made by. */
  | 'projection';

/** One value of `case_info`; null when it was never set. */
export function readCaseInfo(db: Database, key: CaseInfoKey): string | null {
  return (
    prepared<[string], string>(db, 'SELECT value FROM case_info WHERE key = ?').pluck().get(key) ??
    null
  );
}

/** Sets one value of `case_info`. */
export function writeCaseInfo(db: Database, key: CaseInfoKey, value: string): void {
  prepared(
    db,
    'INSERT INTO case_info (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value);
}
