import { z } from 'zod';
import { LEFT_OUT_REASONS, PROJECTIONS, WEIGHTINGS } from '../analysis/case-measure.ts';
import { Id, PartialDate } from '../domain/field.ts';
import { Filter } from './entity.ts';

/** Which graph of the case is measured. What is outside takes no part, as if it were not in the case. */
export const AnalysisScope = z.strictObject({
  projection: z.enum(PROJECTIONS).default('full'),
  /** What weighs in measures that rest on weights. */
  weighting: z.enum(WEIGHTINGS).default('strength'),
  /** Pairs that are tied less likely than this are left out. */
  leastExistence: z.number().min(0).max(1).default(0.25),
  /** Only claims seen between these dates; claims without dates count. Null: whatever the dates. */
  window: z
    .strictObject({ from: PartialDate.nullable(), to: PartialDate.nullable() })
    .nullable()
    .default(null),
  /** The day for which ages are told; what was first seen later is left out. Null: today. */
  asOf: z.iso.date().nullable().default(null),
  /** A typed query that records meet. */
  filter: Filter,
  /** Among these records, such as what the map shows or the members of a community. Null: of the whole case. */
  among: z.array(Id).max(200_000).nullable().default(null),
  /** Records within some links of an organised crime group. Null: wherever. */
  ocg: z
    .strictObject({ id: Id, links: z.int().min(1).max(4).default(2) })
    .nullable()
    .default(null),
});
export type AnalysisScope = z.infer<typeof AnalysisScope>;
export const ScopeInput = AnalysisScope.prefault({});

/** What an answer rests on. It is stale once the case is of another revision, or another scope or seed is asked for. */
export const AnalysisHead = z.strictObject({
  /** That of the case's records (`case.state`). */
  revision: z.int(),
  /** The same for the same scope. */
  scopeKey: z.string(),
  /** Null: nothing of it is drawn by chance. */
  seed: z.int().nullable(),
  asOf: z.string(),
  /** Version of the policy by which grades, types and ages weigh. */
  policy: z.string(),
  isDirected: z.boolean(),
  /** Records and links of the graph, save for protected people and their links. */
  records: z.int(),
  links: z.int(),
  /** Protected people, who are computed with and never told of. */
  protectedLeftOut: z.int(),
});
export type AnalysisHead = z.infer<typeof AnalysisHead>;

/** Claims that took no part, those about protected people not counted. */
export const LeftOut = z.strictObject({ reason: z.enum(LEFT_OUT_REASONS), claims: z.int() });
export type LeftOut = z.infer<typeof LeftOut>;
