import { z } from 'zod';
import { WholeDate } from './assessment.ts';
import { isRealDate } from './field-check.ts';

/** Whether levers that do not protect may be used on someone who must be safeguarded first. */
export const SafeguardingChoice = z.enum(['allow', 'hold']);
export type SafeguardingChoice = z.infer<typeof SafeguardingChoice>;

/** What each choice says. */
export const SAFEGUARDING_WORDS: Readonly<Record<SafeguardingChoice, string>> = {
  allow: 'Other levers may be considered',
  hold: 'Protective levers only',
};

/** A decision as a person records it. */
export const SafeguardingFields = z.strictObject({
  decision: SafeguardingChoice,
  /** Who decided, and in which role: not whoever records it. */
  decidedBy: z.string().trim().min(1).max(120),
  decidedByRole: z.string().trim().min(1).max(120),
  decidedOn: WholeDate,
  reason: z.string().trim().min(1).max(4000),
  /** The decision lapses on this day unless it is made again. */
  reviewOn: WholeDate,
});
export type SafeguardingFields = z.infer<typeof SafeguardingFields>;

/** What is wrong with a decision, by field. Empty where nothing is. */
export function safeguardingFaults(
  fields: Omit<SafeguardingFields, 'decision'>,
  today: string,
): Partial<Record<keyof SafeguardingFields, string>> {
  const faults: Partial<Record<keyof SafeguardingFields, string>> = {};
  const { decidedBy, decidedByRole, decidedOn, reason, reviewOn } = fields;
  if (decidedBy.trim() === '') faults.decidedBy = 'Name who decided.';
  if (decidedByRole.trim() === '') faults.decidedByRole = 'Say in which role.';
  if (reason.trim() === '') faults.reason = 'Say why: the reason is kept with the decision.';
  for (const [field, date] of Object.entries({ decidedOn, reviewOn }))
    if (!isRealDate(date) || !WholeDate.safeParse(date).success)
      faults[field as 'decidedOn'] = 'Enter a real date such as 2026-03-27.';
  if (decidedOn > today)
    faults.decidedOn ??= 'This day is still to come. Enter the day of the decision.';
  if (reviewOn <= today)
    faults.reviewOn ??= 'Enter a day to come: the decision holds until it is reviewed.';
  return faults;
}

/** Whether a decision lifts the hold today: it allows, was not taken back, and its review is still to come. */
export function liftsHold(
  decision: {
    readonly decision: SafeguardingChoice;
    readonly reviewOn: string;
    readonly withdrawnAt: string | null;
  },
  today: string,
): boolean {
  return (
    decision.decision === 'allow' && decision.withdrawnAt === null && decision.reviewOn > today
  );
}
