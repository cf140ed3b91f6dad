import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CASE_MEASURES, COMMUNITY_ROLES } from '../analysis/case-measure.ts';
import { Id } from '../domain/field.ts';
import { AnalysisHead, LeftOut, ScopeInput } from './analysis-scope.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';

export const CaseMeasureName = z.enum(CASE_MEASURES);

const Seed = z.int().min(0).max(0xffff_ffff).default(1);

/** What the graph of a scope is. */
export const ScopeAnswer = z.strictObject({
  head: AnalysisHead,
  kinds: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
  leftOut: z.array(LeftOut),
  /** Assets that so many share that they tie nobody; of a projection on people alone. */
  hubs: z.array(EntitySummary),
  /** Ties through shared assets of which some period is not known, taken to overlap. */
  undatedTies: z.int(),
});
export type ScopeAnswer = z.infer<typeof ScopeAnswer>;

/** How far long work is. */
export const AnalysisProgress = z.strictObject({
  type: z.literal('progress'),
  phase: z.enum(['measures', 'intervals', 'communities', 'sets']),
  done: z.int(),
  total: z.int(),
});
export type AnalysisProgress = z.infer<typeof AnalysisProgress>;

/** How a value was estimated. */
export const Sampled = z.strictObject({
  /** Records from which the shortest paths were followed, or pairs of records between which one was drawn. */
  pivots: z.int(),
  /** No value is further off than this, with 95% confidence; null: not bounded. */
  error: z.number().nullable(),
});
export type Sampled = z.infer<typeof Sampled>;

/** What must be said beside a measure of this graph. */
export const MeasureCaution = z.enum(['mixed-kinds', 'needs-direction']);
export type MeasureCaution = z.infer<typeof MeasureCaution>;

/** One step of `analysis.measure`. Columns are beside the ids of `records`. */
export const MeasureEvent = z.discriminatedUnion('type', [
  AnalysisProgress,
  /** First: which records are told of, none of them protected. */
  z.strictObject({ type: z.literal('records'), head: AnalysisHead, ids: z.array(Id) }),
  z.strictObject({
    type: z.literal('values'),
    measure: CaseMeasureName,
    /** Null: not defined for this record. */
    values: z.array(z.number().nullable()),
    /** 1 and the number of records that stand higher; ties share a rank. */
    ranks: z.array(z.int().nullable()),
    /** Null: exact. */
    sampled: Sampled.nullable(),
    caution: MeasureCaution.nullable(),
  }),
  /** How far the ranks rest on few links: what becomes of them where each link is there as likely as it is believed. */
  z.strictObject({
    type: z.literal('doubt'),
    measure: CaseMeasureName,
    replicates: z.int(),
    /** 2.5th and 97.5th percentile of value and rank. */
    low: z.array(z.number().nullable()),
    high: z.array(z.number().nullable()),
    bestRank: z.array(z.int().nullable()),
    worstRank: z.array(z.int().nullable()),
    /** Share of the replicates in which a record is among the first three. */
    shareInTop: z.array(z.number().nullable()),
    labels: z.array(z.enum(['stable', 'likely', 'fragile']).nullable()),
    /** Neighbours among the first ranks whose order is not safe to assert. */
    unsafe: z.array(
      z.strictObject({
        aboveId: Id,
        belowId: Id,
        /** Share of the replicates in which the one stands above the other, ties counting half. */
        share: z.number(),
      }),
    ),
    sampled: Sampled.nullable(),
  }),
]);
export type MeasureEvent = z.infer<typeof MeasureEvent>;

/** A community by what it is called. */
export const CommunityName = z.strictObject({
  /** Its first member, by which it is told apart within one answer. */
  key: Id,
  name: z.string(),
  role: z.enum(COMMUNITY_ROLES).nullable(),
  size: z.int(),
});
export type CommunityName = z.infer<typeof CommunityName>;

/** A part of the sentence that says why a record ranks where it does; `reasonWords` makes the sentence. */
export const ReasonPart = z.discriminatedUnion('kind', [
  /** It has links into both communities; the first is its own. */
  z.strictObject({ kind: z.literal('joins'), one: CommunityName, other: CommunityName }),
  /** Without it so many records are cut off from the rest; up to three of them, the best linked first. */
  z.strictObject({
    kind: z.literal('cuts-off'),
    count: z.int(),
    records: z.array(z.strictObject({ id: Id, label: z.string() })),
  }),
  /** Of two others, this share of the shortest routes leads through it, over all pairs on average. */
  z.strictObject({ kind: z.literal('routes'), share: z.number() }),
  /** Linked to so many records, of so many others in the graph. */
  z.strictObject({ kind: z.literal('links'), count: z.int(), of: z.int() }),
  /** So many records are within so many links. */
  z.strictObject({ kind: z.literal('reaches'), count: z.int(), of: z.int(), steps: z.int() }),
  /** Money, or calls, come from so many, and go to so many. */
  z.strictObject({
    kind: z.literal('flow'),
    what: z.enum(['money', 'calls']),
    from: z.int(),
    to: z.int(),
  }),
]);
export type ReasonPart = z.infer<typeof ReasonPart>;

/** A record in a ranking. */
export const KeyPlayer = z.strictObject({
  /** Ties share a rank; that among all, however they are filtered. */
  rank: z.int(),
  entity: EntitySummary,
  value: z.number(),
  levers: z.strictObject({ strong: z.int(), indicative: z.int() }),
  reason: z.array(ReasonPart),
});
export type KeyPlayer = z.infer<typeof KeyPlayer>;

export const KeyPlayersAnswer = z.strictObject({
  type: z.literal('answer'),
  head: AnalysisHead,
  measure: CaseMeasureName,
  sampled: Sampled.nullable(),
  caution: MeasureCaution.nullable(),
  /** Records ranked, and those of them that the filter by levers lets through. */
  ranked: z.int(),
  found: z.int(),
  players: z.array(KeyPlayer),
});
export type KeyPlayersAnswer = z.infer<typeof KeyPlayersAnswer>;

export const KeyPlayersEvent = z.discriminatedUnion('type', [AnalysisProgress, KeyPlayersAnswer]);
export type KeyPlayersEvent = z.infer<typeof KeyPlayersEvent>;

/** What a set of players does. */
export const KeyPlayerGoalName = z.enum([
  'fragment',
  'fragment-distance',
  'reach',
  'reach-distance',
]);

export const KeyPlayerSetsAnswer = z.strictObject({
  type: z.literal('answer'),
  head: AnalysisHead,
  goal: KeyPlayerGoalName,
  size: z.int(),
  /** Null: there is no set of this size. */
  value: z.number().nullable(),
  /** Whether every set was tried. */
  isExact: z.boolean(),
  /** How many are equally good; null: not every set was tried. */
  bestCount: z.int().nullable(),
  /** The first of them. Nobody protected is in any. */
  sets: z.array(z.array(EntitySummary)),
});
export type KeyPlayerSetsAnswer = z.infer<typeof KeyPlayerSetsAnswer>;

export const KeyPlayerSetsEvent = z.discriminatedUnion('type', [
  AnalysisProgress,
  KeyPlayerSetsAnswer,
]);
export type KeyPlayerSetsEvent = z.infer<typeof KeyPlayerSetsEvent>;

/** A group of records with more links among them than chance would give. Not an OCG. */
export const Community = CommunityName.extend({
  /** The user's own name for it; null: it is called by what is in it. */
  nameId: Id.nullable(),
  /** What is in it that suggests the role, most first. */
  because: z.array(z.strictObject({ what: z.string(), count: z.int() })),
  kinds: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
  /** Share of its members' links that stay within it; null: they have none. */
  cohesion: z.number().nullable(),
  /** In how many of the runs it was found, with at least three quarters of its members shared. */
  foundIn: z.int(),
  /** Members with links into other communities, those with most first. */
  bridges: z.array(EntitySummary),
  /** Organised crime groups recorded in the case of whom members are, and how many of them. */
  ocgs: z.array(z.strictObject({ entity: EntitySummary, members: z.int() })),
  /** Protected people are no members. */
  memberIds: z.array(Id),
});
export type Community = z.infer<typeof Community>;

export const CommunitiesAnswer = z.strictObject({
  type: z.literal('answer'),
  head: AnalysisHead,
  resolution: z.number(),
  runs: z.int(),
  /** How much more of the links lies within communities than chance would give; −1/2 to 1. */
  modularity: z.number(),
  /** How much the runs tell of each other, 0 to 1. */
  agreement: z.number(),
  /** The largest first; records alone are not told of. */
  communities: z.array(Community),
  /** Links between members of two of them, by place in the list. */
  links: z.array(z.strictObject({ a: z.int(), b: z.int(), count: z.int() })),
  /** Records that are in no community. */
  alone: z.int(),
});
export type CommunitiesAnswer = z.infer<typeof CommunitiesAnswer>;

export const CommunitiesEvent = z.discriminatedUnion('type', [AnalysisProgress, CommunitiesAnswer]);
export type CommunitiesEvent = z.infer<typeof CommunitiesEvent>;

/** What lies under a number: one tie of the record. */
export const EvidenceTie = z.strictObject({
  other: EntitySummary,
  /** How likely there is a tie at all, 0 to 1, and how strong it is. */
  existence: z.number(),
  strength: z.number(),
  /** What it adds, as a share of what all ties told add; null: the measure does not add up over ties. */
  share: z.number().nullable(),
  /** The claims behind it. */
  relationIds: z.array(Id),
  /** What both share; of a projection on people alone. */
  assets: z.array(z.strictObject({ entity: EntitySummary, relationIds: z.array(Id) })),
});
export type EvidenceTie = z.infer<typeof EvidenceTie>;

export const EvidenceAnswer = z.strictObject({
  head: AnalysisHead,
  measure: CaseMeasureName,
  entity: EntitySummary,
  /** Null: not defined, or not in the graph. */
  value: z.number().nullable(),
  rank: z.int().nullable(),
  ranked: z.int(),
  sampled: Sampled.nullable(),
  ties: z.array(EvidenceTie),
  /** Ties of the record, save for those with protected people. */
  total: z.int(),
  /** Whether ties with protected people bear on the number too. */
  isWithheld: z.boolean(),
  /** How many sources speak of its links: who is watched most has most of them. */
  sources: z.array(z.strictObject({ name: z.string(), claims: z.int() })),
});
export type EvidenceAnswer = z.infer<typeof EvidenceAnswer>;

/** A name for a community. */
export const OwnCommunityName = z.string().trim().min(1).max(60);

export const analysis = {
  /** What the graph of a scope is, and what is left out of it. @throws invalid-value, not-found */
  scope: call('consultation')
    .input(z.strictObject({ scope: ScopeInput }))
    .output(ScopeAnswer),
  /** Measures of the records of a scope: first values and ranks, then how far the ranks can be relied on. */
  measure: call('consultation')
    .input(
      z.strictObject({
        scope: ScopeInput,
        measures: z.array(CaseMeasureName).min(1).max(CASE_MEASURES.length),
        seed: Seed,
        /** How often ranks are told anew with links left out by chance; 0: not at all. */
        replicates: z.int().min(0).max(1000).default(200),
      }),
    )
    .output(eventIterator(MeasureEvent)),
  /** Who stands highest, and why in a sentence. */
  keyPlayers: call('consultation')
    .input(
      z.strictObject({
        scope: ScopeInput,
        measure: CaseMeasureName.default('betweenness'),
        /** Only records to which a lever applies; ranks stay those among all. */
        withLever: z.boolean().default(false),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(50),
        seed: Seed,
      }),
    )
    .output(eventIterator(KeyPlayersEvent)),
  /** Sets of records that do most together: without them the rest falls apart, or they reach the rest. */
  keyPlayerSets: call('consultation')
    .input(
      z.strictObject({
        scope: ScopeInput,
        goal: KeyPlayerGoalName.default('fragment'),
        /** Of `reach`: within so many links. */
        steps: z.int().min(1).max(6).default(2),
        size: z.int().min(1).max(10).default(3),
        seed: Seed,
      }),
    )
    .output(eventIterator(KeyPlayerSetsEvent)),
  /** Communities by many seeded runs of Leiden, and how far each rests on chance. */
  communities: call('consultation')
    .input(
      z.strictObject({
        scope: ScopeInput,
        /** Above 1 for more and smaller communities, below for fewer. */
        resolution: z.number().min(0.01).max(100).default(1),
        runs: z.int().min(1).max(1000).default(100),
        /** Whether strong ties count for more. */
        isWeighted: z.boolean().default(false),
        seed: Seed,
      }),
    )
    .output(eventIterator(CommunitiesEvent)),
  /** The links and records under one number. Of protected people nothing is told. @throws not-found, protected-person */
  evidence: call('consultation')
    .input(
      z.strictObject({
        scope: ScopeInput,
        id: Id,
        measure: CaseMeasureName.default('betweenness'),
        seed: Seed,
        limit: z.int().min(1).max(1000).default(50),
      }),
    )
    .output(EvidenceAnswer),
  /** Keeps a name for the community of these records, found again while most of them are together. Undoable. */
  nameCommunity: call('alteration')
    .input(
      z.strictObject({
        /** Another name for a community that has one; null: a new name. */
        id: Id.nullable(),
        name: OwnCommunityName,
        memberIds: z.array(Id).min(2).max(200_000),
      }),
    )
    .output(z.strictObject({ id: Id, name: OwnCommunityName })),
  /** Takes a name away again. Undoable. @throws not-found */
  forgetCommunityName: call('alteration')
    .input(z.strictObject({ id: Id }))
    .output(z.strictObject({ id: Id })),
};
