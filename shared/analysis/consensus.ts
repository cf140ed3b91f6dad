import { buildGraph, type GraphRows } from './graph.ts';
import { leidenCommunities } from './leiden.ts';
import { normalisedMutualInformation, numberGroups } from './partition.ts';

export interface ConsensusOptions {
  readonly seed: number;
  /** How often communities are looked for. */
  readonly runs: number;
  readonly resolution?: number;
  readonly isWeighted: boolean;
}

/** Communities, and how far they rest on chance. */
export interface Consensus {
  /** Number of the community of each node, from 0 in the order of first members. */
  readonly groupOf: Int32Array;
  /** How much the runs tell of each other, 0 to 1. */
  readonly agreement: number;
  /** Of each node: share of runs, over its community's other members, in which both were together; 1 where alone. */
  readonly membership: Float64Array;
  /** Of each community: mean over its members. */
  readonly stability: Float64Array;
}

/** Runs that agree less than this are brought together; else the first will do. */
const AGREEMENT = 0.9;
/** Pairs that are together in fewer runs do not count. */
const TOGETHER = 0.5;
const ROUNDS = 5;
/** Nodes up to which all pairs are counted; beyond, those that are linked. */
const MOST_NODES = 1000;

/**
 * Communities of many seeded runs: one of them where they agree, else the communities of who is together in at
 * least half of them.
 *
 * Unit: see `Consensus`. Complexity: runs of Leiden, and O(runs · n²) up to 1,000 nodes, O(runs · m) beyond.
 * Source: Lancichinetti and Fortunato (2012), Scientific Reports 2, 336; linked pairs alone by Tandon et al. (2019),
 * Physical Review E 99, 042301.
 */
export function consensusCommunities(rows: GraphRows, options: ConsensusOptions): Consensus {
  const { seed, runs, isWeighted } = options;
  const resolution = options.resolution ?? 1;
  const found = Array.from({ length: Math.max(1, runs) }, (_, run) =>
    leidenCommunities(rows, { seed: seed + run, resolution, isWeighted }),
  );
  return consensusOf(rows, found, seed);
}

/** The same of partitions that were found already, whoever found them. */
export function consensusOf(
  rows: GraphRows,
  found: readonly Int32Array[],
  seed: number,
): Consensus {
  const agreement = agreementOf(found);
  const groupOf =
    agreement >= AGREEMENT ? found[0]! : connected(rows, bringTogether(rows, found, seed));
  const membership = membershipOf(groupOf, found);
  return { groupOf, agreement, membership, stability: meanByGroup(groupOf, membership) };
}

function agreementOf(found: readonly Int32Array[]): number {
  let [sum, pairs] = [0, 0];
  // Each run with the next, and with the one half way round: as telling as all pairs, and linear.
  for (let at = 0; at < found.length; at++) {
    for (const step of [1, found.length >> 1]) {
      const other = (at + step) % found.length;
      if (other === at) continue;
      sum += normalisedMutualInformation(found[at]!, found[other]!);
      pairs++;
    }
  }
  return pairs === 0 ? 1 : sum / pairs;
}

function bringTogether(rows: GraphRows, found: readonly Int32Array[], seed: number): Int32Array {
  let partitions = found;
  for (let round = 0; round < ROUNDS; round++) {
    const together = togetherGraph(rows, partitions);
    partitions = partitions.map((_, run) =>
      leidenCommunities(together, { seed: seed + run, isWeighted: true }),
    );
    const [first] = partitions;
    if (partitions.every((groups) => groups.every((group, node) => group === first![node]))) break;
  }
  return partitions[0]!;
}

/** Pairs that are together in at least half of the partitions, and in how many. */
function togetherGraph(rows: GraphRows, partitions: readonly Int32Array[]): GraphRows {
  const { nodeCount, offsets, targets } = rows;
  const pairs: [number, number][] = [];
  for (let a = 0; a < nodeCount; a++) {
    if (nodeCount <= MOST_NODES) for (let b = a + 1; b < nodeCount; b++) pairs.push([a, b]);
    else
      for (let entry = offsets[a]!; entry < offsets[a + 1]!; entry++)
        if (targets[entry]! > a) pairs.push([a, targets[entry]!]);
  }
  const shares = pairs.map(([a, b]) => {
    let count = 0;
    for (const groups of partitions) if (groups[a] === groups[b]) count++;
    return count / partitions.length;
  });
  const kept = [...pairs.keys()].filter((at) => shares[at]! >= TOGETHER);
  return buildGraph(nodeCount, false, {
    sources: kept.map((at) => pairs[at]![0]),
    targets: kept.map((at) => pairs[at]![1]),
    weights: kept.map((at) => shares[at]!),
  }).both;
}

/** Parts groups that do not hold together in the graph itself. */
function connected({ nodeCount, offsets, targets }: GraphRows, groupOf: Int32Array): Int32Array {
  const pieceOf = new Int32Array(nodeCount).fill(-1);
  for (let start = 0; start < nodeCount; start++) {
    if (pieceOf[start] !== -1) continue;
    pieceOf[start] = start;
    const members = [start];
    for (const node of members) {
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (pieceOf[target] !== -1 || groupOf[target] !== groupOf[start]) continue;
        pieceOf[target] = start;
        members.push(target);
      }
    }
  }
  return numberGroups(pieceOf);
}

function sizesOf(groupOf: Int32Array): Int32Array {
  const count = groupOf.reduce((most, group) => Math.max(most, group), -1) + 1;
  const sizes = new Int32Array(count);
  for (const group of groupOf) sizes[group]!++;
  return sizes;
}

function membershipOf(groupOf: Int32Array, found: readonly Int32Array[]): Float64Array {
  const sizes = sizesOf(groupOf);
  const sums = new Float64Array(groupOf.length);
  for (const groups of found) {
    const shared = new Map<number, number>();
    const key = (node: number) => groupOf[node]! * groupOf.length + groups[node]!;
    for (const node of groupOf.keys()) shared.set(key(node), (shared.get(key(node)) ?? 0) + 1);
    for (const node of groupOf.keys()) sums[node]! += shared.get(key(node))! - 1;
  }
  return sums.map((sum, node) => {
    const others = sizes[groupOf[node]!]! - 1;
    return others === 0 ? 1 : sum / (others * found.length);
  });
}

function meanByGroup(groupOf: Int32Array, values: Float64Array): Float64Array {
  const sizes = sizesOf(groupOf);
  const sums = new Float64Array(sizes.length);
  groupOf.forEach((group, node) => {
    sums[group]! += values[node]!;
  });
  return sums.map((sum, group) => sum / sizes[group]!);
}
