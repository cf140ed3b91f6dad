import { PROJECTIONS } from '../../../shared/analysis/case-measure.ts';
import { AnalysisScope } from '../../../shared/api/analysis-scope.ts';
import { type Api, type CommandInput, choiceOption, textOption } from '../command.ts';

/** Options that say what of a case is measured. */
export const SCOPE_OPTIONS = {
  projection: { type: 'string' },
  query: { type: 'string' },
} as const;

export const SCOPE_USAGE = `[--projection ${PROJECTIONS.join('|')}] [--query QUERY]`;

export const SCOPE_DETAILS = [
  'Of a case:',
  '--projection P  full: all that the map draws (the default); person-all: people, and what they share',
  '--query QUERY   only among records that a typed query finds, such as "type:business lever>=1"',
  'Protected people are computed with, and never named, ranked or listed.',
];

/** Whether a word names a case rather than a file of a graph. */
export function isCase(word: string | undefined): boolean {
  return word !== undefined && /\.achilles$/i.test(word);
}

/** What of a case is asked about. @throws {UsageError} */
export function scopeOption(values: CommandInput['values']): AnalysisScope {
  return AnalysisScope.parse({
    projection: choiceOption(values, 'projection', PROJECTIONS) ?? 'full',
    filter: textOption(values, 'query') ?? '',
  });
}

/** The last of some events. */
export async function answerOf<T extends { readonly type: string }>(
  events: AsyncIterable<T>,
): Promise<Extract<T, { readonly type: 'answer' }>> {
  for await (const event of events)
    if (event.type === 'answer') return event as Extract<T, { readonly type: 'answer' }>;
  throw new Error('The analysis ended without an answer.');
}

/** How many protected people took part and are not told of. */
export function leftOutWords({ protectedLeftOut: count }: { readonly protectedLeftOut: number }) {
  return `${count.toLocaleString('en-GB')} protected ${count === 1 ? 'record' : 'records'} left out`;
}

/** Records asked for at a time. */
const ROWS_AT_ONCE = 1000;

/** What some records are called. */
export async function labelsOf(api: Api, ids: readonly string[]): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE)
    for (const row of await api.entity.rows({ ids: ids.slice(at, at + ROWS_AT_ONCE) }))
      labels.set(row.id, row.label);
  return labels;
}
