import type { Graph } from './graph.ts';
import { createHeap, isSameLength } from './paths.ts';

/** A way from one node to another. */
export interface FoundPath {
  /** From the first node to the last. */
  readonly nodes: readonly number[];
  /** Between them: one fewer. */
  readonly links: readonly number[];
  readonly length: number;
}

export interface PathOptions {
  readonly from: number;
  readonly to: number;
  /** Length of each link; null: every link is 1. */
  readonly lengths: Float64Array | null;
  /** Nodes that no path may pass; the ends are never avoided. */
  readonly avoid?: ReadonlySet<number>;
}

/** What a certain link still costs, so that of certain paths the one with fewer links is shortest. */
const CERTAIN_LENGTH = 1e-6;

/**
 * Lengths by which the shortest path is the most credible one: −ln of each link's likelihood.
 *
 * Unit: above 0. Source: analytics.md 1.2.
 */
export function credibilityLengths({ weights }: Graph): Float64Array {
  return weights.map((existence) => Math.max(CERTAIN_LENGTH, -Math.log(existence)));
}

/** How likely every link of a path is there: the product of their likelihoods. Unit: 0 to 1. */
export function pathCredibility({ links }: FoundPath, { weights }: Graph): number {
  return links.reduce((product, link) => product * Math.min(1, weights[link]!), 1);
}

/** The link of a path that is believed least: the one to look into. Null: the path has none. */
export function weakestLink({ links }: FoundPath, { weights }: Graph): number | null {
  return links.reduce<number | null>(
    (weakest, link) => (weakest === null || weights[link]! < weights[weakest]! ? link : weakest),
    null,
  );
}

/**
 * The shortest path; of several as short, the one with fewer links, then through the nodes that come first. Null:
 * there is none.
 *
 * Unit: links, or units of `lengths`. Complexity: O((n + m) log n).
 * Source: Dijkstra (1959), Numerische Mathematik 1, 269–271.
 */
export function shortestPath(graph: Graph, options: PathOptions): FoundPath | null {
  return search(graph, options, { nodes: options.avoid ?? new Set(), links: new Set() });
}

/**
 * The `count` shortest paths without rings, shortest first. Fewer where there are no more.
 *
 * Unit: links, or units of `lengths`. Complexity: O(count · n · (n + m) log n) at worst.
 * Source: Yen (1971), Management Science 17, 712–716.
 */
export function shortestPaths(graph: Graph, options: PathOptions, count: number): FoundPath[] {
  const first = shortestPath(graph, options);
  if (!first || count < 1) return [];
  const found = [first];
  const candidates: FoundPath[] = [];
  const known = new Set([key(first)]);
  while (found.length < count) {
    const last = found[found.length - 1]!;
    for (let at = 0; at + 1 < last.nodes.length; at++) {
      const detour = detourFrom(graph, options, { found, last, at });
      if (!detour || known.has(key(detour))) continue;
      known.add(key(detour));
      candidates.push(detour);
    }
    candidates.sort(comparePaths);
    const next = candidates.shift();
    if (!next) break;
    found.push(next);
  }
  return found;
}

function key({ nodes }: FoundPath): string {
  return nodes.join(' ');
}

function comparePaths(one: FoundPath, other: FoundPath): number {
  if (!isSameLength(one.length, other.length)) return one.length - other.length;
  if (one.nodes.length !== other.nodes.length) return one.nodes.length - other.nodes.length;
  const at = one.nodes.findIndex((node, place) => node !== other.nodes[place]);
  return at === -1 ? 0 : one.nodes[at]! - other.nodes[at]!;
}

interface DetourStart {
  readonly found: readonly FoundPath[];
  readonly last: FoundPath;
  /** Place of the node at which to leave the last path. */
  readonly at: number;
}

/** The shortest path that is as the last one up to a node, and from there as none that was found. */
function detourFrom(
  graph: Graph,
  options: PathOptions,
  { found, last, at }: DetourStart,
): FoundPath | null {
  const root = last.nodes.slice(0, at + 1);
  const links = new Set(
    found
      .filter((path) => root.every((node, place) => path.nodes[place] === node))
      .flatMap((path) => path.links.slice(at, at + 1)),
  );
  const nodes = new Set([...(options.avoid ?? []), ...root.slice(0, -1)]);
  const rest = search(graph, { ...options, from: root[at]! }, { nodes, links });
  if (!rest) return null;
  const start = last.links.slice(0, at);
  const length = start.reduce((sum, link) => sum + (options.lengths?.[link] ?? 1), rest.length);
  return { nodes: [...root, ...rest.nodes.slice(1)], links: [...start, ...rest.links], length };
}

interface Closed {
  readonly nodes: ReadonlySet<number>;
  readonly links: ReadonlySet<number>;
}

function search(
  graph: Graph,
  { from, to, lengths }: PathOptions,
  closed: Closed,
): FoundPath | null {
  const { nodeCount, out } = graph;
  const distances = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const steps = new Int32Array(nodeCount);
  const cameFrom = new Int32Array(nodeCount).fill(-1);
  const cameBy = new Int32Array(nodeCount).fill(-1);
  const isSettled = new Uint8Array(nodeCount);
  const heap = createHeap();
  distances[from] = 0;
  heap.push(0, from);
  for (let node = heap.pop(); node !== -1 && node !== to; node = heap.pop()) {
    if (isSettled[node]) continue;
    isSettled[node] = 1;
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
      const target = out.targets[entry]!;
      // In a graph without direction, the number of a link is that of both its entries.
      const link = out.linkOf[entry]!;
      if (isSettled[target] || closed.links.has(link)) continue;
      if (closed.nodes.has(target) && target !== to) continue;
      const distance = distances[node]! + (lengths?.[link] ?? 1);
      if (!isBetter(target, node, distance)) continue;
      distances[target] = distance;
      steps[target] = steps[node]! + 1;
      cameFrom[target] = node;
      cameBy[target] = link;
      heap.push(distance, target);
    }
  }

  function isBetter(target: number, node: number, distance: number): boolean {
    const known = distances[target]!;
    if (known === Number.POSITIVE_INFINITY || !isSameLength(known, distance))
      return distance < known;
    if (steps[node]! + 1 !== steps[target]) return steps[node]! + 1 < steps[target]!;
    return node < cameFrom[target]!;
  }

  if (from !== to && cameFrom[to] === -1) return null;
  const nodes = [to];
  const links: number[] = [];
  for (let node = to; node !== from; node = cameFrom[node]!) {
    nodes.push(cameFrom[node]!);
    links.push(cameBy[node]!);
  }
  return { nodes: nodes.reverse(), links: links.reverse(), length: distances[to]! };
}

/** Something that passed from one node to another on a day, such as a call or a payment. */
export interface Contact {
  readonly source: number;
  readonly target: number;
  /** Day number; the end of the contact where it lasted. */
  readonly day: number;
}

/** A way along which something could pass in the order of time. */
export interface TimedPath {
  readonly nodes: readonly number[];
  /** Between them, by their numbers. */
  readonly contacts: readonly number[];
  /** Day of the last. */
  readonly arrival: number;
}

/**
 * The path along contacts in the order of time that arrives first; contacts of one day may follow each other. Null:
 * nothing could have passed.
 *
 * Unit: days. Complexity: O(contacts · log contacts), more within days of many contacts.
 * Source: Wu et al. (2014), Proceedings of the VLDB Endowment 7, 721–732 (earliest arrival).
 */
export function earliestPath(
  contacts: readonly Contact[],
  { from, to, since }: { readonly from: number; readonly to: number; readonly since: number },
): TimedPath | null {
  const order = [...contacts.keys()]
    .filter((number) => contacts[number]!.day >= since)
    .sort((a, b) => contacts[a]!.day - contacts[b]!.day || a - b);
  const cameBy = new Map<number, number>([[from, -1]]);
  for (let start = 0; start < order.length && !cameBy.has(to); ) {
    let end = start;
    while (end < order.length && contacts[order[end]!]!.day === contacts[order[start]!]!.day) end++;
    for (let hasGained = true; hasGained; ) {
      hasGained = false;
      for (const number of order.slice(start, end)) {
        const { source, target } = contacts[number]!;
        if (!cameBy.has(source) || cameBy.has(target)) continue;
        cameBy.set(target, number);
        hasGained = true;
      }
    }
    start = end;
  }
  if (!cameBy.has(to)) return null;
  const nodes = [to];
  const path: number[] = [];
  for (let number = cameBy.get(to) ?? -1; number !== -1; ) {
    const { source } = contacts[number]!;
    path.push(number);
    nodes.push(source);
    number = cameBy.get(source) ?? -1;
  }
  const last = path[0];
  return {
    nodes: nodes.reverse(),
    contacts: path.reverse(),
    arrival: last === undefined ? since : contacts[last]!.day,
  };
}
