import type { LeftOutReason, Weighting } from './case-measure.ts';
import { type ClaimColumns, NO_DAY } from './claim-columns.ts';
import { buildGraph, type Graph } from './graph.ts';

export interface ClaimGraphOptions {
  readonly isDirected: boolean;
  readonly weighting: Weighting;
  /** Claims believed less take no part. */
  readonly leastCredibility: number;
  /** How far ungraded claims count where links are not weighed. */
  readonly ungradedCredibility: number;
  /** Pairs tied less likely are left out. */
  readonly leastExistence: number;
  /** Day for which ages are told; what was first seen later is left out. */
  readonly asOfDay: number;
  /** Only claims seen between these days; null: at any time. */
  readonly fromDay: number | null;
  readonly toDay: number | null;
  readonly nodeCount: number;
  /** Node of each place; −1: none. */
  readonly nodeOf: Int32Array;
  /** Whether claims of a type, by code, join two nodes. */
  readonly joins: (typeCode: number, from: number, to: number) => boolean;
  /** Nodes of whose claims nothing is counted. */
  readonly isWithheld: Uint8Array;
}

/** Pairs of nodes with all that is claimed of them. */
export interface TiedPairs {
  readonly count: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** How likely there is a tie, ungraded claims counting as the policy says. */
  readonly existence: Float64Array;
  /** The same by graded claims alone; 0: there are none. */
  readonly gradedExistence: Float64Array;
  /** Over types: their strength times their evidence, by graded claims alone. */
  readonly strength: Float64Array;
  /** Where the claims of each pair begin among `claims`, and where the last end. */
  readonly claimStarts: Int32Array;
  readonly claims: Int32Array;
}

/** What a graph leaves out, those claims not counted that are about withheld nodes. */
export type LeftOutCounts = Record<LeftOutReason, number>;

/** Claims gone through between two pauses. */
const PER_PAUSE = 20_000;
/** Evidence below this has aged away. */
const FADED = 1e-9;

/** How much age leaves of a claim, 0 to 1. Source: analytics.md 1.2. */
function decayOf(claims: ClaimColumns, claim: number, asOfDay: number): number {
  const { halfLifeDays } = claims.types[claims.typeCode[claim]!]!;
  const last = claims.lastDay[claim]!;
  if (halfLifeDays === null || last === NO_DAY || claims.isStanding[claim]) return 1;
  return 0.5 ** (Math.max(0, asOfDay - last) / halfLifeDays);
}

/** Why a claim takes no part by itself; null: it does. */
function reasonAgainst(
  claims: ClaimColumns,
  claim: number,
  options: ClaimGraphOptions,
): LeftOutReason | null {
  if (claims.types[claims.typeCode[claim]!]!.isUntying) return 'ties-nobody';
  const credibility = claims.credibility[claim]!;
  if (credibility < options.leastCredibility) return 'not-believed';
  const [first, last] = [claims.firstDay[claim]!, claims.lastDay[claim]!];
  if (first !== NO_DAY && first > Math.min(options.asOfDay, options.toDay ?? options.asOfDay))
    return 'outside-dates';
  const isStanding = claims.isStanding[claim] === 1;
  if (options.fromDay !== null && !isStanding && last !== NO_DAY && last < options.fromDay)
    return 'outside-dates';
  return null;
}

/**
 * Joins the claims about each pair of nodes: claims of one report count once, by the best of them; reports count as
 * independent. Pauses now and then for others. Pairs are in order of their nodes.
 *
 * Complexity: O(nodes + claims · types of a pair). Source: analytics.md 1.2, as `pairStrengths`.
 */
export function* tiedPairs(
  claims: ClaimColumns,
  options: ClaimGraphOptions,
  leftOut: LeftOutCounts,
): Generator<void, TiedPairs> {
  const { nodeOf, nodeCount, isDirected } = options;
  const from = new Int32Array(claims.count);
  const to = new Int32Array(claims.count);
  const starts = new Int32Array(nodeCount + 1);
  const used: number[] = [];
  for (let claim = 0; claim < claims.count; claim++) {
    if (claim % PER_PAUSE === 0) yield;
    const [a, b] = [nodeOf[claims.from[claim]!]!, nodeOf[claims.to[claim]!]!];
    if (a < 0 || b < 0 || a === b) continue;
    if (!options.joins(claims.typeCode[claim]!, a, b)) continue;
    const reason = reasonAgainst(claims, claim, options);
    if (reason !== null) {
      if (!options.isWithheld[a] && !options.isWithheld[b]) leftOut[reason]++;
      continue;
    }
    const isSwapped = !isDirected && a > b;
    from[claim] = isSwapped ? b : a;
    to[claim] = isSwapped ? a : b;
    starts[from[claim]! + 1]!++;
    used.push(claim);
  }
  for (let node = 0; node < nodeCount; node++) starts[node + 1]! += starts[node]!;
  const order = new Int32Array(used.length);
  const filled = starts.slice(0, nodeCount);
  for (const claim of used) order[filled[from[claim]!]!++] = claim;
  yield;
  return yield* joinRows(claims, options, { order, starts, to });
}

function* joinRows(
  claims: ClaimColumns,
  options: ClaimGraphOptions,
  rows: { readonly order: Int32Array; readonly starts: Int32Array; readonly to: Int32Array },
): Generator<void, TiedPairs> {
  const { order, starts, to } = rows;
  const join = pairJoiner(claims, options);
  const sources: number[] = [];
  const targets: number[] = [];
  const sums: [existence: number, graded: number, strength: number][] = [];
  const claimStarts: number[] = [0];
  let done = 0;
  for (let node = 0; node < options.nodeCount; node++) {
    // A row is put in order of its targets; sorting keeps the order of claims.
    const row = order
      .subarray(starts[node]!, starts[node + 1]!)
      .sort((a, b) => to[a]! - to[b]! || a - b);
    for (let at = 0; at < row.length; ) {
      let end = at + 1;
      while (end < row.length && to[row[end]!] === to[row[at]!]) end++;
      sources.push(node);
      targets.push(to[row[at]!]!);
      sums.push(join(row.subarray(at, end)));
      claimStarts.push(starts[node]! + end);
      done += end - at;
      if (done >= PER_PAUSE) {
        done = 0;
        yield;
      }
      at = end;
    }
  }
  return {
    count: sources.length,
    sources: Int32Array.from(sources),
    targets: Int32Array.from(targets),
    existence: Float64Array.from(sums, (sum) => sum[0]),
    gradedExistence: Float64Array.from(sums, (sum) => sum[1]),
    strength: Float64Array.from(sums, (sum) => sum[2]),
    claimStarts: Int32Array.from(claimStarts),
    claims: order,
  };
}

/** Adds up what the claims of one pair come to: noisy-or over reports, by the best claim of each. */
function pairJoiner(claims: ClaimColumns, { asOfDay, ungradedCredibility }: ClaimGraphOptions) {
  const best = new Float64Array(claims.provenanceCount);
  const seen: number[] = [];

  function noisyOr(row: Int32Array, evidenceOf: (claim: number) => number): number {
    for (const claim of row) {
      const evidence = evidenceOf(claim);
      if (evidence === 0) continue;
      const report = claims.provenance[claim]!;
      if (best[report] === 0) seen.push(report);
      best[report] = Math.max(best[report]!, evidence);
    }
    let doubt = 1;
    for (const report of seen) {
      doubt *= 1 - best[report]!;
      best[report] = 0;
    }
    seen.length = 0;
    return 1 - doubt;
  }

  const graded = (claim: number) => {
    const credibility = claims.credibility[claim]!;
    return Number.isNaN(credibility) ? 0 : credibility * decayOf(claims, claim, asOfDay);
  };
  const all = (claim: number) => {
    const credibility = claims.credibility[claim]!;
    const belief = Number.isNaN(credibility) ? ungradedCredibility : credibility;
    return belief * decayOf(claims, claim, asOfDay);
  };

  return (row: Int32Array): [existence: number, graded: number, strength: number] => {
    let strength = 0;
    for (const code of new Set(Array.from(row, (claim) => claims.typeCode[claim]!)))
      strength +=
        claims.types[code]!.strength *
        noisyOr(row, (claim) => (claims.typeCode[claim] === code ? graded(claim) : 0));
    return [noisyOr(row, all), noisyOr(row, graded), strength];
  };
}

/** A link of a graph of claims, before it is built. */
export interface TieColumns {
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Beside them. */
  readonly existence: ArrayLike<number>;
  readonly gradedExistence: ArrayLike<number>;
  readonly strength: ArrayLike<number>;
  /** How many claims and shared assets there are. */
  readonly counts: ArrayLike<number>;
}

/** The graph of ties: as it is where links are not weighed, and the part of it that can be weighed. */
export interface TieGraphs {
  readonly plain: Graph;
  readonly weighted: Graph;
  /** Of each link of `plain`, its place among the ties. */
  readonly tieOf: Int32Array;
  /** Of each link of `plain`, how likely it is there. */
  readonly existence: Float64Array;
  /** The same of `weighted`. */
  readonly weightedExistence: Float64Array;
}

/** Builds both graphs of some ties, those left out that are too unlikely. Pauses now and then for others. */
export function* tieGraphs(
  ties: TieColumns,
  options: Pick<ClaimGraphOptions, 'nodeCount' | 'isDirected' | 'weighting' | 'leastExistence'>,
): Generator<void, TieGraphs> {
  const { nodeCount, isDirected, weighting, leastExistence } = options;
  const all = Array.from({ length: ties.sources.length }, (_, tie) => tie);
  const plain = all.filter(
    (tie) => ties.existence[tie]! >= leastExistence && ties.existence[tie]! > FADED,
  );
  const isCount = weighting === 'count';
  const weighed = isCount
    ? plain
    : all.filter(
        (tie) => ties.gradedExistence[tie]! >= leastExistence && ties.strength[tie]! > FADED,
      );
  const weightOf = (tie: number) =>
    isCount
      ? ties.counts[tie]!
      : weighting === 'strength'
        ? ties.strength[tie]!
        : ties.gradedExistence[tie]!;
  const build = (kept: readonly number[], weights: (tie: number) => number) =>
    buildGraph(nodeCount, isDirected, {
      sources: kept.map((tie) => ties.sources[tie]!),
      targets: kept.map((tie) => ties.targets[tie]!),
      weights: kept.map(weights),
    });
  yield;
  const plainGraph = build(plain, () => 1);
  yield;
  const weighted = build(weighed, weightOf);
  yield;
  return {
    plain: plainGraph,
    weighted,
    tieOf: Int32Array.from(plain),
    existence: Float64Array.from(plain, (tie) => ties.existence[tie]!),
    weightedExistence: Float64Array.from(
      weighed,
      (tie) => (isCount ? ties.existence : ties.gradedExistence)[tie]!,
    ),
  };
}
