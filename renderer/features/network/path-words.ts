import type { Route, RouteOrder, RouteStep } from '../../../shared/api/analysis-path.ts';
import type { EntitySummary } from '../../../shared/api/entity.ts';

/** How routes can be ordered, in words. */
export const ORDER_WORDS: Readonly<Record<RouteOrder, string>> = {
  evidence: 'Best evidence',
  links: 'Fewest links',
  strength: 'Strongest ties',
};

/** Bars of a strength. */
export const STRENGTH_BARS = 5;

/** How many links, in words. */
export function linksWords(count: number): string {
  return count === 1 ? '1 link' : `${count.toLocaleString('en-GB')} links`;
}

/** Of five bars, how many a likelihood fills; one at least, as there is something. */
export function barsOf(likelihood: number): number {
  return Math.max(1, Math.min(STRENGTH_BARS, Math.round(likelihood * STRENGTH_BARS)));
}

function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The two records between its ends that most tell a route apart from another one. */
export function byWayOf(route: Route, other: Route | null): string {
  const known = new Set(other?.records.map(({ id }) => id));
  const inner = route.records.slice(1, -1);
  const own = inner.filter(({ id }) => !known.has(id));
  const told = (own.length > 0 ? own : inner).slice(0, 2).map(({ label }) => label);
  return told.length === 0 ? 'Directly' : `By way of ${listWords(told)}`;
}

/** How long ago, in the largest unit that says it well. */
export function agoWords(days: number): string {
  if (days < 1) return 'today';
  if (days < 14) return days === 1 ? '1 day ago' : `${days} days ago`;
  if (days < 100) return `${Math.round(days / 7)} weeks ago`;
  if (days < 730) return `${Math.round(days / 30.44)} months ago`;
  return `${Math.round(days / 365.25)} years ago`;
}

/** The link to look into first: *Weakest link on route 1: Ines to Dorian, last seen 11 weeks ago.* */
export function weakestWords(route: Route, number: number): string | null {
  const { weakest } = route;
  const step = weakest && route.steps[weakest.step];
  if (!weakest || !step) return null;
  const seen = weakest.daysAgo === null ? 'undated' : `last seen ${agoWords(weakest.daysAgo)}`;
  return `Weakest link on route ${number}: ${labelOf(route, step.from)} to ${labelOf(route, step.to)}, ${seen}.`;
}

function labelOf(route: Route, id: string): string {
  return route.records.find((record: EntitySummary) => record.id === id)?.label ?? '';
}

/** What ties the two of a step, the surest first: *associate of*, and how many more. */
export function stepWords({ ties }: RouteStep): string {
  const [first] = ties;
  if (!first) return 'Linked';
  const words = first.words.charAt(0).toUpperCase() + first.words.slice(1);
  const kinds = new Set(ties.map(({ words: each }) => each)).size;
  return kinds > 1 ? `${words}, and ${kinds - 1} more` : words;
}
