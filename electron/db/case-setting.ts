import type { Database } from 'better-sqlite3';
import { CaseArea, UNKNOWN_AREA } from '../../shared/domain/case-area.ts';
import {
  FIRST_MARKINGS,
  type MarkingChoice,
  MarkingDefaults,
} from '../../shared/domain/marking.ts';
import { prepared } from './statement.ts';

type SettingKey = 'area' | 'marking' | 'analysis';

/** What a case keeps under a key, as it was written; null: nothing. */
export function readSetting(db: Database, key: SettingKey): unknown {
  const text = prepared<[string], string>(db, 'SELECT value FROM case_setting WHERE key = ?')
    .pluck()
    .get(key);
  return text === undefined ? null : JSON.parse(text as string);
}

/** Keeps a setting; needs a command. */
export function writeSetting(db: Database, key: SettingKey, value: object): void {
  // Written only where it differs: a command that changes nothing leaves no step to undo.
  prepared(
    db,
    `INSERT INTO case_setting (key, value) VALUES (?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
  ).run(key, JSON.stringify(value));
}

/** The area of a case, as its `case_setting` says. */
export function readArea(db: Database): CaseArea {
  return CaseArea.parse(readSetting(db, 'area') ?? UNKNOWN_AREA);
}

/** Sets the area of a case; needs a command. */
export function writeArea(db: Database, area: CaseArea): void {
  writeSetting(db, 'area', area);
}

/** How a case marks what nobody marks otherwise. */
export function readMarkingDefaults(db: Database): MarkingDefaults {
  return MarkingDefaults.parse(readSetting(db, 'marking') ?? FIRST_MARKINGS);
}

/** Sets what is given of how a case marks what nobody marks otherwise, and gives the whole; needs a command. */
export function writeMarkingDefaults(db: Database, choice: MarkingChoice): MarkingDefaults {
  const kept = readMarkingDefaults(db);
  const defaults = MarkingDefaults.parse({
    ...kept,
    ...choice,
    reports: { ...kept.reports, ...choice.reports },
    imports: { ...kept.imports, ...choice.imports },
  });
  writeSetting(db, 'marking', defaults);
  return defaults;
}
