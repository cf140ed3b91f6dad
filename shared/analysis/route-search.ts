import type { GraphRows } from './graph.ts';
import { createHeap, isSameLength } from './paths.ts';

/** A way through a graph. */
export interface FoundRoute {
  /** From the first node to the last. */
  readonly nodes: readonly number[];
  /** Between them, by their numbers: one fewer. */
  readonly links: readonly number[];
  /** In units of the question. */
  readonly length: number;
}

export interface RouteQuestion {
  readonly from: number;
  readonly to: number;
  /** Most links of a route. */
  readonly mostLinks: number;
  /** Nodes that no route may pass; the ends are never closed. */
  readonly isClosed: (node: number) => boolean;
  /** Where a route begins: 0, or the first day. */
  readonly start: number;
  /**
   * How long a route is after another link; never shorter than before, and never longer for having been shorter.
   * Infinity: it cannot go on along that link.
   */
  readonly advance: (length: number, link: number, fromNode: number) => number;
}

/** Nodes looked at between two pauses. */
const VISITS_PER_PAUSE = 500;
/** No link. */
const NONE: ReadonlySet<number> = new Set();

/** Lengths that add up; null: every link is 1. */
export function adding(lengths: Float64Array | null): Pick<RouteQuestion, 'start' | 'advance'> {
  return { start: 0, advance: (length, link) => length + (lengths?.[link] ?? 1) };
}

/** When something tied two nodes, as day numbers. */
export interface TieTime {
  readonly first: number;
  /** Infinity: it goes on. */
  readonly last: number;
  /** The only node from which it can be followed; null: from both. */
  readonly fromNode: number | null;
}

/** Before any day on which anything was seen. */
const LONG_AGO = -1e7;

/**
 * Lengths that are days: a link is followed once it is there, by the first of its ties that is not over yet.
 *
 * Unit: day number of arrival. Source: Wu et al. (2014), Proceedings of the VLDB Endowment 7, 721–732 (earliest
 * arrival), with ties that last.
 */
export function arriving(
  timesOf: (link: number) => readonly TieTime[],
): Pick<RouteQuestion, 'start' | 'advance'> {
  return {
    start: LONG_AGO,
    advance(day, link, node) {
      let earliest = Number.POSITIVE_INFINITY;
      for (const { first, last, fromNode } of timesOf(link)) {
        if (last < day || (fromNode !== null && fromNode !== node)) continue;
        earliest = Math.min(earliest, Math.max(day, first));
      }
      return earliest;
    },
  };
}

/**
 * The `count` shortest routes of so many links at most, without rings, shortest first; of several as short, those of
 * fewer links. Pauses now and then, so that a caller can let others work.
 *
 * Unit: that of the question. Complexity: O(count · links² · m log n) at worst; nodes from which the end is too far
 * away are never looked at.
 * Source: Yen (1971), Management Science 17, 712–716, over labels of length and links: Hansen (1980), Multiple
 * Criteria Decision Making, 109–127.
 */
export function* bestRoutes(
  rows: GraphRows,
  question: RouteQuestion,
  count: number,
): Generator<void, FoundRoute[]> {
  const stepsTo = stepsToEnd(rows, question);
  const search = createSearch(rows, question, stepsTo);
  const first = yield* search({ root: null, links: NONE });
  if (!first || count < 1) return [];
  const found = [first];
  const candidates: FoundRoute[] = [];
  const known = new Set([keyOf(first)]);
  while (found.length < count) {
    const last = found[found.length - 1]!;
    for (let at = 0; at + 1 < last.nodes.length; at++) {
      const root = rootOf(last, at, question);
      const detour = yield* search({ root, links: leftFrom(found, root) });
      if (!detour || known.has(keyOf(detour))) continue;
      known.add(keyOf(detour));
      candidates.push(detour);
    }
    candidates.sort(compareRoutes);
    const next = candidates.shift();
    if (!next) break;
    found.push(next);
  }
  return found;
}

function keyOf({ nodes }: FoundRoute): string {
  return nodes.join(' ');
}

function compareRoutes(one: FoundRoute, other: FoundRoute): number {
  if (!isSameLength(one.length, other.length)) return one.length - other.length;
  if (one.nodes.length !== other.nodes.length) return one.nodes.length - other.nodes.length;
  const at = one.nodes.findIndex((node, place) => node !== other.nodes[place]);
  return at === -1 ? 0 : one.nodes[at]! - other.nodes[at]!;
}

/** The beginning of a route up to one of its nodes. */
function rootOf(route: FoundRoute, at: number, { start, advance }: RouteQuestion): FoundRoute {
  const nodes = route.nodes.slice(0, at + 1);
  const links = route.links.slice(0, at);
  const length = links.reduce((sum, link, place) => advance(sum, link, nodes[place]!), start);
  return { nodes, links, length };
}

/** The links by which routes that begin alike went on. */
function leftFrom(found: readonly FoundRoute[], { nodes }: FoundRoute): ReadonlySet<number> {
  return new Set(
    found
      .filter((route) => nodes.every((node, place) => route.nodes[place] === node))
      .flatMap(({ links }) => links.slice(nodes.length - 1, nodes.length)),
  );
}

/** Fewest links from each node to the end, as far as they count; beyond, more than any route may have. */
function stepsToEnd(
  { nodeCount, offsets, targets }: GraphRows,
  { to, mostLinks, isClosed, from }: RouteQuestion,
): Int32Array {
  const steps = new Int32Array(nodeCount).fill(mostLinks + 1);
  steps[to] = 0;
  const order = [to];
  for (const node of order) {
    if (steps[node] === mostLinks || (node !== to && node !== from && isClosed(node))) continue;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const target = targets[entry]!;
      if (steps[target]! <= mostLinks) continue;
      steps[target] = steps[node]! + 1;
      order.push(target);
    }
  }
  return steps;
}

interface Detour {
  /** What the route begins with; null: with nothing but its first node. */
  readonly root: FoundRoute | null;
  /** Links that must not follow it. */
  readonly links: ReadonlySet<number>;
}

/** Where a search has come to: a node, by a number of links. */
interface Label {
  readonly node: number;
  readonly steps: number;
  readonly length: number;
  /** The label before; −1: the search began here. */
  readonly before: number;
  readonly link: number;
}

function createSearch(rows: GraphRows, question: RouteQuestion, stepsTo: Int32Array) {
  const { offsets, targets, linkOf } = rows;
  const { to, mostLinks, isClosed, advance } = question;

  return function* search({ root, links }: Detour): Generator<void, FoundRoute | null> {
    const start = root?.nodes.at(-1) ?? question.from;
    const passed = new Set(root?.nodes);
    const labels: Label[] = [];
    /** Fewest links by which each node was settled: more of them at a greater length help nobody. */
    const fewest = new Map<number, number>();
    const heap = createHeap();
    const add = (label: Label) => heap.push(label.length, labels.push(label) - 1);
    add({
      node: start,
      steps: root?.links.length ?? 0,
      length: root?.length ?? question.start,
      before: -1,
      link: -1,
    });
    let best = -1;
    let visits = 0;
    for (let number = heap.pop(); number !== -1; number = heap.pop()) {
      const { node, steps, length } = labels[number]!;
      if (best !== -1 && !isSameLength(labels[best]!.length, length)) break;
      if (steps >= (fewest.get(node) ?? Number.POSITIVE_INFINITY)) continue;
      fewest.set(node, steps);
      if (node === to) {
        // What is as long, and popped later, is of fewer links.
        best = number;
        continue;
      }
      if (++visits % VISITS_PER_PAUSE === 0) yield;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        const link = linkOf[entry]!;
        if (steps + 1 + stepsTo[target]! > mostLinks || passed.has(target)) continue;
        if (target !== to && isClosed(target)) continue;
        if (node === start && links.has(link)) continue;
        if (steps + 1 >= (fewest.get(target) ?? Number.POSITIVE_INFINITY)) continue;
        const further = advance(length, link, node);
        if (further === Number.POSITIVE_INFINITY) continue;
        add({ node: target, steps: steps + 1, length: further, before: number, link });
      }
    }
    return best === -1 ? null : withRoot(root, labels, best);
  };
}

function withRoot(root: FoundRoute | null, labels: readonly Label[], best: number): FoundRoute {
  const nodes: number[] = [];
  const links: number[] = [];
  for (let number = best; number !== -1; number = labels[number]!.before) {
    nodes.push(labels[number]!.node);
    if (labels[number]!.link !== -1) links.push(labels[number]!.link);
  }
  nodes.reverse();
  links.reverse();
  return {
    nodes: [...(root?.nodes.slice(0, -1) ?? []), ...nodes],
    links: [...(root?.links ?? []), ...links],
    length: labels[best]!.length,
  };
}
