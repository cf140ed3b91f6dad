import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { Certainty } from '../domain/grade.ts';
import { RelationFamily } from '../domain/ontology.ts';
import { call } from './base.ts';

/** A node of the map. */
export const GraphNode = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
  isProtected: z.boolean(),
  role: z.string().nullable(),
  /** Levers that apply: strong and indicative; null: not worked out yet. */
  levers: z.strictObject({ strong: z.int(), indicative: z.int() }).nullable(),
  /** Neighbours that are not in this answer nor in `shown`. */
  hiddenNeighbours: z.int(),
});
export type GraphNode = z.infer<typeof GraphNode>;

/** An edge of the map: one relation. Parallel edges are normal. */
export const GraphEdge = z.strictObject({
  id: Id,
  source: Id,
  target: Id,
  type: z.string().nullable(),
  sourceType: z.string(),
  label: z.string(),
  family: RelationFamily,
  isDirected: z.boolean(),
  certainty: Certainty,
});
export type GraphEdge = z.infer<typeof GraphEdge>;

/** A part of the case's network, and how much of it is not shown. */
export const Subgraph = z.strictObject({
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
  /** Why this part: `whole`, `ocg`, `focus`, `best-connected`, `expanded`, `chosen`. */
  reason: z.enum(['empty', 'whole', 'ocg', 'focus', 'best-connected', 'expanded', 'chosen']),
  /** The entity it was opened on. */
  focusId: Id.nullable(),
  /** Entities and relations of the whole case that the map could draw. */
  totalEntities: z.int(),
  totalRelations: z.int(),
});
export type Subgraph = z.infer<typeof Subgraph>;

export const graph = {
  /** A sensible part to begin with: the whole when small, else an OCG, else the best connected; or `focusId` and its neighbours. */
  open: call('consultation')
    .input(
      z.strictObject({
        focusId: Id.nullable().default(null),
        limit: z.int().min(1).max(5000).default(250),
      }),
    )
    .output(Subgraph),
  /** Neighbours of one node that are not shown yet, best connected first, with every edge among shown and new. */
  expand: call('consultation')
    .input(
      z.strictObject({
        id: Id,
        shownIds: z.array(Id).max(20_000),
        limit: z.int().min(1).max(1000).default(50),
      }),
    )
    .output(Subgraph),
  /** Exactly these entities, and the edges among them. */
  among: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).max(20_000) }))
    .output(Subgraph),
};
