import type { GraphRows } from './graph.ts';

/** Likeness of two nodes that are not linked, by their neighbours. */
export interface LinkScores {
  /** Neighbours of both. */
  readonly commonNeighbours: number;
  /** Those over the neighbours of either. Source: Jaccard (1901). */
  readonly jaccard: number;
  /** Sum of 1/ln(degree) over common neighbours. Source: Adamic and Adar (2003), Social Networks 25. */
  readonly adamicAdar: number;
  /** Sum of 1/degree over common neighbours. Source: Zhou, Lü and Zhang (2009), EPJ B 71. */
  readonly resourceAllocation: number;
  /** Product of both degrees. Source: Barabási and Albert (1999), Science 286. */
  readonly preferentialAttachment: number;
}

/** A pair of nodes that share neighbours without a link. */
export interface LikelyPair extends LinkScores {
  readonly a: number;
  readonly b: number;
}

/** Likeness over all pairs that are not linked. */
export interface MissingLinks {
  readonly pairCount: number;
  readonly sums: LinkScores;
  /** The likeliest pairs by each score, of those that share a neighbour. */
  readonly top: Readonly<Record<RankingScore, readonly LikelyPair[]>>;
}

/** Scores that tell pairs apart without favouring nodes of many links. */
export type RankingScore = 'jaccard' | 'adamicAdar' | 'resourceAllocation';

/**
 * Likeness of all pairs that are not linked, and the `count` likeliest. Takes rows without direction.
 *
 * Complexity: O(Σ d² over nodes) time, O(n) space; pairs without a common neighbour are never looked at.
 */
export function findMissingLinks(rows: GraphRows, count: number): MissingLinks {
  const sums = {
    commonNeighbours: 0,
    jaccard: 0,
    adamicAdar: 0,
    resourceAllocation: 0,
    preferentialAttachment: sumOfProducts(rows),
  };
  const jaccard = createTop('jaccard', count);
  const adamicAdar = createTop('adamicAdar', count);
  const resourceAllocation = createTop('resourceAllocation', count);
  eachPair(rows, (pair) => {
    sums.commonNeighbours += pair.commonNeighbours;
    sums.jaccard += pair.jaccard;
    sums.adamicAdar += pair.adamicAdar;
    sums.resourceAllocation += pair.resourceAllocation;
    for (const top of [jaccard, adamicAdar, resourceAllocation]) top.add(pair);
  });
  return {
    pairCount: (rows.nodeCount * (rows.nodeCount - 1)) / 2 - rows.targets.length / 2,
    sums,
    top: {
      jaccard: jaccard.best(),
      adamicAdar: adamicAdar.best(),
      resourceAllocation: resourceAllocation.best(),
    },
  };
}

/** Sum of the products of degrees over pairs that are not linked. */
function sumOfProducts({ nodeCount, offsets, targets }: GraphRows): number {
  const degree = (node: number) => offsets[node + 1]! - offsets[node]!;
  let [sum, squares, linked] = [0, 0, 0];
  for (let node = 0; node < nodeCount; node++) {
    sum += degree(node);
    squares += degree(node) ** 2;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      linked += degree(node) * degree(targets[entry]!);
  }
  return (sum ** 2 - squares - linked) / 2;
}

/** Visits each pair that shares a neighbour without a link, in order. */
function eachPair(
  { nodeCount, offsets, targets }: GraphRows,
  visit: (pair: LikelyPair) => void,
): void {
  const degree = (node: number) => offsets[node + 1]! - offsets[node]!;
  const common = new Int32Array(nodeCount);
  const adamicAdar = new Float64Array(nodeCount);
  const allocation = new Float64Array(nodeCount);
  const linkedTo = new Int32Array(nodeCount).fill(-1);
  for (let a = 0; a < nodeCount; a++) {
    const near: number[] = [];
    for (let entry = offsets[a]!; entry < offsets[a + 1]!; entry++) linkedTo[targets[entry]!] = a;
    for (let entry = offsets[a]!; entry < offsets[a + 1]!; entry++) {
      const via = targets[entry]!;
      for (let far = offsets[via]!; far < offsets[via + 1]!; far++) {
        const b = targets[far]!;
        if (b <= a || linkedTo[b] === a) continue;
        if (common[b] === 0) near.push(b);
        common[b]!++;
        adamicAdar[b]! += 1 / Math.log(degree(via));
        allocation[b]! += 1 / degree(via);
      }
    }
    for (const b of near.sort((one, other) => one - other)) {
      visit({
        a,
        b,
        commonNeighbours: common[b]!,
        jaccard: common[b]! / (degree(a) + degree(b) - common[b]!),
        adamicAdar: adamicAdar[b]!,
        resourceAllocation: allocation[b]!,
        preferentialAttachment: degree(a) * degree(b),
      });
      common[b] = adamicAdar[b] = allocation[b] = 0;
    }
  }
}

/** Scores that are equal but for rounding rank by the order of their nodes. */
const SCORE_GRAIN = 1e9;
/** Pairs held back before all but the best are let go. */
const HELD = 4096;

function createTop(score: RankingScore, count: number) {
  let held: LikelyPair[] = [];
  const rounded = (pair: LikelyPair) => Math.round(pair[score] * SCORE_GRAIN);
  function best(): readonly LikelyPair[] {
    held.sort((one, other) => rounded(other) - rounded(one) || one.a - other.a || one.b - other.b);
    held = held.slice(0, count);
    return held;
  }
  return {
    add(pair: LikelyPair): void {
      held.push(pair);
      if (held.length >= HELD + count) best();
    },
    best,
  };
}
