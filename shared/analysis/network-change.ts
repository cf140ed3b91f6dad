import { kendallTauB } from './change.ts';
import { weakComponents } from './components.ts';
import { consensusCommunities } from './consensus.ts';
import { bridgeCutOff, cutOff } from './cut-off.ts';
import { findCuts } from './cuts.ts';
import { degrees } from './degree.ts';
import { buildGraph, type Graph, type GraphRows } from './graph.ts';
import { pathShares } from './path-shares.ts';

/** The links of one date; nodes are numbered alike on both. */
export interface DatedLinks {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
}

export interface NetworkChangeQuestion {
  readonly nodeCount: number;
  /** Nodes that may be told of; the others are computed with. */
  readonly isTold: Uint8Array;
  readonly before: DatedLinks;
  readonly after: DatedLinks;
  readonly seed: number;
}

/** How a network stood on a date. Only nodes that may be told of are counted, and only ties among them. */
export interface DatedNetwork {
  /** Whether a node was tied to any that may be told of. */
  readonly isPresent: Uint8Array;
  /** How many of those it was tied to: the others would tell by it when they came. */
  readonly degree: Int32Array;
  /** Share of the shortest paths between others that lead through it, 0 to 1. */
  readonly brokerage: Float64Array;
  /** Number of the community of each node; −1: none that has three members or more. */
  readonly communityOf: Int32Array;
  readonly largest: number;
  readonly efficiency: number;
  /** The network is too large to follow all its paths: brokerage and efficiency are estimated. */
  readonly isEstimated: boolean;
}

/** A node or link without which the network falls apart, and how many nodes are then cut off. */
export interface NewCut {
  readonly node: number;
  /** The other end of a link; −1: the node by itself. */
  readonly other: number;
  readonly cutsOff: number;
}

/** What became of communities that share members. */
export interface CommunityMatch {
  readonly fate: 'continued' | 'split' | 'merged' | 'appeared' | 'vanished';
  /** Numbers of communities of either date. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** The best of the pairs; null: there is none. */
  readonly jaccard: number | null;
}

export interface NetworkChange {
  readonly before: DatedNetwork;
  readonly after: DatedNetwork;
  /** Null where one of the orders tells nothing apart. */
  readonly degreeTau: number | null;
  readonly brokerageTau: number | null;
  readonly newCuts: readonly NewCut[];
  readonly communities: readonly CommunityMatch[];
}

/** Communities whose members overlap less are others. Source: analytics.md 1.20. */
const SAME_COMMUNITY = 0.3;
/** Fewer members make a tie, not a community. */
const FEWEST_MEMBERS = 3;
const COMMUNITY_RUNS = 10;
const SHARE_GRAIN = 1e9;

/**
 * How a network changed from one date to another.
 *
 * Unit: see the parts. Complexity: that of `pathShares` and of communities on either date.
 * Source: analytics.md 1.20; communities matched after Greene, Doyle and Cunningham (2010), ASONAM, 176–183.
 */
export function networkChange(question: NetworkChangeQuestion): NetworkChange {
  const { nodeCount, isTold } = question;
  const graphOf = ({ sources, targets }: DatedLinks) =>
    buildGraph(nodeCount, false, { sources, targets, weights: null });
  const [one, other] = [graphOf(question.before), graphOf(question.after)];
  const [before, after] = [datedNetwork(one, question), datedNetwork(other, question)];
  const stayed = Array.from(isTold.keys()).filter(
    (node) => isTold[node] && before.isPresent[node] && after.isPresent[node],
  );
  const tau = (values: (network: DatedNetwork) => ArrayLike<number>) =>
    kendallTauB(
      stayed.map((node) => values(before)[node]!),
      stayed.map((node) => values(after)[node]!),
    );
  return {
    before,
    after,
    degreeTau: tau(({ degree }) => degree),
    // Shares that differ by rounding alone are equals.
    brokerageTau: tau(({ brokerage }) => brokerage.map((value) => Math.round(value * SHARE_GRAIN))),
    newCuts: newCuts(one, other, isTold),
    communities: matchCommunities(before.communityOf, after.communityOf, isTold),
  };
}

function datedNetwork(
  graph: Graph,
  { isTold, seed }: Pick<NetworkChangeQuestion, 'isTold' | 'seed'>,
): DatedNetwork {
  const degree = toldDegrees(graph.both, isTold);
  const isPresent = Uint8Array.from(degree, (count) => (count > 0 ? 1 : 0));
  const count = degrees(graph.both).reduce((sum, links) => sum + (links > 0 ? 1 : 0), 0);
  const { betweenness, harmonic, isEstimated } = pathShares(graph, seed);
  const nearness = harmonic.reduce((sum, value) => sum + value, 0);
  // Nodes that are tied to nothing on that date are not of its network.
  const share = pairsOf(graph.nodeCount) / Math.max(1, pairsOf(count));
  return {
    isPresent,
    degree,
    brokerage: betweenness.map((value) => value * share),
    communityOf: communitiesOf(graph.both, isPresent, seed),
    largest: largestPart(graph.both, isPresent),
    efficiency: count < 2 ? 0 : nearness / (count * (count - 1)),
    isEstimated,
  };
}

/** How many nodes that may be told of each such node is tied to; 0 for the others. */
function toldDegrees({ nodeCount, offsets, targets }: GraphRows, isTold: Uint8Array): Int32Array {
  const degree = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    if (!isTold[node]) continue;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      degree[node]! += isTold[targets[entry]!]!;
  }
  return degree;
}

/** Pairs of others that a node can lie between. */
function pairsOf(count: number): number {
  return count < 3 ? 0 : ((count - 1) * (count - 2)) / 2;
}

function largestPart(rows: GraphRows, isPresent: Uint8Array): number {
  const { componentOf, sizes } = weakComponents(rows);
  const counts = new Int32Array(sizes.length);
  for (const [node, part] of componentOf.entries()) if (isPresent[node]) counts[part]!++;
  return counts.reduce((most, size) => Math.max(most, size), 0);
}

function communitiesOf(rows: GraphRows, isPresent: Uint8Array, seed: number): Int32Array {
  const { groupOf } = consensusCommunities(rows, {
    seed,
    runs: COMMUNITY_RUNS,
    isWeighted: false,
  });
  const sizes = new Map<number, number>();
  for (const [node, group] of groupOf.entries())
    if (isPresent[node]) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return groupOf.map((group, node) =>
    isPresent[node] && sizes.get(group)! >= FEWEST_MEMBERS ? group : -1,
  );
}

/** What holds the network together on the second date, and did not on the first. */
function newCuts(one: Graph, other: Graph, isTold: Uint8Array): NewCut[] {
  const [before, after] = [findCuts(one.both), findCuts(other.both)];
  const heldNodes = new Set(before.articulationNodes);
  const pairOf = (graph: Graph, link: number) =>
    graph.sources[link]! * graph.nodeCount + graph.targets[link]!;
  const heldLinks = new Set(before.bridges.map((link) => pairOf(one, link)));
  const withoutNode = cutOff(other.both, isTold);
  const nodes = after.articulationNodes
    .filter((node) => isTold[node] && !heldNodes.has(node))
    .map((node) => ({ node, other: -1, cutsOff: withoutNode[node]! }));
  const bridges = after.bridges.filter(
    (link) =>
      isTold[other.sources[link]!] &&
      isTold[other.targets[link]!] &&
      !heldLinks.has(pairOf(other, link)),
  );
  const withoutLink = bridgeCutOff(other, bridges, isTold);
  const links = bridges.map((link, at) => ({
    node: other.sources[link]!,
    other: other.targets[link]!,
    cutsOff: withoutLink[at]!,
  }));
  return [...nodes, ...links]
    .filter(({ cutsOff }) => cutsOff > 0)
    .sort((a, b) => b.cutsOff - a.cutsOff || a.node - b.node || a.other - b.other);
}

/** Matches communities by the members that both have, and says what became of each. */
export function matchCommunities(
  before: Int32Array,
  after: Int32Array,
  isTold: Uint8Array,
): CommunityMatch[] {
  const sizesBefore = new Map<number, number>();
  const sizesAfter = new Map<number, number>();
  const both = new Map<string, { one: number; other: number; count: number }>();
  const raise = (sizes: Map<number, number>, group: number) =>
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  for (let node = 0; node < before.length; node++) {
    if (!isTold[node]) continue;
    const [one, other] = [before[node]!, after[node]!];
    if (one >= 0) raise(sizesBefore, one);
    if (other >= 0) raise(sizesAfter, other);
    if (one < 0 || other < 0) continue;
    const key = `${one} ${other}`;
    const pair = both.get(key) ?? { one, other, count: 0 };
    pair.count++;
    both.set(key, pair);
  }
  const pairs = [...both.values()]
    .map((pair) => ({
      ...pair,
      jaccard: pair.count / (sizesBefore.get(pair.one)! + sizesAfter.get(pair.other)! - pair.count),
    }))
    .filter(({ jaccard }) => jaccard >= SAME_COMMUNITY);
  return [
    ...clusters(pairs),
    ...[...sizesAfter.keys()]
      .filter((group) => !pairs.some(({ other }) => other === group))
      .map((group) => ({
        fate: 'appeared' as const,
        before: [],
        after: [group],
        jaccard: null,
      })),
    ...[...sizesBefore.keys()]
      .filter((group) => !pairs.some(({ one }) => one === group))
      .map((group) => ({
        fate: 'vanished' as const,
        before: [group],
        after: [],
        jaccard: null,
      })),
  ];
}

interface Pair {
  readonly one: number;
  readonly other: number;
  readonly jaccard: number;
}

/** Communities that hang together by their pairs: one on one of the dates at least. */
function clusters(pairs: readonly Pair[]): CommunityMatch[] {
  const left = new Set(pairs);
  const found: CommunityMatch[] = [];
  for (const start of pairs) {
    if (!left.delete(start)) continue;
    const held = [start];
    const before = new Set([start.one]);
    const after = new Set([start.other]);
    for (let hasGrown = true; hasGrown; ) {
      hasGrown = false;
      for (const pair of left) {
        if (!before.has(pair.one) && !after.has(pair.other)) continue;
        left.delete(pair);
        held.push(pair);
        before.add(pair.one);
        after.add(pair.other);
        hasGrown = true;
      }
    }
    if (before.size > 1 && after.size > 1) {
      // Neither a split nor a merger: each is told by the pairs that are most alike.
      const loosest = loosestOf(held);
      found.push(...clusters(held.filter((pair) => pair !== loosest)));
      continue;
    }
    const fate =
      before.size === 1 && after.size === 1
        ? ('continued' as const)
        : after.size > before.size
          ? ('split' as const)
          : ('merged' as const);
    const jaccard = Math.max(...held.map((pair) => pair.jaccard));
    found.push({ fate, before: [...before], after: [...after], jaccard });
  }
  return found;
}

/** The least alike of the pairs without which neither of its communities is left alone. */
function loosestOf(pairs: readonly Pair[]): Pair | undefined {
  const isSharedBy = (has: (pair: Pair) => boolean) => pairs.filter(has).length > 1;
  return pairs
    .filter(
      ({ one, other }) =>
        isSharedBy((pair) => pair.one === one) && isSharedBy((pair) => pair.other === other),
    )
    .reduce<Pair | undefined>(
      (loosest, pair) => (loosest && loosest.jaccard <= pair.jaccard ? loosest : pair),
      undefined,
    );
}
