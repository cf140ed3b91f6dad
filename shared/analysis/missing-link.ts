import { weakComponents } from './components.ts';
import { buildGraph, type Graph, undirected, withoutNodes } from './graph.ts';
import { leidenCommunities } from './leiden.ts';
import { findMissingLinks } from './link-prediction.ts';
import { normalisedMutualInformation } from './partition.ts';
import { pathShares } from './path-shares.ts';

export interface MissingLinkQuestion {
  /** Nodes that may be told of; others are computed with, but nothing is guessed from them. */
  readonly isTold: Uint8Array;
  readonly count: number;
  readonly seed: number;
}

/** A link that nobody has seen, and what would be otherwise if it were there. */
export interface MissingLinkEffect {
  readonly a: number;
  readonly b: number;
  /** Sum of 1/degree over shared neighbours. */
  readonly likeliness: number;
  readonly shared: readonly number[];
  /** Nodes whose rank by betweenness changes most. */
  readonly moves: readonly {
    readonly node: number;
    readonly before: number;
    readonly after: number;
  }[];
  /** Share of the first ten that would still be. */
  readonly topKept: number;
  /** How much the communities then tell of those there are, 0 to 1. */
  readonly communityAgreement: number;
  readonly joinsParts: boolean;
}

/** Likely links that are tried for each one that is told. */
const TRIED_PER_LINK = 3;
const TOLD_MOVES = 3;
const TOP = 10;
const RANK_GRAIN = 1e9;

/**
 * Links that are likely by shared neighbours, the ones first that would change most: who is first, and which groups
 * there are. Nothing is guessed from nodes that may not be told of.
 *
 * Unit: see the parts. Complexity: one `pathShares` and one Leiden for each link tried.
 * Source: analytics.md 1.17; resource allocation by Zhou, Lü and Zhang (2009), EPJ B 71, 623–630; mutual information by
 * Danon et al. (2005), J. Stat. Mech. P09008.
 */
export function missingLinkEffects(
  given: Graph,
  { isTold, count, seed }: MissingLinkQuestion,
): MissingLinkEffect[] {
  // Nobody can say which way a link that was not seen would lead: both states are told without direction.
  const graph = undirected(given);
  const open = withoutNodes(graph, (node) => !isTold[node]);
  const { top } = findMissingLinks(open.both, count * TRIED_PER_LINK);
  const before = stateOf(graph, isTold, seed);
  const parts = weakComponents(graph.both).componentOf;
  const linked = new Set(
    Array.from(graph.sources, (source, link) => source * graph.nodeCount + graph.targets[link]!),
  );
  return top.resourceAllocation
    .filter(({ a, b }) => !linked.has(a * graph.nodeCount + b))
    .map(({ a, b, resourceAllocation }) => {
      const after = stateOf(withLink(graph, a, b), isTold, seed);
      return {
        a,
        b,
        likeliness: resourceAllocation,
        shared: sharedNeighbours(open, a, b),
        moves: movesBetween(before.ranks, after.ranks, isTold),
        topKept: topKept(before.ranks, after.ranks, isTold),
        communityAgreement: normalisedMutualInformation(before.groups, after.groups),
        joinsParts: parts[a] !== parts[b],
      };
    })
    .sort((one, other) => effectOf(other) - effectOf(one) || other.likeliness - one.likeliness)
    .slice(0, count);
}

function effectOf({ moves, topKept: kept, communityAgreement }: MissingLinkEffect): number {
  const moved = moves.reduce((sum, { before, after }) => sum + Math.abs(after - before), 0);
  return 1 - kept + (1 - communityAgreement) + moved / (1 + moved);
}

function withLink(graph: Graph, a: number, b: number): Graph {
  return buildGraph(graph.nodeCount, false, {
    sources: [...graph.sources, a],
    targets: [...graph.targets, b],
    weights: null,
  });
}

function stateOf(graph: Graph, isTold: Uint8Array, seed: number) {
  return {
    ranks: ranksOf(pathShares(graph, seed).betweenness, isTold),
    groups: leidenCommunities(graph.both, { seed, isWeighted: false }),
  };
}

/** 1 and how many that may be told of stand higher; 0 for those that may not. */
export function ranksOf(values: Float64Array, isTold: Uint8Array): Int32Array {
  const rounded = values.map((value) => Math.round(value * RANK_GRAIN));
  const told = Array.from(rounded.keys())
    .filter((node) => isTold[node])
    .sort((one, other) => rounded[other]! - rounded[one]! || one - other);
  const ranks = new Int32Array(values.length);
  told.forEach((node, place) => {
    const above = told[place - 1];
    ranks[node] =
      above !== undefined && rounded[above] === rounded[node] ? ranks[above]! : place + 1;
  });
  return ranks;
}

function movesBetween(before: Int32Array, after: Int32Array, isTold: Uint8Array) {
  return Array.from(before.keys())
    .filter((node) => isTold[node] && before[node] !== after[node])
    .map((node) => ({ node, before: before[node]!, after: after[node]! }))
    .sort(
      (one, other) =>
        weightOf(other) - weightOf(one) || one.before - other.before || one.node - other.node,
    )
    .slice(0, TOLD_MOVES);
}

/** A step at the top says more than one among many who are alike. */
function weightOf({ before, after }: { readonly before: number; readonly after: number }): number {
  return Math.abs(Math.log(after / before));
}

function topKept(before: Int32Array, after: Int32Array, isTold: Uint8Array): number {
  const isTop = (ranks: Int32Array, node: number) => isTold[node] && ranks[node]! <= TOP;
  const top = Array.from(before.keys()).filter((node) => isTop(before, node));
  return top.length === 0 ? 1 : top.filter((node) => isTop(after, node)).length / top.length;
}

function sharedNeighbours({ both }: Graph, a: number, b: number): number[] {
  const near = new Set(both.targets.subarray(both.offsets[a]!, both.offsets[a + 1]!));
  return [...both.targets.subarray(both.offsets[b]!, both.offsets[b + 1]!)].filter((node) =>
    near.has(node),
  );
}
