import type { PathPlan } from './path-plan.ts';
import { isSameLength } from './paths.ts';

/** Adds the shortest paths from the sources of a block: to its nodes' sums, and behind them to its links'. */
export type SumBlock = (block: number, into: Float64Array) => void;

/** Numbers of one block's sums: nodes, then links. */
export function sumLength({ nodeCount, linkCount }: PathPlan): number {
  return nodeCount + linkCount;
}

/** Prepares the memory that the blocks of a plan are summed in, one after another. */
export function createPathSummer(plan: PathPlan): SumBlock {
  const bySource = plan.isWeighted ? createLengthSearch(plan) : createLinkSearch(plan);
  const { blockStarts, pieceStarts, nodes } = plan;
  const placeSums = new Float64Array(nodes.length);
  return (block, into) => {
    placeSums.fill(0);
    const linkSums = into.subarray(plan.nodeCount);
    const end = blockStarts[block + 1]!;
    let piece = 0;
    for (let source = blockStarts[block]!; source < end; source++) {
      while (pieceStarts[piece + 1]! <= source) piece++;
      const size = pieceStarts[piece + 1]! - pieceStarts[piece]!;
      bySource({ source, size }, placeSums, linkSums);
    }
    for (let place = 0; place < nodes.length; place++) into[nodes[place]!]! += placeSums[place]!;
  };
}

interface Start {
  readonly source: number;
  /** Nodes of its piece. */
  readonly size: number;
}

/** Adds the paths from one source to the sums of places and links. */
type SumSource = (start: Start, placeSums: Float64Array, linkSums: Float64Array) => void;

/**
 * Paths of links. All that is known of a node lies at its rank among those reached, nearest first, so that memory is
 * read in order; only the ranks lie by node.
 */
function createLinkSearch(plan: PathPlan): SumSource {
  const { offsets, targets, linkOf, mass } = plan;
  const count = mass.length;
  const ofLinks = plan.linkCount > 0;
  const rankOf = new Int32Array(count).fill(-1);
  const order = new Int32Array(count);
  const paths = new Float64Array(count);
  // What each node is worth to each path to it: the nodes behind it over the paths that lead there.
  const worth = new Float64Array(count);
  // Last steps of shortest paths, by the rank that they leave: the ranks that they reach, and their links.
  const stepStarts = new Int32Array(count + 1);
  const steps = new Int32Array(targets.length);
  const stepLinks = new Int32Array(linkOf.length);

  function search(source: number, size: number): number {
    rankOf[source] = 0;
    order[0] = source;
    paths[0] = 1;
    let reached = 1;
    let stepCount = 0;
    // Ranks from here on are one link further than the node that is looked at.
    let further = 1;
    let rank = 0;
    for (; rank < reached; rank++) {
      if (rank === further) {
        // Nothing lies behind the last ones.
        if (reached === size) break;
        further = reached;
      }
      const node = order[rank]!;
      const pathsHere = paths[rank]!;
      stepStarts[rank] = stepCount;
      const end = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < end; entry++) {
        const target = targets[entry]!;
        const known = rankOf[target]!;
        if (known === -1) {
          rankOf[target] = reached;
          order[reached] = target;
          paths[reached] = pathsHere;
          if (ofLinks) stepLinks[stepCount] = linkOf[entry]!;
          steps[stepCount++] = reached++;
        } else if (known >= further) {
          paths[known]! += pathsHere;
          if (ofLinks) stepLinks[stepCount] = linkOf[entry]!;
          steps[stepCount++] = known;
        }
      }
    }
    for (; rank <= reached; rank++) stepStarts[rank] = stepCount;
    return reached;
  }

  function addNodes(reached: number, own: number, placeSums: Float64Array): void {
    let step = stepStarts[reached]!;
    for (let rank = reached - 1; rank >= 0; rank--) {
      const node = order[rank]!;
      rankOf[node] = -1;
      let sum = 0;
      const first = stepStarts[rank]!;
      while (step > first) sum += worth[steps[--step]!]!;
      worth[rank] = mass[node]! / paths[rank]! + sum;
      if (rank > 0) placeSums[node]! += own * paths[rank]! * sum;
    }
  }

  function addNodesAndLinks(
    reached: number,
    own: number,
    placeSums: Float64Array,
    linkSums: Float64Array,
  ): void {
    let step = stepStarts[reached]!;
    for (let rank = reached - 1; rank >= 0; rank--) {
      const node = order[rank]!;
      rankOf[node] = -1;
      const share = own * paths[rank]!;
      let sum = 0;
      const first = stepStarts[rank]!;
      while (step > first) {
        const part = worth[steps[--step]!]!;
        sum += part;
        linkSums[stepLinks[step]!]! += share * part;
      }
      worth[rank] = mass[node]! / paths[rank]! + sum;
      if (rank > 0) placeSums[node]! += share * sum;
    }
  }

  return ({ source, size }, placeSums, linkSums) => {
    const reached = search(source, size);
    if (ofLinks) addNodesAndLinks(reached, mass[source]!, placeSums, linkSums);
    else addNodes(reached, mass[source]!, placeSums);
  };
}

/** Paths of lengths; two lengths within the tolerance are one. */
function createLengthSearch(plan: PathPlan): SumSource {
  const { offsets, targets, linkOf, lengths, mass } = plan;
  const count = mass.length;
  const ofLinks = plan.linkCount > 0;
  const order = new Int32Array(count);
  const distances = new Float64Array(count).fill(-1);
  const paths = new Float64Array(count);
  const worth = new Float64Array(count);
  const isSettled = new Uint8Array(count);
  // A step counts as long as no shorter way to its target was found since.
  const roundOf = new Float64Array(count);
  const stepRound = new Float64Array(targets.length);
  const heap = createNodeHeap(distances);
  let round = 0;

  function search(source: number): number {
    distances[source] = 0;
    paths[source] = 1;
    roundOf[source] = ++round;
    heap.push(source);
    let reached = 0;
    for (let node = heap.pop(); node !== -1; node = heap.pop()) {
      isSettled[node] = 1;
      order[reached++] = node;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        stepRound[entry] = -1;
        if (isSettled[target]) continue;
        const length = distances[node]! + lengths[entry]!;
        const known = distances[target]!;
        if (known !== -1 && isSameLength(known, length)) {
          paths[target]! += paths[node]!;
          stepRound[entry] = roundOf[target]!;
        } else if (known === -1 || length < known) {
          distances[target] = length;
          paths[target] = paths[node]!;
          stepRound[entry] = roundOf[target] = ++round;
          heap.push(target);
        }
      }
    }
    return reached;
  }

  return ({ source }, placeSums, linkSums) => {
    const reached = search(source);
    const own = mass[source]!;
    for (let rank = reached - 1; rank >= 0; rank--) {
      const node = order[rank]!;
      const share = own * paths[node]!;
      let sum = 0;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (stepRound[entry] !== roundOf[target]) continue;
        sum += worth[target]!;
        if (ofLinks) linkSums[linkOf[entry]!]! += share * worth[target]!;
      }
      worth[node] = mass[node]! / paths[node]! + sum;
      if (rank > 0) placeSums[node]! += share * sum;
      distances[node] = -1;
      isSettled[node] = 0;
    }
  };
}

/** Children of a place of the heap: flatter than two, so that less is moved. */
const CHILDREN = 4;

/** A heap of nodes, each once, by distances that lie elsewhere; of equal distances the node that comes first. */
function createNodeHeap(distances: Float64Array) {
  const nodes = new Int32Array(distances.length);
  const placeOf = new Int32Array(distances.length).fill(-1);
  let size = 0;
  return {
    /** Puts in a node, or moves one whose distance has become less. */
    push(node: number): void {
      const distance = distances[node]!;
      let at = placeOf[node]!;
      if (at === -1) at = size++;
      while (at > 0) {
        const above = (at - 1) >> 2;
        const other = nodes[above]!;
        const far = distances[other]!;
        if (far < distance || (far === distance && other < node)) break;
        nodes[at] = other;
        placeOf[other] = at;
        at = above;
      }
      nodes[at] = node;
      placeOf[node] = at;
    },
    /** Takes out the nearest node; −1: the heap is empty. */
    pop(): number {
      if (size === 0) return -1;
      const top = nodes[0]!;
      placeOf[top] = -1;
      const node = nodes[--size]!;
      if (size === 0) return top;
      const distance = distances[node]!;
      let at = 0;
      for (;;) {
        const first = CHILDREN * at + 1;
        if (first >= size) break;
        const end = Math.min(first + CHILDREN, size);
        let best = first;
        let nearest = distances[nodes[first]!]!;
        for (let child = first + 1; child < end; child++) {
          const far = distances[nodes[child]!]!;
          if (far < nearest || (far === nearest && nodes[child]! < nodes[best]!)) {
            best = child;
            nearest = far;
          }
        }
        const other = nodes[best]!;
        if (distance < nearest || (distance === nearest && node < other)) break;
        nodes[at] = other;
        placeOf[other] = at;
        at = best;
      }
      nodes[at] = node;
      placeOf[node] = at;
      return top;
    },
  };
}
