import { betweenness, normaliseNodes } from './betweenness.ts';
import { degrees } from './degree.ts';
import { type Graph, undirected } from './graph.ts';
import { structuralHoles } from './structural-holes.ts';

/** What speaks for a node being an enabler; each 0 to 1. */
export interface EnablerParts {
  /** Reach across groups that are not its own. */
  readonly crossOcg: number;
  /** On more paths than its number of links would have one expect. */
  readonly hiddenBroker: number;
  /** Its contacts do not know each other. */
  readonly openStructure: number;
  /** Evidence of a recorded skill or service. */
  readonly role: number;
  /** Few others have the same skill. */
  readonly scarcity: number;
}

/** How much each part counts; they sum to 1. */
export type EnablerWeights = EnablerParts;

/** Source: analytics.md 1.18. */
export const DEFAULT_ENABLER_WEIGHTS: EnablerWeights = {
  crossOcg: 0.3,
  hiddenBroker: 0.2,
  openStructure: 0.15,
  role: 0.2,
  scarcity: 0.15,
};

/** What is recorded of a node besides its links. Never a protected characteristic. */
export interface EnablerRecord {
  /** Groups that it is a member of. */
  readonly groups: readonly string[];
  /** An enabling skill or service; null: none is recorded. */
  readonly skill: string | null;
  /** 0 to 1 from the grade of that record; null: there is none. */
  readonly skillCredibility: number | null;
}

export interface EnablerScore extends EnablerParts {
  /** 0 to 100. A question, not a finding: without a recorded skill it speaks of structure alone. */
  readonly score: number;
}

/** Other groups among neighbours at which reach is complete. */
const WIDE_REACH = 3;
const SCORE_GRAIN = 1e9;

/**
 * Enabler score: reach across groups, hidden brokerage, open structure, evidence of a role and its scarcity.
 *
 * Unit: 0 to 100. Complexity: that of betweenness.
 * Source: analytics.md 1.18, after Morselli and Roy (2008), Criminology 46, 71–98.
 */
export function enablerScores(
  graph: Graph,
  records: readonly EnablerRecord[],
  {
    weights = DEFAULT_ENABLER_WEIGHTS,
    brokerage = null,
  }: {
    readonly weights?: EnablerWeights;
    /** Betweenness of each node, normalised, where it is known or estimated; null: it is worked out. */
    readonly brokerage?: Float64Array | null;
  } = {},
): EnablerScore[] {
  const simple = undirected(graph);
  const rows = simple.both;
  const onPaths = percentileRanks(
    (
      brokerage ??
      normaliseNodes(betweenness(simple, { isWeighted: false, ofLinks: false }).nodes, false)
    ).map((value) => Math.round(value * SCORE_GRAIN)),
  );
  const byDegree = percentileRanks(Float64Array.from(degrees(rows)));
  const { constraint } = structuralHoles(rows, new Float64Array(rows.targets.length).fill(1));
  const holders = new Map<string, number>();
  for (const { skill } of records)
    if (skill !== null) holders.set(skill, (holders.get(skill) ?? 0) + 1);
  return records.map(({ groups, skill, skillCredibility }, node) => {
    const others = new Set<string>();
    for (let entry = rows.offsets[node]!; entry < rows.offsets[node + 1]!; entry++)
      for (const group of records[rows.targets[entry]!]!.groups)
        if (!groups.includes(group)) others.add(group);
    // To serve one group is like being of it; to serve several is what enables.
    const reach = groups.length > 0 ? others.size : Math.max(0, others.size - 1);
    const tiedDown = constraint[node] ?? null;
    const parts: EnablerParts = {
      crossOcg: Math.min(1, reach / WIDE_REACH),
      hiddenBroker: Math.max(0, onPaths[node]! - byDegree[node]!),
      openStructure: tiedDown === null ? 0 : 1 - Math.min(1, tiedDown),
      role: skill === null ? 0 : (skillCredibility ?? 0),
      scarcity: skill === null ? 0 : 1 / holders.get(skill)!,
    };
    return { ...parts, score: 100 * weighted(parts, weights) };
  });
}

function weighted(parts: EnablerParts, weights: EnablerWeights): number {
  return (
    parts.crossOcg * weights.crossOcg +
    parts.hiddenBroker * weights.hiddenBroker +
    parts.openStructure * weights.openStructure +
    parts.role * weights.role +
    parts.scarcity * weights.scarcity
  );
}

/**
 * Percentile rank of each value: how many others are lower, and half of those that are equal.
 *
 * Unit: 0 to 1; 0 where there are no others. Complexity: O(n log n).
 */
export function percentileRanks(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  const firstOf = new Map<number, number>();
  const countOf = new Map<number, number>();
  sorted.forEach((value, place) => {
    if (!firstOf.has(value)) firstOf.set(value, place);
    countOf.set(value, (countOf.get(value) ?? 0) + 1);
  });
  return values.map((value) =>
    values.length < 2
      ? 0
      : (firstOf.get(value)! + (countOf.get(value)! - 1) / 2) / (values.length - 1),
  );
}
