import type { Graph } from './graph.ts';

export interface ModularityOptions {
  /** Above 1 for more and smaller groups, below for fewer. */
  readonly resolution: number;
  readonly isWeighted: boolean;
}

/**
 * Modularity: how much more of the links lies within groups than chance would give.
 *
 * Unit: −1/2 to 1 at resolution 1; 0 for a graph without links. Complexity: O(n + m).
 * Source: Newman and Girvan (2004), PRE 69, 026113; resolution by Reichardt and Bornholdt (2006), PRE 74, 016110;
 * directed by Leicht and Newman (2008), PRL 100, 118703.
 */
export function partitionModularity(
  graph: Graph,
  groupOf: Int32Array,
  { resolution, isWeighted }: ModularityOptions,
): number {
  const groups = groupOf.reduce((most, group) => Math.max(most, group), -1) + 1;
  const leaving = new Float64Array(groups);
  const entering = new Float64Array(groups);
  const within = new Float64Array(groups);
  let total = 0;
  for (let link = 0; link < graph.linkCount; link++) {
    const weight = isWeighted ? graph.weights[link]! : 1;
    const [a, b] = [groupOf[graph.sources[link]!]!, groupOf[graph.targets[link]!]!];
    total += weight;
    leaving[a]! += weight;
    entering[b]! += weight;
    if (a === b) within[a]! += weight;
  }
  if (total === 0) return 0;
  let quality = 0;
  for (let group = 0; group < groups; group++) {
    const ends = leaving[group]! + entering[group]!;
    const expected = graph.isDirected
      ? (leaving[group]! / total) * (entering[group]! / total)
      : (ends / (2 * total)) ** 2;
    quality += within[group]! / total - resolution * expected;
  }
  return quality;
}

/** Numbers groups from 0 in the order of their first members. */
export function numberGroups(labels: ArrayLike<unknown>): Int32Array {
  const numbers = new Map<unknown, number>();
  return Int32Array.from({ length: labels.length }, (_, node) => {
    const label = labels[node];
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
}

/**
 * How much two partitions tell of each other.
 *
 * Unit: 0, nothing, to 1, the same; 1 where both have one group. Complexity: O(n).
 * Source: Danon et al. (2005), J. Stat. Mech. P09008: mutual information over the mean of both entropies.
 */
export function normalisedMutualInformation(a: Int32Array, b: Int32Array): number {
  const count = a.length;
  const [sizesA, sizesB] = [new Map<number, number>(), new Map<number, number>()];
  const joint = new Map<number, number>();
  const most = b.reduce((largest, group) => Math.max(largest, group), 0) + 1;
  for (let node = 0; node < count; node++) {
    sizesA.set(a[node]!, (sizesA.get(a[node]!) ?? 0) + 1);
    sizesB.set(b[node]!, (sizesB.get(b[node]!) ?? 0) + 1);
    const key = a[node]! * most + b[node]!;
    joint.set(key, (joint.get(key) ?? 0) + 1);
  }
  const entropy = (sizes: ReadonlyMap<number, number>) => {
    let sum = 0;
    for (const size of sizes.values()) sum -= (size / count) * Math.log(size / count);
    return sum;
  };
  let mutual = 0;
  for (const [key, size] of joint) {
    const group = Math.floor(key / most);
    const other = key % most;
    mutual += (size / count) * Math.log((size * count) / (sizesA.get(group)! * sizesB.get(other)!));
  }
  const mean = (entropy(sizesA) + entropy(sizesB)) / 2;
  // Two partitions of one group each are the same; rounding must not lead beyond the ends.
  return mean === 0 ? 1 : Math.min(1, Math.max(0, mutual / mean));
}
