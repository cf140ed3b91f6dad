import {
  type CaseMeasure,
  type Projection,
  WEIGHTED_MEASURES,
  type Weighting,
} from '../../../shared/analysis/case-measure.ts';
import { type AnalysisHead, AnalysisScope } from '../../../shared/api/analysis-scope.ts';
import { counted } from './value-words.ts';

/** What graphs are called, and what is in them. */
export const PROJECTION_WORDS: Readonly<
  Record<Projection, { readonly name: string; readonly means: string }>
> = {
  full: { name: 'All records', means: 'all kinds of records save OCGs, and every link among them' },
  'person-direct': {
    name: 'People, direct links',
    means: 'people, and the links between two of them',
  },
  'person-all': {
    name: 'People, shared things too',
    means:
      'people, linked directly or by premises, vehicles, phones, accounts and businesses that they share',
  },
  'person-business': { name: 'People and businesses', means: 'people and businesses' },
  'flow-money': { name: 'Money', means: 'who pays whom' },
  'flow-call': { name: 'Calls', means: 'who calls whom' },
};

/** What weighs in measures that rest on weights. */
export const WEIGHTING_WORDS: Readonly<
  Record<Weighting, { readonly name: string; readonly means: string }>
> = {
  strength: {
    name: 'Strength',
    means: 'links weighed by how strong and well evidenced the tie is',
  },
  existence: { name: 'Likelihood', means: 'links weighed by how likely there is a tie' },
  count: {
    name: 'Count',
    means: 'links weighed by how many claims and shared things are behind them',
  },
};

/** Nothing but the command line asks for another. */
const LEAST_EXISTENCE = AnalysisScope.parse({}).leastExistence;

/** What of a graph is said beside its numbers. */
interface SaidScope {
  readonly projection: Projection;
  readonly weighting: Weighting;
  readonly filter: string;
  readonly among: readonly string[] | null;
}

/** On which graph something was computed, in words: what a barrister asks first. */
export function scopeWords(scope: SaidScope, measure: CaseMeasure): string {
  const { projection, weighting, filter, among } = scope;
  return [
    PROJECTION_WORDS[projection].means,
    `ties less likely than ${Math.round(100 * LEAST_EXISTENCE)}% by grades and age left out`,
    WEIGHTED_MEASURES.has(measure) ? WEIGHTING_WORDS[weighting].means : 'every link alike',
    among === null ? 'the whole case' : 'what is on the map, as if nothing else were known',
    filter === '' ? 'no filter' : `filter ${filter}`,
  ].join('; ');
}

/** The same where there is little room: its choices stand beside it. */
export function shortScopeWords(
  { filter, among, weighting }: SaidScope,
  measure: CaseMeasure,
): string {
  const links = WEIGHTED_MEASURES.has(measure)
    ? `Links weighed by ${WEIGHTING_WORDS[weighting].name.toLowerCase()}`
    : 'Every link alike';
  const sieve = filter === '' ? 'no filter' : `filter ${filter}`;
  const outside = among === null ? '' : ', what is not on the map left out';
  return `${links}, ${sieve}${outside}.`;
}

/** How many were ranked, and who was left out. */
export function leftOutWords({ protectedLeftOut }: Pick<AnalysisHead, 'protectedLeftOut'>): string {
  return protectedLeftOut === 0
    ? 'OCGs are left out.'
    : `${counted(protectedLeftOut, 'protected record')} and all OCGs are left out.`;
}
