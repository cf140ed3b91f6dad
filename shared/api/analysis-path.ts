import { z } from 'zod';
import { Id, PartialDate } from '../domain/field.ts';
import { call } from './base.ts';
import { EntitySummary, Filter, RelationEntry } from './entity.ts';
import { ComparedTie } from './entity-compare.ts';

/** Which links take part. Links suspected to be false never do. */
export const LinkSieve = z.strictObject({
  /** Whether links of which it is not known how their source knows count. */
  hasTentative: z.boolean().default(true),
  /** Whether being of the same group is a way from one to another. */
  hasMembership: z.boolean().default(false),
});
export type LinkSieve = z.infer<typeof LinkSieve>;

/** Which links take part, and of which time. */
export const LinkChoice = LinkSieve.extend({
  /** Dates, whole or partial, between which links were seen; those without dates count. Null: whatever the dates. */
  from: PartialDate.nullable().default(null),
  to: PartialDate.nullable().default(null),
});
export type LinkChoice = z.infer<typeof LinkChoice>;

/** What makes a route short. Links: as few as may be. Evidence: as sure as may be. Strength: strong ties first. */
export const RouteOrder = z.enum(['links', 'evidence', 'strength']);
export type RouteOrder = z.infer<typeof RouteOrder>;

/** A link of a case as evidence, in words from the side of the record that stands first. */
export const TieEvidence = ComparedTie.extend(
  RelationEntry.pick({ type: true, direction: true }).shape,
);
export type TieEvidence = z.infer<typeof TieEvidence>;

/** One step of a route: everything that ties two records, best evidence first. */
export const RouteStep = z.strictObject({
  from: Id,
  to: Id,
  /** How likely there is a tie at all, 0 to 1; null: nothing of it is graded. */
  likelihood: z.number().nullable(),
  strength: z.number(),
  /** The latest day, whole or partial, on which any of it was seen; null: not known. */
  lastSeenOn: z.string().nullable(),
  ties: z.array(TieEvidence),
  /** More than are listed. */
  moreTies: z.int(),
  /** In a route in the order of time: the first day on which this step can have followed those before it. */
  takenOn: z.string().nullable(),
});
export type RouteStep = z.infer<typeof RouteStep>;

/** A way from one record to another. */
export const Route = z.strictObject({
  records: z.array(EntitySummary),
  steps: z.array(RouteStep),
  /** How likely every step is there, 0 to 1; null: one of them is not graded. */
  likelihood: z.number().nullable(),
  /** The step to look into first: its place among the steps. Null: there are no steps. */
  weakest: z
    .strictObject({
      step: z.int(),
      /** Days since it was last seen; null: not known. */
      daysAgo: z.int().nullable(),
    })
    .nullable(),
});
export type Route = z.infer<typeof Route>;

/** The routes between two records, best evidence first. */
export const RoutesBetween = z.strictObject({
  from: EntitySummary,
  to: EntitySummary,
  routes: z.array(Route),
  /** Whether a route as short goes through a protected person, or an end is one: it is never given. */
  isWithheld: z.boolean(),
});
export type RoutesBetween = z.infer<typeof RoutesBetween>;

/** How many ends a question may have. */
export const PATH_ENDS = { most: 12 } as const;
export const MOST_ROUTES = 10;

export const RoutesAnswer = z.strictObject({
  /** ISO date by which ages were told. */
  asOf: z.string(),
  by: RouteOrder,
  pairs: z.array(RoutesBetween),
  /** Links without a grade that a question by evidence or strength left out; those of protected people are not counted. */
  ungraded: z.int(),
  /** Links without dates that a question in the order of time left out; those of protected people are not counted. */
  undated: z.int(),
});
export type RoutesAnswer = z.infer<typeof RoutesAnswer>;

/** A thing or person that several records are tied to, and how each is. */
export const SharedTie = z.strictObject({
  other: EntitySummary,
  /** Beside the records asked about. */
  cells: z.array(z.array(TieEvidence)),
  /** How likely all of those tied to it are, 0 to 1; null: one of them is not graded. */
  likelihood: z.number().nullable(),
  /** First and last day on which all of them were; null: dates are not known, or they never overlapped. */
  overlap: z.strictObject({ from: z.string(), to: z.string().nullable() }).nullable(),
  /** Whether dates are known well enough to say whether they overlapped. */
  isDated: z.boolean(),
  /** So many are tied to it that it says little: the address of a formation agent, a taxi firm's phone. */
  isHub: z.boolean(),
});
export type SharedTie = z.infer<typeof SharedTie>;

/** A report or a list in which several of the records stand. */
export const SharedSource = z.strictObject({
  sourceId: Id,
  sourceName: z.string(),
  /** Null: not a report. */
  reportId: Id.nullable(),
  reportReference: z.string().nullable(),
  /** Of how many of the records asked about. */
  records: z.array(Id),
  /** The latest day, whole or partial, on which it saw any of them. */
  observedOn: z.string().nullable(),
});
export type SharedSource = z.infer<typeof SharedSource>;

/** What ties some records together, each line with its evidence. */
export const TiesAnswer = z.strictObject({
  asOf: z.string(),
  records: z.array(EntitySummary),
  direct: z.array(z.strictObject({ from: Id, to: Id, tie: TieEvidence })),
  /** Groups of which several are. */
  groups: z.array(SharedTie),
  /** Premises, vehicles, phones, accounts and businesses that several use. */
  assets: z.array(SharedTie),
  /** People whom several know, and everything else. */
  neighbours: z.array(SharedTie),
  /** Reports before registers. */
  sources: z.array(SharedSource),
  /** The best route of each pair, where they are not tied directly. */
  routes: z.array(RoutesBetween),
  /** Whether something of protected people was left out; how much is not told. */
  isWithheld: z.boolean(),
});
export type TiesAnswer = z.infer<typeof TiesAnswer>;

/** Records at one distance. */
export const EgoRing = z.strictObject({
  /** Links from the record in the middle. */
  hops: z.int(),
  ids: z.array(Id),
  kinds: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
});
export type EgoRing = z.infer<typeof EgoRing>;

export const EgoAnswer = z.strictObject({
  centre: EntitySummary,
  rings: z.array(EgoRing),
  /** More records of the outermost rings than were asked for. */
  more: z.int(),
  /** Whether protected people lie within, or beyond them others who are not reached otherwise. */
  isWithheld: z.boolean(),
});
export type EgoAnswer = z.infer<typeof EgoAnswer>;

export const analysisPath = {
  /**
   * Routes from each of some records to each of others; among themselves where no others are given. Best evidence
   * first. Routes through protected people are never given; that there are any is said. @throws not-found
   */
  paths: call('consultation')
    .input(
      z.strictObject({
        from: z.array(Id).min(1).max(PATH_ENDS.most),
        /** Empty: among those of `from`. */
        to: z.array(Id).max(PATH_ENDS.most).default([]),
        mostLinks: z.int().min(1).max(12).default(6),
        count: z.int().min(1).max(MOST_ROUTES).default(MOST_ROUTES),
        by: RouteOrder.default('evidence'),
        /** Whether each step may not be over before those before it began. */
        isInTimeOrder: z.boolean().default(false),
        /** Records that no route may pass; the ends are never avoided. */
        avoid: z.array(Id).max(500).default([]),
        links: LinkChoice.prefault({}),
      }),
    )
    .output(RoutesAnswer),
  /** What ties two to six records together. Protected people take no part. @throws not-found */
  ties: call('consultation')
    .input(
      z.strictObject({
        ids: z.array(Id).min(2).max(6),
        links: LinkChoice.prefault({}),
        mostLinks: z.int().min(1).max(12).default(6),
      }),
    )
    .output(TiesAnswer),
  /** Records within some links of one, ring by ring. Protected people take no part. @throws not-found */
  ego: call('consultation')
    .input(
      z.strictObject({
        id: Id,
        hops: z.int().min(1).max(6).default(2),
        /** A typed query that those who are listed meet; ways lead through others all the same. */
        filter: Filter,
        limit: z.int().min(1).max(20_000).default(2000),
        links: LinkChoice.prefault({}),
      }),
    )
    .output(EgoAnswer),
};
