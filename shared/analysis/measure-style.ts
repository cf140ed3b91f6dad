import { CASE_MEASURES, type CaseMeasure } from './case-measure.ts';

/** Measures that a map can be sized and coloured by, in the order they are offered: of all of them more is higher. */
export const STYLED_MEASURES = [
  'betweenness',
  'harmonic',
  'cut_off',
  'strength',
  'core_number',
  'collective_influence',
  'effective_size',
  'eigenvector',
  'pagerank',
] as const satisfies readonly CaseMeasure[];

const PREFIX = 'measure:';

/** The key by which a style names a measure. */
export function styleOfMeasure(measure: CaseMeasure): string {
  return `${PREFIX}${measure}`;
}

/** The measure that a style follows; null: something else, or a measure of another edition. */
export function measureOfStyle(key: string): CaseMeasure | null {
  if (!key.startsWith(PREFIX)) return null;
  return CASE_MEASURES.find((measure) => styleOfMeasure(measure) === key) ?? null;
}
