import { z } from 'zod';
import { GraphRefusal } from './graph.ts';
import type { GivenGraph, MeasureInputs, NodeId } from './measure-context.ts';
import { type MeasureOptions, measureGraph } from './measure-graph.ts';
import type { Answers } from './measure-names.ts';
import {
  EnablerFile,
  FrontFile,
  GradingFile,
  measureEnablers,
  measureFronts,
  measureGrading,
  measureNetworkCapital,
  measureProjection,
  measureSnapshots,
  NetworkCapitalFile,
  ProjectionFile,
  SnapshotFile,
} from './measure-schemas.ts';

const Id = z.union([z.string(), z.number()]);
const Sizes = z.record(z.string(), z.array(z.int().min(1)));
const Targets = z.array(z.int().min(1));

const Inputs = z.object({
  partition: z.array(Id).optional(),
  kpp: z.object({ neg: Sizes.optional(), pos: Sizes.optional() }).optional(),
  dismantle_targets: Targets.optional(),
  min_dismantling_targets: Targets.optional(),
  edge_drop: z
    .object({
      seed: z.int(),
      replicates: z.int().min(1).max(100_000),
      keep_probability: z.number().min(0).max(1),
    })
    .optional(),
});

const Edge = z.union([
  z.tuple([Id, Id]),
  z.tuple([Id, Id, z.number().nullable()]),
  z
    .object({ source: Id, target: Id, weight: z.number().nullish() })
    .transform(({ source, target, weight }) => [source, target, weight ?? null] as const),
]);

const Node = z.union([Id, z.object({ id: Id }).transform(({ id }) => id)]);

const GraphFile = z.object({
  directed: z.boolean().optional(),
  weighted: z.boolean().optional(),
  nodes: z.array(Node),
  edges: z.array(Edge).optional(),
  links: z.array(Edge).optional(),
});

const Golden = z.object({
  graph: GraphFile,
  inputs: Inputs.default({}),
  expected: z.record(z.string(), z.unknown()).optional(),
});

/** A file of a graph with what is to be measured of it. */
export interface MeasureRequest {
  readonly graph: GivenGraph;
  readonly inputs: MeasureInputs;
  readonly shape: Readonly<Record<string, unknown>> | null;
}

/**
 * Measures what a file of JSON holds: a graph, or one of the schemas `ocg-golden…`.
 * @throws {GraphRefusal}
 */
export function measureJson(content: unknown, options: MeasureOptions): Answers {
  const schema = readAs(z.object({ schema: z.string().optional() }), content).schema ?? null;
  if (schema === null || schema === 'ocg-golden/1') {
    const { graph, inputs, shape } = readGraph(content);
    return measureGraph(graph, inputs, { ...options, shape });
  }
  if (options.measures !== null)
    throw new GraphRefusal('Measures are chosen for a graph: this file holds none.');
  switch (schema) {
    case 'ocg-golden-temporal/1':
      return measureSnapshots(readAs(SnapshotFile, content));
    case 'ocg-golden-grading/1':
      return measureGrading(readAs(GradingFile, content));
    case 'ocg-golden-projection/1':
      return measureProjection(readAs(ProjectionFile, content));
    case 'ocg-golden-network-capital/1':
      return measureNetworkCapital(readAs(NetworkCapitalFile, content));
    case 'ocg-golden-enabler/1':
      return measureEnablers(readAs(EnablerFile, content));
    case 'ocg-golden-front/1':
      return measureFronts(readAs(FrontFile, content));
    default:
      throw new GraphRefusal(`Files of the schema “${schema}” are not measured.`);
  }
}

/** Reads a graph, as `{graph: {nodes, edges}}` or `{nodes, edges}`. @throws {GraphRefusal} */
export function readGraph(content: unknown): MeasureRequest {
  const hasGraph = z.object({ graph: z.unknown() }).safeParse(content).data?.graph !== undefined;
  const { graph, inputs, expected } = readAs(Golden, hasGraph ? content : { graph: content });
  const edges = graph.edges ?? graph.links ?? [];
  const given = givenGraph({
    ids: graph.nodes,
    isDirected: graph.directed ?? false,
    isWeighted: graph.weighted ?? edges.some(([, , weight]) => typeof weight === 'number'),
    edges,
  });
  if (inputs.partition && inputs.partition.length !== given.ids.length)
    throw new GraphRefusal(
      `The partition has ${inputs.partition.length} labels for ${given.ids.length} nodes.`,
    );
  return { graph: given, inputs, shape: expected ?? null };
}

/** Links by the names of their ends. */
export interface NamedGraph {
  readonly ids: readonly NodeId[];
  readonly isDirected: boolean;
  readonly isWeighted: boolean;
  /** A weight that is not given is 1. */
  readonly edges: readonly (readonly [NodeId, NodeId, (number | null)?])[];
}

/** Numbers the nodes of a graph. @throws {GraphRefusal} when two have one name, or a link ends at none */
export function givenGraph({ ids, isDirected, isWeighted, edges }: NamedGraph): GivenGraph {
  const numbers = new Map<string, number>();
  ids.forEach((id, number) => {
    if (numbers.has(String(id))) throw new GraphRefusal(`Two nodes are called “${id}”.`);
    numbers.set(String(id), number);
  });
  const end = (id: NodeId, at: number): number => {
    const number = numbers.get(String(id));
    if (number === undefined)
      throw new GraphRefusal(`Link ${at + 1} ends at “${id}”, which is none of the nodes.`);
    return number;
  };
  return {
    ids,
    isDirected,
    isWeighted,
    sources: edges.map(([source], at) => end(source, at)),
    targets: edges.map(([, target], at) => end(target, at)),
    weights: edges.map(([, , weight]) => weight ?? 1),
  };
}

function readAs<T>(schema: z.ZodType<T>, content: unknown): T {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new GraphRefusal(
    `The file is not as a graph is written${place}: ${issue?.message ?? 'it cannot be read'}.`,
  );
}
