/** Who is linked to whom: neighbours of node `i` are `targets[offsets[i]]` up to `targets[offsets[i + 1]]`. */
export interface Topology {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Builds the neighbours from pairs of node indices; doubles and loops count once and never. */
export function buildTopology(nodeCount: number, pairs: Int32Array): Topology {
  const sets = Array.from({ length: nodeCount }, () => new Set<number>());
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [a, b] = [pairs[at]!, pairs[at + 1]!];
    if (a === b) continue;
    sets[a]!.add(b);
    sets[b]!.add(a);
  }
  const offsets = new Int32Array(nodeCount + 1);
  sets.forEach((set, index) => {
    offsets[index + 1] = offsets[index]! + set.size;
  });
  const targets = new Int32Array(offsets[nodeCount]!);
  sets.forEach((set, index) => {
    targets.set(Int32Array.from(set).sort(), offsets[index]!);
  });
  return { nodeCount, offsets, targets };
}

/** Neighbours of a node. */
export function neighboursOf({ offsets, targets }: Topology, node: number): Int32Array {
  return targets.subarray(offsets[node]!, offsets[node + 1]!);
}

/** How many neighbours a node has. */
export function degreeOf({ offsets }: Topology, node: number): number {
  return offsets[node + 1]! - offsets[node]!;
}

/** Nodes that hang together, the largest group first. */
export function componentsOf(topology: Topology): readonly Int32Array[] {
  const isSeen = new Uint8Array(topology.nodeCount);
  const groups: Int32Array[] = [];
  for (let start = 0; start < topology.nodeCount; start++) {
    if (isSeen[start]) continue;
    isSeen[start] = 1;
    const group = [start];
    for (let at = 0; at < group.length; at++) {
      for (const next of neighboursOf(topology, group[at]!)) {
        if (isSeen[next]) continue;
        isSeen[next] = 1;
        group.push(next);
      }
    }
    groups.push(Int32Array.from(group).sort());
  }
  return groups.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** The topology of some nodes alone, numbered in the order given. */
export function subTopology(topology: Topology, nodes: Int32Array): Topology {
  const numberOf = new Map<number, number>();
  nodes.forEach((node, index) => {
    numberOf.set(node, index);
  });
  const pairs: number[] = [];
  nodes.forEach((node, index) => {
    for (const next of neighboursOf(topology, node)) {
      const other = numberOf.get(next);
      if (other !== undefined && index < other) pairs.push(index, other);
    }
  });
  return buildTopology(nodes.length, Int32Array.from(pairs));
}
