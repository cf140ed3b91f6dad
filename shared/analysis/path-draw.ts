import type { Graph } from './graph.ts';
import { GraphRefusal } from './graph.ts';

/** Adds 1 to each node within a shortest path that is drawn by chance, between two nodes drawn by chance. */
export type DrawPath = (random: () => number, counts: Uint32Array) => void;

/** What is known of a search from one end. */
interface Side {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly queue: Int32Array;
  /** Nodes that were reached last: from here to the end of the queue. */
  first: number;
  end: number;
  /** Entries of their rows. */
  volume: number;
}

/**
 * Prepares to draw shortest paths: every ordered pair of nodes is as likely as any other, and every shortest path
 * between two as likely as any other of theirs. A pair of which one does not reach the other gives no path.
 *
 * Complexity: O(n + m) a path, in practice about the square root of that: both ends are searched from until they meet,
 * each time from the one that has less to look at.
 * Source: Borassi and Natale (2016), 24th European Symposium on Algorithms, 20, section 3.
 */
export function createPathDraw(graph: Graph): DrawPath {
  const { nodeCount } = graph;
  const sideOf = ({ offsets, targets }: Graph['out']): Side => {
    return { offsets, targets, queue: new Int32Array(nodeCount), first: 0, end: 0, volume: 0 };
  };
  const [fore, back] = [sideOf(graph.out), sideOf(graph.in)];
  // The side of a draw that reached a node; older marks mean nothing.
  const marks = new Float64Array(nodeCount);
  const depths = new Int32Array(nodeCount);
  const paths = new Float64Array(nodeCount);
  // Links at which the sides meet: the end of the side that is searched, then the other.
  const meetings = new Int32Array(2 * fore.targets.length);
  let draw = 0;

  function begin(side: Side, node: number, mark: number): void {
    side.queue[0] = node;
    side.first = 0;
    side.end = 1;
    side.volume = side.offsets[node + 1]! - side.offsets[node]!;
    marks[node] = mark;
    depths[node] = 0;
    paths[node] = 1;
  }

  /** Goes one link further from one side; returns how many links lead to the other. */
  function advance(side: Side, own: number, other: number): number {
    const { offsets, targets, queue } = side;
    const last = side.end;
    let [end, volume, met] = [last, 0, 0];
    for (let at = side.first; at < last; at++) {
      const node = queue[at]!;
      const next = depths[node]! + 1;
      const pathsHere = paths[node]!;
      const rowEnd = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < rowEnd; entry++) {
        const target = targets[entry]!;
        const mark = marks[target]!;
        if (mark === own) {
          if (depths[target] === next) paths[target]! += pathsHere;
        } else if (mark === other) {
          meetings[2 * met] = node;
          meetings[2 * met++ + 1] = target;
        } else if (met === 0) {
          // Once the sides have met, nothing further lies on a shortest path.
          marks[target] = own;
          depths[target] = next;
          paths[target] = pathsHere;
          queue[end++] = target;
          volume += offsets[target + 1]! - offsets[target]!;
        }
      }
    }
    side.first = last;
    side.end = end;
    side.volume = volume;
    return met;
  }

  /** One of the links at which the sides meet, as likely as there are paths through it. */
  function chooseMeeting(met: number, random: () => number): number {
    let all = 0;
    for (let at = 0; at < met; at++)
      all += paths[meetings[2 * at]!]! * paths[meetings[2 * at + 1]!]!;
    if (!Number.isFinite(all))
      throw new GraphRefusal(
        'There are more shortest paths than can be counted: 10 to the power of 308.',
      );
    let left = random() * all;
    for (let at = 0; at < met - 1; at++) {
      left -= paths[meetings[2 * at]!]! * paths[meetings[2 * at + 1]!]!;
      if (left < 0) return at;
    }
    return met - 1;
  }

  /** Counts the nodes of a path back to where a side began, at which it does not count. */
  function walkBack(
    from: number,
    { offsets, targets }: Side,
    random: () => number,
    counts: Uint32Array,
  ): void {
    let node = from;
    while (depths[node] !== 0) {
      counts[node]!++;
      const before = depths[node]! - 1;
      const mark = marks[node]!;
      let left = random() * paths[node]!;
      let chosen = -1;
      for (let entry = offsets[node]!; left >= 0 && entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (marks[target] !== mark || depths[target] !== before) continue;
        chosen = target;
        left -= paths[target]!;
      }
      node = chosen;
    }
  }

  return (random, counts) => {
    draw += 2;
    const source = Math.floor(random() * nodeCount);
    const skipping = Math.floor(random() * (nodeCount - 1));
    begin(fore, source, draw);
    begin(back, skipping < source ? skipping : skipping + 1, draw + 1);
    while (fore.first < fore.end && back.first < back.end) {
      const isFore = fore.volume <= back.volume;
      const met = isFore ? advance(fore, draw, draw + 1) : advance(back, draw + 1, draw);
      if (met === 0) continue;
      const chosen = chooseMeeting(met, random);
      const [near, far] = [meetings[2 * chosen]!, meetings[2 * chosen + 1]!];
      walkBack(isFore ? near : far, back, random, counts);
      walkBack(isFore ? far : near, fore, random, counts);
      return;
    }
  };
}
