import { normaliseLinks, normaliseNodes } from './betweenness.ts';
import { closenessImproved, closenessInComponent } from './closeness.ts';
import { coreNumbers } from './cores.ts';
import { degrees, strengths } from './degree.ts';
import { collectiveInfluence } from './influence.ts';
import { katzCentrality } from './katz.ts';
import type { MeasureContext } from './measure-context.ts';
import { type Answer, type MeasureEntry, toldAll } from './measure-names.ts';
import { eigenvectorCentrality, pageRank } from './spectral.ts';
import { structuralRoles } from './structural-role.ts';

type Entry = MeasureEntry<MeasureContext>;
type Compute = (context: MeasureContext) => Iterable<number | null> | null;

function entry(name: string, compute: Compute, when: Partial<Entry> = {}): Entry {
  return {
    name,
    ...when,
    compute: (context): Answer | undefined => {
      const values = compute(context);
      return values === null ? undefined : toldAll(values);
    },
  };
}

const isDirected = { isFor: ({ graph }: MeasureContext) => graph.isDirected };
const isUndirected = { isFor: ({ graph }: MeasureContext) => !graph.isDirected };
const isWeighted = { isFor: (context: MeasureContext) => context.isWeighted };
const isUndirectedWeighted = {
  isFor: (context: MeasureContext) => !context.graph.isDirected && context.isWeighted,
};

function closenessEntries(way: 'out' | 'in', suffix: string, when: Partial<Entry>): Entry[] {
  const weighted = {
    isFor: (context: MeasureContext) => context.isWeighted && when.isFor?.(context) !== false,
  };
  const links = ({ distances }: MeasureContext) => distances[way]();
  const lengths = ({ distances }: MeasureContext) => distances[`${way}Weighted`]();
  return [
    entry(`closeness_component${suffix}`, (c) => closenessInComponent(links(c)), when),
    entry(`closeness_wf${suffix}`, (c) => closenessImproved(links(c)), when),
    entry(`harmonic${suffix}`, (c) => links(c).harmonic, when),
    entry(
      `closeness_weighted_component${suffix}`,
      (c) => closenessInComponent(lengths(c)),
      weighted,
    ),
    entry(`closeness_weighted_wf${suffix}`, (c) => closenessImproved(lengths(c)), weighted),
    entry(`harmonic_weighted${suffix}`, (c) => lengths(c).harmonic, weighted),
  ];
}

const raw = (context: MeasureContext, weighted: boolean) => context.betweenness(weighted);

/** Measures of nodes, in the order in which they are told. */
export const NODE_MEASURES: readonly Entry[] = [
  entry('in_degree', ({ graph }) => degrees(graph.in), isDirected),
  entry('out_degree', ({ graph }) => degrees(graph.out), isDirected),
  entry('in_strength', ({ graph }) => strengths(graph.in), isDirected),
  entry('out_strength', ({ graph }) => strengths(graph.out), isDirected),
  entry('degree_undirected_simple', ({ graph }) => degrees(graph.both), isDirected),
  entry('degree', ({ graph }) => degrees(graph.both), isUndirected),
  entry('strength', ({ graph }) => strengths(graph.both), isUndirected),
  entry(
    'degree_centrality',
    ({ graph }) =>
      Float64Array.from(degrees(graph.both), (degree) =>
        graph.nodeCount < 2 ? 0 : degree / (graph.nodeCount - 1),
      ),
    isUndirected,
  ),
  entry('betweenness_raw', (c) => raw(c, false).nodes),
  entry('betweenness_norm', (c) => normaliseNodes(raw(c, false).nodes, c.graph.isDirected)),
  entry('betweenness_weighted_raw', (c) => raw(c, true).nodes, isWeighted),
  entry(
    'betweenness_weighted_norm',
    (c) => normaliseNodes(raw(c, true).nodes, c.graph.isDirected),
    isWeighted,
  ),
  ...closenessEntries('out', '', isUndirected),
  ...closenessEntries('out', '_out', isDirected),
  ...closenessEntries('in', '_in', isDirected),
  entry('eigenvector_l2', ({ graph }) => eigenvectorCentrality(graph, { isWeighted: false })),
  entry(
    'eigenvector_weighted_l2',
    ({ graph }) => eigenvectorCentrality(graph, { isWeighted: true }),
    isWeighted,
  ),
  entry('pagerank', ({ graph }) => pageRank(graph, { isWeighted: false })),
  entry('pagerank_weighted', ({ graph }) => pageRank(graph, { isWeighted: true }), isWeighted),
  entry('core_number', ({ graph }) => coreNumbers(graph.both)),
  entry('clustering', ({ clustering }) => clustering().clustering),
  entry('triangles', ({ clustering }) => clustering().triangles),
  entry('clustering_barrat', ({ clustering }) => clustering().barrat, isUndirectedWeighted),
  entry('clustering_onnela', ({ clustering }) => clustering().onnela, isUndirectedWeighted),
  entry('constraint', ({ holes }) => holes().constraint),
  entry('effective_size', ({ holes }) => holes().effectiveSize),
  entry('burt_efficiency', ({ holes }) => holes().efficiency),
  entry('constraint_weighted', ({ holesWeighted }) => holesWeighted().constraint, isWeighted),
  entry(
    'effective_size_weighted',
    ({ holesWeighted }) => holesWeighted().effectiveSize,
    isWeighted,
  ),
  entry('collective_influence_l1', ({ graph }) => collectiveInfluence(graph.both, 1)),
  entry('collective_influence_l2', ({ graph }) => collectiveInfluence(graph.both, 2)),
  entry('eccentricity', ({ distances }) => distances.out().eccentricity, { isOnRequest: true }),
  entry('hubs', ({ hubs }) => hubs()?.hubs ?? null, { isOnRequest: true }),
  entry('authorities', ({ hubs }) => hubs()?.authorities ?? null, { isOnRequest: true }),
  entry('katz', ({ graph }) => katzCentrality(graph, { isWeighted: false }), {
    isOnRequest: true,
  }),
  entry('katz_weighted', ({ graph }) => katzCentrality(graph, { isWeighted: true }), {
    ...isWeighted,
    isOnRequest: true,
  }),
  entry('structural_role', ({ graph }) => structuralRoles(graph), { isOnRequest: true }),
  entry('strong_component', ({ strong }) => strong().componentOf, { isOnRequest: true }),
];

/** Measures of links, in the order in which they are told. */
export const LINK_MEASURES: readonly Entry[] = [
  entry('betweenness_raw', (c) => raw(c, false).links),
  entry('betweenness_norm', (c) => normaliseLinks(raw(c, false).links, c.graph)),
  entry('betweenness_weighted_raw', (c) => raw(c, true).links, isWeighted),
];
