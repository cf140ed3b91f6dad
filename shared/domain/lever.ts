import { z } from 'zod';
import { Id } from './field.ts';
import { Basis, InformationGrade, SourceGrade } from './grade.ts';

const LeverId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(80);
const Sentence = z.string().min(1).max(2000);

/** A value that a test compares a fact with. */
const Operand = z.union([z.string(), z.number(), z.boolean()]);

/**
 * What a trigger asks. `attr` names a fact; `link` names a relation type, read from source to target
 * unless `dir` is `in`, and `to` asks about the other end; `linkedToOcg` asks for a group within so many links.
 */
export type Condition =
  | { attr: string; in: (string | number | boolean)[] }
  | { attr: string; eq: string | number | boolean }
  | { attr: string; lt: number }
  | { attr: string; gte: number }
  | { attr: string; has: string }
  | { attr: string; lacks: string }
  | { indicator: string }
  | { nodeType: string }
  | { link: string; to?: Condition | undefined; dir?: 'in' | undefined }
  | { linkedToOcg: { maxHops: number } }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ attr: z.string(), in: z.array(Operand).min(1) }),
      z.strictObject({ attr: z.string(), eq: Operand }),
      z.strictObject({ attr: z.string(), lt: z.number() }),
      z.strictObject({ attr: z.string(), gte: z.number() }),
      z.strictObject({ attr: z.string(), has: z.string() }),
      z.strictObject({ attr: z.string(), lacks: z.string() }),
      z.strictObject({ indicator: z.string() }),
      z.strictObject({ nodeType: z.string() }),
      z.strictObject({
        link: z.string(),
        to: Condition.optional(),
        dir: z.literal('in').optional(),
      }),
      z.strictObject({ linkedToOcg: z.strictObject({ maxHops: z.int().min(1).max(4) }) }),
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
    ],
    { error: 'not a condition of the lever grammar' },
  ),
);

/** Strong: the facts, if confirmed, point to an enforceable matter. Indicative: they only say where to look. */
export const LeverStrength = z.enum(['strong', 'indicative']);
export type LeverStrength = z.infer<typeof LeverStrength>;

/** One reason to suggest a lever; any one is enough. */
export const LeverTrigger = z.strictObject({
  description: Sentence,
  strength: LeverStrength,
  condition: Condition,
});
export type LeverTrigger = z.infer<typeof LeverTrigger>;

/** One act or instrument a lever rests on. `year` is the year in its title. */
export const LegalBasis = z.strictObject({
  act: z.string().min(1),
  year: z.int().min(1200).max(2100),
  provision: z.string().min(1),
  note: Sentence.nullable().default(null),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

/** For how many months a report of an incident counts, where a lever does not say otherwise. */
export const DEFAULT_RELEVANCE_MONTHS = 36;

/** One possible intervention, its law and its limits. */
export const Lever = z.strictObject({
  id: LeverId,
  title: z.string().min(1).max(160),
  summary: Sentence,
  category: z.string(),
  jurisdiction: z.enum(['england', 'wales', 'england-and-wales', 'gb', 'uk']),
  /** How England and Wales differ; null where there is nothing to add. */
  jurisdictionNote: Sentence.nullable().default(null),
  legalStatus: z.enum(['in-force', 'part-in-force', 'awaiting-commencement', 'non-statutory']),
  legalBasis: z.array(LegalBasis).min(1),
  heldBy: z.array(z.string()).min(1),
  /** The council itself holds the power, duty or information. */
  councilHeld: z.boolean(),
  service: z.string().min(1),
  /** Kinds of entity it can be suggested for. */
  appliesTo: z.array(z.string()).min(1),
  /** Only such levers may be suggested on a protected person. */
  protectiveForVictims: z.boolean(),
  triggers: z.array(LeverTrigger).min(1),
  /** For how many months reported incidents count; null: they never lapse; left out: the default. */
  relevanceMonths: z.int().min(1).max(1200).nullable().optional(),
  threshold: Sentence,
  evidence: z.array(Sentence).min(1),
  rightsOfEntry: z.strictObject({
    has: z.boolean(),
    basis: Sentence,
    warrantNeeded: z.boolean(),
    notice: Sentence,
  }),
  process: z.array(Sentence).min(1),
  durationOrPenalty: Sentence,
  appeal: Sentence,
  /** Always an estimate. */
  typicalLeadTimeDays: z.strictObject({
    min: z.int().min(0),
    max: z.int().min(0),
    estimate: z.literal(true),
  }),
  costBand: z.strictObject({ band: z.enum(['low', 'medium', 'high']), estimate: z.literal(true) }),
  disruptionEffect: z.array(z.string()),
  /** 1 a check on paper, to 5 loss of liberty, home or livelihood. */
  intrusiveness: z.int().min(1).max(5),
  fourP: z.array(z.string()),
  threatCategories: z.array(z.string()),
  safeguards: z.array(Sentence).min(1),
  /** How well the legal references are known. */
  confidence: z.enum(['high', 'medium', 'low']),
  /** Month up to which the law was followed. */
  asAt: z.string().regex(/^\d{4}-\d{2}$/),
  sourceHint: Sentence,
});
export type Lever = z.infer<typeof Lever>;

/** Truth of a test: not known is neither true nor false. */
export const Truth = z.enum(['true', 'false', 'unknown']);
export type Truth = z.infer<typeof Truth>;

/** How good the information behind a test is. Both halves are null where it is ungraded. */
export const EvidenceGrade = z.strictObject({
  basis: Basis,
  source: SourceGrade.nullable(),
  information: InformationGrade.nullable(),
});
export type EvidenceGrade = z.infer<typeof EvidenceGrade>;

/** One test of a trigger, what was found, and where it is written. */
export const LeverTest = z.strictObject({
  /** What was asked, in words. */
  test: z.string(),
  result: Truth,
  /** What is recorded, in words; *not recorded* where nothing is. */
  actual: z.string(),
  recordIds: z.array(Id),
  /** Weakest grade among the records; null where there are none. */
  grade: EvidenceGrade.nullable(),
  observedOn: z.string().nullable(),
});
export type LeverTest = z.infer<typeof LeverTest>;

export const LeverAnswer = z.enum(['applies', 'could-apply', 'ruled-out']);
export type LeverAnswer = z.infer<typeof LeverAnswer>;

/**
 * Why a lever is held for a person: under 18, by some sign a child or a victim and nobody has assessed it, or because a
 * safeguarding decision that is in force says so.
 */
export const LeverHold = z.enum(['under-18', 'may-be-child', 'may-be-victim', 'decided']);
export type LeverHold = z.infer<typeof LeverHold>;

/** What the guard rules say about an answer. */
export const LeverGuards = z.strictObject({
  /** Behind a safeguarding decision that nobody has recorded. */
  heldForSafeguarding: z.boolean(),
  /** Why it is held, or would be but for a decision; null: for no reason. */
  hold: LeverHold.nullable(),
  /** Who decided that it may be considered all the same; null: nobody. */
  allowedBy: z
    .strictObject({ name: z.string(), role: z.string(), decidedOn: z.string() })
    .nullable(),
  /** Needs a named decision-maker and a recorded rationale. */
  needsDecisionMaker: z.boolean(),
  /** The legal references must be checked before relying on them. */
  checkTheLaw: z.boolean(),
  /** Enacted but not in force: not to be used. */
  notYetUsable: z.boolean(),
  isProtective: z.boolean(),
  safeguards: z.array(z.string()),
});
export type LeverGuards = z.infer<typeof LeverGuards>;

/** Which of a lever's holders there are in the area of a case, and whether its own council is one. */
export const LeverHolding = z.strictObject({
  /** Of `heldBy`, those that exist there; all of them where the area is not told. */
  holders: z.array(z.string()),
  /** Whether the case's own council holds it; null where its kind is not told. */
  byOwnCouncil: z.boolean().nullable(),
  /** The same in a sentence. */
  words: z.string(),
});
export type LeverHolding = z.infer<typeof LeverHolding>;

/** What one lever answers for one entity, and why. A suggestion, never evidence. */
export const LeverEvaluation = z.strictObject({
  entityId: Id,
  leverId: z.string(),
  answer: LeverAnswer,
  /** Of the strongest trigger that holds, or could; null when ruled out. */
  strength: LeverStrength.nullable(),
  /** Empty where the reasons are withheld: a lever has one at least. */
  triggers: z.array(
    z.strictObject({
      description: z.string(),
      strength: LeverStrength,
      result: Truth,
      tests: z.array(LeverTest),
    }),
  ),
  /** Information to obtain, in words. */
  missing: z.array(z.string()),
  /** Facts against it, in words. */
  ruledOutBy: z.array(z.string()),
  /** Weakest grade along the best reason; null where no test is true. */
  weakestGrade: EvidenceGrade.nullable(),
  guards: LeverGuards,
  /** Whether the number on the badge counts it. */
  isFlagged: z.boolean().optional(),
  heldHere: LeverHolding.optional(),
});
export type LeverEvaluation = z.infer<typeof LeverEvaluation>;

/** What the number on a flag counts, in words; `shared/levers/flag.ts` decides it. */
export const FLAG_MEANING =
  'Levers a council holds that apply now. Requests, reports, held levers and law not in force are not counted.';
