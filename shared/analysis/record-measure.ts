import { betweenness, normaliseNodes, type SumBlocks } from './betweenness.ts';
import { participation } from './brokerage.ts';
import {
  type CaseMeasure,
  DIRECTED_MEASURES,
  LOW_FIRST_MEASURES,
  WEIGHTED_MEASURES,
} from './case-measure.ts';
import { closenessImproved, type Distances, measureDistances } from './closeness.ts';
import { measureClustering } from './clustering.ts';
import { membersOf, weakComponents } from './components.ts';
import { coreNumbers } from './cores.ts';
import { cutOff } from './cut-off.ts';
import { degrees, strengths } from './degree.ts';
import { inducedGraph } from './dismantle.ts';
import { buildGraph, type Graph } from './graph.ts';
import { collectiveInfluence } from './influence.ts';
import { katzCentrality } from './katz.ts';
import { leidenCommunities } from './leiden.ts';
import { once } from './measure-names.ts';
import { type PathPlan, planPaths } from './path-plan.ts';
import { pivotError, pivotSums } from './pivot-betweenness.ts';
import { sampledBetweenness } from './sampled-betweenness.ts';
import { eigenvectorCentrality, hubsAndAuthorities, pageRank } from './spectral.ts';
import { structuralHoles } from './structural-holes.ts';

/** Graphs of a case as they are measured: by links alone, and by their weights. */
export interface MeasuredGraphs {
  readonly plain: Graph;
  readonly weighted: Graph;
  /** Nodes that are told of; the others are computed with. */
  readonly toldNodes: Int32Array;
}

export interface RecordMeasureOptions {
  readonly seed: number;
  /** Steps along links that may be spent: measures of all shortest paths are estimated beyond. */
  readonly mostSteps: number;
  /** Who sums the shortest paths of a large graph; by default this thread alone. */
  readonly sumBlocks?: SumBlocks | null;
  /** How far betweenness may be off where it is estimated; by default as far as the steps allow. */
  readonly error?: number;
}

/** Values of a measure. */
export interface RecordValues {
  /** By node; NaN: not defined. */
  readonly values: Float64Array;
  /** Nodes from which the paths were followed, or pairs between which one was drawn; null: all, and exact. */
  readonly pivots: number | null;
  /** How far a value may be off, with 95% confidence; null: not bounded, or exact. */
  readonly error: number | null;
  /** Steps along links that an exact answer takes, where it follows every shortest path. */
  readonly steps: number;
}

/** Fewest nodes from which an estimate follows the paths. */
const LEAST_PIVOTS = 30;
/** Steps that a weighted search takes for one of a search by links. */
const WEIGHTED_STEPS = 6;
/** Passes by which communities are found. */
const PASSES = 2;
/** So much longer is waited for a measure that cannot be estimated; beyond it has no values. */
const PATIENCE = 4;

const exact = (values: Iterable<number | null>, steps = 0): RecordValues => ({
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
  pivots: null,
  error: null,
  steps,
});

/** Measures the nodes of a case's graph. Nothing is defined by direction where links have none. */
export function measureRecords(
  graphs: MeasuredGraphs,
  measure: CaseMeasure,
  options: RecordMeasureOptions,
): RecordValues {
  return recordMeasurer(graphs, options)(measure);
}

/** Measures the same graphs by one measure after another: what several rest on is worked out once. */
export function recordMeasurer(
  graphs: MeasuredGraphs,
  options: RecordMeasureOptions,
): (measure: CaseMeasure) => RecordValues {
  const shared = sharedParts(graphs.plain, options);
  return (measure) => {
    const graph = WEIGHTED_MEASURES.has(measure) ? graphs.weighted : graphs.plain;
    if (graph.nodeCount === 0) return exact([]);
    if (DIRECTED_MEASURES.has(measure) && !graph.isDirected) return exact(undefinedOf(graph));
    return measured(graphs, measure, { ...options, graph, shared });
  };
}

/** What several measures rest on, of the graph by links alone; each is worked out when first asked for. */
function sharedParts(plain: Graph, options: RecordMeasureOptions) {
  return {
    distanceSteps: once(() => distanceSteps(plain)),
    distances: once(() => measureDistances(plain.out, null)),
    pivots: once(() => sampled(plain, options)),
    hubs: once(() => hubsAndAuthorities(plain, { isWeighted: false })),
    holes: once(() => holesOf(plain)),
    communities: once(() => communitiesOf(plain, options)),
  };
}

interface Measuring extends RecordMeasureOptions {
  /** The one of the two that the measure is of. */
  readonly graph: Graph;
  readonly shared: ReturnType<typeof sharedParts>;
}

function measured(
  graphs: MeasuredGraphs,
  measure: CaseMeasure,
  measuring: Measuring,
): RecordValues {
  const { graph, shared } = measuring;
  switch (measure) {
    case 'degree':
      return exact(degrees(graph.both));
    case 'strength':
      return exact(strengths(graph.both));
    case 'in_degree':
      return exact(degrees(graph.in));
    case 'out_degree':
      return exact(degrees(graph.out));
    case 'in_strength':
      return exact(strengths(graph.in));
    case 'out_strength':
      return exact(strengths(graph.out));
    case 'betweenness':
      return betweennessOf(measuring);
    case 'betweenness_weighted':
      return weightedBetweennessOf(measuring);
    case 'closeness':
      return distancesOf(measuring, closenessImproved);
    case 'eccentricity':
      // Who reaches nobody is not near to everybody.
      return distancesOf(measuring, ({ eccentricity, reached }) =>
        eccentricity.map((farthest, node) => (reached[node]! > 1 ? farthest : Number.NaN)),
      );
    case 'harmonic':
      return harmonicOf(measuring);
    case 'eigenvector':
      return exact(eigenvectorOf(graph));
    case 'katz':
      return exact(katzCentrality(graph, { isWeighted: false }) ?? undefinedOf(graph));
    case 'pagerank':
      return exact(pageRank(graph, { isWeighted: false }));
    case 'hubs':
      return exact(shared.hubs()?.hubs ?? undefinedOf(graph));
    case 'authorities':
      return exact(shared.hubs()?.authorities ?? undefinedOf(graph));
    case 'core_number':
      return exact(coreNumbers(graph.both));
    case 'clustering':
      return exact(measureClustering(graph.both).clustering);
    case 'constraint':
      return exact(shared.holes().constraint);
    case 'effective_size':
      return exact(shared.holes().effectiveSize);
    case 'burt_efficiency':
      return exact(shared.holes().efficiency);
    case 'collective_influence':
      return exact(collectiveInfluence(graph.both, 2));
    case 'cut_off':
      return exact(cutOff(graph.both, toldWeights(graphs)));
    case 'participation':
      return exact(participation(graph, Array.from(shared.communities())), communitySteps(graph));
    case 'within_module':
      return exact(withinModule(graph, shared.communities()), communitySteps(graph));
  }
}

/** Values in the order in which they rank: where the lowest stands first, turned over; not defined comes last. */
export function rankingValues(measure: CaseMeasure, values: Float64Array): Float64Array {
  const sign = LOW_FIRST_MEASURES.has(measure) ? -1 : 1;
  return values.map((value) => (Number.isNaN(value) ? -Number.MAX_VALUE : sign * value));
}

function undefinedOf({ nodeCount }: Graph): Float64Array {
  return new Float64Array(nodeCount).fill(Number.NaN);
}

function toldWeights({ plain, toldNodes }: MeasuredGraphs): Uint8Array {
  const weights = new Uint8Array(plain.nodeCount);
  for (const node of toldNodes) weights[node] = 1;
  return weights;
}

/** Steps that following the shortest paths from every node takes: paths never leave a component. */
function distanceSteps({ both, isDirected }: Graph): number {
  const { componentOf, sizes } = weakComponents(both);
  const entries = new Float64Array(sizes.length);
  for (let node = 0; node < both.nodeCount; node++)
    entries[componentOf[node]!]! += both.offsets[node + 1]! - both.offsets[node]!;
  const steps = sizes.reduce((sum, size, at) => sum + size * (size + entries[at]!), 0);
  return isDirected ? steps / 2 : steps;
}

/** Steps that summing the paths of a plan takes, within each of its pieces. */
function planSteps({ pieceStarts, offsets }: PathPlan): number {
  let steps = 0;
  for (let piece = 0; piece + 1 < pieceStarts.length; piece++) {
    const [first, end] = [pieceStarts[piece]!, pieceStarts[piece + 1]!];
    steps += (end - first) * (end - first + offsets[end]! - offsets[first]!);
  }
  return steps;
}

function betweennessSteps(graph: Graph, isWeighted: boolean): number {
  const sums = { nodes: new Float64Array(graph.nodeCount), links: new Float64Array(0) };
  const plan = planPaths(graph, sums, { isWeighted, ofLinks: false, isShared: false });
  return planSteps(plan) * (isWeighted ? WEIGHTED_STEPS : 1);
}

function sampled(graph: Graph, { seed, mostSteps }: RecordMeasureOptions) {
  const each = Math.max(1, graph.nodeCount + graph.out.targets.length);
  const pivots = Math.max(LEAST_PIVOTS, Math.floor(mostSteps / each));
  return pivotSums(
    { out: graph.out, into: graph.in },
    { pivots, seed, isDirected: graph.isDirected },
  );
}

function betweennessOf({ graph, shared, ...options }: Measuring): RecordValues {
  const normal = (raw: Float64Array) => normaliseNodes(raw, graph.isDirected);
  const steps = betweennessSteps(graph, false);
  if (steps <= options.mostSteps)
    return exact(normal(exactBetweenness(graph, false, options)), steps);
  if (options.error !== undefined) {
    const { seed, error } = options;
    const drawn = sampledBetweenness(graph, { seed, error });
    return { values: drawn.nodes, pivots: drawn.samples, error: drawn.error, steps };
  }
  const { betweenness: raw, pivots } = shared.pivots();
  return { values: normal(raw), pivots, error: pivotError(graph.nodeCount, pivots), steps };
}

function weightedBetweennessOf({ graph, ...options }: Measuring): RecordValues {
  const steps = betweennessSteps(graph, true);
  if (steps > options.mostSteps * PATIENCE) return exact(undefinedOf(graph), steps);
  return exact(normaliseNodes(exactBetweenness(graph, true, options), graph.isDirected), steps);
}

function exactBetweenness(
  graph: Graph,
  isWeighted: boolean,
  { sumBlocks = null }: RecordMeasureOptions,
): Float64Array {
  return betweenness(graph, { isWeighted, ofLinks: false, sumBlocks }).nodes;
}

function distancesOf(
  { graph, shared, mostSteps }: Measuring,
  measure: (distances: Distances) => Float64Array,
): RecordValues {
  const steps = shared.distanceSteps();
  if (steps > mostSteps * PATIENCE) return exact(undefinedOf(graph), steps);
  return exact(measure(shared.distances()), steps);
}

function harmonicOf({ graph, shared, mostSteps }: Measuring): RecordValues {
  const share = (sum: number) => sum / Math.max(1, graph.nodeCount - 1);
  const steps = shared.distanceSteps();
  if (steps <= mostSteps) return exact(shared.distances().harmonic.map(share), steps);
  const { harmonic, pivots } = shared.pivots();
  return { values: harmonic.map(share), pivots, error: pivotError(graph.nodeCount, pivots), steps };
}

/** Within the largest component; elsewhere it is not defined. */
function eigenvectorOf(graph: Graph): Float64Array {
  const values = undefinedOf(graph);
  const members = membersOf(weakComponents(graph.both))[0] ?? [];
  const found = eigenvectorCentrality(inducedGraph(graph, members), { isWeighted: false });
  members.forEach((node, at) => {
    if (found) values[node] = found[at]!;
  });
  return values;
}

function holesOf(graph: Graph) {
  const { sources, targets, nodeCount, isDirected, both } = graph;
  return structuralHoles(
    both,
    isDirected
      ? buildGraph(nodeCount, true, { sources, targets, weights: null }).both.weights
      : new Float64Array(both.targets.length).fill(1),
  );
}

function communitiesOf(graph: Graph, { seed }: RecordMeasureOptions): Int32Array {
  return leidenCommunities(graph.both, { seed, isWeighted: false, iterations: PASSES });
}

/** Steps that finding communities takes, about. */
function communitySteps({ nodeCount, both }: Graph): number {
  return 300 * (nodeCount + both.targets.length);
}

/**
 * How many more neighbours within its community a node has than others there.
 *
 * Unit: standard deviations; 0 where all have as many. Source: Guimerà and Amaral (2005), Nature 433, 895–900.
 */
function withinModule({ both }: Graph, groupOf: Int32Array): Float64Array {
  const within = new Float64Array(both.nodeCount);
  const groups = groupOf.reduce((most, group) => Math.max(most, group), -1) + 1;
  const [sizes, sums, squares] = [
    new Float64Array(groups),
    new Float64Array(groups),
    new Float64Array(groups),
  ];
  for (let node = 0; node < both.nodeCount; node++) {
    const group = groupOf[node]!;
    for (let entry = both.offsets[node]!; entry < both.offsets[node + 1]!; entry++)
      if (groupOf[both.targets[entry]!] === group) within[node]!++;
    sizes[group]!++;
    sums[group]! += within[node]!;
    squares[group]! += within[node]! ** 2;
  }
  return within.map((count, node) => {
    const group = groupOf[node]!;
    const mean = sums[group]! / sizes[group]!;
    const variance = squares[group]! / sizes[group]! - mean ** 2;
    return variance <= 1e-12 ? 0 : (count - mean) / Math.sqrt(variance);
  });
}
