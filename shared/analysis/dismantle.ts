import { betweenness } from './betweenness.ts';
import { countSets, eachSet } from './combinations.ts';
import { membersOf, weakComponents } from './components.ts';
import { coreNumbers } from './cores.ts';
import { degrees } from './degree.ts';
import { buildGraph, type Graph, withoutNodes } from './graph.ts';
import { collectiveInfluence } from './influence.ts';

/** By what the next node to remove is chosen, anew after each. */
export type RemovalRule = 'degree' | 'betweenness' | 'collective-influence';

/** What becomes of a graph as its nodes are removed one after the other. */
export interface Dismantling {
  readonly order: readonly number[];
  /** Nodes of the largest component after 0, 1, 2 … removals. */
  readonly largest: readonly number[];
  /** Mean share of nodes in the largest component; low where few removals break it. */
  readonly robustness: number;
}

/** Scores that are equal after rounding leave the choice to the order of nodes. */
const SCORE_GRAIN = 1e9;
/** Largest size of set that is looked for by trying all, and most sets of one size. */
const MOST_SET_SIZE = 5;
const MOST_SETS = 2_000_000;

/**
 * Removes all nodes, at each step the highest by a rule on what is left; of equal ones the first. Takes graphs
 * without direction.
 *
 * Complexity: n times the rule's; betweenness only where the last removal was.
 * Source: Schneider et al. (2011), PNAS 108, 3838–3841, for robustness; analytics.md 2.3 for the rules.
 */
export function dismantle(graph: Graph, rule: RemovalRule): Dismantling {
  const isRemoved = new Uint8Array(graph.nodeCount);
  const score = scorer(rule);
  const order: number[] = [];
  let left = graph;
  const largest = [largestOf(left, isRemoved)];
  let scores = score(left, null, null);
  while (order.length < graph.nodeCount) {
    const node = highest(scores, isRemoved);
    isRemoved[node] = 1;
    order.push(node);
    const before = left;
    left = withoutNodes(left, (other) => other === node);
    largest.push(largestOf(left, isRemoved));
    scores = score(left, scores, { before, node });
  }
  const sum = largest.slice(1).reduce((total, size) => total + size, 0);
  return { order, largest, robustness: graph.nodeCount === 0 ? 0 : sum / graph.nodeCount ** 2 };
}

function highest(scores: ArrayLike<number>, isRemoved: Uint8Array): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let node = 0; node < scores.length; node++) {
    const score = Math.round(scores[node]! * SCORE_GRAIN);
    if (isRemoved[node] || score <= most) continue;
    best = node;
    most = score;
  }
  return best;
}

function largestOf({ both }: Graph, isRemoved: Uint8Array): number {
  const { sizes, componentOf } = weakComponents(both);
  if ((sizes[0] ?? 0) > 1) return sizes[0]!;
  // Removed nodes are components of one by themselves.
  return componentOf.some((_, node) => !isRemoved[node]) ? 1 : 0;
}

type Score = (
  left: Graph,
  before: ArrayLike<number> | null,
  removal: { readonly before: Graph; readonly node: number } | null,
) => ArrayLike<number>;

function scorer(rule: RemovalRule): Score {
  switch (rule) {
    case 'degree':
      return ({ both }) => degrees(both);
    case 'collective-influence':
      return ({ both }) => collectiveInfluence(both, 1);
    case 'betweenness':
      return (left, scores, removal) => {
        if (!scores || !removal)
          return betweenness(left, { isWeighted: false, ofLinks: false }).nodes;
        return betweennessAgain(left, Float64Array.from(scores), removal);
      };
  }
}

/** Betweenness once a node is gone: only its component changes. */
function betweennessAgain(
  left: Graph,
  scores: Float64Array,
  { before, node }: { readonly before: Graph; readonly node: number },
): Float64Array {
  const { componentOf } = weakComponents(before.both);
  const members = Array.from(scores.keys()).filter(
    (other) => other !== node && componentOf[other] === componentOf[node],
  );
  scores[node] = 0;
  const { nodes } = betweenness(inducedGraph(left, members), {
    isWeighted: false,
    ofLinks: false,
  });
  members.forEach((member, at) => {
    scores[member] = nodes[at]!;
  });
  return scores;
}

/** The graph of some nodes alone, which are numbered anew in the order given. */
export function inducedGraph(graph: Graph, members: readonly number[]): Graph {
  const numbers = new Int32Array(graph.nodeCount).fill(-1);
  members.forEach((member, number) => {
    numbers[member] = number;
  });
  const links: number[] = [];
  for (let link = 0; link < graph.linkCount; link++)
    if (numbers[graph.sources[link]!] !== -1 && numbers[graph.targets[link]!] !== -1)
      links.push(link);
  return buildGraph(members.length, graph.isDirected, {
    sources: links.map((link) => numbers[graph.sources[link]!]!),
    targets: links.map((link) => numbers[graph.targets[link]!]!),
    weights: links.map((link) => graph.weights[link]!),
  });
}

/**
 * Nodes to remove until no component is larger than `target`: first the node with most neighbours in the 2-core,
 * then the one that breaks the largest tree best. Of equal ones the first.
 *
 * Complexity: O(removals · (n + m)), trees O(n²) at worst.
 * Source: Zdeborová, Zhang and Zhou (2016), Scientific Reports 6, 37954 (CoreHD).
 */
export function coreHd(graph: Graph, target: number): number[] {
  const order: number[] = [];
  const isRemoved = new Uint8Array(graph.nodeCount);
  let left = graph;
  while (largestOf(left, isRemoved) > target) {
    const node = coreNode(left) ?? treeNode(left);
    isRemoved[node] = 1;
    order.push(node);
    left = withoutNodes(left, (other) => other === node);
  }
  return order;
}

/** The node with most neighbours in the 2-core; null: it is empty. */
function coreNode({ nodeCount, both }: Graph): number | null {
  const core = coreNumbers(both);
  let best: number | null = null;
  let most = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (core[node]! < 2) continue;
    let degree = 0;
    for (let entry = both.offsets[node]!; entry < both.offsets[node + 1]!; entry++)
      if (core[both.targets[entry]!]! >= 2) degree++;
    if (degree <= most) continue;
    best = node;
    most = degree;
  }
  return best;
}

/** The node of the largest component, a tree, whose removal leaves the smallest largest piece. */
function treeNode({ nodeCount, both }: Graph): number {
  const { offsets, targets } = both;
  const members = membersOf(weakComponents(both))[0]!;
  const size = members.length;
  const from = new Int32Array(nodeCount).fill(-1);
  const order = [members[0]!];
  for (const node of order) {
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const target = targets[entry]!;
      if (target === from[node]) continue;
      from[target] = node;
      order.push(target);
    }
  }
  const below = new Int32Array(nodeCount).fill(1);
  const largestPiece = new Int32Array(nodeCount);
  for (const node of order.toReversed()) {
    largestPiece[node] = Math.max(largestPiece[node]!, size - below[node]!);
    const parent = from[node]!;
    if (parent === -1) continue;
    below[parent]! += below[node]!;
    largestPiece[parent] = Math.max(largestPiece[parent]!, below[node]!);
  }
  let best = members[0]!;
  for (const node of members) if (largestPiece[node]! < largestPiece[best]!) best = node;
  return best;
}

/**
 * Puts back removed nodes, each time the one that makes the smallest component, as long as that is no larger than
 * `target`; of equal ones the one removed first. Returns those that stay removed, in the order of their removal.
 *
 * Complexity: O(removals² · d + removals · (n + m)).
 * Source: Morone and Makse (2015), Nature 524; Braunstein et al. (2016), PNAS 113, 12368.
 */
export function reinsert({ both }: Graph, removed: readonly number[], target: number): number[] {
  const { nodeCount, offsets, targets } = both;
  const groupOf = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const sizes = new Int32Array(nodeCount).fill(1);
  const isRemoved = new Uint8Array(nodeCount);
  for (const node of removed) isRemoved[node] = 1;

  function find(node: number): number {
    let root = node;
    while (groupOf[root] !== root) root = groupOf[root]!;
    while (groupOf[node] !== root) {
      const next = groupOf[node]!;
      groupOf[node] = root;
      node = next;
    }
    return root;
  }

  function groupsAround(node: number): Set<number> {
    const groups = new Set<number>();
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      if (!isRemoved[targets[entry]!]) groups.add(find(targets[entry]!));
    return groups;
  }

  function putBack(node: number): void {
    isRemoved[node] = 0;
    for (const group of groupsAround(node)) {
      const root = find(node);
      if (group === root) continue;
      groupOf[group] = root;
      sizes[root]! += sizes[group]!;
    }
  }

  for (let node = 0; node < nodeCount; node++) if (!isRemoved[node]) putBack(node);
  let left = [...removed];
  for (;;) {
    let best = -1;
    let smallest = target + 1;
    for (const node of left) {
      let size = 1;
      for (const group of groupsAround(node)) size += sizes[group]!;
      if (size >= smallest) continue;
      best = node;
      smallest = size;
    }
    if (best === -1) return left;
    putBack(best);
    left = left.filter((node) => node !== best);
  }
}

/** The smallest sets without which no component is larger than a target. */
export interface SmallestSets {
  /** Null: more than are tried. */
  readonly size: number | null;
  readonly count: number | null;
  /** The first of them, in order. */
  readonly sets: readonly (readonly number[])[];
}

/**
 * Smallest sets of nodes whose removal leaves no component larger than `target`, by trying all sets of up to five.
 *
 * Complexity: O(C(n, 5) · (n + m)).
 */
export function smallestDismantlingSets({ both }: Graph, target: number, most = 20): SmallestSets {
  const breaks = breaker(both, target);
  for (let size = 0; size <= Math.min(MOST_SET_SIZE, both.nodeCount); size++) {
    if (countSets(both.nodeCount, size) > MOST_SETS) break;
    let count = 0;
    const sets: number[][] = [];
    eachSet(both.nodeCount, size, (members) => {
      if (!breaks(members)) return;
      count++;
      if (sets.length < most) sets.push([...members]);
    });
    if (count > 0) return { size, count, sets };
  }
  return { size: null, count: null, sets: [] };
}

/** Whether no component is larger than a target without some nodes. */
function breaker({ nodeCount, offsets, targets }: Graph['both'], target: number) {
  const seen = new Int32Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  let round = 0;
  return (members: readonly number[]): boolean => {
    round++;
    for (const member of members) seen[member] = round;
    for (let start = 0; start < nodeCount; start++) {
      if (seen[start] === round) continue;
      seen[start] = round;
      queue[0] = start;
      let length = 1;
      for (let at = 0; at < length; at++) {
        const node = queue[at]!;
        for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
          const next = targets[entry]!;
          if (seen[next] === round) continue;
          if (length === target) return false;
          seen[next] = round;
          queue[length++] = next;
        }
      }
    }
    return true;
  };
}
