import type { Lever } from '../domain/lever.ts';
import type { LeverFinding } from './evaluate.ts';

/**
 * Categories that are open for nearly everyone: ways to ask, to share and to report. They are listed and never counted,
 * or nearly every record would carry a flag.
 */
const NEVER_FLAGGED_CATEGORIES: ReadonlySet<string> = new Set([
  'information-powers',
  'reporting-referral',
]);

/** How many levers are flagged on an entity: the number on its badge, in its column and in its summary. */
export interface FlagCounts {
  readonly strong: number;
  readonly indicative: number;
}

export const NO_FLAGS: FlagCounts = { strong: 0, indicative: 0 };

/**
 * Whether a lever is of those that flags count. This is the only definition there is: a power that a council holds,
 * that is law already, and that does more than ask, share or report.
 */
export function isFlagging(
  lever: Pick<Lever, 'councilHeld' | 'category' | 'legalStatus'>,
): boolean {
  return (
    lever.councilHeld &&
    lever.legalStatus !== 'awaiting-commencement' &&
    !NEVER_FLAGGED_CATEGORIES.has(lever.category)
  );
}

/** Whether an answer is flagged: the lever counts, it applies, and nothing holds it. */
export function isFlagged(
  finding: Pick<LeverFinding, 'answer' | 'isHeld'>,
  lever: Pick<Lever, 'councilHeld' | 'category' | 'legalStatus'>,
): boolean {
  return finding.answer === 'applies' && !finding.isHeld && isFlagging(lever);
}
