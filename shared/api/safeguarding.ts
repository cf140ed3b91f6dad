import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { SafeguardingFields } from '../domain/safeguarding.ts';
import { call } from './base.ts';
import { ChangeReason, RevealReason } from './entity-edit.ts';

/** A recorded decision on whether levers that do not protect may be used on somebody. */
export const SafeguardingDecision = SafeguardingFields.extend({
  id: Id,
  recordedAt: z.string(),
  recordedBy: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawalReason: z.string().nullable(),
  /** It is the newest that was not withdrawn. */
  isInForce: z.boolean(),
  /** It lifts the hold today. */
  liftsHold: z.boolean(),
});
export type SafeguardingDecision = z.infer<typeof SafeguardingDecision>;

export const safeguarding = {
  /** Every decision about a person, newest first. Reasons are withheld until the person is revealed. */
  forEntity: call('consultation')
    .input(z.strictObject({ id: Id, revealReason: RevealReason }))
    .output(z.strictObject({ isWithheld: z.boolean(), decisions: z.array(SafeguardingDecision) })),
  /**
   * Records a decision; it holds in the place of those before it. Undoable.
   * @throws invalid-value by field, or of what is no person; not-permitted of whom levers can only protect
   */
  record: call('alteration')
    .input(z.strictObject({ entityId: Id, fields: SafeguardingFields }))
    .output(z.strictObject({ id: Id })),
  /** Takes a decision back; it stays in the list. Undoable. @throws not-found */
  withdraw: call('alteration')
    .input(z.strictObject({ id: Id, reason: ChangeReason }))
    .output(z.strictObject({ id: Id })),
};
