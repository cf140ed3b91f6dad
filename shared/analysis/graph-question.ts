import { changeBetween, kendallTauB } from './change.ts';
import { consensusCommunities } from './consensus.ts';
import { findCuts } from './cuts.ts';
import { degrees } from './degree.ts';
import { buildGraph, type Graph, GraphRefusal } from './graph.ts';
import { findKeyPlayers, type KeyPlayerGoal } from './key-players.ts';
import type { GivenGraph, NodeId } from './measure-context.ts';
import { told } from './measure-names.ts';
import { partitionModularity } from './partition.ts';
import {
  credibilityLengths,
  type FoundPath,
  pathCredibility,
  shortestPaths,
  weakestLink,
} from './path-finding.ts';

function graphOf(given: GivenGraph): Graph {
  return buildGraph(given.ids.length, given.isDirected, given);
}

function numberOf(given: GivenGraph, id: string): number {
  const number = given.ids.findIndex((known) => String(known) === id);
  if (number === -1) throw new GraphRefusal(`There is no node “${id}” in the file.`);
  return number;
}

export interface CommunityQuestion {
  readonly resolution: number;
  readonly runs: number;
  readonly seed: number;
}

/** Communities of a graph, how good they are, and how far they rest on chance. */
export function askCommunities(given: GivenGraph, question: CommunityQuestion) {
  const graph = graphOf(given);
  const { resolution } = question;
  const { isWeighted } = given;
  const found = consensusCommunities(graph.both, { ...question, isWeighted });
  const members = Array.from(found.stability, (): NodeId[] => []);
  for (const [node, group] of found.groupOf.entries()) members[group]!.push(given.ids[node]!);
  return {
    ...question,
    modularity: told(partitionModularity(graph, found.groupOf, { resolution, isWeighted })),
    /** Mean agreement of the runs, 0 to 1. */
    agreement: told(found.agreement),
    communities: Array.from(found.stability, (stability, group) => ({
      size: members[group]!.length,
      /** Share of runs in which two of its members were together. */
      stability: told(stability),
      members: members[group]!,
    })).sort((one, other) => other.size - one.size),
  };
}

export interface KeyPlayerQuestion {
  readonly goal: KeyPlayerGoal;
  readonly size: number;
  readonly seed: number;
}

/** The sets of a size that do most, and whether all were tried. */
export function askKeyPlayers(given: GivenGraph, { goal, size, seed }: KeyPlayerQuestion) {
  const found = findKeyPlayers(graphOf(given).both, goal, { size, seed });
  return {
    goal,
    size,
    seed,
    value: told(found.value),
    isExact: found.optimalCount !== null,
    optimalSets: found.optimalCount,
    sets: found.sets.map((members) => members.map((node) => given.ids[node]!)),
  };
}

export interface PathQuestion {
  readonly from: string;
  readonly to: string;
  /** Links: as few as may be. Strength: the stronger the nearer. Credibility: weights are likelihoods, 0 to 1. */
  readonly by: 'links' | 'strength' | 'credibility';
  readonly count: number;
  readonly avoid: readonly string[];
}

/** The shortest paths between two nodes, each with its weakest link. */
export function askPaths(given: GivenGraph, { from, to, by, count, avoid }: PathQuestion) {
  const graph = graphOf(given);
  if (by === 'credibility' && graph.weights.some((weight) => weight > 1))
    throw new GraphRefusal('Paths by credibility need weights from 0 to 1: some are higher.');
  const lengths = {
    links: () => null,
    strength: () => graph.weights.map((weight) => 1 / weight),
    credibility: () => credibilityLengths(graph),
  }[by]();
  const paths = shortestPaths(
    graph,
    {
      from: numberOf(given, from),
      to: numberOf(given, to),
      lengths,
      avoid: new Set(avoid.map((id) => numberOf(given, id))),
    },
    count,
  );
  return { from, to, by, avoid, paths: paths.map((path) => toldPath(path, given, graph, by)) };
}

function toldPath(
  path: FoundPath,
  { ids, isWeighted }: GivenGraph,
  graph: Graph,
  by: PathQuestion['by'],
) {
  // Where no link says how strong it is, none is the weakest.
  const weakest = isWeighted ? weakestLink(path, graph) : null;
  return {
    nodes: path.nodes.map((node) => ids[node]!),
    length: told(path.length),
    /** Null: weights are not likelihoods. */
    credibility: by === 'credibility' ? told(pathCredibility(path, graph)) : null,
    weakest:
      weakest === null
        ? null
        : {
            link: [ids[graph.sources[weakest]!]!, ids[graph.targets[weakest]!]!],
            weight: told(graph.weights[weakest]!),
          },
  };
}

/** Who came, left, rose and fell between two graphs, and what newly holds each together. */
export function askChange(before: GivenGraph, after: GivenGraph) {
  const [one, other] = [graphOf(before), graphOf(after)];
  const change = changeBetween(snapshotOf(before, one), snapshotOf(after, other));
  const [degreeBefore, degreeAfter] = [degreesById(before, one), degreesById(after, other)];
  const moved = change.common
    .map((id) => ({ id, before: degreeBefore.get(id)!, after: degreeAfter.get(id)! }))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const [cutsBefore, cutsAfter] = [cutsById(before, one), cutsById(after, other)];
  return {
    nodes: { before: one.nodeCount, after: other.nodeCount, common: change.common.length },
    links: { before: one.linkCount, after: other.linkCount },
    entered: change.entered,
    left: change.left,
    nodeJaccard: told(change.nodeJaccard),
    linkJaccard: told(change.linkJaccard),
    degreeTauB: told(
      kendallTauB(
        moved.map((node) => node.before),
        moved.map((node) => node.after),
      ),
    ),
    rose: moved.filter((node) => node.after > node.before),
    fell: moved.filter((node) => node.after < node.before),
    newArticulationNodes: cutsAfter.nodes.filter((id) => !cutsBefore.nodes.includes(id)),
    newBridges: cutsAfter.bridges.filter(
      (bridge) => !cutsBefore.bridges.some((known) => isSamePair(bridge, known)),
    ),
  };
}

function snapshotOf({ ids }: GivenGraph, { sources, targets }: Graph) {
  const names = ids.map(String);
  return {
    nodes: names,
    links: Array.from(sources, (source, link) => [names[source]!, names[targets[link]!]!] as const),
  };
}

function degreesById({ ids }: GivenGraph, graph: Graph): Map<string, number> {
  const degree = degrees(graph.both);
  return new Map(ids.map((id, node) => [String(id), degree[node]!]));
}

function cutsById({ ids }: GivenGraph, graph: Graph) {
  const { articulationNodes, bridges } = findCuts(graph.both);
  const name = (node: number) => String(ids[node]!);
  return {
    nodes: articulationNodes.map(name),
    bridges: bridges.map(
      (link) => [name(graph.sources[link]!), name(graph.targets[link]!)] as const,
    ),
  };
}

function isSamePair(
  [a, b]: readonly [string, string],
  [one, other]: readonly [string, string],
): boolean {
  return (a === one && b === other) || (a === other && b === one);
}
