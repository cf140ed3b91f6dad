import { z } from 'zod';
import { Id, PartialDate } from '../domain/field.ts';
import { Basis, Certainty, Grade } from '../domain/grade.ts';
import { RelationFamily } from '../domain/ontology.ts';
import { GRID_COLUMNS } from '../overview/grid.ts';
import { MOST_DRAWN, MOST_ON_MAP } from '../overview/limits.ts';
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

/** A way further into a part of the case. */
export const GraphStep = z.discriminatedUnion('type', [
  /** Into a community, by the entity that it is called after. */
  z.strictObject({ type: z.literal('community'), id: Id }),
  /** To the small communities, and what has no links. */
  z.strictObject({ type: z.literal('rest') }),
  /** Into cells of the count grid; null: all kinds, all columns. */
  z.strictObject({
    type: z.literal('cell'),
    by: z.enum(GRID_COLUMNS),
    kind: z.string().max(60).nullable(),
    column: z.string().max(200).nullable(),
  }),
]);
export type GraphStep = z.infer<typeof GraphStep>;

/** The part of the case that an overview is of. */
export const GraphScope = z.strictObject({
  /** Null: everything that the map could draw. */
  among: z.array(Id).max(200_000).nullable(),
  steps: z.array(GraphStep).max(12),
});
export type GraphScope = z.infer<typeof GraphScope>;

/** A community as one thing. Protected people are neither counted in it nor listed. */
export const GraphBubble = z.strictObject({
  /** Entity that it is called after: its best linked OCG, else its best linked member. */
  id: Id,
  name: z.string(),
  size: z.int(),
  kinds: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
  /** Members to whom levers apply, and all their levers; null: not worked out yet. */
  flagged: z.int().nullable(),
  levers: z.int().nullable(),
  linksWithin: z.int(),
});
export type GraphBubble = z.infer<typeof GraphBubble>;

/** Communities of a part of the case, the largest first, and how many links there are between each two. */
export const GraphBubbles = z.strictObject({
  total: z.int(),
  bubbles: z.array(GraphBubble),
  /** Small communities and records without links, together. */
  rest: z.strictObject({ communities: z.int(), size: z.int() }).nullable(),
  /** Indices of two bubbles, and links between their members. */
  links: z.array(z.strictObject({ a: z.int(), b: z.int(), count: z.int() })),
});
export type GraphBubbles = z.infer<typeof GraphBubbles>;

/** How many records there are of each kind and column. A record of two sources is counted under each. */
export const GraphGrid = z.strictObject({
  total: z.int(),
  columns: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  rows: z.array(z.strictObject({ kind: z.string(), total: z.int(), counts: z.array(z.int()) })),
});
export type GraphGrid = z.infer<typeof GraphGrid>;

/** Values of some fields by entity; null: not known, of another kind, or withheld. */
export const EntityAttributes = z.strictObject({
  /** In the order that was asked for; values in the order of the ids. */
  columns: z.array(
    z.strictObject({
      field: z.string(),
      values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});
export type EntityAttributes = z.infer<typeof EntityAttributes>;

/** What is known of a link besides its ends and type. */
export const LinkDetail = z.strictObject({
  id: Id,
  basis: Basis,
  /** Null: a fact that needs none. */
  grade: Grade.omit({ conditions: true }).nullable(),
  /** From 0 to 1; null: not graded. */
  credibility: z.number().nullable(),
  /** What it carries, in pounds or as a weight. */
  amount: z.number().nullable(),
  startedOn: PartialDate.nullable(),
  endedOn: PartialDate.nullable(),
  observedOn: PartialDate.nullable(),
  sourceName: z.string().nullable(),
});
export type LinkDetail = z.infer<typeof LinkDetail>;

export const graph = {
  /** What entities say of some fields, to draw a map by. Of protected people the reference alone. */
  attributes: call('consultation')
    .input(
      z.strictObject({
        ids: z.array(Id).max(MOST_ON_MAP),
        fields: z.array(z.string().max(60)).min(1).max(8),
      }),
    )
    .output(EntityAttributes),
  /** How sure links are, what they carry and when. Ids that are no links of the case are passed over. */
  linkDetails: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).max(MOST_ON_MAP) }))
    .output(z.array(LinkDetail)),
  /** A sensible part to begin with: the whole when small, else an OCG, else the best connected; or `focusId` and its neighbours. */
  open: call('consultation')
    .input(
      z.strictObject({
        focusId: Id.nullable().default(null),
        limit: z.int().min(1).max(MOST_DRAWN).default(250),
      }),
    )
    .output(Subgraph),
  /** Neighbours of one node that are not shown yet, best connected first, with every edge among shown and new. */
  expand: call('consultation')
    .input(
      z.strictObject({
        id: Id,
        shownIds: z.array(Id).max(MOST_ON_MAP),
        limit: z.int().min(1).max(1000).default(50),
      }),
    )
    .output(Subgraph),
  /** Exactly these entities, and the edges among them. */
  among: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).max(MOST_ON_MAP) }))
    .output(Subgraph),
  /** How many records the map could draw of a part of the case, save for protected people, and what its steps are called. */
  size: call('consultation')
    .input(z.strictObject({ scope: GraphScope }))
    .output(z.strictObject({ total: z.int(), names: z.array(z.string()) })),
  /** The communities of a part of the case, by a seeded partition: the same case gives the same. */
  communities: call('consultation')
    .input(z.strictObject({ scope: GraphScope }))
    .output(GraphBubbles),
  /** Counts of a part of the case by kind and something else. */
  grid: call('consultation')
    .input(z.strictObject({ scope: GraphScope, by: z.enum(GRID_COLUMNS) }))
    .output(GraphGrid),
  /** The records of a part of the case, best linked first, save for protected people. */
  members: call('consultation')
    .input(
      z.strictObject({
        scope: GraphScope,
        limit: z.int().min(1).max(MOST_ON_MAP).default(MOST_DRAWN),
      }),
    )
    .output(z.strictObject({ total: z.int(), ids: z.array(Id) })),
};
