import { z } from 'zod';
import { dateWords } from './date-words.ts';
import { isRealDate } from './field-check.ts';
import type { Lever } from './lever.ts';

/** How far a lever has been worked for an entity. */
export const AssessmentStatus = z.enum([
  'considering',
  'evidence-being-gathered',
  'ready',
  'referred',
  'used',
  'not-appropriate',
]);
export type AssessmentStatus = z.infer<typeof AssessmentStatus>;

/** What each status is called. */
export const ASSESSMENT_WORDS: Readonly<Record<AssessmentStatus, string>> = {
  considering: 'Considering',
  'evidence-being-gathered': 'Evidence being gathered',
  ready: 'Ready',
  referred: 'Referred',
  used: 'Used',
  'not-appropriate': 'Not appropriate',
};

/** Whether a piece of evidence is to be had. */
export const EvidenceState = z.enum(['not-asked', 'asked-for', 'held', 'not-available']);
export type EvidenceState = z.infer<typeof EvidenceState>;

/** What each state is called. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceState, string>> = {
  'not-asked': 'Not asked',
  'asked-for': 'Asked for',
  held: 'Held',
  'not-available': 'Not available',
};

/** ISO 8601 date to the day. */
export const WholeDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

const Words = z.string().trim().max(120).nullable();
const Text = z.string().trim().max(4000).nullable();

/** What is recorded of a lever for an entity. Null: not said. */
export const AssessmentFields = z.strictObject({
  status: AssessmentStatus,
  /** Why the lever is not appropriate. */
  whyNot: Text,
  decisionMakerName: Words,
  decisionMakerRole: Words,
  /** Why the step is necessary and proportionate. */
  rationale: Text,
  /** Who was asked whether another operation would be harmed: the Lead Responsible Officer or their deputy. */
  deconflictedWith: Words,
  deconflictedOn: WholeDate.nullable(),
  begunOn: WholeDate,
  reviewOn: WholeDate.nullable(),
  notes: Text,
});
export type AssessmentFields = z.infer<typeof AssessmentFields>;
export type AssessmentField = keyof AssessmentFields;

/** What each field is called. */
export const ASSESSMENT_FIELD_WORDS: Readonly<Record<AssessmentField, string>> = {
  status: 'Status',
  whyNot: 'Why it is not appropriate',
  decisionMakerName: 'Decision-maker',
  decisionMakerRole: 'Decision-maker’s role',
  rationale: 'Why it is necessary and proportionate',
  deconflictedWith: 'Deconflicted with the LRO',
  deconflictedOn: 'Deconflicted on',
  begunOn: 'Begun on',
  reviewOn: 'Review by',
  notes: 'Notes',
};

/** One line of the checklist, as it is kept. */
export const EvidenceItem = z.strictObject({
  /** The words of the line: they tell it apart from others. */
  line: z.string().trim().min(1).max(2000),
  state: EvidenceState,
  /** Who holds it or was asked for it. */
  askedOf: Words,
  datedOn: WholeDate.nullable(),
  note: Text,
  /** A record, or else a report, of the case that it is written in. */
  recordId: z.string().min(1).max(64).nullable(),
  reportId: z.string().min(1).max(64).nullable(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** Levers from this intrusiveness on need a named decision-maker and a rationale. */
const DECISION_MAKER_INTRUSIVENESS = 4;

const COMMITTED: ReadonlySet<AssessmentStatus> = new Set(['ready', 'referred', 'used']);
const LEFT_THE_ROOM: ReadonlySet<AssessmentStatus> = new Set(['referred', 'used']);

/** Whether a status says that the lever is to be used, or was. */
export function isCommitted(status: AssessmentStatus): boolean {
  return COMMITTED.has(status);
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

/** What an assessment still lacks for its status, by field: what is wrong and what to do. Empty where nothing is. */
export function assessmentFaults(
  fields: AssessmentFields,
  lever: Pick<Lever, 'intrusiveness' | 'legalStatus'>,
  today: string,
): Partial<Record<AssessmentField, string>> {
  const { status } = fields;
  const faults: Partial<Record<AssessmentField, string>> = {};
  if (status === 'not-appropriate' && isBlank(fields.whyNot))
    faults.whyNot = 'Say why it is not appropriate: whoever looks next must be able to follow it.';
  if (isCommitted(status)) {
    if (lever.legalStatus === 'awaiting-commencement')
      faults.status =
        'This law is made but not in force, so the lever cannot be used yet. Keep it under consideration.';
    if (lever.intrusiveness >= DECISION_MAKER_INTRUSIVENESS) {
      if (isBlank(fields.decisionMakerName))
        faults.decisionMakerName = `Name who decides: this lever is ${lever.intrusiveness} of 5 in intrusiveness.`;
      if (isBlank(fields.decisionMakerRole)) faults.decisionMakerRole = 'Say in which role.';
      if (isBlank(fields.rationale))
        faults.rationale =
          'Say why it is necessary and proportionate, and why a milder step would not do.';
    }
  }
  if (LEFT_THE_ROOM.has(status)) {
    if (isBlank(fields.deconflictedWith))
      faults.deconflictedWith = 'Deconflict with the LRO first. Name who agreed.';
    if (fields.deconflictedOn === null)
      faults.deconflictedOn = 'Enter the day on which they agreed.';
  }
  return { ...faults, ...dateFaults(fields, today) };
}

function dateFaults(
  { begunOn, deconflictedOn, reviewOn }: AssessmentFields,
  today: string,
): Partial<Record<AssessmentField, string>> {
  const faults: Partial<Record<AssessmentField, string>> = {};
  for (const [field, date] of Object.entries({ begunOn, deconflictedOn, reviewOn }))
    if (date !== null && !isRealDate(date))
      faults[field as AssessmentField] = 'Enter a real date such as 2026-03-27.';
  if (deconflictedOn !== null && deconflictedOn > today)
    faults.deconflictedOn ??= 'This day is still to come. Enter the day on which they agreed.';
  if (begunOn > today) faults.begunOn ??= 'This day is still to come. Enter the day it was begun.';
  if (reviewOn !== null && reviewOn < begunOn)
    faults.reviewOn ??= 'Enter a day after it was begun.';
  return faults;
}

/** How each field reads in the history; null where it is not said. */
export function assessmentValueWords(field: AssessmentField, value: string | null): string | null {
  if (value === null) return null;
  switch (field) {
    case 'status':
      return ASSESSMENT_WORDS[AssessmentStatus.parse(value)];
    case 'deconflictedOn':
    case 'begunOn':
    case 'reviewOn':
      return dateWords(value);
    case 'whyNot':
    case 'decisionMakerName':
    case 'decisionMakerRole':
    case 'rationale':
    case 'deconflictedWith':
    case 'notes':
      return value;
  }
}

/** The lines of a checklist: the lever's own in its order, then those that were added or that it has no more. */
export function checklistLines(
  evidence: readonly string[],
  kept: readonly { readonly line: string }[],
): readonly string[] {
  return [...new Set([...evidence, ...kept.map(({ line }) => line)])];
}
