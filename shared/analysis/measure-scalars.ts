import { normaliseNodes } from './betweenness.ts';
import { fragmentation } from './components.ts';
import { coreNumbers } from './cores.ts';
import {
  betweennessCentralisation,
  degreeAssortativity,
  degreeCentralisation,
  degrees,
} from './degree.ts';
import type { MeasureContext } from './measure-context.ts';
import { type MeasureEntry, told } from './measure-names.ts';

type Entry = MeasureEntry<MeasureContext>;

function entry(
  name: string,
  compute: (context: MeasureContext) => number | null,
  isFor?: Entry['isFor'],
): Entry {
  return { name, compute: (context) => told(compute(context)), ...(isFor && { isFor }) };
}

function density({ graph: { nodeCount, linkCount, isDirected } }: MeasureContext): number {
  return nodeCount < 2 ? 0 : (linkCount * (isDirected ? 1 : 2)) / (nodeCount * (nodeCount - 1));
}

/** Share of pairs that are far from each other, by 1/distance; nothing is in pieces where there are no pairs. */
function distanceFragmentation({ summary }: MeasureContext): number {
  return 1 - (summary().efficiency ?? 1);
}

const isUndirected = ({ graph }: MeasureContext) => !graph.isDirected;

/** Measures of the whole graph, in the order in which they are told. */
export const GRAPH_MEASURES: readonly Entry[] = [
  entry('n', ({ graph }) => graph.nodeCount),
  entry('m_input', ({ inputLinkCount }) => inputLinkCount),
  entry('m_simple', ({ graph }) => graph.linkCount),
  entry('self_loops', ({ loopCount }) => loopCount),
  entry('components', ({ components }) => components().sizes.length),
  {
    name: 'component_sizes',
    compute: ({ components }) => [...components().sizes],
  },
  entry('lcc', ({ components }) => components().sizes[0] ?? 0),
  entry('density_simple', density),
  entry('transitivity', ({ clustering }) => clustering().transitivity),
  entry('average_clustering', ({ clustering }) => clustering().average),
  entry('average_path_length_reachable_pairs', ({ summary }) => summary().meanPathLength),
  entry('max_eccentricity_reachable', ({ summary }) => summary().diameter),
  entry('global_efficiency', ({ summary }) => summary().efficiency),
  entry('fragmentation_F', ({ components }) => fragmentation(components().sizes)),
  entry('fragmentation_DF_unweighted', distanceFragmentation),
  entry(
    'efficiency_weighted_1_over_w',
    ({ summaryWeighted }) => summaryWeighted().efficiency,
    ({ isWeighted }) => isWeighted,
  ),
  entry(
    'degree_centralization_freeman',
    ({ graph }) => degreeCentralisation(degrees(graph.both)),
    isUndirected,
  ),
  entry('degree_assortativity', ({ graph }) => degreeAssortativity(graph), isUndirected),
  entry(
    'betweenness_centralization_freeman',
    ({ graph, betweenness }) =>
      betweennessCentralisation(normaliseNodes(betweenness(false).nodes, graph.isDirected)),
    isUndirected,
  ),
  entry('degeneracy', ({ graph }) =>
    coreNumbers(graph.both).reduce((most, core) => Math.max(most, core), 0),
  ),
];
