import { betweenness, normaliseLinks, type SumBlocks } from './betweenness.ts';
import { type CapitalLoss, capitalLoss } from './capital-loss.ts';
import type { CaseMeasure } from './case-measure.ts';
import { type Consensus, consensusOf } from './consensus.ts';
import { type EnablerRecord, type EnablerScore, enablerScores } from './enabler.ts';
import { buildGraph, type Graph } from './graph.ts';
import { findKeyPlayers, type KeyPlayerGoal, type KeyPlayers } from './key-players.ts';
import { leidenCommunities } from './leiden.ts';
import {
  type MissingLinkEffect,
  type MissingLinkQuestion,
  missingLinkEffects,
} from './missing-link.ts';
import { type NetworkChange, type NetworkChangeQuestion, networkChange } from './network-change.ts';
import { partitionModularity } from './partition.ts';
import { pathShares } from './path-shares.ts';
import {
  type ReplicateRanks,
  rankReplicates,
  type SampledMeasure,
  sampleValues,
} from './ranking-sample.ts';
import {
  type MeasuredGraphs,
  measureRecords,
  type RecordValues,
  rankingValues,
} from './record-measure.ts';
import { structuralRoles } from './structural-role.ts';

/** A graph as a thread takes it: numbers alone, in memory that threads share. No names, and nothing of a case. */
export interface TaskGraph extends MeasuredGraphs {
  /** How likely each link of either graph is there. */
  readonly existence: Float64Array;
  readonly weightedExistence: Float64Array;
}

/** What a thread can be asked. */
export type AnalysisTask =
  | {
      readonly task: 'measure';
      readonly measure: CaseMeasure;
      readonly seed: number;
      readonly mostSteps: number;
    }
  | {
      readonly task: 'sample';
      /** Told of the same replicates; the values of those from `from` to `to` are filled in. */
      readonly measures: readonly SampledMeasure[];
      readonly seed: number;
      /** Of each replicate and measure. */
      readonly mostSteps: number;
      readonly from: number;
      readonly to: number;
      readonly replicates: number;
    }
  | {
      readonly task: 'ranks';
      readonly measure: CaseMeasure;
      readonly values: Float64Array;
      readonly replicates: number;
    }
  | {
      readonly task: 'partitions';
      readonly resolution: number;
      readonly isWeighted: boolean;
      readonly seed: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly task: 'consensus';
      readonly partitions: readonly Int32Array[];
      readonly resolution: number;
      readonly isWeighted: boolean;
      readonly seed: number;
    }
  | { readonly task: 'link-routes' }
  | {
      readonly task: 'sets';
      readonly goal: KeyPlayerGoal;
      readonly size: number;
      readonly seed: number;
    }
  /** Between the links that it brings itself. */
  | ({ readonly task: 'change' } & NetworkChangeQuestion)
  | { readonly task: 'enablers'; readonly records: readonly EnablerRecord[] }
  | ({ readonly task: 'missing' } & MissingLinkQuestion)
  | { readonly task: 'positions' }
  /** By the weights of links as likelihoods. */
  | { readonly task: 'capital'; readonly resources: Float64Array };

/** What it answers. */
export interface TaskAnswers {
  readonly measure: RecordValues;
  /** Beside the measures: nodes from which paths were followed in each replicate; null: all. */
  readonly sample: readonly (number | null)[];
  readonly ranks: ReplicateRanks;
  readonly partitions: readonly Int32Array[];
  readonly consensus: Consensus & {
    readonly modularity: number;
    /** Of each community: in how many partitions it is found, three quarters of both being the same. */
    readonly foundIn: Int32Array;
  };
  /** Share of the shortest routes that lead along each link; null: there are too many to follow. */
  readonly 'link-routes': Float64Array | null;
  readonly sets: KeyPlayers;
  readonly change: NetworkChange;
  readonly enablers: readonly EnablerScore[];
  readonly missing: readonly MissingLinkEffect[];
  /** Number of the position of each node; null: there are too many to compare. */
  readonly positions: Int32Array | null;
  readonly capital: CapitalLoss;
}

/**
 * Does a task. Pure: the same graph and task give the same answer on any thread.
 * @param sumBlocks Who sums the shortest paths of a large graph; null: this thread alone.
 */
export function runAnalysisTask<T extends AnalysisTask>(
  graph: TaskGraph,
  task: T,
  sumBlocks: SumBlocks | null = null,
): TaskAnswers[T['task']] {
  return answerTo(graph, task, sumBlocks) as TaskAnswers[T['task']];
}

/** How far betweenness may be off where a graph is too large for all its paths. */
const MEASURE_ERROR = 0.01;

function answerTo(
  graph: TaskGraph,
  task: AnalysisTask,
  sumBlocks: SumBlocks | null,
): TaskAnswers[AnalysisTask['task']] {
  switch (task.task) {
    case 'measure':
      return measureRecords(graph, task.measure, { ...task, sumBlocks, error: MEASURE_ERROR });
    case 'sample':
      return sampleValues(graph, task);
    case 'ranks':
      return rankReplicates(rankingValues(task.measure, task.values), task.values, {
        nodes: graph.toldNodes.length,
        replicates: task.replicates,
      });
    case 'partitions': {
      const { resolution, isWeighted, seed } = task;
      const { both } = isWeighted ? graph.weighted : graph.plain;
      return Array.from({ length: task.to - task.from }, (_, run) =>
        leidenCommunities(both, {
          seed: seed + task.from + run,
          resolution,
          isWeighted,
          iterations: both.targets.length > MANY_ENTRIES ? FEW_PASSES : MANY_PASSES,
        }),
      );
    }
    case 'consensus': {
      const { partitions, resolution, isWeighted, seed } = task;
      const measured = isWeighted ? graph.weighted : graph.plain;
      const found = consensusOf(measured.both, partitions, seed);
      return {
        ...found,
        modularity: partitionModularity(measured, found.groupOf, { resolution, isWeighted }),
        foundIn: timesFound(found.groupOf, partitions),
      };
    }
    case 'link-routes':
      return graph.plain.nodeCount * graph.plain.linkCount > MOST_LINK_STEPS
        ? null
        : normaliseLinks(
            betweenness(graph.plain, { isWeighted: false, sumBlocks }).links,
            graph.plain,
          );
    case 'sets': {
      const { goal, size, seed } = task;
      return findKeyPlayers(graph.plain.both, goal, { size, seed, candidates: graph.toldNodes });
    }
    case 'change':
      return networkChange(task);
    case 'enablers':
      return enablerScores(graph.plain, task.records, {
        brokerage: pathShares(graph.plain, ENABLER_SEED).betweenness,
      });
    case 'missing':
      return missingLinkEffects(graph.plain, task);
    case 'positions':
      return positionsOf(graph.plain);
    case 'capital':
      return capitalLoss(graph.weighted.both, task.resources);
  }
}

/** Passes over a graph in one run; of many runs together each needs few, and two are what others take. */
const FEW_PASSES = 2;
const MANY_PASSES = 10;
const MANY_ENTRIES = 4000;

/** Roles of nodes that are linked at all; −1: it is linked to nobody. */
function positionsOf({ nodeCount, isDirected, sources, targets, weights }: Graph) {
  const linked = [...new Set([...sources, ...targets])].sort((one, other) => one - other);
  const numberOf = new Int32Array(nodeCount).fill(-1);
  linked.forEach((node, number) => {
    numberOf[node] = number;
  });
  const roles = structuralRoles(
    buildGraph(linked.length, isDirected, {
      sources: sources.map((node) => numberOf[node]!),
      targets: targets.map((node) => numberOf[node]!),
      weights,
    }),
  );
  return roles && numberOf.map((number) => (number < 0 ? -1 : roles[number]!));
}

/** Of paths that are drawn by chance in large graphs. */
const ENABLER_SEED = 1;

/** Nodes times links up to which the routes along each link are counted. */
const MOST_LINK_STEPS = 200_000_000;

/** Share of two groups' members together that are in both, from which on they count as the same. */
const SAME_GROUP = 0.75;

/**
 * In how many partitions each group is found again. Source: Hennig (2007), Computational Statistics & Data Analysis 52,
 * 258–271: clusters of a Jaccard similarity of 0.75 and more are the same.
 */
function timesFound(groupOf: Int32Array, partitions: readonly Int32Array[]): Int32Array {
  const sizes = sizesOf(groupOf);
  const found = new Int32Array(sizes.length);
  for (const partition of partitions) {
    const others = sizesOf(partition);
    const shared = new Map<number, number>();
    for (const [node, group] of groupOf.entries()) {
      const key = group * others.length + partition[node]!;
      shared.set(key, (shared.get(key) ?? 0) + 1);
    }
    const isFound = new Uint8Array(sizes.length);
    for (const [key, both] of shared) {
      const [group, other] = [Math.floor(key / others.length), key % others.length];
      if (both >= SAME_GROUP * (sizes[group]! + others[other]! - both)) isFound[group] = 1;
    }
    for (const [group, is] of isFound.entries()) found[group]! += is;
  }
  return found;
}

function sizesOf(groupOf: Int32Array): Int32Array {
  const sizes = new Int32Array(groupOf.reduce((most, group) => Math.max(most, group), -1) + 1);
  for (const group of groupOf) sizes[group]!++;
  return sizes;
}
