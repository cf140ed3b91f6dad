import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { TieEvidence } from './analysis-path.ts';
import { ScopeInput } from './analysis-scope.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';

/** A whole ISO 8601 day. */
export const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Whether something began between the dates, and whether all that is known of it was recorded since the first. */
export const Newness = z.strictObject({
  toTheWorld: z.boolean(),
  toUs: z.boolean(),
});
export type Newness = z.infer<typeof Newness>;

/** A pair of records that came to be tied, or is no longer. */
export const ChangedLink = z.strictObject({
  from: EntitySummary,
  to: EntitySummary,
  ties: z.array(TieEvidence),
  /** What both share; of a projection on people alone. */
  assets: z.array(EntitySummary),
  newness: Newness,
});
export type ChangedLink = z.infer<typeof ChangedLink>;

/** A record of both dates, and where it stood on each. */
export const MovedRecord = z.strictObject({
  record: EntitySummary,
  degree: z.strictObject({ before: z.int(), after: z.int() }),
  /** Share of the shortest ways between others that lead through it, 0 to 1. */
  brokerage: z.strictObject({ before: z.number(), after: z.number() }),
  /** Places in the order of brokerage, 1 first; equals share a place. */
  rank: z.strictObject({ before: z.int(), after: z.int() }),
});
export type MovedRecord = z.infer<typeof MovedRecord>;

/** What became of a community. Two are one where at least three in ten members of either are of both. */
export const CommunityFate = z.enum(['continued', 'split', 'merged', 'appeared', 'vanished']);
export type CommunityFate = z.infer<typeof CommunityFate>;

export const CommunityChange = z.strictObject({
  fate: CommunityFate,
  /** Members on the first date, of each community that this came of; empty: it appeared. */
  before: z.array(z.array(Id)),
  /** Members on the second date, of each that came of it; empty: it vanished. */
  after: z.array(z.array(Id)),
  /** The best connected member, to call it by. */
  around: EntitySummary,
  /** Share of members of either that are of both; null: it appeared or vanished. */
  jaccard: z.number().nullable(),
});
export type CommunityChange = z.infer<typeof CommunityChange>;

/** How the network as a whole stood on a date. */
export const NetworkState = z.strictObject({
  records: z.int(),
  links: z.int(),
  /** Records that hang together in the largest part. */
  largest: z.int(),
  /** Mean of one over the distance of two records; 1: all are tied to all. */
  efficiency: z.number(),
  /** Efficiency and brokerage are estimated: the network is too large to follow all its paths. */
  isEstimated: z.boolean(),
  communities: z.int(),
});
export type NetworkState = z.infer<typeof NetworkState>;

export const ChangeAnswer = z.strictObject({
  from: Day,
  to: Day,
  isSinceReview: z.boolean(),
  before: NetworkState,
  after: NetworkState,
  /** Share of records, and of pairs that are tied, of either date that are of both; null: there are none. */
  recordJaccard: z.number().nullable(),
  linkJaccard: z.number().nullable(),
  /** How far the orders by degree and by brokerage agree, -1 to 1 (Kendall’s tau-b); null: nothing to order. */
  degreeTau: z.number().nullable(),
  brokerageTau: z.number().nullable(),
  came: z.array(z.strictObject({ record: EntitySummary, newness: Newness })),
  left: z.array(EntitySummary),
  /** Those that rose in degree or brokerage, most places first, and those that fell. */
  rose: z.array(MovedRecord),
  fell: z.array(MovedRecord),
  entered: z.array(ChangedLink),
  ended: z.array(ChangedLink),
  /** More pairs than are listed. */
  moreEntered: z.int(),
  moreEnded: z.int(),
  /** What was so before the first date already, and was recorded only since. */
  learned: z.strictObject({ records: z.array(EntitySummary), links: z.array(ChangedLink) }),
  /** Records without which the network falls apart, and did not before; how many are then cut off. */
  newCutRecords: z.array(z.strictObject({ record: EntitySummary, cutsOff: z.int() })),
  /** Pairs whose tie alone joins two parts, and did not before. */
  newBridges: z.array(z.strictObject({ from: EntitySummary, to: EntitySummary, cutsOff: z.int() })),
  communities: z.array(CommunityChange),
  /** Protected people who were reckoned with and are in no list and no count. */
  protectedLeftOut: z.int(),
});
export type ChangeAnswer = z.infer<typeof ChangeAnswer>;

/** What analysts set for the analysis of a case. */
export const AnalysisSettings = z.strictObject({
  /** Null: nobody has set a review. */
  lastReviewOn: Day.nullable(),
  /** Sectors that the area treats as a priority; empty: none are set. */
  prioritySectors: z.array(z.string().max(60)).max(70),
  /** What people bring to their network, 0 to 1, by record; others count as usual. */
  resources: z.array(z.strictObject({ id: Id, weight: z.number().min(0).max(1) })).max(2000),
});
export type AnalysisSettings = z.infer<typeof AnalysisSettings>;

export const analysisChange = {
  /**
   * How the network changed between two dates, on the same filter. `from` null: since the last review; `to` null: until
   * today. @throws invalid-value where no review is set, or the dates are the wrong way round
   */
  compare: call('consultation')
    .input(
      z.strictObject({
        from: Day.nullable().default(null),
        to: Day.nullable().default(null),
        /** The same on both dates. Its own dates do not count, nor how likely a tie must be: a tie holds or not. */
        scope: ScopeInput,
        limit: z.int().min(1).max(2000).default(200),
      }),
    )
    .output(ChangeAnswer),
  /** What analysts set for the analysis of the case. */
  settings: call('none').output(AnalysisSettings),
  /** Sets the day of the last review; null: there was none. */
  saveReview: call('alteration')
    .input(z.strictObject({ on: Day.nullable() }))
    .output(AnalysisSettings),
  /** Sets the sectors that the area treats as a priority. @throws invalid-value */
  savePrioritySectors: call('alteration')
    .input(z.strictObject({ sectors: AnalysisSettings.shape.prioritySectors }))
    .output(AnalysisSettings),
  /** Sets what somebody brings to the network; null: as usual. @throws not-found, protected-person */
  saveResource: call('alteration')
    .input(z.strictObject({ id: Id, weight: z.number().min(0).max(1).nullable() }))
    .output(AnalysisSettings),
};
