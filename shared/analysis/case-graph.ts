import {
  DIRECTED_PROJECTIONS,
  LEFT_OUT_REASONS,
  type LeftOutReason,
  type Projection,
} from './case-measure.ts';
import { type ClaimColumns, NO_DAY } from './claim-columns.ts';
import {
  type ClaimGraphOptions,
  type LeftOutCounts,
  type TieColumns,
  type TiedPairs,
  type TieGraphs,
  tiedPairs,
  tieGraphs,
} from './claim-graph.ts';
import { type AssetUse, HUB_CAPS, projectOnPeople } from './projection.ts';

/** Kinds whose shared use ties people. Source: analytics.md 1.4. */
export const ASSET_KINDS: ReadonlySet<string> = new Set([
  'premises',
  'vehicle',
  'phone',
  'account',
  'business',
]);

/** Kinds that are nodes of a projection; null: all that the map draws, save for OCGs. */
export const PROJECTED_KINDS: Readonly<Record<Projection, ReadonlySet<string> | null>> = {
  full: null,
  'person-direct': new Set(['person']),
  'person-all': new Set(['person']),
  'person-business': new Set(['person', 'business']),
  'flow-money': new Set(['person', 'business', 'account']),
  'flow-call': new Set(['person', 'phone']),
};

const FLOW_TYPES: Partial<Record<Projection, ReadonlySet<string>>> = {
  'flow-money': new Set(['pays', 'transfers-to']),
  'flow-call': new Set(['calls']),
};

/** What lies behind a tie of the graph. */
export interface TieSources {
  /** Beside the ties: its pair, of which the claims are known; −1: they share assets alone. */
  readonly pairOf: Int32Array;
  readonly pairs: TiedPairs;
  /** Beside the ties: assets that both share, by number among the assets. */
  readonly assetsOf: readonly (readonly number[])[];
}

/** A graph of claims with what is behind it. */
export interface ScopedGraph extends TieGraphs {
  readonly ties: TieColumns;
  readonly from: TieSources;
  readonly leftOut: LeftOutCounts;
  /** Assets left out as so many who may be told of share them, by number among the assets. */
  readonly hubs: readonly number[];
  /** Ties of those by assets of whose use some period is not known. */
  readonly undatedTies: number;
}

export interface ScopedGraphOptions
  extends Pick<
    ClaimGraphOptions,
    | 'weighting'
    | 'leastCredibility'
    | 'ungradedCredibility'
    | 'leastExistence'
    | 'asOfDay'
    | 'fromDay'
    | 'toDay'
  > {
  readonly projection: Projection;
  /** Places of the nodes, and after them those of the assets that tie people; each in order. */
  readonly nodePlaces: Int32Array;
  readonly assetPlaces: Int32Array;
  readonly placeCount: number;
  /** Base kind of each asset. */
  readonly assetKind: (asset: number) => string;
  /** Beside the nodes. */
  readonly isWithheld: Uint8Array;
}

/** The graph of a scope, with a pause now and then for others. */
export function* scopedGraph(
  claims: ClaimColumns,
  options: ScopedGraphOptions,
): Generator<void, ScopedGraph> {
  const { nodePlaces, assetPlaces, projection } = options;
  const nodeCount = nodePlaces.length;
  const nodeOf = new Int32Array(options.placeCount).fill(-1);
  nodePlaces.forEach((place, node) => {
    nodeOf[place] = node;
  });
  assetPlaces.forEach((place, asset) => {
    nodeOf[place] = nodeCount + asset;
  });
  const isDirected = DIRECTED_PROJECTIONS.has(projection);
  const flow = FLOW_TYPES[projection];
  const leftOut = Object.fromEntries(
    LEFT_OUT_REASONS.map((reason): [LeftOutReason, number] => [reason, 0]),
  ) as LeftOutCounts;
  const isWithheld = new Uint8Array(nodeCount + assetPlaces.length);
  isWithheld.set(options.isWithheld);
  const joinOptions: ClaimGraphOptions = {
    ...options,
    isDirected,
    nodeOf,
    nodeCount: nodeCount + assetPlaces.length,
    isWithheld,
    joins: (code, a, b) =>
      (flow?.has(claims.types[code]!.id ?? '') ?? true) && (a < nodeCount || b < nodeCount),
  };
  const pairs = yield* tiedPairs(claims, joinOptions, leftOut);
  yield;
  const shared =
    assetPlaces.length === 0 ? null : sharedTies(claims, pairs, { ...options, nodeCount });
  yield;
  const joined = joinTies(pairs, shared, nodeCount);
  const graphs = yield* tieGraphs(joined.ties, { ...options, nodeCount, isDirected });
  countUnlikely(claims, joined, graphs, { isWithheld, leftOut, weighting: options.weighting });
  return {
    ...graphs,
    ties: joined.ties,
    from: joined.from,
    leftOut,
    hubs: shared?.hubs ?? [],
    undatedTies: shared?.undated ?? 0,
  };
}

interface Shared {
  readonly ties: readonly {
    readonly a: number;
    readonly b: number;
    readonly assets: readonly number[];
    readonly credibility: number;
    readonly existence: number;
    readonly gradedExistence: number;
  }[];
  readonly hubs: readonly number[];
  readonly undated: number;
}

/** Ties of people by what they share. */
function sharedTies(
  claims: ClaimColumns,
  pairs: TiedPairs,
  options: ScopedGraphOptions & { readonly nodeCount: number },
): Shared {
  const { nodeCount, assetKind, isWithheld } = options;
  const cap = (asset: number) => HUB_CAPS.get(assetKind(asset)) ?? null;
  const uses: AssetUse[] = [];
  const toldUsers = new Map<number, number>();
  const evidence = new Map<number, readonly [all: number, graded: number]>();
  const keyOf = (person: number, asset: number) => asset * nodeCount + person;
  for (let pair = 0; pair < pairs.count; pair++) {
    const [person, other] = [pairs.sources[pair]!, pairs.targets[pair]!];
    if (other < nodeCount || person >= nodeCount || pairs.existence[pair]! <= 0) continue;
    const asset = other - nodeCount;
    const graded = pairs.gradedExistence[pair]!;
    evidence.set(keyOf(person, asset), [pairs.existence[pair]!, graded]);
    if (!isWithheld[person]) toldUsers.set(asset, (toldUsers.get(asset) ?? 0) + 1);
    uses.push({ person, asset, evidence: graded, period: periodOf(claims, pairs, pair, options) });
  }
  const { ties, hubs } = projectOnPeople(uses, { cap });
  /** How likely both use one of the assets at least. */
  const bothUse = (a: number, b: number, assets: readonly number[], which: 0 | 1) => {
    let doubt = 1;
    for (const asset of assets)
      doubt *=
        1 -
        (evidence.get(keyOf(a, asset))?.[which] ?? 0) *
          (evidence.get(keyOf(b, asset))?.[which] ?? 0);
    return 1 - doubt;
  };
  return {
    ties: ties.map(({ a, b, assets, credibility }) => ({
      a,
      b,
      assets,
      credibility,
      existence: bothUse(a, b, assets, 0),
      gradedExistence: bothUse(a, b, assets, 1),
    })),
    // One that protected people alone make so crowded is not named: it may be where they are kept safe.
    hubs: hubs.filter((asset) => (toldUsers.get(asset) ?? 0) > cap(asset)!),
    undated: ties.filter(({ a, b, isUndated }) => isUndated && !isWithheld[a] && !isWithheld[b])
      .length,
  };
}

/**
 * First and last day of all that is claimed of a use; null where no claim tells when it began and how long it lasted,
 * as a sighting on one day does not.
 */
function periodOf(
  claims: ClaimColumns,
  pairs: TiedPairs,
  pair: number,
  { asOfDay }: Pick<ScopedGraphOptions, 'asOfDay'>,
): readonly [number, number] | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isKnown = false;
  for (let at = pairs.claimStarts[pair]!; at < pairs.claimStarts[pair + 1]!; at++) {
    const claim = pairs.claims[at]!;
    const [begun, seen] = [claims.firstDay[claim]!, claims.lastDay[claim]!];
    if (begun === NO_DAY || seen === NO_DAY) return null;
    isKnown ||= claims.hasPeriod[claim] === 1;
    first = Math.min(first, begun);
    last = Math.max(last, claims.isStanding[claim] ? asOfDay : seen);
  }
  return isKnown && first <= last ? [first, last] : null;
}

/** Direct ties and those by shared assets as one list, in order of their nodes. */
function joinTies(pairs: TiedPairs, shared: Shared | null, nodeCount: number) {
  const keyed = new Map<number, { pair: number; shared: Shared['ties'][number] | null }>();
  for (let pair = 0; pair < pairs.count; pair++) {
    const [a, b] = [pairs.sources[pair]!, pairs.targets[pair]!];
    if (a < nodeCount && b < nodeCount) keyed.set(a * nodeCount + b, { pair, shared: null });
  }
  for (const tie of shared?.ties ?? []) {
    const key = tie.a * nodeCount + tie.b;
    const known = keyed.get(key);
    if (known) known.shared = tie;
    else keyed.set(key, { pair: -1, shared: tie });
  }
  const rows = [...keyed].sort(([one], [other]) => one - other);
  const column = (value: (row: (typeof rows)[number][1], key: number) => number) =>
    Float64Array.from(rows, ([key, row]) => value(row, key));
  const ofPair = (values: Float64Array, pair: number) => (pair < 0 ? 0 : values[pair]!);
  const either = (one: number, other: number) => 1 - (1 - one) * (1 - other);
  const ties: TieColumns = {
    sources: Int32Array.from(rows, ([key]) => Math.floor(key / nodeCount)),
    targets: Int32Array.from(rows, ([key]) => key % nodeCount),
    existence: column((row) =>
      either(ofPair(pairs.existence, row.pair), row.shared?.existence ?? 0),
    ),
    gradedExistence: column((row) =>
      either(ofPair(pairs.gradedExistence, row.pair), row.shared?.gradedExistence ?? 0),
    ),
    strength: column((row) => ofPair(pairs.strength, row.pair) + (row.shared?.credibility ?? 0)),
    counts: column(
      ({ pair, shared: tie }) =>
        (pair < 0 ? 0 : pairs.claimStarts[pair + 1]! - pairs.claimStarts[pair]!) +
        (tie?.assets.length ?? 0),
    ),
  };
  const from: TieSources = {
    pairOf: Int32Array.from(rows, ([, { pair }]) => pair),
    pairs,
    assetsOf: rows.map(([, row]) => row.shared?.assets ?? []),
  };
  return { ties, from };
}

/** Counts the claims of pairs that were left out, and those that are not graded. */
function countUnlikely(
  claims: ClaimColumns,
  { ties, from }: { readonly ties: TieColumns; readonly from: TieSources },
  { tieOf }: TieGraphs,
  of: {
    readonly isWithheld: Uint8Array;
    readonly leftOut: LeftOutCounts;
    readonly weighting: ClaimGraphOptions['weighting'];
  },
): void {
  const isKept = new Uint8Array(ties.sources.length);
  for (const tie of tieOf) isKept[tie] = 1;
  for (let tie = 0; tie < isKept.length; tie++) {
    const pair = from.pairOf[tie]!;
    if (pair < 0 || of.isWithheld[ties.sources[tie]!] || of.isWithheld[ties.targets[tie]!])
      continue;
    const [begin, end] = [from.pairs.claimStarts[pair]!, from.pairs.claimStarts[pair + 1]!];
    if (!isKept[tie]) of.leftOut.unlikely += end - begin;
    else if (of.weighting !== 'count')
      for (let at = begin; at < end; at++)
        if (Number.isNaN(claims.credibility[from.pairs.claims[at]!]!)) of.leftOut.ungraded++;
  }
}
