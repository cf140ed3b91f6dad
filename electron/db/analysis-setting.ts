import type { Database } from 'better-sqlite3';
import { AnalysisSettings } from '../../shared/api/analysis-change.ts';
import { readSetting, writeSetting } from './case-setting.ts';

const NOTHING_SET: AnalysisSettings = { lastReviewOn: null, prioritySectors: [], resources: [] };

/** What analysts set for the analysis of a case. */
export function readAnalysisSettings(db: Database): AnalysisSettings {
  return AnalysisSettings.parse(readSetting(db, 'analysis') ?? NOTHING_SET);
}

/** Sets what is given, and gives the whole; needs a command. */
export function writeAnalysisSettings(
  db: Database,
  change: Partial<AnalysisSettings>,
): AnalysisSettings {
  const settings = AnalysisSettings.parse({ ...readAnalysisSettings(db), ...change });
  writeSetting(db, 'analysis', settings);
  return settings;
}
