import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { AnalysisScope, ScopeInput } from './analysis-scope.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';

/** A record that is like another. */
export const SimilarRecord = z.strictObject({
  record: EntitySummary,
  /** 0, nothing in common, to 1, alike: of what was asked for, the mean. */
  similarity: z.number(),
  /** Share of neighbours of either that are of both; null: not asked for. */
  byLinks: z.number().nullable(),
  /** Share of what is recorded of either that is recorded of both; null: not asked for, or nothing is recorded. */
  byFields: z.number().nullable(),
  /** Neighbours of both. */
  shared: z.array(EntitySummary),
  /** What is recorded of both, in words. */
  alike: z.array(z.strictObject({ field: z.string(), label: z.string(), display: z.string() })),
});
export type SimilarRecord = z.infer<typeof SimilarRecord>;

/** A link that nobody has seen, and what would be otherwise if it were there. */
export const MissingLink = z.strictObject({
  a: EntitySummary,
  b: EntitySummary,
  /** Sum over shared neighbours of one over how many each has. */
  likeliness: z.number(),
  shared: z.array(EntitySummary),
  /** Those whose place in the order of brokerage would change most. */
  moves: z.array(z.strictObject({ record: EntitySummary, before: z.int(), after: z.int() })),
  /** How far the first ten would stay the first ten, 0 to 1. */
  topKept: z.number(),
  /** How much the communities would tell of those there are, 0 to 1; 1: they would be the same. */
  communityAgreement: z.number(),
  /** Whether it would join two parts that do not hang together. */
  joinsParts: z.boolean(),
});
export type MissingLink = z.infer<typeof MissingLink>;

/** People in the same position: tied to much the same others, they could stand in for each other. */
export const Position = z.strictObject({
  /** Those with most ties first. */
  members: z.array(EntitySummary),
  /** Mean number of ties of its members. */
  degree: z.number(),
});
export type Position = z.infer<typeof Position>;

/** What would be lost of a network's worth without somebody. */
export const CapitalEntry = z.strictObject({
  record: EntitySummary,
  rank: z.int(),
  /** What they bring, 0 to 1. */
  resource: z.number(),
  /** Whether an analyst set that. */
  isSet: z.boolean(),
  /** Share of the network's worth that goes with them. */
  importance: z.number(),
});
export type CapitalEntry = z.infer<typeof CapitalEntry>;

/** People and what they share, unless asked otherwise. */
const PeopleScope = AnalysisScope.prefault({ projection: 'person-all' });

export const analysisLikeness = {
  /** Records of the same kind that are like one: by whom they know, by what is recorded of them, or both. @throws not-found */
  similar: call('consultation')
    .input(
      z.strictObject({
        id: Id,
        by: z.enum(['links', 'fields', 'both']).default('both'),
        limit: z.int().min(1).max(100).default(20),
        scope: ScopeInput,
      }),
    )
    .output(
      z.strictObject({
        record: EntitySummary,
        items: z.array(SimilarRecord),
        /** Whether protected people were left out, or are asked about. */
        isWithheld: z.boolean(),
      }),
    ),
  /**
   * Links between people that nobody has seen and that would change most if they were there. They are questions for
   * collection: nothing is added to the case.
   */
  missing: call('consultation')
    .input(
      z.strictObject({
        count: z.int().min(1).max(40).default(10),
        scope: PeopleScope,
      }),
    )
    .output(
      z.strictObject({
        items: z.array(MissingLink),
        /** What to think of them. */
        caution: z.string(),
        protectedLeftOut: z.int(),
      }),
    ),
  /** People by their position. Who could stand in for whom is a question, not a finding. */
  positions: call('consultation')
    .input(z.strictObject({ scope: PeopleScope }))
    .output(
      z.strictObject({
        /** Those of most members first; null: there are too many records to compare every two of them. */
        positions: z.array(Position).nullable(),
        protectedLeftOut: z.int(),
      }),
    ),
  /** People by what the network would lose without them: what they bring, and how well ties share it. */
  capital: call('consultation')
    .input(
      z.strictObject({
        limit: z.int().min(1).max(1000).default(50),
        scope: PeopleScope,
      }),
    )
    .output(
      z.strictObject({
        /** The network's worth, 0 to 1. */
        capital: z.number(),
        /** What a member of a group brings where nobody has set it. */
        usualResource: z.number(),
        items: z.array(CapitalEntry),
        protectedLeftOut: z.int(),
      }),
    ),
};
