import { type ScopedGraph, scopedGraph } from '../../shared/analysis/case-graph.ts';
import { DIRECTED_PROJECTIONS } from '../../shared/analysis/case-measure.ts';
import { type ClaimColumns, NO_DAY } from '../../shared/analysis/claim-columns.ts';
import { DEFAULT_STRENGTH_POLICY } from '../../shared/analysis/link-strength.ts';
import type { DatedLinks } from '../../shared/analysis/network-change.ts';
import { baseKindOf, type Ontology } from '../../shared/domain/ontology.ts';
import type { CaseGraph } from './analysis-index.ts';

/** The graph of a scope as it stood on a day. */
export interface Snapshot {
  readonly day: number;
  readonly scoped: ScopedGraph;
  readonly links: DatedLinks;
  /** Link of `scoped.plain` between two nodes, by the node that comes first; undefined: they are not tied. */
  linkOf(a: number, b: number): number | undefined;
  /** Claims behind a link, those about what both share among them. */
  claimsOf(link: number): readonly number[];
  /** What both ends of a link share, by number among the assets. */
  assetsOf(link: number): readonly number[];
}

const POLICY = DEFAULT_STRENGTH_POLICY;
/** Half-lives after which what was last seen then is taken to have ended. Source: analytics.md 1.20. */
const LASTING_HALF_LIVES = 2;

/** Whether a claim holds on a day: it had begun, and had neither ended nor been out of sight too long. */
export function claimHolds(claims: ClaimColumns, claim: number, day: number): boolean {
  const [first, last] = [claims.firstDay[claim]!, claims.lastDay[claim]!];
  if (first !== NO_DAY && first > day) return false;
  if (last === NO_DAY || claims.isStanding[claim]) return true;
  if (claims.isEnded[claim]) return last >= day;
  const { halfLifeDays } = claims.types[claims.typeCode[claim]!]!;
  return halfLifeDays === null || last + LASTING_HALF_LIVES * halfLifeDays >= day;
}

/** The graph of a scope as it stood on a day, by all that is known now. */
export function* snapshotOf(
  graph: CaseGraph,
  ontology: Ontology,
  day: number,
): Generator<void, Snapshot> {
  const { claims, columns } = graph;
  const holding: ClaimColumns = {
    ...claims,
    // What does not hold is not believed.
    credibility: claims.credibility.map((value, claim) =>
      claimHolds(claims, claim, day) ? value : 0,
    ),
  };
  yield;
  const assetPlaces = Int32Array.from(graph.assetIds, (id) => columns.placeOf(id)!);
  const scoped = yield* scopedGraph(holding, {
    projection: graph.scope.projection,
    weighting: 'count',
    leastExistence: 0,
    leastCredibility: POLICY.leastCredibility,
    ungradedCredibility: POLICY.ungradedCredibility,
    asOfDay: day,
    fromDay: null,
    toDay: null,
    nodePlaces: graph.nodePlaces,
    assetPlaces,
    placeCount: columns.count,
    assetKind: (asset) =>
      baseKindOf(ontology, columns.type.words[columns.type.codes[assetPlaces[asset]!]!] ?? ''),
    isWithheld: graph.isProtected,
  });
  yield;
  return { day, scoped, ...linkFinders(graph, scoped) };
}

function linkFinders(
  graph: CaseGraph,
  scoped: ScopedGraph,
): Pick<Snapshot, 'links' | 'linkOf' | 'claimsOf' | 'assetsOf'> {
  const { plain, tieOf, from } = scoped;
  const nodeCount = graph.ids.length;
  const isDirected = DIRECTED_PROJECTIONS.has(graph.scope.projection);
  const keyOf = (a: number, b: number) => Math.min(a, b) * nodeCount + Math.max(a, b);
  const byEnds = new Map<number, number>();
  for (let link = 0; link < plain.linkCount; link++) {
    const key = keyOf(plain.sources[link]!, plain.targets[link]!);
    // Of two directions, the first stands for both.
    if (!isDirected || !byEnds.has(key)) byEnds.set(key, link);
  }
  const uses = new Map<string, number>();
  for (let pair = 0; pair < from.pairs.count; pair++) {
    const [a, b] = [from.pairs.sources[pair]!, from.pairs.targets[pair]!];
    if (b >= nodeCount) uses.set(`${a} ${b - nodeCount}`, pair);
  }
  const claimsOfPair = (pair: number | undefined): readonly number[] =>
    pair === undefined || pair < 0
      ? []
      : [
          ...from.pairs.claims.subarray(
            from.pairs.claimStarts[pair]!,
            from.pairs.claimStarts[pair + 1]!,
          ),
        ];
  const assetsOf = (link: number) => from.assetsOf[tieOf[link]!] ?? [];
  return {
    links: { sources: plain.sources, targets: plain.targets },
    linkOf: (a, b) => byEnds.get(keyOf(a, b)),
    claimsOf: (link) => [
      ...claimsOfPair(from.pairOf[tieOf[link]!]),
      ...assetsOf(link).flatMap((asset) =>
        [plain.sources[link]!, plain.targets[link]!].flatMap((node) =>
          claimsOfPair(uses.get(`${node} ${asset}`)),
        ),
      ),
    ],
    assetsOf,
  };
}
