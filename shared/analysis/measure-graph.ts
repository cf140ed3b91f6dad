import { brokerageRoles, participation } from './brokerage.ts';
import { degrees } from './degree.ts';
import { coreHd, dismantle, reinsert, smallestDismantlingSets } from './dismantle.ts';
import type { Graph } from './graph.ts';
import { GraphRefusal } from './graph.ts';
import { findKeyPlayers, type KeyPlayerGoal } from './key-players.ts';
import { leidenCommunities } from './leiden.ts';
import type { RankingScore } from './link-prediction.ts';
import {
  createMeasureContext,
  type GivenGraph,
  type MeasureContext,
  type MeasureInputs,
} from './measure-context.ts';
import { type Answer, answerOf, type MeasureEntry, told, toldAll } from './measure-names.ts';
import { LINK_MEASURES, NODE_MEASURES } from './measure-nodes.ts';
import { GRAPH_MEASURES } from './measure-scalars.ts';
import { numberGroups, partitionModularity } from './partition.ts';
import { resampleRanking } from './ranking-doubt.ts';

type Entry = MeasureEntry<MeasureContext>;

export interface MeasureOptions {
  /** Names of measures or blocks; null: all that are not only on request. */
  readonly measures: readonly string[] | null;
  /** Blocks, and names in them, of which just those are told; null: all. */
  readonly shape?: Readonly<Record<string, unknown>> | null;
  readonly seed: number;
}

/** Runs of Leiden of which the best counts. */
const RUNS = 100;
/** Links times runs beyond which fewer runs must do. */
const MOST_RUN_LINKS = 2_000_000;

/**
 * Measures a graph: the blocks and names of `golden/README.md`, with values in the order of nodes and links.
 * @throws {GraphRefusal}
 */
export function measureGraph(
  given: GivenGraph,
  inputs: MeasureInputs,
  { measures, shape = null, seed }: MeasureOptions,
): { [key: string]: Answer } {
  const context = createMeasureContext(given, inputs, seed);
  const asked = measures === null ? null : new Set(measures);
  refuseUnknown(asked);
  const answer: { [key: string]: Answer } = {};
  for (const block of BLOCKS) {
    const inner = block.inner?.filter((entry) => isWanted(entry, block, asked, shape));
    if (inner ? inner.length === 0 : !isWanted(block, block, asked, shape)) continue;
    if (block.isFor?.(context) === false) continue;
    const value = inner ? answerOf(inner, context) : block.compute(context);
    if (value !== undefined) answer[block.name] = value;
  }
  return answer;
}

/** Whether a measure of a block, or the block itself, was asked for by name or by the shape of the answer. */
function isWanted(
  entry: Entry,
  block: Block,
  asked: ReadonlySet<string> | null,
  shape: Readonly<Record<string, unknown>> | null,
): boolean {
  if (asked) return asked.has(entry.name) || (asked.has(block.name) && !entry.isOnRequest);
  if (!shape) return !entry.isOnRequest;
  const part = shape[block.name];
  if (entry === block || part === undefined) return part !== undefined;
  return typeof part === 'object' && part !== null && entry.name in part;
}

function refuseUnknown(wanted: ReadonlySet<string> | null): void {
  const known = new Set(
    BLOCKS.flatMap(({ name, inner = [] }) => [name, ...inner.map((e) => e.name)]),
  );
  for (const name of wanted ?? [])
    if (!known.has(name))
      throw new GraphRefusal(
        `There is no measure or block “${name}”. There are: ${[...known].join(', ')}.`,
      );
}

/** A part of the answer: one value, or several under their names. */
interface Block extends Entry {
  readonly inner?: readonly Entry[];
}

function group(name: string, inner: readonly Entry[]): Block {
  return { name, inner, compute: () => undefined };
}

const named = ({ ids }: MeasureContext, nodes: readonly number[]): Answer =>
  nodes.map((node) => ids[node]!);

const isUndirected = ({ graph }: MeasureContext) => !graph.isDirected;
const hasPartition = ({ inputs }: MeasureContext) => inputs.partition !== undefined;

const BLOCKS: readonly Block[] = [
  {
    name: 'simple_edges',
    compute: ({ graph, ids }) =>
      Array.from(graph.weights, (weight, link) => [
        ids[graph.sources[link]!]!,
        ids[graph.targets[link]!]!,
        told(weight),
      ]),
  },
  {
    name: 'articulation_points',
    compute: (context) => named(context, context.cuts().articulationNodes),
  },
  {
    name: 'bridges',
    compute: ({ cuts, graph, ids }) =>
      cuts().bridges.map((link) => [ids[graph.sources[link]!]!, ids[graph.targets[link]!]!]),
  },
  {
    name: 'components',
    compute: (context) => context.members().map((members) => named(context, members)),
  },
  group('scalars', GRAPH_MEASURES),
  group('nodes', NODE_MEASURES),
  group('edges', LINK_MEASURES),
  {
    name: 'partition_given',
    isFor: hasPartition,
    compute: ({ inputs }) => [...(inputs.partition ?? [])],
  },
  {
    name: 'brokerage_given_partition',
    isFor: hasPartition,
    compute: ({ graph, inputs }) =>
      brokerageRoles(graph, inputs.partition ?? []).map((roles) => ({ ...roles })),
  },
  {
    name: 'participation_given_partition',
    isFor: hasPartition,
    compute: ({ graph, inputs }) => toldAll(participation(graph, inputs.partition ?? [])),
  },
  {
    name: 'modularity_given_partition',
    isFor: hasPartition,
    compute: (context) => modularities(context, false),
  },
  {
    name: 'modularity_given_partition_weighted',
    isFor: (context) => hasPartition(context) && context.isWeighted,
    compute: (context) => modularities(context, true),
  },
  {
    name: 'best_known_modularity_unweighted',
    isFor: isUndirected,
    compute: (context) => bestCommunities(context, false),
  },
  {
    name: 'best_known_modularity_weighted',
    isFor: (context) => isUndirected(context) && context.isWeighted,
    compute: (context) => bestCommunities(context, true),
  },
  { name: 'linkpred', compute: missingLinks },
  { name: 'kpp', isFor: ({ inputs }) => inputs.kpp !== undefined, compute: keyPlayers },
  {
    name: 'dismantle',
    isFor: ({ inputs }) => inputs.dismantle_targets !== undefined,
    compute: dismantling,
  },
  {
    name: 'min_dismantling_exact',
    isFor: ({ inputs }) => inputs.min_dismantling_targets !== undefined,
    compute: smallestSets,
  },
  {
    name: 'edge_drop_degree',
    isFor: ({ inputs }) => inputs.edge_drop !== undefined,
    compute: droppedDegrees,
  },
  {
    name: 'blocks',
    isOnRequest: true,
    compute: ({ cuts, graph, ids }) =>
      cuts().blocks.map((links) =>
        links.map((link) => [ids[graph.sources[link]!]!, ids[graph.targets[link]!]!]),
      ),
  },
];

function modularities({ graph, inputs }: MeasureContext, isWeighted: boolean): Answer {
  const groups = numberGroups(inputs.partition ?? []);
  const at = (resolution: number) =>
    told(partitionModularity(graph, groups, { resolution, isWeighted }));
  return { '0.5': at(0.5), '1.0': at(1), '2.0': at(2) };
}

function bestCommunities({ graph, seed }: MeasureContext, isWeighted: boolean): Answer {
  const runs = Math.max(
    1,
    Math.min(RUNS, Math.floor(MOST_RUN_LINKS / Math.max(1, graph.linkCount))),
  );
  let best: Int32Array | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const groups = leidenCommunities(graph.both, { seed: seed + run, isWeighted });
    const quality = partitionModularity(graph, groups, { resolution: 1, isWeighted });
    if (quality <= most + 1e-12) continue;
    most = quality;
    best = groups;
  }
  return {
    Q: told(most),
    how: `best of ${runs} seeded Leiden runs`,
    membership: [...(best ?? [])],
    accept_if_Q_at_least: Number((most - 0.01).toFixed(6)),
  };
}

const LINK_SCORES: readonly (readonly [string, RankingScore])[] = [
  ['jaccard', 'jaccard'],
  ['adamic_adar', 'adamicAdar'],
  ['resource_allocation', 'resourceAllocation'],
];

function missingLinks({ missing, ids }: MeasureContext): Answer {
  const { pairCount, sums, top } = missing();
  return {
    non_adjacent_pairs: pairCount,
    sum: {
      common_neighbours: told(sums.commonNeighbours),
      jaccard: told(sums.jaccard),
      adamic_adar: told(sums.adamicAdar),
      resource_allocation: told(sums.resourceAllocation),
      preferential_attachment: told(sums.preferentialAttachment),
    },
    top: Object.fromEntries(
      LINK_SCORES.map(([name, score]) => [
        name,
        top[score].map((pair) => [ids[pair.a]!, ids[pair.b]!, told(pair[score])]),
      ]),
    ),
  };
}

function keyPlayers(context: MeasureContext): Answer {
  const { neg, pos } = context.inputs.kpp ?? {};
  const sets = (
    goals: Readonly<Record<string, readonly number[]>>,
    goalOf: (name: string) => KeyPlayerGoal,
  ): Answer =>
    Object.fromEntries(
      Object.entries(goals).map(([name, sizes]) => [
        name,
        Object.fromEntries(sizes.map((size) => [size, bestSets(context, goalOf(name), size)])),
      ]),
    );
  return {
    ...(neg && { neg: sets(neg, negativeGoal) }),
    ...(pos && { pos: sets(pos, positiveGoal) }),
  };
}

function bestSets(context: MeasureContext, goal: KeyPlayerGoal, size: number): Answer {
  const { graph, seed } = context;
  const found = findKeyPlayers(graph.both, goal, { size, seed });
  return {
    value: told(found.value),
    n_optimal_sets: found.optimalCount,
    optimal_sets: found.sets.map((members) => named(context, members)),
  };
}

function negativeGoal(name: string): KeyPlayerGoal {
  if (name === 'F') return { kind: 'fragment' };
  if (name === 'DF') return { kind: 'fragment-distance' };
  throw new GraphRefusal(`KPP-NEG is by F or DF, not by “${name}”.`);
}

function positiveGoal(name: string): KeyPlayerGoal {
  if (name === 'dw') return { kind: 'reach-distance' };
  const steps = Number(name);
  if (Number.isInteger(steps) && steps > 0) return { kind: 'reach', steps };
  throw new GraphRefusal(`KPP-POS is by dw or a number of links, not by “${name}”.`);
}

const RULES = [
  ['degree', 'degree'],
  ['betweenness', 'betweenness'],
  ['ci_l1', 'collective-influence'],
] as const;

function dismantling(context: MeasureContext): Answer {
  const targets = context.inputs.dismantle_targets ?? [];
  const graph: Graph = context.undirected();
  const answer: { [key: string]: Answer } = {};
  for (const [name, rule] of RULES) {
    const { order, largest, robustness } = dismantle(graph, rule);
    answer[name] = {
      order: named(context, order),
      lcc_curve: largest,
      R_schneider: told(robustness),
      targets: Object.fromEntries(
        targets.map((target) => {
          const removals = largest.findIndex((size) => size <= target);
          const left = reinsert(graph, order.slice(0, removals), target);
          return [target, { removals, removed_after_reinsertion: named(context, left) }];
        }),
      ),
    };
  }
  for (const target of targets) {
    const order = coreHd(graph, target);
    answer[`corehd_target_${target}`] = {
      target,
      order: named(context, order),
      removed_after_reinsertion: named(context, reinsert(graph, order, target)),
    };
  }
  return answer;
}

function smallestSets(context: MeasureContext): Answer {
  return Object.fromEntries(
    (context.inputs.min_dismantling_targets ?? []).map((target) => {
      const { size, count, sets } = smallestDismantlingSets(context.graph, target);
      return [
        target,
        {
          min_removals: size,
          n_optimal_sets: count,
          optimal_sets: sets.map((members) => named(context, members)),
        },
      ];
    }),
  );
}

function droppedDegrees({ graph, inputs }: MeasureContext): Answer | undefined {
  const drop = inputs.edge_drop;
  if (!drop) return undefined;
  const { seed, replicates, keep_probability: probability } = drop;
  const found = resampleRanking(graph, {
    seed,
    replicates,
    keep: () => probability,
    measure: ({ both }) => degrees(both),
  });
  return {
    rng: 'mulberry32',
    seed,
    replicates,
    keep_probability: probability,
    draw_order:
      'one draw per simple edge, in simple_edges order, replicate after replicate; keep if u<p',
    percentiles: 'nearest-rank (ceil(q*B)-th smallest)',
    mean: toldAll(found.mean),
    p2_5: toldAll(found.low),
    p97_5: toldAll(found.high),
    mean_competition_rank: toldAll(found.meanRank),
    share_rank_le_3: toldAll(found.shareInTop),
  };
}
