import type { Database } from 'better-sqlite3';
import { CaseArea, UNKNOWN_AREA } from '../../shared/domain/case-area.ts';
import { prepared } from './statement.ts';

/** The area of a case, as its `case_setting` says. */
export function readArea(db: Database): CaseArea {
  const text = prepared<[], string>(db, `SELECT value FROM case_setting WHERE key = 'area'`)
    .pluck()
    .get();
  return text === undefined ? UNKNOWN_AREA : CaseArea.parse(JSON.parse(text));
}

/** Sets the area of a case; needs a command. */
export function writeArea(db: Database, area: CaseArea): void {
  // Written only where it differs: a command that changes nothing leaves no step to undo.
  prepared(
    db,
    `INSERT INTO case_setting (key, value) VALUES ('area', ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
  ).run(JSON.stringify(area));
}
