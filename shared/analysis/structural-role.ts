import type { Graph } from './graph.ts';

/** Correlations count as settled at ±1 within this. */
const SETTLED = 1e-9;
const MOST_ROUNDS = 50;
/** Fewer nodes are not parted: of two, each would be a role of its own. */
const LEAST_PARTED = 3;
/** Nodes up to which every two are compared, round after round. */
const MOST_NODES = 600;

export interface RoleOptions {
  /** How often roles are parted in two; twice gives four at most. */
  readonly splits?: number;
}

/**
 * Roles by structural equivalence: nodes that are linked to much the same others could stand in for each other. Each
 * split parts a role in two by correlating the nodes' links, then those correlations, until all are 1 or −1
 * (CONCOR). Nodes without links are a role by themselves.
 *
 * Conventions: links in both directions of a directed graph are compared, unweighted; of two nodes that are compared,
 * what each has to the other is set against what the other has to it.
 * Unit: number of the role of each node, from 0 in the order of first members. Null above 600 nodes.
 * Complexity: O(n³) a round and split, O(n²) space.
 * Source: Breiger, Boorman and Arabie (1975), Journal of Mathematical Psychology 12, 328–383; equivalence by Lorrain
 * and White (1971), Journal of Mathematical Sociology 1, 49–80.
 */
export function structuralRoles(graph: Graph, { splits = 2 }: RoleOptions = {}): Int32Array | null {
  const { nodeCount, both } = graph;
  if (nodeCount > MOST_NODES) return null;
  const isLinked = (node: number) => both.offsets[node + 1]! > both.offsets[node]!;
  const all = Array.from({ length: nodeCount }, (_, node) => node);
  const correlations = correlationsOfLinks(graph);
  let roles = [all.filter(isLinked)];
  for (let split = 0; split < splits; split++)
    roles = roles.flatMap((members) => partInTwo(correlations, members));
  roles.push(all.filter((node) => !isLinked(node)));
  const first = roles.filter(({ length }) => length > 0).sort(([a], [b]) => a! - b!);
  const roleOf = new Int32Array(nodeCount);
  first.forEach((members, role) => {
    for (const member of members) roleOf[member] = role;
  });
  return roleOf;
}

/** How alike the links of each two nodes are, −1 to 1. */
function correlationsOfLinks(graph: Graph): Float64Array[] {
  const { nodeCount: count, sources, targets, isDirected } = graph;
  const links = Array.from({ length: count }, () => new Uint8Array(isDirected ? 2 * count : count));
  sources.forEach((source, link) => {
    const target = targets[link]!;
    links[source]![target] = 1;
    links[target]![isDirected ? count + source : source] = 1;
  });
  const sums = links.map((row) => row.reduce((sum, value) => sum + value, 0));
  const width = isDirected ? 2 * count : count;
  const deviation = (node: number) => sums[node]! - sums[node]! ** 2 / width;
  return links.map((row, a) =>
    Float64Array.from(links, (other, b) => {
      if (a === b) return 1;
      let shared = 0;
      for (let at = 0; at < width; at++) {
        const node = at % count;
        if (node !== a && node !== b) shared += row[at]! * other[at]!;
      }
      // What each has to the other, set against what the other has to it; in both directions where there are two.
      for (let half = 0; half < width; half += count) shared += row[half + b]! * other[half + a]!;
      const covariance = shared - (sums[a]! * sums[b]!) / width;
      const spread = Math.sqrt(deviation(a) * deviation(b));
      return spread > 0 ? clamp(covariance / spread) : 0;
    }),
  );
}

function clamp(correlation: number): number {
  return Math.max(-1, Math.min(1, correlation));
}

/** Members of a role in two, or as they are where they are all alike or nothing settles. */
function partInTwo(correlations: readonly Float64Array[], members: number[]): number[][] {
  if (members.length < LEAST_PARTED) return [members];
  let matrix: Float64Array[] = members.map((a) =>
    Float64Array.from(members, (b) => correlations[a]![b]!),
  );
  for (let round = 0; round < MOST_ROUNDS && !isSettled(matrix); round++)
    matrix = correlate(matrix);
  const [first] = matrix;
  if (!first || !isSettled(matrix)) return [members];
  const one = members.filter((_, at) => first[at]! > 0);
  const other = members.filter((_, at) => first[at]! <= 0);
  return other.length === 0 ? [one] : [one, other];
}

function isSettled(matrix: readonly Float64Array[]): boolean {
  return matrix.every((row) => row.every((value) => Math.abs(value) >= 1 - SETTLED));
}

/** Correlations of the rows of a matrix. */
function correlate(matrix: readonly Float64Array[]): Float64Array[] {
  const centred = matrix.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const apart = row.map((value) => value - mean);
    const length = Math.sqrt(apart.reduce((sum, value) => sum + value * value, 0));
    return length > SETTLED ? apart.map((value) => value / length) : apart.fill(0);
  });
  const found = centred.map(() => new Float64Array(matrix.length));
  centred.forEach((row, a) => {
    found[a]![a] = 1;
    for (let b = 0; b < a; b++) {
      const other = centred[b]!;
      let sum = 0;
      for (let at = 0; at < row.length; at++) sum += row[at]! * other[at]!;
      found[a]![b] = clamp(sum);
      found[b]![a] = found[a]![b]!;
    }
  });
  return found;
}
