/** More records than these are not drawn one by one unless they are asked for: communities stand for them. */
export const MOST_DRAWN = 5000;
/** More than these are first counted in a grid. */
export const MOST_BUBBLED = 50_000;
/** Records that a map can hold at all. */
export const MOST_ON_MAP = 20_000;

/** How a part of the case is shown: its records, its communities, or counts of them. */
export type Overview = 'records' | 'communities' | 'grid';

/** How so many records are best shown first. */
export function overviewFor(total: number): Overview {
  if (total <= MOST_DRAWN) return 'records';
  return total <= MOST_BUBBLED ? 'communities' : 'grid';
}
