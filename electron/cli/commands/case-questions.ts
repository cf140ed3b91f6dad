import type { ChangeAnswer, ChangedLink } from '../../../shared/api/analysis-change.ts';
import type { RouteOrder, RoutesAnswer } from '../../../shared/api/analysis-path.ts';
import { MOST_ROUTES } from '../../../shared/api/analysis-path.ts';
import type { EntitySummary } from '../../../shared/api/entity.ts';
import {
  type Api,
  type CommandContext,
  choiceOption,
  numberOption,
  textOption,
  UsageError,
} from '../command.ts';
import { leftOutWords, scopeOption } from './analysis-scope.ts';

export type PathsOfCase = RoutesAnswer;

const ORDERS: Readonly<Record<string, RouteOrder>> = {
  links: 'links',
  strength: 'strength',
  credibility: 'evidence',
};
const USUAL_ROUTES = 3;
const USUAL_LINKS = 6;

/** Routes between two records of a case. */
export async function askPathsOfCase(
  context: CommandContext,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<PathsOfCase> {
  const { api, values } = context;
  await context.unlock();
  const by = choiceOption(values, 'by', ['links', 'strength', 'credibility']) ?? 'credibility';
  const avoid = textOption(values, 'avoid')?.split(',') ?? [];
  return api.analysis.paths({
    from: [await idOf(api, from)],
    to: [await idOf(api, to)],
    by: ORDERS[by] ?? 'evidence',
    count: Math.min(MOST_ROUTES, Math.max(1, numberOption(values, 'count', USUAL_ROUTES))),
    mostLinks: numberOption(values, 'most-links', USUAL_LINKS),
    isInTimeOrder: values['in-time-order'] === true,
    avoid: await Promise.all(avoid.map((word) => idOf(api, word.trim()))),
  });
}

/** A record by its id, its reference or its whole label. @throws {UsageError} */
async function idOf(api: Api, word: string): Promise<string> {
  const { items } = await api.entity.search({ text: word, limit: 5 });
  const named = items.filter(
    ({ reference, label }) => reference.toLowerCase() === word.toLowerCase() || label === word,
  );
  if (named.length === 1 && named[0]) return named[0].id;
  if (named.length > 1)
    throw new UsageError(`Several records are called “${word}”: name one by its reference.`);
  // Ids are not searched: a record that has this one, or none at all, is told by the call itself.
  return word;
}

/** Routes in words, a line each. */
export function wordsOfRoutes({ pairs, ungraded, undated }: PathsOfCase): string {
  const lines = pairs.flatMap(({ routes, isWithheld }) => [
    ...routes.map(({ records, likelihood, weakest }) => {
      const way = records.map(({ label }) => label).join(' – ');
      const sure =
        likelihood === null
          ? 'not graded'
          : `likelihood by grades and age ${likelihood.toFixed(2)}`;
      if (weakest === null) return `${way}  (${sure})`;
      const ends = records.slice(weakest.step, weakest.step + 2).map(({ label }) => label);
      const seen = weakest.daysAgo === null ? 'not dated' : `seen ${weakest.daysAgo} days ago`;
      return `${way}  (${sure}; weakest ${ends.join(' – ')}, ${seen})`;
    }),
    ...(routes.length === 0 && !isWithheld ? ['No path of so many links at most was found.'] : []),
    ...(isWithheld ? ['A way through a protected person is withheld.'] : []),
  ]);
  if (ungraded > 0) lines.push(`${ungraded} links without a grade were left out.`);
  if (undated > 0) lines.push(`${undated} links without dates were left out.`);
  return lines.join('\n');
}

/** What changed in a case between two dates. */
export async function askChangeOfCase(context: CommandContext): Promise<ChangeAnswer> {
  const [from, to] = [dayOption(context, 'from'), dayOption(context, 'to')];
  const scope = scopeOption(context.values);
  await context.unlock();
  return context.api.analysis.compare({
    from,
    to,
    scope,
  });
}

/** A whole day of an option; null: none is given. @throws {UsageError} */
function dayOption({ values }: CommandContext, name: string): string | null {
  const day = textOption(values, name);
  if (day !== null && !/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new UsageError(`--${name} takes a day, as 2026-01-31.`);
  return day;
}

/** A change in words, a line for each part of it. */
export function wordsOfCaseChange(change: ChangeAnswer): string {
  const names = (records: readonly EntitySummary[]) =>
    records.map(({ label }) => label).join(', ') || 'nobody';
  const pairs = (links: readonly Pick<ChangedLink, 'from' | 'to'>[]) =>
    links.map(({ from, to }) => `${from.label} – ${to.label}`).join(', ') || 'none';
  const ranks = (moved: ChangeAnswer['rose']) =>
    moved
      .map(({ record, rank }) => `${record.label} (${rank.before} to ${rank.after})`)
      .join(', ') || 'nobody';
  return [
    `${change.from} to ${change.to}${change.isSinceReview ? ', since the last review' : ''}`,
    `records: ${change.before.records} to ${change.after.records}; ties: ${change.before.links} to ${change.after.links}`,
    `came: ${names(change.came.map(({ record }) => record))}`,
    `left: ${names(change.left)}`,
    `rose between others: ${ranks(change.rose)}`,
    `fell: ${ranks(change.fell)}`,
    `newly hold it together: ${names(change.newCutRecords.map(({ record }) => record))}`,
    `new bridges: ${pairs(change.newBridges)}`,
    `there before, and recorded since: ${names(change.learned.records)}`,
    leftOutWords(change),
  ].join('\n');
}
