import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { Basis, Grade } from '../domain/grade.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';

/** Absent: it was looked for and not found. Not checked: nothing is recorded, which says nothing. */
export const SignState = z.enum(['present', 'absent', 'not-checked']);
export type SignState = z.infer<typeof SignState>;

/** What a sign rests on. */
export const SignEvidence = z.strictObject({
  /** The record or relation; null: it is worked out from the network. */
  id: Id.nullable(),
  /** What the evidence is of besides the record asked about. */
  about: EntitySummary.nullable(),
  words: z.string(),
  basis: Basis.nullable(),
  grade: Grade.pick({ source: true, information: true }).nullable(),
  observedOn: z.string().nullable(),
});
export type SignEvidence = z.infer<typeof SignEvidence>;

/** One sign of a front, looked for or not. */
export const FrontSignEntry = z.strictObject({
  name: z.string(),
  label: z.string(),
  group: z.string(),
  state: SignState,
  /** Most that it can count. */
  points: z.number(),
  /** What it counts here: its points, by how far its evidence is to be believed. */
  counted: z.number(),
  /** What was found, or what would have to be looked up. */
  words: z.string(),
  evidence: z.array(SignEvidence),
});
export type FrontSignEntry = z.infer<typeof FrontSignEntry>;

export const FrontBand = z.enum(['high', 'medium', 'low', 'minimal']);
export type FrontBand = z.infer<typeof FrontBand>;

/** Signs that a business is a front. */
export const FrontAnswer = z.strictObject({
  /** 0 to 100. */
  score: z.number(),
  band: FrontBand,
  /** Themes with points enough to bear another out; a band above low needs three. */
  corroboratedGroups: z.int(),
  /** Share of the signs that were looked for, 0 to 1. */
  coverage: z.number(),
  groups: z.array(
    z.strictObject({ group: z.string(), label: z.string(), points: z.number(), cap: z.number() }),
  ),
  signs: z.array(FrontSignEntry),
});
export type FrontAnswer = z.infer<typeof FrontAnswer>;

/** What speaks for a person or business enabling groups. */
export const EnablerPartName = z.enum([
  'crossOcg',
  'hiddenBroker',
  'openStructure',
  'role',
  'scarcity',
]);
export type EnablerPartName = z.infer<typeof EnablerPartName>;

export const EnablerPartEntry = z.strictObject({
  name: EnablerPartName,
  label: z.string(),
  state: SignState,
  /** 0 to 1; null: not checked. */
  value: z.number().nullable(),
  /** Most that it can count; they sum to 100. */
  points: z.number(),
  counted: z.number(),
  words: z.string(),
  evidence: z.array(SignEvidence),
});
export type EnablerPartEntry = z.infer<typeof EnablerPartEntry>;

export const EnablerAnswer = z.strictObject({
  /** 0 to 100. */
  score: z.number(),
  /** No skill or service is recorded: the score speaks of the position alone. */
  isStructureOnly: z.boolean(),
  /** The recorded skill or service. */
  skill: z.string().nullable(),
  parts: z.array(EnablerPartEntry),
});
export type EnablerAnswer = z.infer<typeof EnablerAnswer>;

export const SignsAnswer = z.strictObject({
  record: EntitySummary,
  /** ISO date by which ages were told. */
  asOf: z.string(),
  /** That a sign is not proof. */
  caution: z.string(),
  policyVersion: z.string(),
  /** Null: neither a person nor a business, or withheld. */
  enabler: EnablerAnswer.nullable(),
  /** Null: not a business. */
  front: FrontAnswer.nullable(),
  /** Nobody protected is scored. */
  isWithheld: z.boolean(),
});
export type SignsAnswer = z.infer<typeof SignsAnswer>;

/** A record in a ranking of signs. */
export const SignRanked = z.strictObject({
  record: EntitySummary,
  /** 1 first; equals share a place. */
  rank: z.int(),
  score: z.number(),
  /** Null: the ranking is of enablers. */
  band: FrontBand.nullable(),
  isStructureOnly: z.boolean(),
  /** Labels of what is present, what counts most first. */
  present: z.array(z.string()),
  coverage: z.number(),
});
export type SignRanked = z.infer<typeof SignRanked>;

export const SignRanking = z.strictObject({
  asOf: z.string(),
  caution: z.string(),
  policyVersion: z.string(),
  items: z.array(SignRanked),
  /** Records that were scored. */
  scored: z.int(),
  protectedLeftOut: z.int(),
});
export type SignRanking = z.infer<typeof SignRanking>;

export const analysisSign = {
  /** Signs that a record enables groups, and that a business is a front, each part with its evidence. @throws not-found */
  signs: call('consultation')
    .input(z.strictObject({ id: Id }))
    .output(SignsAnswer),
  /** Possible enablers or possible fronts, most signs first; those without any sign are left out. */
  signRanking: call('consultation')
    .input(
      z.strictObject({
        of: z.enum(['enablers', 'fronts']),
        limit: z.int().min(1).max(500).default(20),
      }),
    )
    .output(SignRanking),
};
