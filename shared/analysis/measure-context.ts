import { betweenness } from './betweenness.ts';
import { measureDistances, summariseDistances } from './closeness.ts';
import { measureClustering } from './clustering.ts';
import { membersOf, strongComponents, weakComponents } from './components.ts';
import { findCuts } from './cuts.ts';
import { buildGraph, type Graph, type GraphRows, undirected } from './graph.ts';
import { findMissingLinks } from './link-prediction.ts';
import { once } from './measure-names.ts';
import { lengthsOf } from './paths.ts';
import { hubsAndAuthorities } from './spectral.ts';
import { structuralHoles } from './structural-holes.ts';

/** A name of a node as the file has it. */
export type NodeId = string | number;

/** What is to be measured beyond the graph by itself. */
export interface MeasureInputs {
  /** A group for each node, in order. */
  readonly partition?: readonly NodeId[] | undefined;
  /** Sizes of key player sets, for each goal. */
  readonly kpp?:
    | {
        readonly neg?: Readonly<Record<string, readonly number[]>> | undefined;
        readonly pos?: Readonly<Record<string, readonly number[]>> | undefined;
      }
    | undefined;
  readonly dismantle_targets?: readonly number[] | undefined;
  readonly min_dismantling_targets?: readonly number[] | undefined;
  readonly edge_drop?:
    | {
        readonly seed: number;
        readonly replicates: number;
        readonly keep_probability: number;
      }
    | undefined;
}

/** A graph as it was given, with the names of its nodes. */
export interface GivenGraph {
  readonly ids: readonly NodeId[];
  readonly isDirected: boolean;
  /** Whether weights mean something: else they are summed and shown, and no path or community rests on them. */
  readonly isWeighted: boolean;
  readonly sources: readonly number[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
}

/** A graph, and what is known of it once it is asked for. */
export type MeasureContext = ReturnType<typeof createMeasureContext>;

/** Prepares a graph to be measured: nothing is computed twice, and nothing that is not asked for. */
export function createMeasureContext(given: GivenGraph, inputs: MeasureInputs, seed: number) {
  const graph = buildGraph(given.ids.length, given.isDirected, given);
  const components = once(() => weakComponents(graph.both));
  const distancesIn = (rows: GraphRows, isWeighted: boolean) =>
    once(() => measureDistances(rows, isWeighted ? lengthsOf(rows) : null));
  const out = distancesIn(graph.out, false);
  const outWeighted = distancesIn(graph.out, true);
  const links = once(() => betweenness(graph, { isWeighted: false }));
  const weighted = once(() => betweenness(graph, { isWeighted: true }));
  return {
    ids: given.ids,
    graph,
    inputs,
    seed,
    isWeighted: given.isWeighted,
    inputLinkCount: given.sources.length,
    loopCount: given.sources.filter((source, link) => source === given.targets[link]).length,
    undirected: once(() => undirected(graph)),
    components,
    members: once(() => membersOf(components())),
    strong: once(() => strongComponents(graph)),
    cuts: once(() => findCuts(graph.both)),
    betweenness: (isWeighted: boolean) => (isWeighted ? weighted() : links()),
    distances: {
      out,
      outWeighted,
      in: graph.isDirected ? distancesIn(graph.in, false) : out,
      inWeighted: graph.isDirected ? distancesIn(graph.in, true) : outWeighted,
    },
    summary: once(() => summariseDistances(out())),
    summaryWeighted: once(() => summariseDistances(outWeighted())),
    clustering: once(() => measureClustering(graph.both)),
    holes: once(() => structuralHoles(graph.both, mutualCounts(graph))),
    holesWeighted: once(() => structuralHoles(graph.both, graph.both.weights)),
    hubs: once(() => hubsAndAuthorities(graph, { isWeighted: false })),
    missing: once(() => findMissingLinks(graph.both, 15)),
  };
}

/** In how many directions each pair is linked. */
function mutualCounts(graph: Graph): Float64Array {
  const { nodeCount, isDirected, sources, targets } = graph;
  return buildGraph(nodeCount, isDirected, { sources, targets, weights: null }).both.weights;
}
