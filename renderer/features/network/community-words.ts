import type { CommunityRole } from '../../../shared/analysis/case-measure.ts';
import type { Community } from '../../../shared/api/analysis.ts';

/** Steps of the slider to either side of balanced. */
export const MOST_DETAIL = 4;

/** The resolution of a step of the slider: each doubles it or halves it by half. Unit: gamma of modularity. */
export function resolutionOf(detail: number): number {
  return 2 ** (detail / 2);
}

/** What a step of the slider is called. */
export function detailWords(detail: number): string {
  if (detail === 0) return 'Balanced';
  if (detail < 0) return detail < -2 ? 'Fewest, largest' : 'Fewer, larger';
  return detail > 2 ? 'Most, smallest' : 'More, smaller';
}

/** What a community may do, as the end of *Suggested role:*. */
const ROLE_WORDS: Readonly<Record<CommunityRole, string>> = {
  control: 'directs the others',
  money: 'moves and hides money',
  supply: 'supplies and sells',
  transport: 'moves goods and people',
  lettings: 'finds and lets places',
  storage: 'stores goods and waste',
  trade: 'trades, lawfully or as a front',
};

/** What a community may do, and what in it says so. Null: nothing suggests anything. */
export function roleWords({ role, because }: Pick<Community, 'role' | 'because'>): string | null {
  if (role === null) return null;
  const reasons = because.slice(0, 2).map(({ what, count }) => `${count} × ${what}`);
  return reasons.length === 0 ? ROLE_WORDS[role] : `${ROLE_WORDS[role]} (${reasons.join(', ')})`;
}

/** In how many of the runs a community was found. */
export function stabilityWords(foundIn: number, runs: number): string {
  return `Found in ${foundIn} of ${runs} runs`;
}

/** Whether a community rests on chance: the reader is told to take it with care. */
export function isShaky(foundIn: number, runs: number): boolean {
  return foundIn < runs * 0.7;
}
