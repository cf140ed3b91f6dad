import type { FrontBand } from './front-company.ts';

/** Least enabler score, of 100, from which a record is marked as a possible enabler: that of a high band of fronts. */
export const LEAST_ENABLER_SCORE = 45;

/** Whether a business is marked as a possible front. */
export function isPossibleFront(band: FrontBand | null): boolean {
  return band === 'high' || band === 'medium';
}

/** Whether a record is marked as a possible enabler: never by its position alone. */
export function isPossibleEnabler(enabler: {
  readonly score: number;
  readonly isStructureOnly: boolean;
}): boolean {
  return !enabler.isStructureOnly && enabler.score >= LEAST_ENABLER_SCORE;
}
