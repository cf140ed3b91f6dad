import type { FrontBand } from '../../../shared/api/analysis-sign.ts';

/** Bands of the front score in words, and how many of four bars they fill. */
export const BAND_WORDS: Readonly<
  Record<FrontBand, { readonly words: string; readonly bars: number }>
> = {
  high: { words: 'High', bars: 4 },
  medium: { words: 'Medium', bars: 3 },
  low: { words: 'Low', bars: 2 },
  minimal: { words: 'Minimal', bars: 1 },
};

/** `4 of 6 signs present.`: of those that were looked for. */
export function presentWords(present: number, checked: number): string {
  if (checked === 0) return 'No sign was checked.';
  return `${present} of ${checked} ${checked === 1 ? 'sign' : 'signs'} checked ${
    present === 1 ? 'is' : 'are'
  } present.`;
}
