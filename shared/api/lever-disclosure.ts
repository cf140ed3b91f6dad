import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { Marking } from '../domain/marking.ts';
import { call } from './base.ts';
import { ChangeReason } from './entity-edit.ts';
import { OpeningScope } from './lever-question.ts';

/** What of the levers is let out: those of one record, a list of openings, or the request list. */
export const LeverSubject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('record'), id: Id }),
  z.strictObject({
    type: z.literal('openings'),
    part: z.enum(['disrupt', 'protect']).default('disrupt'),
    ...OpeningScope,
  }),
  z.strictObject({
    type: z.literal('to-find-out'),
    ...OpeningScope,
    /** Who holds it; null: everyone. */
    holderId: z.string().max(120).nullable().default(null),
  }),
]);
export type LeverSubject = z.infer<typeof LeverSubject>;

/** One test as it leaves: what was found, with the grade and handling of what it rests on. */
export const LetOutTest = z.strictObject({
  test: z.string(),
  result: z.enum(['true', 'false', 'unknown']),
  /** In words; *withheld* where it speaks of a protected person, or is not graded. */
  actual: z.string(),
  grade: z.string(),
  observedOn: z.string().nullable(),
  /** References of the sources that it rests on. */
  sources: z.array(z.string()),
});
export type LetOutTest = z.infer<typeof LetOutTest>;

/** A suggestion as it leaves the case. */
export const LetOutOpening = z.strictObject({
  record: z.string(),
  reference: z.string(),
  kind: z.string(),
  leverId: z.string(),
  title: z.string(),
  answer: z.enum(['applies', 'could-apply']),
  strength: z.enum(['strong', 'indicative']),
  reason: z.string(),
  missing: z.array(z.string()),
  /** Of one record’s sheet; empty in lists, and for protected people. */
  tests: z.array(LetOutTest),
  /** How it is tied to the group; null: not asked, or withheld. */
  tie: z.string().nullable(),
  /** Why it stands where it does; null where it is not ranked. */
  why: z.string().nullable(),
  /** Weakest grade of what it rests on. */
  grade: z.string(),
  /** Highest handling code of it; code C never leaves. */
  handling: z.string(),
  conditions: z.array(z.string()),
  marking: Marking,
  service: z.string(),
  heldBy: z.string(),
  leadTime: z.string(),
  intrusiveness: z.string(),
  legalBasis: z.array(z.string()),
  threshold: z.string(),
  safeguards: z.array(z.string()),
  /** What must be said before it is used: check the law, not in force, a decision-maker is needed. */
  warnings: z.array(z.string()),
});
export type LetOutOpening = z.infer<typeof LetOutOpening>;

/** A question of the request list as it leaves. */
export const LetOutRequest = z.strictObject({
  holder: z.string(),
  gateways: z.array(z.string()),
  question: z.string(),
  /** Levers that the answer may open, and how it must turn out. */
  levers: z.array(z.strictObject({ title: z.string(), mustBe: z.array(z.string()) })),
  about: z.array(z.strictObject({ record: z.string(), reference: z.string(), kind: z.string() })),
  /** Records that it is asked of besides those listed. */
  more: z.int(),
});
export type LetOutRequest = z.infer<typeof LetOutRequest>;

/** Levers as they leave the case, ready to be laid out on pages. */
export const LeverSheet = z.strictObject({
  type: z.enum(['record', 'openings', 'to-find-out']),
  title: z.string(),
  /** Whose levers, by what filters: one line each. */
  scope: z.array(z.string()),
  marking: Marking,
  catalogue: z.strictObject({ version: z.string(), asAt: z.string() }),
  openings: z.array(LetOutOpening),
  requests: z.array(LetOutRequest),
  /** Openings left out, as they rest on information coded C. */
  leftOutC: z.int(),
  /** Suggestions are no evidence, and other words that go on every page. */
  standing: z.array(z.string()),
  letOutAt: z.string(),
  letOutBy: z.string(),
});
export type LeverSheet = z.infer<typeof LeverSheet>;

const LetOut = {
  subject: LeverSubject,
  /** Leaves out what rests on information coded C instead of refusing. */
  leavesOutC: z.boolean().default(false),
  /** Raised to the highest of what leaves. */
  marking: Marking.default('OFFICIAL-SENSITIVE'),
  reason: ChangeReason,
};

export const leverDisclosure = {
  /**
   * Levers as comma-separated values: suggestions, never findings. Protected people are references. Cannot be undone;
   * the reason is recorded.
   * @throws not-permitted where something rests on code C and is not left out; invalid-value where it is too long
   */
  export: call('disclosure').input(z.strictObject(LetOut)).output(z.file()),
  /** The same to be laid out on pages and printed. */
  print: call('disclosure').input(z.strictObject(LetOut)).output(LeverSheet),
};
