import { createRandom } from '../synthetic/random.ts';
import { type CsrGraph, neighbours } from './csr.ts';

/** Nodes looked at between two pauses. */
const VISITS_PER_PAUSE = 8000;
const MOST_LEVELS = 20;

interface Level {
  readonly graph: CsrGraph;
  /** Weight of the links within each node, from both ends. */
  readonly loops: Float64Array;
}

export interface CommunityOptions {
  readonly seed: number;
  /** Above 1 for more and smaller communities, below for fewer. */
  readonly resolution?: number;
}

/**
 * Finds communities: groups of nodes with more links among them than chance would give. Pauses now and then, so
 * that a caller can let others work. A community is always connected; a node without links is one by itself.
 * Communities are numbered from 0, the largest first.
 *
 * Unit: number of the community of each node. Parallel links weigh as many as they are.
 * Complexity: O(m) a round in practice, O(n + m) space.
 * Source: Blondel et al. (2008), J. Stat. Mech. P10008 (Louvain), with the queue of Traag, Waltman and van Eck
 * (2019), Scientific Reports 9, 5233, in place of whole rounds.
 */
export function* findCommunities(
  graph: CsrGraph,
  { seed, resolution = 1 }: CommunityOptions,
): Generator<void, Int32Array> {
  const random = createRandom(seed);
  const membership = Int32Array.from({ length: graph.nodeCount }, (_, node) => node);
  let level: Level = { graph, loops: new Float64Array(graph.nodeCount) };
  for (let round = 0; round < MOST_LEVELS; round++) {
    const communityOf = yield* moveNodes(level, resolution, random.next);
    const count = renumber(communityOf);
    if (count === level.graph.nodeCount) break;
    for (let node = 0; node < membership.length; node++)
      membership[node] = communityOf[membership[node]!]!;
    yield;
    level = aggregate(level, communityOf, count);
    yield;
  }
  return bySize(splitApart(graph, membership));
}

/** Moves each node to the neighbouring community that gains most, until none gains. */
function* moveNodes(
  { graph, loops }: Level,
  resolution: number,
  random: () => number,
): Generator<void, Int32Array> {
  const { nodeCount, offsets, targets, weights } = graph;
  const strengths = new Float64Array(nodeCount);
  let total = 0;
  for (let node = 0; node < nodeCount; node++) {
    let strength = loops[node]!;
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) strength += weights[at]!;
    strengths[node] = strength;
    total += strength;
  }
  const communityOf = Int32Array.from({ length: nodeCount }, (_, node) => node);
  if (total === 0) return communityOf;
  const sums = strengths.slice();
  const weightTo = new Float64Array(nodeCount);
  const queue = shuffled(nodeCount, random);
  const isQueued = new Uint8Array(nodeCount).fill(1);
  let waiting = nodeCount;
  for (let visits = 1, at = 0; waiting > 0; visits++, at = at + 1 === nodeCount ? 0 : at + 1) {
    const node = queue[at]!;
    waiting--;
    isQueued[node] = 0;
    const own = communityOf[node]!;
    const strength = strengths[node]!;
    for (let link = offsets[node]!; link < offsets[node + 1]!; link++)
      weightTo[communityOf[targets[link]!]!]! += weights[link]!;
    sums[own]! -= strength;
    let best = own;
    let bestGain = weightTo[own]! - (resolution * strength * sums[own]!) / total;
    for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
      const community = communityOf[targets[link]!]!;
      const gain = weightTo[community]! - (resolution * strength * sums[community]!) / total;
      if (gain > bestGain + 1e-12) {
        best = community;
        bestGain = gain;
      }
    }
    for (let link = offsets[node]!; link < offsets[node + 1]!; link++)
      weightTo[communityOf[targets[link]!]!] = 0;
    sums[best]! += strength;
    if (best !== own) {
      communityOf[node] = best;
      for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
        const next = targets[link]!;
        if (isQueued[next] || communityOf[next] === best) continue;
        isQueued[next] = 1;
        // A ring: whoever was looked at makes room for whoever waits.
        queue[(at + 1 + waiting) % nodeCount] = next;
        waiting++;
      }
    }
    if (visits % VISITS_PER_PAUSE === 0) yield;
  }
  return communityOf;
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

/** Numbers communities from 0 in the order of their first nodes; returns how many there are. */
function renumber(communityOf: Int32Array): number {
  const numbers = new Int32Array(communityOf.length).fill(-1);
  let count = 0;
  for (let node = 0; node < communityOf.length; node++) {
    const community = communityOf[node]!;
    if (numbers[community] === -1) numbers[community] = count++;
    communityOf[node] = numbers[community]!;
  }
  return count;
}

/** The graph of the communities: each is a node, and the links between two are one. */
function aggregate({ graph, loops }: Level, communityOf: Int32Array, count: number): Level {
  const { nodeCount, offsets, targets, weights } = graph;
  const order = Int32Array.from({ length: nodeCount }, (_, node) => node).sort(
    (a, b) => communityOf[a]! - communityOf[b]! || a - b,
  );
  const newLoops = new Float64Array(count);
  const newOffsets = new Int32Array(count + 1);
  const newTargets = new Int32Array(targets.length);
  const newWeights = new Float64Array(targets.length);
  const placeOf = new Int32Array(count).fill(-1);
  let length = 0;
  let at = 0;
  for (let community = 0; community < count; community++) {
    const start = length;
    for (; at < nodeCount && communityOf[order[at]!] === community; at++) {
      const node = order[at]!;
      newLoops[community]! += loops[node]!;
      for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
        const other = communityOf[targets[link]!]!;
        if (other === community) {
          newLoops[community]! += weights[link]!;
          continue;
        }
        if (placeOf[other]! < start) {
          placeOf[other] = length;
          newTargets[length] = other;
          newWeights[length++] = 0;
        }
        newWeights[placeOf[other]!]! += weights[link]!;
      }
    }
    newOffsets[community + 1] = length;
  }
  return {
    graph: {
      nodeCount: count,
      offsets: newOffsets,
      targets: newTargets.slice(0, length),
      weights: newWeights.slice(0, length),
    },
    loops: newLoops,
  };
}

/** Louvain can leave a community in pieces: each piece becomes one of its own. */
function splitApart(graph: CsrGraph, membership: Int32Array): Int32Array {
  const pieceOf = new Int32Array(graph.nodeCount).fill(-1);
  let count = 0;
  const stack: number[] = [];
  for (let start = 0; start < graph.nodeCount; start++) {
    if (pieceOf[start] !== -1) continue;
    pieceOf[start] = count;
    stack.push(start);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      for (const next of neighbours(graph, node)) {
        if (pieceOf[next] !== -1 || membership[next] !== membership[start]) continue;
        pieceOf[next] = count;
        stack.push(next);
      }
    }
    count++;
  }
  return pieceOf;
}

function bySize(pieceOf: Int32Array): Int32Array {
  const sizes: number[] = [];
  for (const piece of pieceOf) sizes[piece] = (sizes[piece] ?? 0) + 1;
  const order = sizes.map((_, piece) => piece).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const numbers = new Int32Array(order.length);
  order.forEach((piece, number) => {
    numbers[piece] = number;
  });
  return pieceOf.map((piece) => numbers[piece]!);
}

/**
 * How much more of the links lies within communities than chance would give.
 *
 * Unit: −1/2 to 1. Complexity: O(n + m).
 * Source: Newman and Girvan (2004), Physical Review E 69, 026113.
 */
export function modularity(graph: CsrGraph, communityOf: Int32Array): number {
  const { nodeCount, offsets, targets, weights } = graph;
  const strengths = new Float64Array(nodeCount);
  let [within, total] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
      const weight = weights[link]!;
      strengths[communityOf[node]!]! += weight;
      total += weight;
      if (communityOf[node] === communityOf[targets[link]!]) within += weight;
    }
  }
  if (total === 0) return 0;
  return strengths.reduce((q, sum) => q - (sum / total) ** 2, within / total);
}
