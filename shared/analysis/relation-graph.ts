import { buildGraph, type Graph } from './graph.ts';
import {
  dayNumber,
  type GradedLink,
  type PairStrength,
  pairStrengths,
  type StrengthPolicy,
} from './link-strength.ts';

/** A claim that two nodes are tied, and since when. */
export interface DatedLink extends GradedLink {
  /** ISO date, whole or partial; null: not known, and then it was always there. */
  readonly firstSeenOn: string | null;
}

/** What the weight of a link means. */
export type LinkWeighting =
  /** How many claims there are. */
  | 'count'
  /** How strong the tie is. */
  | 'strength'
  /** How likely there is one. */
  | 'existence';

export interface RelationGraphOptions {
  readonly nodeCount: number;
  readonly isDirected: boolean;
  readonly weighting: LinkWeighting;
  readonly policy: StrengthPolicy;
  /** ISO date for which ages are told. */
  readonly asOf: string;
  /** ISO dates; only claims seen between them count, both days included. Null: whatever the dates. */
  readonly window: { readonly from: string | null; readonly to: string | null } | null;
  /** Pairs that are tied less likely than this are left out. */
  readonly leastExistence: number;
}

/** A graph of claims, and what lies behind each of its links. */
export interface RelationGraph {
  readonly graph: Graph;
  /** Beside the graph's links: the claims that each rests on, by their numbers. */
  readonly pairs: readonly PairStrength[];
}

/** Evidence below this has aged away. */
const FADED = 1e-9;

/**
 * The graph of claims, under a time window: claims of a pair are one link, weighted as asked.
 *
 * Complexity: O(n + claims). Source: analytics.md 1.2.
 * @throws {GraphRefusal} for a date that is none
 */
export function graphOfRelations(
  claims: readonly DatedLink[],
  options: RelationGraphOptions,
): RelationGraph {
  const { nodeCount, isDirected, weighting, window, leastExistence } = options;
  const numbers = Array.from(claims.keys()).filter((number) =>
    isWithin(claims[number]!, window?.from ?? null, window?.to ?? null),
  );
  const pairs = pairStrengths(
    numbers.map((number) => claims[number]!),
    options,
  )
    .filter(({ existence, strength }) => existence >= leastExistence && strength > FADED)
    .map((pair) => ({ ...pair, claims: pair.claims.map((at) => numbers[at]!) }));
  const graph = buildGraph(nodeCount, isDirected, {
    sources: pairs.map(({ source }) => source),
    targets: pairs.map(({ target }) => target),
    weights: pairs.map((pair) => (weighting === 'count' ? pair.claims.length : pair[weighting])),
  });
  return { graph, pairs };
}

function isWithin(claim: DatedLink, from: string | null, to: string | null): boolean {
  const isTooLate =
    to !== null && claim.firstSeenOn !== null && firstDay(claim.firstSeenOn) > dayNumber(to);
  const isTooEarly =
    from !== null && claim.lastSeenOn !== null && dayNumber(claim.lastSeenOn) < firstDay(from);
  return !isTooLate && !isTooEarly;
}

/** First day that a date may mean. */
function firstDay(date: string): number {
  const [year, month] = date.split('-');
  return dayNumber(date.length >= 10 ? date : `${year}-${month ?? '01'}-01`);
}

/** Half-lives after which what was last seen then is taken to have ended. */
const LASTING_HALF_LIVES = 2;

/**
 * Whether a claim holds on a date: it was seen by then, and either goes on or was seen not too long before.
 *
 * Source: analytics.md 1.20: two half-lives of its type.
 * @throws {GraphRefusal} for a date that is none
 */
export function holdsOn(claim: DatedLink, date: string, policy: StrengthPolicy): boolean {
  const day = dayNumber(date);
  if (claim.firstSeenOn !== null && firstDay(claim.firstSeenOn) > day) return false;
  const { halfLifeDays } = policy.types.get(claim.type) ?? policy.otherType;
  if (claim.lastSeenOn === null || halfLifeDays === null) return true;
  return dayNumber(claim.lastSeenOn) + LASTING_HALF_LIVES * halfLifeDays >= day;
}
