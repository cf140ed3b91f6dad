import { createRandom } from '../synthetic/random.ts';
import type { GraphRows } from './graph.ts';

/** How far a worse place may be chosen while groups are refined; small, as its authors have it. */
const RANDOMNESS = 0.01;
const MOST_ROUNDS = 50;

/** A graph whose nodes are groups of the one below. */
interface Level {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Weight of the links of each node, those within it from both ends. */
  readonly strengths: Float64Array;
  /** All strengths together: twice the weight of the graph. */
  readonly total: number;
}

export interface LeidenOptions {
  readonly seed: number;
  /** Above 1 for more and smaller groups, below for fewer. */
  readonly resolution?: number;
  readonly isWeighted: boolean;
  /** Most passes over the graph, each from where the last ended; by default until one changes nothing. */
  readonly iterations?: number;
}

/**
 * Communities: groups with more links among their members than chance would give. Each is connected; a node without
 * links is one by itself. Takes rows without direction.
 *
 * Unit: number of the community of each node, from 0 in the order of first members.
 * Complexity: O(m) a round in practice, O(n + m) space.
 * Source: Traag, Waltman and van Eck (2019), Scientific Reports 9, 5233, for modularity with resolution.
 */
export function leidenCommunities(
  rows: GraphRows,
  { seed, resolution = 1, isWeighted, iterations = MOST_ROUNDS }: LeidenOptions,
): Int32Array {
  const random = createRandom(seed).next;
  const ground = groundLevel(rows, isWeighted);
  let membership: Int32Array = Int32Array.from({ length: rows.nodeCount }, (_, node) => node);
  if (ground.total === 0) return membership;
  for (let round = 0; round < iterations; round++) {
    const next = improve(ground, membership, { resolution, random });
    const isSteady = next.every((group, node) => group === membership[node]);
    membership = next;
    if (isSteady) break;
  }
  return membership;
}

interface MoveOptions {
  readonly resolution: number;
  readonly random: () => number;
}

/** One pass of moving, refining and joining, from a partition to one that is no worse. */
function improve(ground: Level, start: Int32Array, options: MoveOptions): Int32Array {
  let level = ground;
  let groups: Int32Array = start.slice();
  // Node of the present level that each node of the ground is in.
  const placeOf = Int32Array.from({ length: ground.nodeCount }, (_, node) => node);
  for (;;) {
    const groupCount = moveNodes(level, groups, options);
    if (groupCount === level.nodeCount) break;
    const refined = refine(level, groups, options);
    const upper = renumbered(refined, level.nodeCount);
    const count = upper.reduce((most, group) => Math.max(most, group), -1) + 1;
    // Where refining joins nothing, groups are joined as they are, so that it ends.
    const isStuck = count === level.nodeCount;
    const joining = isStuck ? renumbered(groups, level.nodeCount) : upper;
    const joinedCount = isStuck ? groupCount : count;
    const groupsAbove = new Int32Array(joinedCount);
    for (let node = 0; node < level.nodeCount; node++) groupsAbove[joining[node]!] = groups[node]!;
    for (let node = 0; node < placeOf.length; node++) placeOf[node] = joining[placeOf[node]!]!;
    groups = renumbered(groupsAbove, level.nodeCount);
    level = aggregate(level, joining, joinedCount);
  }
  for (let node = 0; node < placeOf.length; node++) placeOf[node] = groups[placeOf[node]!]!;
  return renumbered(placeOf, ground.nodeCount);
}

function groundLevel(
  { nodeCount, offsets, targets, weights }: GraphRows,
  isWeighted: boolean,
): Level {
  const used = isWeighted ? weights : new Float64Array(weights.length).fill(1);
  return levelOf({ nodeCount, offsets, targets, weights: used }, new Float64Array(nodeCount));
}

function levelOf(
  rows: Pick<Level, 'nodeCount' | 'offsets' | 'targets' | 'weights'>,
  loops: Float64Array,
): Level {
  const strengths = loops.slice();
  let total = 0;
  for (let node = 0; node < rows.nodeCount; node++) {
    for (let entry = rows.offsets[node]!; entry < rows.offsets[node + 1]!; entry++)
      strengths[node]! += rows.weights[entry]!;
    total += strengths[node]!;
  }
  return { ...rows, strengths, total };
}

/** Moves nodes to the neighbouring groups that gain most until none gains; returns how many groups are left. */
function moveNodes(level: Level, groups: Int32Array, { resolution, random }: MoveOptions): number {
  const { nodeCount, offsets, targets, weights, strengths, total } = level;
  const sums = new Float64Array(nodeCount);
  const sizes = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    sums[groups[node]!]! += strengths[node]!;
    sizes[groups[node]!]!++;
  }
  const empty: number[] = [];
  for (let group = nodeCount - 1; group >= 0; group--) if (sizes[group] === 0) empty.push(group);
  const weightTo = new Float64Array(nodeCount);
  const queue = shuffled(nodeCount, random);
  const isQueued = new Uint8Array(nodeCount).fill(1);
  // A gain below this is rounding, in whatever unit weights are.
  const least = 1e-12 * total;
  for (let at = 0, waiting = nodeCount; waiting > 0; at = at + 1 === nodeCount ? 0 : at + 1) {
    const node = queue[at]!;
    waiting--;
    isQueued[node] = 0;
    const own = groups[node]!;
    const share = (resolution * strengths[node]!) / total;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      weightTo[groups[targets[entry]!]!]! += weights[entry]!;
    sums[own]! -= strengths[node]!;
    let best = own;
    let bestGain = weightTo[own]! - share * sums[own]!;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const group = groups[targets[entry]!]!;
      const gain = weightTo[group]! - share * sums[group]!;
      if (gain > bestGain + least) [best, bestGain] = [group, gain];
    }
    // To be by itself gains nothing and loses nothing.
    if (bestGain < -least && sizes[own]! > 1) best = empty.pop() ?? own;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      weightTo[groups[targets[entry]!]!] = 0;
    sums[best]! += strengths[node]!;
    if (best === own) continue;
    if (--sizes[own]! === 0) empty.push(own);
    sizes[best]!++;
    groups[node] = best;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const next = targets[entry]!;
      if (isQueued[next] || groups[next] === best) continue;
      isQueued[next] = 1;
      // A ring: whoever was looked at makes room for whoever waits.
      queue[(at + 1 + waiting++) % nodeCount] = next;
    }
  }
  return nodeCount - empty.length;
}

/** Splits groups into parts that are well tied within themselves, starting from single nodes. */
function refine(level: Level, groups: Int32Array, { resolution, random }: MoveOptions): Int32Array {
  const { nodeCount, offsets, targets, weights, strengths, total } = level;
  const parts = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const groupSums = new Float64Array(nodeCount);
  const partSums = strengths.slice();
  const isAlone = new Uint8Array(nodeCount).fill(1);
  // Weight from each part to the rest of its group.
  const outward = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    groupSums[groups[node]!]! += strengths[node]!;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      if (groups[targets[entry]!] === groups[node]) outward[node]! += weights[entry]!;
  }
  const isWellTied = (weight: number, strength: number, groupSum: number) =>
    weight >= (resolution * strength * (groupSum - strength)) / total - 1e-12 * total;
  const weightTo = new Float64Array(nodeCount);
  // Parts that a node may join, and how likely each is.
  const near = new Int32Array(nodeCount);
  const chances = new Float64Array(nodeCount);
  // Gains are told in links of middling weight, so that chances do not depend on the unit of weights.
  const unit = total / Math.max(1, targets.length);
  for (const node of shuffled(nodeCount, random)) {
    const group = groups[node]!;
    const groupSum = groupSums[group]!;
    if (!isAlone[node] || !isWellTied(outward[node]!, strengths[node]!, groupSum)) continue;
    let nearCount = 0;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const target = targets[entry]!;
      if (groups[target] !== group) continue;
      const part = parts[target]!;
      if (weightTo[part] === 0) near[nearCount++] = part;
      weightTo[part]! += weights[entry]!;
    }
    const share = (resolution * strengths[node]!) / total;
    for (let at = 0; at < nearCount; at++) {
      const part = near[at]!;
      const gain = weightTo[part]! - share * partSums[part]!;
      const isOpen = gain >= 0 && isWellTied(outward[part]!, partSums[part]!, groupSum);
      chances[at] = isOpen ? gain / unit : -1;
    }
    const chosen = choose(chances, nearCount, random);
    if (chosen !== null) {
      const part = near[chosen]!;
      parts[node] = part;
      partSums[part]! += strengths[node]!;
      outward[part]! += outward[node]! - 2 * weightTo[part]!;
      isAlone[part] = 0;
      isAlone[node] = 0;
    }
    for (let at = 0; at < nearCount; at++) weightTo[near[at]!] = 0;
  }
  return parts;
}

/**
 * The place of one gain among the first `count`, the likelier the more it gains; below nought it is none. Null: to stay
 * alone, which gains nothing, is as likely as that.
 */
function choose(gains: Float64Array, count: number, random: () => number): number | null {
  let [most, last] = [0, -1];
  for (let at = 0; at < count; at++) {
    if (gains[at]! < 0) continue;
    most = Math.max(most, gains[at]!);
    last = at;
  }
  if (last === -1) return null;
  const alone = Math.exp(-most / RANDOMNESS);
  let all = alone;
  for (let at = 0; at <= last; at++) {
    const gain = gains[at]!;
    gains[at] = gain < 0 ? 0 : Math.exp((gain - most) / RANDOMNESS);
    all += gains[at]!;
  }
  let left = random() * all - alone;
  if (left < 0) return null;
  for (let at = 0; at < last; at++) {
    left -= gains[at]!;
    if (left < 0) return at;
  }
  return last;
}

/** Numbers groups from 0 in the order of their first members; each is the number of a node. */
function renumbered(groups: Int32Array, nodeCount: number): Int32Array {
  const numbers = new Int32Array(nodeCount).fill(-1);
  const numbered = new Int32Array(groups.length);
  let count = 0;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at]!;
    if (numbers[group] === -1) numbers[group] = count++;
    numbered[at] = numbers[group]!;
  }
  return numbered;
}

function shuffled(count: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, node) => node);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}

/** The graph of groups: each is a node, and the links between two are one. */
function aggregate(level: Level, groups: Int32Array, count: number): Level {
  const { nodeCount, offsets, targets, weights, strengths } = level;
  const starts = new Int32Array(count + 1);
  for (const group of groups) starts[group + 1]!++;
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!;
  const filled = starts.slice();
  const order = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) order[filled[groups[node]!]!++] = node;

  const newOffsets = new Int32Array(count + 1);
  const newTargets = new Int32Array(targets.length);
  const newWeights = new Float64Array(targets.length);
  const newStrengths = new Float64Array(count);
  const entryOf = new Int32Array(count).fill(-1);
  let length = 0;
  for (let group = 0; group < count; group++) {
    const first = length;
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const node = order[at]!;
      newStrengths[group]! += strengths[node]!;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const other = groups[targets[entry]!]!;
        if (other === group) continue;
        if (entryOf[other]! < first) {
          entryOf[other] = length;
          newTargets[length] = other;
          newWeights[length++] = 0;
        }
        newWeights[entryOf[other]!]! += weights[entry]!;
      }
    }
    newOffsets[group + 1] = length;
  }
  return {
    nodeCount: count,
    offsets: newOffsets,
    targets: newTargets.slice(0, length),
    weights: newWeights.slice(0, length),
    strengths: newStrengths,
    total: level.total,
  };
}
