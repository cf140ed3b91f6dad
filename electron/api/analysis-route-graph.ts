import { LEFT_OUT_REASONS, type LeftOutReason } from '../../shared/analysis/case-measure.ts';
import { type ClaimColumns, daysOf, NO_DAY } from '../../shared/analysis/claim-columns.ts';
import {
  type LeftOutCounts,
  type TiedPairs,
  tiedPairs,
} from '../../shared/analysis/claim-graph.ts';
import { buildGraph, type Graph } from '../../shared/analysis/graph.ts';
import { DEFAULT_STRENGTH_POLICY } from '../../shared/analysis/link-strength.ts';
import type { LinkChoice } from '../../shared/api/analysis-path.ts';
import { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { baseKindOf, kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import type { CaseGraph } from './analysis-index.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';

/** Everything that ties the records of a case, as ways are looked for in it. */
export interface RouteGraph {
  readonly revision: number;
  readonly graph: Graph;
  /** Entity of each node, and its kind. */
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
  /** Computed with and never told of. */
  readonly isProtected: Uint8Array;
  /** −1: the record takes no part. */
  nodeOf(id: string): number;
  /** Node of a place of the case; −1: it takes no part. */
  nodeAt(place: number): number;
  /** Beside the links: how likely each is by graded claims alone, 0: none is graded; and how strong. */
  readonly likelihood: Float64Array;
  readonly strength: Float64Array;
  /** Claims behind a link, by their place among the columns. */
  claimsOf(link: number): Int32Array;
  readonly claims: ClaimColumns;
  readonly asOf: string;
  readonly asOfDay: number;
  /** Claims without a grade, those about protected people not counted. */
  readonly ungraded: number;
}

const WHOLE_CASE = AnalysisScope.parse({});
const POLICY = DEFAULT_STRENGTH_POLICY;

/** The ways of the open case, kept with what they were read from. */
export async function routeGraphOf(
  session: Session,
  links: LinkChoice,
  signal: AbortSignal | undefined,
): Promise<RouteGraph> {
  const whole = await session.open().analysis.graph(WHOLE_CASE);
  const key = `routes ${JSON.stringify(links)}`;
  const known = whole.results.get(key) as RouteGraph | undefined;
  if (known) return known;
  const made = await inSlices(() => makeRouteGraph(whole, session.ontology, links), {
    version: session.revision,
    signal,
  });
  whole.results.set(key, made);
  return made;
}

function* makeRouteGraph(
  whole: CaseGraph,
  ontology: Ontology,
  links: LinkChoice,
): Generator<void, RouteGraph> {
  const { columns, asOf } = whole;
  const claims = links.hasTentative ? whole.claims : withoutTentative(whole.claims);
  const isNodeKind = columns.type.words.map(
    (kind) =>
      kind !== null &&
      kindOf(ontology, kind)?.isOnMap === true &&
      (links.hasMembership || baseKindOf(ontology, kind) !== 'ocg'),
  );
  const places: number[] = [];
  for (let place = 0; place < columns.count; place++)
    if (isNodeKind[columns.type.codes[place]!]) places.push(place);
  places.sort((one, other) => (columns.ids[one]! < columns.ids[other]! ? -1 : 1));
  yield;
  const nodeOf = new Int32Array(columns.count).fill(-1);
  places.forEach((place, node) => {
    nodeOf[place] = node;
  });
  const isProtected = Uint8Array.from(places, (place) => columns.isProtected[place]!);
  const asOfDay = daysOf(asOf)![1];
  const pairs = yield* tiedPairs(
    claims,
    {
      isDirected: false,
      weighting: 'existence',
      leastCredibility: POLICY.leastCredibility,
      ungradedCredibility: POLICY.ungradedCredibility,
      leastExistence: 0,
      asOfDay,
      fromDay: links.from === null ? null : daysOf(links.from)![0],
      toDay: links.to === null ? null : daysOf(links.to)![1],
      nodeCount: places.length,
      nodeOf,
      joins: () => true,
      isWithheld: isProtected,
    },
    noneLeftOut(),
  );
  yield;
  return {
    ...graphOfPairs(pairs, places.length),
    revision: whole.revision,
    ids: places.map((place) => columns.ids[place]!),
    kinds: places.map((place) => columns.type.words[columns.type.codes[place]!] ?? ''),
    isProtected,
    nodeAt: (place) => nodeOf[place] ?? -1,
    nodeOf: (id) => nodeOf[columns.placeOf(id) ?? -1] ?? -1,
    claims,
    asOf,
    asOfDay,
    ungraded: countUngraded(pairs, claims, isProtected),
  };
}

function noneLeftOut(): LeftOutCounts {
  return Object.fromEntries(
    LEFT_OUT_REASONS.map((reason): [LeftOutReason, number] => [reason, 0]),
  ) as LeftOutCounts;
}

/** What nobody knows the source of knows is not believed at all. */
function withoutTentative(claims: ClaimColumns): ClaimColumns {
  return {
    ...claims,
    credibility: claims.credibility.map((value, claim) => (claims.isTentative[claim] ? 0 : value)),
  };
}

function graphOfPairs(pairs: TiedPairs, nodeCount: number) {
  const kept = Array.from({ length: pairs.count }, (_, pair) => pair).filter(
    (pair) => pairs.existence[pair]! > 0,
  );
  return {
    graph: buildGraph(nodeCount, false, {
      sources: kept.map((pair) => pairs.sources[pair]!),
      targets: kept.map((pair) => pairs.targets[pair]!),
      weights: null,
    }),
    likelihood: Float64Array.from(kept, (pair) => pairs.gradedExistence[pair]!),
    strength: Float64Array.from(kept, (pair) => pairs.strength[pair]!),
    claimsOf: (link: number) =>
      pairs.claims.subarray(pairs.claimStarts[kept[link]!]!, pairs.claimStarts[kept[link]! + 1]!),
  };
}

function countUngraded(pairs: TiedPairs, claims: ClaimColumns, isProtected: Uint8Array): number {
  let count = 0;
  for (let pair = 0; pair < pairs.count; pair++) {
    if (isProtected[pairs.sources[pair]!] || isProtected[pairs.targets[pair]!]) continue;
    for (let at = pairs.claimStarts[pair]!; at < pairs.claimStarts[pair + 1]!; at++)
      if (Number.isNaN(claims.credibility[pairs.claims[at]!]!)) count++;
  }
  return count;
}

/** First and last day of what is claimed of a link; open where it goes on. Null: some of it is not dated. */
export function periodOf(
  { claims, claimsOf }: RouteGraph,
  link: number,
): { readonly first: number; readonly last: number } | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const claim of claimsOf(link)) {
    const [begun, seen] = [claims.firstDay[claim]!, claims.lastDay[claim]!];
    if (begun === NO_DAY || seen === NO_DAY) continue;
    first = Math.min(first, begun);
    last = Math.max(last, claims.isStanding[claim] ? Number.POSITIVE_INFINITY : seen);
  }
  return first <= last ? { first, last } : null;
}

/** The last day on which anything of a link was seen; null: not known. */
export function lastDayOf({ claims, claimsOf }: RouteGraph, link: number): number | null {
  let last: number | null = null;
  for (const claim of claimsOf(link)) {
    const seen = claims.lastDay[claim]!;
    if (seen !== NO_DAY && (last === null || seen > last)) last = seen;
  }
  return last;
}

const DAY_MS = 86_400_000;

/** ISO date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
